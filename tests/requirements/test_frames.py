import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.requirements.frames import end_frame, review_frame
from tests import make
from tests.make import BEGAN, DAY

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=30)


def test_a_frame_review_covers_repeat_orders_of_its_customer_and_product_until_a_day():
    customer, product = make.customer(), make.product()
    frame = make.frame(customer=customer, product=product)
    covered = make.commitment(of=customer, product=product, frame=frame)
    assert (frame.key, covered.frame) == ("FR-1", frame)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"covers": " "}, "covers"), ({"result": ""}, "result"), ({"reviewer": None}, "reviewer"),
        ({"product": None}, "product"), ({"valid_until": BEGAN - datetime.timedelta(days=1)}, "valid_until"),
    ],
)  # fmt: skip
def test_a_frame_review_that_says_too_little_is_refused(given, field):
    given = {"covers": "Pallets", "result": "Fine", "reviewer": make.person(), "product": make.product(),
             "valid_until": DAY} | given  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        review_frame(by=make.TEST, reviewed_on=BEGAN, **given)
    assert set(refusal.value.message_dict) == {field}


def test_what_a_frame_review_does_not_cover_is_refused_with_the_way_to_go_on():
    customer, product = make.customer(), make.product()
    over = make.frame(valid_until=DAY - datetime.timedelta(days=1), product=product)
    not_yet = make.frame(on=LATER, product=product)
    others = make.frame(customer=make.customer()), make.frame(product=make.product())
    for frame in (over, not_yet, *others):
        with pytest.raises(ValidationError, match="Review this one by itself") as refusal:
            make.commitment(of=customer, product=product, frame=frame)
        assert set(refusal.value.message_dict) == {"frame"}


def test_the_day_of_the_promise_is_the_organisations():
    late = datetime.datetime(2026, 3, 9, 23, 59, tzinfo=datetime.UTC)
    frame = make.frame(valid_until=DAY, product=make.product())
    zone = make.organisation().zoneinfo
    if late.astimezone(zone).date() > DAY:
        with pytest.raises(ValidationError):
            make.commitment(product=frame.product, frame=frame, at=late)
    else:
        assert make.commitment(product=frame.product, frame=frame, at=late).frame == frame


def test_a_frame_review_ends_early_with_a_reason_but_not_under_what_rests_on_it():
    frame = make.frame()
    make.commitment(product=frame.product, frame=frame)
    for given, field in (
        ({"on": LATER, "reason": ""}, "reason"),
        ({"on": DAY - datetime.timedelta(days=1), "reason": "x"}, "on"),
        ({"on": datetime.date(2027, 1, 1), "reason": "x"}, "on"),
    ):
        with pytest.raises(ValidationError) as refusal:
            end_frame(frame, by=make.TEST, **given)
        assert set(refusal.value.message_dict) == {field}

    ended = end_frame(frame, by=make.TEST, on=LATER, reason="The lorry changed.")

    assert ended.valid_until == LATER
    with pytest.raises(ValidationError):
        end_frame(ended, by=make.TEST, on=LATER, reason="Again")


def test_a_second_press_makes_no_second_frame_review():
    frame = make.frame()
    with pytest.raises(ValidationError, match="FR-1 says this already"):
        make.frame(product=frame.product)
