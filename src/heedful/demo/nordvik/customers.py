"""Who buys from the firm, what reaches them, and who left."""

import datetime
from decimal import Decimal

from heedful.core.period import months_before
from heedful.customers.bring import bring_contacts, bring_customers, bring_deliveries
from heedful.customers.commands import customer_leaves
from heedful.customers.meetings import note_exit_contact
from heedful.customers.models import Contact, ContactRole, Customer, Delivery
from heedful.customers.segments import add_segment, review_segment
from heedful.customers.supply import add_product
from heedful.demo.nordvik.cast import FIRST, LAST, SEGMENTS, SERVICES, VALUE
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.leadership.acts import meet_customer

LEAVERS = {"Kiwi Nord": 250, "Vardø Fisk": 190, "Mo Engros": 120, "Moss Kommune": 75, "Juice Works": 40}
"""Customers who left, and how many days ago."""
REASONS = ["A cheaper offer.", "Too many late loads over the mountain.", "They closed their store.", "Own trucks now."]
DEPOT = {
    "Retail": "South depot",
    "Food & beverage": "South depot",
    "Rail & transit": "Terminal west",
    "Public sector": "South depot",
    "Wholesale north": "North depot",
}
ENGLISH = {"Brandt Rail", "Juice Works", "Brisk Markets", "شركة النخيل للأغذية"}


def arrive(story: Story, firm: Firm) -> None:
    """Bring in segments, services, customers and their contacts as the firm knew them at the start."""
    for name, (needs, _) in SEGMENTS.items():
        segment = add_segment(by=firm.dana, name=name, needs=needs)
        firm.segments[name] = segment
        story.at(story.days_ago(150), _review, story, firm, name)
    for name in SERVICES:
        firm.products.append(add_product(by=firm.dana, name=name, service=True))
    began = story.today - datetime.timedelta(days=790)
    rows: list[Customer] = []
    for group, (_, names) in SEGMENTS.items():
        for name in names:
            rows.append(
                Customer(
                    name=name,
                    segment=firm.segments[group],
                    owner=firm.people["tuva" if len(rows) % 2 else "leila"],
                    language="en" if name in ENGLISH else "nb",
                    since=began - datetime.timedelta(days=40 * (len(rows) % 30)),
                    value=Decimal(round(VALUE[group] * story.chance.uniform(0.5, 1.8)) * 1000),
                )
            )
    firm.customers = list(bring_customers(rows, by=firm.dana))
    bring_contacts(_contacts(story, firm), by=firm.dana)
    for customer in firm.customers:
        firm.contacts[customer.pk] = list(customer.contacts.order_by("key"))
        if customer.name in LEAVERS:
            story.at(story.days_ago(LEAVERS[customer.name]), _leave, story, firm, customer)


def _contacts(story: Story, firm: Firm) -> list[Contact]:
    """Think of five to nine people at each customer."""
    rows, number = [], 0
    for customer in firm.customers:
        for place in range(story.chance.randrange(5, 10)):
            number += 1
            name = f"{FIRST[(number * 5) % len(FIRST)]} {LAST[(number * 3 + place) % len(LAST)]}"
            rows.append(
                Contact(
                    customer=customer,
                    name=name,
                    email=f"contact{number}@customer.example",
                    language=customer.language,
                    role=list(ContactRole)[min(place, 2)],
                    consents=story.chance.random() > 0.04,
                )
            )
    return rows


def _review(story: Story, firm: Firm, name: str) -> None:
    firm.segments[name] = review_segment(
        firm.segments[name], by=firm.dana, on=story.days_ago(150), needs=SEGMENTS[name][0]
    )


def _leave(story: Story, firm: Firm, customer: Customer) -> None:
    """Let a customer go, and go back to them a week later: to all but one."""
    days = LEAVERS[customer.name]
    reason = REASONS[days % len(REASONS)]
    gone = customer_leaves(customer, by=firm.dana, on=story.days_ago(days), because=reason)
    if customer.name != "Moss Kommune":
        story.at(
            story.days_ago(days - 7),
            lambda: note_exit_contact(
                gone,
                by=firm.people["tuva"],
                tried_on=story.days_ago(days - 7),
                person=firm.people["tuva"],
                reached=True,
                learned=f"{reason} They would come back for a fixed slot in the morning.",
            ),
        )


def deliver(story: Story, firm: Firm) -> None:
    """Bring in what was delivered, month by month, on the third of the next."""
    this = story.today.replace(day=1)
    for back in range(24, 0, -1):
        first = months_before(this, back)
        last = months_before(this, back - 1) - datetime.timedelta(days=1)
        story.at(last + datetime.timedelta(days=3), _month, story, firm, first, last)


def _month(story: Story, firm: Firm, first: datetime.date, last: datetime.date) -> None:
    rows = []
    for number, customer in enumerate(firm.customers):
        if customer.name in LEAVERS and last > story.days_ago(LEAVERS[customer.name]):
            continue
        segment = next(name for name, held in firm.segments.items() if held.pk == customer.segment_id)
        quantity = max(1, round(story.chance.gauss(14, 4)))
        rows.append(
            Delivery(
                customer=customer,
                product=firm.products[number % 4],
                unit=firm.units[DEPOT[segment]],
                first_on=first,
                last_on=last,
                quantity=quantity,
            )
        )
    bring_deliveries(rows, by=firm.dana)


def meet(story: Story, firm: Firm) -> None:
    """Visit customers, now and then with top management along."""
    for back in range(700, 10, -23):
        who = ["sigrid", "henrik", "tuva", "leila"][(back // 23) % 4]
        customer = firm.customers[(back * 3) % len(firm.customers)]
        if customer.name in LEAVERS:
            continue
        story.at(
            story.days_ago(back),
            _visit,
            story,
            firm,
            customer,
            who,
            back,
        )


def _visit(story: Story, firm: Firm, customer: Customer, who: str, back: int) -> None:
    meet_customer(
        customer,
        by=firm.people[who],
        kind="visit",
        held_on=story.days_ago(back),
        people=[firm.people[who]],
        heard="They plan two more stores next year and ask for earlier mornings.",
    )
