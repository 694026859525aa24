"""What goes with satisfaction: the questions of a survey held against the one that it is known by."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from django.db.models import Count, Max, QuerySet

from heedful.core.period import months_before
from heedful.core.remembered import remembered
from heedful.feedback.models import FOLLOWED, SCORED, Confidentiality, Response, SurveyQuestion
from heedful.stats import (
    Drivers,
    Interval,
    Moments,
    Quadrant,
    drivers_of,
    fewest_for_drivers,
    importance_performance,
    mean_of_moments,
    units_of_clusters,
)

MONTHS = 12
MOST_PATTERNS = 100_000
"""Distinct answers that are looked at; a survey of more is looked at by its newest."""


@dataclass(frozen=True, slots=True)
class AskedThing:
    """A scored question of a survey, the same through its versions as long as it asks the same."""

    ids: tuple[uuid.UUID, ...]
    kind: str
    words: str
    scale: tuple[int, int]


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """A survey with what it asks by number: the first is what it is known by, the others may go with it."""

    pk: uuid.UUID
    name: str
    outcome: AskedThing
    things: tuple[AskedThing, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One driver on the map of importance and performance."""

    thing: AskedThing
    importance: Interval
    performance: Interval
    correlation: Interval
    suppressed: bool
    quadrant: str


@dataclass(frozen=True, slots=True)
class Driving:
    """What goes with satisfaction in a survey, or why it cannot be told."""

    survey: AskedSurvey
    drivers: Drivers | None
    places: tuple[Place, ...]
    importance_cut: float
    performance_cut: float
    answers: int
    complete: int
    customers: int | None
    first: datetime.date | None
    last: datetime.date | None
    refusal: str = ""

    @property
    def needed(self) -> int:
        """Say from how many independent answers on drivers are told apart."""
        return fewest_for_drivers(len(self.survey.things))


def asked_surveys() -> list[AskedSurvey]:
    """List the surveys that ask everybody several things by number: one question."""
    rows = (
        SurveyQuestion.objects.filter(kind__in=SCORED, shown_after=None)
        .exclude(survey_version__published_on=None).select_related("survey_version__survey")
        .order_by("survey_version__survey__name", "survey_version__number", "place")
    )  # fmt: skip
    by_survey: dict[uuid.UUID, list[SurveyQuestion]] = {}
    for row in rows:
        by_survey.setdefault(row.survey_version.survey_id, []).append(row)
    return [found for asked in by_survey.values() if (found := _survey(asked)) is not None]


def _survey(asked: Sequence[SurveyQuestion]) -> AskedSurvey | None:
    """Put the questions of a survey together; nothing where it asks only one thing by number."""
    newest = asked[-1].survey_version
    same: dict[tuple[int, int], list[uuid.UUID]] = {}
    for row in asked:
        same.setdefault(_identity(row), []).append(row.pk)
    things = [
        AskedThing(tuple(same[_identity(row)]), row.kind, str(row.wording[0][1]) if row.wording else "", row.scale)
        for row in asked
        if row.survey_version_id == newest.pk and row.scale is not None
    ]
    known_by = next((thing for kind in FOLLOWED for thing in things if thing.kind == kind), None)
    if known_by is None or len(things) < 2:
        return None
    others = tuple(thing for thing in things if thing is not known_by)
    return AskedSurvey(newest.survey_id, newest.survey.name, known_by, others)


def _identity(row: SurveyQuestion) -> tuple[int, int]:
    """Say what stays the same where a question is asked again in a later version."""
    return row.line, row.series


@remembered
def driving(survey: AskedSurvey) -> Driving:
    """Work out what goes with satisfaction in the newest twelve months: two questions of the database.

    Answers of one customer are drawn together; of those whose customer is unknown each stands by itself.
    """
    mine = Response.objects.filter(wave__survey_version__survey=survey.pk, excluded_because="").exclude(answers=[])
    last = mine.aggregate(last=Max("answered_on"))["last"]
    first = months_before(last, MONTHS) + datetime.timedelta(days=1) if last else None
    rows, whose, answers = _complete(mine if first is None else mine.filter(answered_on__gte=first), survey)
    customers = len({c for c in whose if c >= 0}) or None
    blank = Driving(survey, None, (), 0, 0, answers, len(rows), customers, first, last)
    independent = sum(customer < 0 for customer in whose) + (customers or 0)
    if independent < blank.needed:
        words = f"{blank.needed} independent answers to all questions are needed, and there are {independent}."
        return replace(blank, refusal=words)
    # Whoever is not known stands for one customer each.
    units = units_of_clusters(rows, [c if c >= 0 else -place - 1 for place, c in enumerate(whose)])
    try:
        found = drivers_of(units)
    except ValueError as unknown:
        return replace(blank, refusal=f"It cannot be worked out: {unknown}.")
    return _placed(blank, found, [sqrt(v) for v in units.covariance.diagonal().tolist()])


def _complete(mine: QuerySet[Response], survey: AskedSurvey) -> tuple[list[list[float]], list[int], int]:
    """Give answers to all questions `(n, p + 1)`, the outcome last, and the customer of each where it is known."""
    columns = {str(pk): place for place, thing in enumerate((*survey.things, survey.outcome)) for pk in thing.ids}
    wanted = len(survey.things) + 1
    found = mine.order_by().values_list("answers", "customer", "confidentiality").annotate(Count("pk"))
    numbers: dict[uuid.UUID, int] = {}
    rows: list[list[float]] = []
    whose: list[int] = []
    answers = 0
    for pairs, customer, how, many in found[:MOST_PATTERNS]:
        answers += many
        row = {columns[question]: float(score) for question, score in pairs if question in columns}
        if len(row) < wanted:
            continue
        known = customer is not None and how == Confidentiality.NAMED
        number = numbers.setdefault(customer, len(numbers)) if known else -1
        rows += [[row[place] for place in range(wanted)]] * many
        whose += [number] * many
    return rows, whose, answers


def _placed(blank: Driving, found: Drivers, sds: Sequence[float]) -> Driving:
    """Put each driver on the map: how much it explains against how well it is judged, on one scale of 0 to 1."""
    performances = []
    for thing, driver, sd in zip(blank.survey.things, found.drivers, sds, strict=False):
        low, high = thing.scale
        mean = mean_of_moments(Moments(found.independent, driver.mean, sd * sd))
        ends = [(value - low) / (high - low) for value in (mean.estimate, mean.low, mean.high)]
        performances.append(Interval(ends[0], max(0.0, ends[1]), min(1.0, ends[2]), mean.n, mean.method, 0.95))
    shares = [driver.share.estimate for driver in found.drivers]
    quadrants = importance_performance(shares, [p.estimate for p in performances])
    places = tuple(
        Place(thing, d.share, performance, d.correlation, d.suppressed, _advice(quadrant))
        for thing, d, performance, quadrant in zip(
            blank.survey.things, found.drivers, performances, quadrants.quadrants, strict=True
        )
    )
    ordered = tuple(sorted(places, key=lambda place: -place.importance.estimate))
    return replace(
        blank, drivers=found, places=ordered, importance_cut=quadrants.importance_cut,
        performance_cut=quadrants.performance_cut,
    )  # fmt: skip


def _advice(quadrant: Quadrant) -> str:
    """Say what a place on the map suggests to look at."""
    return {
        Quadrant.CONCENTRATE_HERE: "look here first", Quadrant.KEEP_UP: "keep it up",
        Quadrant.LOW_PRIORITY: "can wait", Quadrant.POSSIBLE_OVERKILL: "good, matters less",
    }[quadrant]  # fmt: skip


def headline(seen: Driving) -> str:
    """Say what goes with satisfaction most, and call an order an order only where it is more than chance."""
    if seen.drivers is None:
        return "Too few answers to tell what goes with satisfaction"
    if seen.drivers.explained.low < 0.02:
        return "What is asked beside it hardly goes with satisfaction"
    first, *rest = seen.places
    if not rest or seen.drivers.apart[0].low > 0:
        return f"“{first.thing.words}” goes with satisfaction most"
    tied = 1 + next((n for n, gap in enumerate(seen.drivers.apart) if gap.low > 0), len(seen.drivers.apart))
    if tied == 2:
        return f"“{first.thing.words}” or “{rest[0].thing.words}” goes with satisfaction most: which, cannot be told"
    return f"Which of {tied} things goes with satisfaction most cannot be told"
