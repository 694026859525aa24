"""The pages on which a survey is made, and those of its answers."""

import json

import pytest

from heedful.core.permissions import AccessRole
from heedful.feedback.models import Response, SurveyQuestion, SurveyVersion, Wave
from heedful.feedback.surveys.commands import change_draft
from tests import make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def draft():
    found = make.survey().versions.get()
    make.question(found, "one", "Which depot?", options=make.options("Oslo", "Bergen"))
    return make.fresh(found)


def test_a_question_is_added_with_its_choices_in_two_languages_and_a_condition(draft):
    change_draft(draft, by=make.TEST, languages="en nb")
    browser = make.browser()
    form = {
        "wording-en": "What was late?", "wording-nb": "Hva var sent?", "options-en": "Fish\nFruit\n",
        "options-nb": "Fisk\nFrukt", "shown_if": "at_most", "shown": "1:6", "help_words-en": "The last time.",
    }  # fmt: skip

    asked = browser.post(f"/surveys/versions/{draft.pk}/ask/several", form, follow=True)

    last = SurveyQuestion.objects.get(place=4)
    assert last.options == [[1, [["en", "Fish"], ["nb", "Fisk"]]], [2, [["en", "Fruit"], ["nb", "Frukt"]]]]
    assert (last.shown_if, last.shown_value, last.shown_after.place, last.required) == ("at_most", 6, 1, False)
    page = text(asked)
    assert "Only if you answered 0 to 6 to “How likely are you to recommend us to a colleague?”" in page
    assert "the help of question 4 in nb" in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(draft):
    refused = make.browser().post(
        f"/surveys/versions/{draft.pk}/ask/rating", {"wording-en": "How <warm>?", "lowest": "5", "highest": "2"}
    )

    assert refused.status_code == 422
    assert "The scale goes up" in text(refused)
    assert "How &lt;warm&gt;?" in text(refused)


def test_a_question_is_changed_moved_and_taken_out(draft):
    browser, last = make.browser(), draft.questions.last()

    page = text(browser.get(f"/surveys/questions/{last.pk}"))
    assert "Oslo\nBergen" in page
    form = {"version": last.version, "wording-en": "From where?", "options-en": "Bergen\nOslo"}
    browser.post(f"/surveys/questions/{last.pk}", form)
    last = make.fresh(last)
    assert [number for number, _ in last.options] == [2, 1]
    browser.post(f"/surveys/questions/{last.pk}/move", {"version": last.version, "up": "1"})
    assert [q.place for q in draft.questions.order_by("line")] == [1, 3, 2]
    browser.post(f"/surveys/questions/{last.pk}/drop", {"version": make.fresh(last).version})
    assert draft.questions.count() == 2


def test_what_cannot_be_done_is_said_on_the_page_it_was_asked_on(draft):
    first = draft.questions.first()
    make.question(draft, shown_after=first, shown_if="is", shown_value=3)
    browser = make.browser()

    dropped = browser.post(f"/surveys/questions/{first.pk}/drop", {"version": first.version}, follow=True)
    moved = browser.post(f"/surveys/questions/{first.pk}/move", {"version": first.version, "up": "1"}, follow=True)

    assert "Whether question 4 is shown hangs on this one" in text(dropped)
    assert "first question already" in text(moved)


def test_a_missing_translation_is_named_and_publishing_says_so(draft):
    browser = make.browser()
    form = {"version": draft.version, "languages": ["en", "nb"], "first": "en", "intro-en": "Hello"}
    browser.post(f"/surveys/versions/{draft.pk}/words", form)

    page = text(browser.get(f"/surveys/versions/{draft.pk}"))
    refused = browser.post(f"/surveys/versions/{draft.pk}/publish", {}, follow=True)

    assert "choice 2 of question 3 in nb" in page
    assert "A translation is missing" in text(refused)
    assert SurveyVersion.objects.get().state == "draft"


def test_a_language_whose_buttons_are_english_is_named(draft):
    change_draft(draft, by=make.TEST, languages="en fi")

    assert "Buttons and messages are in English in Suomi" in text(make.browser().get(f"/surveys/versions/{draft.pk}"))


def test_the_preview_says_how_long_it_takes_and_whom_a_question_is_for(draft):
    make.question(draft, "yes_no", "Did we call?", shown_after=draft.questions.last(), shown_if="is", shown_value=2)

    page = text(make.browser().get(f"/surveys/versions/{draft.pk}/preview"))

    assert "4 questions, about a minute" in page
    assert "Only if you answered Bergen to “Which depot?”" in page


def test_no_such_kind_is_no_page(draft):
    assert make.browser().get(f"/surveys/versions/{draft.pk}/ask/guess").status_code == 404


def test_a_member_looks_at_a_draft_and_changes_nothing(draft):
    member = make.browser(make.person(role=AccessRole.MEMBER))

    assert "Ask one more" not in text(member.get(f"/surveys/versions/{draft.pk}"))
    assert member.get(f"/surveys/versions/{draft.pk}/ask/one").status_code == 403
    assert member.post(f"/surveys/questions/{draft.questions.first().pk}/drop", {}).status_code == 403


def test_a_sheet_of_paper_is_entered_and_a_wrong_one_comes_back_filled():
    wave, browser = make.wave(), make.browser()
    with make.clock_at("2026-03-10"):
        refused = browser.post(f"/surveys/waves/{wave.pk}/paper", {"on": "2026-03-09", "q1": "11", "comment": "In ink"})
        entered = browser.post(f"/surveys/waves/{wave.pk}/paper", {"on": "2026-03-09", "q1": "4", "comment": "In ink"})

    assert (refused.status_code, entered.status_code) == (422, 302)
    assert "Question 1: Choose a number from 0 to 10." in text(refused)
    assert "In ink" in text(refused)
    assert Response.objects.get().flag == "staff"


def test_answers_that_need_a_look_are_found():
    wave = make.wave()
    make.answer(wave, 9, flag="too_fast straight", comment="Quick")
    make.answer(wave, 2, comment="Slow")
    browser = make.browser()

    flagged = text(browser.get(f"/surveys/waves/{wave.pk}/answers?state=flagged"))

    assert "Too fast" in flagged
    assert "The same number all the way" in flagged
    assert "Quick" in flagged
    assert "Slow" not in flagged
    assert "Slow" in text(browser.get(f"/surveys/waves/{wave.pk}/answers"))


def test_answers_in_confidence_are_not_listed():
    wave = make.wave(confidentiality="confidential")
    make.answer(wave, 9, comment="Between us")

    page = text(make.browser().get(f"/surveys/waves/{wave.pk}/answers"))

    assert "Nobody is shown these one by one" in page
    assert "Between us" not in page


def test_an_answer_is_read_question_by_question(draft):
    wave = make.wave(of=make.published(draft))
    sent = make.filled(wave, {"q1": "9", "q3": "2", "comment": "Fine"})
    make.taken(sent)

    page = text(make.browser().get(f"/surveys/answers/{Response.objects.get().pk}"))

    assert "Which depot?" in page
    assert "Bergen" in page


def test_a_limit_is_set():
    wave = make.wave()

    make.browser().post(f"/surveys/waves/{wave.pk}/limit", {"version": wave.version, "most_answers": "5"})

    assert Wave.objects.get().most_answers == 5


def test_the_statements_do_not_grow_with_questions_and_answers(django_assert_max_num_queries):
    browser, draft = make.browser(), make.survey().versions.get()
    for many in (2, 27):
        for _ in range(many):
            make.question(draft, "several", options=make.options("A", "B"), required=False)
        wave = make.wave(of=make.version())
        make.taken(*(make.sent(wave, 2, comment="Late") for _ in range(many)))
        first = draft.questions.first()
        for path in (
            f"/surveys/versions/{draft.pk}", f"/surveys/versions/{draft.pk}/preview", f"/surveys/questions/{first.pk}",
            f"/surveys/versions/{draft.pk}/ask/one", f"/surveys/waves/{wave.pk}/answers",
            f"/surveys/waves/{wave.pk}/paper",
        ):  # fmt: skip
            with django_assert_max_num_queries(12):
                assert browser.get(path).status_code == 200, path


def test_no_text_breaks_a_question(draft, shared):
    texts = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    texts = (texts if isinstance(texts, list) else list(texts.values()))[::6]
    browser, last, wave, seen = make.browser(), draft.questions.last(), make.wave(), set()
    names = ("wording-en", "options-en", "help_words-en", "shown", "shown_if", "lowest", "highest", "q1", "on", "sheet")

    for words in map(str, texts):
        form = dict.fromkeys(names, words)
        seen.add(
            browser.post(f"/surveys/versions/{draft.pk}/ask/one", form | {"options-en": f"{words}\nB"}).status_code
        )
        seen.add(browser.post(f"/surveys/questions/{last.pk}", form).status_code)
        seen.add(browser.post(f"/surveys/waves/{wave.pk}/paper", form).status_code)
        seen.add(browser.get(f"/surveys/waves/{wave.pk}/answers", {"state": words, "flag": words}).status_code)

    assert seen <= {200, 302, 422}
