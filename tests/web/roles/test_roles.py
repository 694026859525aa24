import pytest

from heedful.core.assignments import communicate_assignment
from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db


def test_without_a_role_the_page_says_where_to_begin():
    text = make.browser().get("/roles/").text
    assert "No role is written down yet." in text
    assert "who may stop a delivery" in text


def test_the_headline_counts_vacancies_and_whom_nobody_told():
    make.role("Dock master")
    make.role("Archivist")
    make.assignment(make.role("Complaints officer"))
    text = make.browser().get("/roles/").text
    assert "Two of three roles are vacant; one holder was never told." in text
    assert "vacant" in text


def test_the_questions_asked_do_not_grow(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            held = make.assignment()
        with django_assert_max_num_queries(12):
            assert browser.get("/roles/").status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get(f"/roles/{held.role_id}").status_code == 200


def test_the_four_facts_come_one_by_one_from_whom_they_may():
    held = make.assignment(make.role("Dock master"), make.person("Bo", role=AccessRole.MEMBER))
    leader, manager, holder = make.browser(make.leader()), make.browser(), make.browser(held.person)
    other = make.browser(make.person(role=AccessRole.MEMBER))
    step = f"/roles/held/{held.pk}"
    leader.post(f"{step}/approve", {"on": today(), "version": 1})
    manager.post(f"{step}/tell", {"on": today(), "version": 2})
    refused = other.post(f"{step}/confirm", {"version": 3})
    assert (refused.status_code, "Only Bo confirms this" in refused.text) == (422, True)
    assert "Confirm that it reached you" in holder.get(f"/roles/{held.role_id}").text
    holder.post(f"{step}/confirm", {"version": 3})
    assert holder.post(f"{step}/understood", {"on": today(), "how": "I do", "version": 4}).status_code == 403
    manager.post(f"{step}/understood", {"on": today(), "how": "Interview at the dock", "version": 4})
    manager.post(f"{step}/deputy", {"deputy": other.person.pk, "version": 5})
    text = manager.get(f"/roles/{held.role_id}").text
    assert "Dock master: Bo." in text
    assert "Interview at the dock" in text
    held.refresh_from_db()
    assert held.approved_on == held.communicated_on == held.acknowledged_on == held.understood_on == today()
    assert held.deputy == other.person


def test_a_manager_does_not_press_that_they_understand():
    held = make.assignment(who=make.person())
    holder = make.browser(held.person)
    refused = holder.post(f"/roles/held/{held.pk}/understood", {"on": today(), "how": "I do", "version": 1})
    assert (refused.status_code, "by a click" in refused.text) == (422, True)
    assert "It is understood" not in holder.get(f"/roles/{held.role_id}").text


def test_a_sheet_is_entered_for_somebody_without_an_account():
    held = communicate_assignment(make.assignment(who=make.person(role=None)), by=make.TEST, on=make.DAY)
    manager = make.browser()
    assert "Enter a signed sheet" in manager.get(f"/roles/{held.role_id}").text
    manager.post(f"/roles/held/{held.pk}/sheet", {"on": today(), "version": 2})
    held.refresh_from_db()
    assert held.acknowledged_on == today()


def test_the_second_press_is_refused_and_an_unknown_step_not_there():
    held, leader = make.assignment(), make.browser(make.leader())
    leader.post(f"/roles/held/{held.pk}/approve", {"on": today(), "version": 1})
    assert leader.post(f"/roles/held/{held.pk}/approve", {"on": today(), "version": 2}).status_code == 422
    assert leader.get(f"/roles/held/{held.pk}/fly").status_code == 404


def test_people_and_roles_lead_to_each_other():
    held = make.assignment(make.role("Dock master"))
    for address in ("/people/", f"/people/{held.person_id}"):
        assert f"/roles/{held.role_id}" in make.browser().get(address).text
