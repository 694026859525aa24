"""How conditions are judged: the rules of the tests of evidence, written once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from heedful.audits.models import ResultState
from heedful.audits.results import Condition, Group, Listed, Unit, group
from heedful.audits.window import Window
from heedful.stats import Difference

FEW = 5
"""A share of fewer is none."""
WHY = 200
"""So many exceptions are told why they are ones."""
Row = Any
Judge = Callable[[Row], bool]


@dataclass(frozen=True)
class Sorted:
    """A population sorted by a condition: kept, missed, and apart from both what is not yet due."""

    kept: Group
    missed: Group
    waiting: Group
    why: dict[Any, str]

    @property
    def n(self) -> int:
        """How many are done or had their limit passed."""
        return self.kept.count + self.missed.count


def _sort(
    kind: str, rows: Collection[Row], kept: Judge, waits: Judge | None, why: Callable[[Row], str] | None
) -> Sorted:
    """Sort rows: done well, not yet due, or missed; open and late is missed."""
    done, waiting, missed = [], [], []
    for row in rows:
        if kept(row):
            done.append(row)
        elif waits is not None and waits(row):
            waiting.append(row)
        else:
            missed.append(row)
    told = {row.pk: why(row) for row in missed[:WHY]} if why else {}
    return Sorted(group(kind, done), group(kind, missed), group(kind, waiting), told)


def _listed(found: Sorted, listed: Sequence[Listed]) -> tuple[Listed, ...]:
    waiting = [Listed("Not yet due", found.waiting)] if found.waiting.count else []
    return (*waiting, *(each for each in listed if each.rows.count))


def _nothing(event: bool) -> str:
    return "None occurred." if event else "Nothing on record yet."


def decimal_share(k: int, n: int) -> Decimal:
    """Give a share as a decimal of four places, as it is stored."""
    return (Decimal(k) / n).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def share_of(
    id: str, words: str, kind: str, rows: Collection[Row], *, kept: Judge, at_least: Decimal,
    waits: Judge | None = None, why: Callable[[Row], str] | None = None, window: Window | None = None, few: int = FEW,
    event: bool = False, rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (),
) -> Condition:  # fmt: skip
    """Ask that a share of rows keeps a condition. Of roles and registers every single one counts: few=1."""
    found = _sort(kind, rows, kept, waits, why)
    return share_of_groups(
        id, words, found.kept, found.missed, at_least=at_least, window=window, few=few, event=event,
        rests_on=rests_on, listed=_listed(found, listed), why=found.why,
    )  # fmt: skip


def share_of_groups(
    id: str, words: str, kept: Group, missed: Group, *, at_least: Decimal, window: Window | None = None, few: int = FEW,
    event: bool = False, rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (), why: Any = None,
) -> Condition:  # fmt: skip
    """Ask the same of rows that were counted where they lie."""
    k, n = kept.count, kept.count + missed.count
    state, reads = ResultState.NOT_ENOUGH, f"{k} of {n}"
    if not n:
        reads = _nothing(event)
    elif window is not None and not window.full:
        reads = f"{k} of {n}; {window.began_words}"
    elif n < few:
        none = "none missed" if k == n else f"{n - k} missed"
        reads = f"{k} of {n}: too few for a share, {none}"
    else:
        state = ResultState.MET if Decimal(k) >= at_least * n else ResultState.NOT_MET
    return Condition(
        id, words, state, reads, kept, missed, value=decimal_share(k, n) if n >= few and n else None, unit="share",
        threshold=at_least, way="at least", rests_on=rests_on, event=event, why=why or {},
        listed=tuple(each for each in listed if each.rows.count),
    )  # fmt: skip


def each_of(
    id: str, words: str, kind: str, rows: Collection[Row], *, kept: Judge, waits: Judge | None = None,
    why: Callable[[Row], str] | None = None, window: Window | None = None, event: bool = False,
    rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (),
) -> Condition:  # fmt: skip
    """Ask that every row keeps a condition; one that does not counts at any n, even in the first week."""
    found = _sort(kind, rows, kept, waits, why)
    return all_of_groups(
        id, words, found.kept, found.missed, window=window, event=event, rests_on=rests_on,
        listed=_listed(found, listed), why=found.why,
    )  # fmt: skip


def none_of(
    id: str, words: str, kind: str, rows: Collection[Row], *, broken: Judge, why: Callable[[Row], str] | None = None,
    window: Window | None = None, event: bool = False, rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (),
) -> Condition:  # fmt: skip
    """Ask that no row of a population breaks a condition."""
    found = _sort(kind, rows, lambda row: not broken(row), None, why)
    return all_of_groups(
        id, words, found.kept, found.missed, window=window, event=event, rests_on=rests_on, way="none",
        listed=_listed(found, listed), why=found.why,
    )  # fmt: skip


def all_of_groups(
    id: str, words: str, kept: Group, missed: Group, *, window: Window | None = None, event: bool = False,
    rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (), why: Any = None, way: Literal["all", "none"] = "all",
) -> Condition:  # fmt: skip
    """Ask the same of rows that were counted where they lie."""
    k, n = kept.count, kept.count + missed.count
    state, reads = ResultState.MET, f"{k} of {n}"
    if missed.count:
        state = ResultState.NOT_MET
    elif not n:
        state, reads = ResultState.NOT_ENOUGH, _nothing(event)
    elif window is not None and not window.full:
        state, reads = ResultState.NOT_ENOUGH, f"{k} of {n}, none missed; {window.began_words}"
    return Condition(
        id, words, state, reads, kept, missed, value=decimal_share(k, n) if n else None, unit="share", way=way,
        rests_on=rests_on, event=event, why=why or {}, listed=tuple(each for each in listed if each.rows.count),
    )  # fmt: skip


def at_least(
    id: str, words: str, kept: Group, number: Decimal, *, missed: Group | None = None, given: bool = True,
    window: Window | None = None, rests_on: tuple[str, ...] = (), listed: Sequence[Listed] = (), why: Any = None,
) -> Condition:  # fmt: skip
    """Ask for a number of rows; `missed` are those that do not count, `given` says whether there is anything at all."""
    found, wanted = kept.count, int(number)
    missed = missed or Group(kept.kind, 0)
    state, reads = ResultState.MET, f"{found} found, {wanted} asked for"
    if not given:
        state, reads = ResultState.NOT_ENOUGH, _nothing(False)
    elif window is not None and not window.full:
        state, reads = ResultState.NOT_ENOUGH, f"{found} so far; {window.began_words}"
    elif found < wanted:
        state = ResultState.NOT_MET
    return Condition(
        id, words, state, reads, kept, missed, value=Decimal(found), unit="count", threshold=Decimal(wanted),
        way="at least", rests_on=rests_on, why=why or {}, listed=tuple(each for each in listed if each.rows.count),
    )  # fmt: skip


def at_most(
    id: str, words: str, value: float | None, limit: Decimal, *, kept: Group, missed: Group, unit: Unit, few: int = FEW,
    window: Window | None = None, event: bool = False, rests_on: tuple[str, ...] = (), why: Any = None,
    listed: Sequence[Listed] = (),
) -> Condition:  # fmt: skip
    """Ask that a figure worked out of a population does not pass a limit."""
    n = kept.count + missed.count
    shown = None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    state, reads = ResultState.NOT_ENOUGH, f"of {n}"
    if not n:
        reads = _nothing(event)
    elif window is not None and not window.full:
        reads = f"of {n}; {window.began_words}"
    elif n < few or shown is None:
        reads = f"of {n}: too few for a figure"
    else:
        state = ResultState.MET if Decimal(str(value)) <= limit else ResultState.NOT_MET
    return Condition(
        id, words, state, reads, kept, missed, value=shown, unit=unit, threshold=limit, way="at most",
        rests_on=rests_on, event=event, why=why or {}, listed=tuple(each for each in listed if each.rows.count),
    )  # fmt: skip


def change_not_worse(
    id: str, words: str, change: Difference | None, margin: Decimal, *, of: Group, rests_on: tuple[str, ...] = (),
) -> Condition:  # fmt: skip
    """Judge a change by its interval: clearly not worse, clearly worse, or not to be told yet."""
    state, reads = ResultState.NOT_ENOUGH, "Cannot tell yet."
    if change is not None and change.low > -float(margin):
        state, reads = ResultState.MET, f"of {change.n}: not worse"
    elif change is not None and change.high < 0:
        state, reads = ResultState.NOT_MET, f"of {change.n}: worse"
    nobody = Group(of.kind, 0)
    kept, missed = (nobody, of) if state == ResultState.NOT_MET else (of, nobody)
    value = None if change is None else Decimal(str(change.estimate)).quantize(Decimal("0.0001"))
    return Condition(
        id, words, state, reads, kept, missed, value=value, unit="points", threshold=-margin, way="not below",
        rests_on=rests_on,
    )  # fmt: skip


def not_asked_here(condition: Condition, why: str) -> Condition:
    """Set a condition aside that is not asked of such an organisation, with the reason."""
    return replace(condition, state=ResultState.NOT_APPLICABLE, reads=why)
