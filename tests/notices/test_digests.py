"""Owners are told what breaks soon: once a day at most, each thing once, and no customer's words."""

import datetime

import pytest
from django.core import mail

from heedful.core import clock
from heedful.feedback.complaints import receiving
from heedful.feedback.models import CallBack, Complaint
from heedful.feedback.surveys.call_backs import assign_call_back
from heedful.notices.digests import owed_on, write_digests
from heedful.notices.models import Notice, NoticeState
from heedful.notices.reading import NOTICES
from heedful.notices.sending import send_due
from tests import make
from tests.make.notices import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


def owner(email="ines@house.example"):
    return make.person("Ines", email=email)


def complained(who, received=DAY, **more):
    """A complaint that somebody answers for; it is to be acknowledged within three working days."""
    with clock.at(datetime.datetime.combine(received, datetime.time(9), datetime.UTC), simulated=True):
        found = make.complaint(received_at=datetime.datetime.combine(received, datetime.time(9), datetime.UTC), **more)
        return receiving.give_complaint(found, by=make.TEST, owner=who)


def day_after(days):
    """The mail of a morning, so many days on."""
    at = MONDAY + datetime.timedelta(days=days)
    with clock.at(at, simulated=True):
        write_digests(by=NOTICES, day=at.date(), at=at)
        send_due(at=at)
    return len(mail.outbox)


def test_a_promise_is_told_when_it_is_near_and_once_more_when_it_is_broken():
    complained(owner())

    told = [day_after(days) for days in (0, 1, 2, 3, 4, 5)]

    assert told == [0, 0, 1, 1, 2, 2]
    near, late = mail.outbox
    assert near.to == ["ines@house.example"]
    assert near.subject == "Test House: 1 due to customers"
    assert late.subject == "Test House: 1 due to customers, 1 late"
    assert "acknowledgement, promised for 12 Mar 2026" in near.body
    assert "http://localhost:8000/complaints/" in near.body


def test_no_word_of_a_customer_stands_in_the_mail():
    complaint = complained(owner(), words="The driver was drunk.")

    day_after(4)

    [sent] = mail.outbox
    assert "drunk" not in sent.body
    assert complaint.summary not in sent.body


def test_one_digest_a_day_holds_all_that_is_new_and_what_is_still_open():
    who = owner()
    complained(who)
    day_after(2)
    complained(who, received=DAY + datetime.timedelta(days=2))

    day_after(4)
    day_after(4)

    assert len(mail.outbox) == 2
    fresh, still = mail.outbox[1].body.split("Still open:")[0], mail.outbox[1].body
    assert fresh.count("acknowledgement") == 2
    assert "Still open:" not in still
    day_after(8)
    assert "Still open:" in mail.outbox[2].body
    assert Notice.objects.filter(person=who).count() == 3


def test_a_call_back_is_told_to_whoever_makes_it():
    who = owner()
    make.answer(make.wave(), 2, may_call=True, reach="+47 22", at=MONDAY)
    assign_call_back(CallBack.objects.get(), by=make.TEST, owner=who)

    assert [day_after(days) for days in (0, 3, 4, 7, 8)] == [0, 0, 1, 1, 2]
    assert "call a customer back, promised for 16 Mar 2026" in mail.outbox[0].body


def test_what_was_done_before_the_mail_goes_is_not_told():
    complaint = complained(owner())
    at = MONDAY + datetime.timedelta(days=2)
    write_digests(by=NOTICES, day=at.date(), at=at)
    with clock.at(at, simulated=True):
        receiving.acknowledge_complaint(Complaint.objects.get(pk=complaint.pk), by=make.TEST)

    send_due(at=at)

    assert Notice.objects.get().state == NoticeState.DROPPED
    assert mail.outbox == []


def test_who_has_no_address_is_told_on_their_day_page_alone():
    complained(owner(email=""))

    assert day_after(4) == 0
    assert len(owed_on(DAY + datetime.timedelta(days=4))) == 1
    assert not Notice.objects.exists()


def test_what_nobody_owns_is_told_to_the_quality_manager():
    owner("dana@house.example")
    make.complaint(received_at=datetime.datetime.combine(DAY, datetime.time(9), datetime.UTC))

    day_after(4)

    assert [sent.to for sent in mail.outbox] == [["dana@house.example"]]


def test_nobody_owes_anything_and_nobody_is_written_to():
    owner()

    assert day_after(0) == 0
