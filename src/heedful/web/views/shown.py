"""A survey with an open link where people are: on a device of ours that begins anew, or in a frame on one site."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from heedful.core.organisation import today
from heedful.feedback.models import Wave
from heedful.feedback.surveys.links import LONGEST_TOKEN, OPEN, Target, find_target
from heedful.feedback.surveys.rules import LANGUAGE, Standing
from heedful.web.answer_page import chosen_language, fresh_page, said_page, thanks_of
from heedful.web.answering import receive
from heedful.web.http import Request
from heedful.web.intake import LARGEST_BODY, address_of, names_of, page_of
from heedful.web.views.answer import take_one

KIOSK, FRAME = "k", "e"
BACK_AFTER, IDLE = 8, 300
"""Seconds until a kiosk returns to the start: after an answer, and where somebody went away."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, place: str, token: str) -> HttpResponse:
    """Show the question in its place; a POST answers it."""
    wave, target = _found(place, token)
    here = reverse(f"answer:{'kiosk' if place == KIOSK else 'frame'}", args=[token])
    given = {name: request.POST[name] for name in names_of(target) if name in request.POST}
    language = chosen_language(target, given.get(LANGUAGE) or request.GET.get(LANGUAGE, ""), _accepted(request))
    if request.method == "POST":
        return _receive(request, wave, target, given, here, language)
    standing = target.on(today())
    if standing is not Standing.OPEN or target.full:
        said = "full" if standing is Standing.OPEN else standing.value
        return _placed(wave, place, said_page(said, language, request.organisation), here)
    return _placed(wave, place, fresh_page(target, language, request.organisation), here)


@require_safe
def thanks(request: Request, place: str, token: str) -> HttpResponse:
    """Say that the answer is in; a kiosk then returns to the start."""
    wave, target = _found(place, token)
    language = chosen_language(target, request.GET.get(LANGUAGE, ""), _accepted(request))
    words = thanks_of(target.version, language)
    here = reverse(f"answer:{'kiosk' if place == KIOSK else 'frame'}", args=[token])
    return _placed(wave, place, said_page("thanks", language, request.organisation, thanks=words), here, BACK_AFTER)


def _receive(
    request: Request, wave: Wave, target: Target, given: dict[str, str], here: str, language: str
) -> HttpResponse:
    """Take an answer by the rules of the public page; on a kiosk all come from one network, which flags nobody."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return HttpResponse("This is more than an answer can hold.", status=413, content_type="text/plain")
    place = here.strip("/").partition("/")[0]
    address = "" if place == KIOSK else address_of(request.META)
    reply = receive(target, given, take=take_one, address=address)
    if reply.taken:
        return _placed(wave, place, HttpResponseRedirect(f"{here}/thanks?lang={quote(language)}", status=303), here)
    if reply.status == 204:
        return _placed(wave, place, HttpResponse(status=204), here)
    return _placed(wave, place, page_of(reply, target, language, given), here, status=reply.status)


def _found(place: str, token: str) -> tuple[Wave, Target]:
    """Find the wave that may be shown in this place."""
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise Http404("There is no survey at this address.")
    wave = Wave.objects.filter(token=token, open_link=True, imported=False).first()
    target = find_target(OPEN, token) if wave is not None else None
    if wave is None or target is None or not (wave.kiosk if place == KIOSK else wave.embed_origin):
        raise Http404("There is no survey at this address.")
    return wave, target


def _accepted(request: Request) -> str:
    return request.headers.get("Accept-Language", "")


def _placed(
    wave: Wave, place: str, body: bytes | HttpResponse, here: str, back_after: int = IDLE, status: int = 200
) -> HttpResponse:
    """Answer as the place wants it: a kiosk begins anew by itself, a frame is shown by one site alone."""
    response: Any = body if isinstance(body, HttpResponse) else HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    if place == KIOSK:
        response["Refresh"] = f"{back_after}; url={here}"
        # What one person wrote must not be offered to the next.
        response.content = response.content.replace(b'data-keep="answer"', b'autocomplete="off"')
        return response  # type: ignore[no-any-return]
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": [wave.embed_origin]}
    return response  # type: ignore[no-any-return]
