"""Conditions as a page shows them: k of n that lead to their rows, threshold and whose it is, what fell short."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from heedful.audits.asking import Answer
from heedful.audits.results import Condition, Group
from heedful.audits.settings import Value
from heedful.audits.spelling import told_number, told_threshold, told_value
from heedful.core.models import Found
from heedful.web import places

SHOWN = 5
"""So many exceptions stand on the question's own page."""


@dataclass(frozen=True)
class Line:
    """One row that is named: where it stands, how it is called, and why it is here."""

    href: str
    key: str
    title: str
    why: str


@dataclass(frozen=True)
class Told:
    """A condition as the page shows it."""

    condition: Condition
    value: str
    threshold: str
    said_by: list[tuple[str, str]]
    kept_href: str
    all_href: str
    missed_href: str
    exceptions: list[Line]
    listed: list[tuple[str, int, str]]

    @property
    def note(self) -> str:
        """Give what the condition reads beyond its k of n."""
        return self.condition.reads.removeprefix(f"{self.condition.k} of {self.condition.n}").lstrip(":;, ")

    @property
    def more(self) -> int:
        """Say how many exceptions are not shown here."""
        return self.condition.missed.count - len(self.exceptions)


def line(ref: str, why: str, titles: Mapping[str, Found]) -> Line:
    """Name one row; an answer of a person is named by its kind alone."""
    found = titles.get(ref)
    kind = places.word(places.split(ref)[0])
    title = found.title if found else f"{kind[:1].upper()}{kind[1:]}"
    href = "" if ref.startswith("response/") else places.address(ref)
    return Line(href, found.key if found else "", title, why)


def address(answer: Answer, condition: Condition, which: str) -> str:
    """Give where the rows of a condition are listed."""
    return reverse("audits:rows", args=[answer.question.id, condition.id, which])


def shown(conditions: Iterable[Condition]) -> dict[str, list[tuple[str, str]]]:
    """Choose the exceptions that stand on the page itself: of rows that are at hand."""
    return {c.id: c.exceptions(0, SHOWN) if c.missed.at_hand else [] for c in conditions}


def told(answer: Answer, titles: Mapping[str, Found], chosen: Mapping[str, list[tuple[str, str]]]) -> list[Told]:
    """Lay out every condition of an answer."""
    return [
        Told(
            condition=c, value=told_value(c), threshold=told_threshold(c),
            said_by=[(value.limit.words, spelled(value)) for name in c.rests_on if (value := answer.values[name])],
            kept_href=link(answer, c, "kept", c.kept), missed_href=link(answer, c, "missed", c.missed),
            all_href=link(answer, c, "all", c.kept if c.kept.count else c.missed),
            exceptions=[line(ref, why, titles) for ref, why in chosen[c.id]],
            listed=[(each.words, each.rows.count, link(answer, c, f"listed-{place}", each.rows))
                    for place, each in enumerate(c.listed)],
        )
        for c in answer.result.conditions
    ]  # fmt: skip


def link(answer: Answer, condition: Condition, which: str, rows: Group) -> str:
    """Lead to some rows of a condition; nowhere where there are none, or where they are persons' answers."""
    return address(answer, condition, which) if rows.count and not rows.private else ""


def spelled(value: Value) -> str:
    """Spell a threshold and whose it is."""
    return f"{told_number(value.value, value.limit.unit)}, {value.said_by}"


def told_stored(kept: dict[str, Any], now: Answer | None) -> dict[str, Any]:
    """Lay out a condition as it was kept, with what the same condition says now."""
    fresh = next((c for c in now.result.conditions if c.id == kept["id"]), None) if now else None
    value = told_number(Decimal(kept["value"]), kept["unit"]) if kept["value"] is not None else ""
    limits = [
        f"{t['words']}: {told_number(Decimal(t['value']), t['unit'])}, {t['said_by']}" for t in kept["thresholds"]
    ]
    return kept | {"value": value, "fresh": fresh, "limits": limits}
