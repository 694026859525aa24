import datetime

import pytest

from heedful.requirements import queries
from heedful.requirements.markets import end_offering
from heedful.requirements.models import Commitment, Requirement
from tests import make
from tests.make import DAY, PROMISED

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_how_often_a_requirement_was_met_comes_with_its_interval_sample_and_period():
    found = make.requirement_in_force()
    make.conformity_check(found, k=700, n=704)
    make.conformity_check(found, k=491, n=500, on=DAY - datetime.timedelta(days=60))
    make.conformity_check(found, k=0, n=9, on=DAY - datetime.timedelta(days=366))

    met = queries.conformity(found, DAY)

    assert (met.k, met.n, met.failed) == (1191, 1204, 13)
    assert (round(met.interval.low, 3), round(met.interval.high, 3)) == (0.982, 0.994)
    assert queries.conformity(make.requirement(), DAY).interval is None


def test_compliance_falls_due_after_the_last_evaluation_or_the_first_day_in_force():
    found = make.requirement_in_force(on=datetime.date(2025, 1, 31), every_months=1)
    assert queries.next_evaluation_on(found, None) == datetime.date(2025, 2, 28)
    make.evaluation(found)
    make.evaluation(found, on=DAY - datetime.timedelta(days=9))
    last = queries.evaluated_last(Requirement.objects.all()).get().evaluated_on
    assert (last, queries.next_evaluation_on(found, last)) == (DAY, datetime.date(2026, 4, 9))
    assert queries.next_evaluation_on(make.requirement(), None) is None


def test_a_product_misses_each_source_that_has_neither_a_requirement_nor_a_reason(django_assert_num_queries):
    reader, product = make.person(), make.product()
    make.agreed_requirement(product=product, source_type="stated")
    make.requirement(product=product, source_type="own")
    make.none_applies(product, source_type="needed")
    assert reader.reads
    with django_assert_num_queries(3):
        (row,) = queries.coverage([product], reader, DAY)
    assert [cell.source for cell in row.cells if cell.missing] == ["statutory", "regulatory", "own"]
    assert row.missing == 3


def test_the_law_of_each_market_is_a_cell_of_its_own():
    reader, product = make.person(), make.product()
    norway, sweden, denmark = (make.market(name) for name in ("Norway", "Sweden", "Denmark"))
    for market in (norway, sweden):
        make.offering(product, market)
    end_offering(make.offering(product, denmark), by=make.TEST, on=DAY)
    make.requirement_in_force(product=product, market=norway, source_type="statutory")
    (row,) = queries.coverage([product], reader, DAY)
    assert [(cell.market.name, cell.missing) for cell in row.law] == [("Norway", False), ("Sweden", True)]

    make.none_applies(product, source_type="regulatory", market=sweden)

    (row,) = queries.coverage([product], reader, DAY)
    assert [cell.missing for cell in row.law] == [False, False]
    assert [cell.source for cell in row.cells if cell.missing] == ["stated", "needed", "regulatory", "own"]

    make.agreed_requirement("For every product", source_type="own")

    (row,) = queries.coverage([product], reader, DAY)
    assert [cell.source for cell in row.cells if cell.missing] == ["stated", "needed", "regulatory"]


def test_a_promise_is_early_where_somebody_looked_first_or_a_frame_review_covers_it():
    frame = make.frame()
    make.reviewed_commitment("Looked at first")
    make.commitment("Covered", product=frame.product, frame=frame)
    make.requirement_review(make.commitment("Looked at after"), at=PROMISED + HOUR)
    make.commitment("Never looked at")
    make.commitment("Still ahead", at=PROMISED + HOUR * 48)
    assert queries.promised(Commitment.objects.all(), PROMISED + HOUR) == {"all": 4, "early": 2}
    early = queries.looked_at_first(Commitment.objects.all()).filter(queries.EARLY)
    assert set(early.values_list("what", flat=True)) == {"Looked at first", "Covered"}
    missed = queries.looked_at_first(Commitment.objects.all()).filter(queries.MISSED)
    assert set(missed.values_list("what", flat=True)) == {"Looked at after", "Never looked at", "Still ahead"}
