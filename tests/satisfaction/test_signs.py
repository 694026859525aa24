import datetime

import pytest

from heedful.satisfaction.capability.contradictions import (
    change_of_answers,
    change_of_sign,
    contradict,
    exposed_to_loss,
    shrinks,
)
from heedful.satisfaction.capability.signs import signs
from heedful.stats import recommend_score
from tests import make
from tests.satisfaction.test_overview import brought

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 20)
NEW, OLD = datetime.date(2025, 12, 5), datetime.date(2025, 6, 5)
"""Days in the two half-years that end with February."""


def returns(many, on, customer):
    for _ in range(many):
        make.feedback("return", customer=customer, heard_at=make.moment(on))


def story(name="Retail", *, answers=True, more=True, few=False):
    """A segment whose answers got better while more came back."""
    customer = make.customer(segment=make.segment(name))
    wave = make.wave()
    make.delivery(customer, last_on=OLD, quantity=100)
    make.delivery(customer, last_on=NEW, quantity=100)
    many = 4 if few else 40
    brought(wave, [5] * many, day=OLD, customer=customer, segment=customer.segment)
    brought(wave, [10 if answers else 5] * many, day=NEW, customer=customer, segment=customer.segment)
    returns(2, OLD, customer)
    returns(14 if more else 3, NEW, customer)
    return customer


def test_answers_up_while_more_comes_back_is_a_contradiction_with_the_records_behind_it():
    customer = story()
    found = signs(TODAY)

    assert [(t.sign, t.segment) for t in found.against] == [("return", None), ("return", customer.segment_id)]
    assert found.against[0].events == (14, 2)
    assert found.against[0].ratio.low > 1
    assert len(found.records["return", customer.segment_id]) == 8
    assert found.explained == {}


@pytest.mark.parametrize(
    "other", [{"answers": False}, {"more": False}, {"few": True}], ids=["no better", "by chance", "too few answers"]
)
def test_otherwise_there_is_none(other):
    story(**other)

    assert signs(TODAY).found == 0


def test_an_empty_house_has_no_signs():
    make.organisation()
    found = signs(TODAY)

    assert (found.kept, found.found, len(found.quarters)) == ((), 0, 8)


def test_an_analysis_that_names_the_contradiction_explains_it():
    customer = story()
    method = make.method(segment=customer.segment)
    told = make.analysis(method=method, contradiction=True, written_on=datetime.date(2026, 3, 1))

    assert signs(TODAY).explained == {customer.segment_id: (told.pk, told.key)}


def left(score, answered, left_on="2026-02-01"):
    customer = make.customer(left_on=datetime.date.fromisoformat(left_on))
    brought(make.wave(), [score], day=datetime.date.fromisoformat(answered), customer=customer)
    return customer


def test_a_customer_who_left_within_a_year_of_a_satisfied_answer_contradicts_it():
    happy = left(9, "2025-12-01")
    left(8, "2025-12-01")
    left(10, "2024-12-01")
    left(10, "2024-12-01", left_on="2025-02-01")

    assert [(one.pk, one.score) for one in signs(TODAY).leavers] == [(happy.pk, 9)]


def test_a_silent_customer_who_takes_clearly_less_is_named_and_one_who_was_heard_is_not():
    silent, steady, heard = make.customer(), make.customer(), make.customer()
    for customer, lately in ((silent, 10), (steady, 38), (heard, 10)):
        make.delivery(customer, last_on=datetime.date(2025, 6, 1), quantity=40)
        make.delivery(customer, last_on=datetime.date(2026, 1, 1), quantity=lately)
    make.interaction(heard, held_on=datetime.date(2026, 1, 1))

    assert [one.pk for one in signs(TODAY).shrinking] == [silent.pk]


def test_a_quarter_puts_events_per_thousand_deliveries_beside_the_answers():
    story()
    newest, *_ = signs(TODAY).quarters
    [(many, rate)] = newest.rates

    assert (newest.n, newest.delivered, many) == (40, 100, 14)
    assert rate.estimate == pytest.approx(140)
    assert rate.low < 140 < rate.high


def test_one_segment_is_looked_at_alone():
    customer = story()
    other = make.segment("Rail")

    assert signs(TODAY, customer.segment_id).quarters[0].delivered == 100
    assert signs(TODAY, other.pk).quarters[0].delivered == 0


def test_the_rules_take_what_they_cannot_tell_for_no_contradiction():
    better = change_of_answers(recommend_score([0] * 10 + [40]), recommend_score([40] + [0] * 10))
    assert change_of_answers(recommend_score([0] * 10 + [4]), recommend_score([0] * 10 + [40])) is None
    assert change_of_answers(None, recommend_score([0] * 10 + [40])) is None
    assert change_of_sign((0, 0), (10, 10)) is None
    assert change_of_sign((3, 1), (0, 10)) is None
    assert contradict(better, change_of_sign((14, 2), (100, 100)))
    assert not contradict(better, None)
    assert not contradict(None, change_of_sign((14, 2), (100, 100)))
    assert exposed_to_loss(10, (2, 3)) == (12, 15)
    assert (shrinks(0, 0), shrinks(5, 0), shrinks(0, 20), shrinks(18, 20)) == (False, False, True, False)
