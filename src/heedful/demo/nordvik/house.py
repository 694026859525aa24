"""How the firm is set up: organisation, people, roles, places."""

import datetime
from decimal import Decimal

from heedful.core import people
from heedful.core.actors import System
from heedful.core.models import Person
from heedful.core.organisation import change_organisation, current_organisation, found_organisation
from heedful.demo.nordvik.cast import FIRST, LAST, PEOPLE, UNITS
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story

SETUP = System("setup")
ROLES = {
    "Complaints officer": (
        "Takes complaints in, keeps complainants informed, brings them to their end.",
        "Decides on redress up to her limit; stops a delivery that would make it worse.",
    ),
    "Customer service": (
        "Hears customers by telephone and e-mail and writes down what they say.",
        "Settles small things at once.",
    ),
    "Depot lead": ("Meets the promises of the depot.", "Holds a truck back."),
}
HOLDERS = {
    "Complaints officer": ["ines"],
    "Customer service": ["tuva", "leila", "marek"],
    "Depot lead": ["jonas", "aylin"],
}
LIMITS = {"Complaints officer": 2500, "Customer service": 300, "Depot lead": 1000}
EMPLOYED = 60


def found(story: Story, firm: Firm) -> None:
    """Found the firm two years and two months before the end of the story."""
    began = story.today - datetime.timedelta(days=800)
    organisation = found_organisation(
        by=SETUP,
        name="Nordvik Cold Chain",
        on=began,
        simulated=True,
        country="NO",
        zone="Europe/Oslo",
        sector="Temperature-controlled logistics",
        size=EMPLOYED,
        contact_rest_days=60,
        languages="en nb",
        scope="Chilled and frozen transport, cold storage and cross-docking in Norway.",
    )
    for name in UNITS:
        firm.units[name] = people.add_unit(by=SETUP, name=name)
    for name, address, access, unit in PEOPLE:
        _arrive(firm, began, name, address, access, unit)
    _fill_up(story, firm, began)
    change_organisation(
        organisation,
        by=firm.dana,
        reason="Agreed with the board: shorter than the product's own",
        acknowledge_days=1,
        first_update_days=3,
        answer_days=10,
        recommend_target=35,
    )
    for name, (responsibility, authority) in ROLES.items():
        role = people.add_role(
            by=firm.dana, name=name, responsibility=responsibility, authority=authority, contact=True
        )
        firm.roles[name] = role
        people.set_limit(
            role, by=firm.dana, what="Redress for one case, in kroner", amount=Decimal(LIMITS[name]), since=began
        )
        for holder in HOLDERS[name]:
            people.assign_role(role, by=firm.dana, person=firm.people[holder], since=began)
    for holder in sorted({name for names in HOLDERS.values() for name in names}):
        for days in (700, 320):
            story.at(story.days_ago(days), _train, story, firm, holder)


def _arrive(firm: Firm, began: datetime.date, name: str, address: str, role: str | None, unit: str) -> None:
    """Let one of the named people begin, with a sign-in and their access."""
    person = people.add_person(by=SETUP, name=name, unit=firm.units.get(unit), employed_from=began)
    person = people.let_sign_in(person, by=SETUP, email=f"{address}@nordvik.example")
    if role is not None:
        people.grant_role(person, by=SETUP, role=role, since=began)
    firm.people[address] = person


def _fill_up(story: Story, firm: Firm, began: datetime.date) -> None:
    """Fill the firm up to sixty with people who have no account: drivers, dock hands, planners."""
    depots = [firm.units[name] for name in UNITS[1:]]
    for number in range(EMPLOYED - len(PEOPLE) + 1):
        name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 7) % len(LAST)]}"
        person = people.add_person(by=SETUP, name=name, unit=depots[number % 3], employed_from=began)
        if number in (3, 17):
            story.at(story.days_ago(400 - 12 * number), _leave, story, firm, person, number)


def _leave(story: Story, firm: Firm, person: Person, number: int) -> None:
    people.person_leaves(person, by=firm.dana, on=story.days_ago(400 - 12 * number))


def _train(story: Story, firm: Firm, holder: str) -> None:
    role = next(firm.roles[name] for name, names in HOLDERS.items() if holder in names)
    day = current_organisation().day_of(story.now)
    people.record_training(firm.people[holder], by=firm.dana, what="Taking complaints well", held_on=day, role=role)
