"""Indicators, benchmarks, and what is told to customers."""

import datetime
from itertools import count

from heedful.satisfaction.indicators import commands
from heedful.satisfaction.you_said import commands as telling
from tests.make.core import DAY, TEST, person
from tests.make.feedback import complaint
from tests.make.improvement import done_action
from tests.make.surveys import version as published_version

_number = count(1)


def scored_question(kind="recommend", version=None):
    """The scored question of a published survey."""
    return (version or published_version(kind=kind)).questions.get(place=1)


def indicator(name="", basis="recommend", *, question=None, **more):
    """An indicator that is followed since the first day."""
    if question is None and basis in ("recommend", "share", "mean", "index"):
        question = scored_question("recommend" if basis == "recommend" else "satisfaction")
    more.setdefault("since", DAY)
    return commands.define_indicator(
        by=TEST, name=name or f"Indicator {next(_number)}", basis=basis, question=question, **more
    )


def benchmark(of=None, **more):
    """A benchmark with source, day and population."""
    given = {
        "value": 31, "population": "1,200 customers of hauliers in Norway", "source": "Haulage report 2025, p. 12",
        "measured_on": datetime.date(2025, 11, 3), "on": datetime.date(2026, 3, 9),
    } | more  # fmt: skip
    return commands.add_benchmark(of or indicator(), by=TEST, **given)


def finished_action(source="", **more):
    """An action that is done, from a complaint unless told otherwise."""
    return done_action(source=source or complaint().ref, **more)


def you_said(source="", **more):
    """Something that customers said, with what was done, not published yet."""
    given = {"said": "Drivers did not call before they came.", "did": "Every driver calls an hour before."} | more
    return telling.draft_you_said(by=TEST, source=source or finished_action().ref, **given)


def published_you_said(by=None, on=DAY, **more):
    """The same, published by somebody."""
    return telling.publish_you_said(you_said(**more), by=by or person(), on=on)
