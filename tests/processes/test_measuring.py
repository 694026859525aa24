import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from heedful.processes.measuring import (
    add_measurements,
    change_measure,
    change_target,
    correct_measurement,
    enter_measurement,
    retire_measure,
    review_measures,
)
from heedful.processes.models import Direction, Measure, Measurement
from heedful.processes.units import multiplier, reaches, value_of
from tests import make

pytestmark = pytest.mark.django_db
MARCH = {"first_on": date(2026, 3, 1), "last_on": date(2026, 3, 31)}


def body(row):
    return json.loads(bytes(make.last_entry(row).body))


@pytest.mark.parametrize(
    ("unit", "times"),
    [("%", 100), (" % ", 100), ("per 1,000 deliveries", 1000), ("Per 100", 100), ("days", 1), ("", 1), ("per 0", 1),
     ("per 99999999999999999999", 1), ("per delivery", 1)],
)  # fmt: skip
def test_k_of_n_is_counted_in_the_unit_of_the_measure(unit, times):
    assert multiplier(unit) == times
    assert value_of(1, 3, unit) == (Decimal(times) / 3).quantize(Decimal("0.000001"))


def test_a_value_is_entered_for_a_period():
    value = enter_measurement(make.measure(), by=make.person(), value=Decimal("96.2"), source="Carrier log", **MARCH)

    assert value.value == Decimal("96.2")
    assert make.entries_of(value) == [("measurement.entered", 1)]
    assert body(value)["facts"] == {"value": "96.2"}


def test_k_of_n_gives_the_value_and_is_kept_with_it():
    value = enter_measurement(make.measure(unit="%"), by=make.person(), k=81, n=84, **MARCH)
    assert (value.value, value.k, value.n) == (Decimal("96.428571"), 81, 84)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "value"),
        ({"value": Decimal(1), "k": 1, "n": 2}, "value"),
        ({"k": 1}, "n"),
        ({"k": 1, "n": 0}, "n"),
        ({"k": 3, "n": 2}, "k"),
        ({"k": 9 * 10**18, "n": 9 * 10**18 + 1, "source": "x" * 201}, "source"),
        ({"value": Decimal("1e14")}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal("0.0000001")}, "value"),
    ],
)
def test_what_is_no_measurement_is_refused_by_field(given, field):
    with pytest.raises(ValidationError) as refusal:
        enter_measurement(make.measure(), by=make.person(), **given, **MARCH)
    assert set(refusal.value.message_dict) == {field}
    assert not Measurement.objects.exists()


def test_more_than_can_be_kept_is_refused():
    with pytest.raises(ValidationError, match="more than can be kept"):
        enter_measurement(make.measure(unit="per 1,000"), by=make.person(), k=9 * 10**18, n=1, **MARCH)


def test_a_period_is_measured_once_and_not_before_the_measure_began():
    measure = make.measure(since=date(2026, 3, 1))
    make.measurement(measure, month=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="measured already"):
        enter_measurement(measure, by=make.person(), value=Decimal(1), **MARCH)
    with pytest.raises(ValidationError, match="measured since"):
        make.measurement(measure, month=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="end before it began"):
        enter_measurement(measure, by=make.person(), value=Decimal(1), first_on=make.DAY, last_on=date(2026, 3, 8))


def test_a_corrected_value_keeps_the_old_one_in_the_history():
    wrong = make.measurement(value="69")

    right = correct_measurement(wrong, by=make.person(), value=Decimal(96), reason="Digits swapped")

    assert right.value == 96
    assert make.entries_of(right) == [("measurement.entered", 1), ("measurement.corrected", 2)]
    assert body(right)["facts"] == {"before": "69", "after": "96"}


def test_a_correction_needs_a_reason_and_another_value():
    value = make.measurement(value=96)
    with pytest.raises(ValidationError) as refusal:
        correct_measurement(value, by=make.person(), value=Decimal(95), reason="")
    assert set(refusal.value.message_dict) == {"reason"}
    with pytest.raises(ValidationError, match="value already"):
        correct_measurement(value, by=make.person(), value=Decimal(96), reason="again")


def test_the_target_changes_with_a_reason():
    measure = make.measure(target=Decimal(95))

    changed = change_target(measure, by=make.person(), target=Decimal(97), reason="Customers ask for it")

    assert changed.target == 97
    assert body(changed)["facts"] == {"before": "95", "after": "97"}
    for target, reason, field in ((98, " ", "reason"), (97, "same", "target")):
        with pytest.raises(ValidationError) as refusal:
            change_target(changed, by=make.person(), target=Decimal(target), reason=reason)
        assert set(refusal.value.message_dict) == {field}


def test_a_unit_is_not_changed_under_values():
    measure = make.measurement().measure
    with pytest.raises(ValidationError, match="old unit"):
        change_measure(measure, by=make.person(), unit="days")
    assert change_measure(measure, by=make.person(), name="On time").name == "On time"


def test_a_retired_measure_is_neither_entered_nor_changed():
    measure = make.measure()
    with pytest.raises(ValidationError, match="later day"):
        retire_measure(measure, by=make.person(), on=date(2020, 1, 1), reason="Over")
    retired = retire_measure(measure, by=make.person(), on=make.DAY, reason="Over")
    with pytest.raises(ValidationError, match="was retired"):
        enter_measurement(retired, by=make.person(), value=Decimal(1), **MARCH)
    with pytest.raises(ValidationError, match="was retired"):
        retire_measure(retired, by=make.person(), on=make.DAY, reason="Again")


def test_a_measure_has_a_rhythm():
    with pytest.raises(ValidationError) as refusal:
        make.measure(every_months=0)
    assert set(refusal.value.message_dict) == {"every_months"}


def test_many_judged_values_come_in_at_once():
    measure = make.measure()
    rows = [
        Measurement(measure=measure, first_on=date(2025, m, 1), last_on=date(2025, m, 28), value=Decimal(m))
        for m in range(1, 13)
    ]

    add_measurements(rows, by=make.TEST)

    assert measure.measurements.count() == 12
    assert make.entries_of(rows[0]) == [("measurement.entered", 1)]


def test_the_owner_or_the_deputy_reviews_the_measures():
    deputy = make.person()
    process = make.process(deputy=deputy)

    review = review_measures(process, by=deputy, on=make.DAY, conclusion="Two are off; action opened.")

    assert review.reviewer == deputy
    with pytest.raises(ValidationError, match="of this day"):
        review_measures(process, by=deputy, on=make.DAY, conclusion="Again")
    with pytest.raises(ValidationError, match="owner of the process or the deputy"):
        review_measures(process, by=make.person(), on=make.DAY, conclusion="Fine")


@pytest.mark.parametrize(("direction", "value", "reached"), [
    (Direction.UP, 95, True), (Direction.UP, "94.999", False), (Direction.DOWN, 95, True), (Direction.DOWN, 96, False),
])  # fmt: skip
def test_the_target_is_reached_in_the_direction_that_is_better(direction, value, reached):
    measure = Measure(direction=direction, target=Decimal(95))
    assert reaches(measure, Decimal(value)) is reached
    assert reaches(Measure(direction=direction), Decimal(value)) is None
