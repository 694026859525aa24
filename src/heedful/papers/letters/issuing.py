"""Issue a letter to a complainant: it counts as our word to them, and is kept as it went out."""

import datetime
import json

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.complaints.handling import tell_customer
from heedful.feedback.complaints.receiving import acknowledge_complaint
from heedful.feedback.models import Complaint, ComplaintState
from heedful.papers.documents import Document
from heedful.papers.documents.parts import read_back
from heedful.papers.letters.models import IssuedLetter, LetterKind
from heedful.papers.letters.wording import Hand, letter_of
from heedful.papers.letters.words import NAMES


@command(needs=Permission.HANDLE_COMPLAINTS)
def issue_letter(
    complaint: Complaint, *, by: Actor, kind: str, language: str, follow: str, words: str = ""
) -> IssuedLetter:
    """Issue a letter. One that says it has arrived acknowledges; one that says how it stands tells the customer."""
    complaint = lock(complaint)
    _refuse(complaint, kind, language, words)
    if kind == LetterKind.ACKNOWLEDGEMENT and complaint.acknowledged_at is None:
        complaint = acknowledge_complaint(complaint, by=by)
    elif kind == LetterKind.UPDATE:
        complaint = tell_customer(complaint, by=by, words=words).complaint
    person, on = person_of(by), today()
    hand = Hand(language, on, person.name if person else "", follow)
    document = json.dumps(letter_of(complaint, kind, hand, words=words).plain(), ensure_ascii=False)
    newest = IssuedLetter.objects.filter(complaint=complaint).order_by("-issued_at").first()
    if newest is not None and newest.document == document:
        raise ValidationError("This very letter was issued today already; it stands on the complaint's page.")
    letter = IssuedLetter(
        complaint=complaint, kind=kind, language=language, issued_at=clock.now(), person=person, document=document
    )
    letter.save()
    record("issuedletter.issued", letter, kind=kind, language=language, complaint=complaint.ref)
    return letter


def kinds_for(complaint: Complaint) -> list[LetterKind]:
    """List the letters that make sense now: on the way one of two, once answered the answer."""
    if complaint.same_as_id or (complaint.imported and not complaint.answer):
        return []
    if complaint.waits:
        return [LetterKind.ACKNOWLEDGEMENT, LetterKind.UPDATE]
    answered = complaint.state in (ComplaintState.ANSWERED, ComplaintState.CLOSED) and complaint.answer
    return [LetterKind.ANSWER] if answered else []


def as_issued(letter: IssuedLetter) -> tuple[Document, datetime.datetime]:
    """Give a letter as it went out, with its moment."""
    if not letter.document:
        raise ValidationError("The words of this letter were erased on request.")
    return read_back(json.loads(letter.document)), letter.issued_at


def _refuse(complaint: Complaint, kind: str, language: str, words: str) -> None:
    """Say what a letter lacks."""
    if complaint.same_as_id:
        raise ValidationError("It is the same as another complaint: the letter goes out from there.")
    if kind not in kinds_for(complaint):
        why = {
            LetterKind.ANSWER.value: "It is not answered yet. Answer the complaint first, then issue the letter.",
        }.get(kind, "It waits for nothing any more from us. Only the answer goes out now.")
        raise ValidationError(why)
    if language not in NAMES:
        raise ValidationError({"language": f"Letters are written in {', '.join(NAMES.values())}."})
    if kind == LetterKind.UPDATE and not words.strip():
        raise ValidationError({"words": "Write how it stands, as the customer gets it."})
