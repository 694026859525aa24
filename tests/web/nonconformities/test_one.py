from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.afterwards import decide_nonconformity
from heedful.improvement import causes
from heedful.improvement.models import CauseAnalysis, Correction, CorrectiveAction, Nonconformity, Why
from tests import make

pytestmark = pytest.mark.django_db


def page(browser, case):
    return browser.get(f"/nonconformities/{case.pk}").text


def test_a_case_goes_all_the_way_by_the_mouse():
    browser, long_ago = make.browser(), today() - timedelta(days=200)
    browser.post("/nonconformities/new", {
        "statement": "Goods at 9 °C", "requirement_words": "0 to 4 °C", "evidence": "Logger 14", "severity": 3,
        "code": "cold", "found_at": f"{long_ago}T09:00",
    })  # fmt: skip
    case = Nonconformity.objects.get()
    at = f"/nonconformities/{case.pk}"
    assert "Nothing is contained or put right yet." in page(browser, case)

    browser.post(f"{at}/correct", {"kind": "correction", "what": "Replaced", "version": 1})
    correction = Correction.objects.get()
    browser.post(f"/nonconformities/corrections/{correction.pk}/done", {"consequences": "New goods", "version": 1})
    assert "Its cause is not looked for yet." in page(browser, case)

    browser.post(f"{at}/analyse", {"method": "five_whys", "on": long_ago, "version": 1})
    analysis = CauseAnalysis.objects.get()
    why = f"/nonconformities/causes/{analysis.pk}/why"
    browser.post(why, {"words": "It stood outside", "evidence": "Camera", "version": 1})
    top = Why.objects.get()
    browser.post(why, {"words": "Nobody heard it", "evidence": "Asked", "parent": top.pk, "version": 1})
    low = Why.objects.exclude(pk=top.pk).get()
    browser.post(f"/nonconformities/whys/{low.pk}/root", {"version": 1})
    assert low.parent == top
    browser.post(f"/nonconformities/causes/{analysis.pk}/found", {
        "cause": "No alarm", "cause_class": "equipment", "evidence": "Seen", "on": long_ago, "version": 1,
    })  # fmt: skip
    text = page(browser, case)
    assert "The cause is found; nothing is planned against it yet." in text
    assert "the cause" in text.split('class="tree"')[2]

    owner = make.person()
    browser.post(f"{at}/plan", {
        "what": "Alarm", "owner": owner.pk, "due_on": today(), "criterion": "Warm goods", "higher_is_better": "less",
        "baseline_k": 20, "baseline_n": 1000, "threshold": "0.5", "window_days": 90, "version": 1,
    })  # fmt: skip
    planned = CorrectiveAction.objects.get()
    text = page(browser, case)
    assert f"{planned.action.key} is due on" in text
    assert "Before, 20 of 1,000. If it gets exactly as good as planned, the data can tell from" in text


def test_the_verdict_is_shown_with_its_interval_and_the_case_closes():
    planned = make.done_corrective_action()
    case, browser = planned.nonconformity, make.browser()
    assert "somebody else looks at the data now" in page(browser, case)
    browser.post(f"/nonconformities/actions/{planned.pk}/judge",
                 {"after_k": 2, "after_n": 1000, "on": make.LATER, "version": 1})  # fmt: skip
    text = page(browser, case)
    assert "After over before: 0.10, 0.01 to 0.41; at most 0.5 was to be reached" in text
    assert "Before 20 of 1,000, after 2 of 1,000." in text
    assert "Look where else it could happen, then close." in text
    at = f"/nonconformities/{case.pk}"
    browser.post(f"{at}/elsewhere", {"scope": "All docks", "result": "None", "on": make.LATER, "version": 1})
    assert "It worked; it can be closed." in page(browser, case)
    answer = browser.post(f"{at}/effective", {"on": make.LATER, "version": 1})
    assert answer.status_code == 302
    assert "Closed on 3 Aug 2026: corrective action was effective." in page(browser, case)


def test_cannot_tell_is_shown_as_an_answer_and_not_effective_as_the_way_back():
    unsure, wrong = make.nonconformity("Unsure"), make.nonconformity("Wrong", code="door")
    make.review(make.done_corrective_action(unsure), k=0, n=40)
    make.review(make.done_corrective_action(wrong), k=60)
    browser = make.browser()
    assert "That is an answer; look again when there is more." in page(browser, unsure)
    text = page(browser, wrong)
    assert "rejected" in text
    assert "taken up again on 3 Aug 2026" in text
    assert "no longer counts" in text


def test_who_carries_it_out_is_told_that_somebody_else_judges():
    owner = make.person()
    planned = make.done_corrective_action(owner=owner)
    browser = make.browser(owner)
    assert "somebody else looks at the data" in page(browser, planned.nonconformity)
    answer = browser.post(f"/nonconformities/actions/{planned.pk}/judge",
                          {"after_k": 2, "after_n": 1000, "on": make.LATER, "version": 1})  # fmt: skip
    assert answer.status_code == 422
    assert "Ask somebody else to look at the data." in answer.text


def test_a_changed_criterion_stands_beside_the_old_one():
    planned = make.corrective_action()
    browser = make.browser()
    form = {"criterion": "Warm goods", "higher_is_better": "less", "baseline_k": 20, "baseline_n": 900,
            "threshold": "0.4", "window_days": 90, "reason": "Counted twice", "version": 1}  # fmt: skip
    assert browser.post(f"/nonconformities/actions/{planned.pk}/criterion", form).status_code == 302
    text = page(browser, planned.nonconformity)
    assert "Was: Deliveries above 4 °C" in text
    assert "before 20 of 900" in text


def test_what_was_refused_stays_in_the_form():
    case = make.nonconformity()
    browser = make.browser()
    answer = browser.post(f"/nonconformities/{case.pk}/effective", {"on": "2026-08-03", "version": 1})
    assert (answer.status_code, "No corrective action stands behind it" in answer.text) == (422, True)
    answer = browser.post("/nonconformities/new", {"statement": "Kept words", "severity": 3, "evidence": "x"})
    assert (answer.status_code, "Kept words" in answer.text) == (422, True)
    make.done_correction(case)
    browser.post(f"/nonconformities/{case.pk}/change", {"statement": "Now", "requirement_words": "x", "evidence": "x",
                                                        "severity": 2, "version": 1})  # fmt: skip
    clash = browser.post(f"/nonconformities/{case.pk}/risks", {"decision": "Mine", "version": 1})
    assert (clash.status_code, "Mine" in clash.text) == (409, True)


def test_the_past_and_an_auditor_are_shown_no_buttons():
    case = make.nonconformity()
    text = page(make.browser(make.person(role=AccessRole.INTERNAL_AUDITOR)), case)
    assert "What is done at once?" not in text
    assert "Goods arrived at 9 °C" in text


@pytest.mark.parametrize("name", ["nothing", "correct", "plan", "weak", "reopen", "change", "risks", "told"])
def test_each_step_has_a_page_and_an_unknown_one_has_none(name):
    case = make.nonconformity()
    expected = 404 if name == "nothing" else 200
    assert make.browser().get(f"/nonconformities/{case.pk}/{name}").status_code == expected


def test_the_questions_asked_do_not_grow_with_what_hangs_on_a_case(django_assert_max_num_queries):
    case, browser = make.nonconformity(), make.browser()
    analysis = make.begun_analysis(case, method="five_whys")
    for round_ in range(2):
        for number in range(3 + 12 * round_):
            make.done_correction(case, what=f"Done {round_} {number}")
            make.extent_check(case, scope=f"Dock {round_} {number}")
            causes.add_why(analysis, by=make.TEST, words=f"Why {round_} {number}", evidence="x")
        with django_assert_max_num_queries(12):
            assert browser.get(f"/nonconformities/{case.pk}").status_code == 200
    causes.mark_root(Why.objects.first(), by=make.TEST)
    causes.finish_analysis(make.fresh(analysis), by=make.TEST, on=make.DAY, cause="x", cause_class="method",
                           evidence="x")  # fmt: skip
    for number in range(12):
        planned = make.done_corrective_action(case, what=f"Alarm {number}")
        make.review(planned, k=0, n=50)
        make.nonconformity(f"Again {number}", found_on=make.DAY + timedelta(days=3))
    with django_assert_max_num_queries(12):
        text = page(browser, case)
    assert "It came back." in text
    assert f'href="/nonconformities/{case.pk}/reopen">It came back: look for the cause again' in text


def test_a_case_from_a_complaint_begins_with_what_the_complaint_says():
    complaint = make.complaint()
    browser = make.browser()
    text = browser.get(f"/nonconformities/new?source={complaint.ref}").text
    assert f"It comes from the complaint {complaint.key}" in text
    assert f"words stand in {complaint.feedback.key}" in text


@pytest.mark.parametrize("source", ["", "x", "complaint/1", "complaint/%00", "nothing/1", "process/" + "9" * 90])
def test_a_source_that_is_not_there_gives_an_empty_form(source):
    assert make.browser().get(f"/nonconformities/new?source={source}").status_code == 200


def test_a_case_from_a_requirement_names_it():
    requirement = make.requirement_in_force()
    text = make.browser().get(f"/nonconformities/new?source={requirement.ref}").text
    assert f'value="{requirement.key}"' in text


def test_a_complaint_that_shows_a_nonconformity_leads_to_it_until_it_is_open(django_assert_max_num_queries):
    complaint, browser = make.complaint(), make.browser()
    complaint = decide_nonconformity(complaint, by=make.TEST, nonconformity=True, because="Too warm")
    with django_assert_max_num_queries(12):
        assert "Open the nonconformity" in browser.get(f"/complaints/{complaint.pk}").text
    make.nonconformity(source=complaint.ref)
    text = browser.get(f"/complaints/{complaint.pk}").text
    assert "Open the nonconformity" not in text
    assert "Goods arrived at 9 °C" in text
