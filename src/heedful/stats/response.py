"""Who answered, of those whom we asked: response rates, and whether the silent differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from heedful.stats.distributions import chi_square_above
from heedful.stats.results import TestResult


@dataclass(frozen=True, slots=True)
class Dispositions:
    """What became of each invitation, in the classes of AAPOR's standard definitions.

    For invitations by mail to a person, those delivered and never heard of are `unknown_other`; those
    that bounced are `non_contacts`, or `not_eligible` where the person is known to have left.
    """

    complete: int
    partial: int = 0
    refusals: int = 0
    non_contacts: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0
    not_eligible: int = 0


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """AAPOR's rates: response RR1-6, cooperation COOP1-4, refusal REF1-3, contact CON1-3; in [0, 1].

    `eligible` is the share of the unknown that is taken to have been eligible. A rate whose
    denominator is 0 is None.
    """

    rr1: float | None
    rr2: float | None
    rr3: float | None
    rr4: float | None
    rr5: float | None
    rr6: float | None
    coop1: float | None
    coop2: float | None
    coop3: float | None
    coop4: float | None
    ref1: float | None
    ref2: float | None
    ref3: float | None
    con1: float | None
    con2: float | None
    con3: float | None
    eligible: float


def _rate(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def response_rates(dispositions: Dispositions, *, eligible: float | None = None) -> ResponseRates:
    """Work out AAPOR's outcome rates [1]_.

    Parameters
    ----------
    dispositions : Dispositions
        Counts, none negative, at least one invitation.
    eligible : float, optional
        Share of the cases of unknown eligibility taken as eligible, in [0, 1]; where not given, as
        large as among the known cases (proportional allocation).

    Returns
    -------
    ResponseRates
        Shares in [0, 1].

    Raises
    ------
    ValueError
        If a count is negative, there is no invitation, or `eligible` is out of range.

    References
    ----------
    .. [1] American Association for Public Opinion Research (2023), Standard Definitions, 10th ed.
    """
    d = dispositions
    unknown = d.unknown_household + d.unknown_other
    answered = d.complete + d.partial
    known = answered + d.refusals + d.non_contacts + d.other
    counts = (d.complete, d.partial, d.refusals, d.non_contacts, d.other, d.unknown_household)
    if min(*counts, d.unknown_other, d.not_eligible) < 0 or known + unknown + d.not_eligible == 0:
        raise ValueError(f"no response rate of {d}")
    e = eligible if eligible is not None else _rate(known, known + d.not_eligible)
    if e is None or not 0 <= e <= 1:
        raise ValueError(f"the share of eligible among the unknown lies in [0, 1], not at {eligible}")
    wholes = (known + unknown, known + e * unknown, known)
    reached = answered + d.refusals
    contacted = reached + d.other
    rr1, rr3, rr5 = (_rate(d.complete, whole) for whole in wholes)
    rr2, rr4, rr6 = (_rate(answered, whole) for whole in wholes)
    ref1, ref2, ref3 = (_rate(d.refusals, whole) for whole in wholes)
    con1, con2, con3 = (_rate(contacted, whole) for whole in wholes)
    coop1, coop2 = _rate(d.complete, contacted), _rate(answered, contacted)
    coop3, coop4 = _rate(d.complete, reached), _rate(answered, reached)
    return ResponseRates(
        rr1, rr2, rr3, rr4, rr5, rr6, coop1, coop2, coop3, coop4, ref1, ref2, ref3, con1, con2, con3, e
    )


def respondents_against_frame(observed: Sequence[int], frame: Sequence[float]) -> TestResult:
    """Test whether those who answered are spread over the groups as the frame is [1]_.

    Parameters
    ----------
    observed : sequence of int, (k,)
        Respondents by group.
    frame : sequence of float, (k,)
        Size of each group in the frame, in any unit; all positive.

    Returns
    -------
    TestResult
        Chi-square of goodness of fit with k - 1 degrees of freedom.

    Raises
    ------
    ValueError
        If lengths differ, a group of the frame is empty, or nobody answered.

    References
    ----------
    .. [1] K. Pearson (1900), Phil. Mag. 50, 157-175.
    """
    n, whole = sum(observed), sum(frame)
    if len(observed) != len(frame) or len(frame) < 2 or min(frame) <= 0 or min(observed) < 0 or n == 0:
        raise ValueError("respondents and frame need the same groups, none of them empty in the frame")
    expected = [n * size / whole for size in frame]
    statistic = sum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True))
    df = len(frame) - 1
    return TestResult(statistic, df, chi_square_above(statistic, df), n, "chi-square goodness of fit (1900)")


def dissimilarity(first: Sequence[float], second: Sequence[float]) -> float:
    """Measure how differently two wholes are spread over the same groups: the index of dissimilarity [1]_.

    Parameters
    ----------
    first, second : sequence of float, (k,)
        Sizes by group, in any unit; none negative.

    Returns
    -------
    float
        In [0, 1]: the share of the one that would have to change its group to be spread like the other.

    Raises
    ------
    ValueError
        If lengths differ, a size is negative, or one of the two is empty.

    References
    ----------
    .. [1] O. D. Duncan and B. Duncan (1955), Amer. Sociol. Rev. 20, 210-217.
    """
    one, other = sum(first), sum(second)
    if len(first) != len(second) or not (one > 0 and other > 0) or min(*first, *second) < 0:
        raise ValueError("two wholes over the same groups, neither of them empty, can be compared")
    return sum(abs(a / one - b / other) for a, b in zip(first, second, strict=True)) / 2


@dataclass(frozen=True, slots=True)
class NonresponseBias:
    """The mean had everybody answered, and how far the respondents' mean lies off it."""

    full_mean: float
    bias: float


def nonresponse_bias(respondent_mean: float, nonrespondent_mean: float, *, response_rate: float) -> NonresponseBias:
    """Work out what silence does to a mean, where the silent are known or supposed [1]_.

    Parameters
    ----------
    respondent_mean, nonrespondent_mean : float
        In any one unit.
    response_rate : float
        In [0, 1].

    Raises
    ------
    ValueError
        If the rate is out of range.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., 13.2.
    """
    if not 0 <= response_rate <= 1:
        raise ValueError(f"a response rate lies in [0, 1], not at {response_rate}")
    bias = (1 - response_rate) * (respondent_mean - nonrespondent_mean)
    return NonresponseBias(respondent_mean - bias, bias)


@dataclass(frozen=True, slots=True)
class Representativity:
    """How evenly the groups answered: 1 for wholly even; `variation` is the relative spread of the rates."""

    indicator: float
    variation: float


def representativity(respondents: Sequence[int], invited: Sequence[int]) -> Representativity:
    """Measure how far response rates differ between the groups of the frame: the R-indicator [1]_.

    Parameters
    ----------
    respondents, invited : sequence of int, (k,)
        By group of the frame; 0 <= respondents <= invited and invited >= 1.

    Returns
    -------
    Representativity
        Indicator in [0, 1]. Without correction for chance: small groups lower it.

    Raises
    ------
    ValueError
        If lengths differ, a count is out of range, or nobody answered.

    References
    ----------
    .. [1] B. Schouten, F. Cobben and J. Bethlehem (2009), Survey Methodology 35, 101-113.
    """
    pairs = list(zip(respondents, invited, strict=True))
    if any(not (0 <= x <= n and n >= 1) for x, n in pairs) or not sum(respondents):
        raise ValueError("each group needs invitations, and one an answer")
    whole = sum(invited)
    rate = sum(respondents) / whole
    spread = sqrt(sum(n * (x / n - rate) ** 2 for x, n in pairs) / max(1, whole - 1))
    return Representativity(max(0.0, 1 - 2 * spread), spread / rate)
