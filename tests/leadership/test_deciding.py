from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from heedful.improvement.models import Action
from heedful.leadership import deciding
from heedful.leadership.models import DecisionClass, ReviewDecision
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=30)


def decided(review, what="Build a second dock", decision_class=DecisionClass.RESOURCES):
    return deciding.decide(
        review, by=make.TEST, decision_class=decision_class, what=what, owner=make.person(), due_on=LATER, on=make.DAY
    )


def test_a_decision_is_an_action_with_owner_and_day():
    review = make.open_review()
    decision = decided(review)
    assert (decision.action.source, decision.action.due_on) == (review.ref, LATER)
    with pytest.raises(ValidationError) as refusal:
        decided(review)
    assert set(refusal.value.message_dict) == {"what"}
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [({"owner": None}, "owner"), ({"due_on": make.DAY - timedelta(1)}, "due_on"),
     ({"decision_class": "x"}, "decision_class")],
)  # fmt: skip
def test_without_owner_day_or_class_nothing_is_decided(more, field):
    review = make.open_review()
    said = {"decision_class": "system", "what": "x", "owner": make.person(), "due_on": LATER} | more
    with pytest.raises(ValidationError) as refusal:
        deciding.decide(review, by=make.TEST, on=make.DAY, **said)
    assert set(refusal.value.message_dict) == {field}
    assert not ReviewDecision.objects.exists()


def test_nothing_is_decided_for_a_reason_until_something_is():
    review = make.open_review()
    with pytest.raises(ValidationError) as refusal:
        deciding.decide_nothing(review, by=make.TEST, decision_class=DecisionClass.RESOURCES, reason=" ")
    assert set(refusal.value.message_dict) == {"reason"}
    deciding.decide_nothing(review, by=make.TEST, decision_class=DecisionClass.RESOURCES, reason="All is there")
    with pytest.raises(ValidationError, match="in this class already"):
        deciding.decide_nothing(review, by=make.TEST, decision_class=DecisionClass.RESOURCES, reason="All is there")
    decision = decided(review)
    assert list(ReviewDecision.objects.all()) == [decision]


def test_what_the_room_concludes_of_an_input_leaves_the_figures_alone():
    one = make.open_review().inputs.first()
    said = deciding.conclude_input(one, by=make.TEST, conclusion="It rises")
    assert (said.conclusion, said.figures) == ("It rises", [["n", "12"]])
    for again in ("It rises", " "):
        with pytest.raises(ValidationError) as refusal:
            deciding.conclude_input(said, by=make.TEST, conclusion=again)
        assert set(refusal.value.message_dict) == {"conclusion"}


def test_an_earlier_decision_is_discussed_once_with_what_came_of_it():
    earlier = make.open_review(make.DAY - timedelta(90))
    action = decided(earlier).action
    review = make.open_review()
    deciding.discuss(review, by=make.TEST, action=action, note="Half built", effect="Queues halved")
    assert earlier.decisions.get().effect == "Queues halved"
    with pytest.raises(ValidationError, match="discussed in this review already"):
        deciding.discuss(review, by=make.TEST, action=action, note="x")
    own = decided(review, "Another").action
    for wrong in (own, make.action()):
        with pytest.raises(ValidationError, match="no earlier review"):
            deciding.discuss(review, by=make.TEST, action=wrong, note="x")


def test_minutes_are_issued_once():
    make.leader()
    held = make.held_review()
    for minutes, on, field in ((" ", make.DAY, "minutes"), ("x", make.DAY - timedelta(1), "on")):
        with pytest.raises(ValidationError) as refusal:
            deciding.issue_minutes(held, by=make.TEST, on=on, minutes=minutes)
        assert set(refusal.value.message_dict) == {field}
    issued = deciding.issue_minutes(held, by=make.TEST, on=make.DAY, minutes="We spoke of docks.")
    with pytest.raises(ValidationError, match="were issued on"):
        deciding.issue_minutes(issued, by=make.TEST, on=make.DAY, minutes="x")


def test_what_was_held_stays_as_it_is():
    make.leader()
    held = make.held_review()
    for deed in (
        lambda: decided(held),
        lambda: deciding.decide_nothing(held, by=make.TEST, decision_class="system", reason="x"),
        lambda: deciding.conclude_input(held.inputs.first(), by=make.TEST, conclusion="x"),
    ):
        with pytest.raises(ValidationError, match="stays as it is"):
            deed()
