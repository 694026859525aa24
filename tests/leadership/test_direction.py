from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.leadership.direction import add_strategy_item, change_strategy_item, end_strategy_item
from tests import make

pytestmark = pytest.mark.django_db


def test_what_is_wanted_stands_in_the_strategy_once():
    item = make.strategy_item("Be the coldest chain", about_customers=True)
    assert item.key == "ST-1"
    with pytest.raises(ValidationError) as refusal:
        make.strategy_item("Be the coldest chain")
    assert set(refusal.value.message_dict) == {"what"}


def test_a_member_does_not_write_strategy():
    with pytest.raises(PermissionDenied, match="draft policy, strategy"):
        add_strategy_item(by=make.person(role=AccessRole.MEMBER), what="x", since=make.DAY)


def test_it_is_said_better_and_given_up_with_a_reason():
    item = change_strategy_item(make.strategy_item(), by=make.TEST, what="Deliver on Sundays")
    with pytest.raises(ValidationError) as refusal:
        end_strategy_item(item, by=make.TEST, on=make.DAY, reason=" ")
    assert set(refusal.value.message_dict) == {"reason"}
    with pytest.raises(ValidationError) as refusal:
        end_strategy_item(item, by=make.TEST, on=make.BEGAN - timedelta(1), reason="x")
    assert set(refusal.value.message_dict) == {"on"}
    ended = end_strategy_item(item, by=make.TEST, on=make.DAY, reason="Reached")
    for again in (
        lambda: end_strategy_item(ended, by=make.TEST, on=make.DAY, reason="x"),
        lambda: change_strategy_item(ended, by=make.TEST, what="x"),
    ):
        with pytest.raises(ValidationError, match="ended on"):
            again()
