import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from heedful.core.attached import links_of
from heedful.core.permissions import AccessRole
from heedful.improvement.commands import (
    change_owner,
    complete_action,
    drop_action,
    extend_action,
    open_action,
    verify_action,
)
from heedful.improvement.models import Action
from tests import make

pytestmark = pytest.mark.django_db
APRIL_8 = date(2026, 4, 8)


def body(row):
    return json.loads(bytes(make.last_entry(row).body))


def test_an_action_is_opened_from_a_record_and_hangs_together_with_it():
    risk = make.risk()

    action = open_action(
        by=make.person(), what="Alarm at the dock", owner=make.person(), due_on=APRIL_8, on=make.DAY, source=risk.ref
    )

    ((tie, other),) = links_of([action.ref])
    assert (action.key, action.first_due_on, action.source) == ("A-1", APRIL_8, risk.ref)
    assert (tie.source, tie.relation, other.key) == (risk.ref, "led to", risk.key)


def test_a_member_opens_actions_and_an_auditor_does_not():
    assert make.action(owner=make.person(role=AccessRole.MEMBER)).state == "open"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"owner": None}, "owner"),
        ({"due_on": date(2026, 3, 8)}, "due_on"),
        ({"source": "complaint/1"}, "source"),
        ({"source": "nothing/0b9cb1fb-8a63-4b4a-a8a0-c1d6fbc0cf4e"}, "source"),
        ({"source": "risk/0b9cb1fb-8a63-4b4a-a8a0-c1d6fbc0cf4e"}, "source"),
        ({"what": ""}, "what"),
        ({"what": "x" * 301}, "what"),
    ],
)
def test_what_is_no_action_is_refused_by_field(given, field):
    whole = {"what": "Alarm", "owner": make.person(), "due_on": APRIL_8, "on": make.DAY}
    with pytest.raises(ValidationError) as refusal:
        open_action(by=make.person(), **whole | given)
    assert set(refusal.value.message_dict) == {field}
    assert not Action.objects.exists()


def test_an_action_goes_to_somebody_else():
    action, other = make.action(), make.person()
    given = change_owner(action, by=make.person(), owner=other)
    assert given.owner == other
    assert body(given)["facts"] == {"owner": other.ref}
    with pytest.raises(ValidationError, match="theirs already"):
        change_owner(given, by=make.person(), owner=other)


def test_more_time_is_given_with_a_reason_and_the_first_due_day_stays():
    action = make.action(due_on=APRIL_8)

    extended = extend_action(action, by=make.person(), due_on=date(2026, 5, 1), reason="Part is late")

    assert (extended.due_on, extended.first_due_on) == (date(2026, 5, 1), APRIL_8)
    assert body(extended)["facts"] == {"before": "2026-04-08", "after": "2026-05-01"}


def test_the_owner_does_not_give_themselves_more_time():
    action = make.action(due_on=APRIL_8)
    with pytest.raises(ValidationError, match="other than the owner"):
        extend_action(action, by=action.owner, due_on=date(2026, 5, 1), reason="Busy")


@pytest.mark.parametrize(("due_on", "reason", "field"), [(APRIL_8, "x", "due_on"), (date(2026, 5, 1), " ", "reason")])
def test_more_time_is_more_and_has_a_reason(due_on, reason, field):
    with pytest.raises(ValidationError) as refusal:
        extend_action(make.action(due_on=APRIL_8), by=make.person(), due_on=due_on, reason=reason)
    assert set(refusal.value.message_dict) == {field}


def test_an_action_is_done_with_evidence_and_history_says_how_late():
    action = make.action(due_on=APRIL_8)

    done = complete_action(action, by=action.owner, on=date(2026, 4, 10), evidence="Photograph of the alarm")

    assert (done.state, done.done_on) == ("done", date(2026, 4, 10))
    assert body(done)["facts"] == {"on": "2026-04-10", "days_late": 2}


@pytest.mark.parametrize(
    ("given", "field"),
    [({"on": make.DAY, "evidence": " "}, "evidence"), ({"on": date(2026, 3, 8), "evidence": "x"}, "on")],
)
def test_without_evidence_or_before_it_was_opened_it_is_not_done(given, field):
    with pytest.raises(ValidationError) as refusal:
        complete_action(make.action(), by=make.person(), **given)
    assert set(refusal.value.message_dict) == {field}


def test_a_dropped_action_says_why_and_is_not_taken_up_again():
    with pytest.raises(ValidationError) as refusal:
        drop_action(make.action(), by=make.person(), reason="")
    assert set(refusal.value.message_dict) == {"reason"}

    dropped = drop_action(make.action(), by=make.person(), reason="The dock is closed")

    assert dropped.dropped_because == "The dock is closed"
    with pytest.raises(ValidationError, match="was dropped"):
        complete_action(dropped, by=make.person(), on=make.DAY, evidence="x")


def test_a_second_click_on_done_is_refused_and_changes_nothing():
    done = make.done_action()
    before = make.entries_of(done)
    with pytest.raises(ValidationError, match="was done on"):
        complete_action(done, by=make.person(), on=make.DAY, evidence="Again")
    assert make.entries_of(done) == before


def test_somebody_who_did_not_do_it_verifies_it_once():
    done, other = make.done_action(), make.person()

    verified = verify_action(done, by=other, on=make.DAY)

    assert (verified.verified_by, verified.verified_on) == (other, make.DAY)
    with pytest.raises(ValidationError, match="was verified"):
        verify_action(verified, by=other, on=make.DAY)


def test_neither_the_owner_nor_who_completed_it_verifies_it():
    helper = make.person()
    done = complete_action(make.action(), by=helper, on=make.DAY, evidence="Photograph")
    for who in (done.owner, helper):
        with pytest.raises(ValidationError, match="other than who did it"):
            verify_action(done, by=who, on=make.DAY)


def test_what_is_open_is_not_verified_nor_before_it_was_done():
    with pytest.raises(ValidationError, match="Only what is done"):
        verify_action(make.action(), by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError) as refusal:
        verify_action(make.done_action(), by=make.person(), on=date(2026, 3, 1))
    assert set(refusal.value.message_dict) == {"on"}
    with pytest.raises(ValidationError, match="A person verifies"):
        verify_action(make.done_action(), by=make.TEST, on=make.DAY)
