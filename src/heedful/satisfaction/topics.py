"""What can be looked at: a question of a survey in one series of its wording."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, Max, OuterRef, QuerySet, Sum

from heedful.feedback.models import FOLLOWED, Confidentiality, MonthCell, QuestionKind, SurveyQuestion
from heedful.feedback.surveys.cells import NO_DAY
from heedful.satisfaction.models import Indicator


@dataclass(frozen=True, slots=True)
class WaveSpan:
    """A wave, as far as figures need it."""

    id: uuid.UUID
    opens_on: datetime.date
    closes_on: datetime.date
    confidentiality: str
    imported: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of a survey in one series of its wording: its figures can be compared with each other."""

    survey: uuid.UUID
    name: str
    series: int
    kind: str
    questions: tuple[uuid.UUID, ...]
    waves: tuple[WaveSpan, ...] = ()
    wording: str = ""
    since: datetime.date | None = None
    changes: tuple[datetime.date, ...] = ()
    """When another series of this survey began: the wording changed."""
    answers: int = 0
    newest: datetime.date | None = None
    """Month of the newest answer whose day is known."""
    line: int = 1
    """Which question of the survey it is, the same in every version."""
    several: bool = field(default=False)
    """Whether it must be told from other questions of the same survey."""
    headline: bool = False
    """Whether the organisation has chosen it as its headline indicator."""
    labelled: bool = field(default=False)
    """Whether its series must be told from others of the same survey."""

    @property
    def key(self) -> str:
        """Name it in an address."""
        return f"{self.survey.hex[:12]}-{self.kind[:1]}{self.series}" + (f"-{self.line}" if self.line > 1 else "")

    @property
    def label(self) -> str:
        """Name it on a page."""
        name = f"{self.name}: {self.wording}" if self.several else self.name
        return f"{name} (wording {self.series})" if self.labelled else name

    @property
    def named(self) -> bool:
        """Say whether every answer came with a name: then no group is too small to be shown."""
        return all(wave.confidentiality == Confidentiality.NAMED for wave in self.waves)

    @property
    def recommends(self) -> bool:
        """Say whether it is the recommend question."""
        return self.kind == QuestionKind.RECOMMEND


Key = tuple[uuid.UUID, int, int, str]
"""Survey, line of the question, series of its wording, and kind."""


def topics(kinds: Sequence[str] = FOLLOWED) -> list[Topic]:
    """List what can be looked at, the headline first, then what has the newest and most answers: two questions."""
    asked = (
        SurveyQuestion.objects.filter(kind__in=kinds)
        .exclude(survey_version__published_on=None)
        .annotate(headline=Exists(_headline()))
        .order_by("survey_version__survey__name", "survey_version__number", "place", "survey_version__waves__pk")
        .values(
            "pk", "kind", "wording", "line", "series", "survey_version__published_on",
            "survey_version__survey_id", "survey_version__survey__name", "survey_version__waves__pk",
            "survey_version__waves__opens_on", "survey_version__waves__closes_on",
            "survey_version__waves__confidentiality", "survey_version__waves__imported", "headline",
        )
    )  # fmt: skip
    groups: dict[Key, list[dict[str, object]]] = defaultdict(list)
    for row in asked:
        key = (row["survey_version__survey_id"], row["line"], row["series"], row["kind"])
        groups[key].append(row)
    totals: dict[uuid.UUID, tuple[int, datetime.date]] = {
        question: (count, newest)
        for question, count, newest in MonthCell.objects.order_by()
        .values_list("question")
        .annotate(Sum("count"), Max("month"))
    }
    starts = {key: min(_day(row) for row in rows) for key, rows in groups.items()}
    found = [_topic(key, rows, starts, totals) for key, rows in groups.items()]
    return sorted(found, key=lambda t: (t.headline, t.newest or NO_DAY, t.answers), reverse=True)


def _headline() -> QuerySet[Indicator]:
    """Find the headline indicator, where it is worked out from a question of the survey that is looked at."""
    asked = "versions__question__"
    return Indicator.objects.filter(
        headline=True, versions__replaced_on=None,
        **{f"{asked}survey_version__survey": OuterRef("survey_version__survey"), f"{asked}line": OuterRef("line")},
    )  # fmt: skip


def _day(row: dict[str, object]) -> datetime.date:
    day = row["survey_version__published_on"]
    assert isinstance(day, datetime.date)  # noqa: S101  drafts were left out
    return day


def _topic(
    key: Key, rows: list[dict[str, object]], starts: dict[Key, datetime.date],
    totals: dict[uuid.UUID, tuple[int, datetime.date]],
) -> Topic:  # fmt: skip
    """Put the rows of one series together."""
    survey, line, series, kind = key
    questions: dict[uuid.UUID, None] = {}
    waves: dict[uuid.UUID, WaveSpan] = {}
    for row in rows:
        questions[row["pk"]] = None  # type: ignore[index]
        if wave := row["survey_version__waves__pk"]:
            waves[wave] = WaveSpan(  # type: ignore[index]
                wave, *(row[f"survey_version__waves__{name}"]  # type: ignore[arg-type]
                        for name in ("opens_on", "closes_on", "confidentiality", "imported"))
            )  # fmt: skip
    counted = [totals[question] for question in questions if question in totals]
    newest = max((month for _, month in counted if month != NO_DAY), default=None)
    others = [other for other in starts if other[:2] == (survey, line) and other[2] != series]
    changes = sorted({starts[other] for other in others})
    wording = rows[-1]["wording"]
    return Topic(
        survey=survey, name=str(rows[0]["survey_version__survey__name"]), series=series, kind=kind,
        questions=tuple(questions), waves=tuple(waves.values()), since=starts[key], changes=tuple(changes),
        wording=str(wording[0][1]) if isinstance(wording, list) and wording else "",
        answers=sum(count for count, _ in counted), newest=newest, labelled=bool(changes), line=line,
        several=any(of == survey and at != line for of, at, _, _ in starts),
        headline=any(bool(row["headline"]) for row in rows),
    )  # fmt: skip


def chosen_topic(found: list[Topic], key: str) -> Topic | None:
    """Give the topic that an address names, or the first."""
    return next((topic for topic in found if topic.key == key), found[0] if found else None)
