"""What customers do beside what they answer: signs by quarter and segment, and where the two disagree."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, DateField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, TruncDate, TruncMonth

from heedful.core.period import Period, months_before
from heedful.core.remembered import remembered
from heedful.customers.models import Customer, Delivery
from heedful.feedback.models import Analysis, Confidentiality, Feedback, Kind, QuestionKind, Response
from heedful.feedback.surveys.cells import PROMOTES, SATISFIED
from heedful.satisfaction.capability.accounts import Account, accounts, silent
from heedful.satisfaction.capability.contradictions import (
    change_of_answers,
    change_of_sign,
    contradict,
    exposed_to_loss,
    shrinks,
)
from heedful.satisfaction.capability.quarters import quarters_until
from heedful.satisfaction.reading import Counts, Window, counts_of
from heedful.satisfaction.samples import figure_of
from heedful.satisfaction.topics import topics
from heedful.stats import Difference, Interval, RateRatio, poisson_rate

SIGNS = {
    Kind.COMPLAINT.value: "complaints", Kind.RETURN.value: "returns", Kind.WARRANTY.value: "warranty claims",
    Kind.CREDIT.value: "credit notes", Kind.LOST_ORDER.value: "lost orders",
}  # fmt: skip
LOSSES = "losses"
WORDS = {**SIGNS, LOSSES: "customers lost"}
QUARTERS = 8
MOST_NAMED, MOST_LEFT = 8, 100
SATISFIED_FROM = {QuestionKind.RECOMMEND.value: PROMOTES, QuestionKind.SATISFACTION.value: SATISFIED}
EXPLAIN_DAYS = 180
"""An analysis explains a contradiction for so long."""


class Seen:
    """How often each sign was seen, and how much was delivered, by segment and month."""

    def __init__(
        self,
        rows: Iterable[tuple[str, uuid.UUID | None, datetime.date, int]],
        customers: Mapping[uuid.UUID | None, int],
    ) -> None:
        self.table: dict[tuple[str, uuid.UUID | None, datetime.date], int] = defaultdict(int)
        for sign, segment, month, many in rows:
            self.table[sign, segment, month.replace(day=1)] += int(many)
        self.customers = customers

    def kept(self) -> list[str]:
        """List the signs of which anything is on record, in a fixed order."""
        there = {sign for sign, _, _ in self.table}
        return [sign for sign in WORDS if sign in there]

    def count(self, sign: str, window: Window, segment: uuid.UUID | None = None) -> int:
        """Count a sign, or what was delivered, in some whole months, of one segment or of all."""
        return sum(
            many for (what, of, month), many in self.table.items()
            if what == sign and month in window and segment in (None, of)
        )  # fmt: skip

    def exposure(self, sign: str, halves: Sequence[Window], segment: uuid.UUID | None) -> tuple[float, float]:
        """Give what a sign is a rate of in two half-years."""
        if sign != LOSSES:
            return self.count("deliveries", halves[0], segment), self.count("deliveries", halves[1], segment)
        lost = self.count(LOSSES, halves[0], segment), self.count(LOSSES, halves[1], segment)
        now = sum(self.customers.values()) if segment is None else self.customers.get(segment, 0)
        return exposed_to_loss(now, lost)


def seen_until(on: datetime.date, known: Sequence[Account]) -> Seen:
    """Read two years of signs by one question, whatever their number."""
    since = months_before(on.replace(day=1), 25)

    def month(column: Any) -> Any:
        return Cast(TruncMonth(column), DateField())

    parts = (
        Feedback.objects.filter(kind__in=SIGNS, heard_at__date__gte=since, heard_at__date__lte=on)
        .annotate(sign=Cast(F("kind"), CharField()), of=F("customer__segment_id"), month=month(TruncDate("heard_at"))),
        Customer.objects.filter(left_on__gte=since, left_on__lte=on)
        .annotate(sign=_word(LOSSES), of=F("segment_id"), month=month("left_on")),
    )  # fmt: skip
    delivered = Delivery.objects.filter(last_on__gte=since, last_on__lte=on).annotate(
        sign=_word("deliveries"), of=F("customer__segment_id"), month=month("last_on")
    )
    columns = ("sign", "of", "month")
    rows: Any = [
        part.order_by().values(*columns).annotate(many=Count("pk")).values_list(*columns, "many") for part in parts
    ]
    rows.append(delivered.order_by().values(*columns).annotate(many=Sum("quantity")).values_list(*columns, "many"))
    return Seen(rows[0].union(*rows[1:], all=True), Counter(account.segment for account in known))


def _word(word: str) -> Any:
    return Cast(Value(word), CharField())


@dataclass(frozen=True, slots=True)
class Trend:
    """A sign over two half-years, in one segment or in all, beside the answers."""

    sign: str
    segment: uuid.UUID | None
    events: tuple[int, int]
    ratio: RateRatio | None
    against: bool
    """It contradicts the answers."""

    @property
    def words(self) -> str:
        """Call it as customers' doings are called."""
        return WORDS[self.sign]


@dataclass(frozen=True, slots=True)
class Beside:
    """One quarter: the answers, and each sign as a rate per thousand deliveries."""

    quarter: Window
    figure: Interval | None
    n: int
    delivered: int
    rates: tuple[tuple[int, Interval | None], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A customer who left though their last answer was a satisfied one."""

    pk: uuid.UUID
    name: str
    left_on: datetime.date
    answered_on: datetime.date
    score: int
    response: uuid.UUID


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs beside answers, and every contradiction that the rules find, with the records behind it."""

    segment: uuid.UUID | None
    kind: str
    kept: tuple[str, ...]
    quarters: tuple[Beside, ...]
    halves: tuple[Window, Window]
    answers: Difference | None
    trends: tuple[Trend, ...]
    against: tuple[Trend, ...]
    """Of all segments, and of all customers together."""
    records: dict[tuple[str, uuid.UUID | None], list[tuple[uuid.UUID, str]]]
    leavers: tuple[Left, ...]
    shrinking: tuple[Account, ...]
    explained: dict[uuid.UUID | None, tuple[uuid.UUID, str]]
    """Analyses that explain a contradiction, by segment; one without a segment explains all."""

    @property
    def found(self) -> int:
        """Count the contradictions."""
        return len(self.against) + len(self.leavers) + len(self.shrinking)


@remembered
def signs(on: datetime.date, segment: uuid.UUID | None = None) -> Signs:
    """Hold what customers do against what they answer."""
    found = topics()
    topic = next((t for t in found if t.answers), None)
    counts = counts_of(topic) if topic else None
    known = accounts(on)
    seen = seen_until(on, known)
    newest = quarters_until(on, QUARTERS)
    halves = Window(newest[1].first, newest[0].last), Window(newest[3].first, newest[2].last)
    groups: list[uuid.UUID | None] = [None, *sorted((s for s in seen.customers if s), key=str)]
    kinds = {str(question): each.kind for each in found for question in each.questions}
    every = [trend for group in groups for trend in _trends(counts, seen, halves, group)]
    against = tuple(trend for trend in every if trend.against)
    return Signs(
        segment=segment, kind=topic.kind if topic else "", kept=tuple(seen.kept()), halves=halves,
        quarters=tuple(_beside(counts, seen, quarter, segment) for quarter in newest),
        answers=_answers(counts, halves, segment),
        trends=tuple(trend for trend in every if trend.segment == segment),
        against=against, records=_records(against, halves[0]), leavers=tuple(_leavers(on, kinds)),
        shrinking=tuple(_shrinking(known, on)), explained=_explained(on),
    )  # fmt: skip


def _trends(counts: Counts | None, seen: Seen, halves: tuple[Window, Window], segment: uuid.UUID | None) -> list[Trend]:
    """Compare each sign between two half-years, in a segment."""
    answers = _answers(counts, halves, segment)
    found = []
    for sign in seen.kept():
        events = seen.count(sign, halves[0], segment), seen.count(sign, halves[1], segment)
        ratio = change_of_sign(events, seen.exposure(sign, halves, segment))
        found.append(Trend(sign, segment, events, ratio, contradict(answers, ratio)))
    return found


def _figure(counts: Counts | None, window: Window, segment: uuid.UUID | None) -> Interval | None:
    """Give the answers of a window, where each of its months may be shown."""
    if counts is None or not all(counts.shows(segment, month) for month in counts.months if month in window):
        return None
    return figure_of(counts.sample(window, segment))


def _answers(counts: Counts | None, halves: tuple[Window, Window], segment: uuid.UUID | None) -> Difference | None:
    return change_of_answers(_figure(counts, halves[0], segment), _figure(counts, halves[1], segment))


def _beside(counts: Counts | None, seen: Seen, quarter: Window, segment: uuid.UUID | None) -> Beside:
    """Put a quarter's answers beside its signs; losses are counted, not told as a rate of deliveries."""
    delivered = seen.count("deliveries", quarter, segment)
    figure = _figure(counts, quarter, segment)
    rates = []
    for sign in seen.kept():
        events = seen.count(sign, quarter, segment)
        rated = delivered and sign != LOSSES
        rates.append((events, poisson_rate(events, delivered / 1000) if rated else None))
    return Beside(quarter, figure, figure.n if figure else 0, delivered, tuple(rates))


def _records(against: Sequence[Trend], half: Window) -> dict[tuple[str, uuid.UUID | None], list[tuple[uuid.UUID, str]]]:
    """Name what was heard behind each contradiction, the newest first: one question."""
    wanted = Q()
    for trend in against:
        if trend.sign in SIGNS:
            wanted |= Q(kind=trend.sign) & (Q(customer__segment=trend.segment) if trend.segment else Q())
    if not wanted:
        return {}
    last = months_before(half.last, -1)
    rows = Feedback.objects.filter(wanted, heard_at__date__gte=half.first, heard_at__date__lt=last)
    found: dict[tuple[str, uuid.UUID | None], list[tuple[uuid.UUID, str]]] = defaultdict(list)
    named = rows.order_by("-heard_at", "pk").values_list("pk", "key", "kind", "customer__segment_id")
    for pk, key, kind, of in named[:500]:
        for place in {(kind, of), (kind, None)}:
            if len(found[place]) < MOST_NAMED:
                found[place].append((pk, key))
    return found


def _leavers(on: datetime.date, kinds: Mapping[str, str]) -> list[Left]:
    """List who left within twelve months after a satisfied answer of the year before they left: one question."""
    year = Period.window(on, 12)
    last = (
        Response.objects.included()
        .filter(customer=OuterRef("pk"), confidentiality=Confidentiality.NAMED, answered_on__lte=OuterRef("left_on"))
        .exclude(answers=[])
        .order_by("-answered_on", "-pk")
    )
    newest = {name: Subquery(last.values(name)[:1]) for name in ("pk", "answered_on", "answers")}
    left = Customer.objects.filter(left_on__gt=year.after, left_on__lte=on).order_by("-left_on", "pk")
    rows = left.annotate(response=newest["pk"], said_on=newest["answered_on"], said=newest["answers"])
    found = []
    for row in rows.exclude(response=None)[:MOST_LEFT]:
        score = next((s for q, s in row.said if s >= SATISFIED_FROM.get(kinds.get(q, ""), 99)), None)
        if score is not None and months_before(row.left_on, 12) < row.said_on:
            found.append(Left(row.pk, row.name, row.left_on, row.said_on, score, row.response))
    return found


def _shrinking(known: Sequence[Account], on: datetime.date) -> list[Account]:
    """List who is silent while less reaches them than half a year ago."""
    quiet = silent(known, on)
    return [each for each in quiet if shrinks(each.delivered_lately, each.delivered - each.delivered_lately)]


def _explained(on: datetime.date) -> dict[uuid.UUID | None, tuple[uuid.UUID, str]]:
    """Find the newest analyses that explain a contradiction."""
    since = on - datetime.timedelta(days=EXPLAIN_DAYS)
    rows = Analysis.objects.filter(contradiction=True, written_on__gte=since, written_on__lte=on)
    found = rows.order_by("written_on", "pk").values_list("method__segment_id", "pk", "key")
    return {segment: (pk, key) for segment, pk, key in found}
