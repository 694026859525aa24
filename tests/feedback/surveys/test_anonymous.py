"""Nobody can find out what an anonymous answer was: not from the records, their order, their times or the history."""

import json

import pytest

from heedful.core.actors import Public
from heedful.core.models import Entry
from heedful.feedback.models import Cell, Confidentiality, Feedback, Held, Invitation, Response, Struck
from heedful.feedback.surveys.commands import Outcome, close_wave, take_answers
from tests import make

pytestmark = pytest.mark.django_db


def asked(many, **more):
    for _ in range(many):
        make.asked_contact()
    return make.asked_wave(confidentiality=Confidentiality.ANONYMOUS, quarantine_days=0, **more)


def give(wave, invited, score=7, **more):
    return take_answers([make.sent(wave, score, invitation=invited.invitation, **more)], by=Public())


def test_an_answer_waits_without_an_entry_a_time_or_a_tie_to_its_invitation():
    wave, invited = asked(2)
    before = Entry.objects.count()

    assert give(wave, invited[0], 3) == [Outcome.TAKEN]

    held, struck = Held.objects.get(), Struck.objects.get()
    assert Entry.objects.count() == before
    assert not Response.objects.exists()
    assert Invitation.objects.get(pk=invited[0].invitation.pk).disposition == "U"
    assert not {f.name for f in Held._meta.fields} & {"invitation", "contact", "customer", "created_at"}
    assert (held.wave, struck.invitation) == (wave.pk, invited[0].invitation.pk)


def test_an_invitation_is_used_once_also_while_its_answer_waits():
    wave, [invited] = asked(1)

    assert give(wave, invited, 9) == [Outcome.TAKEN]
    assert give(wave, invited, 1) == [Outcome.ANSWERED]

    assert Held.objects.count() == 1


def test_ten_enter_together_when_twenty_wait_with_one_time():
    wave, invited = asked(20)
    for number, one in enumerate(invited):
        give(wave, one, number % 11)

    entries = Entry.objects.filter(act__in=["response.entered", "invitation.answered"])
    assert Response.objects.count() == Held.objects.count() == 10
    assert Invitation.objects.filter(disposition="I").count() == 10
    assert entries.count() == 20
    assert entries.values("t").distinct().count() == 1
    assert sum(Cell.objects.values_list("count", flat=True)) == 10


def test_the_rest_enters_when_the_wave_closes():
    wave, invited = asked(13)
    scores = [n % 11 for n in range(13)]
    for one, score in zip(invited, scores, strict=True):
        give(wave, one, score)
    assert not Response.objects.exists()

    close_wave(wave, by=make.TEST, on=make.LAST)

    assert sorted(r.answers[0][1] for r in Response.objects.all()) == sorted(scores)
    assert Invitation.objects.filter(disposition="I").count() == 13
    assert not Held.objects.exists()


def test_nothing_of_an_answer_leads_back_to_its_person():
    wave, invited = asked(6)
    for one in invited:
        give(wave, one, 7)
    close_wave(wave, by=make.TEST, on=make.LAST)
    people = {str(i.invitation.pk) for i in invited} | {str(i.invitation.contact_id) for i in invited}

    for response in Response.objects.all():
        assert (response.invitation_id, response.contact_id, response.customer_id) == (None, None, None)
        assert response.external_key is None
        body = json.dumps(json.loads(bytes(make.last_entry(response).body)))
        assert not any(person in body for person in people)
    assert Response.objects.values("answered_at").distinct().count() == 1


def test_the_order_of_the_answers_is_not_the_order_in_which_they_came():
    wave, invited = asked(13)
    for number, one in enumerate(invited):
        give(wave, one, number % 11)
    close_wave(wave, by=make.TEST, on=make.LAST)

    entered = Entry.objects.filter(act="response.entered").order_by("serial").values_list("object", flat=True)
    scores = {r.pk: r.answers[0][1] for r in Response.objects.all()}

    # One in 13! runs would be in order by chance.
    assert [scores[pk] for pk in entered] != [n % 11 for n in range(13)]


def test_fewer_than_five_answers_never_enter():
    wave, invited = asked(6)
    for one in invited[:4]:
        give(wave, one, 0)

    close_wave(wave, by=make.TEST, on=make.LAST)

    assert not Response.objects.exists()
    assert not Cell.objects.exists()
    assert Invitation.objects.filter(disposition="I").count() == 4


def test_a_small_segment_is_forgotten():
    small = make.segment("Small")
    make.asked_contact(segment=small)
    wave, invited = asked(6)
    mine = next(i for i in invited if i.invitation.segment_id == small.pk)

    give(wave, mine, 5)

    assert Held.objects.get().segment is None


def test_comments_are_heard_from_ten_on_all_together():
    wave, invited = asked(12)
    for number, one in enumerate(invited):
        give(wave, one, 5, comment=f"Comment {number}")

    close_wave(wave, by=make.TEST, on=make.LAST)

    assert Feedback.objects.count() == 12
    assert set(Feedback.objects.values_list("customer", flat=True)) == {None}


def test_fewer_than_ten_comments_are_not_heard():
    wave, invited = asked(9)
    for one in invited:
        give(wave, one, 5, comment="A comment")

    close_wave(wave, by=make.TEST, on=make.LAST)

    assert not Feedback.objects.exists()


def test_a_form_of_an_open_link_counts_once():
    wave = make.wave(confidentiality=Confidentiality.ANONYMOUS)
    item = make.sent(wave, 5)

    assert take_answers([item, item], by=Public()) == [Outcome.TAKEN, Outcome.SAME]
    assert Held.objects.count() == 1
