"""What a letter to a complainant says: what they told us, what we tell them, and nothing of what is ours alone."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from heedful.core.organisation import current_organisation
from heedful.feedback.models import Complaint, ComplaintState
from heedful.papers.documents import Document, Facts, Heading, Paragraph, Part
from heedful.papers.letters.models import LetterKind
from heedful.papers.letters.words import day_in, words_in


@dataclass(frozen=True)
class Hand:
    """How a letter is written: in which language, on which day, who signs, where the complainant can follow."""

    language: str
    on: datetime.date
    signed: str
    follow: str
    """The address of their status page."""


def letter_of(complaint: Complaint, kind: str, hand: Hand, *, words: str = "") -> Document:
    """Write a letter from the records; `words` are our own, which an update tells and the others may add."""
    said, day = words_in(hand.language), day_in(hand.language, complaint.received_on)
    opening = {"acknowledgement": "have_it", "update": "stands", "answer": "answered"}[kind]
    parts: list[Part] = [Paragraph(_greeting(complaint, said)), Paragraph(said[opening].format(day=day))]
    if words.strip():
        parts.append(Paragraph(words.strip()))
    parts += _answer(complaint, said, hand) if kind == LetterKind.ANSWER else _on_the_way(complaint, said, hand)
    parts += [Heading(said["you_said"]), Paragraph(complaint.feedback.said, "said")]
    if complaint.remedy_asked:
        parts.append(Facts(((said["you_asked"], complaint.remedy_asked),)))
    organisation = current_organisation()
    parts.append(Paragraph("\n".join(line for line in (said["regards"], hand.signed, organisation.name) if line)))
    day_above = day_in(hand.language, hand.on)
    return Document(
        title=said[kind].format(key=complaint.key), organisation=organisation.name,
        key=f"{said['reference']}: {complaint.key}", as_at=day_above, parts=tuple(parts), language=hand.language,
        above=f"{_addressee(complaint)}\n\n{day_above}".strip(), page_words=(said["page"], said["of"]),
    )  # fmt: skip


def _addressee(complaint: Complaint) -> str:
    """Say to whom it goes: the contact and their organisation, or the name that was given."""
    heard = complaint.feedback
    lines = [
        heard.contact.name if heard.contact else heard.sender,
        complaint.customer.name if complaint.customer else "",
    ]
    return "\n".join(line for line in lines if line)


def _greeting(complaint: Complaint, said: dict[str, str]) -> str:
    contact = complaint.feedback.contact
    return said["dear"].format(name=contact.name) if contact else said["dear_anybody"]


def _on_the_way(complaint: Complaint, said: dict[str, str], hand: Hand) -> Iterator[Part]:
    """Say what happens next, by when, and where it can be followed."""
    yield Heading(said["next"])
    yield Paragraph("\n".join(_promised(complaint, said, hand)))
    yield Paragraph(f"{said['follow']}\n{hand.follow}")


def _promised(complaint: Complaint, said: dict[str, str], hand: Hand) -> Iterator[str]:
    """Say by which days they hear from us; a day that has gone by is not promised again."""
    if complaint.paused_on:
        yield said["waits"]
        return
    first = complaint.next_update_by == complaint.first_update_by
    if complaint.next_update_by and hand.on <= complaint.next_update_by < complaint.answer_by:
        yield said["first_update" if first else "next_update"].format(
            day=day_in(hand.language, complaint.next_update_by)
        )
    when = "next_answer" if hand.on <= complaint.answer_by else "late"
    yield said[when].format(day=day_in(hand.language, complaint.answer_by))


def _answer(complaint: Complaint, said: dict[str, str], hand: Hand) -> Iterator[Part]:
    """Give the answer as it stands on their page: what was found, what we do, why not, and where they can go on."""
    if complaint.outcome:
        yield Paragraph(said[complaint.outcome], "strong")
    yield Paragraph(complaint.answer)
    more = (
        ("redress", complaint.redress),
        ("because", complaint.rejected_because),
        ("way_on", complaint.way_to_escalate),
    )
    if rows := tuple((said[name], text) for name, text in more if text):
        yield Facts(rows)
    if complaint.state == ComplaintState.ANSWERED:
        yield Paragraph(f"{said['your_turn']}\n{hand.follow}")
