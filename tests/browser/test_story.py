"""What customers send from a phone is handled to its end with the mouse and changes exactly the questions it should."""

import pytest

from heedful.core.models import Person
from heedful.customers.models import Segment
from heedful.feedback.models import CallBack, Complaint, Feedback, Response
from heedful.web import answering, form_seal
from tests.browser.story import MEALS, Hand, Records, accept, answer, assess, small_house

KEPT = (1, 1, [])
NONE_LEFT = (0, 0, [])


def missed(row):
    return 0, 1, [row.ref]


@pytest.fixture
def house(person, monkeypatch):
    for module, name in ((answering, "TOO_FAST_SECONDS"), (answering, "FAST_EACH"), (form_seal, "SOONEST_SECONDS")):
        monkeypatch.setattr(module, name, 0)  # this hand writes faster than a customer's
    return small_house(person)


@pytest.fixture
def records(house):
    found = Records()
    found.changes()
    return found


def test_an_answer_from_a_phone_is_counted_called_back_and_sorted(house, records, open_page, live_server):
    phone = Hand(open_page(house, public=True, width=390))
    phone.choose("3")
    phone.write("What is the main reason", MEALS)
    phone.page.get_by_label("You may call me back").check()
    phone.press("Send")
    response, call, comment = Response.objects.get(), CallBack.objects.get(), Feedback.objects.get()

    assert "Your answer is with us" in phone.text
    assert (response.flag, response.excluded_because) == ("", "")
    assert records.changes() == {
        "hc-do-close-loop/called": missed(call),
        "hc-check-representative/all-feedback": KEPT,
        "hc-check-representative/large-segments": KEPT,
        "hc-check-reliable/unchanged": KEPT,
        "hc-check-analysed/coded": missed(comment),
        "sa-perception-known/asked": KEPT,
        "sa-precision/overall": KEPT,
        "sa-precision/large-segments": KEPT,
        "sa-triangulated/trends": missed(Segment.objects.get()),
    }

    staff = Hand(open_page("/satisfaction/"))
    assert "One answer: too few to tell" in staff.text
    assert "1 of 1 asked in the rounds of this period answered" in staff.text
    staff.follow("Feedback")
    assert MEALS in staff.text
    staff.follow("Today")
    staff.follow("Call Brandt Rail back")
    staff.choose("was reached")
    staff.write("What came of it", "They get new ones today.")
    staff.press("Keep this")
    assert "Brandt Rail was reached" in staff.text
    assert records.changes() == {"hc-do-close-loop/called": KEPT}

    staff.follow("Feedback")
    staff.follow(MEALS)
    staff.pick("Cold chain", of="Theme")
    staff.press("Sort it")
    assert "It is sorted." in staff.text
    assert records.changes() == {"hc-check-analysed/coded": KEPT}
    assert staff.presses <= 7
    assert phone.page.complaints == staff.page.complaints == []


def complain(open_page):
    """A customer sends a complaint by the public form, from a phone, and opens the page of it."""
    phone = Hand(open_page("/speak/", public=True, width=390))
    phone.choose("Something went wrong")
    phone.write("What would you like to tell us", MEALS)
    phone.write("Your name", "Ada Berg, ada@example.com")
    phone.press("Send")
    phone.follow("Go to the page of your complaint")
    assert MEALS in phone.text
    return phone, Complaint.objects.get()


def look_into(staff):
    """Say whom it concerns, and let somebody look into it who is not one of them."""
    staff.open_more()
    staff.follow("Say whom it concerns")
    staff.pick("Bo Lind", of="Who owns what happened")
    staff.press("Keep it")
    staff.follow("Name who looks into it")
    staff.pick("Bo Lind", of="Who looks into it")
    staff.press("Name them")
    assert "Bo Lind is involved in what happened" in staff.text
    staff.pick("Iris Moe", of="Who looks into it")
    staff.press("Name them")


def test_a_serious_complaint_goes_from_a_phone_to_its_end(records, open_page):
    phone, found = complain(open_page)
    heard = Feedback.objects.get()
    assert records.changes() == {
        "hc-do-capture/channels": KEPT,
        "im-satisfaction-rises/complaint-rate": KEPT,
        "hc-do-acknowledge/in-time": missed(found),
        "hc-do-acknowledge/none-forgotten": missed(found),
        "hc-do-assess/in-time": missed(found),
        "hc-do-resolve/closed-in-time": missed(found),
        "hc-do-resolve/kept-informed": missed(found),
        "hc-do-resolve/escalated": missed(found),
        "hc-check-analysed/coded": missed(heard),
    }

    staff = Hand(open_page("/feedback/"))
    staff.follow(MEALS)
    staff.pick("Cold chain", of="Theme")
    staff.press("Sort it")
    assert records.changes() == {"hc-check-analysed/coded": KEPT}
    staff.follow("Go to complaint")
    staff.follow("Acknowledge")
    staff.press("It is acknowledged")
    assert records.changes() == {"hc-do-acknowledge/in-time": KEPT, "hc-do-acknowledge/none-forgotten": KEPT}
    assess(staff, "High")
    assert records.changes() == {"hc-do-assess/in-time": KEPT, "hc-do-objective/independent": missed(found)}
    look_into(staff)
    assert records.changes() == {"hc-do-objective/independent": KEPT}
    assert Complaint.objects.get().investigator == Person.objects.get(name="Iris Moe")
    go_to_the_end(staff, phone, records, found)


def go_to_the_end(staff, phone, records, found):
    """Findings, word to the customer and the answer: none of them ends it; the customer does."""
    staff.follow("Write the findings")
    staff.write("What was found", "The door stood open for twenty minutes.")
    staff.press("Keep the findings")
    staff.open_more()
    staff.follow("Tell the customer")
    staff.write("What you told them", "We know how it came and write tonight.")
    staff.press("Tell them")
    phone.page.reload()
    assert "We know how it came" in phone.text
    answer(staff)
    assert records.changes() == {"wr-nc-decision/decided": missed(found)}

    accept(phone)
    assert records.changes() == {
        "hc-do-resolve/closed-in-time": KEPT,
        "hc-do-resolve/kept-informed": NONE_LEFT,
        "hc-do-resolve/escalated": NONE_LEFT,
        "hc-check-analysed/asked-about-handling": missed(found),
    }
    phone.choose("4")
    phone.press("Send it")
    assert records.changes() == {"hc-check-analysed/asked-about-handling": KEPT}

    staff.page.reload()
    assert "Closed: the complainant accepted" in staff.text
    assert "4 of 5" in staff.text
    assert staff.presses <= 20
    assert phone.page.complaints == []


def test_a_small_complaint_takes_few_presses_from_the_inbox_to_its_end(records, open_page):
    phone, found = complain(open_page)
    staff = Hand(open_page("/feedback/"))
    staff.follow(MEALS)
    staff.follow("Go to complaint")
    staff.follow("Acknowledge")
    staff.press("It is acknowledged")
    assess(staff, "Low")
    answer(staff)
    accept(phone)

    found.refresh_from_db()
    assert (found.state, found.closed_how) == ("closed", "accepted")
    assert staff.presses <= 8
