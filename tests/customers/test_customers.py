import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.core.refusals import Conflict
from heedful.customers import commands, segments
from heedful.customers.models import Contact, Customer
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_a_customer_is_added_with_a_key_and_an_entry():
    added = commands.add_customer(by=make.person(), name=" Brandt Rail ", segment=make.segment())

    assert added.name == "Brandt Rail"
    assert added.key.startswith("CU-")
    assert make.entries_of(added) == [("customer.added", 1)]


def test_a_second_customer_of_the_same_name_is_refused_as_long_as_the_first_stays():
    first = make.customer("Brandt Rail")

    with pytest.raises(ValidationError, match=first.key):
        commands.add_customer(by=make.person(), name="brandt rail")

    commands.customer_leaves(first, by=make.person(), on=MARCH_9, because="Moved.")
    assert commands.add_customer(by=make.person(), name="Brandt Rail").pk != first.pk


def test_who_may_not_keep_customers_adds_none():
    with pytest.raises(PermissionDenied, match="change customers"):
        commands.add_customer(by=make.person(role=AccessRole.MEMBER), name="Brandt Rail")
    assert not Customer.objects.exists()


def test_a_retired_segment_takes_no_customers():
    retired = segments.retire_segment(make.segment("Old"), by=make.TEST, on=MARCH_9)
    with pytest.raises(ValidationError, match="retired"):
        commands.add_customer(by=make.person(), name="Brandt Rail", segment=retired)
    with pytest.raises(ValidationError, match="retired"):
        commands.change_customer(make.customer(), by=make.person(), segment=retired)


def test_a_change_says_what_changed_and_why():
    customer = make.customer()
    changed = commands.change_customer(customer, by=make.person(), reason="Renamed", name="New", language="nb")
    assert (changed.name, changed.language) == ("New", "nb")
    assert make.last_entry(changed).act == "customer.changed"


def test_two_who_change_the_same_customer_are_told():
    mine, theirs = make.customer(), None
    theirs = Customer.objects.get(pk=mine.pk)
    commands.change_customer(theirs, by=make.person(), name="Theirs")
    with pytest.raises(Conflict):
        commands.change_customer(mine, by=make.person(), name="Mine")


def test_a_field_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="cannot be given"):
        commands.change_customer(make.customer(), by=make.person(), left_on=MARCH_9)


@pytest.mark.parametrize("name", ["", "   ", "a" * 201, "zero\0byte", "\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(name):
    with pytest.raises(ValidationError):
        commands.add_customer(by=make.person(), name=name)
    assert not Customer.objects.exists()


def test_a_customer_leaves_once_with_a_reason_and_not_before_they_came():
    customer, by = make.customer(), make.person()
    with pytest.raises(ValidationError, match="why"):
        commands.customer_leaves(customer, by=by, on=MARCH_9, because=" ")
    with pytest.raises(ValidationError, match="later day"):
        commands.customer_leaves(customer, by=by, on=datetime.date(2020, 1, 1), because="Price.")

    left = commands.customer_leaves(customer, by=by, on=MARCH_9, because="Price.")

    assert (left.left_on, left.left_because) == (MARCH_9, "Price.")
    with pytest.raises(ValidationError, match="left on 2026-03-09"):
        commands.customer_leaves(left, by=by, on=MARCH_9, because="Price.")


def test_a_customer_who_returns_is_one_again():
    left = make.customer(left_on=MARCH_9)
    back = commands.customer_returns(left, by=make.person(), reason="New contract.")
    assert back.left_on is None
    with pytest.raises(ValidationError, match="already"):
        commands.customer_returns(back, by=make.person(), reason="Again.")


def test_a_contact_is_added_changed_and_leaves():
    by = make.person()
    contact = commands.add_contact(make.customer(), by=by, name="Ada", email="ada@example.com")
    with pytest.raises(ValidationError, match=contact.key):
        commands.add_contact(contact.customer, by=by, name="ada", email="ADA@example.com")

    contact = commands.change_contact(contact, by=by, consents=False)
    contact = commands.contact_leaves(contact, by=by, on=MARCH_9)

    assert [act for act, _ in make.entries_of(contact)] == ["contact.added", "contact.changed", "contact.left"]
    with pytest.raises(ValidationError, match="left on"):
        commands.contact_leaves(contact, by=by, on=MARCH_9)


@pytest.mark.parametrize("email", ["nobody", "a@b@c", "a\n@example.com"])
def test_an_address_that_is_none_is_refused(email):
    with pytest.raises(ValidationError):
        commands.add_contact(make.customer(), by=make.person(), name="Ada", email=email)
    assert not Contact.objects.exists()
