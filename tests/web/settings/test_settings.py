import pytest
from django.conf import settings

from heedful.core.models import Account, Organisation, Person
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
GIVEN = {
    "version": 1, "name": "Nordvik", "size": 60, "languages": "en nb", "country": "no", "region": "",
    "zone": "Europe/Oslo", "workdays": ["1", "2", "3", "4", "5"], "acknowledge_days": 1, "first_update_days": 5,
    "update_days": 10, "answer_days": 15, "call_back_days": 5, "recommend_target": 35, "reason": "We can.",
}  # fmt: skip
BEGIN = {
    "organisation": "Nordvik", "country": "no", "zone": "Europe/Oslo", "person": "Dana Ortiz",
    "email": "dana@example.org", "password": "a long enough one",
}  # fmt: skip


def test_settings_are_changed_with_a_reason_and_an_entry():
    browser = make.browser()

    assert browser.post("/settings", GIVEN).status_code == 302

    house = Organisation.objects.get()
    assert (house.name, house.country, house.acknowledge_days, house.workdays) == ("Nordvik", "NO", 1, "12345")
    assert make.last_entry(house).act == "organisation.changed"
    assert "within 15 working days" in browser.get("/settings").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("answer_days", 21), ("answer_days", 0), ("zone", "Mars/Olympus"), ("workdays", []), ("country", "Norway"),
     ("region", "XX"), ("size", -1), ("mail_until_hour", 8), ("mail_until_hour", 25), ("contact_rest_days", -1),
     ("call_back_tries", 0), ("recommend_target", 101), ("name", ""), ("acknowledge_days", "1e9")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field_and_changes_nothing(field, value):
    browser = make.browser()
    assert browser.post("/settings", GIVEN | {field: value}).status_code == 422
    assert Organisation.objects.get().version == 1


def test_how_often_and_when_customers_are_asked_is_set_here():
    browser = make.browser()

    browser.post("/settings", GIVEN | {"contact_rest_days": 30, "mail_from_hour": 9, "mail_until_hour": 17})

    house = Organisation.objects.get()
    assert (house.contact_rest_days, house.mail_from_hour, house.mail_until_hour) == (30, 9, 17)


def test_own_promises_stand_beside_the_longest_allowed():
    text = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR)).get("/settings").text
    assert "Longest allowed" in text
    assert "20" in text
    assert "<form method" not in text.replace("\n", " ").partition("<main")[2]


def test_who_may_not_set_up_is_refused():
    browser = make.browser(make.person(role=AccessRole.MEMBER))
    assert browser.post("/settings", GIVEN).status_code == 403
    assert Organisation.objects.get().version == 1


def test_an_empty_folder_leads_to_its_first_page_and_begins_there(client):
    assert client.get("/")["Location"] == "/setup"
    assert "Nothing has begun" in client.get("/setup").text

    answer = client.post("/setup", BEGIN | {"folder": settings.FOLDER.id[:8]})

    assert answer["Location"] == "/"
    assert Organisation.objects.get().country == "NO"
    dana = Person.objects.get()
    assert {grant.role for grant in dana.grants.all()} == {"quality_manager", "administrator"}
    assert client.get("/people/").status_code == 200
    assert client.get("/setup")["Location"] == "/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("folder", "00000000"),
        ("folder", ""),
        ("password", "short"),
        ("zone", "x"),
        ("email", "x"),
        ("organisation", ""),
    ],
)
def test_nobody_else_begins_and_nothing_is_half_begun(client, field, value):
    given = BEGIN | {"folder": settings.FOLDER.id[:8]} | {field: value}
    assert client.post("/setup", given).status_code == 422
    assert not Organisation.objects.exists()
    assert not Account.objects.exists()


def test_an_account_that_is_nobody_here_is_told_so(client):
    make.organisation()
    client.force_login(Account.objects.create_user("x@example.org", "a long one"),
                       backend="django.contrib.auth.backends.ModelBackend")  # fmt: skip
    answer = client.get("/")
    assert answer.status_code == 403
    assert "nobody here is you" in answer.text
