"""How figures are spelled for people: per cents and points are made here, and nowhere below."""

from typing import Literal

Kind = Literal["share", "nps", "score", "number"]
"""What a figure is: a share of something, a net promoter score, a mean on a scale, a plain number."""

MINUS = "\u2212"


def spell(value: float, kind: Kind = "number", *, places: int | None = None, signed: bool | None = None) -> str:
    """Spell one figure: 0.64 as 64%, 0.34 as +34, 7.25 as 7.2, 1204 as 1,204.

    Parameters
    ----------
    value : float
        Shares and net promoter scores in [-1, 1], other figures as they are.
    kind : Kind
        What the figure is.
    places : int, optional
        Decimals; none for shares and scores of recommendation, one for means, as few as needed for numbers.
    signed : bool, optional
        Whether a plus is written; by default for net promoter scores alone.

    Returns
    -------
    str
        The figure with its sign and unit, with a true minus.
    """
    shown = 100 * value if kind in ("share", "nps") else value
    if places is None:
        places = 1 if kind == "score" else _needed(shown) if kind == "number" else 0
    digits = f"{abs(shown):,.{places}f}"
    zero = not digits.strip("0.,")
    plus = kind == "nps" if signed is None else signed
    sign = "" if zero else MINUS if shown < 0 else "+" if plus else ""
    return f"{sign}{digits}{'%' if kind == 'share' else ''}"


def _needed(value: float) -> int:
    """Say how many decimals a number needs: none where it is whole, more the nearer it lies to nought."""
    value = float(value)
    if value.is_integer():
        return 0
    if abs(value) >= 1:
        return 1
    return next((places for places in (1, 2, 3) if abs(round(value, places) - value) <= 0.02 * abs(value)), 4)


def places_for(low: float, high: float, kind: Kind) -> int | None:
    """Give one decimal more where the interval is narrow: a share below four points, a mean below two tenths."""
    if kind == "score":
        return 2 if high - low < 0.2 else None
    return 1 if kind == "share" and 100 * (high - low) < 4 else None


def spell_range(low: float, high: float, kind: Kind = "number") -> str:
    """Spell an interval: 77% to 95%, +30 to +38."""
    places = places_for(low, high, kind)
    return f"{spell(low, kind, places=places)} to {spell(high, kind, places=places)}"
