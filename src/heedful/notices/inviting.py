"""An invitation or a reminder as a mail: the question, a link for each score, and a way out."""

import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from heedful.core.languages import direction_of
from heedful.core.models import Organisation
from heedful.feedback.models import SCALES, Confidentiality, Disposition, Invitation, WaveState
from heedful.feedback.surveys.inviting import hash_of, token_of
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.texts import in_language
from heedful.notices.models import Kind, Notice
from heedful.notices.words import day_in, words_in


def why_not_asked(invitation: Invitation, today: datetime.date) -> str:
    """Say why somebody must not be written to now; nothing where they may."""
    contact, customer, wave = invitation.contact, invitation.customer, invitation.wave
    answered = invitation.disposition in (Disposition.COMPLETE, Disposition.PARTIAL)
    left = (contact is not None and contact.left_on) or (customer is not None and customer.left_on)
    reasons = [
        (wave.state == WaveState.CLOSED or today > wave.closes_on, "The wave is closed."),
        (answered, "Answered meanwhile."),
        (contact is None or not contact.email, "No e-mail address."),
        (contact is not None and not contact.consents, "Does not want to be asked."),
        (left, "Left meanwhile."),
        (invitation.disposition != Disposition.UNKNOWN, f"{invitation.get_disposition_display()}."),
        (
            invitation.token_hash != hash_of(token_of(invitation)),
            "The secret of this folder has changed since; a reminder gives a link that works.",
        ),
    ]
    return next((why for so, why in reasons if so), "")


def mail_to_customer(notice: Notice, house: Organisation) -> EmailMultiAlternatives:
    """Write the mail to somebody asked, in their language, as plain text and with a link for each score."""
    invitation = notice.invitation
    assert invitation is not None  # noqa: S101  such a mail is about an invitation
    contact = invitation.contact
    assert contact is not None  # noqa: S101  judged before: without one nothing is sent
    offered = invitation.wave.survey_version.languages.split()
    language = contact.language if contact.language in offered else offered[0]
    page = _page(notice, invitation, language, house)
    name = "reminder" if notice.kind == Kind.REMINDER else "subject"
    mail = EmailMultiAlternatives(
        subject=page["words"][name], body=render_to_string("notices/invitation.txt", page),
        from_email=settings.DEFAULT_FROM_EMAIL, to=[contact.email],
        headers={
            "Message-ID": notice.message_id, "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{page['out']}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )  # fmt: skip
    mail.attach_alternative(render_to_string("notices/invitation.html", page), "text/html")
    return mail


def _page(notice: Notice, invitation: Invitation, language: str, house: Organisation) -> dict[str, Any]:
    """Gather what the mail says."""
    wave, token = invitation.wave, token_of(invitation)
    address = f"{settings.BASE_URL}{reverse('answer:invited', args=[token])}"
    filled = {
        "house": " ".join(house.name.split()), "day": day_in(wave.closes_on, language),
        "customer": " ".join(invitation.customer.name.split()) if invitation.customer else house.name,
        "name": invitation.contact.name if invitation.contact else "",
    }  # fmt: skip
    words = {name: _filled(text, filled) for name, text in words_in(language).items()}
    questions = [q for q in wave.survey_version.questions.all() if q.kind in SCALES]
    first = asked_in(wave.survey_version_id).questions[:1]
    scored = next((q for q in questions if first and q.pk == first[0].id), None)
    low, high = SCALES[scored.kind] if scored is not None else (1, 0)
    return {
        "words": words, "language": language, "direction": direction_of(language), "house": filled["house"],
        "name": filled["name"], "intro": in_language(wave.survey_version.intro, language),
        "question": in_language(scored.wording, language) if scored else "",
        "link": f"{address}?lang={language}", "out": f"{settings.BASE_URL}{reverse('answer:out', args=[token])}",
        "scores": [(n, f"{address}?lang={language}&{first[0].name}={n}") for n in range(low, high + 1)],
        "already": wave.confidentiality == Confidentiality.ANONYMOUS and notice.kind == Kind.REMINDER,
    }  # fmt: skip


def _filled(text: str, given: dict[str, str]) -> str:
    """Put names into a phrase by plain substitution: a name is never read as a pattern."""
    for name, value in given.items():
        text = text.replace(f"{{{name}}}", value)
    return text
