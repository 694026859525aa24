import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.requirements import commitments
from heedful.requirements.commitments import (
    begin_work,
    bring_commitments,
    change_commitment,
    confirm_order,
    enter_commitment,
    enter_reviewed_commitment,
    review_commitment,
)
from heedful.requirements.models import Commitment, OrderConfirmation, RequirementReview
from tests import make
from tests.make import DAY, PROMISED

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_a_commitment_keeps_what_was_promised_to_whom_and_when():
    made = make.commitment("40 pallets a week", kind="contract")
    assert (made.key, made.committed_at, made.has_document) == ("CM-1", PROMISED, True)
    assert make.entries_of(made) == [("commitment.entered", 1)]


def test_the_same_press_twice_enters_one():
    customer = make.customer()
    make.commitment(of=customer)
    with pytest.raises(ValidationError, match="CM-1 says this already"):
        make.commitment(of=customer)


@pytest.mark.parametrize(("given", "field"), [({"what": " "}, "what"), ({"kind": "wish"}, "kind"),
                                              ({"colour": "red"}, "colour")])  # fmt: skip
def test_a_commitment_without_words_or_form_is_refused(given, field):
    given = {"kind": "order", "what": "40 pallets"} | given
    with pytest.raises(ValidationError) as refusal:
        enter_commitment(by=make.TEST, customer=make.customer(), committed_at=PROMISED, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not Commitment.objects.exists()


def test_a_member_promises_nothing_here():
    with pytest.raises(PermissionDenied):
        enter_commitment(by=make.person(role=AccessRole.MEMBER), customer=make.customer(), kind="order", what="x",
                         committed_at=PROMISED)  # fmt: skip


def test_what_was_promised_is_put_right_with_a_reason_but_never_when():
    made = make.commitment()
    changed = change_commitment(made, by=make.TEST, reason="Misheard", what="14 pallets a week")
    assert changed.what == "14 pallets a week"
    for given, field in (({"committed_at": PROMISED + HOUR, "reason": "x"}, "committed_at"),
                         ({"what": "x", "reason": ""}, "reason")):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            change_commitment(changed, by=make.TEST, **given)
        assert set(refusal.value.message_dict) == {field}


def test_a_review_before_the_promise_counts_and_one_after_it_is_kept_as_a_miss():
    made, reviewer = make.commitment(), make.person()
    early = review_commitment(made, by=reviewer, completed_at=PROMISED, checked="Time", result="can_meet")
    late = review_commitment(made, by=reviewer, completed_at=PROMISED + HOUR, checked="Price", result="can_meet")
    told = [json.loads(bytes(make.last_entry(review).body))["facts"]["before"] for review in (early, late)]
    assert told == [True, False]
    assert early.reviewer == reviewer


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"checked": ""}, "checked"),
        ({"reviewer": None}, "reviewer"),
        ({"differences": "Sunday delivery"}, "settled"),
        ({"result": "with_changes"}, "differences"),
        ({"result": "perhaps"}, "result"),
    ],
)
def test_a_review_that_says_too_little_is_refused(given, field):
    given = {"checked": "Time", "result": "can_meet", "reviewer": make.person()} | given
    with pytest.raises(ValidationError) as refusal:
        review_commitment(make.commitment(), by=make.TEST, completed_at=PROMISED, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not RequirementReview.objects.exists()


def test_a_difference_needs_no_settling_where_we_cannot_meet_it_and_no_review_is_kept_twice():
    review = make.requirement_review(result="cannot", differences="Sunday delivery")
    assert review.settled == ""
    with pytest.raises(ValidationError) as refusal:
        make.requirement_review(review.commitment, result="cannot", reviewer=review.reviewer)
    assert set(refusal.value.message_dict) == {"checked"}


def test_a_commitment_and_its_review_are_entered_in_one():
    given = {"customer": make.customer(), "kind": "quote", "what": "40 pallets", "committed_at": PROMISED}
    review = {"completed_at": PROMISED - HOUR, "checked": "Time", "result": "can_meet"}
    made = enter_reviewed_commitment(by=make.person(), review=review, **given)
    assert made.reviews.get().checked == "Time"
    with pytest.raises(ValidationError):
        enter_reviewed_commitment(by=make.person(), review=review | {"checked": ""}, **given | {"what": "Other"})
    assert Commitment.objects.count() == 1
    assert commitments.enter_reviewed_commitment(by=make.TEST, **given | {"what": "x"}).reviews.count() == 0


def test_work_begins_once():
    made = begin_work(make.commitment(), by=make.TEST, on=DAY)
    assert made.work_began_on == DAY
    with pytest.raises(ValidationError) as refusal:
        begin_work(made, by=make.TEST, on=DAY)
    assert set(refusal.value.message_dict) == {"on"}


def test_an_order_by_word_of_mouth_is_confirmed_once_and_after_the_promise():
    made = make.commitment(has_document=False)
    for given, field in (({"sent_at": PROMISED - HOUR, "how": "E-mail"}, "sent_at"),
                         ({"sent_at": PROMISED, "how": " "}, "how")):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            confirm_order(made, by=make.TEST, **given)
        assert set(refusal.value.message_dict) == {field}

    confirm_order(made, by=make.TEST, sent_at=PROMISED + HOUR, how="E-mail")

    assert OrderConfirmation.objects.get().commitment == made
    with pytest.raises(ValidationError, match="confirmed already"):
        confirm_order(made, by=make.TEST, sent_at=PROMISED + HOUR, how="E-mail")


def test_what_the_customer_gave_in_writing_is_not_confirmed():
    with pytest.raises(ValidationError, match="nothing to confirm"):
        confirm_order(make.commitment(), by=make.TEST, sent_at=PROMISED + HOUR, how="E-mail")


def test_many_commitments_come_in_with_their_reviews_and_keys():
    customer, reviewer = make.customer(), make.person()
    pairs = []
    for number in range(6):
        made = Commitment(customer=customer, kind="order", what=f"Order {number}", committed_at=PROMISED)
        review = RequirementReview(commitment=made, reviewer=reviewer, completed_at=PROMISED, checked="Time",
                                   result="can_meet")  # fmt: skip
        pairs.append((made, review if number else None))

    bring_commitments(pairs, by=make.TEST)

    assert list(Commitment.objects.order_by("what").values_list("key", flat=True)) == [f"CM-{n}" for n in range(1, 7)]
    assert RequirementReview.objects.count() == 5
