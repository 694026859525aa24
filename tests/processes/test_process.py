import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.core.refusals import Conflict
from heedful.processes.commands import (
    add_output,
    add_process,
    approve_process,
    change_process,
    mark_feedback_process,
    remove_output,
    retire_process,
)
from heedful.processes.models import Process, ProcessOutput
from heedful.processes.queries import feedback_process
from tests import make

pytestmark = pytest.mark.django_db


def facts(row):
    return json.loads(bytes(make.last_entry(row).body)).get("facts", {})


def test_a_process_is_added_with_its_owner_and_gets_a_key():
    owner = make.person()

    process = add_process(by=owner, name="Deliver chilled goods", owner=owner, purpose="Cold and on time.")

    assert (process.key, make.entries_of(process)) == ("PR-1", [("process.added", 1)])


def test_a_member_does_not_change_processes():
    member = make.person(role=AccessRole.MEMBER)
    with pytest.raises(PermissionDenied, match="change processes"):
        add_process(by=member, name="Deliver")
    assert not Process.objects.exists()


def test_two_processes_do_not_share_a_name():
    make.process("Deliver")
    with pytest.raises(ValidationError, match="of this name already"):
        make.process("Deliver")


def test_a_change_says_what_was_changed_and_why():
    process = make.process()

    changed = change_process(process, by=make.person(), reason="New site", purpose="Also from the south.")

    assert changed.purpose == "Also from the south."
    assert facts(changed) == {"changed": ["purpose"]}
    assert json.loads(bytes(make.last_entry(changed).body))["why"] == "New site"


def test_the_deputy_is_somebody_other_than_the_owner():
    owner = make.person()
    with pytest.raises(ValidationError) as refusal:
        make.process(owner=owner, deputy=owner)
    assert set(refusal.value.message_dict) == {"deputy"}


def test_what_cannot_be_changed_is_named():
    with pytest.raises(ValidationError) as refusal:
        change_process(make.process(), by=make.person(), approved_on=make.DAY)
    assert set(refusal.value.message_dict) == {"approved_on"}


def test_the_second_of_two_who_change_it_at_once_is_told():
    process = make.process()
    seen = Process.objects.get(pk=process.pk)
    change_process(process, by=make.person(), inputs="Orders")
    with pytest.raises(Conflict):
        change_process(seen, by=make.person(), inputs="Complaints")


def test_exactly_one_process_hears_customers():
    first, second = make.process(hears_customers=True), make.process()

    marked = mark_feedback_process(second, by=make.person())

    first.refresh_from_db()
    assert feedback_process() == marked
    assert not first.hears_customers
    assert make.last_entry(first).act == "process.relieved_of_feedback"


def test_a_second_feedback_process_is_refused_by_name_and_the_mark_is_not_given_twice():
    first = make.process("Listen", hears_customers=True)
    with pytest.raises(ValidationError, match="PR-1 Listen is the feedback process"):
        make.process(hears_customers=True)
    with pytest.raises(ValidationError, match="already"):
        mark_feedback_process(first, by=make.person())


def test_a_person_approves_a_process_that_has_owner_and_purpose():
    by = make.person()

    approved = approve_process(make.process(), by=by, on=make.DAY)

    assert (approved.approved_on, approved.approved_by) == (make.DAY, by)
    assert facts(approved) == {"on": "2026-03-09", "approver": by.ref}


@pytest.mark.parametrize("lacking", [{"owner": None}, {"purpose": ""}])
def test_a_process_without_owner_or_purpose_is_not_approved(lacking):
    with pytest.raises(ValidationError, match="owner and a purpose"):
        approve_process(make.process(**lacking), by=make.person(), on=make.DAY)


def test_a_job_approves_nothing_in_its_own_name():
    with pytest.raises(ValidationError, match="who approved"):
        approve_process(make.process(), by=make.TEST, on=make.DAY)


def test_a_retired_process_takes_its_measures_along_and_is_no_longer_changed():
    process = make.process()
    measure = make.measure(process)

    retired = retire_process(process, by=make.person(), on=make.DAY, reason="Sold")

    measure.refresh_from_db()
    assert measure.retired_on == retired.retired_on == make.DAY
    with pytest.raises(ValidationError, match="no longer changed"):
        change_process(retired, by=make.person(), inputs="Orders")


def test_the_feedback_process_is_not_retired_before_another_hears_customers():
    process = make.process(hears_customers=True)
    with pytest.raises(ValidationError, match="no longer be heard"):
        retire_process(process, by=make.person(), on=make.DAY, reason="Too dear")
    with pytest.raises(ValidationError) as refusal:
        retire_process(make.process(), by=make.person(), on=make.DAY, reason=" ")
    assert set(refusal.value.message_dict) == {"reason"}


def test_outputs_say_who_uses_them_and_can_be_taken_away():
    process = make.process()
    output = add_output(process, by=make.person(), name="Monthly report", used_by="Top management")
    with pytest.raises(ValidationError, match="stands there already"):
        add_output(process, by=make.person(), name="Monthly report", used_by="Top management")

    remove_output(output, by=make.person())

    assert not ProcessOutput.objects.exists()
    assert make.last_entry(output).act == "processoutput.removed"
