"""Plan: purpose, methods, channels, roles; each condition met, and missed by the one that is listed."""

import datetime
from types import SimpleNamespace

import pytest

from heedful.audits.models import ResultState
from heedful.core.models import AuthorityLimit, Role, RoleAssignment, Training
from heedful.customers.models import Customer, Segment
from heedful.feedback.models import Channel, ChannelTest, Method, Programme
from heedful.improvement.models import Risk
from heedful.processes.models import Measure, Process, ProcessOutput
from tests import make

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def process(**more):
    there = {"owner": make.person(), "deputy": make.person(), "approved_on": make.back(100)}
    return make.put(Process(name="Hear customers", hears_customers=True, **there | more))


def measure(of, n, target=1):
    return make.put(Measure(process=of, name=f"Measure {n}", target=target, since=make.BEGAN))


def purpose(**broken):
    """A feedback process that has all it needs, but for what is said."""
    found = process(**broken.get("process", {}))
    output = make.put(ProcessOutput(process=found, name="Report", used_by=broken.get("used_by", "Board")))
    for n in range(3):
        measure(found, n)
    last = measure(found, 9, target=broken.get("target", 1))
    risk = make.put(
        Risk(what="Nobody answers", effect="satisfaction", process=found, likelihood=2, severity=3,
             identified_on=make.back(500), reviewed_on=make.back(broken.get("reviewed", 10)))
    )  # fmt: skip
    return SimpleNamespace(process=found, output=output, measure=last, risk=risk)


def gone():
    return make.person(employed_from=make.BEGAN)


def test_a_feedback_process_with_purpose_is_met():
    purpose()
    assert make.answer_of_records("hc-plan-purpose").state == MET


@pytest.mark.parametrize(
    ("condition", "broken", "listed"),
    [
        ("owned", {"process": {"deputy": None}}, "process"),
        ("outputs-used", {"used_by": ""}, "output"),
        ("measured", {"target": None}, "measure"),
        ("risk-reviewed", {"reviewed": 400}, "risk"),
        ("approved", {"process": {"approved_on": make.back(800)}}, "process"),
    ],
)
def test_a_purpose_that_lacks_one_thing_lists_it(condition, broken, listed):
    made = purpose(**broken)
    found = make.condition_of("hc-plan-purpose", condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, [getattr(made, listed).ref])
    assert make.answer_of_records("hc-plan-purpose").state == NOT_MET


def test_an_owner_who_left_is_none():
    left = make.person()
    make.touch(left, on=make.back(30), employed_until=make.back(30))
    found = process(owner=left)
    assert make.exceptions(make.condition_of("hc-plan-purpose", "owned")) == [found.ref]


def test_a_small_firm_needs_two_measures():
    make.touch(make.organisation(), on=make.BEGAN, size=6)
    found = process()
    for n in range(2):
        measure(found, n)
    assert make.condition_of("hc-plan-purpose", "measured").state == MET


def segment(name="Retail"):
    return make.put(Segment(name=name), make.BEGAN)


def programme():
    return make.put(
        Programme(name="Plan", state="approved", approved_on=make.back(200), approved_by=make.person()), make.back(200)
    )


def method(of, plan, direct, **more):
    there = {"owner": make.person(), "every_months": 12, "last_used_on": make.back(30)} | more
    return make.put(Method(segment=of, programme=plan, name=f"{of.name} {direct}", direct=direct, **there))


def test_methods_for_every_segment_are_met():
    plan = programme()
    for each in (segment(), segment("Pharma")):
        method(each, plan, True), method(each, plan, False)
    assert make.answer_of_records("hc-plan-methods").state == MET


@pytest.mark.parametrize(("condition", "direct"), [("direct", True), ("indirect", False)])
def test_a_segment_without_a_kind_of_method_is_listed(condition, direct):
    plan, whole, half = programme(), segment(), segment("Pharma")
    method(whole, plan, True), method(whole, plan, False), method(half, plan, not direct)
    found = make.condition_of("hc-plan-methods", condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, [half.ref])


def test_a_method_without_a_responsible_does_not_count():
    plan, one = programme(), segment()
    method(one, plan, True, owner=None)
    assert make.exceptions(make.condition_of("hc-plan-methods", "direct")) == [one.ref]


def test_a_method_may_be_late_by_a_quarter_of_its_rhythm():
    plan, one = programme(), segment()
    method(one, plan, True, every_months=4, last_used_on=datetime.date(2025, 10, 12))
    late = method(one, plan, False, every_months=4, last_used_on=datetime.date(2025, 10, 5))
    found = make.condition_of("hc-plan-methods", "in-rhythm")
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 2, [late.ref])


def test_segments_without_a_programme_are_missed_and_methods_drop_out():
    one = segment()
    found = {c.id: c for c in make.answer_of_records("hc-plan-methods").result.conditions}
    assert make.exceptions(found["direct"]) == [one.ref]
    assert found["in-rhythm"].state == ResultState.NOT_APPLICABLE


def channel(name="Form", tested=10, **more):
    there = {"kind": "form", "address": "https://x.example/say", "opened_on": make.BEGAN, "languages": "en"}
    found = make.put(Channel(name=name, owner=make.person(), deputy=make.person(), **there | more))
    if tested is not None:
        make.put(ChannelTest(channel=found, tested_on=make.back(tested), tester=make.person(), passed=True))
    return found


def customers(language="en", many=9):
    return [make.put(Customer(name=f"C {language} {n}", language=language, since=make.BEGAN)) for n in range(many)]


def test_channels_open_to_all_are_met():
    channel(), customers()
    assert make.answer_of_records("hc-plan-channels").state == MET


@pytest.mark.parametrize(
    ("condition", "broken"),
    [
        ("address", {"address": ""}),
        ("tested", {"tested": 91}),
        ("tested", {"tested": None}),
        ("accessible", {"accessible": False}),
        ("free", {"free_of_charge": False}),
    ],
)
def test_a_channel_that_fails_one_thing_is_listed(condition, broken):
    channel(), customers()
    bad = channel("Telephone", **broken)
    found = make.condition_of("hc-plan-channels", condition)
    assert (found.state, found.n, make.exceptions(found)) == (NOT_MET, 2, [bad.ref])


def test_a_channel_just_opened_is_not_yet_due_for_its_test():
    fresh = channel(tested=None, opened_on=make.back(5))
    found = make.condition_of("hc-plan-channels", "tested")
    assert (found.state, found.listed[0].rows.refs()) == (NOT_ENOUGH, [fresh.ref])


def test_customers_of_a_common_language_that_no_channel_speaks_are_listed():
    channel(), customers()
    (bo,) = customers("nb", 1)
    found = make.condition_of("hc-plan-channels", "languages")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 9, 10, [bo.ref])
    customers("en", 1)
    assert make.condition_of("hc-plan-channels", "languages").state == MET


def role(limited=True, trained=10):
    found = make.put(Role(name=f"Desk {limited} {trained}", contact=True))
    holder = make.person()
    make.put(RoleAssignment(role=found, person=holder, since=make.BEGAN))
    if limited:
        make.put(AuthorityLimit(role=found, what="Credit notes", amount=200, since=make.BEGAN))
    if trained is not None:
        make.put(Training(person=holder, role=found, what="Complaints", held_on=make.back(trained)))
    return found, holder


def test_contact_staff_who_may_settle_things_are_met():
    channel(), role()
    assert make.answer_of_records("hc-plan-roles").state == MET


def test_a_channel_without_deputy_is_listed():
    channel(), role()
    bad = make.put(Channel(name="Telephone", kind="phone", owner=make.person(), opened_on=make.BEGAN))
    found = make.condition_of("hc-plan-roles", "owned")
    assert (found.state, make.exceptions(found)) == (NOT_MET, [bad.ref])


def test_a_contact_role_without_limit_is_listed():
    role()
    bad, _ = role(limited=False)
    found = make.condition_of("hc-plan-roles", "limits")
    assert (found.state, make.exceptions(found)) == (NOT_MET, [bad.ref])


@pytest.mark.parametrize("trained", [None, 800])
def test_a_holder_without_fresh_training_is_listed(trained):
    role()
    _, bad = role(trained=trained)
    found = make.condition_of("hc-plan-roles", "trained")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (NOT_MET, 1, 2, [bad.ref])
