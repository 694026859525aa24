"""How a house begins: a folder without anything, somebody who may do everything, and through pages all the others."""

import datetime
import io

from django.core.management import call_command

from heedful.core.models import Organisation
from heedful.core.organisation import hold
from heedful.core.permissions import AccessRole
from tests.browser.story import Hand

FIRST = ("Quinn Roe", AccessRole.QUALITY_MANAGER)
OTHERS = (
    ("Ann Lee", AccessRole.TOP_MANAGEMENT), ("Pia Lund", AccessRole.PROCESS_OWNER), ("Max Berg", AccessRole.MEMBER),
    ("Ida Falk", AccessRole.INTERNAL_AUDITOR),
)  # fmt: skip
PASSWORD = "cold until handover"


def address_of(name):
    """Where somebody's mail goes."""
    return f"{name.split()[0].lower()}@example.org"


def begin(monkeypatch):
    """Begin in a folder without anything, as the command line does: `heedful init`."""
    hold(None)
    assert not Organisation.objects.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    name, _ = FIRST
    call_command(
        "init", "--organisation", "Brandt Meals", "--country", "gb", "--zone", "Europe/London", "--person", name,
        "--email", address_of(name), "--password-stdin", stdout=io.StringIO(),
    )  # fmt: skip


class Calendar:
    """The day on which everybody in this story lives; it goes forward only."""

    def __init__(self):
        self.moment = datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.UTC)

    def now(self):
        self.moment += datetime.timedelta(milliseconds=1)
        return self.moment

    def later(self, **time):
        self.moment += datetime.timedelta(**time)


class Everybody:
    """One person per role, each in a browser of their own; the first lets the others in."""

    def __init__(self, chromium, home):
        self.chromium, self.home, self.contexts, self.hands = chromium, home, [], {}
        name, role = FIRST
        self.manager = self.hands[role] = self.sign_in(self._page(), name)

    def _page(self):
        self.contexts.append(self.chromium.new_context(viewport={"width": 1440, "height": 900}))
        return self.contexts[-1].new_page()

    def leave(self):
        """Close every browser."""
        for context in self.contexts:
            context.close()

    def sign_in(self, page, name):
        """Sign in at the door."""
        hand = Hand(page)
        page.goto(self.home)
        hand.write("Email", address_of(name))
        hand.write("Password", PASSWORD)
        hand.press("Sign in")
        return hand

    def let_in(self, name, role):
        """Enter somebody with the mouse, give them their right and a link; they choose a password and come in."""
        page = self._page()
        page.goto(self._enter(name, role))
        for field in page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        Hand(page).press("Set it")
        self.hands[role] = self.sign_in(page, name)

    def _enter(self, name, role):
        """Enter somebody, and answer with the link that is handed over to them."""
        manager = self.manager
        manager.turn_to("People", "Add a person")
        manager.write("Name", name)
        manager.press("Add them")
        manager.follow("Give a role")
        manager.choose(role.label)
        manager.press("Give it")
        manager.follow("Let them sign in")
        manager.write("E-mail", address_of(name))
        manager.press("Let them sign in")
        manager.follow("A link for a new password")
        manager.press("Make the link")
        return manager.page.locator("#link").input_value()
