"""The feedback process from an empty folder to two pages for top management, each step found by what the pages show."""

import pytest

from heedful.core import clock
from heedful.core.permissions import AccessRole
from heedful.feedback.models import Complaint, Response
from heedful.web import answering, form_seal
from tests.browser import first_day
from tests.browser.story import MEALS, Hand, accept, answer, assess

Q, T = AccessRole.QUALITY_MANAGER, AccessRole.TOP_MANAGEMENT


@pytest.fixture(autouse=True)
def calendar(monkeypatch):
    found = first_day.Calendar()
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def everybody(chromium, live_server, emptied, monkeypatch):
    """Browsers for everybody of a house that has only begun."""
    for module, name in ((answering, "TOO_FAST_SECONDS"), (form_seal, "SOONEST_SECONDS")):
        monkeypatch.setattr(module, name, 0)  # this hand writes faster than a customer's
    first_day.begin(monkeypatch)
    found = first_day.Everybody(chromium, live_server.url)
    for name, role in first_day.OTHERS:
        found.let_in(name, role)
    yield found
    found.leave()


@pytest.fixture
def phone(chromium):
    """A customer's phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield Hand(context.new_page())
    context.close()


def serve_somebody(manager):
    """Enter a segment, a customer of it and two people to write to."""
    manager.turn_to("Customers", "Segments", "Add a segment")
    manager.write("Name", "Retail")
    manager.press("Add the segment")
    manager.turn_to("Customers", "Add a customer")
    manager.write("Name", "Brandt Rail")
    manager.pick("Retail", of="Segment")
    manager.press("Add the customer")
    for name in ("Ada Berg", "Bo Lind"):
        manager.follow("Add a contact")
        manager.write("Name", name)
        manager.write("E-mail", f"{name.split()[0].lower()}@rail.example")
        manager.press("Add the contact")


def plan(manager, leader):
    """Plan how customers are heard; top management approves it."""
    manager.turn_to("Feedback", "Programme", "Draft a programme")
    manager.write("Name", "Hearing customers")
    manager.write("What is it for?", "To know where promises break.")
    manager.pick("Quinn Roe", of="Who answers for it")
    manager.press("Draft it")
    manager.follow("Plan a method")
    manager.pick("Retail", of="For which customers")
    manager.write("Method", "Survey after delivery")
    manager.pick("Quinn Roe", of="Who answers for it")
    manager.press("Plan it")
    leader.turn_to("Feedback", "Programme", "Approve it")
    leader.press("Approve it")


def design(manager):
    """Design a survey in two languages, with a question for some only, and publish it."""
    manager.turn_to("Surveys", "Make a survey")
    manager.write("Name of the survey", "Your last delivery")
    manager.pick("Quinn Roe", of="Who answers for it")
    manager.write("Question", "Would you recommend us?")
    manager.page.get_by_text("Second language").click()
    second = manager.page.locator("fieldset, details").filter(has_text="Second language").last
    second.get_by_label("Language").select_option(label="Norsk (nb)")
    second.get_by_label("Question").first.fill("Vil du anbefale oss?")
    manager.press("Keep the draft")
    manager.follow("One choice")
    asked = (("English", "What went wrong?", "Too late\nToo warm"), ("Norsk", "Hva gikk galt?", "For sent\nFor varmt"))
    for language, wording, choices in asked:
        part = manager.page.locator("details").filter(has_text=language).last
        part.get_by_label("Question").first.fill(wording)
        part.get_by_label("Choices").first.fill(choices)
    manager.page.get_by_label("An answer is needed").uncheck()
    manager.page.get_by_label("Show it when the answer").select_option(label="is at most")
    manager.page.get_by_label("this, of an earlier question").select_option(label="6")
    manager.press("Ask it")
    manager.follow("Preview: Norsk")
    assert "Vil du anbefale oss?" in manager.page.content()
    manager.page.go_back()
    manager.press("Publish")


def invite(manager):
    """Plan a wave, say who could be asked, draw and invite them."""
    manager.turn_to("Surveys", "Your last delivery", "Plan a wave")
    manager.write("Name", "Spring")
    manager.write("Last day", "2026-04-30")
    manager.pick("Survey after delivery", of="Method of the feedback programme")
    manager.press("Plan the wave")
    manager.follow("Who could be asked")
    manager.press("List them")
    manager.follow("Invite")
    manager.choose("Simple random")
    manager.write("How many to ask", "1")
    manager.write("Seed of the draw", "7")
    with manager.page.expect_download() as saved:
        manager.page.get_by_role("button", name="Invite them").click()
    [_, row] = saved.value.path().read_text().splitlines()
    manager.turn_to("Surveys", "Spring", "Open")
    manager.press("Open it")
    return row.rpartition(",")[2]


def reply(phone, link, calendar):
    """Answer on a phone; who is unhappy is asked what went wrong."""
    phone.page.goto(link)
    phone.choose("3")
    phone.choose("Too warm")
    calendar.later(minutes=1)
    phone.page.get_by_label("You may call me back").check()
    phone.press("Send")
    assert "Your answer is with us" in phone.text
    given = Response.objects.get()
    assert (given.flag, given.excluded_because, len(given.answers)) == ("", "", 2)


def call_back(manager):
    """Call whoever was unhappy and allowed it."""
    manager.turn_to("Today", "Call Brandt Rail back")
    manager.choose("was reached")
    manager.write("What came of it", "They get new ones today.")
    manager.press("Keep this")


def open_form(manager):
    """Let customers write to us; give the address of the form as customers see it."""
    manager.turn_to("Feedback", "Channels", "Open a channel")
    manager.write("Name", "Form on our pages")
    manager.pick("Public form", of="Kind")
    manager.pick("Quinn Roe", of="Who answers")
    manager.press("Open")
    return manager.page.get_by_role("link", name="The public form as customers see it").evaluate("link => link.href")


def settle(manager, phone, form, calendar):
    """A customer complains by the public form; it is handled until they accept the answer."""
    phone.page.goto(form)
    phone.choose("Something went wrong")
    phone.write("What would you like to tell us", MEALS)
    phone.write("Your name", "Ada Berg, ada@rail.example")
    calendar.later(minutes=1)
    phone.press("Send")
    phone.follow("Go to the page of your complaint")
    manager.turn_to("Complaints", MEALS)
    manager.follow("Acknowledge")
    manager.press("It is acknowledged")
    assess(manager, "Low")
    answer(manager)
    accept(phone)
    found = Complaint.objects.get()
    assert (found.state, found.closed_how) == ("closed", "accepted")


def look_back(manager):
    """See what the feedback process could and could not notice."""
    manager.turn_to("Satisfaction", "Capability")
    said = manager.page.get_by_role("heading", level=1).inner_text()
    assert "notice" in said or "too few" in said, said


def hand_over(manager):
    """Take two pages along for top management."""
    manager.turn_to("Satisfaction")
    manager.page.get_by_text("Take along").click()
    with manager.page.expect_download() as saved:
        manager.page.get_by_role("link", name="Two pages for top management").click()
    content = saved.value.path().read_bytes()
    assert content.startswith(b"%PDF")


def test_a_newcomer_hears_customers_from_plan_to_report(everybody, phone, calendar):
    manager, leader = everybody.manager, everybody.hands[T]
    serve_somebody(manager)
    plan(manager, leader)
    design(manager)
    reply(phone, invite(manager), calendar)
    call_back(manager)
    settle(manager, phone, open_form(manager), calendar)
    look_back(manager)
    hand_over(manager)
