"""Whether several questions of one survey measure one thing."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heedful.core.period import Period
from heedful.feedback.models import Response
from heedful.stats.reliability import Alpha, cronbach_alpha

LEAST_WHOLE = 30
"""So many answers to all questions are needed before their reliability is told."""
MOST_READ = 20_000


@dataclass(frozen=True, slots=True)
class Scale:
    """The scored questions of one kind in a version of a survey, and how far they measure one thing."""

    name: str
    items: int
    n: int
    alpha: Alpha | None


Item = tuple[uuid.UUID, str, str]
"""A version of a survey, its name, and the kind of question."""


def scales(items: Mapping[Item, Sequence[str]], period: Period) -> list[Scale]:
    """Work out the reliability of every scale with two questions and more: one question at most."""
    several = {key: mine for key, mine in items.items() if len(mine) > 1}
    return _worked_out(several, period) if several else []


def _worked_out(several: Mapping[Item, Sequence[str]], period: Period) -> list[Scale]:
    """Read the answers to these versions once, and count each pattern of scores."""
    rows = Response.objects.included().filter(
        wave__survey_version__in={version for version, _, _ in several},
        answered_on__gt=period.after, answered_on__lte=period.until,
    )  # fmt: skip
    patterns: dict[Item, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for version, answers in rows.order_by("pk").values_list("wave__survey_version_id", "answers")[:MOST_READ]:
        given = dict(answers)
        for key, mine in several.items():
            if key[0] == version and all(item in given for item in mine):
                patterns[key][tuple(given[item] for item in mine)] += 1
    return [_scale(key[1], len(mine), patterns[key]) for key, mine in several.items()]


def _scale(name: str, items: int, patterns: Counter[tuple[int, ...]]) -> Scale:
    n = sum(patterns.values())
    if n < LEAST_WHOLE:
        return Scale(name, items, n, None)
    covariance = np.cov(np.array(list(patterns), dtype=float), rowvar=False, fweights=list(patterns.values()))
    if not (np.diag(covariance) > 0).all():
        return Scale(name, items, n, None)
    return Scale(name, items, n, cronbach_alpha(covariance, n))
