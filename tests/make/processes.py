"""Processes with their measures."""

import datetime
from decimal import Decimal

from heedful.processes import commands, measuring
from tests.make.core import BEGAN, DAY, TEST, _number, organisation, person


def process(name="", **more):
    """A process with an owner and a purpose."""
    organisation()
    more = {"purpose": "Goods arrive cold and on time."} | more
    if "owner" not in more:
        more["owner"] = person()
    return commands.add_process(by=TEST, name=name or f"Process {next(_number)}", **more)


def measure(process_=None, name="", since=BEGAN, **more):
    """A measure in per cent that aims at 95, taken every month."""
    more = {"unit": "%", "target": Decimal(95)} | more
    return measuring.add_measure(
        process_ or process(), by=TEST, name=name or f"Measure {next(_number)}", since=since, **more
    )


def measurement(measure_=None, value=None, month=DAY, **more):
    """A value for a whole month; 96 unless another is named."""
    first = month.replace(day=1)
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    if value is None and "k" not in more:
        value = 96
    return measuring.enter_measurement(
        measure_ or measure(), by=TEST, first_on=first, last_on=last,
        value=None if value is None else Decimal(str(value)), **more,
    )  # fmt: skip


def measurements(measure_, *values, until=datetime.date(2026, 2, 1)):
    """Values of months in a row, the last of them in the month of `until`."""
    months = [(until.year * 12 + until.month - 1 - back) for back in range(len(values) - 1, -1, -1)]
    return [
        measurement(measure_, value, datetime.date(number // 12, number % 12 + 1, 1))
        for number, value in zip(months, values, strict=True)
    ]


def measure_review(process_, on=DAY, conclusion="On target; nothing to do."):
    """The owner looked at the measures."""
    return measuring.review_measures(process_, by=process_.owner, on=on, conclusion=conclusion)
