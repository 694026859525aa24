"""Figures of satisfaction for the tests of evidence, from the cells: by segment, and by month back from the day."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, CharField, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Concat

from heedful.audits.window import AsOf
from heedful.feedback.models import FOLLOWED, Cell, QuestionKind, SurveyQuestion
from heedful.stats import Interval, recommend_score, recommend_score_dirichlet, wilson

MONTHS = 36
"""So far back figures are read: three yearly surveys make a trend."""
SMALL = 20
"""Below so many answers the recommend score takes the interval that holds for few."""
LOWEST_SATISFIED = 4
Series = tuple[str, str]
"""Kind of question, and its survey, line and series: figures of one series can be compared."""


@dataclass(frozen=True)
class Figures:
    """Histograms by series, segment and month back: month 0 ends on the day."""

    cells: dict[Series, dict[tuple[uuid.UUID, int], dict[int, int]]]

    @property
    def kind(self) -> str:
        """Choose the kind of question with the most answers in twelve months."""
        counts: dict[str, int] = defaultdict(int)
        for (kind, _), cells in self.cells.items():
            counts[kind] += sum(sum(scores.values()) for (_, month), scores in cells.items() if month < 12)
        return max(sorted(counts), key=lambda kind: counts[kind], default=QuestionKind.RECOMMEND.value)

    def series(self) -> Series | None:
        """Choose the series of that kind with the most answers in twelve months."""
        mine = [series for series in self.cells if series[0] == self.kind]
        return max(sorted(mine), key=lambda s: self.n(months=range(12), series=s), default=None)

    def scores(
        self, *, months: Iterable[int], segment: uuid.UUID | None = None, series: Series | None = None
    ) -> dict[int, int]:
        """Add up the histograms of some months, of one segment or all, of one series or all of the chosen kind."""
        wanted = set(months)
        found: dict[int, int] = defaultdict(int)
        for key, cells in self.cells.items():
            if key != series if series else key[0] != self.kind:
                continue
            for (of, month), scores in cells.items():
                if month in wanted and (segment is None or of == segment):
                    for score, count in scores.items():
                        found[score] += count
        return found

    def n(self, *, months: Iterable[int], segment: uuid.UUID | None = None, series: Series | None = None) -> int:
        """Count the answers."""
        return sum(self.scores(months=months, segment=segment, series=series).values())

    def figure(
        self, *, months: Iterable[int], segment: uuid.UUID | None = None, series: Series | None = None
    ) -> Interval | None:
        """Work out the recommend score, or the share satisfied; nothing without answers."""
        scores = self.scores(months=months, segment=segment, series=series)
        n = sum(scores.values())
        if not n:
            return None
        if self.kind == QuestionKind.SATISFACTION:
            return wilson(sum(c for score, c in scores.items() if score >= LOWEST_SATISFIED), n)
        histogram = [scores.get(score, 0) for score in range(11)]
        return recommend_score_dirichlet(histogram) if n < SMALL else recommend_score(histogram)


def figures(as_of: AsOf) -> Figures:
    """Read the cells of three years, added up by month back from the day, by one question."""
    months = [When(day__gt=as_of.before(back + 1), then=Value(back)) for back in range(MONTHS)]
    label = Concat(
        "kind", Value("|"), Cast("survey_version__survey_id", CharField()), Value("|"),
        Cast("line", CharField()), Value("|"), Cast("series", CharField()), output_field=CharField(),
    )  # fmt: skip
    followed = SurveyQuestion.objects.filter(pk=OuterRef("question"), kind__in=FOLLOWED)
    asked = followed.order_by().annotate(label=label).values("label")[:1]
    rows = (
        Cell.objects.filter(day__gt=as_of.before(MONTHS), day__lte=as_of.day)
        .annotate(month=Case(*months, output_field=IntegerField()), label=Subquery(asked))
        .values_list("label", "segment", "month", "score").annotate(Sum("count"))
    )  # fmt: skip
    cells: dict[Series, dict[tuple[uuid.UUID, int], dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for name, segment, month, score, count in rows:
        if name and count:
            kind, _, series = name.partition("|")
            cells[kind, series][segment, month][score] = count
    return Figures(cells)
