"""Links of those asked: as a file, or by mail, which follows from the history."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from heedful.feedback.models import Wave, WaveState
from heedful.feedback.surveys.commands import Invited
from heedful.papers.sheets.out import write_csv
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence

HEADER = ("Customer", "Name", "E-mail", "Language", "Link")


def sent_out(request: Request, wave: Wave, invited: Sequence[Invited], *, by_mail: bool) -> HttpResponse:
    """Give out links as a file, or say that the mails are on their way."""
    if not by_mail:
        return _file(request, wave, invited)
    wait = "wait until the wave is open" if wave.state == WaveState.PLANNED else "go out in the hours for mail"
    messages.success(request, sentence(f"{counted(len(invited), 'mail')} {wait}"))
    return redirect("surveys:wave", wave.pk)


def _file(request: Request, wave: Wave, invited: Sequence[Invited]) -> HttpResponse:
    """Give the links as a file that nobody keeps."""
    rows = []
    for found in invited:
        contact, customer = found.invitation.contact, found.invitation.customer
        link = request.build_absolute_uri(reverse("answer:invited", args=[found.token]))
        rows.append((
            customer.name if customer else "", contact.name if contact else "", contact.email if contact else "",
            contact.language if contact else "", link,
        ))  # fmt: skip
    headers = {
        "Content-Disposition": f'attachment; filename="links-{wave.key}.csv"', "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse("".join(write_csv(HEADER, rows)), content_type="text/csv; charset=utf-8", headers=headers)
