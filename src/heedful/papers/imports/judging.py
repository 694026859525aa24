"""Every row is judged before the first is written: taken, left out, here already, or doubtful and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from heedful.papers.imports.converters import spaced
from heedful.papers.imports.kind import Around, Kind, Target, encode
from heedful.papers.imports.known import NEW
from heedful.papers.imports.oddities import (
    ADD,
    ANY,
    DAY_FIRST,
    DECIMAL,
    LEAVE,
    MEND,
    MONTH_FIRST,
    NEW_ROW,
    ROW,
    TAKE,
    THOUSANDS,
    TWO_READINGS,
    VALUE,
    WITHOUT,
    Decided,
    Decision,
    Odd,
)
from heedful.papers.imports.rows import MOST_REMEMBERED, Column, Judged, fingerprint
from heedful.papers.imports.stage import DOUBTFUL, HERE, LEFT_OUT, TAKEN, Group, Stage
from heedful.papers.sheets import Sheet, SheetRow

BATCH = 1000
MOST_GROUPS = 60
"""So many values of one oddity are asked about apart; the rest together."""
OTHERS = "other values"
_OFTEN = 0.10
_AT_LEAST = 20
Told = Callable[[int], None]


class Judge:
    """Judges the rows of one file by its mapping and by what was decided."""

    def __init__(self, kind: Kind, around: Around, sheet: Sheet, columns: dict[str, str], decided: Decided) -> None:
        self.kind, self.around, self.sheet, self.decided = kind, around, sheet, decided
        at = {name: index for index, name in enumerate(sheet.header)}
        self.required = kind.also_required(columns) | {target.name for target in kind.targets if target.required}
        self.columns = [self._column(target, columns, at) for target in kind.targets]
        self.mapped = [column for column in self.columns if column is not None]
        self.places = {target.name: place for place, target in enumerate(kind.targets)}
        self.part = next((c for c in self.mapped if c.target.parts), None)
        self.key_place = self.places[kind.key] if kind.key in columns else -1
        self.who_place = self.places[kind.respondent] if kind.respondent in columns else -1
        self.grouped = bool(kind.respondent) and "score" in columns
        self.groups: dict[tuple[str, str, str], Group] = {}
        self.wide: Counter[tuple[str, str]] = Counter()
        self.orders: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.passed: dict[int, Group] = {}
        """Groups whose rows are only counted: the name is added, and nothing else is changed about them."""
        self.additions: dict[tuple[str, str], str] = {}
        """What is to be added first: table and name, and what it belongs below."""

    def _column(self, target: Target, columns: dict[str, str], at: dict[str, int]) -> Column | None:
        header = columns.get(target.name)
        if header is None:
            return None
        separator = self.around.settings.get(target.several, "") if target.several else ""
        required = target.name in self.required
        return Column(target, header, at[header], target.convert(self.around), separator, required)

    def judge(self, stage: Stage, told: Told = lambda done: None) -> None:
        """Judge the whole file into the stage."""
        self._count_repeated()
        number = 0
        rows = self.sheet.rows()
        while batch := list(islice(rows, BATCH)):
            self._keep(stage, [self._row(number + at, row) for at, row in enumerate(batch, 1)])
            number += len(batch)
            told(number)

    def _count_repeated(self) -> None:
        """Find texts that stand in very many rows where customers' own words are expected."""
        said = [column for column in self.mapped if column.target.said]
        if not said:
            return
        counts: list[Counter[str]] = [Counter() for _ in said]
        filled = [0] * len(said)
        for row in self.sheet.rows():
            for at, column in enumerate(said):
                text = row.cells[column.index].strip()
                if not text:
                    continue
                filled[at] += 1
                if len(text) <= 60 and (len(counts[at]) < MOST_REMEMBERED or text in counts[at]):
                    counts[at][text] += 1
        for column, count, many in zip(said, counts, filled, strict=True):
            least = max(_AT_LEAST, many * _OFTEN)
            column.often = frozenset(text for text, number in count.items() if number >= least)

    def _row(self, n: int, row: SheetRow) -> Judged:
        """Judge one row by itself."""
        judged = Judged(n, row.line)
        values = judged.values
        cells = row.cells
        for column in self.columns:
            if column is None:
                values.append(None)
                continue
            raw = cells[column.index]
            if column.separator:
                values.append(list(self._parts(column, raw, cells, judged)))
                continue
            value, odd, order = column.memo.get(raw) or column.look(raw)
            if odd is not None:
                value = self._odd(column, odd, cells, judged)
            elif order:
                self.orders[column.header, self._part_of(cells)][order] += 1
            values.append(value)
        if not judged.open and (wrong := self.kind.check(values, self.places)) is not None:
            self.weigh(judged, ROW, wrong)
        key = values[self.key_place] if self.key_place >= 0 else None
        judged.key = self.kind.identity(values, self.places, key or fingerprint(cells))
        judged.who = (values[self.who_place] if self.who_place >= 0 else None) or judged.key
        return judged

    def _parts(self, column: Column, raw: str, cells: list[str], judged: Judged) -> Iterator[Any]:
        """Judge each of several values in one cell."""
        for part in raw.split(column.separator):
            if not part.strip():
                continue
            value, odd, _ = column.look(part.strip())
            if odd is not None:
                value = self._odd(column, odd, cells, judged)
            if value is not None:
                yield value

    def _part_of(self, cells: list[str]) -> str:
        return spaced(cells[self.part.index])[:200] if self.part else ""

    def _odd(self, column: Column, odd: Odd, cells: list[str], judged: Judged) -> Any:
        """Apply what was decided about an odd cell; without a decision the row is doubtful."""
        if odd.code == TWO_READINGS:
            odd = Odd(odd.code, self._part_of(cells), odd.readings)
        decision = self.weigh(judged, column.header, odd, never=self._never(column))
        if decision is None:
            return None
        if decision.deed == MEND:
            value, again, _ = column.look(decision.to)
            if again is not None:
                self.weigh(judged, column.header, Odd(VALUE, again.value), final=True)
            return value
        if decision.deed == ADD and column.target.adds:
            judged.adds.append((column.target.adds, odd.value, self._above(column, cells)))
            return f"{NEW}{odd.value}"
        if decision.deed in _READING:
            reading = odd.readings[_READING[decision.deed]] if odd.readings else None
            if reading is None:
                self.weigh(judged, column.header, Odd(VALUE, spaced(cells[column.index])[:200]))
            return reading
        return None

    def _above(self, column: Column, cells: list[str]) -> str:
        """Give the name below which a name is added."""
        above = next((c for c in self.mapped if c.target.name == column.target.below), None)
        return spaced(cells[above.index]) if above else ""

    def _never(self, column: Column) -> tuple[str, ...]:
        """Say what cannot be done to a column: nothing needed is done without, no name added where none are kept."""
        return (*((WITHOUT,) if column.required else ()), *(() if column.target.adds else (ADD,)))

    def weigh(
        self, judged: Judged, header: str, odd: Odd, *, final: bool = False, never: tuple[str, ...] = ()
    ) -> Decision | None:
        """Put a row into the group of its oddity, and say what was decided about that."""
        decision = None if final else self.decided.on(header, odd)
        if decision is not None and decision.deed in never:
            decision = None
        group = self.group(header, odd, decision)
        judged.odd.append(group.id)
        if decision is None:
            judged.open = True
        elif decision.deed == LEAVE:
            judged.left_out = group.id
        elif decision.deed == ADD:
            self.passed[group.id] = group
        return decision

    def group(self, header: str, odd: Odd, decision: Decision | None) -> Group:
        """Find or open the group of an oddity; beyond so many values the rest stands together."""
        place = (header, odd.code, odd.value)
        found = self.groups.get(place)
        if found is None:
            by_value = decision is not None and decision.value != ANY
            if self.wide[header, odd.code] >= MOST_GROUPS and not by_value:
                place = (header, odd.code, OTHERS)
                found = self.groups.get(place)
            if found is None:
                self.wide[header, odd.code] += 1
                found = Group(len(self.groups) + 1, *place, decision=decision.as_dict() if decision else None)
                self.groups[place] = found
        if decision is None:
            found.decision = None
        return found

    def _keep(self, stage: Stage, batch: list[Judged]) -> None:
        """Look up which rows are here already, and keep all in the stage."""
        asked = [judged.who if self.grouped else judged.key for judged in batch]
        here = (self.kind.respondents_here if self.grouped else self.kind.here)(asked, self.around)
        news = self._news([judged for judged in batch if judged.who in here]) if here and self.grouped else set()
        odd: list[tuple[int, int]] = []
        rows = []
        for judged, key in zip(batch, asked, strict=True):
            if key in here and judged.n not in news:
                state = HERE
            elif judged.left_out:
                state = LEFT_OUT
                odd.append((judged.n, judged.left_out))
            else:
                state = DOUBTFUL if judged.open else TAKEN
                for group in dict.fromkeys(judged.odd):
                    if group in self.passed:
                        self.passed[group].count += 1
                    else:
                        odd.append((judged.n, group))
                for table, name, above in judged.adds:
                    self.additions.setdefault((table, name), above)
            value = None if state == HERE else encode(judged.values)
            rows.append((judged.n, judged.line, state, judged.key, judged.who, value))
        stage.add_rows(rows)
        stage.add_odd(odd)

    def _news(self, batch: list[Judged]) -> set[int]:
        """Find rows with words that are not here, of respondents who are; an answer given does not change."""
        place = self.places["words"]
        spoken = [judged for judged in batch if judged.values[place]]
        known = self.kind.here([judged.key for judged in spoken], self.around)
        news = [judged for judged in spoken if judged.key not in known]
        for judged in news:
            self.weigh(judged, ROW, Odd(NEW_ROW, ""))
        return {judged.n for judged in news}

    def hint(self, group: Group) -> str:
        """Say what speaks for one reading of a day: how the certain ones of the same part are written."""
        if group.code != TWO_READINGS:
            return ""
        counts = self.orders.get((group.column, group.value), Counter())
        parts = [
            f"{counts[order]:,} can only be read with the {words} first"
            for order, words in ((DAY_FIRST, "day"), (MONTH_FIRST, "month")) if counts[order]
        ]  # fmt: skip
        if not parts:
            return "No other day of these rows tells which."
        return f"Of the others, {' and '.join(parts)}."

    def suggestion(self, group: Group) -> str:
        """Suggest a reading only where all certain days of the same part agree."""
        counts = self.orders.get((group.column, group.value), Counter())
        orders = [order for order in (DAY_FIRST, MONTH_FIRST) if counts[order]]
        return orders[0] if group.code == TWO_READINGS and len(orders) == 1 else ""


_READING = {DAY_FIRST: 0, MONTH_FIRST: 1, DECIMAL: 0, THOUSANDS: 1, TAKE: 0}
