"""Letters to complainants and the 8D report of a complaint: written, issued, and handed out as files."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today, working_calendar
from heedful.feedback.models import Complaint
from heedful.papers.letters.issuing import as_issued, issue_letter, kinds_for
from heedful.papers.letters.models import IssuedLetter, LetterKind
from heedful.papers.letters.wording import Hand, letter_of
from heedful.papers.letters.words import NAMES
from heedful.papers.reports.eight import eight_of_complaint
from heedful.web.asking import ask, day_of
from heedful.web.documents import sent
from heedful.web.fields import WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request

BESIDE = ("feedback__response", "feedback__contact", "feedback__product", "customer", "owner", "investigator")
LEADS = {
    "acknowledgement": "It says that the complaint has arrived and what happens next. Issuing it acknowledges.",
    "update": "It says how it stands. Issuing it counts as an update, and the words appear on their status page.",
    "answer": "It carries our answer as it stands on their status page.",
}


class LetterForm(VersionForm):
    """In which language, and what else we say."""

    language = forms.ChoiceField(label="Language", choices=list(NAMES.items()))
    words = WordsField("In our own words", required=False, rows=5, help_text="It stands at the top of the letter.")


@login_required
@require_http_methods(["GET", "POST"])
def letter(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Write a letter and see it before it goes out; a POST issues it."""
    if name not in LetterKind.values:
        raise Http404
    found = get_object_or_404(Complaint.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    form = bound(LetterForm, request, on=found, initial={"language": _language(found)})
    follow = request.build_absolute_uri(reverse("speak:status", args=[found.token]))
    back, kind = reverse("complaints:one", args=[pk]), LetterKind(name)
    trail = [{"label": "Complaints", "href": reverse("complaints:list")}, {"label": found.key, "href": back}]
    page = {
        "title": f"A letter: {kind.label.lower()}", "lead": LEADS[name], "back": back,
        "trail": [*trail, {"label": kind.label}], "letter": _as_it_stands(request, found, name, form, follow),
    }  # fmt: skip
    return ask(
        request, form, issue_letter, found, page=page, then=lambda _: back, said="The letter is issued.",
        more={"kind": name, "follow": follow}, template="complaints/letter.html",
    )  # fmt: skip


@login_required
@require_GET
def issued(request: Request, pk: UUID, form: str) -> HttpResponse:
    """A letter as it went out."""
    rows = IssuedLetter.objects.visible_to(request.person).select_related("complaint")
    found = get_object_or_404(rows, pk=pk)
    try:
        document, at = as_issued(found)
    except ValidationError as erased:
        raise Http404 from erased
    return sent(document, form, name=f"{found.complaint.key}-{found.kind}-{working_calendar().day_of(at)}", at=at)


@login_required
@require_GET
def eight(request: Request, pk: UUID, form: str) -> HttpResponse:
    """The 8D report of a complaint, from the records of the day that is looked at."""
    found = get_object_or_404(Complaint.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    day = day_of(request)
    return sent(eight_of_complaint(found, on=day), form, name=f"{found.key}-8D-{day}", at=working_calendar().end(day))


def letters_of(complaint: Complaint) -> list[dict[str, Any]]:
    """List the letters that went out, the newest first, for the complaint's page."""
    rows = IssuedLetter.objects.filter(complaint=complaint).select_related("person").order_by("-issued_at")
    return [
        {
            "what": f"{found.get_kind_display()} ({NAMES.get(found.language, found.language)})", "at": found.issued_at,
            "who": found.person.name if found.person else "",
            "pdf": reverse("complaints:letter_pdf", args=[found.pk]),
            "docx": reverse("complaints:letter_docx", args=[found.pk]),
        }
        for found in rows
    ]  # fmt: skip


def writable(complaint: Complaint) -> list[dict[str, str]]:
    """List the letters that can be written now, each with where."""
    return [
        {"label": str(kind.label), "href": reverse("complaints:letter", args=[complaint.pk, kind.value])}
        for kind in kinds_for(complaint)
    ]


def _language(complaint: Complaint) -> str:
    """Take the language in which they spoke, else the contact's, where letters are written in it."""
    contact = complaint.feedback.contact
    wanted = (complaint.feedback.language, contact.language if contact else "")
    return next((language for language in wanted if language in NAMES), "en")


def _as_it_stands(request: Request, complaint: Complaint, kind: str, form: forms.Form, follow: str) -> Any:
    """Show the letter as it would go out now; nothing where it cannot."""
    if kind not in kinds_for(complaint):
        return None
    language = form["language"].value() if form["language"].value() in NAMES else "en"
    hand = Hand(language, today(), request.person.name, follow)
    return letter_of(complaint, kind, hand, words=str(form["words"].value() or "")).plain()
