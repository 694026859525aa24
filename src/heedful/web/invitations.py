"""Links given out once: as a file, or by mail."""

from collections.abc import Sequence
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from heedful.feedback.models import Wave
from heedful.feedback.surveys.commands import Invited
from heedful.feedback.surveys.design import questions_of
from heedful.feedback.surveys.texts import in_language
from heedful.papers.sheets.out import write_csv
from heedful.web.answer_words import words_in
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence

HEADER = ("Customer", "Name", "E-mail", "Language", "Link")


def sent_out(request: Request, wave: Wave, invited: Sequence[Invited], *, by_mail: bool) -> HttpResponse:
    """Give out links: by mail, or as a file where that is wanted or nothing else works."""
    links = [(found, request.build_absolute_uri(reverse("answer:invited", args=[found.token]))) for found in invited]
    if not by_mail:
        return _file(wave, links)
    sent = _mail(request, wave, links)
    if sent is None:
        messages.error(request, "No mail could be sent. Give fresh links as a file instead.")
    else:
        messages.success(request, sentence(f"{counted(sent, 'mail')} sent"))
    return redirect("surveys:wave", wave.pk)


def _file(wave: Wave, links: Sequence[tuple[Invited, str]]) -> HttpResponse:
    """Give the links as a file that nobody keeps."""
    rows = []
    for found, link in links:
        contact, customer = found.invitation.contact, found.invitation.customer
        rows.append((
            customer.name if customer else "", contact.name if contact else "", contact.email if contact else "",
            contact.language if contact else "", link,
        ))  # fmt: skip
    headers = {
        "Content-Disposition": f'attachment; filename="links-{wave.key}.csv"', "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse("".join(write_csv(HEADER, rows)), content_type="text/csv; charset=utf-8", headers=headers)


def _mail(request: Request, wave: Wave, links: Sequence[tuple[Invited, str]]) -> int | None:
    """Mail each person their link in their language; nothing where mail does not work."""
    scored, _ = questions_of(wave.survey_version)
    house = " ".join(request.organisation.name.split())
    mails = []
    for found, link in links:
        contact = found.invitation.contact
        if contact is None or not contact.email:
            continue
        offered = wave.survey_version.languages.split()
        language = contact.language if contact.language in offered else offered[0]
        words = words_in(language)
        intro = in_language(wave.survey_version.intro, language)
        body = "\n\n".join(
            filter(None, (contact.name, intro, in_language(scored.wording, language), link, words["short"]))
        )
        mails.append(
            EmailMessage(f"{house}: {words['short']}", f"{body}\n", settings.DEFAULT_FROM_EMAIL, [contact.email])
        )
    try:
        return int(get_connection().send_messages(mails) or 0)
    except (OSError, SMTPException):
        return None
