import datetime

import pytest

from heedful.customers.models import Customer
from heedful.satisfaction.accounts import accounts, contacts_of, standing
from tests import make

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 31)


def asked_two():
    """A customer with two contacts, both asked on the same day; and one customer whom nobody asked."""
    customer = make.customer("Hansen")
    people = [make.contact(customer, "Buyer"), make.contact(customer, "User", role="user")]
    wave, invited = make.asked_wave(contacts=people)
    make.customer("Berg")
    return customer, wave, {held.invitation.contact.name: held.invitation for held in invited}


def test_an_account_is_heard_where_one_of_its_contacts_answered():
    customer, wave, invited = asked_two()
    make.answer(wave, 9, invitation=invited["Buyer"])

    found = accounts(Customer.objects.all(), ON)
    hansen = found.get(pk=customer.pk)

    assert (hansen.asked, hansen.answered, hansen.silent_since) == (make.DAY, make.NOON.date(), None)
    assert (hansen.people, hansen.answers, hansen.is_heard, hansen.is_silent) == (2, 1, True, False)
    assert hansen.silent_people == 1
    many = standing(found)
    assert (many["all"], many["heard"], many["silent"], many["several"]) == (2, 1, 0, 1)


def test_an_account_that_was_asked_and_did_not_answer_is_silent_since_it_was_asked():
    customer, _, _ = asked_two()

    found = accounts(Customer.objects.all(), ON)

    hansen = found.get(pk=customer.pk)
    assert (hansen.silent_since, hansen.answered, hansen.is_silent) == (make.DAY, None, True)
    assert standing(found)["silent"] == 1


def test_each_contact_is_told_apart_by_what_they_answered_last():
    customer, wave, invited = asked_two()
    make.answer(wave, 3, invitation=invited["User"])

    buyer, user = contacts_of(customer, ON).order_by("name")

    assert (buyer.times_asked, buyer.silent_since, buyer.last_answers) == (1, make.DAY, None)
    assert (user.answered, user.silent_since, user.last_answers[0][1]) == (make.NOON.date(), None, 3)


def test_rounds_in_confidence_tell_nothing_of_who_is_silent():
    customer = make.customer()
    make.asked_wave(contacts=[make.contact(customer)], confidentiality="confidential")

    hansen = accounts(Customer.objects.all(), ON).get()

    assert (hansen.asked, hansen.silent_since) == (None, None)


def test_a_day_before_the_answer_does_not_know_of_it():
    customer, wave, invited = asked_two()
    make.answer(wave, 9, invitation=invited["Buyer"])

    before = accounts(Customer.objects.all(), make.DAY).get(pk=customer.pk)

    assert (before.answered, before.silent_since) == (None, make.DAY)
