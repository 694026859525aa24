"""Who could have been asked, who was drawn, and what became of each."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.period import Period
from heedful.core.permissions import AccessRole
from heedful.feedback.models import FrameCell, Invitation, Response, WaveState
from heedful.feedback.surveys.commands import (
    change_wave,
    close_wave,
    exclude_response,
    frame_wave,
    hash_of,
    invite_sample,
    open_wave,
    plan_wave,
    record_call_back,
    remind_invited,
    wave_for_import,
)
from heedful.feedback.surveys.queries import low_scores, response_profile, wave_facts
from tests import make

pytestmark = pytest.mark.django_db
DAY = make.OPENED
YEAR = Period.window(datetime.date(2026, 6, 30), 12)


def planned(**more):
    return make.wave(opened=False, open_link=False, **more)


def test_everybody_stands_in_the_frame_and_who_is_left_out_with_the_reason():
    make.asked_contact("May be asked")
    make.asked_contact("Said no", consents=False)
    make.contact(make.customer(left_on=make.BEGAN), "Of a customer who left")
    wave = planned()

    frame_wave(wave, by=make.TEST, on=DAY)

    found = {i.contact.name: (i.disposition, i.excluded_because) for i in Invitation.objects.select_related("contact")}
    assert found == {
        "May be asked": ("NS", ""),
        "Said no": ("NE", "Does not want to be asked"),
        "Of a customer who left": ("NE", "The customer left on 1 Jan 2024"),
    }


def test_who_was_asked_lately_rests():
    make.asked_contact()
    make.asked_wave()
    second = planned(quarantine_days=30)

    frame_wave(second, by=make.TEST, on=DAY + datetime.timedelta(days=29))
    later = planned(quarantine_days=30)
    frame_wave(later, by=make.TEST, on=DAY + datetime.timedelta(days=30))

    assert second.invitations.get().excluded_because == "Asked on 9 Mar 2026, less than 30 days before"
    assert later.invitations.get().disposition == "NS"


def test_the_frame_can_be_of_some_segments():
    retail = make.segment("Retail")
    make.asked_contact(segment=retail)
    make.asked_contact()
    wave = planned()

    frame_wave(wave, by=make.TEST, on=DAY, segments=[retail])

    wave.refresh_from_db()
    assert wave.invitations.get().segment == retail
    assert "in Retail" in wave.frame_is


def test_the_same_seed_draws_the_same_people():
    for _ in range(12):
        make.asked_contact()
    drawn = []
    for _ in range(2):
        wave = planned(quarantine_days=0)
        frame_wave(wave, by=make.TEST, on=DAY)
        wave.refresh_from_db()
        drawn.append({i.invitation.contact_id for i in invite_sample(wave, by=make.TEST, on=DAY, size=4, seed=7)})
        wave.refresh_from_db()

    assert drawn[0] == drawn[1]
    assert (wave.sampled, wave.seed) == (True, 7)
    assert dict(FrameCell.objects.filter(wave=wave.pk).values_list("disposition", "count")) == {"NS": 8, "U": 4}


def test_of_a_link_only_its_fingerprint_is_kept():
    make.asked_contact()
    _, [invited] = make.asked_wave()

    kept = Invitation.objects.get()

    assert kept.token_hash == hash_of(invited.token)
    assert len(invited.token) >= 22
    assert invited.token not in bytes(make.last_entry(kept).body).decode()


def test_a_reminder_carries_the_same_link_to_those_who_are_silent():
    for _ in range(2):
        make.asked_contact()
    wave, invited = make.asked_wave()
    make.answer(wave, 9, invitation=invited[0].invitation)

    [again] = remind_invited(wave, by=make.TEST, on=make.LAST)

    assert again.invitation.pk == invited[1].invitation.pk
    assert again.token == invited[1].token
    assert Invitation.objects.get(pk=again.invitation.pk).token_hash == hash_of(again.token)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda wave: open_wave(wave, by=make.TEST, on=DAY), "opened already"),
        (lambda wave: change_wave(wave, by=make.TEST, confidentiality="anonymous"), "once the wave is open"),
        (lambda wave: change_wave(wave, by=make.TEST, closes_on=make.BEGAN), "before it opens"),
        (lambda wave: remind_invited(wave, by=make.TEST, on=DAY), "Everybody who was asked"),
    ],
)
def test_what_an_open_wave_refuses(act, said):
    wave = make.wave()
    before = make.entries_of(wave)

    with pytest.raises(ValidationError, match=said):
        act(wave)

    assert make.entries_of(wave) == before


def test_a_wave_with_nobody_to_ask_is_not_opened():
    with pytest.raises(ValidationError, match="Nobody is invited"):
        open_wave(planned(), by=make.TEST, on=DAY)


def test_a_wave_is_planned_with_a_published_version_alone():
    draft = make.survey().versions.get()

    with pytest.raises(ValidationError, match="Publish the version first"):
        plan_wave(draft, by=make.TEST, name="Early", opens_on=DAY, closes_on=make.LAST)


def test_a_wave_for_a_file_is_closed_and_takes_no_link():
    make.organisation()
    wave = wave_for_import(by=make.TEST, name="Ward cards", wording=make.SATISFIED, first_on=DAY, last_on=make.LAST)

    assert (wave.state, wave.imported) == (WaveState.CLOSED, True)


def test_the_facts_of_a_wave_come_from_its_cells():
    for _ in range(4):
        make.asked_contact()
    wave, invited = make.asked_wave()
    make.answer(wave, 9, invitation=invited[0].invitation, comment="Good")

    facts = wave_facts([wave])[wave.pk]

    assert (facts.framed, facts.asked, facts.answered, facts.rr1, facts.comments) == (4, 4, 1, 0.25, 1)


def test_who_answered_is_held_against_our_customers_by_segment():
    retail, north = make.segment("Retail"), make.segment("North")
    for segment in (retail, retail, north):
        make.asked_contact(segment=segment)
    wave, invited = make.asked_wave()
    mine = next(i for i in invited if i.invitation.segment_id == retail.pk)
    make.answer(wave, 9, invitation=mine.invitation)

    rows = {r.segment.name: (r.customers, r.framed, r.asked, r.answered) for r in response_profile([wave], DAY)}

    assert rows == {"Retail": (2, 2, 2, 1), "North": (1, 1, 1, 0)}


def test_low_scores_are_listed_with_their_call_or_the_reason_why_nobody_calls():
    make.person()
    wave = make.wave()
    make.answer(wave, 2, may_call=True, reach="x")
    make.answer(wave, 6)
    make.answer(wave, 7)

    found = [(low.score, low.call_back is not None, low.why_not) for low in low_scores(YEAR)]

    assert sorted(found) == [(2, True, ""), (6, False, "does not want to be called")]


def test_a_call_is_written_down_until_the_customer_was_reached():
    make.person()
    call = make.answer(make.wave(), 2, may_call=True, reach="x").call_back

    tried = record_call_back(call, by=make.TEST, on=make.LAST, reached=False, outcome="No answer.")
    reached = record_call_back(tried, by=make.TEST, on=make.LAST, reached=True, outcome="Agreed.")

    assert make.entries_of(call) == [("callback.opened", 1), ("callback.made", 2), ("callback.made", 3)]
    with pytest.raises(ValidationError, match="was reached"):
        record_call_back(reached, by=make.TEST, on=make.LAST, reached=True, outcome="Again.")


def test_a_member_cannot_leave_an_answer_out():
    given = make.answer(make.wave(), 1)

    with pytest.raises(PermissionDenied):
        exclude_response(given, by=make.person(role=AccessRole.MEMBER), reason="I do not like it")
    assert Response.objects.get().counts


def test_a_closed_wave_takes_its_last_day_from_when_it_closed():
    wave = make.wave()

    closed = close_wave(wave, by=make.TEST, on=DAY + datetime.timedelta(days=2))

    assert closed.closes_on == closed.closed_on == DAY + datetime.timedelta(days=2)
