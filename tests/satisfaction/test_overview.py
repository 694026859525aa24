import datetime

import pytest

from heedful.core import clock
from heedful.core.actors import Public
from heedful.core.past import as_of
from heedful.feedback.models import Confidentiality, Response
from heedful.feedback.surveys.commands import bring_responses, exclude_response, take_answers
from heedful.satisfaction.compare import Trend
from heedful.satisfaction.overview import overview
from heedful.satisfaction.queries import latest_figure, signals_of, trends_by_segment
from heedful.satisfaction.topics import topics
from heedful.stats import Rule, recommend_score, wilson
from tests import make

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 20)


def brought(wave, scores, *, day=TODAY, segment=None, customer=None):
    """Answers as they come in by file, of any day; one without a score has words alone."""
    [question] = wave.survey_version.questions.exclude(kind="text")
    rows = [
        Response(
            wave=wave, answered_at=make.NOON, answered_on=day, segment=segment,
            answers=[] if score is None else [[str(question.pk), score]], customer=customer,
            confidentiality=wave.confidentiality,
        )
        for score in scores
    ]  # fmt: skip
    return bring_responses(rows, by=make.TEST)


def seen(**more):
    return overview(topics()[0], on=TODAY, **more)


def test_without_a_survey_there_is_nothing_to_look_at():
    make.organisation()

    assert topics() == []
    assert latest_figure(TODAY) is None


def test_no_answer_is_said_to_be_no_answer():
    make.wave()

    assert (seen().headline, seen().figure, seen().sample.n) == ("No answers yet", None, 0)


def test_one_answer_is_too_few_to_tell():
    make.answer(make.wave(), 10)

    assert (seen().headline, seen().figure) == ("One answer: too few to tell", None)


def test_the_figure_is_the_one_that_the_answers_give_by_hand():
    wave = make.wave()
    take_answers([make.sent(wave, n % 11) for n in range(33)], by=Public())

    figure = seen().figure

    assert figure == recommend_score([3] * 11)
    assert (figure.n, round(figure.estimate, 4)) == (33, round(6 / 33 - 21 / 33, 4))
    assert seen().response.asked == 0
    assert "each answer by itself" in seen().method


def test_satisfaction_is_the_share_of_four_and_five_with_its_mean():
    brought(make.wave(kind="satisfaction"), [5] * 6 + [4] * 4 + [1] * 10)

    assert seen().figure == wilson(10, 20)
    assert seen().mean.estimate == pytest.approx(2.8)


def test_an_answer_left_out_does_not_count():
    wave = make.wave(kind="satisfaction")
    rows = brought(wave, [5] * 6 + [1])

    exclude_response(rows[-1], by=make.TEST, reason="By staff")

    assert seen().figure == wilson(6, 6)


def test_the_page_opens_on_the_months_that_hold_answers_and_not_on_an_empty_last_year():
    brought(make.wave(), [9] * 6, day=datetime.date(2019, 5, 4))

    assert str(seen().window) == "Jun 2018 to May 2019"
    assert seen().sample.n == 6


def test_an_answer_without_a_day_stands_in_no_month_and_among_all_answers():
    wave = make.wave()
    brought(wave, [9] * 6)
    brought(wave, [9] * 3, day=None)

    assert (seen().sample.n, seen().undated) == (6, 3)
    assert seen(window="all").sample.n == 9


def test_all_who_answered_are_accounted_for_with_a_score_or_without():
    wave = make.wave()
    brought(wave, [9] * 6)
    brought(wave, [None])

    assert (seen().scored, seen().unscored, seen().sample.n) == (6, 1, 6)


@pytest.mark.parametrize(
    ("before", "now", "trend", "said"),
    [
        ([10] * 20 + [0] * 20, [10] * 40, Trend.BETTER, "Satisfaction rose, and the rise is real"),
        ([10] * 40, [10] * 20 + [0] * 20, Trend.WORSE, "Satisfaction fell, and the fall is real"),
        ([10] * 20 + [0] * 20, [10] * 21 + [0] * 19, Trend.NO_CLEAR_CHANGE, "No clear change in satisfaction"),
    ],
)
def test_a_change_is_called_one_only_where_its_interval_leaves_out_nought(before, now, trend, said):
    wave = make.wave()
    brought(wave, before, day=datetime.date(2025, 2, 1))
    brought(wave, now)

    assert (seen().change.trend, seen().headline) == (trend, said)


def test_a_segment_that_is_lower_is_named_only_after_correction():
    wave, low, high = make.wave(), make.segment("North"), make.segment("South")
    brought(wave, [0] * 15 + [10] * 5, segment=low)
    brought(wave, [10] * 35 + [0] * 5, segment=high)

    rows = {row.segment: row.standing for row in seen().rows}

    assert rows == {low.pk: "lower", high.pk: "higher"}
    assert "North is lower than all others together" in seen().explanation
    assert "two comparisons" in seen().explanation


def test_segments_that_differ_by_chance_are_not_named():
    wave = make.wave()
    for name in "ABCDE":
        brought(wave, [10, 9, 8, 3, 10, 0], segment=make.segment(name))

    assert {row.standing for row in seen().rows} == {""}
    assert "No segment stands out" in seen().explanation


def test_where_customers_repeat_the_interval_goes_by_customer():
    wave = make.wave()
    one, other = make.customer(), make.customer()
    brought(wave, [10] * 20, customer=one)
    brought(wave, [0] * 20, customer=other)

    view = seen()

    assert view.customers == 2
    assert view.figure.half_width > recommend_score([20, *[0] * 9, 20]).half_width
    assert "40 answers from 2 customers" in view.method


def test_eight_months_on_one_side_are_a_shift_and_one_far_off_is_outside():
    wave = make.wave()
    for month in range(24):
        year, number = divmod(month, 12)
        promoters = 10 + (month % 2) if month < 12 else 17 + (month % 2)
        brought(wave, [10] * promoters + [8] * (20 - promoters), day=datetime.date(2024 + year, number + 1, 5))

    found = signals_of(topics()[0], on=TODAY)

    assert {Rule.RUN_OF_EIGHT, Rule.OUTSIDE_LIMITS} == {signal.rule for signal in found}
    run = next(signal for signal in found if signal.rule is Rule.RUN_OF_EIGHT)
    assert (run.above, run.months[0]) == (True, datetime.date(2024, 12, 1))
    assert "13 months in a row above the centre line since Dec 2024" in run.long


def test_a_changed_wording_is_another_topic_and_marked_on_the_chart():
    from heedful.feedback.surveys.commands import draft_version, publish_version

    survey = make.survey()
    first = publish_version(survey.versions.get(), by=make.TEST, on=datetime.date(2025, 1, 1))
    brought(make.wave(of=first), [9] * 6, day=datetime.date(2025, 2, 1))
    draft = draft_version(survey, by=make.TEST)
    make.reworded(draft, "Would you recommend us?")
    brought(make.wave(of=publish_version(draft, by=make.TEST, on=datetime.date(2026, 3, 1))), [3] * 7)

    new, old = topics()

    assert (new.series, new.answers, old.series, old.answers) == (2, 7, 1, 6)
    assert overview(new, on=TODAY).sample.n == 7
    assert [event.label for event in overview(old, on=TODAY).events] == ["wording changed"]


def test_small_groups_of_a_confidential_wave_are_not_shown_nor_given_away():
    wave = make.wave(confidentiality=Confidentiality.CONFIDENTIAL)
    small, second, large = (make.segment(name) for name in ("Small", "Second", "Large"))
    brought(wave, [0] * 3, segment=small)
    brought(wave, [10] * 6, segment=second)
    brought(wave, [10] * 30, segment=large)

    rows = {row.segment: row for row in seen().rows}

    assert (rows[small.pk].figure, rows[small.pk].n) == (None, None)
    assert (rows[second.pk].figure, rows[second.pk].n) == (None, None)
    assert rows[large.pk].n == 30
    assert seen(segment=small.pk).headline == "Too few answers to be shown"
    assert seen(segment=small.pk).sample.n == 0


def test_four_answers_of_a_confidential_wave_show_nothing_at_all():
    brought(make.wave(confidentiality=Confidentiality.CONFIDENTIAL), [0] * 4)

    assert (seen().figure, seen().sample.n, seen().hidden) == (None, 0, True)
    assert [month.n for month in seen().series.months] == [None]


def test_the_response_rate_stands_beside_the_figure():
    for _ in range(4):
        make.asked_contact()
    wave, invited = make.asked_wave()
    make.answer(wave, 9, invitation=invited[0].invitation)

    found = seen().response

    assert (found.asked, found.answered, found.rr1) == (4, 1, 0.25)


def test_each_segment_says_where_it_went():
    wave, segment = make.wave(), make.segment()
    brought(wave, [10] * 20, day=datetime.date(2025, 2, 1), segment=segment)
    brought(wave, [0] * 20, segment=segment)

    [row] = trends_by_segment(topics()[0], on=TODAY)

    assert (row.name, row.trend, row.n) == (segment.name, Trend.WORSE, 20)


def test_a_page_asks_as_few_questions_for_many_answers_as_for_few(django_assert_num_queries):
    wave = make.wave()
    brought(wave, [9] * 6)
    topic = topics()[0]
    with django_assert_num_queries(4):
        overview(topic, on=TODAY)

    for month in range(1, 13):
        brought(wave, [3] * 40, day=datetime.date(2025, month, 3), segment=make.segment())
    with django_assert_num_queries(6):
        assert overview(topics()[0], on=TODAY).sample.n == 6 + 9 * 40


def test_looking_at_a_past_day_shows_the_figure_of_then():
    with clock.at(datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC), simulated=True):
        wave = make.wave()
        brought(wave, [10] * 6)
    with clock.at(datetime.datetime(2026, 3, 15, 12, tzinfo=datetime.UTC), simulated=True):
        brought(wave, [0] * 6)

    with as_of(datetime.date(2026, 3, 12)):
        then = seen()

    assert (then.sample.n, then.figure.estimate) == (6, 1.0)
    assert seen().sample.n == 12
