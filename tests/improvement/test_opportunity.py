from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.attached import links_of
from heedful.core.permissions import AccessRole
from heedful.improvement import opportunities
from tests import make

pytestmark = pytest.mark.django_db
DAY, BEFORE = make.DAY, make.DAY - timedelta(days=1)


def pursued(**more):
    seen = make.opportunity(owner=make.person())
    return opportunities.pursue_opportunity(seen, by=make.person(), on=DAY, because="Three bakeries asked.", **more)


def completed():
    return opportunities.complete_opportunity(pursued(), by=make.person(), on=DAY)


def test_an_opportunity_lives_from_seen_to_evaluated():
    done = opportunities.evaluate_opportunity(completed(), by=make.person(), on=DAY, effect="Nine new orders")
    assert (done.key, done.state, done.effect) == ("O-1", "completed", "Nine new orders")
    assert [act for act, _ in make.entries_of(done)] == [
        "opportunity.seen", "opportunity.pursued", "opportunity.completed", "opportunity.evaluated",
    ]  # fmt: skip


def test_it_hangs_together_with_what_it_came_from_and_is_written_down_once():
    feedback = make.feedback()
    seen = make.opportunity(source=feedback.ref)
    ((tie, _),) = links_of([seen.ref])
    assert tie.source == feedback.ref
    with pytest.raises(ValidationError, match="already"):
        make.opportunity(source=feedback.ref)


def test_it_is_declined_with_reason_also_after_it_was_taken_up():
    declined = opportunities.decline_opportunity(pursued(), by=make.person(), on=DAY, because="Too dear")
    assert declined.state == "declined"
    with pytest.raises(ValidationError, match="decided already"):
        opportunities.decline_opportunity(declined, by=make.person(), on=DAY, because="Too dear")
    with pytest.raises(ValidationError, match="decided already"):
        opportunities.pursue_opportunity(declined, by=make.person(), on=DAY, because="x", owner=make.person())


@pytest.mark.parametrize("given", [{"because": " "}, {"owner": None}, {"on": BEFORE}])
def test_it_is_taken_up_by_somebody_with_reason_and_not_before_it_was_seen(given):
    with pytest.raises(ValidationError):
        opportunities.pursue_opportunity(
            make.opportunity(), by=make.person(), **{"on": DAY, "because": "x", "owner": make.person()} | given
        )


def test_each_step_needs_the_one_before_and_is_done_once():
    seen, done = make.opportunity("One"), completed()
    with pytest.raises(ValidationError, match="Only what is pursued"):
        opportunities.complete_opportunity(seen, by=make.TEST, on=DAY)
    with pytest.raises(ValidationError, match="Only what is completed"):
        opportunities.evaluate_opportunity(seen, by=make.TEST, on=DAY, effect="x")
    for given in ({"effect": " "}, {"on": BEFORE}):
        with pytest.raises(ValidationError):
            opportunities.evaluate_opportunity(make.fresh(done), by=make.TEST, **{"on": DAY, "effect": "x"} | given)
    with pytest.raises(ValidationError):
        opportunities.complete_opportunity(pursued_again(), by=make.TEST, on=BEFORE)
    evaluated = opportunities.evaluate_opportunity(done, by=make.TEST, on=DAY, effect="x")
    for late in (
        lambda: opportunities.evaluate_opportunity(evaluated, by=make.TEST, on=DAY, effect="y"),
        lambda: opportunities.change_opportunity(evaluated, by=make.TEST, what="y"),
    ):
        with pytest.raises(ValidationError, match="evaluated on"):
            late()


def pursued_again():
    seen = make.opportunity("Two", owner=make.person())
    return opportunities.pursue_opportunity(seen, by=make.TEST, on=DAY, because="x")


def test_what_it_is_may_be_said_better():
    changed = opportunities.change_opportunity(make.opportunity(), by=make.person(), benefit="Ten orders", reason="x")
    assert changed.benefit == "Ten orders"
    for changes in ({"what": " "}, {"state": "completed"}):
        with pytest.raises(ValidationError):
            opportunities.change_opportunity(make.fresh(changed), by=make.person(), **changes)


def test_a_member_writes_none_down():
    with pytest.raises(PermissionDenied):
        opportunities.add_opportunity(by=make.person(role=AccessRole.MEMBER), what="x", on=DAY)
