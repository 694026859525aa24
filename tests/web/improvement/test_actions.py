import json
from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.improvement.commands import complete_action, extend_action
from heedful.improvement.models import Action
from tests import make

pytestmark = pytest.mark.django_db


def late(owner=None, **more):
    return make.action(on=today() - timedelta(days=40), due_on=today() - timedelta(days=3), owner=owner, **more)


def test_without_an_action_the_list_says_what_to_do():
    text = make.browser().get("/actions/").text
    assert "No action is open." in text
    assert "Open one from the record it comes from" in text


def test_the_headline_says_what_is_late_and_whose_it_is():
    browser = make.browser()
    late(browser.person)
    late()
    assert "Two actions are late, one of them yours." in browser.get("/actions/").text


def test_where_nothing_is_late_the_headline_says_so():
    browser = make.browser()
    make.action(on=today(), due_on=today(), owner=browser.person)
    assert "Nothing is late; one action open." in browser.get("/actions/").text


def test_the_tabs_divide_them_by_how_they_stand():
    browser = make.browser()
    mine = make.action("Mine to do", on=today(), owner=browser.person)
    late(what="Long overdue", source=make.risk("Broken chain").ref)
    make.done_action("Done but not verified")
    shown = {tab: browser.get(f"/actions/?show={tab}").text for tab in ("mine", "late", "open", "check", "done", "x")}
    assert "Mine to do" in shown["mine"]
    assert "Long overdue" not in shown["mine"]
    assert "risk R-1" in shown["late"]
    assert "3 days late" in shown["late"]
    assert mine.what in shown["open"]
    assert "Done but not verified" in shown["check"]
    assert "Done but not verified" in shown["done"]
    assert "Mine to do" in shown["x"]


def test_the_questions_asked_do_not_grow_with_the_actions(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            late(source=make.risk().ref)
        with django_assert_max_num_queries(12):
            assert browser.get("/actions/?show=late&q=dock&sort=-owner").status_code == 200


def test_an_action_is_opened_from_the_record_in_the_address():
    risk, browser = make.risk("Broken chain"), make.browser()
    address = f"/actions/open?source={risk.ref}&title=Against+it"
    text = browser.get(address).text
    assert "It comes from the risk R-1: Broken chain" in text
    assert 'value="Against it"' in text

    form = {"what": "Alarm", "owner": browser.person.pk, "due_on": today() + timedelta(9), "source": risk.ref}
    answer = browser.post(address, form)

    action = Action.objects.get()
    assert answer["Location"] == f"/actions/{action.pk}"
    assert action.source == risk.ref
    assert "risk R-1" in browser.get(answer["Location"]).text


@pytest.mark.parametrize(
    "source", ["x", "risk/", "risk/1", "../..", "%00", "account/1", "risk/00000000-0000-0000-0000-000000000000"]
)
def test_a_record_that_is_not_there_is_refused(source):
    browser = make.browser()
    assert browser.get(f"/actions/open?source={source}").status_code == 200
    form = {"what": "Alarm", "owner": browser.person.pk, "due_on": "2199-01-01", "source": source}
    assert browser.post("/actions/open", form).status_code == 422
    assert not Action.objects.exists()


def test_an_action_is_done_on_its_page_and_verified_by_another(django_assert_max_num_queries):
    owner = make.person(role=AccessRole.MEMBER)
    action = make.action(owner=owner, on=today(), source=make.risk().ref)
    theirs = make.browser(owner)
    with django_assert_max_num_queries(12):
        assert "It is done" in theirs.get(f"/actions/{action.pk}").text

    theirs.post(f"/actions/{action.pk}/done", {"evidence": "It rang", "on": today(), "version": 1})

    assert "Verify it" not in theirs.get(f"/actions/{action.pk}").text
    mine = make.browser()
    assert "Verify it" in mine.get(f"/actions/{action.pk}").text
    mine.post(f"/actions/{action.pk}/verify", {"on": today(), "version": 2})
    action.refresh_from_db()
    assert action.verified_by == mine.person


def test_without_evidence_it_is_not_done_and_the_page_says_why():
    action, browser = make.action(), make.browser()
    answer = browser.post(f"/actions/{action.pk}/done", {"evidence": " ", "on": today(), "version": 1})
    assert answer.status_code == 422
    action.refresh_from_db()
    assert action.state == "open"


def test_it_is_handed_over_given_time_and_dropped_by_the_forms():
    browser, other = make.browser(), make.person()
    action = make.action(on=today())
    later = today() + timedelta(days=90)
    browser.post(f"/actions/{action.pk}/owner", {"owner": other.pk, "version": 1})
    browser.post(f"/actions/{action.pk}/extend", {"due_on": later, "reason": "Part is late", "version": 2})
    action.refresh_from_db()
    assert (action.owner, action.due_on) == (other, later)
    assert "First due" in browser.get(f"/actions/{action.pk}").text
    browser.post(f"/actions/{action.pk}/drop", {"reason": "Dock closed", "version": 3})
    action.refresh_from_db()
    assert action.state == "dropped"
    assert "Dock closed" in browser.get(f"/actions/{action.pk}").text


def test_the_second_of_two_presses_is_refused():
    done = complete_action(make.action(), by=make.TEST, on=make.DAY, evidence="It rang")
    answer = make.browser().post(f"/actions/{done.pk}/done", {"evidence": "Again", "on": make.DAY, "version": 2})
    assert answer.status_code == 422
    assert "was done on" in answer.text


def test_who_acts_on_an_older_version_loses_no_words():
    action = make.action()
    extend_action(action, by=make.TEST, due_on=action.due_on + timedelta(9), reason="x")
    form = {"evidence": "Never lose these words", "on": make.DAY, "version": 1}
    answer = make.browser().post(f"/actions/{action.pk}/done", form)
    assert answer.status_code in (409, 422)
    assert "Never lose these words" in answer.text


def test_an_auditor_reads_and_does_not_act():
    action, browser = make.action(), make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR))
    assert "It is done" not in browser.get(f"/actions/{action.pk}").text
    assert browser.get("/actions/open").status_code == 403


def test_every_field_survives_naughty_text(shared):
    action, browser = make.action(), make.browser()
    before = make.entries_of(action)
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text()):
        form = dict.fromkeys(("what", "owner", "due_on", "source", "reason", "evidence", "on", "version"), text)
        for place in (
            "actions/open",
            f"actions/{action.pk}/done",
            f"actions/{action.pk}/extend",
            f"actions/{action.pk}/owner",
        ):
            assert browser.post(f"/{place}", form).status_code == 422
    assert make.entries_of(action) == before
