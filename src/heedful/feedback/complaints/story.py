"""What happened to one complaint: every dated fact and who did it, read by two questions whatever happened."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

from heedful.core import find
from heedful.core.models import Entry
from heedful.feedback.models import (
    ComplainantWord,
    Complaint,
    ComplaintPerson,
    ContactAttempt,
    CustomerUpdate,
    Escalation,
    Pause,
    Reopening,
)

_TEXT, _MOMENT, _NUMBER = models.TextField(), models.DateTimeField(), models.IntegerField()
_EMPTY: dict[str, Any] = {
    # Without the cast PostgreSQL takes an empty column for text, and a union of text with moments is refused.
    "at": Cast(Value(None), _MOMENT),
    "later": Cast(Value(None), _MOMENT),
    "who": Value("", output_field=_TEXT),
    "words": Value("", output_field=_TEXT),
    "more": Value("", output_field=_TEXT),
    "flag": Value(0, output_field=_NUMBER),
}


@dataclass(frozen=True)
class Fact:
    """One thing that happened, or somebody concerned: what it is, when, who, in which words."""

    what: str
    pk: uuid.UUID
    at: datetime.datetime | None
    later: datetime.datetime | None
    who: str
    words: str
    more: str
    flag: bool


@dataclass(frozen=True)
class Story:
    """All facts of a complaint, with the names of the people in them."""

    facts: tuple[Fact, ...]
    names: dict[str, str]

    def of(self, what: str) -> list[Fact]:
        """List the facts of one kind, oldest first."""
        return [fact for fact in self.facts if fact.what == what]

    def name(self, who: str) -> str:
        """Name a person by id; nobody where they are not known."""
        return self.names.get(person_ref(who), "") if who else ""

    def did(self, act: str) -> str:
        """Name who did something to the complaint last, by the history; nobody where it is not at hand."""
        by = [fact.more for fact in self.of("entry") if fact.words == act]
        return actor_name(by[-1], self.names) if by else ""

    @property
    def told(self) -> list[datetime.datetime]:
        """List when the customer was told how it stands."""
        return [fact.at for fact in self.of("update") if fact.at]


def person_ref(pk: str) -> str:
    """Name a person to the whole house, by an id as any database writes it."""
    return f"person/{uuid.UUID(pk)}"


def actor_name(by: str, names: dict[str, str]) -> str:
    """Call an actor: a person by name, the public a customer, a job and an import by what they are."""
    kind = by.partition("/")[0]
    return names.get(by) or {"public": "The complainant", "import": "An import", "system": "Heedful"}.get(kind, "")


def story_of(complaint: Complaint, people: Iterable[uuid.UUID | None] = ()) -> Story:
    """Read what happened to a complaint; `people` are named along with those in the facts."""
    mine = {"complaint": complaint}
    parts = [
        _facts(CustomerUpdate.objects.filter(**mine), "update", at=F("told_at"), who=F("person_id"), words=F("words")),
        _facts(ComplainantWord.objects.filter(**mine), "word", at=F("said_at"), words=F("words")),
        _facts(Reopening.objects.filter(**mine), "reopening", at=F("reopened_at"), later=F("answered_at"),
               words=F("because"), more=F("answer"), flag=F("by_complainant")),
        _facts(ContactAttempt.objects.filter(**mine), "attempt", at=F("tried_at"), who=F("person_id"),
               words=F("how"), flag=F("replied")),
        _facts(Escalation.objects.filter(**mine), "escalation", at=F("escalated_at"), later=F("answered_at"),
               who=F("to_id"), words=F("reason"), more=F("answer")),
        _facts(Pause.objects.filter(**mine), "pause", words=F("reason"), who=F("since"), more=F("until")),
        _facts(ComplaintPerson.objects.filter(**mine), "concerned", who=F("person_id")),
        _facts(Entry.objects.filter(object=complaint.pk), "entry", row=F("uuid"), at=F("t"), words=F("act"),
               more=F("by")),
    ]  # fmt: skip
    rows = parts[0].union(*parts[1:], all=True)
    facts = tuple(sorted((_fact(row) for row in rows), key=_order))
    refs = {person_ref(fact.who) for fact in facts if fact.who and fact.what != "pause"}
    refs |= {fact.more for fact in facts if fact.what == "entry"} | {f"person/{pk}" for pk in people if pk}
    return Story(facts, {ref: found.title for ref, found in find.titles(refs).items()})


def _facts(rows: models.QuerySet[Any], what: str, **columns: Any) -> Any:
    """Bring the rows of any table into the one shape of the union."""
    row = columns.pop("row", F("pk"))
    shape = _EMPTY | {
        name: Cast(value, _NUMBER)
        if name == "flag"
        else Cast(value, _TEXT)
        if name in ("who", "words", "more")
        else value
        for name, value in columns.items()
    }
    named = rows.order_by().annotate(what=Value(what, output_field=_TEXT), row=row).values("what", "row")
    return named.annotate(**{f"f_{name}": value for name, value in shape.items()}).values_list(
        "what", "row", *(f"f_{name}" for name in _EMPTY), named=True
    )


def _fact(row: Any) -> Fact:
    return Fact(
        row.what, row.row, row.f_at, row.f_later, row.f_who or "", row.f_words, row.f_more or "", bool(row.f_flag)
    )


def _order(fact: Fact) -> tuple[bool, datetime.datetime]:
    return fact.at is None, fact.at or datetime.datetime.min.replace(tzinfo=datetime.UTC)
