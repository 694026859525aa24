"""Kano's model: which features must be there, which satisfy the more the better, and which delight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.stats.results import Interval
from heedful.stats.shares import wilson

ANSWERS = ("like", "must-be", "neutral", "live-with", "dislike")

# Rows: answer with the feature; columns: answer without it. A attractive, O one-dimensional,
# M must-be, I indifferent, R reverse, Q questionable.
EVALUATION = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")

_FUNCTIONAL = (4, 2, 0, -1, -2)
_DYSFUNCTIONAL = (-2, -1, 0, 2, 4)


def kano_counts(answers: Sequence[Sequence[int]]) -> dict[str, int]:
    """Count the categories in the table of answers with and without a feature [1]_.

    Parameters
    ----------
    answers : sequence of sequence of int, (5, 5)
        Counts; rows the answer with the feature, columns without it, in the order of `ANSWERS`.

    Raises
    ------
    ValueError
        If the table is not 5 x 5 or a count is negative.

    References
    ----------
    .. [1] C. Berger and others (1993), Center for Quality of Management Journal 2(4), 3-36.
    """
    if len(answers) != 5 or any(len(row) != 5 or min(row) < 0 for row in answers):
        raise ValueError("answers to a pair of Kano questions are a table of 5 x 5 counts")
    counts = dict.fromkeys("AOMIRQ", 0)
    for row, categories in zip(answers, EVALUATION, strict=True):
        for count, category in zip(row, categories, strict=True):
            counts[category] += count
    return counts


@dataclass(frozen=True, slots=True)
class KanoResult:
    """Where a feature belongs, with the coefficients of satisfaction and their Wilson intervals.

    `better` in [0, 1] tells how many its presence would satisfy, `worse` in [-1, 0] how many its
    absence would dissatisfy. `total_strength` is the share of A, O and M, `category_strength` the lead
    of the most named category over the next. Fong's test says whether that lead is more than chance.
    """

    category: str
    better: Interval
    worse: Interval
    total_strength: float
    category_strength: float
    fong_difference: int
    fong_threshold: float
    fong_significant: bool
    n: int


def kano(counts: Mapping[str, int], *, confidence: float = 0.95) -> KanoResult:
    """Evaluate the counts of one feature [1]_, with Timko's coefficients [2]_ and Fong's test [3]_.

    Parameters
    ----------
    counts : mapping of str to int
        For "A", "O", "M", "I" and, where there are any, "R" and "Q".
    confidence : float
        Coverage of the intervals of the coefficients.

    Returns
    -------
    KanoResult
        The category is the one named most; of equals M goes before O, A and I.

    Raises
    ------
    ValueError
        If a count is negative, or A, O, M and I are all 0.

    References
    ----------
    .. [1] N. Kano and others (1984), J. Jap. Soc. Qual. Control 14, 39-48.
    .. [2] M. Timko in: C. Berger and others (1993), Center for Quality of Management Journal 2(4).
    .. [3] D. Fong (1996), Center for Quality of Management Journal 5(3), 21-23.
    """
    full = {category: counts.get(category, 0) for category in "MOAIRQ"}
    usable, n = sum(full[c] for c in "MOAI"), sum(full.values())
    if min(full.values()) < 0 or usable == 0:
        raise ValueError("a feature needs answers that are attractive, one-dimensional, must-be or indifferent")
    ranked = sorted(full.values(), reverse=True)
    category = max(full, key=lambda name: full[name])
    better = wilson(full["A"] + full["O"], usable, confidence=confidence)
    missed = wilson(full["O"] + full["M"], usable, confidence=confidence)
    worse = Interval(-missed.estimate, -missed.high, -missed.low, usable, missed.method, confidence)
    lead, top = ranked[0] - ranked[1], ranked[0] + ranked[1]
    threshold = 1.65 * sqrt(top * (2 * n - top) / (2 * n))
    total = (full["M"] + full["O"] + full["A"]) / n
    return KanoResult(category, better, worse, total, lead / n, lead, threshold, lead >= threshold, n)


@dataclass(frozen=True, slots=True)
class KanoScores:
    """Mean scores of a feature: functional and dysfunctional, each on -2..4."""

    functional: float
    dysfunctional: float
    n: int


def kano_scores(answers: Sequence[Sequence[int]]) -> KanoScores:
    """Give the continuous scores of a feature, which keep half-hearted answers apart [1]_.

    Parameters
    ----------
    answers : sequence of sequence of int, (5, 5)
        As `kano_counts` takes them.

    Raises
    ------
    ValueError
        If the table is not 5 x 5, a count is negative, or there is no answer.

    References
    ----------
    .. [1] W. DuMouchel in: C. Berger and others (1993), Center for Quality of Management Journal 2(4).
    """
    kano_counts(answers)
    n = sum(sum(row) for row in answers)
    if n == 0:
        raise ValueError("no scores without answers")
    functional = sum(score * sum(row) for score, row in zip(_FUNCTIONAL, answers, strict=True)) / n
    columns = zip(_DYSFUNCTIONAL, zip(*answers, strict=True), strict=True)
    return KanoScores(functional, sum(score * sum(column) for score, column in columns) / n, n)
