"""Cells: counts of answers, changed in the transaction that takes an answer, and rebuilt to the bit."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count

from heedful.core import past
from heedful.feedback.models.cells import NO_SEGMENT, Cell, CustomerCell, FrameCell, MonthCell
from heedful.feedback.models.questions import CHOSEN, QuestionKind, SurveyQuestion
from heedful.feedback.models.responses import Response
from heedful.feedback.models.surveys import Confidentiality, Invitation

NO_DAY = datetime.date(1900, 1, 1)
ANSWERS, EXCLUDED, COMMENTS, FLAGGED = "an", "ex", "co", "fl"
"""Beside the AAPOR codes a frame cell counts a wave's answers: those that count, left out, with words, flagged."""
PROMOTES, DETRACTS, SATISFIED = 9, 6, 4

_kinds: dict[uuid.UUID, str] = {}


def kind_of(question: uuid.UUID) -> str:
    """Say what kind of question it is; a question never changes its kind."""
    if question not in _kinds:
        _kinds.update(SurveyQuestion.objects.filter(pk=question).values_list("pk", "kind"))
    return _kinds.get(question, "")


class Tally:
    """Changes of cells, gathered over many answers, then written in one order by few statements."""

    def __init__(self) -> None:
        self.cells: Counter[tuple[Any, ...]] = Counter()
        self.months: Counter[tuple[Any, ...]] = Counter()
        self.frames: Counter[tuple[Any, ...]] = Counter()
        self.customers: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])

    def count(self, response: Response, sign: int = 1) -> None:
        """Count an answer; with -1 take it out again."""
        segment = response.segment_id or NO_SEGMENT
        included = not response.excluded_because
        self.frames[response.wave_id, segment, ANSWERS if included else EXCLUDED] += sign
        if response.flag:
            self.frames[response.wave_id, segment, FLAGGED] += sign
        if not included:
            return
        if response.comment:
            self.frames[response.wave_id, segment, COMMENTS] += sign
        day = response.answered_on or NO_DAY
        month = day.replace(day=1)
        named = response.confidentiality == Confidentiality.NAMED and response.customer_id
        for text, score in response.answers:
            question = uuid.UUID(text)
            self.cells[question, response.wave_id, segment, day, score] += sign
            self.months[question, segment, month, score] += sign
            if named:
                self._customer((question, segment, response.customer_id, month), score, sign)

    def _customer(self, key: tuple[Any, ...], score: int, sign: int) -> None:
        """Count an answer of a customer by name."""
        kind = kind_of(key[0])
        if kind in CHOSEN:
            # Numbers of choices have no sum.
            return
        sums = self.customers[key]
        recommends, satisfies = kind == QuestionKind.RECOMMEND, kind == QuestionKind.SATISFACTION
        sums[0] += sign
        sums[1] += sign * score
        sums[2] += sign * (recommends and score >= PROMOTES)
        sums[3] += sign * (recommends and score <= DETRACTS)
        sums[4] += sign * (satisfies and score >= SATISFIED)

    def end(self, invitation: Invitation, *, before: str | None) -> None:
        """Count where somebody of the frame stands now, and no longer where they stood before."""
        segment = invitation.segment_id or NO_SEGMENT
        self.frames[invitation.wave_id, segment, str(invitation.disposition)] += 1
        if before is not None:
            self.frames[invitation.wave_id, segment, str(before)] -= 1

    def write(self) -> None:
        """Add all to the tables: always in this order, and within a table by key, so that writers never cross."""
        _add(
            Cell, ("question", "wave", "segment", "day", "score"), ("count",), [(*k, n) for k, n in self.cells.items()]
        )
        _add(
            MonthCell, ("question", "segment", "month", "score"), ("count",), [(*k, n) for k, n in self.months.items()]
        )
        _add(
            CustomerCell, ("question", "segment", "customer", "month"),
            ("count", "total", "promoters", "detractors", "satisfied"),
            [(*k, *sums) for k, sums in self.customers.items()],
        )  # fmt: skip
        _add(FrameCell, ("wave", "segment", "disposition"), ("count",), [(*k, n) for k, n in self.frames.items()])


def _adapted(row: tuple[Any, ...]) -> list[Any]:
    """Give a row as raw SQL of this database takes it."""
    if connection.vendor == "postgresql":
        return list(row)
    hexed = [value.hex if type(value) is uuid.UUID else value for value in row]
    return [value.isoformat() if type(value) is datetime.date else value for value in hexed]


def _add(model: type[Any], keys: Sequence[str], sums: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Add sums to a table of cells: one INSERT … ON CONFLICT for up to 500 rows; what falls to nought goes."""
    places = len(keys)
    rows = [row for row in rows if any(row[places:])]
    if not rows:
        return
    table = model._meta.db_table
    rows.sort(key=lambda row: row[:places])
    columns = ", ".join(f'"{name}"' for name in (*keys, *sums))
    grown = ", ".join(f'"{name}" = {table}."{name}" + excluded."{name}"' for name in sums)
    target = ", ".join(f'"{name}"' for name in keys)
    mark = f"({', '.join(['%s'] * (places + len(sums)))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 500):
            some = rows[start : start + 500]
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {', '.join([mark] * len(some))}"  # noqa: S608
                f" ON CONFLICT ({target}) DO UPDATE SET {grown}",
                [value for row in some for value in _adapted(row)],
            )
        fallen = sorted({row[0] for row in rows if row[places] < 0})
        if fallen:
            cursor.execute(
                f'DELETE FROM {table} WHERE "count" = 0 AND "{keys[0]}" IN ({", ".join(["%s"] * len(fallen))})',  # noqa: S608
                _adapted(tuple(fallen)),
            )


def count_all(responses: Iterable[Response]) -> None:
    """Count many answers at once."""
    tally = Tally()
    for response in responses:
        tally.count(response)
    tally.write()


def rebuild_cells() -> None:
    """Make every cell again from the answers and the frames."""
    with connection.cursor() as cursor:
        for model in (Cell, MonthCell, CustomerCell, FrameCell):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
    tally = Tally()
    for number, response in enumerate(Response._base_manager.iterator(chunk_size=2000), 1):
        tally.count(response)
        if number % 50_000 == 0:
            tally.write()
            tally = Tally()
    ends = Invitation._base_manager.values_list("wave_id", "segment_id", "disposition").annotate(Count("pk"))
    for wave, segment, disposition, many in ends.order_by():
        tally.frames[wave, segment or NO_SEGMENT, disposition] += many
    tally.write()


past.REBUILDERS.append(rebuild_cells)
