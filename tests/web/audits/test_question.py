import pytest

from heedful.audits.catalogue import questions
from heedful.audits.commands import ask_questions, set_threshold
from heedful.audits.models import NotApplicable, Threshold
from heedful.feedback.surveys.cells import rebuild_cells
from tests import make
from tests.audits import survey_story as story

pytestmark = pytest.mark.django_db
ACKNOWLEDGE = "/questions/hc-do-acknowledge"


def busy_house(many):
    """A house with some of everything, so that each question reads something."""
    segment = story.segment(customers=many)
    to = story.wave(story.version())
    story.answers(to, segment, many, score=3, allows_contact=True)
    story.invited(to, segment, I=many, U=many)
    for n in range(many):
        make.heard_complaint(make.back(60 + n % 3), customer=segment.customers.first())
    rebuild_cells()


@pytest.mark.parametrize("question", list(questions()))
def test_every_question_has_its_page_in_twelve_statements_at_most(question, django_assert_max_num_queries):
    busy_house(6)
    browser = make.browser()
    ask_questions(by=browser.person, as_of=make.DAY)
    with django_assert_max_num_queries(12):
        page = browser.get(f"/questions/{question}")
    assert page.status_code == 200
    assert questions()[question].ask.replace("'", "&#x27;") in page.content.decode()


@pytest.mark.parametrize("question", ["hc-do-acknowledge", "hc-do-resolve", "hc-do-close-loop", "sa-acted-on"])
def test_a_question_costs_the_same_whatever_the_number_of_rows(question, django_assert_max_num_queries):
    busy_house(40)
    browser = make.browser()
    with django_assert_max_num_queries(12):
        browser.get(f"/questions/{question}")


def test_a_question_shows_its_conditions_its_limits_and_what_fell_short():
    late = make.heard_complaint(make.back(60), words="It came late & warm.")
    page = make.browser().get(ACKNOWLEDGE).content.decode()
    for words in ("0 of 1", "our default", "95%", "None acknowledged later than 10 working days", "Challenge",
                  "It came late &amp; warm.", late.key, "ISO 9001:2026"):  # fmt: skip
        assert words in page, words


def test_pressing_a_number_opens_exactly_those_rows():
    late = make.heard_complaint(make.back(60), words="It came late.")
    make.heard_complaint(make.back(60), words="It came warm.", acknowledged_at=make.back(59))
    browser = make.browser()
    missed = browser.get(f"{ACKNOWLEDGE}/rows/in-time/missed").content.decode()
    kept = browser.get(f"{ACKNOWLEDGE}/rows/in-time/kept").content.decode()
    both = browser.get(f"{ACKNOWLEDGE}/rows/in-time/all").content.decode()
    assert ("It came late." in missed, "It came warm." in missed) == (True, False)
    assert ("It came late." in kept, "It came warm." in kept) == (False, True)
    assert ("It came late." in both, "It came warm." in both) == (True, True)
    assert late.key in missed


def test_rows_come_in_pages_and_cost_the_same(django_assert_max_num_queries):
    for n in range(60):
        make.heard_complaint(make.back(60), words=f"Late {n}.")
    browser = make.browser()
    with django_assert_max_num_queries(12):
        first = browser.get(f"{ACKNOWLEDGE}/rows/in-time/all")
    second = browser.get(f"{ACKNOWLEDGE}/rows/in-time/all?page=2")
    assert first.content.decode().count("Late ") == 25
    assert second.content.decode().count("Late ") == 25


@pytest.mark.parametrize("address", ["hc-none", "hc-do-acknowledge/rows/in-time/odd", "hc-do-acknowledge/rows/none/all",
                                     "hc-do-acknowledge/rows/in-time/listed-99",
                                     "hc-do-acknowledge/thresholds/colour"])  # fmt: skip
def test_what_is_not_there_is_not_found(address):
    assert make.browser().get(f"/questions/{address}").status_code == 404


def test_answers_of_persons_are_counted_and_not_listed():
    story.answers(story.wave(story.version()), story.segment(), 6)
    rebuild_cells()
    page = make.browser().get("/questions/hc-check-reliable/rows/unchanged/all").content.decode()
    assert "Answers of persons are counted and not listed" in page


def test_a_threshold_is_proposed_in_per_cents_and_signed_by_top_management():
    manager, leader = make.browser(), make.browser(make.person(role="top_management"))
    form = {"value": "98", "since": make.DAY.isoformat(), "reason": "Our customers wait less."}
    assert manager.post(f"{ACKNOWLEDGE}/thresholds/share", form).status_code == 302
    threshold = Threshold.objects.get()
    assert threshold.value == "0.98"
    assert "Sign it" not in manager.get(ACKNOWLEDGE).content.decode()
    assert "Sign it" in leader.get(ACKNOWLEDGE).content.decode()
    assert leader.post(f"/questions/thresholds/{threshold.pk}/sign").status_code == 302
    page = manager.get(ACKNOWLEDGE).content.decode()
    assert "98%" in page
    assert "signed by" in page
    assert leader.post(f"/questions/thresholds/{threshold.pk}/sign").status_code == 422


@pytest.mark.parametrize(
    "form", [{"value": "98", "reason": ""}, {"value": "0.5", "reason": "x"}, {"value": "many", "reason": "x"}, {}]
)
def test_a_threshold_without_reason_or_out_of_range_keeps_what_was_typed(form):
    page = make.browser().post(f"{ACKNOWLEDGE}/thresholds/share", {"since": make.DAY.isoformat()} | form)
    assert page.status_code == 422
    assert not Threshold.objects.exists()


def test_a_threshold_may_be_declined():
    manager = make.browser()
    threshold = set_threshold("hc-do-acknowledge", by=manager.person, name="share", value="0.98", since=make.DAY,
                              reason="x")  # fmt: skip
    assert manager.post(f"/questions/thresholds/{threshold.pk}/withdraw", {"reason": "No."}).status_code == 302
    assert not Threshold.objects.exists()


def test_a_question_is_excluded_by_two_and_asked_again():
    manager, leader = make.browser(), make.browser(make.person(role="top_management"))
    form = {"since": make.DAY.isoformat(), "reason": "We have no desk."}
    assert manager.post("/questions/hc-plan-roles/not-applicable", form).status_code == 302
    declared = NotApplicable.objects.get()
    assert leader.post(f"/questions/exclusions/{declared.pk}/sign").status_code == 302
    page = manager.get("/questions/hc-plan-roles").content.decode()
    assert "This question does not apply here: We have no desk." in page
    assert manager.post(f"/questions/exclusions/{declared.pk}/end", {"reason": "We have."}).status_code == 302


def test_what_applies_to_everybody_is_refused_and_not_offered():
    manager = make.browser()
    assert "does not apply to us" not in manager.get(ACKNOWLEDGE).content.decode()
    form = {"since": make.DAY.isoformat(), "reason": "x"}
    assert manager.post(f"{ACKNOWLEDGE}/not-applicable", form).status_code == 422


def test_a_past_day_is_asked_as_it_stood():
    make.heard_complaint(make.back(60), entered=make.back(20))
    browser = make.browser()
    browser.post("/as-at", {"day": make.back(30).isoformat()})
    page = browser.get(ACKNOWLEDGE).content.decode()
    assert "Nothing on record yet." in page


def test_who_reads_no_records_reads_no_answers():
    administrator = make.browser(make.person(role="administrator"))
    assert administrator.get(ACKNOWLEDGE).status_code == 403
    assert administrator.get(f"{ACKNOWLEDGE}/rows/in-time/all").status_code == 403


def test_who_may_not_change_thresholds_is_refused():
    member = make.browser(make.person(role="member"))
    assert "Change</a>" not in member.get(ACKNOWLEDGE).content.decode()
    assert member.get(f"{ACKNOWLEDGE}/thresholds/share").status_code == 403
