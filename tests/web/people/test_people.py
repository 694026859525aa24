import datetime

import pytest

from heedful.core import people
from heedful.core.models import Grant, Person, Role, RoleAssignment, Unit
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_the_list_shows_access_roles_units_and_who_signs_in():
    browser = make.browser(make.person("Dana Ortiz", unit=make.unit("Head office")))
    role = people.add_role(by=browser.person, name="Complaints officer", responsibility="Answers every complaint.")
    people.set_limit(role, by=browser.person, what="Credit note", since=MARCH_9, amount="200")

    text = browser.get("/people/").text

    for words in ("Dana Ortiz", "Head office", "Quality manager", "nobody holds Complaints officer", "Credit note"):
        assert words in text


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_costs_the_same_however_long_it_is(many, django_assert_max_num_queries):
    browser = make.browser()
    for number in range(many):
        found = make.person(f"Somebody {number}", unit=make.unit())
        role = people.add_role(by=make.TEST, name=f"Role {number}")
        people.assign_role(role, by=make.TEST, person=found, since=MARCH_9)
    with django_assert_max_num_queries(12):
        assert "Somebody 2" in browser.get("/people/").text


@pytest.mark.parametrize("query", ["role=king", "state=x", "page=99", "words=%00"])
def test_nonsense_in_the_address_breaks_nothing(query):
    assert make.browser().get(f"/people/?{query}").status_code == 200


def test_somebody_is_added_given_a_role_a_training_and_a_sign_in():
    browser = make.browser()
    browser.post("/people/new", {"name": "Ada", "email": "ada@example.com", "employed_from": "2026-01-01"})
    ada = Person.objects.get(name="Ada")
    page = f"/people/{ada.pk}"
    browser.post(f"{page}/grant", {"role": "member", "since": "2026-01-01"})
    browser.post(f"{page}/train", {"what": "Taking complaints", "held_on": "2026-01-02"})
    weak = browser.post(f"{page}/let-in", {"version": 1, "email": "ada@example.com", "password": "short"})
    browser.post(f"{page}/let-in", {"version": 1, "email": "ada@example.com", "password": "a long enough one"})

    text = browser.get(page).text

    assert weak.status_code == 422
    for words in ("Ada is member", "Taking complaints", "ada@example.com"):
        assert words in text
    ada.refresh_from_db()
    assert ada.account.check_password("a long enough one")


def test_a_link_by_which_a_password_is_set_is_shown_once_and_works(client):
    browser, ada = make.browser(), make.person("Ada")
    ada = people.let_sign_in(ada, by=make.TEST, email="ada@example.com")

    answer = browser.post(f"/people/{ada.pk}/link", {"version": ada.version})

    link = answer.text.partition('value="http://testserver')[2].partition('"')[0]
    assert answer["Cache-Control"] == "no-store"
    assert client.get(link, follow=True).status_code == 200
    assert "password1" in client.get(link, follow=True).text
    assert make.last_entry(ada).act == "person.link_given"


def test_an_access_role_ends_and_somebody_leaves():
    browser, ada = make.browser(), make.person("Ada", role=AccessRole.MEMBER)
    browser.post(f"/people/grants/{ada.grants.get().pk}/end", {"version": 1, "on": "2026-03-09", "reason": "Moved"})
    browser.post(f"/people/{ada.pk}/leave", {"version": 1, "on": "2026-03-10"})
    assert Grant.objects.get(person=ada).until == MARCH_9
    assert "Ada left" in browser.get(f"/people/{ada.pk}").text
    assert "Ada" not in browser.get("/people/").text
    assert "Ada" in browser.get("/people/?state=left").text


def test_roles_and_units_are_kept_by_forms():
    browser = make.browser()
    browser.post("/people/roles/new", {"name": "Desk", "contact": "on"})
    role = Role.objects.get()
    browser.post(f"/people/roles/{role.pk}/assign", {"person": browser.person.pk, "since": "2026-03-09"})
    browser.post(f"/people/roles/{role.pk}/limit", {"what": "Credit", "amount": "50", "since": "2026-03-09"})
    browser.post(f"/people/roles/{role.pk}/change", {"version": 1, "name": "Service desk"})
    browser.post("/people/units/new", {"name": "Depot"})
    held = RoleAssignment.objects.get()
    browser.post(f"/people/assignments/{held.pk}/end", {"version": 1, "on": "2026-03-10"})
    browser.post(f"/people/limits/{role.limits.get().pk}/end", {"version": 1, "on": "2026-03-10"})
    browser.post(f"/people/roles/{role.pk}/retire", {"version": 2, "on": "2026-03-10"})
    browser.post(f"/people/units/{Unit.objects.get().pk}/close", {"version": 1, "on": "2026-03-10"})
    assert [act for act, _ in make.entries_of(role)] == ["role.added", "role.changed", "role.retired"]
    assert Unit.objects.get().closed_on == datetime.date(2026, 3, 10)


def test_an_administrator_manages_people_without_reading_records():
    browser = make.browser(make.person("Root", role=AccessRole.ADMINISTRATOR))
    assert "Root" in browser.get("/people/").text
    assert browser.post("/people/new", {"name": "Ada"}).status_code == 302


def test_who_may_not_manage_people_reads_and_changes_nothing():
    ada = make.person("Ada")
    browser = make.browser(make.person(role=AccessRole.MEMBER))
    text = browser.get(f"/people/{ada.pk}").text
    assert "Ada" in text
    assert "/leave" not in text
    for path in ("new", f"{ada.pk}/grant", f"{ada.pk}/leave", f"{ada.pk}/let-in"):
        assert browser.get(f"/people/{path}").status_code == 403
    assert browser.post(f"/people/{ada.pk}/link", {"version": 1}).status_code == 403


def test_the_page_of_rights_is_drawn_from_the_rules():
    text = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR)).get("/people/rights").text
    assert "handle complaints" in text
    assert "External auditor" in text
