import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.customers.supply import enter_delivery
from heedful.feedback.models import Confidentiality
from heedful.satisfaction.compare import Trend
from heedful.satisfaction.indicators import commands
from heedful.satisfaction.indicators.figures import Standing, current, stands
from heedful.satisfaction.models import Indicator
from heedful.satisfaction.overview import overview
from heedful.satisfaction.topics import topics
from heedful.stats import kaplan_meier, poisson_rate
from tests import make
from tests.satisfaction.test_overview import TODAY, brought

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def stand(found=None, on=TODAY):
    [seen] = stands(current([found] if found else None), on)
    return seen


def test_an_indicator_begins_with_its_first_version_and_is_written_into_the_history():
    found = make.indicator("Would recommend us", target=Decimal(30), owner=make.person("Dana"))

    [version] = found.versions.all()
    assert (found.key, version.number, version.target, version.replaced_on) == ("IND-1", 1, 30, None)
    assert make.last_entry(found).act == "indicator.defined"
    assert make.last_entry(version).act == "indicatorversion.defined"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"basis": "happiness"}, "basis"),
        ({"question": None}, "question"),
        ({"basis": "share"}, "question"),
        ({"basis": "complaints"}, "question"),
        ({"target": Decimal(101)}, "target"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_at_its_field(given, field):
    make.organisation()
    whole = {"name": "Ours", "basis": "recommend", "since": MARCH_9, "question": make.scored_question()} | given

    with pytest.raises(ValidationError) as refusal:
        commands.define_indicator(by=make.TEST, **whole)

    assert field in refusal.value.message_dict
    assert not Indicator.objects.exists()


def test_a_question_that_nobody_can_answer_yet_gives_no_indicator():
    draft = make.survey().versions.get().questions.get(place=1)
    with pytest.raises(ValidationError, match="not published"):
        make.indicator(question=draft)


def test_two_indicators_do_not_bear_one_name():
    found = make.indicator("Ours")
    with pytest.raises(ValidationError, match="this name already"):
        make.indicator("Ours")
    other = make.indicator("Theirs")
    with pytest.raises(ValidationError, match="this name already"):
        commands.rename_indicator(other, by=make.TEST, name=found.name, owner=None)


def test_only_who_plans_feedback_defines_an_indicator():
    question = make.scored_question()
    with pytest.raises(PermissionDenied):
        commands.define_indicator(
            by=make.person(role=AccessRole.MEMBER), name="Ours", basis="recommend", since=MARCH_9, question=question
        )


def test_a_new_target_is_a_new_version_and_the_old_one_stays_in_sight():
    found = make.indicator(target=Decimal(30))
    question = found.versions.get().question

    commands.redefine_indicator(
        found, by=make.TEST, basis="recommend", question=question, target=Decimal(40), on=MARCH_9, reason="Reached."
    )

    new, old = found.versions.order_by("-number")
    assert (old.target, old.replaced_on, new.target, new.since, new.reason) == (30, MARCH_9, 40, MARCH_9, "Reached.")


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": " "}, "reason"), ({"on": make.DAY - datetime.timedelta(days=1)}, "on"), ({"target": None}, "__all__")],
)
def test_a_change_needs_a_reason_a_day_and_something_that_changes(given, field):
    found = make.indicator()
    whole = {
        "basis": "recommend", "question": found.versions.get().question, "target": Decimal(40), "on": MARCH_9,
        "reason": "Higher.",
    } | given  # fmt: skip

    with pytest.raises(ValidationError) as refusal:
        commands.redefine_indicator(found, by=make.TEST, **whole)

    assert field in refusal.value.update_error_dict({})


def test_one_indicator_is_the_headline_and_satisfaction_begins_with_it():
    busy, quiet = make.scored_question(), make.scored_question("satisfaction")
    brought(make.wave(of=busy.survey_version), [10] * 30)
    brought(make.wave(of=quiet.survey_version), [5] * 6)
    first, second = make.indicator(question=busy), make.indicator(basis="share", question=quiet)
    assert topics()[0].recommends

    commands.choose_headline(first, by=make.TEST)
    commands.choose_headline(second, by=make.TEST)

    assert list(Indicator.objects.filter(headline=True)) == [second]
    assert not topics()[0].recommends


def test_the_headline_is_a_score_or_a_share_over_all_segments():
    segment = make.segment()
    for other in (make.indicator(basis="complaints"), make.indicator(segment=segment)):
        with pytest.raises(ValidationError, match="over all segments"):
            commands.choose_headline(other, by=make.TEST)


def test_the_headline_is_neither_given_up_nor_worked_out_as_a_mean():
    found = make.indicator(basis="share")
    commands.choose_headline(found, by=make.TEST)
    found.refresh_from_db()
    with pytest.raises(ValidationError, match="choose another headline first"):
        commands.retire_indicator(found, by=make.TEST, on=MARCH_9, because="Unused.")
    with pytest.raises(ValidationError, match="It is the headline"):
        commands.redefine_indicator(
            found, by=make.TEST, basis="mean", question=found.versions.get().question, on=MARCH_9, reason="Finer."
        )


def test_what_is_given_up_is_not_changed_any_more():
    found = commands.retire_indicator(make.indicator(), by=make.TEST, on=MARCH_9, because="Nobody used it.")
    with pytest.raises(ValidationError, match="given up on 2026-03-09"):
        commands.choose_headline(found, by=make.TEST)
    assert current() == []


def test_the_figure_of_an_indicator_is_that_of_the_satisfaction_page():
    wave = make.wave()
    for number, scores in enumerate(([10, 9, 3], [8, 2, 10], [9, 9], [1], [10])):
        brought(wave, scores, customer=make.customer(), segment=make.segment() if number == 0 else None)
    found = make.indicator(question=wave.survey_version.questions.get(place=1))

    seen, page = stand(found), overview(topics()[0], on=TODAY)

    assert seen.figure == page.figure
    assert (seen.n, seen.customers, seen.period) == (page.sample.n, page.customers, str(page.window))


def test_a_target_is_reached_or_missed_only_where_the_whole_interval_says_so():
    question = make.scored_question()
    brought(make.wave(of=question.survey_version), [10] * 60 + [7] * 20 + [3] * 20)
    targets = {Decimal(20): Standing.REACHED, Decimal(70): Standing.MISSED, Decimal(42): Standing.CANNOT_TELL}

    for target, expected in targets.items():
        assert stand(make.indicator(question=question, target=target)).standing is expected
    assert stand(make.indicator(question=question)).standing is Standing.NO_TARGET


def test_a_fall_of_complaints_is_better_and_their_target_lies_above():
    made = make.indicator(basis="complaints", target=Decimal(20))
    customer = make.customer()
    for day, many in ((datetime.date(2024, 9, 1), 1000), (datetime.date(2025, 9, 1), 1000)):
        enter_delivery(customer, by=make.TEST, first_on=day, last_on=day, quantity=many)
    for number in range(20):
        make.complaint(received_at=make.moment(datetime.date(2024, 9, 2 + number)))
    for number in range(4):
        make.complaint(received_at=make.moment(datetime.date(2025, 9, 2 + number)))

    seen = stand(made, on=datetime.date(2026, 3, 20))

    expected = poisson_rate(4, 1000)
    assert seen.figure.estimate == pytest.approx(1000 * expected.estimate)
    assert (seen.figure.low, seen.figure.high) == (
        pytest.approx(1000 * expected.low),
        pytest.approx(1000 * expected.high),
    )
    assert (seen.trend, seen.standing) == (Trend.BETTER, Standing.REACHED)
    assert seen.note == "4 complaints on 1,000 deliveries."


def test_without_deliveries_there_is_no_rate_and_with_few_complaints_no_time():
    make.complaint(received_at=make.moment(datetime.date(2026, 3, 2)))
    rate, days = make.indicator(basis="complaints"), make.indicator(basis="answer_time")
    assert "No delivery" in stand(rate).note
    assert "Fewer than 5 complaints" in stand(days).note
    assert stand(rate).standing is Standing.NO_FIGURE


def test_the_time_to_an_answer_counts_those_who_still_wait():
    for number in range(6):
        make.complaint(received_at=make.moment(datetime.date(2026, 3, 2 + number)))
    found = make.indicator(basis="answer_time")
    assert "Half of them still wait" in stand(found).note
    assert kaplan_meier([18 - n for n in range(6)], [False] * 6).median is None


def test_an_index_is_the_mean_of_its_questions_on_0_to_100():
    question = make.scored_question("satisfaction")
    brought(make.wave(of=question.survey_version), [5] * 10 + [3] * 10)

    seen = stand(make.indicator(basis="index", question=question))

    assert seen.figure.estimate == pytest.approx(75)
    assert 0 <= seen.figure.low < 75 < seen.figure.high <= 100


def test_few_answers_in_confidence_show_no_figure_of_a_segment():
    question, segment, other = make.scored_question(), make.segment(), make.segment()
    wave = make.wave(of=question.survey_version, confidentiality=Confidentiality.CONFIDENTIAL)
    brought(wave, [10] * 3, segment=segment)
    brought(wave, [9] * 30, segment=other)

    seen = stand(make.indicator(question=question, segment=segment))

    assert (seen.figure, seen.hidden) == (None, True)


def test_one_answer_and_answers_all_alike_give_a_sentence_and_no_error():
    question = make.scored_question("satisfaction")
    wave = make.wave(of=question.survey_version)
    found = [make.indicator(basis=basis, question=question) for basis in ("share", "mean", "index")]
    assert [s.figure for s in stands(current(found), TODAY)] == [None] * 3
    brought(wave, [5])
    assert [s.trend for s in stands(current(found), TODAY)] == [Trend.TOO_FEW] * 3
    brought(wave, [5] * 9)
    assert all(s.figure.low <= s.figure.estimate <= s.figure.high for s in stands(current(found), TODAY))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"source": " "}, "source"),
        ({"population": ""}, "population"),
        ({"measured_on": datetime.date(2026, 3, 10)}, "measured_on"),
        ({"value": Decimal(140)}, "value"),
    ],
)
def test_a_benchmark_without_source_population_or_a_possible_day_is_refused(given, field):
    found = make.indicator()
    with pytest.raises(ValidationError) as refusal:
        make.benchmark(found, **given)
    assert field in refusal.value.message_dict
    assert not found.benchmarks.exists()


def test_a_benchmark_is_withdrawn_once_and_with_a_reason():
    found = make.benchmark()
    with pytest.raises(ValidationError, match="Say why"):
        commands.withdraw_benchmark(found, by=make.TEST, on=MARCH_9, because="")
    gone = commands.withdraw_benchmark(found, by=make.TEST, on=MARCH_9, because="Another question was asked.")
    with pytest.raises(ValidationError, match="withdrawn on 2026-03-09"):
        commands.withdraw_benchmark(gone, by=make.TEST, on=MARCH_9, because="Again.")
