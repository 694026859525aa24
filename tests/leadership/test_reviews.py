from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.leadership import reviews
from heedful.leadership.models import SeatForm
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=9)


def test_a_planned_review_has_a_seat_for_each_leader_in_office_and_for_the_quality_manager():
    ada, manager = make.leader(), make.person()
    make.leader(since=LATER)
    make.person(role=AccessRole.MEMBER)
    review = make.management_review()
    assert {seat.person for seat in review.seats.all()} == {ada, manager}
    with pytest.raises(ValidationError) as refusal:
        make.management_review()
    assert set(refusal.value.message_dict) == {"planned_on"}


def test_a_member_does_not_plan_reviews():
    with pytest.raises(PermissionDenied, match="management reviews"):
        reviews.plan_review(by=make.person(role=AccessRole.MEMBER), name="x", planned_on=make.DAY)


def test_it_is_opened_with_frozen_inputs_once():
    make.leader()
    review = make.management_review()
    late = make.leader(since=make.DAY - timedelta(1))

    opened = reviews.freeze_inputs(review, make.frozen("complaints", "satisfaction"), by=make.TEST)
    assert (opened.state, opened.inputs_frozen_at is not None) == ("open", True)
    assert [one.key for one in opened.inputs.all()] == ["satisfaction", "complaints"]
    assert opened.inputs.first().figures == [["n", "12"]]
    assert opened.seats.filter(person=late).exists()
    with pytest.raises(ValidationError, match="frozen already"):
        reviews.freeze_inputs(opened, make.frozen("risks"), by=make.TEST)


@pytest.mark.parametrize("inputs", [[], make.frozen("weather"), make.frozen("risks", "risks")])
def test_inputs_are_known_and_come_once(inputs):
    with pytest.raises(ValidationError):
        reviews.freeze_inputs(make.management_review(), inputs, by=make.TEST)


def test_in_writing_needs_words_and_a_delegate_a_name():
    make.leader()
    seat = make.open_review().seats.first()
    for form, more, field in (
        (SeatForm.IN_WRITING, {}, "contribution"), (SeatForm.IN_WRITING, {"contribution": " "}, "contribution"),
        (SeatForm.DELEGATE, {}, "delegate"), (SeatForm.DELEGATE, {"delegate": seat.person}, "delegate"),
        (SeatForm.PRESENT, {"delegate": make.person()}, "delegate"), ("x", {}, "form"), ("", {}, "form"),
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            reviews.take_seat(seat, by=make.TEST, form=form, **more)
        assert set(refusal.value.message_dict) == {field}
    taken = reviews.take_seat(seat, by=make.TEST, form=SeatForm.IN_WRITING, contribution="More docks, please.")
    with pytest.raises(ValidationError, match="so already"):
        reviews.take_seat(taken, by=make.TEST, form=SeatForm.IN_WRITING, contribution="More docks, please.")


def test_seats_are_taken_only_in_session():
    make.leader()
    with pytest.raises(ValidationError, match="Open it first"):
        reviews.take_seat(make.management_review().seats.first(), by=make.TEST, form=SeatForm.PRESENT)


def test_only_top_management_concludes_it_and_once():
    ada = make.leader()
    review = make.open_review()
    with pytest.raises(PermissionDenied, match="conclude a management review"):
        reviews.conclude_review(review, by=make.person(), on=make.DAY, conclusion="Effective")
    with pytest.raises(ValidationError, match="top management"):
        reviews.conclude_review(review, by=make.leader(since=LATER), on=make.DAY, conclusion="Effective")
    with pytest.raises(ValidationError) as refusal:
        reviews.conclude_review(review, by=ada, on=make.DAY, conclusion=" ")
    assert set(refusal.value.message_dict) == {"conclusion"}
    concluded = reviews.conclude_review(review, by=ada, on=make.DAY, conclusion="Effective")
    assert (concluded.concluded_by, concluded.concluded_on) == (ada, make.DAY)
    with pytest.raises(ValidationError, match="concluded on"):
        reviews.conclude_review(concluded, by=ada, on=make.DAY, conclusion="Effective")


def test_it_is_closed_with_a_conclusion_and_every_seat_said():
    ada = make.leader("Ada")
    review = make.open_review()
    with pytest.raises(ValidationError, match="no conclusion yet"):
        reviews.hold_review(review, by=make.TEST, on=make.DAY)
    review = reviews.conclude_review(review, by=ada, on=make.DAY, conclusion="Effective")
    with pytest.raises(ValidationError, match="how they took part: Ada"):
        reviews.hold_review(review, by=make.TEST, on=make.DAY)
    make.all_seated(review)
    with pytest.raises(ValidationError) as refusal:
        reviews.hold_review(review, by=make.TEST, on=make.DAY - timedelta(1))
    assert set(refusal.value.message_dict) == {"on"}
    held = reviews.hold_review(review, by=make.TEST, on=make.DAY)
    assert (held.state, held.held_on) == ("held", make.DAY)
    with pytest.raises(ValidationError, match="was held on"):
        reviews.hold_review(held, by=make.TEST, on=make.DAY)


def test_it_is_moved_or_cancelled_with_a_reason_while_it_is_planned():
    review = make.management_review()
    for deed in (
        lambda: reviews.move_review(review, by=make.TEST, planned_on=LATER, reason=""),
        lambda: reviews.cancel_review(review, by=make.TEST, reason=" "),
    ):
        with pytest.raises(ValidationError) as refusal:
            deed()
        assert set(refusal.value.message_dict) == {"reason"}
    moved = reviews.move_review(review, by=make.TEST, planned_on=LATER, reason="Ada is away")
    gone = reviews.cancel_review(moved, by=make.TEST, reason="Merged into the next")
    with pytest.raises(ValidationError, match="is not held"):
        reviews.cancel_review(gone, by=make.TEST, reason="Again")


def test_others_get_a_seat_and_lose_it_but_top_management_keeps_theirs():
    ada = make.leader()
    review = make.management_review()
    seat = reviews.add_seat(review, by=make.TEST, person=make.person())
    with pytest.raises(ValidationError) as refusal:
        reviews.add_seat(review, by=make.TEST, person=ada)
    assert set(refusal.value.message_dict) == {"person"}
    reviews.remove_seat(seat, by=make.TEST, on=make.DAY, reason="Not needed")
    with pytest.raises(ValidationError, match="keeps the seat"):
        reviews.remove_seat(review.seats.get(person=ada), by=make.TEST, on=make.DAY, reason="x")
