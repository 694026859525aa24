import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.models import Method, Programme
from heedful.feedback.plan_and_deed import (
    due_on,
    overdue_from,
    plan_and_deed,
    programme_in_force,
    rounds_of,
    use_of,
)
from heedful.feedback.programme import (
    approve_programme,
    change_method,
    change_programme,
    draft_programme,
    drop_method,
    plan_method,
    review_programme,
    use_method,
)
from tests import make

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def in_force(**more):
    method = make.method(segment=make.segment(), **more)
    return make.approved(method.programme, on=day("2026-01-01")), Method.objects.get(pk=method.pk)


def test_a_plan_with_purpose_and_methods_comes_into_force():
    programme, _ = in_force()
    assert (programme.state, programme.approved_on) == ("approved", day("2026-01-01"))
    assert make.last_entry(programme).act == "programme.approved"
    assert programme_in_force() == programme


def test_approving_a_plan_supersedes_the_one_before():
    before, method = in_force()
    draft = draft_programme(by=make.TEST, name="Next", purpose="To know.", decisions_served="R.", copy_of=before)
    after = make.approved(draft, on=make.DAY)
    before.refresh_from_db()
    assert (before.state, after.state) == ("superseded", "approved")
    assert after.methods.get().name == method.name
    assert Programme.objects.filter(state="approved").count() == 1


def test_a_copied_method_keeps_when_it_was_last_used():
    before, _ = in_force(last_used_on=day("2026-02-01"))
    draft = draft_programme(by=make.TEST, name="Next", copy_of=before)
    assert draft.methods.get().last_used_on == day("2026-02-01")
    assert draft.methods.get().key == "ME-2"


def test_a_plan_without_purpose_is_not_approved():
    method = make.method(make.draft(purpose=" "), make.segment())
    with pytest.raises(ValidationError, match="what the plan is for"):
        make.approved(method.programme)


def test_a_plan_without_methods_is_not_approved():
    with pytest.raises(ValidationError, match="has methods"):
        make.approved(make.draft())


def test_a_method_that_nobody_answers_for_is_not_approved():
    plan = make.draft()
    plan_method(plan, by=make.TEST, segment=make.segment(), name="Calls", direct=True)
    with pytest.raises(ValidationError, match="somebody who answers"):
        make.approved(plan)


def test_a_plan_is_approved_once():
    programme, _ = in_force()
    with pytest.raises(ValidationError, match="no longer a draft"):
        approve_programme(programme, by=make.person(), on=make.DAY)


def test_a_process_owner_does_not_approve_the_plan_and_top_management_may():
    plan = make.method(segment=make.segment()).programme
    with pytest.raises(PermissionDenied):
        approve_programme(plan, by=make.person(role=AccessRole.PROCESS_OWNER), on=make.DAY)
    assert approve_programme(plan, by=make.person(role=AccessRole.TOP_MANAGEMENT), on=make.DAY).approved_on == make.DAY


def test_a_plan_in_force_is_not_rewritten():
    programme, method = in_force()
    by = make.person()
    for change in (
        lambda: change_programme(programme, by=by, name="Other"),
        lambda: change_method(method, by=by, every_months=3),
        lambda: drop_method(method, by=by),
        lambda: plan_method(programme, by=by, segment=make.segment(), name="X", direct=True),
    ):
        with pytest.raises(ValidationError, match="no longer a draft"):
            change()


def test_a_draft_is_rewritten_and_its_methods_come_and_go():
    method = make.method(segment=make.segment())
    plan = change_programme(method.programme, by=make.TEST, name="Other")
    method = change_method(method, by=make.TEST, every_months=3)
    drop_method(method, by=make.TEST, reason="Too dear.")
    assert (plan.name, method.every_months) == ("Other", 3)
    assert not plan.methods.exists()


def test_one_method_is_planned_once_for_a_segment():
    method = make.method(segment=make.segment())
    with pytest.raises(ValidationError, match="planned for"):
        make.method(method.programme, method.segment, name=method.name)


def test_a_method_is_used_on_later_and_later_days():
    method = make.method(segment=make.segment(), last_used_on=day("2026-02-01"))
    with pytest.raises(ValidationError, match="last used on 1 Feb 2026"):
        use_method(method, by=make.person(), on=day("2026-02-01"))
    with pytest.raises(ValidationError, match="yet to come"):
        use_method(method, by=make.person(), on=day("2026-03-02"), today=day("2026-03-01"))
    assert use_method(method, by=make.person(), on=day("2026-03-01")).last_used_on == day("2026-03-01")


def test_a_review_comes_to_a_conclusion_and_is_later_than_the_one_before():
    programme, _ = in_force()
    with pytest.raises(ValidationError, match="what the review came to"):
        review_programme(programme, by=make.TEST, on=make.DAY, conclusion=" ")
    reviewed = review_programme(programme, by=make.TEST, on=make.DAY, conclusion="It fits.")
    assert reviewed.reviewed_on == make.DAY
    with pytest.raises(ValidationError, match="reviewed on 9 Mar 2026 already"):
        review_programme(reviewed, by=make.TEST, on=make.DAY, conclusion="It fits.")


def test_a_method_is_overdue_only_after_a_quarter_of_its_rhythm_more():
    assert due_on(day("2026-01-31"), 1) == day("2026-02-28")
    assert due_on(day("2025-03-01"), 12) == day("2026-03-01")
    assert overdue_from(day("2025-03-01"), 12) == day("2026-05-31")  # 365 days, and 91 more


def test_a_method_is_not_overdue_on_the_last_day_of_grace_and_is_on_the_next():
    _, method = in_force(last_used_on=day("2025-03-01"))
    assert not use_of(method, day("2026-01-01"), day("2026-05-31")).overdue
    assert use_of(method, day("2026-01-01"), day("2026-06-01")).overdue


def test_a_method_never_used_counts_from_the_day_its_plan_came_into_force():
    _, method = in_force(every_months=3)
    assert use_of(method, day("2026-01-01"), day("2026-04-24")).overdue
    assert not use_of(method, day("2026-01-01"), day("2026-04-23")).overdue


def test_a_segment_is_planned_when_it_is_heard_both_ways():
    programme, method = in_force()
    (heard,) = plan_and_deed(programme, [method.segment], [method], make.DAY)
    assert (len(heard.direct), len(heard.indirect), heard.planned) == (1, 0, False)


def test_a_plan_in_force_is_reviewed_within_a_year_or_by_the_day_that_is_given():
    programme, _ = in_force()
    assert programme.review_by == day("2027-01-01")

    reviewed = review_programme(
        programme, by=make.TEST, on=day("2026-06-01"), conclusion="It fits.", review_by=day("2026-09-01")
    )
    assert (reviewed.reviewed_on, reviewed.review_by) == (day("2026-06-01"), day("2026-09-01"))


def test_the_next_review_does_not_lie_in_the_past():
    programme, _ = in_force()
    with pytest.raises(ValidationError, match="later than this day"):
        review_programme(programme, by=make.TEST, on=day("2026-06-01"), conclusion="Fits.", review_by=day("2026-06-01"))
    assert make.last_entry(programme).act == "programme.approved"


def rounds(*methods, on=make.LAST):
    return rounds_of(methods, on)


def test_rounds_of_a_method_are_counted_with_who_was_asked_and_who_answered():
    _, method = in_force(every_months=3)
    for _ in range(4):
        make.asked_contact()
    wave, invited = make.asked_wave(method=method)
    make.answer(wave, 9, invitation=invited[0].invitation)

    deed = rounds(method).deeds[method.pk]

    assert (deed.rounds, deed.asked, deed.answered) == (1, 4, 1)
    use = use_of(method, day("2026-01-01"), make.LAST, deed)
    assert (use.planned, use.behind) == (4, True)


def test_over_an_open_link_the_answers_are_counted_alone():
    _, method = in_force(every_months=12)
    wave = make.wave(method=method)
    make.answer(wave, 9)

    deed = rounds(method).deeds[method.pk]

    assert (deed.rounds, deed.asked, deed.answered) == (1, 0, 1)
    assert not use_of(method, day("2026-01-01"), make.LAST, deed).behind


def test_a_round_held_under_the_plan_before_counts_for_the_method_taken_over():
    before, method = in_force()
    make.wave(method=method)
    make.approved(draft_programme(by=make.TEST, name="Next", purpose="To know.", decisions_served="R.", copy_of=before))
    taken = Method.objects.get(programme__state="approved")

    assert rounds(taken).deeds[taken.pk].rounds == 1
    assert rounds(taken).newest[taken.pk] == make.OPENED


def test_without_rounds_there_is_no_deed_and_rounds_of_two_years_ago_count_as_none():
    _, method = in_force()
    assert rounds(method).deeds == {}
    make.wave(method=method)
    assert rounds(method, on=day("2028-01-01")).deeds == {}
    assert rounds(method, on=day("2028-01-01")).newest == {method.pk: make.OPENED}


def test_a_round_of_asking_is_a_use_of_its_method():
    _, method = in_force(every_months=1)
    late = use_of(method, day("2026-01-01"), day("2026-03-20"))
    fresh = use_of(method, day("2026-01-01"), day("2026-03-20"), last_round_on=day("2026-03-01"))

    assert (late.overdue, fresh.overdue, fresh.due_on) == (True, False, day("2026-04-01"))


@pytest.mark.parametrize(
    ("until", "left"),
    [(None, None), ("2026-03-19", "2026-03-19"), ("2026-03-20", None)],
    ids=["still here", "left yesterday", "the last day"],
)
def test_who_answered_for_a_method_and_left_is_told(until, left):
    _, method = in_force()
    method.owner.employed_until = day(until) if until else None

    use = use_of(method, day("2026-01-01"), day("2026-03-20"))

    assert use.owner_left_on == (day(left) if left else None)
