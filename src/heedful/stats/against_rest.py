"""Each segment against all the others: who stands out.

The p-values are those of single comparisons: put them through `holm` or `benjamini_hochberg`.
"""

from collections.abc import Sequence
from math import fsum

from heedful.stats.differences import two_sample_z
from heedful.stats.means import Moments, difference_of_means
from heedful.stats.recommend import RecommendClasses, difference_of_recommend_scores
from heedful.stats.results import Difference


def shares_against_rest(segments: Sequence[tuple[int, int]], *, confidence: float = 0.95) -> list[Difference]:
    """Compare the share of each segment with that of all the others, by the two-sample z test [1]_.

    Parameters
    ----------
    segments : sequence of (int, int), (k, 2)
        Successes and valid answers of each segment; at least two segments with answers.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    list of Difference, (k,)
        Share of the segment less share of the rest, in [-1, 1].

    Raises
    ------
    ValueError
        If a segment, or the rest, has no answers.

    References
    ----------
    .. [1] J. L. Fleiss (1981), Statistical Methods for Rates and Proportions, 2nd ed., ch. 2.
    """
    successes, n = sum(x for x, _ in segments), sum(n for _, n in segments)
    return [two_sample_z(x, m, successes - x, n - m, confidence=confidence) for x, m in segments]


def scores_against_rest(segments: Sequence[RecommendClasses], *, confidence: float = 0.95) -> list[Difference]:
    """Compare the recommend score of each segment with that of all the others.

    Parameters
    ----------
    segments : sequence of RecommendClasses, (k,)
        Counts of each segment; at least two with answers.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    list of Difference, (k,)
        Score of the segment less score of the rest, in [-2, 2].

    Raises
    ------
    ValueError
        If a segment, or the rest, has no answers.
    """
    everything = sum(segments, start=RecommendClasses(0, 0, 0))
    return [difference_of_recommend_scores(s, everything - s, confidence=confidence) for s in segments]


def means_against_rest(segments: Sequence[Moments], *, confidence: float = 0.95) -> list[Difference]:
    """Compare the mean of each segment with that of all the others, by Welch's test.

    Parameters
    ----------
    segments : sequence of Moments, (k,)
        Of each segment, at least two answers each.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    list of Difference, (k,)
        Mean of the segment less mean of the rest, in points of the scale.

    Raises
    ------
    ValueError
        If there are fewer than two segments, or one has fewer than two answers.
    """
    if len(segments) < 2:
        raise ValueError("one segment has no rest to compare with")
    return [
        difference_of_means(s, _together([*segments[:i], *segments[i + 1 :]]), confidence=confidence)
        for i, s in enumerate(segments)
    ]


def _together(parts: Sequence[Moments]) -> Moments:
    n = sum(part.n for part in parts)
    mean = fsum(part.n * part.mean for part in parts) / n
    squares = fsum((part.n - 1) * part.variance + part.n * (part.mean - mean) ** 2 for part in parts)
    return Moments(n, mean, squares / (n - 1))
