"""A lot of answers to one question, and the figures that can be made of it: always with an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from heedful.feedback.models import SCALES, QuestionKind
from heedful.feedback.surveys.cells import DETRACTS, PROMOTES, SATISFIED
from heedful.stats import (
    Interval,
    RecommendClasses,
    clustered_mean,
    clustered_recommend_score,
    clustered_share,
    mean_of_histogram,
    recommend_classes,
    recommend_score_dirichlet_of_classes,
    recommend_score_of_classes,
    wilson,
)

FEW = 20
"""Below so many answers the recommend score takes the interval that holds for few."""
LEAST = 5
"""Below so many answers there is no figure, only their number."""
MOST_ALONE = 5_000
"""Above so many answers of nobody known, answers are taken one by one, not by customer."""
Sums = tuple[int, int, int, int, int]
"""Of one customer: answers, sum of scores, promoters, detractors, satisfied."""


def plus(one: Sums, other: Sequence[int]) -> Sums:
    """Add what a customer gave in two places."""
    answers, total, promoters, detractors, satisfied = (a + b for a, b in zip(one, other, strict=True))
    return answers, total, promoters, detractors, satisfied


@dataclass(frozen=True, slots=True)
class Sample:
    """Answers by score, with what single customers gave where they are known by name."""

    kind: str
    histogram: tuple[int, ...]
    customers: tuple[Sums, ...] = ()

    @property
    def scale(self) -> tuple[int, int]:
        """Give the lowest and the highest score that can be given."""
        return SCALES[self.kind]

    @property
    def n(self) -> int:
        """Count the answers."""
        return sum(self.histogram)

    @property
    def alone(self) -> int:
        """Count the answers of which nobody knows the customer."""
        return self.n - sum(sums[0] for sums in self.customers)

    @property
    def by_customer(self) -> bool:
        """Say whether customers repeat, so that the interval goes by customer."""
        repeats = any(sums[0] > 1 for sums in self.customers)
        return repeats and len(self.customers) + self.alone > 1 and 0 <= self.alone <= MOST_ALONE

    @property
    def classes(self) -> RecommendClasses:
        """Count detractors, passives and promoters."""
        return recommend_classes(self.histogram)

    @property
    def satisfied(self) -> int:
        """Count the answers 4 and 5 of 5."""
        lowest = SCALES[self.kind][0]
        return sum(count for score, count in enumerate(self.histogram, lowest) if score >= SATISFIED)

    def __sub__(self, part: "Sample") -> "Sample":
        """Leave a part out, such as one segment; customers are given apart."""
        left = tuple(a - b for a, b in zip(self.histogram, part.histogram, strict=True))
        return Sample(self.kind, left)


def sample_of(kind: str, scores: dict[int, int], customers: tuple[Sums, ...] = ()) -> Sample:
    """Make a sample of counts by score."""
    low, high = SCALES[kind]
    return Sample(kind, tuple(scores.get(score, 0) for score in range(low, high + 1)), customers)


def figure_of(sample: Sample, *, confidence: float = 0.95) -> Interval | None:
    """Work out the main figure: recommend score, or share satisfied; none below five answers."""
    if sample.n < LEAST:
        return None
    return _figure(sample, confidence)


@lru_cache(maxsize=4096)
def _figure(sample: Sample, confidence: float) -> Interval:
    """Choose the method by the question, by how many answers there are, and by whether customers repeat."""
    if sample.kind == QuestionKind.RECOMMEND:
        if sample.by_customer:
            return clustered_recommend_score(_clusters(sample), confidence=confidence)
        few = sample.n < FEW and confidence == 0.95
        method = recommend_score_dirichlet_of_classes if few else recommend_score_of_classes
        return method(sample.classes, confidence=confidence)
    if sample.by_customer:
        alone = sample.satisfied - sum(c[4] for c in sample.customers)
        hits = [*(c[4] for c in sample.customers), *[1] * alone, *[0] * (sample.alone - alone)]
        return clustered_share(hits, [*(c[0] for c in sample.customers), *[1] * sample.alone], confidence=confidence)
    return wilson(sample.satisfied, sample.n, confidence=confidence)


def _clusters(sample: Sample) -> list[RecommendClasses]:
    """Give what each customer answered; of those unknown, each answer is a cluster by itself."""
    known = [RecommendClasses(c[3], c[0] - c[2] - c[3], c[2]) for c in sample.customers]
    alone = sample.classes - sum(known, start=RecommendClasses(0, 0, 0))
    ones = [
        *[RecommendClasses(1, 0, 0)] * round(alone.detractors),
        *[RecommendClasses(0, 1, 0)] * round(alone.passives),
        *[RecommendClasses(0, 0, 1)] * round(alone.promoters),
    ]
    return known + ones


@lru_cache(maxsize=1024)
def mean_of(sample: Sample) -> Interval | None:
    """Work out the mean answer; none below five answers."""
    if sample.n < LEAST:
        return None
    low, high = SCALES[sample.kind]
    points = range(low, high + 1)
    if not sample.by_customer:
        return mean_of_histogram(sample.histogram, list(points))
    squares = sum(count * score * score for score, count in zip(points, sample.histogram, strict=True))
    rest = sample.alone
    total = sum(count * score for score, count in zip(points, sample.histogram, strict=True))
    share = (total - sum(c[1] for c in sample.customers)) / rest if rest else 0.0
    return clustered_mean(
        [*(float(c[1]) for c in sample.customers), *[share] * rest],
        [*(c[0] for c in sample.customers), *[1] * rest], sum_of_squares=squares,
    )  # fmt: skip


def method_in_words(figure: Interval | None, sample: Sample) -> str:
    """Name the formula, and say where answers of one customer were taken together."""
    if figure is None:
        return f"No figure below {LEAST} answers."
    if sample.by_customer:
        known = len(sample.customers)
        return f"{figure.method}: {sample.n:,} answers from {known:,} customers, taken together by customer."
    return f"{figure.method}, each answer by itself."


def promoting(sample: Sample) -> list[tuple[str, int, str]]:
    """Divide the answers for a bar: what promotes or satisfies, what lies between, what does not."""
    if sample.kind == QuestionKind.RECOMMEND:
        c = sample.classes
        return [
            (f"promoters ({PROMOTES} and 10)", round(c.promoters), "good"),
            ("passives (7 and 8)", round(c.passives), "plain"),
            (f"detractors (0 to {DETRACTS})", round(c.detractors), "poor"),
        ]
    middle = sample.histogram[2]
    low = sum(sample.histogram[:2])
    return [("satisfied (4 and 5)", sample.satisfied, "good"), ("3", middle, "plain"), ("1 and 2", low, "poor")]
