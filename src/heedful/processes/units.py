"""Figures of a measure: what k of n comes to in its unit, and which way is better."""

import re
from decimal import Decimal

from heedful.processes.models import Direction, Measure

STEP = Decimal("0.000001")
_PER = re.compile(r"^per\s+(\d[\d., ]*\d|\d)", re.IGNORECASE)


def multiplier(unit: str) -> int:
    """Say by what k/n is multiplied: 100 for %, 1000 for "per 1,000 deliveries", else 1."""
    if unit.strip() == "%":
        return 100
    found = _PER.match(unit.strip())
    digits = re.sub(r"\D", "", found.group(1)) if found else ""
    return int(digits) if 0 < len(digits) <= 9 and int(digits) else 1


def value_of(k: int, n: int, unit: str) -> Decimal:
    """Give k of n in the unit of its measure."""
    return (Decimal(k) * multiplier(unit) / Decimal(n)).quantize(STEP)


def reaches(measure: Measure, value: Decimal) -> bool | None:
    """Say whether a value reaches the target, whichever way is better; None where there is no target."""
    if measure.target is None:
        return None
    return value >= measure.target if measure.direction == Direction.UP else value <= measure.target
