"""Counts kept as answers come in equal counts made again from the answers, to the bit."""

import datetime
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heedful.core.actors import Public
from heedful.feedback.models import Cell, FrameCell, Invitation, MonthCell, Response
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


def rebuilt():
    rebuild_cells()
    return make.cells()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 7), st.sets(st.integers(1, 3)), st.booleans()), max_size=6)
)
def test_questions_of_every_kind_are_counted_and_counted_again_alike(db, sheets):
    with transaction.atomic():
        draft = make.survey().versions.get()
        first = draft.questions.first()
        make.question(draft, "effort", required=False)
        make.question(draft, "rating", lowest=0, highest=7, required=False)
        some = {"shown_after": first, "shown_if": "at_most", "shown_value": 6, "required": False}
        make.question(draft, "several", options=make.options("A", "B", "C"), **some)
        make.question(draft, "yes_no", required=False)
        make.question(draft, "one", options=make.options("A", "B", "C"), required=False)
        make.asked_contact(segment=make.segment())
        wave, [invited] = make.asked_wave(of=make.published(draft), open_link=True)
        for number, (score, other, chosen, yes) in enumerate(sheets):
            given = {"q1": str(score), "q3": str(other or ""), "q4": str(other), "q6": str(int(yes))}
            given |= {f"q5.{n}": "1" for n in chosen} | {"q7": str(max(chosen, default=""))}
            who = invited.invitation if number == 0 else None
            take_answers([make.filled(wave, given, invitation=who)], by=Public())

        kept = make.cells()

        assert kept == rebuilt()
        assert len(Response.objects.all()) == len(sheets)
        transaction.set_rollback(True)


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

        kept = make.cells()

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
