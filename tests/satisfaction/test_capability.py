import datetime
import uuid

import numpy as np
import pytest

from heedful.core.period import Period
from heedful.feedback.models import Response
from heedful.feedback.surveys.commands import close_wave
from heedful.satisfaction.capability.accounts import accounts, reach_by_segment, reach_of, silent
from heedful.satisfaction.capability.deeds import decided_in_time, deeds
from heedful.satisfaction.capability.noticing import says
from heedful.satisfaction.capability.precision import margin
from heedful.satisfaction.capability.responding import before_and_after, ends_and_days, waves_of
from heedful.satisfaction.capability.scales import scales
from heedful.satisfaction.capability.whole import capability
from heedful.satisfaction.topics import topics
from heedful.stats import Interval, wilson
from heedful.stats.reliability import cronbach_alpha
from tests import make
from tests.satisfaction.test_overview import brought

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 20)


def day(text):
    return datetime.date.fromisoformat(text)


def account(found):
    return next(one for one in accounts(TODAY) if one.pk == found.pk)


def test_an_empty_house_is_capable_of_nothing_and_says_so():
    make.organisation()
    found = capability(TODAY)

    assert says(found.noticing).startswith("Nobody is asked")
    assert (found.reach.customers.n, found.funnel.asked, found.funnel.rates, found.silent) == (0, 0, None, ())
    assert found.likeness.distance is None


def test_a_customer_is_heard_by_an_answer_by_what_they_say_and_by_a_visit_with_something_heard():
    answered, spoke, met, mute, quiet = (make.customer() for _ in range(5))
    brought(make.wave(), [9], day=day("2026-03-02"), customer=answered)
    make.feedback(customer=spoke, heard_at=make.moment("2026-02-03"))
    make.interaction(met, held_on=day("2026-01-04"))
    make.interaction(mute, held_on=day("2026-01-04"), heard="")

    heard = {one.pk: one.heard_on for one in accounts(TODAY)}

    assert heard[answered.pk] == day("2026-03-02")
    assert heard[spoke.pk] == day("2026-02-03")
    assert heard[met.pk] == day("2026-01-04")
    assert heard[mute.pk] is None
    assert heard[quiet.pk] is None
    assert account(answered).days_since(TODAY) == 18


def test_who_left_is_no_customer_and_who_left_later_still_is_one():
    make.customer(left_on=day("2026-03-01"))
    here = make.customer(left_on=day("2026-03-25"))

    assert [one.pk for one in accounts(TODAY)] == [here.pk]


def test_reach_is_counted_by_number_by_deliveries_and_by_value():
    large, small = make.customer(value=900), make.customer(value=100)
    make.delivery(large, last_on=day("2026-02-01"), quantity=30)
    make.delivery(small, last_on=day("2025-06-01"), quantity=10)
    make.delivery(large, last_on=day("2025-01-01"), quantity=999)
    brought(make.wave(), [9], customer=small)

    reach = reach_of(accounts(TODAY), TODAY)

    assert (reach.customers.k, reach.customers.n) == (1, 2)
    assert (reach.delivered.k, reach.delivered.n) == (10, 40)
    assert (reach.value.k, reach.value.n) == (100, 1000)
    assert (reach.asked.k, reach.never, reach.median_age) == (1, 1, 0)
    assert account(large).delivered_lately == 30


def test_the_silent_are_those_not_heard_within_twelve_months_the_largest_first():
    small, large, heard = make.customer(value=1), make.customer(value=50), make.customer(value=9)
    brought(make.wave(), [9], day=day("2025-03-20"), customer=small)
    brought(make.wave(), [9], day=day("2025-03-21"), customer=heard)

    assert [one.pk for one in silent(accounts(TODAY), TODAY)] == [large.pk, small.pk]


def test_an_answer_in_confidence_tells_nobody_that_this_customer_was_heard():
    customer = make.customer()
    brought(make.wave(confidentiality="confidential"), [9] * 6, customer=customer)

    assert account(customer).heard == {}


def test_each_segment_has_its_own_reach():
    north, south = make.segment("North"), make.segment("South")
    brought(make.wave(), [9], customer=make.customer(segment=north))
    make.customer(segment=south)

    by_name = {reach.segment: reach.customers.k for reach in reach_by_segment(accounts(TODAY), TODAY)}

    assert by_name == {north.pk: 1, south.pk: 0}


def asked_round(answering, of=10, segment=None, **more):
    """A round in which so many of ten people answered."""
    for _ in range(of):
        make.asked_contact(segment=segment)
    wave, invited = make.asked_wave(**more)
    for held in invited[:answering]:
        make.answer(wave, 9, invitation=held.invitation)
    return wave


def test_the_funnel_is_that_of_the_frames_with_aapors_rates():
    asked_round(4)
    found = capability(make.LAST).funnel

    assert (found.waves, found.framed, found.asked, found.answered, found.complete) == (1, 10, 10, 4, 4)
    assert found.rr1 == wilson(4, 10)
    assert found.rates.rr1 == pytest.approx(0.4)


def test_before_and_after_a_change_the_response_rates_are_compared():
    wave = asked_round(4)
    waves = waves_of(topics())
    ends, _ = ends_and_days(waves, day("2025-01-01"))
    [after] = before_and_after(waves, ends, [(make.OPENED, "A new form")])
    [before] = before_and_after(waves, ends, [(make.OPENED + datetime.timedelta(days=1), "A new form")])

    assert (after.before, after.after) == (None, wilson(4, 10))
    assert after.words == "cannot be told: nobody was asked before, or after"
    assert (before.before, before.after) == (wilson(4, 10), None)
    assert wave.pk in ends


def test_the_quarter_is_judged_by_customer_and_states_what_it_would_notice():
    wave = make.wave()
    for _ in range(30):
        customer = make.customer()
        for month in ("2025-07-03", "2025-10-03", "2026-01-03"):
            brought(wave, [10, 8, 3], day=day(month), customer=customer)

    found = capability(TODAY).noticing

    assert str(found.quarter) == "Dec 2025 to Feb 2026"
    assert (found.answers, found.now.clusters, found.customers) == (90, 30, 30)
    assert 0.1 < found.fall < 0.5
    assert f"a fall of {found.points} points within a quarter" in says(found)


def test_in_confidence_a_quarter_with_a_month_too_small_to_show_notices_nothing():
    wave = make.wave(confidentiality="confidential")
    brought(wave, [9] * 3, day=day("2026-01-03"))
    brought(wave, [9] * 40, day=day("2026-02-03"))

    assert capability(TODAY).noticing.answers == 0


@pytest.mark.parametrize(
    ("decided", "kept"),
    [("2026-01-31", True), ("2026-02-01", False), ("", False)],
    ids=["on the last day", "a day late", "never"],
)
def test_an_analysis_is_decided_on_within_a_month_or_not(decided, kept):
    assert decided_in_time(day("2026-01-01"), day(decided) if decided else None, TODAY) is kept


def test_what_is_not_yet_due_is_left_out():
    assert decided_in_time(day("2026-03-01"), None, TODAY) is None
    make.analysis(written_on=day("2026-03-01"))
    make.analysis(written_on=day("2026-01-01"))

    [analyses, *_] = deeds(TODAY).followed

    assert (analyses.kept.k, analyses.kept.n) == (0, 1)


def test_nothing_fallen_due_has_no_share():
    make.organisation()
    assert [(one.kept.n, one.interval) for one in deeds(TODAY).followed] == [(0, None)] * 3


def test_changes_of_the_process_are_the_approved_plans_and_its_own_improvements():
    method = make.method(segment=make.segment())
    make.approved(method.programme, on=day("2026-01-02"))
    make.improvement("Another process", on=day("2026-01-03"))
    make.improvement("Call back sooner", on=day("2026-02-03"), process=make.process(hears_customers=True))

    assert [on.isoformat() for on, _ in deeds(TODAY).changes] == ["2026-01-02", "2026-02-03"]


def test_a_margin_shrinks_with_a_finite_population_and_only_there():
    figure = Interval(0.5, 0.4, 0.6, 50, "", 0.95)

    assert margin(None, 100) is None
    assert margin(figure, 50) == pytest.approx(0.1)
    assert margin(figure, 99) == pytest.approx(0.1 * (49 / 98) ** 0.5)


def test_one_score_is_no_scale():
    brought(make.wave(), [9] * 40)

    assert capability(TODAY).scales == ()


def test_questions_that_measure_one_thing_have_a_reliability_from_thirty_whole_answers_on():
    wave, items = make.wave(), (str(uuid.uuid4()), str(uuid.uuid4()))
    asked = {(wave.survey_version_id, "Survey", "satisfaction"): items}

    def given(many):
        scores = [[[items[0], n % 5], [items[1], n % 4]] for n in range(many)]
        make.put_all([Response(wave=wave, answered_at=make.NOON, answered_on=TODAY, answers=pairs) for pairs in scores])

    given(20)
    assert [(scale.n, scale.alpha) for scale in scales(asked, Period.window(TODAY, 12))] == [(20, None)]
    given(20)
    [scale] = scales(asked, Period.window(TODAY, 12))

    pairs = [(n % 5, n % 4) for n in range(20)] * 2
    assert scale.n == 40
    assert scale.alpha.estimate == pytest.approx(cronbach_alpha(np.cov(np.array(pairs), rowvar=False), 40).estimate)


def test_a_past_day_knows_nothing_of_what_came_later():
    wave = make.wave()
    customer = make.customer()
    brought(wave, [9], day=day("2026-03-02"), customer=customer)
    close_wave(wave, by=make.TEST, on=day("2026-03-10"), nonresponse_note="")

    assert [one.heard for one in accounts(day("2026-03-01"))] == [{}]
