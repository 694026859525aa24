import datetime

import pytest

from heedful.core import clock, people
from heedful.core.assignments import communicate_assignment
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 9, 12, tzinfo=datetime.UTC)
DAYS = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    """Look at the day page at noon of the tests' day."""
    with clock.at(NOON, simulated=True):
        yield


def test_an_empty_house_shows_no_figures_and_says_how_to_begin():
    text = make.browser(make.person("Dana Ortiz")).get("/").text
    assert "Good afternoon, Dana" in text or "Good morning, Dana" in text
    assert "Nothing waits for you." in text
    assert "How to begin" in text
    assert 'class="card loop"' not in text


def test_a_broken_promise_is_late_and_stands_first():
    customer = make.customer("Brandt Rail")
    make.complaint(NOON - 20 * DAYS, customer=customer)

    text = make.browser().get("/").text

    assert "One thing is late." in text
    assert "Acknowledge the complaint of Brandt Rail" in text
    assert "days late" in text


def test_an_action_waits_for_its_owner_and_once_late_for_who_keeps_the_process():
    ada, ben = make.person("Ada", role=AccessRole.MEMBER), make.person("Ben", role=AccessRole.MEMBER)
    make.action(what="Mend the door seal", owner=ada, on=make.DAY - 9 * DAYS, due_on=make.DAY - 2 * DAYS)

    assert "Mend the door seal" in make.browser(ada).get("/").text
    assert "Mend the door seal" not in make.browser(ben).get("/").text
    assert "Mend the door seal" in make.browser().get("/").text


def test_an_untried_channel_and_unsorted_feedback_wait():
    make.channel("Service line")
    make.feedback(words="Warm pallets again")
    text = make.browser().get("/").text
    assert "Try Service line as a customer would" in text
    assert "Sort 1 thing that customers said" in text


def test_an_auditor_is_asked_for_nothing():
    make.complaint(NOON - 20 * DAYS, customer=make.customer("Brandt Rail"))
    text = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR)).get("/").text
    assert "Nothing waits for you." in text
    assert "Log feedback" not in text


def test_the_loop_shows_what_has_records_with_what_it_rests_on():
    customer = make.customer("Brandt Rail")
    for number in range(6):
        received = NOON - (80 + number) * DAYS
        make.complaint(received, customer=customer, acknowledged_at=received, answered_at=received + 3 * DAYS)
    asked, _ = make.asked_wave([make.contact(customer)])
    make.answer(asked, 9, invitation=asked.invitations.get())

    text = make.browser().get("/").text

    assert "Customers we serve" in text
    assert "Complaints answered as promised" in text
    assert "100%" in text
    assert "n 6" in text
    assert "Too few" in text


@pytest.mark.parametrize("many", [3, 30])
def test_the_day_page_costs_the_same_however_much_waits(many, django_assert_max_num_queries):
    browser = make.browser()
    customer = make.customer("Brandt Rail")
    for number in range(many):
        make.complaint(NOON - 20 * DAYS, customer=customer, words=f"Complaint no {number}")
        make.action(what=f"Action no {number}", owner=browser.person, due_on=make.DAY)
        make.channel(f"Channel no {number}")
        make.nonconformity(f"Case no {number}"), make.assignment(make.role(f"Role no {number}"))
        make.objective(f"Objective no {number}", owner=browser.person, due_on=make.DAY)
    asked, _ = make.asked_wave([make.contact(customer)])
    make.answer(asked, 9, invitation=asked.invitations.get())
    with django_assert_max_num_queries(12):
        assert browser.get("/").status_code == 200


def test_a_day_is_chosen_shown_everywhere_and_left_again():
    browser = make.browser()
    with clock.at(NOON + 2 * DAYS, simulated=True):
        people.add_unit(by=make.TEST, name="Too new")
        browser.post("/as-at", {"day": "2026-03-10", "next": "/people/"})
        then = browser.get("/people/").text
        assert "Nothing can be changed here." in then
        assert "Too new" not in then
        assert "Add a person" not in then
        assert "As things stood on 10 Mar 2026" in browser.get("/").text
        refused = browser.post("/people/units/new", {"name": "Then"})
        assert refused.status_code == 422
        assert "You are looking at the past" in refused.text

        browser.post("/as-at", {"day": "", "next": "/people/"})
        assert "Too new" in browser.get("/people/").text


@pytest.mark.parametrize("day", ["x", "2026-99-99", "9999-12-31", "0001-01-01", "2026-03-09T00:00", "１２"])
def test_a_day_that_is_none_changes_nothing(day):
    browser = make.browser()
    assert browser.post("/as-at", {"day": day, "next": "/"}).status_code == 302
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_the_way_back_stays_in_the_house(back):
    answer = make.browser().post("/as-at", {"day": "", "next": back})
    assert answer["Location"] == "/"


def waits_for(person, *words):
    """Which of these words stand on somebody's day page."""
    text = make.browser(make.fresh(person)).get("/").text
    return [each for each in words if each in text]


def test_what_top_management_alone_does_waits_for_it():
    top, other, asker = make.leader("Ada Berg"), make.leader("Bo Lind"), make.person("Mo", role=AccessRole.MEMBER)
    make.support_request("A second dock", asked_of=top, asked_by=asker, on=make.DAY)
    (
        make.objective("Cold on arrival"),
        make.draft_policy(make.policy("Quality")),
        make.assignment(make.role("Dock lead")),
    )
    make.management_review(make.DAY, name="Spring review")
    own = ["Decide: A second dock"]
    all_leaders = ["Take this objective or not: Cold on arrival", "Approve the wording: Quality",
                   "Approve who holds it: Dock lead", "Spring review"]  # fmt: skip

    assert waits_for(top, *own, *all_leaders) == [*own, *all_leaders]
    assert waits_for(other, *own, *all_leaders) == all_leaders
    assert waits_for(asker, *own, *all_leaders) == []


def test_a_case_waits_until_it_is_contained_and_its_data_for_somebody_else():
    owner, manager = make.person("Pia", role=AccessRole.PROCESS_OWNER), make.person()
    member = make.person(role=AccessRole.MEMBER)
    case = make.nonconformity("Arrived warm", owner=owner)
    planned = make.done_corrective_action(make.nonconformity("Came late", owner=owner), owner=manager)
    seen = ["Contain it: Arrived warm", f"Look whether it worked: {planned.what}"]

    assert waits_for(owner, *seen) == seen[:1]  # its window is not over
    with clock.at(NOON + 200 * DAYS, simulated=True):
        assert waits_for(owner, *seen) == seen
        assert waits_for(manager, *seen) == seen[:1]  # whoever carried it out does not look
        make.correction(case)
        assert waits_for(owner, *seen) == seen[1:]
        assert waits_for(member, *seen) == []


def test_a_member_is_asked_whether_a_role_and_what_was_granted_reached_them():
    member = make.person("Mo", role=AccessRole.MEMBER)
    held = make.assignment(make.role("Dock lead"), member)
    communicate_assignment(held, by=make.TEST, on=make.DAY)
    make.granted_request(on=make.DAY, due_in=0, what="A second dock", asked_by=member)

    asked = ["Confirm that it reached you: Dock lead", "Has it arrived? A second dock"]
    assert waits_for(member, *asked) == asked
    assert waits_for(make.person(role=AccessRole.MEMBER), *asked) == []
