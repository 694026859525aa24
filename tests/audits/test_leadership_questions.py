"""Top management: each condition met, missed by the one that is listed, empty, and too few."""

import pytest

from heedful.audits.models import ResultState
from heedful.core.models import RoleAssignment
from heedful.improvement.models import CauseAnalysis, CorrectiveAction, Nonconformity
from heedful.leadership.models import ManagementReview, ReviewSeat
from tests import make
from tests.audits import direction_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH
NOT_APPLICABLE = ResultState.NOT_APPLICABLE


def attended():
    """Two leaders, two reviews, something to do for each."""
    one, other = story.leader(), story.leader()
    first, second = story.review(one, other, held=200), story.review(one, other, held=20)
    story.decision(first, one), story.decision(second, other)
    return one, other, first, second


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def test_leaders_who_take_part_and_own_something_are_met():
    attended()
    assert make.answer_of_records("ld-attend-review").state == MET


@pytest.mark.parametrize(("form", "said"), [("absent", ""), ("delegate", ""), ("", ""), ("in_writing", "Yes.")])
def test_one_seat_turns_the_answer_and_names_its_person(form, said):
    one, other, _, second = attended()
    seat = ReviewSeat.objects.get(review=second, person=other)
    make.touch(seat, form=form, contribution=said, delegate=one if form == "delegate" else None)
    if form == "in_writing":
        assert make.answer_of_records("ld-attend-review").state == MET
        return
    found = missed("ld-attend-review", "took-part", other.ref)
    assert found.listed[0].rows.refs() == [second.ref]
    states = {c.id: c.state for c in make.answer_of_records("ld-attend-review").result.conditions}
    assert states == {"held": MET, "took-part": NOT_MET, "own-a-decision": MET}


def test_a_leader_is_asked_only_for_reviews_while_in_office():
    attended()
    fresh = story.leader(since=make.back(10))
    found = make.condition_of("ld-attend-review", "took-part")
    assert (found.state, found.n) == (MET, 2)
    assert fresh.ref not in found.kept.refs()


def test_a_leader_without_any_decision_is_listed():
    *_, second = attended()
    idle = story.leader(since=make.back(100))
    story.row(ReviewSeat(review=second, person=idle, form="remote"))
    missed("ld-attend-review", "own-a-decision", idle.ref)


def test_one_review_is_too_few_unless_they_are_yearly():
    one = story.leader()
    held = story.review(one, held=20)
    assert make.condition_of("ld-attend-review", "held").state == NOT_MET
    make.touch(held, interval_months=12)
    assert make.condition_of("ld-attend-review", "held").state == MET


def test_a_review_written_down_long_after_it_was_held_counts_from_then():
    one = story.leader(since=make.BEGAN)
    typed = {"planned_on": make.back(700), "held_on": make.back(700), "state": "held", "interval_months": 12}
    late = make.put(ManagementReview(name="Back-dated", **typed), make.back(100))
    assert make.condition_of("ld-attend-review", "held").kept.refs() == [late.ref]
    missed("ld-attend-review", "took-part", one.ref)


def test_a_planned_review_that_was_not_held_is_listed():
    attended()
    forgotten = story.review(held=100, state="planned", held_on=None)
    found = make.condition_of("ld-attend-review", "held")
    assert (found.state, make.exceptions(found)) == (MET, [forgotten.ref])


def test_reviews_of_a_young_house_cannot_tell():
    make.young_house(100)
    one = story.leader()
    story.review(one, held=20), story.review(one, held=50)
    assert make.condition_of("ld-attend-review", "held").state == NOT_ENOUGH
    assert make.condition_of("ld-attend-review", "took-part").state == NOT_ENOUGH


def supported():
    """A manager of the system who is heard: requests, sponsors, meetings, answers."""
    top, manager = story.leader(), make.person()
    held = story.system_role(manager, by=top)
    for _ in range(5):
        story.request(manager, asked_of=top)
        story.improvement(top)
    for month in range(12):
        story.meeting(top, manager, 10 + 30 * month)
    story.escalation(story.action(manager), top)
    return top, manager, held


def test_a_supported_manager_is_met():
    supported()
    answer = make.answer_of_records("ld-support-qms-manager")
    assert answer.state == MET, answer.sentence


@pytest.mark.parametrize("change", [{"reports_to_top": False}, {"deputy": None}, {"until": make.back(5)}])
def test_a_role_that_lacks_something_is_listed(change):
    _, _, held = supported()
    make.touch(held.held if isinstance(held.held, RoleAssignment) and "reports_to_top" not in change else held.role,
               **change)  # fmt: skip
    missed("ld-support-qms-manager", "role", held.role.ref)


@pytest.mark.parametrize(("asked", "decided"), [(60, 30), (60, None)])
def test_a_request_decided_late_or_never_turns_the_answer(asked, decided):
    top, manager, _ = supported()
    late = story.request(manager, asked, decided, asked_of=top)
    found = missed("ld-support-qms-manager", "decided", late.ref)
    assert (found.k, found.n) == (5, 6)


def test_a_request_counts_as_decided_when_that_was_entered_and_a_fresh_one_waits():
    top, manager, _ = supported()
    late = story.request(manager, 60, None, asked_of=top)
    make.touch(late, make.back(10), "supportrequest.decided", granted=True, decided_on=make.back(58))
    fresh = story.request(manager, 3, None, asked_of=top)
    found = missed("ld-support-qms-manager", "decided", late.ref)
    assert found.listed[0].rows.refs() == [fresh.ref]


def test_four_requests_are_too_few_and_others_requests_do_not_count():
    top, manager = story.leader(), make.person()
    story.system_role(manager, by=top)
    for _ in range(4):
        story.request(manager, asked_of=top)
    story.request(make.person(), asked_of=top)
    found = make.condition_of("ld-support-qms-manager", "decided")
    assert (found.state, found.n) == (NOT_ENOUGH, 4)


def test_improvements_without_sponsor_are_listed_in_large_houses_only():
    supported()
    alone = [story.improvement(None, 50), story.improvement(make.person(), 40)]
    missed("ld-support-qms-manager", "sponsored", *(i.ref for i in alone))
    make.touch(make.organisation(), size=49)
    found = make.condition_of("ld-support-qms-manager", "sponsored")
    assert (found.state, found.reads) == (NOT_APPLICABLE, "Asked of organisations of 50 people and more.")


def test_a_month_without_a_meeting_is_told():
    top, manager = story.leader(), make.person()
    held = story.system_role(manager, by=top)
    for month in range(11):
        story.meeting(top, manager, 10 + 30 * month)
    story.meeting(make.person(), manager, 340)
    found = missed("ld-support-qms-manager", "met-monthly", held.role.ref)
    assert found.why[held.role.pk] == "No meeting: 9 Mar 2025 to 9 Apr 2025."


@pytest.mark.parametrize("answered", [50, None])
def test_an_escalation_answered_late_or_never_is_listed(answered):
    top, manager, _ = supported()
    stuck = story.action(manager)
    story.escalation(stuck, top, answered=answered)
    missed("ld-support-qms-manager", "answered", stuck.ref)


def test_without_escalations_that_condition_drops_out():
    story.system_role(make.person())
    conditions = make.answer_of_records("ld-support-qms-manager").result.conditions
    assert {c.id: c.state for c in conditions}["answered"] == NOT_APPLICABLE


def accountable():
    """A leader with an objective, five actions done in time and a signed conclusion."""
    top = story.leader()
    story.objective(top)
    story.review(top, concluded_by=top)
    return top, [story.action(top, due=60 + n) for n in range(6)]


def test_an_accountable_leader_is_met():
    accountable()
    assert make.answer_of_records("ld-accountable").state == MET


def test_a_leader_without_an_objective_is_listed():
    accountable()
    idle = story.leader()
    missed("ld-accountable", "own-an-objective", idle.ref)


def test_leaders_actions_done_late_are_listed_and_four_are_too_few():
    top = story.leader()
    for n in range(4):
        story.action(top, due=60 + n)
    assert make.condition_of("ld-accountable", "on-time").state == NOT_ENOUGH
    late = story.action(top, due=60, done=59)
    found = missed("ld-accountable", "on-time", late.ref)
    assert (found.k, found.n) == (4, 5)


def test_an_action_counts_as_done_when_that_was_entered():
    top, _todos = accountable()
    late = story.action(top, due=60, done=None)
    typed = {"state": "done", "done_on": make.back(61), "evidence": "Seen."}
    make.touch(late, make.back(5), "action.completed", **typed)
    assert late.ref in make.condition_of("ld-accountable", "on-time").missed.refs()


def test_dropped_actions_are_shown_beside_and_one_before_office_does_not_count():
    top, _ = accountable()
    dropped = story.action(top, done=None, state="dropped", dropped_because="Not needed.")
    fresh = story.leader(since=make.back(10))
    story.action(fresh, due=60, done=None)
    found = make.condition_of("ld-accountable", "on-time")
    assert (found.n, found.listed[0].rows.refs()) == (6, [dropped.ref])


@pytest.mark.parametrize("broken", [{"conclusion": ""}, {"concluded_by": None}])
def test_a_review_without_a_leaders_own_conclusion_is_listed(broken):
    top, _ = accountable()
    bad = story.review(top, **{"concluded_by": top, "held": 30} | broken)
    missed("ld-accountable", "concluded", bad.ref)


def test_an_action_overdue_for_long_is_a_breach_at_any_number():
    top = story.leader()
    stuck = story.action(top, due=61, done=None)
    story.action(top, due=60, done=None)
    missed("ld-accountable", "none-overdue", stuck.ref)


def test_resources_that_are_given_are_met_and_what_did_not_occur_drops_out():
    for _ in range(5):
        story.request(make.person())
    answer = make.answer_of_records("ld-resources")
    assert answer.state == MET
    assert [c.state for c in answer.result.conditions] == [MET, NOT_APPLICABLE, NOT_APPLICABLE]


def test_refusals_with_a_reason_are_kept():
    story.request(make.person(), granted=False, reason="Next year.")
    found = make.condition_of("ld-resources", "refusals-reasoned")
    assert (found.state, found.n) == (MET, 1)
    # The house cannot keep a refusal without words; blanks are no reason.
    bad = story.request(make.person(), granted=False, reason=" ")
    missed("ld-resources", "refusals-reasoned", bad.ref)


def test_a_grave_case_that_waits_for_resources_is_listed():
    case = story.row(
        Nonconformity(statement="Warm", requirement_words="Cold", evidence="Log", severity=3, code="warm",
                      found_at=make.at(make.back(90)), found_on=make.back(90))
    )  # fmt: skip
    cause = story.row(CauseAnalysis(nonconformity=case, method="five_whys", began_on=make.back(80)))
    todo = story.action(make.person(), due=10, done=None)
    fix = story.row(
        CorrectiveAction(nonconformity=case, analysis=cause, what="Seal", action=todo, planned_on=make.back(70),
                         criterion="Cold", baseline_k=1, baseline_n=9, threshold=1)
    )  # fmt: skip
    assert make.condition_of("ld-resources", "none-blocked").state == MET
    story.request(make.person(), 20, None, source=case.ref)
    assert make.condition_of("ld-resources", "none-blocked").state == MET
    story.request(make.person(), 40, None, source=fix.ref)
    found = missed("ld-resources", "none-blocked", case.ref)
    assert found.why[case.pk] == "Waits for what was asked on 28 Jan 2026."
