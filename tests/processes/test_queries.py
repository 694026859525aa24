from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from heedful.core.period import Period
from heedful.processes.measuring import enter_measurement
from heedful.processes.models import Direction, Measure
from heedful.processes.queries import feedback_process, months_without_value, newest_review, standings, standings_of
from tests import make

pytestmark = pytest.mark.django_db


def test_where_no_process_is_marked_there_is_no_feedback_process():
    make.process()
    assert feedback_process() is None


def test_a_measure_stands_as_its_newest_value_says():
    measure = make.measure(target=Decimal(95))
    make.measurements(measure, 96, 94, 93)

    (standing,) = standings([measure], date(2026, 3, 9))

    assert standing.newest.value == 93
    assert (standing.on_target, standing.off_twice) == (False, True)


def test_lower_may_be_better_and_one_miss_is_not_two():
    measure = make.measure(target=Decimal(5), unit="days", direction=Direction.DOWN)
    make.measurements(measure, 4, 6)
    (standing,) = standings([measure], date(2026, 3, 9))
    assert (standing.on_target, standing.off_twice) == (False, False)


def test_a_day_in_the_past_knows_only_what_was_measured_until_then():
    measure = make.measure()
    make.measurements(measure, 96, 94)
    (standing,) = standings([measure], date(2026, 2, 15))
    assert standing.newest.value == 96
    assert standing.before is None


@pytest.mark.parametrize(
    ("as_of", "in_rhythm"),
    [(date(2026, 3, 28), True), (date(2026, 4, 4), True), (date(2026, 4, 5), False)],
)
def test_a_value_is_missing_once_its_rhythm_and_a_quarter_more_are_over(as_of, in_rhythm):
    measure = make.measure(every_months=1)
    make.measurements(measure, 96)
    (standing,) = standings([measure], as_of)
    assert standing.due_on == date(2026, 3, 28)
    assert standing.in_rhythm is in_rhythm


def test_before_the_first_value_is_due_nobody_can_tell():
    measure = make.measure(since=date(2026, 3, 1))
    assert standings([measure], date(2026, 3, 9))[0].in_rhythm is None
    assert standings([measure], date(2026, 5, 1))[0].in_rhythm is False
    assert standings([measure], date(2026, 3, 9))[0].on_target is None


def test_all_measures_of_all_processes_take_two_questions(django_assert_num_queries):
    processes = [make.process() for _ in range(3)]
    for process in processes:
        for value in (94, 96):
            make.measurements(make.measure(process), value, value)
    with django_assert_num_queries(2):
        found = standings_of(processes, date(2026, 3, 9))
    assert {key: len(values) for key, values in found.items()} == {process.pk: 2 for process in processes}


def test_months_without_a_value_are_listed_and_a_quarter_covers_three():
    measure = make.measure(since=date(2025, 1, 1))
    make.measurement(measure, month=date(2025, 4, 1))
    quarter = enter_measurement(
        measure, by=make.TEST, first_on=date(2025, 7, 1), last_on=date(2025, 9, 30), value=Decimal(96)
    )
    year = Period(date(2024, 12, 31), date(2025, 12, 15))

    missing = months_without_value(
        year, measure.measurements.values_list("first_on", "last_on"), since=measure.since, retired_on=None
    )

    assert [month.month for month in missing] == [1, 2, 3, 5, 6, 10, 11]
    assert quarter.first_on not in missing


def test_months_before_the_measure_began_or_after_it_ended_are_not_asked_for():
    measure = Measure(since=date(2025, 3, 2), retired_on=date(2025, 5, 30))
    missing = months_without_value(
        Period(date(2024, 12, 31), date(2025, 12, 31)), [], since=measure.since, retired_on=measure.retired_on
    )
    assert missing == [date(2025, 4, 1)]


def test_the_newest_review_is_the_last_until_the_day():
    process = make.process()
    make.measure_review(process, on=date(2026, 1, 5))
    make.measure_review(process, on=date(2026, 3, 5))
    assert newest_review(process, date(2026, 2, 1)) == date(2026, 1, 5)
    assert newest_review(make.process(), make.DAY) is None
    with pytest.raises(ValidationError):
        make.measure_review(process, on=date(2026, 1, 5))
