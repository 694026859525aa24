"""The public answer page: no account, no cookie, no session. The slow way in, for servers without the fast one."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from heedful.core.actors import Public
from heedful.core.organisation import today
from heedful.feedback.surveys.commands import Outcome, Sent, take_answers
from heedful.feedback.surveys.links import Target, find_target
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import LANGUAGE, Standing
from heedful.web.answer_page import chosen_language, filled_page, fresh_page, said_page, thanks_of
from heedful.web.answering import Reply, receive
from heedful.web.http import Request
from heedful.web.intake import LARGEST_BODY, address_of, names_of, page_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, kind: str, token: str) -> HttpResponse:
    """Show the question; a POST answers it."""
    target = _target(kind, token)
    if request.method == "POST":
        return _receive(request, target)
    language = _language(request, target, request.GET)
    standing = target.on(today())
    if standing is not Standing.OPEN or target.answered or target.full:
        said = "answered" if target.answered else "full" if standing is Standing.OPEN else standing.value
        return _page(said_page(said, language, request.organisation), status=200)
    prefilled = {q.name: request.GET[q.name] for q in asked_in(target.version).questions if q.name in request.GET}
    if prefilled:
        return _page(filled_page(target, language, request.organisation, prefilled, Reply("open", 200)))
    return _page(fresh_page(target, language, request.organisation))


@require_safe
def thanks(request: Request, kind: str, token: str) -> HttpResponse:
    """Say that the answer is in."""
    target = _target(kind, token)
    language = _language(request, target, request.GET)
    words = thanks_of(target.version, language)
    return _page(said_page("thanks", language, request.organisation, thanks=words))


def _receive(request: Request, target: Target) -> HttpResponse:
    """Take an answer in this request; the rules are those of the fast way."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return HttpResponse("This is more than an answer can hold.", status=413, content_type="text/plain")
    given = {name: request.POST[name] for name in names_of(target) if name in request.POST}
    language = _language(request, target, given)
    reply = receive(target, given, take=take_one, address=address_of(request.META))
    if reply.taken:
        return HttpResponseRedirect(f"{request.path}/thanks?lang={language}", status=303)
    if reply.status == 204:
        return HttpResponse(status=204)
    response = _page(page_of(reply, target, language, given), status=reply.status)
    if reply.status == 503:
        response["Retry-After"] = "2"
    return response


def take_one(sent: Sent) -> Outcome:
    """Take one answer alone."""
    return take_answers([sent], by=Public())[0]


def _target(kind: str, token: str) -> Target:
    """Find where the link leads."""
    target = find_target(kind, token)
    if target is None:
        raise Http404("There is no survey at this address.")
    return target


def _language(request: Request, target: Target, given: Mapping[str, str] | QueryDict) -> str:
    """Choose the language of the page."""
    return chosen_language(target, given.get(LANGUAGE) or "", request.headers.get("Accept-Language", ""))


def _page(body: bytes, status: int = 200) -> HttpResponse:
    """Answer with a page that nobody keeps."""
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
