"""The way out that stands in each mail: a page that asks once, and a press that holds at once."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from heedful.core.actors import Public
from heedful.core.languages import direction_of
from heedful.core.organisation import today
from heedful.feedback.models import Invitation
from heedful.feedback.surveys.commands import hash_of, opt_out
from heedful.feedback.surveys.links import LONGEST_TOKEN
from heedful.notices.words import words_in
from heedful.web.http import Request
from heedful.web.show import show


@csrf_exempt  # the address is the key, which no other site knows; mail programs press it without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: Request, token: str) -> HttpResponse:
    """Ask whether somebody wants to be asked no more; a POST says so. Opening the page alone does nothing."""
    invitation = _behind(token)
    contact = invitation.contact
    if contact is None:
        raise Http404("Nobody is known behind this link.")
    done = not contact.consents
    if request.method == "POST" and not done:
        try:
            opt_out(invitation, by=Public(), on=today())
        except ValidationError:  # pressed twice at the same moment: the first press holds
            contact.refresh_from_db()
        done = True
    filled = {"house": " ".join(request.organisation.name.split()), "name": contact.name}
    words = words_in(contact.language)
    more = words["out_done_more"] if done else words["out_more"]
    for name, value in filled.items():
        more = more.replace(f"{{{name}}}", value)
    page = {
        "words": words, "done": done, "more": more, "language": contact.language,
        "direction": direction_of(contact.language),
    }  # fmt: skip
    return show(request, "answer/out.html", page=page)


def _behind(token: str) -> Invitation:
    """Find whom a link was sent to."""
    if not token or len(token) > LONGEST_TOKEN or not token.isascii():
        raise Http404("There is nothing at this address.")
    found: Invitation | None = (
        Invitation.objects.filter(token_hash=hash_of(token)).select_related("contact", "wave").first()
    )
    if found is None:
        raise Http404("There is nothing at this address.")
    return found
