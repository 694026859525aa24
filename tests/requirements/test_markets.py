import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.customers.supply import retire_product
from heedful.requirements.markets import add_market, change_market, end_offering, offer_product, retire_market
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def test_a_market_has_one_name_and_somebody_who_watches_its_laws():
    owner = make.person()
    market = change_market(make.market("Norge"), by=make.TEST, name="Norway", owner=owner)
    assert (market.key, market.name, market.owner) == ("MK-1", "Norway", owner)
    with pytest.raises(ValidationError, match="of this name already"):
        add_market(by=make.TEST, name="Norway ")
    with pytest.raises(PermissionDenied):
        add_market(by=make.person(role=AccessRole.MEMBER), name="Sweden")


def test_a_product_is_sold_in_a_market_once_at_a_time_and_not_after_its_end():
    product, market = make.product(), make.market()
    sold = make.offering(product, market)
    with pytest.raises(ValidationError) as refusal:
        offer_product(product, by=make.TEST, market=market, since=DAY)
    assert set(refusal.value.message_dict) == {"market"}

    ended = end_offering(sold, by=make.TEST, on=DAY)

    assert (ended.until, make.last_entry(ended).act) == (DAY, "offering.ended")
    with pytest.raises(ValidationError, match="ended on"):
        end_offering(ended, by=make.TEST, on=DAY)
    assert offer_product(product, by=make.TEST, market=market, since=DAY).until is None


def test_an_offering_does_not_end_before_it_began():
    with pytest.raises(ValidationError) as refusal:
        end_offering(make.offering(since=DAY), by=make.TEST, on=DAY - datetime.timedelta(days=1))
    assert set(refusal.value.message_dict) == {"on"}


def test_a_retired_product_is_not_sold_any_more():
    product = retire_product(make.product(), by=make.TEST, on=DAY)
    with pytest.raises(ValidationError, match="retired"):
        make.offering(product)


def test_a_market_is_given_up_when_nothing_is_sold_there():
    sold = make.offering()
    with pytest.raises(ValidationError, match="End that first"):
        retire_market(sold.market, by=make.TEST, on=DAY)
    end_offering(sold, by=make.TEST, on=DAY)

    market = retire_market(sold.market, by=make.TEST, on=DAY)

    assert market.retired_on == DAY
    for deed in (
        lambda: retire_market(market, by=make.TEST, on=DAY),
        lambda: change_market(market, by=make.TEST, name="Sweden"),
        lambda: offer_product(make.product(), by=make.TEST, market=market, since=DAY),
    ):
        with pytest.raises(ValidationError, match="given up"):
            deed()
