from datetime import date, timedelta
from decimal import Decimal

import pytest

from heedful.core.permissions import AccessRole
from heedful.processes.models import Measure, Measurement
from tests import make

pytestmark = pytest.mark.django_db
LAST_MONTH = date.today().replace(day=1) - timedelta(days=1)
STEADY = [95, 97, 96, 95, 98, 96, 97, 95, 96, 97]


def test_a_measure_without_a_value_says_how_to_go_on():
    text = make.browser().get(f"/processes/measures/{make.measure().pk}").text
    assert "Nothing is measured yet" in text
    assert "Enter the last period that has ended" in text


def test_a_measure_shows_how_it_stands_and_that_chance_alone_is_at_work():
    measure = make.measure(target=Decimal(95))
    make.measurements(measure, *STEADY, until=LAST_MONTH)

    text = make.browser().get(f"/processes/measures/{measure.pk}").text

    assert "On target: 97% in" in text
    assert "The last 10 values vary by chance alone: no signal." in text
    assert text.count("/correct") == 10


def test_a_value_outside_the_limits_is_named():
    measure = make.measure(target=Decimal(95))
    make.measurements(measure, *STEADY, 85, until=LAST_MONTH)
    text = make.browser().get(f"/processes/measures/{measure.pk}").text
    assert "One value outside the natural limits: more than chance." in text
    assert "outside limits" in text


def test_eight_in_a_row_on_one_side_are_named():
    measure = make.measure(unit="days", target=None)
    make.measurements(measure, *[5, 6] * 4, *[9, 8] * 4, until=LAST_MONTH)
    text = make.browser().get(f"/processes/measures/{measure.pk}").text
    assert "in a row above the centre" in text


def test_few_values_are_not_judged():
    measure = make.measure(unit="per 1,000", target=None)
    make.measurements(measure, "0.031", until=LAST_MONTH)
    text = make.browser().get(f"/processes/measures/{measure.pk}").text
    assert "One value: natural limits need 6" in text
    assert "0.031 per 1,000 in" in text


def test_two_misses_running_ask_for_an_action():
    measure = make.measure(target=Decimal(95))
    make.measurements(measure, 94, 93, until=LAST_MONTH)
    text = make.browser().get(f"/processes/measures/{measure.pk}").text
    assert "Two values running miss the target" in text
    assert f"/actions/open?source=measure%2F{measure.pk}" in text


def test_the_questions_asked_do_not_grow_and_old_values_have_pages(django_assert_max_num_queries):
    measure = make.measure(since=date(2015, 1, 1))
    make.measurements(measure, *range(60, 63))
    browser = make.browser()
    with django_assert_max_num_queries(12):
        browser.get(f"/processes/measures/{measure.pk}")
    make.measurements(measure, *range(30, 90), until=date(2025, 11, 1))
    with django_assert_max_num_queries(12):
        assert "1 to 25 of 63" in browser.get(f"/processes/measures/{measure.pk}").text
    assert "Earlier values" in browser.get(f"/processes/measures/{measure.pk}?page=2").text


def test_improvements_and_done_actions_are_marked_on_the_chart():
    measure = make.measure()
    make.measurements(measure, *STEADY)
    make.improvement("Shorter survey", process=measure.process, on=date(2025, 12, 5))
    make.done_action("Alarm at the dock", source=measure.ref, on=date(2025, 11, 5))
    text = make.browser().get(f"/processes/measures/{measure.pk}").text
    assert "I-1 Shorter survey" in text
    assert "A-1 Alarm at the dock" in text


def test_a_measure_is_added_and_its_target_changed_by_the_forms():
    process, browser = make.process(), make.browser()
    form = {"name": "On time", "unit": "%", "direction": "up", "every_months": 1, "target": "95", "since": "2026-01-01"}
    browser.post(f"/processes/{process.pk}/measures/new", form)
    measure = Measure.objects.get()
    assert measure.target == 95

    browser.post(f"/processes/measures/{measure.pk}/target", {"target": "97", "reason": "Asked for", "version": 1})

    measure.refresh_from_db()
    assert measure.target == 97


def test_the_form_offers_the_next_period_and_keeps_the_value():
    measure, browser = make.measure(), make.browser()
    make.measurement(measure, month=date(2026, 1, 1))
    text = browser.get(f"/processes/measures/{measure.pk}/enter").text
    assert 'value="2026-02-01"' in text
    assert 'value="2026-02-28"' in text

    form = {"first_on": "2026-02-01", "last_on": "2026-02-28", "k": "81", "n": "84"}
    browser.post(f"/processes/measures/{measure.pk}/enter", form)
    again = browser.post(f"/processes/measures/{measure.pk}/enter", form)

    assert measure.measurements.get(last_on=date(2026, 2, 28)).k == 81
    assert again.status_code == 422
    assert "measured already" in again.text


@pytest.mark.parametrize("bad", [
    {"value": "NaN"}, {"value": "1e400"}, {"value": "Infinity"}, {"k": "-1", "n": "3"}, {"value": "0,5,5"},
    {"k": "99999999999999999999", "n": "1"}, {"first_on": "2026-02-30"}, {"last_on": "0001-01-01"},
    {"first_on": "-2026-01-01"}, {"value": "\0"}, {"source": "x" * 201, "value": "1"},
])  # fmt: skip
def test_bad_values_are_refused_beside_their_field(bad):
    measure, browser = make.measure(), make.browser()
    form = {"first_on": "2026-02-01", "last_on": "2026-02-28"} | bad
    assert browser.post(f"/processes/measures/{measure.pk}/enter", form).status_code == 422
    assert not Measurement.objects.exists()


def test_a_wrong_value_is_put_right_by_the_form():
    value, browser = make.measurement(value=69), make.browser()
    assert "69%" in browser.get(f"/processes/measurements/{value.pk}/correct").text
    browser.post(f"/processes/measurements/{value.pk}/correct", {"value": "96", "reason": "Swapped", "version": 1})
    value.refresh_from_db()
    assert value.value == 96
    assert "corrected" in browser.get(f"/processes/measures/{value.measure_id}").text


def test_the_values_are_taken_along_as_a_table_without_formulas():
    measure = make.measure(unit="%")
    make.measurement(measure, value=-3, source="=1+1")
    answer = make.browser().get(f"/processes/measures/{measure.pk}/data.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=1+1" in answer.text
    assert "-3.000000" in answer.text


def test_a_member_does_not_enter_values():
    measure, browser = make.measure(), make.browser(make.person(role=AccessRole.MEMBER))
    assert browser.get(f"/processes/measures/{measure.pk}/enter").status_code == 403
    assert "/enter" not in browser.get(f"/processes/measures/{measure.pk}").text


def test_a_measure_not_measured_in_time_says_since_when():
    measure = make.measure(since=date.today() - timedelta(days=400))
    make.measurements(measure, 96, until=date.today() - timedelta(days=120))
    assert "no value since" in make.browser().get(f"/processes/measures/{measure.pk}").text
