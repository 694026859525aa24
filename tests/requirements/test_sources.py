import pytest
from django.core.exceptions import ValidationError

from heedful.customers.supply import retire_product
from heedful.requirements.models import NoneApplies
from heedful.requirements.sources import say_none_applies, take_back_none_applies
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def test_somebody_says_that_no_law_applies_and_why():
    author, product = make.person(), make.product()

    said = say_none_applies(product, by=author, source_type="statutory", reason="A service.", on=DAY)

    assert (said.author, said.said_on, said.market) == (author, DAY, None)
    assert make.entries_of(said) == [("noneapplies.said", 1)]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": " "}, "reason"), ({"source_type": "hearsay"}, "source_type"), ({"author": None}, "author")],
)
def test_without_reason_author_or_source_nothing_is_said(given, field):
    given = {"source_type": "own", "reason": "None.", "on": DAY, "author": make.person()} | given
    with pytest.raises(ValidationError) as refusal:
        say_none_applies(make.product(), by=make.TEST, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not NoneApplies.objects.exists()


def test_only_the_law_depends_on_the_market():
    with pytest.raises(ValidationError) as refusal:
        make.none_applies(source_type="own", market=make.market())
    assert set(refusal.value.message_dict) == {"market"}


def test_it_is_not_said_twice_nor_against_a_requirement_that_holds_nor_of_what_is_retired():
    product = make.product()
    make.none_applies(product)
    with pytest.raises(ValidationError, match="already"):
        make.none_applies(product)
    make.agreed_requirement(product=product, source_type="stated")
    with pytest.raises(ValidationError, match="REQ-1 is agreed"):
        make.none_applies(product, source_type="stated")
    market = make.market()
    make.requirement_in_force(product=product, source_type="regulatory", market=market)
    with pytest.raises(ValidationError, match="REQ-2 is in force"):
        make.none_applies(product, source_type="regulatory", market=market)
    with pytest.raises(ValidationError) as refusal:
        make.none_applies(retire_product(make.product(), by=make.TEST, on=DAY))
    assert set(refusal.value.message_dict) == {"product"}


def test_it_is_taken_back_with_a_reason():
    said = make.none_applies()
    with pytest.raises(ValidationError) as refusal:
        take_back_none_applies(said, by=make.TEST, reason="")
    assert set(refusal.value.message_dict) == {"reason"}

    take_back_none_applies(said, by=make.TEST, reason="One was found.")

    assert not NoneApplies.objects.exists()
    assert make.last_entry(said).act == "noneapplies.removed"
