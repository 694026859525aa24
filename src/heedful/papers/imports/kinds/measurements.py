"""Measurements from a file."""

import datetime
import decimal
import uuid
from collections.abc import Sequence
from typing import Any

from heedful.core.actors import Actor
from heedful.papers.imports import fields
from heedful.papers.imports.kind import Around, Kind, Target
from heedful.papers.imports.known import Known
from heedful.papers.imports.oddities import RULE, Odd
from heedful.processes.measuring import add_measurements
from heedful.processes.models import Measure, Measurement
from heedful.processes.units import value_of


class Measurements(Kind):
    """Values of measures, each for a period."""

    name = "measurements"
    title = "Measurements"
    things = ("measurement", "measurements")
    key = ""
    targets = (
        Target("measure", "Measure", fields.known("measure"), required=True, words=("measure", "indicator", "kpi"),
               help="By key or by name."),
        Target("first_on", "First day", fields.past_day, datetime.date,
               words=("first day", "from", "start", "first on"), help="Empty: the first of the month."),
        Target("last_on", "Last day", fields.past_day, datetime.date, required=True,
               words=("date", "last day", "to", "end", "period", "last on")),
        Target("value", "Value", fields.number(18, 6), decimal.Decimal, words=("value", "result")),
        Target("k", "How many", fields.whole(0, 10**15), int, words=("k", "numerator", "count")),
        Target("n", "Of how many", fields.whole(1, 10**15), int, words=("n", "denominator", "of", "total")),
        Target("source", "Source", fields.words(200), words=("source",)),
    )  # fmt: skip

    def around(self, around: Around) -> Around:
        """Bring the measures to hand."""
        around.known["measure"] = Known.of(Measure, retired_on=None)
        self.since = {str(pk): since for pk, since in Measure.objects.values_list("pk", "since")}
        self.units = dict(Measure.objects.values_list("pk", "unit"))
        return around

    def wrong_mapping(self, columns: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
        """A value, or how many of how many."""
        wrong = super().wrong_mapping(columns, settings)
        if "value" not in columns and not ("k" in columns and "n" in columns):
            wrong["value"] = "Say which column holds the value, or which two hold how many of how many."
        return wrong

    def check(self, values: list[Any], at: dict[str, int]) -> Odd | None:
        """One value for one period, from the day on which the measure began."""
        value, k, n = values[at["value"]], values[at["k"]], values[at["n"]]
        last_on, first_on = values[at["last_on"]], values[at["first_on"]]
        if value is None and (k is None or n is None):
            return Odd(RULE, "the row has no value")
        if value is not None and (k is not None or n is not None):
            return Odd(RULE, "the row has a value and also how many of how many")
        if first_on is not None and first_on > last_on:
            return Odd(RULE, "the last day lies before the first")
        if last_on < self.since[values[at["measure"]]]:
            return Odd(RULE, "the period lies before the day from which it is measured")
        return None

    def identity(self, values: list[Any], at: dict[str, int], key: str) -> str:
        """A measure has one value for one period."""
        measure, last_on = values[at["measure"]], values[at["last_on"]]
        return f"{measure}:{last_on}" if measure and last_on else key

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know a measurement by its measure and period."""
        pairs = [key.split(":") for key in keys if key[36:37] == ":"]
        found = Measurement.objects.filter(
            measure__in={measure for measure, _ in pairs}, last_on__in={last_on for _, last_on in pairs}
        ).values_list("measure_id", "last_on")
        return {f"{measure}:{last_on}" for measure, last_on in found}

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take measurements in."""
        add_measurements([self._made(row) for row in rows], by=by)

    def _made(self, row: dict[str, Any]) -> Measurement:
        measure = uuid.UUID(row["measure"])
        value = row["value"] if row["value"] is not None else value_of(row["k"], row["n"], self.units[measure])
        return Measurement(
            measure_id=measure, first_on=row["first_on"] or row["last_on"].replace(day=1), last_on=row["last_on"],
            value=value, k=row["k"], n=row["n"], source=row["source"] or "",
        )  # fmt: skip
