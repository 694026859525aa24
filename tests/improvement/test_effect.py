from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.improvement.commands import complete_action
from heedful.improvement.effectiveness import review_effect
from heedful.improvement.models import EffectivenessReview
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.LATER


def review(planned, by, **more):
    return review_effect(make.fresh(planned), by=by, **{"on": LATER, "after_k": 2, "after_n": 1000} | more)


def test_the_verdict_is_computed_and_kept_with_its_interval():
    made = review(make.done_corrective_action(), make.person())
    assert (made.key, made.verdict, made.ratio) == ("ER-1", "effective", Decimal("0.1"))
    assert made.ratio_low < made.ratio < made.ratio_high < 1


def test_not_effective_goes_back_to_the_cause():
    planned = make.done_corrective_action()
    made = review(planned, make.person(), after_k=40)
    case = make.fresh(planned.nonconformity)
    assert made.verdict == "not_effective"
    assert (case.reopened_on, make.fresh(planned.analysis).rejected_on) == (LATER, LATER)
    assert make.last_entry(case).act == "nonconformity.reopened"
    assert make.last_entry(planned.analysis).act == "causeanalysis.rejected"
    again = make.corrective_action(case, on=LATER, what="Move the dock")
    assert again.analysis.key == "CS-2"


def test_cannot_tell_is_an_answer_and_is_looked_at_again_later():
    planned = make.done_corrective_action()
    assert review(planned, make.person(), after_k=0, after_n=50).verdict == "cannot_tell"
    with pytest.raises(ValidationError, match="look again on a later day"):
        review(planned, make.person(), after_k=0, after_n=900)
    assert review(planned, make.person(), on=LATER + timedelta(days=30), after_k=0, after_n=900).verdict == "effective"


def test_nothing_counted_before_and_after_has_no_ratio():
    planned = make.done_corrective_action(higher_is_better=True, threshold=Decimal(2), baseline_k=0)
    made = review(planned, make.person(), after_k=0)
    assert (made.verdict, made.ratio) == ("cannot_tell", None)
    endless = review(planned, make.person(), on=LATER + timedelta(days=1), after_k=30)
    assert (endless.verdict, endless.ratio, endless.ratio_high) == ("effective", None, None)


def test_neither_the_owner_nor_who_completed_it_judges_the_action():
    owner, helper = make.person(), make.person()
    planned = make.corrective_action(owner=owner)
    complete_action(make.fresh(planned.action), by=helper, on=make.DAY, evidence="Seen")
    for person in (owner, helper):
        with pytest.raises(ValidationError, match="Ask somebody else"):
            review(planned, person)
        with pytest.raises(ValidationError, match="Ask somebody else"):
            review(planned, make.TEST, reviewer=person)
    with pytest.raises(ValidationError, match="A person looks"):
        review(planned, make.TEST)
    assert not EffectivenessReview.objects.exists()


def test_an_action_that_is_not_done_is_not_judged():
    with pytest.raises(ValidationError, match="A-1 is not done yet"):
        review(make.corrective_action(), make.person())


def test_before_the_window_is_over_nothing_is_judged():
    with pytest.raises(ValidationError, match="looked at until 2026-06-07"):
        review(make.done_corrective_action(), make.person(), on=make.DAY + timedelta(days=89))


@pytest.mark.parametrize("given", [{"after_n": 0}, {"after_k": -1}, {"after_n": 10**12}])
def test_a_count_that_is_none_is_refused(given):
    with pytest.raises(ValidationError):
        review(make.done_corrective_action(), make.person(), **given)


def test_a_verdict_is_given_once_and_a_rejected_cause_has_none():
    made = make.review()
    with pytest.raises(ValidationError, match="It was judged on 2026-08-03: effective"):
        review(made.corrective_action, make.person(), on=LATER + timedelta(days=9))
    lost = make.review(make.done_corrective_action(make.nonconformity("Another")), k=60)
    with pytest.raises(ValidationError, match="Its cause was rejected"):
        review(lost.corrective_action, make.person())


def test_a_member_judges_nothing():
    with pytest.raises(PermissionDenied):
        review(make.done_corrective_action(), make.person(role=AccessRole.MEMBER))
