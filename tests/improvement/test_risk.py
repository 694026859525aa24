import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.improvement.models import Effect
from heedful.improvement.risks import add_risk, change_risk, close_risk, level_of, rate_risk, review_risk, treat_risk
from tests import make

pytestmark = pytest.mark.django_db


def body(row):
    return json.loads(bytes(make.last_entry(row).body))


def test_a_risk_is_written_down_with_its_rating():
    risk = make.risk(likelihood=4, severity=5)
    assert (risk.key, risk.rating, level_of(risk.rating)) == ("R-1", 20, "high")
    assert body(risk)["facts"] == {"rating": 20}


@pytest.mark.parametrize(("rating", "level"), [(1, "low"), (5, "low"), (6, "middle"), (12, "middle"), (15, "high")])
def test_a_rating_has_a_level(rating, level):
    assert level_of(rating) == level


@pytest.mark.parametrize("number", [0, 6, -1])
def test_a_rating_lies_on_the_scale(number):
    with pytest.raises(ValidationError) as refusal:
        make.risk(likelihood=number, severity=number)
    assert set(refusal.value.message_dict) == {"likelihood", "severity"}


def test_a_member_does_not_rate_risks():
    with pytest.raises(PermissionDenied, match="risks and improvements"):
        add_risk(by=make.person(role=AccessRole.MEMBER), what="x", effect=Effect.CONFORMITY, likelihood=1, severity=1,
                 on=make.DAY)  # fmt: skip


def test_a_new_rating_says_what_it_was_and_why():
    risk = make.risk(likelihood=4, severity=5)
    rated = rate_risk(risk, by=make.person(), likelihood=2, severity=5, reason="The alarm works")
    assert body(rated)["facts"] == {"before": 20, "after": 10}
    with pytest.raises(ValidationError) as refusal:
        rate_risk(rated, by=make.person(), likelihood=1, severity=5, reason=" ")
    assert set(refusal.value.message_dict) == {"reason"}


def test_a_treatment_is_said_once():
    treated = treat_risk(make.risk(), by=make.person(), treatment="An alarm at every dock")
    for again in ("An alarm at every dock", " "):
        with pytest.raises(ValidationError) as refusal:
            treat_risk(treated, by=make.person(), treatment=again)
        assert set(refusal.value.message_dict) == {"treatment"}


def test_a_review_keeps_the_rating_unless_a_new_one_is_given():
    reviewed = review_risk(make.risk(), by=make.person(), on=make.DAY, conclusion="As before")
    assert (reviewed.reviewed_on, reviewed.rating) == (make.DAY, 20)

    later = review_risk(reviewed, by=make.person(), on=date(2026, 6, 1), conclusion="Rarer", likelihood=1)

    assert later.rating == 5
    assert body(later)["facts"] == {"on": "2026-06-01", "before": 20, "after": 5}


@pytest.mark.parametrize(
    ("on", "conclusion", "field"),
    [(date(2026, 3, 8), "x", "on"), (date(2026, 3, 9), "x", "on"), (date(2026, 3, 10), " ", "conclusion")],
)
def test_a_review_is_later_than_the_last_and_concludes_something(on, conclusion, field):
    reviewed = review_risk(make.risk(), by=make.person(), on=make.DAY, conclusion="As before")
    with pytest.raises(ValidationError) as refusal:
        review_risk(reviewed, by=make.person(), on=on, conclusion=conclusion)
    assert set(refusal.value.message_dict) == {field}


def test_a_closed_risk_says_why_and_is_left_alone():
    closed = close_risk(make.risk(), by=make.person(), on=make.DAY, reason="The dock is gone")
    assert body(closed)["why"] == "The dock is gone"
    for deed in (
        lambda: rate_risk(closed, by=make.person(), likelihood=1, severity=1, reason="x"),
        lambda: change_risk(closed, by=make.person(), what="x"),
        lambda: close_risk(closed, by=make.person(), on=make.DAY, reason="x"),
    ):
        with pytest.raises(ValidationError, match="was closed"):
            deed()


def test_a_risk_is_said_better():
    assert change_risk(make.risk(), by=make.person(), what="The chain breaks at any dock").what.endswith("any dock")
    with pytest.raises(ValidationError) as refusal:
        change_risk(make.risk(), by=make.person(), closed_on=make.DAY)
    assert set(refusal.value.message_dict) == {"closed_on"}
