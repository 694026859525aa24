"""People, units and the organisation; and what history says of a row."""

import datetime
from itertools import count

from heedful.core import people
from heedful.core.actors import System
from heedful.core.models import Entry, Organisation, Person
from heedful.core.organisation import found_organisation
from heedful.core.permissions import AccessRole

DAY = datetime.date(2026, 3, 9)
BEGAN = datetime.date(2024, 1, 1)
TEST = System("test")
_number = count(1)


def organisation(**more):
    """The organisation of the folder, founded if it is not there yet."""
    found = Organisation.objects.first()
    if found is not None:
        return found
    return found_organisation(by=TEST, name="Test House", on=BEGAN, simulated=True, **more)


def person(name="", role=AccessRole.QUALITY_MANAGER, since=BEGAN, **more) -> Person:
    """Somebody with an access role; a quality manager unless another is named, nobody's role with None."""
    organisation()
    found = people.add_person(by=TEST, name=name or f"Person {next(_number)}", **more)
    if role is not None:
        people.grant_role(found, by=TEST, role=role, since=since)
    return found


def unit(name=""):
    """A site."""
    organisation()
    return people.add_unit(by=TEST, name=name or f"Unit {next(_number)}")


def account_for(found, email=""):
    """Let a person sign in."""
    email = email or f"person{next(_number)}@example.org"
    return people.let_sign_in(found, by=TEST, email=email, password="a long password")


def entries_of(row):
    """A row's entries, oldest first, as (act, n)."""
    return [(e.act, e.n) for e in Entry.objects.filter(object=row.pk).order_by("n")]


def last_entry(row):
    """A row's newest entry."""
    return Entry.objects.filter(object=row.pk).order_by("-n").first()
