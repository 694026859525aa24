"""Reminders, opting out, waves that end by themselves, and how far those of a frame came."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.actors import Public, System
from heedful.core.permissions import AccessRole
from heedful.customers.commands import change_contact
from heedful.customers.models import Contact
from heedful.feedback.models import Disposition, FrameCell, Invitation, Wave, WaveState
from heedful.feedback.surveys.commands import (
    change_wave,
    close_over,
    frame_wave,
    invite_sample,
    note_disposition,
    opt_out,
    plan_wave,
    remind_invited,
)
from heedful.feedback.surveys.funnel import funnel_of
from heedful.feedback.surveys.queries import wave_facts
from heedful.feedback.surveys.reminding import remind_all_due
from tests import make

pytestmark = pytest.mark.django_db
DAY = make.OPENED


def test_who_is_silent_is_reminded_twice_and_no_more():
    make.asked_contact()
    wave, _ = make.asked_wave()
    for _ in range(2):
        remind_invited(wave, by=make.TEST, on=DAY)
        wave.refresh_from_db()

    with pytest.raises(ValidationError, match="reminded 2 times"):
        remind_invited(wave, by=make.TEST, on=DAY)

    assert Invitation.objects.get().reminders == 2


def test_a_wave_reminds_by_itself_after_so_many_working_days_and_only_who_is_silent():
    for _ in range(3):
        make.asked_contact(email="someone@customer.example")
    wave = make.mailed_wave([], remind_after_days=3)
    answered, *_ = wave.invitations.all()
    make.answer(wave, 9, invitation=answered)

    reminded = [
        remind_all_due(by=System("notices"), today=DAY + datetime.timedelta(days=days)) for days in (2, 3, 4, 7, 8, 20)
    ]

    assert reminded == [0, 2, 0, 0, 2, 0]
    assert Invitation.objects.get(pk=answered.pk).reminders == 0


@pytest.mark.parametrize("more", [{"remind_after_days": None}, {"remind_after_days": 3, "closes_on": DAY}])
def test_without_a_number_of_days_or_after_its_last_day_no_wave_reminds(more):
    make.asked_contact(email="someone@customer.example")
    make.mailed_wave([], **more)

    assert remind_all_due(by=System("notices"), today=DAY + datetime.timedelta(days=9)) == 0


def test_who_opts_out_is_noted_as_refusing_and_asked_by_no_survey_any_more():
    make.asked_contact()
    wave, [invited] = make.asked_wave()

    opt_out(invited.invitation, by=Public(), on=DAY)

    found = Invitation.objects.get()
    assert (found.disposition, found.opted_out_on) == (Disposition.REFUSED, DAY)
    assert not Contact.objects.get().consents
    assert dict(FrameCell.objects.filter(wave=wave.pk).values_list("disposition", "count")) == {"R": 1}
    following = make.wave(opened=False, open_link=False, quarantine_days=0)
    frame_wave(following, by=make.TEST, on=DAY)
    assert following.invitations.get().excluded_because == "Does not want to be asked"


def test_an_answer_stays_when_its_giver_opts_out():
    make.asked_contact()
    wave, [invited] = make.asked_wave()
    make.answer(wave, 9, invitation=invited.invitation)

    opt_out(Invitation.objects.get(), by=Public(), on=DAY)

    assert Invitation.objects.get().disposition == Disposition.COMPLETE


def test_who_opted_out_and_changed_their_mind_can_opt_out_again():
    make.asked_contact()
    _, [invited] = make.asked_wave()
    opt_out(invited.invitation, by=Public(), on=DAY)
    with pytest.raises(ValidationError, match="You opted out on 9 Mar 2026"):
        opt_out(Invitation.objects.get(), by=Public(), on=DAY)
    change_contact(Contact.objects.get(), by=make.TEST, consents=True)

    assert not opt_out(Invitation.objects.get(), by=Public(), on=make.LAST).contact.consents


def test_a_wave_closes_by_itself_when_its_last_day_is_over():
    wave = make.wave(closes_on=DAY + datetime.timedelta(days=2))
    still = make.wave(closes_on=DAY + datetime.timedelta(days=3))

    closed = [close_over(by=System("waves"), today=DAY + datetime.timedelta(days=days)) for days in (2, 3, 3)]

    assert closed == [0, 1, 0]
    assert (Wave.objects.get(pk=wave.pk).state, Wave.objects.get(pk=wave.pk).closed_on) == (
        WaveState.CLOSED, DAY + datetime.timedelta(days=2),
    )  # fmt: skip
    assert Wave.objects.get(pk=still.pk).state == WaveState.OPEN


@pytest.mark.parametrize("origin", ["https://www.example.org", "http://localhost:8080"])
def test_one_site_may_show_a_wave_in_a_frame(origin):
    assert make.wave(embed_origin=origin).embed_origin == origin


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("*", "one site alone"), ("https://a.example https://b.example", "one site alone"),
        ("https://a.example/path", "one site alone"), ("https://a.example; script-src *", "one site alone"),
        ("javascript:alert(1)", "one site alone"), ("https://*.example.org", "one site alone"),
    ],
)  # fmt: skip
def test_what_is_not_the_address_of_one_site_is_refused(origin, said):
    with pytest.raises(ValidationError, match=said):
        make.wave(opened=False, embed_origin=origin)

    assert not Wave.objects.exists()


@pytest.mark.parametrize("place", [{"kiosk": True}, {"embed_origin": "https://www.example.org"}])
def test_a_kiosk_or_a_frame_needs_the_open_link(place):
    with pytest.raises(ValidationError, match="needs the open link"):
        make.wave(opened=False, open_link=False, **place)


def test_where_a_wave_is_shown_may_change_while_it_is_open_and_how_it_asks_may_not():
    wave = change_wave(make.wave(), by=make.TEST, kiosk=True)

    with pytest.raises(ValidationError, match="cannot change once the wave is open"):
        change_wave(wave, by=make.TEST, by_mail=True)
    with pytest.raises(PermissionDenied):
        change_wave(wave, by=make.person(role=AccessRole.MEMBER), kiosk=False)


def test_a_wave_has_no_more_than_a_wave_has():
    with pytest.raises(ValidationError, match="nothing of this name"):
        plan_wave(make.version(), by=make.TEST, name="W", opens_on=DAY, closes_on=DAY, state="open")


def test_the_funnel_tells_how_many_came_how_far_and_of_whom():
    for number in range(10):
        make.asked_contact(consents=number != 9)
    wave = make.wave(opened=False)
    frame_wave(wave, by=make.TEST, on=DAY)
    wave.refresh_from_db()
    invited = invite_sample(wave, by=make.TEST, on=DAY, size=8, seed=1)
    wave.refresh_from_db()
    wave.state = "open"
    note_disposition(invited[0].invitation, by=make.TEST, disposition="NC")
    note_disposition(invited[1].invitation, by=make.TEST, disposition="R")

    facts = wave_facts([wave])[wave.pk]

    assert [(s.name, s.count, s.before) for s in funnel_of(facts)] == [
        ("In the frame", 10, None), ("Could be asked", 9, 10), ("Asked", 8, 9), ("Reached", 7, 8),
        ("Began to answer", 0, 7), ("Answered wholly", 0, 0),
    ]  # fmt: skip
    assert funnel_of(facts)[-1].rate is None
    assert funnel_of(facts)[3].rate == 7 / 8
