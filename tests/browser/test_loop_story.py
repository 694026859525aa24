"""From a customer's words to the closed review of what was done: one person per role, with the mouse, day by day.

After each step exactly the named conditions say something else, and what falls short is the record that was made.
"""

import datetime

import pytest

from heedful.core import clock
from heedful.core.models import Person
from heedful.core.permissions import AccessRole
from heedful.feedback.models import Channel, Complaint
from heedful.improvement.models import CauseAnalysis, CorrectiveAction, Nonconformity, Verdict
from tests.browser import first_day
from tests.browser.story import Records

KEPT, NONE_LEFT = (1, 1, []), (0, 0, [])
SAID = "Chilled meals arrived warm"
WARM = "Chilled meals arrived warm at platform 4."
LOOKED_AT = 95
"""So many days later there are data to look at."""


def missed(row):
    return 0, 1, [row.ref]


@pytest.fixture(autouse=True)
def calendar(monkeypatch):
    found = first_day.Calendar()
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def everybody(chromium, live_server, emptied, monkeypatch):
    """Browsers for everybody of a house that has only begun; the first of them has signed in."""
    first_day.begin(monkeypatch)
    found = first_day.Everybody(chromium, live_server.url)
    yield found
    found.leave()


@pytest.fixture
def at(everybody):
    """Somebody of a role, in the room that the menu names, and on from there by links."""

    def go(role, *names):
        hand = everybody.hands[role]
        hand.turn_to(*names)
        return hand

    return go


@pytest.fixture
def records(everybody):
    found = Records()
    found.changes()
    return found


def let_in(everybody, records):
    """Whoever began the house lets one person of each role in."""
    for name, role in first_day.OTHERS:
        everybody.let_in(name, role)
        # A leader answers for something from the first day; whoever else comes in does so only by what they do next.
        leads = role == AccessRole.TOP_MANAGEMENT
        assert records.changes() == (
            {"ld-accountable/own-an-objective": missed(Person.objects.get(name=name))} if leads else {}
        )


def open_channel(at, records):
    """Whoever manages quality says how customers reach them; where, and who stands in, is left for later."""
    manager = at(AccessRole.QUALITY_MANAGER, "Feedback", "Channels", "Open a channel")
    manager.write("Name", "Telephone")
    manager.pick("Quinn Roe", of="Who answers")
    manager.press("Open")
    channel = Channel.objects.get()
    assert records.changes() == {
        "hc-plan-channels/address": missed(channel),
        "hc-plan-channels/accessible": KEPT,
        "hc-plan-channels/free": KEPT,
        "hc-plan-roles/owned": missed(channel),
    }
    return channel


def hear(at, records):
    """A member logs what a customer said."""
    member = at(AccessRole.MEMBER, "Today", "Log feedback")
    member.pick("Complaint", of="What is it?")
    member.write("What did they say?", WARM)
    member.write("Who said it", "Ada Berg, ada@example.com")
    member.press("Log it")
    complaint = Complaint.objects.get()
    assert records.changes() == {
        "hc-do-capture/staff": KEPT,
        "hc-do-acknowledge/in-time": missed(complaint),
        "hc-do-acknowledge/none-forgotten": missed(complaint),
        "hc-do-assess/in-time": missed(complaint),
        "hc-do-resolve/closed-in-time": missed(complaint),
        "hc-do-resolve/kept-informed": missed(complaint),
        "hc-do-resolve/escalated": missed(complaint),
        "hc-check-analysed/coded": missed(complaint.feedback),
        "im-satisfaction-rises/complaint-rate": KEPT,
    }
    return complaint


def open_case(at, records, complaint):
    """Whoever manages quality decides that a requirement was not met, and opens the case from the complaint."""
    manager = at(AccessRole.QUALITY_MANAGER, "Complaints", SAID)
    manager.open_more()
    manager.follow("Decide: nonconformity or not")
    manager.choose("Yes")
    manager.write("Why", "They were promised cold.")
    manager.press("Decide")
    manager.follow("Open the nonconformity")
    manager.pick("High", of="How bad is it for the customer?")
    manager.write("Or what was required, in words", "0 to 4 °C until handover")
    manager.write("Code", "cold chain")
    manager.press("Open the nonconformity")
    case = Nonconformity.objects.get()
    assert case.source == complaint.ref
    assert WARM in manager.text
    assert records.changes() == {
        "wr-reaction/begun": missed(case),
        "wr-reaction/consequences": missed(case),
        "wr-proportionate/acted": missed(case),
        "ld-resources/none-blocked": KEPT,
    }
    return case


def put_right(at, records, case):
    """A member contains it at once, and says what the customer got."""
    member = at(AccessRole.MEMBER, "Nonconformities", SAID)
    member.pick("Containment: stops it spreading", of="What is it?")
    member.write("What is done at once", "Stopped the lorry")
    member.press("Begin")
    assert records.changes() == {"wr-reaction/begun": KEPT}
    member.follow("It is done")
    member.write("How the consequences were dealt with", "New meals the same evening.")
    member.press("It is done")
    assert records.changes() == {"wr-reaction/consequences": KEPT}


def find_cause(at, records, case):
    """The owner of the process asks why, until there is something that can be taken away."""
    owner = at(AccessRole.PROCESS_OWNER, "Nonconformities", SAID)
    owner.pick("Five whys", of="How do you look for the cause?")
    owner.press("Begin to look")
    owner.write("Why did it happen?", "The door stood open")
    owner.write("What shows it", "The log of the door")
    owner.press("Add it")
    owner.page.get_by_text("Go on from here").click()
    owner.write("And why that?", "Nothing rings when it stands open")
    owner.page.locator("details[open]").get_by_label("What shows it").fill("Tried it")
    owner.press("Add it")
    owner.page.get_by_text("Go on from here").last.click()
    with owner.page.expect_navigation():
        owner.page.get_by_role("button", name="This is the cause").last.click()
    owner.follow("Say which cause was found")
    owner.pick("Equipment", of="Of which kind")
    owner.write("What shows that it is the cause", "The door of the other dock rings, and stays shut.")
    owner.press("It is found")
    assert CauseAnalysis.objects.get().cause == "Nothing rings when it stands open"
    assert records.changes() == {}  # a cause without an action against it answers no question yet


def plan(at, records, case, due_on):
    """The owner plans what takes the cause away, and fixes by which figures it will be judged."""
    owner = at(AccessRole.PROCESS_OWNER, "Nonconformities", SAID)
    owner.follow("Plan a corrective action")
    owner.write("What takes the cause away", "An alarm on the door")
    owner.pick("Max Berg", of="Who will have done it")
    owner.write("By which day", due_on.isoformat())
    owner.write("What will be seen if it worked", "Fewer warm deliveries")
    owner.write("Counted before", "20")
    owner.write("Among how many before", "1000")
    owner.write("After over before, to be reached", "0.5")
    owner.press("Plan it")
    planned = CorrectiveAction.objects.get()
    assert records.changes() == {
        "wr-proportionate/acted": KEPT,
        "wr-proportionate/not-told-only": KEPT,
        "wr-cause-found/analysed": KEPT,
        "wr-cause-found/beyond-training": KEPT,
        "wr-extent-checked/extent": missed(case),
        "wr-on-time/on-time": missed(planned),
        "wr-on-time/grave-overdue": missed(planned),
        "wr-on-time/moved-once": KEPT,
    }
    return planned


def carry_out(at, records, case):
    """Whose action it is finds it among their own and does it; the owner looks where else it could happen."""
    member = at(AccessRole.MEMBER, "Actions", "An alarm on the door")
    member.write("What shows that it is done", "The alarm rang in the test.")
    member.press("It is done")
    assert records.changes() == {
        "wr-on-time/on-time": KEPT,
        "wr-on-time/grave-overdue": KEPT,
        "wr-effective/stays-away": KEPT,
    }
    owner = at(AccessRole.PROCESS_OWNER, "Nonconformities", SAID)
    owner.follow_in("#elsewhere", "Add")
    owner.write("Where you looked", "All four docks")
    owner.write("What you found", "The other doors ring.")
    owner.press("Keep it")
    assert records.changes() == {"wr-extent-checked/extent": KEPT}


def judge(at, records, channel, planned):
    """Somebody else looks at the data, which say that it worked."""
    assert records.changes() == {  # only time went by: the line was not tried, and nobody looked at the data
        "hc-plan-channels/tested": missed(channel),
        "wr-effective/reviewed": missed(planned),
    }
    leader = at(AccessRole.TOP_MANAGEMENT, "Nonconformities", SAID)
    leader.follow("Look at the data")
    leader.write("Counted after", "2")
    leader.write("Among how many after", "1000")
    leader.press("Let the data say")
    assert planned.reviews.get().verdict == Verdict.EFFECTIVE
    assert records.changes() == {"wr-effective/reviewed": KEPT}


def close(at, records, case):
    """Whoever manages quality closes it and carries on what was learned."""
    manager = at(AccessRole.QUALITY_MANAGER, "Nonconformities", SAID)
    manager.press("Close it")
    waits = {f"wr-looped-back/{name}": missed(case) for name in ("risks", "system", "told")}
    assert records.changes() == {**waits, "ld-resources/none-blocked": NONE_LEFT}
    for name, link in (("risks", "Decide"), ("system", "Decide"), ("told", "Was told")):
        manager.follow_in("#back", link)
        if link == "Decide":
            manager.write("What was decided, and why", "Nothing else changes: the door was the only one.")
        manager.press("Keep")
        assert records.changes() == {f"wr-looped-back/{name}": KEPT}


def read_it_all(at):
    """The auditor finds the case among those closed, and the question that it answers."""
    auditor = at(AccessRole.INTERNAL_AUDITOR, "Nonconformities")
    auditor.pick("Closed", of="Show")
    auditor.press("Filter")
    auditor.follow(SAID)
    assert "Effective: the ratio reaches what was planned" in auditor.text
    assert "Closed on" in auditor.text
    auditor = at(AccessRole.INTERNAL_AUDITOR, "Questions", "Does somebody else look later whether it worked")
    assert "records began on 9 Mar 2026, so the window is not full yet" in auditor.text
    auditor.follow_in("[aria-label=Conditions] tbody", "1")
    assert "An alarm on the door" in auditor.text


def test_what_a_customer_said_is_put_right_to_the_end_by_one_person_of_each_role(everybody, records, at, calendar):
    let_in(everybody, records)
    channel = open_channel(at, records)
    complaint = hear(at, records)
    case = open_case(at, records, complaint)
    put_right(at, records, case)
    find_cause(at, records, case)
    planned = plan(at, records, case, calendar.moment.date() + datetime.timedelta(days=7))
    carry_out(at, records, case)
    calendar.later(days=LOOKED_AT)
    judge(at, records, channel, planned)
    close(at, records, case)

    read_it_all(at)
