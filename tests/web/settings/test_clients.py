import pytest

from heedful.core.permissions import AccessRole
from heedful.feedback.models import ApiClient
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/settings/programs"


def test_a_token_is_shown_once():
    browser = make.browser()
    answer = browser.post(PAGE, {"name": "Shop"})
    client = ApiClient.objects.get()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.context["admitted"].token in answer.content.decode()
    shown = browser.get(PAGE).content.decode()
    assert answer.context["admitted"].token not in shown
    assert "One program may send feedback." in shown
    assert f"<code>{client.token_ends}</code>" in shown


@pytest.mark.parametrize(
    "given", [{"name": ""}, {"name": "x" * 121}, {"name": "Desk", "channel": "x"}, {"name": "Shop"}]
)
def test_what_cannot_be_let_in_is_refused(given):
    make.client("Shop")
    assert make.browser().post(PAGE, given).status_code == 422
    assert ApiClient.objects.count() == 1


def test_a_token_is_revoked_with_the_mouse():
    client, browser = make.client("Shop"), make.browser()
    assert "Revoke the token of Shop" in browser.get(f"{PAGE}/{client.pk}/revoke").content.decode()
    browser.post(f"{PAGE}/{client.pk}/revoke", {"version": 1, "reason": "It leaked."})
    client.refresh_from_db()
    assert client.revoked_on
    assert "No program may send feedback." in browser.get(PAGE).content.decode()
    assert browser.post(f"{PAGE}/{client.pk}/revoke", {"version": 2}).status_code == 422


def test_an_administrator_lets_programs_in_and_an_owner_does_not():
    make.client()
    assert make.browser(make.person(role=AccessRole.ADMINISTRATOR)).get(PAGE).status_code == 200
    owner = make.browser(make.person(role=AccessRole.PROCESS_OWNER))
    assert (owner.get(PAGE).status_code, owner.post(PAGE, {"name": "Shop"}).status_code) == (403, 403)


def test_programs_cost_the_same_for_three_and_for_thirty(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            make.client(channel=make.channel())
        with django_assert_max_num_queries(10):
            assert browser.get(PAGE).status_code == 200
