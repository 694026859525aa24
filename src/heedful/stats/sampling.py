"""Means and totals of a frame that was sampled at random."""

from dataclasses import dataclass
from math import sqrt

from heedful.stats.distributions import critical_value
from heedful.stats.means import Moments
from heedful.stats.results import Interval


@dataclass(frozen=True, slots=True)
class SampledFigure(Interval):
    """A figure of the whole frame with its standard error."""

    standard_error: float


def sample_mean(moments: Moments, *, population: int | None = None, confidence: float = 0.95) -> SampledFigure:
    """Estimate the mean of a frame from a simple random sample, with the normal interval [1]_.

    Parameters
    ----------
    moments : Moments
        Of the sample; a share is the mean of 0 and 1.
    population : int, optional
        Size N of the frame, where the sample was drawn from it without replacement and nearly all
        answered: the variance is then multiplied by 1 - n / N.
    confidence : float
        Coverage wanted, strictly between 0 and 1.

    Returns
    -------
    SampledFigure
        In the unit of the mean.

    Raises
    ------
    ValueError
        If the sample is larger than the frame.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., ch. 2.
    """
    if population is not None and population < moments.n:
        raise ValueError(f"a sample of {moments.n} out of a population of {population}")
    left = 1.0 if population is None else 1 - moments.n / population
    error = sqrt(left * moments.variance / moments.n)
    half = critical_value(confidence) * error
    mean = moments.mean
    method = "simple random sample" if population is None else "simple random sample, finite population"
    return SampledFigure(mean, mean - half, mean + half, moments.n, method, confidence, error)


def sample_total(moments: Moments, *, population: int, confidence: float = 0.95) -> SampledFigure:
    """Estimate the total of a frame from a simple random sample: N times the mean.

    Takes and raises what `sample_mean` does.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., ch. 2.
    """
    mean = sample_mean(moments, population=population, confidence=confidence)
    return SampledFigure(
        population * mean.estimate,
        population * mean.low,
        population * mean.high,
        mean.n,
        mean.method,
        confidence,
        population * mean.standard_error,
    )
