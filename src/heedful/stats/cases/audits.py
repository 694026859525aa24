"""Cases of complaints, audit samples and comments."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from heedful.stats import audit_sampling, rates, survival
from heedful.stats.audit_sampling import AuditPhase
from heedful.stats.cases.data import ReadData
from heedful.stats.sentiment import sentence_valence

Inputs = Mapping[str, Any]

# Published valences (C. J. Hutto and E. Gilbert, 2014) of the words in the cases: the cases prove the
# rules of the scoring, and no list of words comes with Heedful.
_VALENCES = {"smart": 1.7, "handsome": 2.2, "funny": 1.9, "good": 1.9, "sux": -1.5}


def poisson_exact_ci(inputs: Inputs, _: ReadData) -> Any:
    """Exact intervals of rates."""
    pairs = zip(inputs["events"], inputs["exposure"], strict=True)
    found = [rates.poisson_rate(x, t, confidence=inputs["confidence"]) for x, t in pairs]
    return [{"rate": f.estimate, "lo": f.low, "hi": f.high} for f in found]


def poisson_exact_and_byar(inputs: Inputs, _: ReadData) -> Any:
    """Exact intervals and Byar's."""
    pairs = list(zip(inputs["events"], inputs["exposure"], strict=True))
    exact = [rates.poisson_rate(x, t, confidence=inputs["confidence"]) for x, t in pairs]
    byar = [rates.byar_rate(x, t, confidence=inputs["confidence"]) for x, t in pairs]
    return {"exact": [[f.low, f.high] for f in exact], "byar": [[f.low, f.high] for f in byar]}


def rate_ratio_exact(inputs: Inputs, _: ReadData) -> Any:
    """Ratio of two rates."""
    (x1, x2), (t1, t2) = inputs["x"], inputs["t"]
    found = rates.rate_ratio(x1, t1, x2, t2, confidence=inputs["confidence"])
    return {"ratio": found.estimate, "lo": found.low, "hi": found.high, "p": found.p_value}


def kaplan_meier(inputs: Inputs, _: ReadData) -> Any:
    """Share still open after each time."""
    closed = [bool(event) for event in inputs["event"]]
    steps = survival.kaplan_meier(inputs["time"], closed, confidence=inputs["confidence"]).steps
    return {
        "time": [s.time for s in steps],
        "at_risk": [s.at_risk for s in steps],
        "events": [s.events for s in steps],
        "survival": [s.survival for s in steps],
        "greenwood_se": [s.standard_error for s in steps],
        "lo": [s.low for s in steps],
        "hi": [s.high for s in steps],
    }


def log_rank(inputs: Inputs, _: ReadData) -> Any:
    """Whether two groups close equally fast."""
    first = inputs["group"][0]
    found = survival.log_rank(
        inputs["time"], [bool(event) for event in inputs["event"]], [group == first for group in inputs["group"]]
    )
    return {"chisq": found.statistic, "p": found.p_value, "obs": found.observed, "exp": found.expected}


def attribute_sample_size(inputs: Inputs, _: ReadData) -> Any:
    """Sample sizes by tolerable and expected rate."""
    return [
        audit_sampling.attribute_sample_size(
            tolerable=cell["tolerable_percent"] / 100, expected=cell["expected_percent"] / 100, risk=inputs["risk"]
        )
        for cell in inputs["cells"]
    ]


def attribute_upper_bound(inputs: Inputs, _: ReadData) -> Any:
    """Upper rates in per cent, rounded up to a tenth as the tables print them."""
    confidence = inputs["confidence_one_sided"]
    found = [
        audit_sampling.upper_deviation_rate(cell["deviations"], cell["n"], confidence=confidence)
        for cell in inputs["cells"]
    ]
    return [ceil(round(1000 * rate, 9)) / 10 for rate in found]


def acceptance_plan(inputs: Inputs, _: ReadData) -> Any:
    """A plan for two points, and the curves of two plans."""
    (good, accept_good), (bad, accept_bad) = inputs["prp"], inputs["crp"]
    plan = audit_sampling.acceptance_plan(good=good, bad=bad, accept_good=accept_good, accept_bad=accept_bad)
    curves = [[audit_sampling.AcceptancePlan(oc["n"], oc["c"]).acceptance(p) for p in oc["p"]] for oc in inputs["oc"]]
    return {"plan": {"n": plan.n, "c": plan.accept, "r": plan.reject}, "oc": curves}


def multi_site_square_root(inputs: Inputs, _: ReadData) -> Any:
    """Sites to audit by phase."""
    return [audit_sampling.sites_to_audit(c["x"], AuditPhase[c["phase"].upper()]) for c in inputs["cases"]]


def discovery_sampling(inputs: Inputs, _: ReadData) -> Any:
    """Samples that find at least one."""
    return [
        audit_sampling.discovery_sample_size(c["rate"], population=c["N"], confidence=c["confidence"])
        for c in inputs["cells"]
    ]


def vader_sentiment(inputs: Inputs, _: ReadData) -> Any:
    """Scores of sentences."""
    return [sentence_valence(sentence, _VALENCES) for sentence in inputs["sentences"]]
