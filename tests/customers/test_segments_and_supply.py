import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.customers import commands, segments, supply
from heedful.customers.models import Delivery
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_a_segment_of_the_same_name_is_refused():
    make.segment("Rail")
    with pytest.raises(ValidationError, match="already"):
        segments.add_segment(by=make.person(), name="Rail")


def test_a_review_of_needs_keeps_the_day_and_the_words():
    segment = make.segment("Rail")
    with pytest.raises(ValidationError, match="result"):
        segments.review_segment(segment, by=make.person(), on=MARCH_9, needs=" ")

    reviewed = segments.review_segment(segment, by=make.person(), on=MARCH_9, needs="Cold to the door")

    assert (reviewed.reviewed_on, reviewed.needs) == (MARCH_9, "Cold to the door")
    with pytest.raises(ValidationError, match="reviewed on 2026-03-09"):
        segments.review_segment(reviewed, by=make.person(), on=MARCH_9, needs="Cold to the door")


def test_a_segment_that_holds_customers_is_not_retired():
    segment = make.segment()
    customer = make.customer(segment=segment)
    with pytest.raises(ValidationError, match="still holds 1 customer"):
        segments.retire_segment(segment, by=make.person(), on=MARCH_9)

    commands.customer_leaves(customer, by=make.person(), on=MARCH_9, because="Price.")
    retired = segments.retire_segment(segment, by=make.person(), on=MARCH_9)

    assert retired.retired_on == MARCH_9
    with pytest.raises(ValidationError, match="retired on"):
        segments.change_segment(retired, by=make.person(), name="New", needs="")


def test_a_product_is_added_changed_and_retired_once():
    by = make.person()
    product = supply.add_product(by=by, name="Cold pallet")
    product = supply.change_product(product, by=by, name="Cold pallet, 24 h", service=True)
    product = supply.retire_product(product, by=by, on=MARCH_9)
    assert (product.name, product.service, product.retired_on) == ("Cold pallet, 24 h", True, MARCH_9)
    with pytest.raises(ValidationError, match="retired on"):
        supply.retire_product(product, by=by, on=MARCH_9)


def test_a_delivery_is_entered_once_for_a_period():
    customer, product, by = make.customer(), make.product(), make.person()
    week = {"first_on": MARCH_9, "last_on": MARCH_9 + datetime.timedelta(days=6), "product": product}
    supply.enter_delivery(customer, by=by, quantity=12, **week)
    with pytest.raises(ValidationError, match="with 12"):
        supply.enter_delivery(customer, by=by, quantity=13, **week)
    supply.enter_delivery(customer, by=by, quantity=13, **week | {"product": None})
    assert sorted(Delivery.objects.values_list("quantity", flat=True)) == [12, 13]


def test_nothing_delivered_and_a_period_that_ends_before_it_began_are_refused():
    customer, by = make.customer(), make.person()
    before = MARCH_9 - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="nothing"):
        supply.enter_delivery(customer, by=by, first_on=MARCH_9, last_on=MARCH_9, quantity=0)
    with pytest.raises(ValidationError, match="before it began"):
        supply.enter_delivery(customer, by=by, first_on=MARCH_9, last_on=before, quantity=1)
    assert not Delivery.objects.exists()


def test_a_delivery_entered_by_mistake_is_taken_away_with_a_reason():
    delivery = make.delivery()
    with pytest.raises(ValidationError, match="wrong"):
        supply.remove_delivery(delivery, by=make.person(), reason="")
    supply.remove_delivery(delivery, by=make.person(), reason="Twice")
    assert not Delivery.objects.exists()
    assert make.entries_of(delivery) == [("delivery.entered", 1), ("delivery.removed", 2)]
