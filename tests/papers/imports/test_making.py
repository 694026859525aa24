"""Ids of imported rows rise, so that indexes grow at one end, and stay beyond guessing."""

from heedful.customers.models import Delivery
from heedful.papers.imports.making import maker, ordered_id


def test_ids_rise_and_differ():
    ids = [ordered_id() for _ in range(10_000)]

    assert ids == sorted(ids)
    assert len(set(ids)) == len({found.int & ((1 << 62) - 1) for found in ids}) == 10_000
    assert {(found.version, found.variant) for found in ids} == {(7, "specified in RFC 4122")}


def test_a_row_is_made_of_its_columns_and_its_defaults():
    row = maker(Delivery, ("quantity", "external_key"))(7, "D1")

    assert (row.quantity, row.external_key, row.version, row.customer_id) == (7, "D1", 0, None)
    assert row._state.adding
