"""How figures of conditions and thresholds are spelled; per cents are made here for the audit, and nowhere below."""

from decimal import Decimal

from heedful.audits.results import Condition


def told_number(value: Decimal | int, unit: str) -> str:
    """Spell a number in its unit: 95%, 5 points, 3 working days, 4."""
    value = Decimal(value)
    if unit in ("share", "points"):
        per_cent = (100 * value).quantize(Decimal("0.1")).normalize()
        return f"{per_cent:f}%" if unit == "share" else f"{per_cent:f} points"
    if unit in ("count", ""):
        return f"{value:f}"
    return f"{value:f} {unit.removesuffix('s') if value == 1 else unit}"


def told_value(condition: Condition) -> str:
    """Spell what was found; a share below its threshold never reads as the threshold."""
    if condition.value is None:
        return ""
    return told_number(condition.value, condition.unit)


def told_threshold(condition: Condition) -> str:
    """Spell what was asked for."""
    if condition.threshold is None:
        return {"all": "every one", "none": "none"}.get(condition.way, "")
    return f"{condition.way} {told_number(condition.threshold, condition.unit)}"
