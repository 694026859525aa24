"""Runs that stay, thresholds with two signatures, exclusions, audits of processes."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.audits import commands
from heedful.audits.asking import as_of_day, ask, ask_all
from heedful.audits.catalogue import questions
from heedful.audits.models import ResultState, Run, StoredResult, Threshold
from heedful.audits.nightly import run_nightly
from heedful.core import clock
from heedful.processes.models import Process
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.BEGAN
LATER = TODAY + datetime.timedelta(days=1)


def manager():
    return make.person()


def leader():
    return make.person(role="top_management")


def proposed(by=None, **more):
    there = {"name": "within_days", "value": "2", "since": TODAY, "reason": "Our customers wait less."} | more
    return commands.set_threshold("hc-do-acknowledge", by=by or manager(), **there)


def value_on(day):
    return ask(questions()["hc-do-acknowledge"], as_of_day(day)).values["within_days"]


def test_a_run_keeps_what_every_question_was_answered():
    run = commands.ask_questions(by=manager(), as_of=TODAY)
    assert StoredResult.objects.filter(run=run).count() == len(questions())
    assert make.last_entry(run).act == "run.asked"
    assert (run.as_of, run.why, run.asked_by is not None, run.head != "") == (TODAY, "asked", True, True)


def test_a_stored_result_keeps_conditions_with_their_thresholds_and_whose_they_are():
    make.heard_complaint(make.back(60), acknowledged_at=make.back(59))
    with clock.at(make.at(make.DAY, 20), simulated=True):
        run = commands.ask_questions(by=manager(), as_of=make.DAY)
    kept = StoredResult.objects.get(run=run, question="hc-do-acknowledge")
    assert kept.state == ResultState.NOT_ENOUGH
    assert kept.conditions[0]["k"] == 1
    assert kept.conditions[0]["thresholds"][0] == {
        "name": "share", "words": "Complaints acknowledged in time", "value": "0.95", "unit": "share", "own": False,
        "said_by": "our default",
    }  # fmt: skip


def test_who_may_not_ask_keeps_nothing():
    with pytest.raises(PermissionDenied):
        commands.ask_questions(by=make.person(role="external_auditor"), as_of=TODAY)
    assert not Run.objects.exists()


def test_the_night_asks_once():
    assert run_nightly(TODAY) is not None
    assert run_nightly(TODAY) is None
    assert run_nightly(LATER) is not None


def test_a_threshold_holds_when_both_have_signed_and_not_before():
    threshold = proposed()
    assert value_on(TODAY).value == 3
    commands.countersign_threshold(threshold, by=leader())
    found = value_on(TODAY)
    assert found.value == 2
    assert "signed by" in found.said_by


def test_a_threshold_holds_from_the_day_of_the_second_signature():
    threshold = proposed()
    with clock.at(make.at(LATER), simulated=True):
        commands.countersign_threshold(threshold, by=leader())
    assert (value_on(TODAY).value, value_on(LATER).value) == (3, 2)


def test_a_threshold_that_begins_later_waits():
    commands.countersign_threshold(proposed(since=LATER), by=leader())
    assert (value_on(TODAY).value, value_on(LATER).value) == (3, 2)


def test_the_newest_signed_threshold_holds_and_the_older_stays_in_sight():
    commands.countersign_threshold(proposed(), by=leader())
    with clock.at(make.at(TODAY, 15), simulated=True):
        commands.countersign_threshold(proposed(value="4"), by=leader())
    assert value_on(TODAY).value == 4
    assert Threshold.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("reason", {"reason": "  "}),
        ("value", {"value": "11"}),
        ("value", {"value": "0"}),
        ("value", {"value": "2.5"}),
        ("value", {"value": "many"}),
        ("value", {"value": "NaN"}),
        ("name", {"name": "colour"}),
        ("since", {"since": TODAY - datetime.timedelta(days=1)}),
    ],
)
def test_a_threshold_without_reason_or_out_of_range_is_refused(field, wrong):
    with pytest.raises(ValidationError) as refusal:
        proposed(**wrong)
    assert list(refusal.value.message_dict) == [field]
    assert not Threshold.objects.exists()


def test_one_change_of_a_threshold_waits_at_a_time():
    by = manager()
    proposed(by)
    with pytest.raises(ValidationError, match="second signature"):
        proposed(by, value="4")


def test_top_management_signs_and_nobody_signs_their_own():
    who = leader()
    with pytest.raises(ValidationError, match="Quality manager does this"):
        proposed(who)
    threshold = proposed()
    with pytest.raises(ValidationError, match="Top management does this"):
        commands.countersign_threshold(threshold, by=manager())
    commands.countersign_threshold(threshold, by=who)
    threshold.refresh_from_db()
    with pytest.raises(ValidationError, match="signed already"):
        commands.countersign_threshold(threshold, by=who)


def test_a_threshold_may_be_declined_with_a_reason():
    threshold = proposed()
    with pytest.raises(ValidationError):
        commands.withdraw_threshold(threshold, by=leader(), reason="")
    commands.withdraw_threshold(threshold, by=leader(), reason="Too short for our desk.")
    assert not Threshold.objects.exists()


def test_a_stored_result_stays_when_a_threshold_changes():
    run = commands.ask_questions(by=manager(), as_of=TODAY)
    commands.countersign_threshold(proposed(), by=leader())
    kept = StoredResult.objects.get(run=run, question="hc-do-acknowledge")
    assert "within_days" in {t["name"]: t["value"] for t in kept.conditions[0]["thresholds"]}
    assert {t["name"]: t["value"] for t in kept.conditions[0]["thresholds"]}["within_days"] == "3"


def test_a_question_may_be_declared_not_applicable_by_two():
    declared = commands.declare_not_applicable("hc-plan-roles", by=manager(), since=TODAY, reason="We have no desk.")
    asked = questions()["hc-plan-roles"]
    assert ask(asked, as_of_day(TODAY)).state == ResultState.NOT_ENOUGH
    declared = commands.countersign_not_applicable(declared, by=leader())
    answer = ask(asked, as_of_day(TODAY))
    assert (answer.state, answer.sentence) == (
        ResultState.NOT_APPLICABLE, "This question does not apply here: We have no desk."
    )  # fmt: skip
    commands.end_not_applicable(declared, by=manager(), on=TODAY, reason="We have one now.")
    assert ask(asked, as_of_day(LATER)).state == ResultState.NOT_ENOUGH


@pytest.mark.parametrize("question", [q.id for q in questions().values() if not q.excludable])
def test_what_applies_to_everybody_cannot_be_excluded(question):
    with pytest.raises(ValidationError, match="apply to everybody"):
        commands.declare_not_applicable(question, by=manager(), since=TODAY, reason="We do not like it.")


def audited(auditor=None, of=None, **more):
    of = of or make.put(Process(name="Pack"), TODAY)
    there = {"held_on": TODAY, "phases": "PDCA", "conclusion": "Well kept."} | more
    return commands.record_process_audit(
        of, by=manager(), auditor=auditor or make.person(role="internal_auditor"), **there
    )


def test_an_audit_of_a_process_is_recorded():
    found = audited(phases="ca")
    assert (found.phases, make.last_entry(found).act) == ("CA", "processaudit.recorded")


def test_owner_and_deputy_do_not_audit_their_process():
    auditor = make.person(role="internal_auditor")
    for name in ("owner", "deputy"):
        of = make.put(Process(name=f"Process of {name}", **{name: auditor}), TODAY)
        with pytest.raises(ValidationError, match="answers for this process"):
            audited(auditor, of)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("phases", {"phases": ""}), ("phases", {"phases": "PX"}), ("held_on", {"held_on": LATER}),
     ("conclusion", {"conclusion": " "})],
)  # fmt: skip
def test_an_audit_that_lacks_something_is_refused(field, wrong):
    with pytest.raises(ValidationError) as refusal:
        audited(**wrong)
    assert field in refusal.value.message_dict


def test_only_an_internal_auditor_audits():
    with pytest.raises(ValidationError, match="no internal auditor"):
        audited(make.person())


def test_the_records_are_asked_as_they_stood_on_a_past_day():
    complaint = make.heard_complaint(make.back(60), entered=make.back(60))
    make.touch(complaint, on=make.back(30), act="complaint.acknowledged", acknowledged_at=make.at(make.back(59)))
    with clock.at(make.at(make.DAY), simulated=True):
        then, now = (
            next(a for a in ask_all(day) if a.question.id == "hc-do-acknowledge") for day in (make.back(40), make.DAY)
        )
    assert then.result.conditions[0].why[complaint.pk].endswith("acknowledged not yet.")
    # Typed for the day before it counts when it was entered, in the past as today.
    assert "acknowledged 7 Feb 2026." in now.result.conditions[0].why[complaint.pk]


def test_the_entry_counts_on_a_past_day_as_it_does_today():
    complaint = make.heard_complaint(make.back(60), entered=make.back(60))
    make.touch(complaint, on=make.back(30), act="complaint.acknowledged", acknowledged_at=make.at(make.back(59)))
    with clock.at(make.at(make.DAY), simulated=True):
        then = next(a for a in ask_all(make.back(10)) if a.question.id == "hc-do-acknowledge")
    assert "acknowledged 7 Feb 2026." in then.result.conditions[0].why[complaint.pk]


def test_values_are_decimal_to_the_last():
    found = ask(questions()["hc-do-acknowledge"], as_of_day(TODAY)).values
    assert all(isinstance(value.value, Decimal) for value in found.values())
