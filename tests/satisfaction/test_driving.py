import datetime
import random

import pytest

from heedful.feedback.models import Response
from heedful.feedback.surveys.commands import bring_responses
from heedful.satisfaction.driving import asked_surveys, driving, headline
from heedful.satisfaction.indicators.figures import current, stands
from tests import make
from tests.satisfaction.test_overview import TODAY

pytestmark = pytest.mark.django_db
THINGS = ("Punctual?", "Polite?", "Well packed?")


def several(*, kinds=("satisfaction",) * 3, outcome="satisfaction"):
    """A published survey that asks for the whole and for three things."""
    draft = make.survey(kind=outcome).versions.get()
    for words, kind in zip(THINGS, kinds, strict=True):
        make.question(draft, kind, words)
    return make.published(draft)


def answered(version, many, *, weights=(1.0, 0.0, 0.0), customers=(), seed=1, noise=0.6):
    """Answers in which the whole follows the things by their weights."""
    asked = {q.wording[0][1]: q for q in version.questions.exclude(kind="text")}
    whole = next(q for words, q in asked.items() if words not in THINGS)
    chance, wave, rows = random.Random(seed), make.wave(of=version), []
    for number in range(many):
        parts = [chance.randint(1, 5) for _ in THINGS]
        felt = 3 + sum(w * (part - 3) for w, part in zip(weights, parts, strict=True)) + chance.gauss(0, noise)
        pairs = [[str(asked[words].pk), part] for words, part in zip(THINGS, parts, strict=True)]
        low, high = whole.scale
        rows.append(
            Response(
                wave=wave, answered_at=make.NOON, answered_on=datetime.date(2026, 3, 5), confidentiality="named",
                customer=customers[number % len(customers)] if customers else None,
                answers=[*pairs, [str(whole.pk), max(low, min(high, round(felt)))]],
            )
        )  # fmt: skip
    bring_responses(rows, by=make.TEST)
    return wave


def seen():
    [survey] = asked_surveys()
    return driving(survey)


def test_a_survey_that_asks_one_thing_has_no_drivers():
    make.version()
    assert asked_surveys() == []


def test_what_goes_with_satisfaction_is_named_with_its_interval():
    answered(several(), 200)

    found = seen()

    first, *rest = found.places
    assert headline(found) == "“Punctual?” goes with satisfaction most"
    assert first.importance.low > max(place.importance.high for place in rest)
    assert (found.answers, found.complete, found.customers, found.refusal) == (200, 200, None, "")
    assert sum(p.importance.estimate for p in found.places) == pytest.approx(found.drivers.explained.estimate)
    assert all(0 <= p.performance.low <= p.performance.estimate <= p.performance.high <= 1 for p in found.places)


def test_an_order_that_may_be_chance_is_not_called_one():
    answered(several(), 120, weights=(0.5, 0.5, 0.0))
    assert "which, cannot be told" in headline(seen())


def test_things_that_have_nothing_to_do_with_it_are_said_to_have_little():
    answered(several(), 200, weights=(0, 0, 0), noise=1.5)
    assert "hardly goes with" in headline(seen())


def test_fewer_answers_than_stated_are_refused_by_number():
    answered(several(), 73)
    found = seen()
    assert found.drivers is None
    assert found.refusal == "74 independent answers to all questions are needed, and there are 73."
    assert "Too few" in headline(found)


def test_customers_who_answer_again_and_again_are_no_more_than_so_many_customers():
    customers = [make.customer() for _ in range(20)]
    answered(several(), 200, customers=customers)
    found = seen()
    assert (found.customers, found.drivers) == (20, None)
    assert "there are 20" in found.refusal


def test_a_thing_that_all_judged_alike_is_a_sentence_and_no_error():
    version = several()
    wave = make.wave(of=version)
    pks = [str(q.pk) for q in version.questions.exclude(kind="text")]
    rows = [
        Response(wave=wave, answered_at=make.NOON, answered_on=TODAY, answers=[[pk, 4] for pk in pks])
        for _ in range(90)
    ]  # fmt: skip
    bring_responses(rows, by=make.TEST)
    assert "same answer" in seen().refusal


def test_no_answer_at_all_is_a_sentence():
    several()
    assert "there are 0" in seen().refusal


def test_a_question_shown_to_some_alone_is_no_driver():
    draft = make.survey(kind="satisfaction").versions.get()
    first = draft.questions.get(place=1)
    make.question(draft, "satisfaction", "Polite?", shown_after=first, shown_if="at_most", shown_value=2)
    make.published(draft)
    assert asked_surveys() == []


def test_the_page_shows_map_table_and_method(django_assert_max_num_queries):
    answered(several(outcome="recommend", kinds=("satisfaction", "effort", "satisfaction")), 150)
    browser = make.browser()
    with django_assert_max_num_queries(12):
        page = browser.get("/satisfaction/drivers?survey=x").text
    for shown in ("goes with satisfaction most", "LMG shares", "Punctual?", "keep it up", "refused below 74"):
        assert shown in page


def test_the_page_refuses_in_words():
    answered(several(), 20)
    assert "74 independent answers" in make.browser().get("/satisfaction/drivers").text


def test_effort_and_index_are_worked_out_from_the_questions_of_one_survey():
    version = several(kinds=("satisfaction", "effort", "satisfaction"))
    answered(version, 30)
    effort = version.questions.get(kind="effort")
    whole = version.questions.get(place=1)
    easy = make.indicator(basis="effort", question=effort)
    index = make.indicator(basis="index", question=whole)

    by_name = {s.version.indicator_id: s for s in stands(current(), TODAY)}

    scores = [dict(map(tuple, r.answers))[str(effort.pk)] for r in Response.objects.all()]
    assert by_name[easy.pk].figure.estimate == pytest.approx(sum(score >= 5 for score in scores) / 30)
    assert by_name[index.pk].note == "From 4 questions of one weight."
    assert by_name[index.pk].figure.low < by_name[index.pk].figure.estimate
