from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.leadership.acts import read_complaint
from heedful.leadership.deciding import decide
from heedful.leadership.models import CommunicationEvent, LeadershipAct, SupportMeeting, SupportRequest
from tests import make

pytestmark = pytest.mark.django_db


def test_without_a_request_the_page_says_what_to_ask():
    text = make.browser().get("/support/").text
    assert "Nothing was asked of top management yet." in text
    assert "Ask for it here" in text


def test_granted_and_not_delivered_shows():
    make.support_request()
    make.granted_request(on=today() - timedelta(60))
    text = make.browser().get("/support/").text
    assert "One request not decided; one granted, not delivered, one past the day." in text
    assert "granted, not delivered" in make.browser().get("/support/?show=owed").text


def test_the_questions_asked_do_not_grow(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            asked = make.support_request()
        with django_assert_max_num_queries(12):
            assert browser.get("/support/").status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get(f"/support/{asked.pk}").status_code == 200


def test_it_is_asked_decided_and_delivered_with_the_mouse():
    leader, member = make.browser(make.leader("Ada")), make.browser(make.person(role=AccessRole.MEMBER))
    assert "Ada" in member.get("/support/new").text
    member.post("/support/new", {"what": "A second dock", "kind": "resources", "asked_of": leader.person.pk})
    asked = SupportRequest.objects.get()
    there = f"/support/{asked.pk}"
    assert "Ada has not decided yet." in member.get(there).text
    assert member.post(f"{there}/decide", {"granted": "yes", "on": today(), "version": 1}).status_code == 403
    refused = leader.post(f"{there}/decide", {"granted": "no", "on": today(), "version": 1})
    assert (refused.status_code, "A refusal has a reason." in refused.text) == (422, True)
    due = today() + timedelta(9)
    leader.post(f"{there}/decide", {"granted": "yes", "on": today(), "delivery_due_on": due, "version": 1})
    assert "Granted, not delivered." in member.get(there).text
    assert "It has arrived" not in leader.get(there).text
    assert leader.post(f"{there}/deliver", {"on": today(), "version": 2}).status_code == 422
    member.post(f"{there}/deliver", {"on": today(), "version": 2})
    assert "Granted and delivered." in member.get(there).text


def test_only_top_management_is_offered_to_be_asked():
    make.person("Not A Leader")
    make.leader("A Leader")
    form = make.browser(make.person(role=AccessRole.MEMBER)).get("/support/new").text
    assert ("A Leader" in form, "Not A Leader" in form) == (True, False)


def test_a_meeting_writes_itself_on_the_page():
    leader, manager = make.leader("Ada"), make.browser()
    form = {"leader": leader.pk, "with_whom": manager.person.pk, "on": today(), "topics": "Docks"}
    manager.post("/support/meet", form)
    assert manager.post("/support/meet", form).status_code == 422
    assert SupportMeeting.objects.count() == 1
    assert "Docks" in manager.get("/support/").text


def test_a_leaders_page_describes_what_they_did(django_assert_max_num_queries):
    ada = make.leader("Ada")
    browser = make.browser(ada)
    make.held_review(today() - timedelta(9), by=ada)
    complaint = make.complaint()
    assert "I have read this" in browser.get(f"/complaints/{complaint.pk}").text
    address = f"/leaders/read/{complaint.pk}"
    assert browser.post(address, {"note": " "}).status_code == 422
    browser.post(address, {"note": "I call them"})
    assert browser.post(address, {"note": "Again"}).status_code == 422
    browser.post("/leaders/log", {"kind": "culture", "on": today(), "note": "Thanked Bo"})
    customer = make.customer()
    visit = {"kind": "visit", "held_on": today(), "people": [ada.pk], "heard": "Fine"}
    assert browser.post(f"/customers/{customer.pk}/meet", visit).status_code == 302
    make.risk(owner=ada)
    make.objective(owner=ada)
    with django_assert_max_num_queries(12):
        text = browser.get(f"/leaders/{ada.pk}").text
    assert "Ada took part in one of one review, met customers once and read one complaint" in text
    assert "Thanked Bo" in text


def test_the_questions_asked_about_a_leader_do_not_grow(django_assert_max_num_queries):
    make.organisation()
    ada = make.leader("Ada", since=today() - timedelta(400))
    browser = make.browser(ada)
    for many in (2, 27):
        for number in range(many):
            day = today() - timedelta(many * 8 + number * 2)
            review = make.held_review(day, by=ada)
            what = {"what": f"Dock {many} {number}", "owner": ada, "due_on": today(), "on": day}
            decide(make.open_review(day - timedelta(1)), by=make.TEST, decision_class="system", **what)
            read_complaint(make.complaint(), by=ada, on=today(), note="I call them")
            make.objective(owner=ada), make.risk(owner=ada)
            assert review.state == "held"
        with django_assert_max_num_queries(12):
            text = browser.get(f"/leaders/{ada.pk}").text
    assert "Ada took part in 29 of 29 reviews, met no customer and read 29 complaints" in text


def test_only_leaders_log_and_read_as_leaders():
    manager, complaint = make.browser(), make.complaint()
    assert manager.get("/leaders/log").status_code == 403
    assert manager.get(f"/leaders/read/{complaint.pk}").status_code == 403
    assert "I have read this" not in manager.get(f"/complaints/{complaint.pk}").text


def test_a_message_to_staff_is_kept_in_its_authors_name():
    ada, manager = make.leader("Ada"), make.browser()
    form = {
        "what": "Why cold matters",
        "on": today(),
        "author": ada.pk,
        "reached": 40,
        "two_way": "on",
        "about_feedback": "on",
    }
    answer = manager.post("/leaders/tell", form)
    assert CommunicationEvent.objects.get().to_staff
    assert LeadershipAct.objects.get().person == ada
    assert "in the name of" in manager.get(answer["Location"]).text
