"""A small organisation, a customer with a phone, one of ours with a mouse, and what the records answer meanwhile."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from heedful.audits.asking import ask_all
from heedful.core.organisation import hold, today
from tests import make

ALL_DUE = datetime.timedelta(days=75)
"""The questions are asked as of a day by which everything promised today has fallen due."""
Told = tuple[int, int, list[str]]
MEALS = "Chilled meals arrived warm at platform 4."


def small_house(dana: Any) -> str:
    """Make what must be there before a customer can say anything; give the link to the survey."""
    customer = make.customer("Brandt Rail", segment=make.segment("Retail"), owner=dana)
    contact = make.contact(customer, "Ada Berg")
    make.channel("Form on our pages", kind="form", owner=dana)
    make.theme("Cold chain")
    for name in ("Bo Lind", "Iris Moe"):
        make.person(name, role=None)
    _, [invited] = make.asked_wave(
        [contact], of=make.version(), open_link=True, opens_on=today() - datetime.timedelta(days=3),
        closes_on=today() + datetime.timedelta(days=120), quarantine_days=0,
    )  # fmt: skip
    return f"/i/{invited.token}"


@dataclass
class Records:
    """What the records answer, remembered, so that it can be said what has changed."""

    known: dict[str, Told] = field(default_factory=dict)

    def changes(self) -> dict[str, Told]:
        """Ask every question; of each condition that now says something else, give k, n and what fell short."""
        hold(None)
        before = self.known
        self.known = {
            f"{answer.question.id}/{c.id}": (c.k, c.n, sorted(c.missed.refs()))
            for answer in ask_all(today() + ALL_DUE)
            for c in answer.result.conditions
        }
        return {key: told for key, told in self.known.items() if told != before.get(key, (0, 0, []))}


@dataclass
class Hand:
    """Somebody at a page. What they press is counted; what they write and choose on a form is not."""

    page: Any
    presses: int = 0

    def press(self, name: str, role: str = "button") -> None:
        """Press what bears this name, and wait for what comes."""
        there = self.page.get_by_role(role, name=name).first
        touch = self.page.evaluate("navigator.maxTouchPoints > 0")
        with self.page.expect_navigation():
            there.tap() if touch else there.click()
        self.presses += 1

    def follow(self, name: str) -> None:
        """Press a link."""
        self.press(name, "link")

    def turn_to(self, *names: str) -> None:
        """Go to a room by its line in the menu, and on from there by links."""
        line, *links = names
        there = self.page.get_by_role("navigation", name="Main").or_(
            self.page.get_by_role("navigation", name="The house")
        )
        with self.page.expect_navigation():
            there.get_by_role("link", name=line).first.click()
        self.presses += 1
        for name in links:
            self.follow(name)

    def follow_in(self, place: str, name: str) -> None:
        """Press a link that stands in a part of the page."""
        with self.page.expect_navigation():
            self.page.locator(place).get_by_role("link", name=name, exact=True).first.click()
        self.presses += 1

    def open_more(self) -> None:
        """Open what else can be done."""
        self.page.locator("details.menu summary").click()
        self.presses += 1

    def choose(self, name: str, of: str = "") -> None:
        """Choose one of what is offered."""
        group = self.page.get_by_role("group", name=of) if of else self.page
        group.get_by_role("radio", name=name, exact=True).check()

    def pick(self, name: str, of: str) -> None:
        """Choose one from a list."""
        self.page.get_by_label(of).first.select_option(label=name)

    def write(self, label: str, words: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label).first.fill(words)

    @property
    def text(self) -> str:
        """Read the page."""
        return str(self.page.locator("main").inner_text())


def assess(staff, how_bad):
    """The five things of a first look."""
    staff.follow("Assess")
    staff.choose(how_bad)
    staff.choose("No", of="Could somebody be hurt?")
    staff.choose("No", of="Must something be done at once?")
    staff.choose("Simple")
    staff.write("What does it mean for the customer?", "Forty meals thrown away.")
    staff.press("Keep the assessment")


def answer(staff):
    """Our answer, with which the customer is right."""
    staff.follow("Answer")
    staff.choose("Upheld")
    staff.write("Our answer", "We are sorry. New meals come tonight, at our cost.")
    staff.press("Send the answer")


def accept(phone):
    """The customer reads the answer on the page of the complaint and accepts it."""
    phone.page.reload()
    assert "New meals come tonight" in phone.text
    phone.press("I accept the answer")
