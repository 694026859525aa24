"""Counts kept as answers come in equal counts made again from the answers, to the bit."""

import datetime
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heedful.core.actors import Public
from heedful.feedback.models import Cell, CustomerCell, FrameCell, Invitation, MonthCell, Response
from heedful.feedback.surveys.cells import rebuild_cells
from heedful.feedback.surveys.commands import (
    bring_responses,
    exclude_response,
    include_response,
    note_disposition,
    take_answers,
)
from tests import make

pytestmark = pytest.mark.django_db


def cells():
    """Every cell by its key; the technical ids do not matter."""
    return {
        model.__name__: sorted(
            tuple(str(getattr(row, f.name)) for f in model._meta.concrete_fields if f.name != "id")
            for row in model.objects.all()
        )
        for model in (Cell, MonthCell, CustomerCell, FrameCell)
    }


def rebuilt():
    rebuild_cells()
    return cells()


STEP = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 10), st.booleans()),
    st.tuples(st.just("invited"), st.integers(0, 10), st.booleans()),
    st.tuples(st.just("file"), st.integers(0, 10), st.integers(0, 3)),
    st.tuples(st.just("exclude"), st.integers(0, 30), st.none()),
    st.tuples(st.just("include"), st.integers(0, 30), st.none()),
    st.tuples(st.just("note"), st.integers(0, 5), st.sampled_from(["NC", "R", "O", "U"])),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("note", 3, "NC"), ("invited", 9, False)])  # not reached, and answers after all
@given(st.lists(STEP, max_size=12))
def test_counts_kept_equal_counts_made_again(db, steps):
    with transaction.atomic():
        make.person()
        segments = [make.segment() for _ in range(2)]
        for number in range(6):
            make.asked_contact(segment=segments[number % 2] if number % 3 else None)
        wave, invited = make.asked_wave(open_link=True)
        for step in steps:
            act(wave, invited, segments, *step)

        kept = cells()

        assert kept == rebuilt()
        transaction.set_rollback(True)


def act(wave, invited, segments, what, number, more):
    every = list(Response.objects.order_by("pk"))
    if what == "answer":
        take_answers([make.sent(wave, number, comment="words" if more else "")], by=Public())
    elif what == "invited":
        who = invited[number % len(invited)].invitation
        take_answers([make.sent(wave, number, invitation=who, may_call=more)], by=Public())
    elif what == "file":
        [question] = wave.survey_version.questions.exclude(kind="text")
        day = None if more == 3 else datetime.date(2026, 1 + more, 1)
        row = Response(
            wave=wave, answered_at=make.NOON, answered_on=day, answers=[[str(question.pk), number]] if more else [],
            segment=segments[more % 2],
        )  # fmt: skip
        bring_responses([row], by=make.TEST)
    elif what == "note":
        who = Invitation.objects.get(pk=invited[number].invitation.pk)
        if who.disposition not in ("I", "P"):
            note_disposition(who, by=make.TEST, disposition=more)
    elif every:
        one = every[number % len(every)]
        if what == "exclude" and one.counts:
            exclude_response(one, by=make.TEST, reason="Spam")
        elif what == "include" and not one.counts:
            include_response(one, by=make.TEST, reason="Not spam")


def test_what_falls_to_nought_goes():
    given = make.answer(make.wave(), 9)

    exclude_response(given, by=make.TEST, reason="Spam")

    assert not Cell.objects.exists()
    assert not MonthCell.objects.exists()
    assert dict(FrameCell.objects.values_list("disposition", "count")) == {"ex": 1}


def test_an_answer_without_a_day_is_counted_on_a_day_that_never_was():
    wave = make.wave()
    [question] = wave.survey_version.questions.exclude(kind="text")
    row = Response(wave=wave, answered_at=make.NOON, answered_on=None, answers=[[str(question.pk), 9]])

    bring_responses([row], by=make.TEST)

    assert Cell.objects.get().day == datetime.date(1900, 1, 1)


def test_a_thousand_answers_come_in_by_few_statements(django_assert_max_num_queries):
    wave = make.wave()
    [question] = wave.survey_version.questions.exclude(kind="text")
    rows = [
        Response(
            wave=wave, answered_at=make.NOON, answered_on=datetime.date(2026, 3, 1 + n % 28),
            answers=[[str(question.pk), n % 11]], external_key=f"row/{n}", id=uuid.uuid4(),
        )
        for n in range(1000)
    ]  # fmt: skip

    with django_assert_max_num_queries(60):
        bring_responses(rows, by=make.TEST)

    assert sum(Cell.objects.values_list("count", flat=True)) == 1000
    assert make.last_entry(rows[-1]).act == "response.brought"
