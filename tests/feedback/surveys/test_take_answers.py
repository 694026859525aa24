import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError

from heedful.core.actors import Public
from heedful.core.models import Entry
from heedful.feedback.models import CallBack, Cell, CustomerCell, Feedback, FrameCell, MonthCell, Response
from heedful.feedback.surveys.commands import Outcome, close_wave, take_answers
from tests import make

pytestmark = pytest.mark.django_db


def test_an_answer_is_a_row_an_entry_and_a_count():
    wave = make.wave()

    given = make.answer(wave, 9, comment="Always on time.")

    assert make.entries_of(given) == [("response.given", 1)]
    assert make.last_entry(given).by == "public"
    assert [(c.score, c.count, c.day) for c in Cell.objects.all()] == [(9, 1, datetime.date(2026, 3, 10))]
    assert [(c.score, c.count, c.month) for c in MonthCell.objects.all()] == [(9, 1, datetime.date(2026, 3, 1))]
    assert Feedback.objects.get().response == given


def test_the_same_form_sent_twice_counts_once():
    wave = make.wave()
    item = make.sent(wave, 8)

    assert take_answers([item], by=Public()) == [Outcome.TAKEN]
    assert take_answers([item, item], by=Public()) == [Outcome.SAME, Outcome.SAME]

    assert Response.objects.count() == 1
    assert Cell.objects.get().count == 1


def test_two_people_who_answer_at_once_are_both_taken_in_one_transaction():
    wave = make.wave()

    outcomes = take_answers([make.sent(wave, 10), make.sent(wave, 2)], by=Public())

    assert outcomes == [Outcome.TAKEN, Outcome.TAKEN]
    assert Entry.objects.filter(act="response.given").values("t").distinct().count() == 1
    assert sorted(Cell.objects.values_list("score", "count")) == [(2, 1), (10, 1)]


def test_an_invitation_takes_one_answer():
    wave, [invited] = make.asked_wave()
    first, second = (make.sent(wave, n, invitation=invited.invitation) for n in (9, 1))

    assert take_answers([first, second], by=Public()) == [Outcome.TAKEN, Outcome.ANSWERED]
    assert take_answers([first], by=Public()) == [Outcome.SAME]

    invited.invitation.refresh_from_db()
    assert invited.invitation.disposition == "I"
    assert Response.objects.get().customer == invited.invitation.customer
    assert CustomerCell.objects.get().promoters == 1
    counts = dict(FrameCell.objects.values_list("disposition", "count"))
    assert counts == {"I": 1, "an": 1}


def test_a_survey_that_closes_while_it_is_answered_takes_nothing_more():
    wave = make.wave()
    item = make.sent(wave, 9)
    close_wave(wave, by=make.TEST, on=make.LAST)

    assert take_answers([item], by=Public()) == [Outcome.CLOSED]
    assert not Response.objects.exists()


def test_a_wave_that_has_not_opened_takes_nothing():
    wave = make.wave(opened=False)

    assert take_answers([make.sent(wave, 9)], by=Public()) == [Outcome.EARLY]


@pytest.mark.parametrize(
    ("zone", "at", "outcome", "day"),
    [
        # The last day is 31 March: in Oslo (UTC+2) it ends two hours before it ends in Greenwich.
        ("Europe/Oslo", datetime.datetime(2026, 3, 31, 21, 59, tzinfo=datetime.UTC), Outcome.TAKEN, "2026-03-31"),
        ("Europe/Oslo", datetime.datetime(2026, 3, 31, 22, 0, tzinfo=datetime.UTC), Outcome.CLOSED, None),
        ("America/New_York", datetime.datetime(2026, 4, 1, 3, 59, tzinfo=datetime.UTC), Outcome.TAKEN, "2026-03-31"),
        ("Pacific/Auckland", datetime.datetime(2026, 3, 9, 11, 30, tzinfo=datetime.UTC), Outcome.TAKEN, "2026-03-10"),
    ],
)
def test_days_begin_and_end_where_the_organisation_is(zone, at, outcome, day):
    make.organisation(zone=zone)
    wave = make.wave()

    assert take_answers([make.sent(wave, 9, at=at)], by=Public()) == [outcome]
    assert [str(r.answered_on) for r in Response.objects.all()] == ([day] if day else [])


def test_an_unhappy_customer_who_allows_it_is_called_back_by_their_account_owner():
    manager, owner = make.person(), make.person()
    make.asked_contact(owner=owner)
    wave, [invited] = make.asked_wave()

    make.answer(wave, 3, may_call=True, invitation=invited.invitation)

    call = CallBack.objects.get()
    assert (call.owner, call.score, call.opened_on, call.due_on) == (
        owner, 3, datetime.date(2026, 3, 10), datetime.date(2026, 3, 17),
    )  # fmt: skip
    assert call.key == "CB-1"
    assert manager != owner


def test_an_unhappy_stranger_is_called_back_by_the_quality_manager():
    manager = make.person()

    given = make.answer(make.wave(), 6, may_call=True, reach="+47 22 00 00 00")

    assert CallBack.objects.get().owner == manager
    assert given.reach == "+47 22 00 00 00"


@pytest.mark.parametrize(("score", "may_call"), [(7, True), (0, False)])
def test_nobody_calls_a_happy_customer_or_one_who_does_not_want_it(score, may_call):
    make.answer(make.wave(), score, may_call=may_call, reach="x" if may_call else "")

    assert not CallBack.objects.exists()


def test_an_answer_to_nothing_is_unknown():
    wave = make.wave()
    item = make.sent(wave, 9)
    lost = type(item)(wave=uuid.uuid4(), checked=item.checked, at=item.at, key=item.key)

    assert take_answers([lost], by=Public()) == [Outcome.UNKNOWN]


def test_a_number_off_the_scale_is_refused_before_it_is_sent():
    wave = make.wave(kind="satisfaction")

    for score in (0, 6, "4.0", "five", "٣", " "):
        with pytest.raises(ValidationError, match="from 1 to 5"):
            make.sent(wave, score)
