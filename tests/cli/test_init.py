import io

import pytest
from django.core.management import CommandError, call_command

from heedful.core.models import Account, Organisation
from tests import make

pytestmark = pytest.mark.django_db
OPTIONS = ("--organisation", "Nordvik", "--country", "no", "--zone", "Europe/Oslo", "--person", "Dana Ortiz")


def _begin(monkeypatch, *options, password="a long enough one"):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    said = io.StringIO()
    call_command("init", *OPTIONS, "--password-stdin", *options, stdout=said)
    return said.getvalue()


def test_a_folder_begins_with_its_organisation_and_somebody_who_can_sign_in(monkeypatch):
    said = _begin(monkeypatch, "--email", "dana@example.org")

    assert "Dana Ortiz can sign in" in said
    house = Organisation.objects.get()
    assert (house.name, house.country, house.zone) == ("Nordvik", "NO", "Europe/Oslo")
    assert not house.simulated
    assert Account.objects.get().check_password("a long enough one")


def test_a_second_beginning_is_refused(monkeypatch):
    make.organisation()
    with pytest.raises(CommandError, match="Choose another"):
        _begin(monkeypatch, "--email", "dana@example.org")


@pytest.mark.parametrize(
    ("options", "password", "said"),
    [
        (("--email", "nobody"), "a long enough one", "email"),
        (("--email", "dana@example.org"), "short", "password"),
        (("--email", "dana@example.org", "--zone", "Mars"), "a long enough one", "zone"),
        ((), "a long enough one", "--email is missing"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_has_begun(monkeypatch, options, password, said):
    with pytest.raises(CommandError, match=said):
        _begin(monkeypatch, *options, password=password)
    assert not Organisation.objects.exists()
    assert not Account.objects.exists()
