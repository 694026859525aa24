"""Customers and what reached them."""

import datetime
from itertools import count

from heedful.customers import commands, meetings, segments, supply
from tests.make.core import BEGAN, DAY, TEST, organisation, person

_number = count(1)


def segment(name="", **more):
    """A segment."""
    organisation()
    return segments.add_segment(by=TEST, name=name or f"Segment {next(_number)}", **more)


def customer(name="", left_on=None, because="They never said.", **more):
    """A customer; one who has left where a day is given."""
    organisation()
    more.setdefault("since", BEGAN)
    made = commands.add_customer(by=TEST, name=name or f"Customer {next(_number)}", **more)
    return commands.customer_leaves(made, by=TEST, on=left_on, because=because) if left_on else made


def contact(of=None, name="", **more):
    """A person at a customer."""
    name = name or f"Contact {next(_number)}"
    more.setdefault("email", f"contact{next(_number)}@example.com")
    return commands.add_contact(of or customer(), by=TEST, name=name, **more)


def product(name="", **more):
    """A product."""
    organisation()
    return supply.add_product(by=TEST, name=name or f"Product {next(_number)}", **more)


def delivery(of=None, last_on=DAY, quantity=10, **more):
    """A delivery that took a week."""
    first_on = more.pop("first_on", last_on - datetime.timedelta(days=6))
    return supply.enter_delivery(
        of or customer(), by=TEST, first_on=first_on, last_on=last_on, quantity=quantity, **more
    )


def interaction(of=None, kind="visit", held_on=DAY, people=None, heard="All is well."):
    """A visit to a customer."""
    return meetings.record_interaction(
        of or customer(), by=TEST, kind=kind, held_on=held_on, people=people or [person()], heard=heard
    )
