import pytest
from django.urls import reverse

from heedful.core.organisation import change_organisation
from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.handling import answer_escalation, pause_promises
from heedful.feedback.complaints.receiving import name_involved
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.models import Complaint
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.moment("2026-03-02")


def address(complaint, step=""):
    return reverse("complaints:step", args=[complaint.pk, step]) if step else f"/complaints/{complaint.pk}"


def full():
    """A complaint to which nearly everything has happened."""
    complaint = make.complaint(
        MONDAY, customer=make.customer("Halden Foods"), words="Warm pallet.", acknowledged_at=make.moment("2026-03-06"),
        assessed_at=make.moment("2026-03-03"), told_at=[make.moment("2026-03-09")], channel=make.channel("Phone"),
        escalated_at=make.moment("2026-03-10"), investigated_at=make.moment("2026-03-11"),
        investigator=make.person("Ines Marek"), by=make.person("Dana Ortiz"),
    )  # fmt: skip
    return name_involved(
        complaint, by=make.TEST, event_owner=make.person("Olav Berg"), persons=[make.person("Tor Lie")]
    )


def seen(complaint, on="2026-03-12", person=None):
    with make.clock_at(on, 12):
        return make.browser(person).get(address(complaint))


def test_promises_what_happened_and_who_are_on_one_page():
    shown = seen(full()).content.decode()
    for said in ("Halden Foods", "Warm pallet.", "1 day late", "kept", "Received by Phone", "Customer told: We look",
                 "Investigation: Left open.", "Ines Marek", "Olav Berg", "Tor Lie", "Dana Ortiz",
                 "Handed to"):  # fmt: skip
        assert said in shown, said


def test_the_newest_comes_first():
    moments = [item["at"] for item in seen(full()).context["timeline"]]
    assert moments == sorted(moments, reverse=True)


def test_a_page_costs_the_same_however_much_has_happened(django_assert_max_num_queries):
    complaint, browser = full(), make.browser()
    sort_feedback(complaint.feedback, by=make.TEST, on=make.DAY, theme=make.theme())
    with make.clock_at("2026-03-12"), django_assert_max_num_queries(12):
        assert browser.get(address(complaint)).status_code == 200


def test_a_promise_shorter_than_usual_is_printed_with_the_usual_one():
    change_organisation(make.organisation(), by=make.TEST, answer_days=10)
    shown = seen(make.complaint(MONDAY)).content.decode()
    assert "10 working days; usual is 20" in shown


def test_promises_that_wait_are_shown_so():
    complaint = pause_promises(make.complaint(MONDAY, acknowledged_at=MONDAY), by=make.TEST,
                               on=make.DAY, reason="The lab.")  # fmt: skip
    shown = seen(complaint).content.decode()
    assert "Promises wait: The lab." in shown
    assert "The promises wait since 9 Mar 2026." in shown


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "acknowledge"),
        ({"acknowledged_at": MONDAY}, "assess"),
        ({"acknowledged_at": MONDAY, "assessed_at": MONDAY}, "answer"),
        ({"acknowledged_at": MONDAY, "assessed_at": MONDAY, "severity": 4}, "investigator"),
        ({"answered_at": MONDAY}, "contact"),
        ({"answered_at": MONDAY, "closed_at": MONDAY}, "nonconformity"),
    ],
)
def test_one_step_comes_next(more, expected):
    complaint = make.complaint(MONDAY, **more)
    assert seen(complaint, on="2026-03-03").context["primary"]["href"] == address(complaint, expected)


def test_when_a_word_is_due_telling_the_customer_comes_first():
    complaint = make.complaint(MONDAY, acknowledged_at=MONDAY, assessed_at=MONDAY)
    assert seen(complaint, on="2026-03-09").context["primary"]["href"] == address(complaint, "tell")


def test_who_only_reads_is_offered_no_steps():
    shown = seen(full(), person=make.person(role=AccessRole.EXTERNAL_AUDITOR))
    assert (shown.context["primary"], shown.context["others"]) == (None, [])


def test_whom_it_was_handed_to_is_offered_to_answer():
    chief = make.account_for(make.person(role=AccessRole.TOP_MANAGEMENT))
    complaint = make.complaint(MONDAY, escalated_at=make.moment("2026-03-03"), escalated_to=chief)
    handed = complaint.escalations.get()
    href = reverse("complaints:escalation", args=[handed.pk])
    assert href in seen(complaint, person=chief).content.decode()
    assert href not in seen(complaint).content.decode()
    with make.clock_at("2026-03-12"):
        make.browser(chief).post(href, {"answer": "Pay.", "version": handed.version})
    handed.refresh_from_db()
    assert handed.answer == "Pay."


def test_every_step_asks_on_a_page_of_its_own():
    from heedful.web.views.complaints.table import STEPS

    browser, leader = make.browser(), make.browser(make.person(role=AccessRole.TOP_MANAGEMENT))
    complaint = make.complaint(MONDAY)
    for name in STEPS:
        asks = leader if name == "exception" else browser
        assert asks.get(address(complaint, name)).status_code == 200, name
    assert browser.get(address(complaint, "nonsense")).status_code == 404


def test_a_complaint_is_handled_to_its_end_with_the_mouse():
    complaint, browser, other = make.complaint(MONDAY), make.browser(), make.person()

    def press(step, on, **given):
        current = Complaint.objects.get(pk=complaint.pk)
        with make.clock_at(on):
            answer = browser.post(address(complaint, step), {"version": current.version, **given})
        assert answer.status_code == 302, (step, answer.context and answer.context["form"].errors)

    press("acknowledge", "2026-03-03")
    press("assess", "2026-03-03", severity=3, safety="no", complexity=1, impact="Two stores.", act_now="yes")
    press("give", "2026-03-03", owner=browser.person.pk)
    press("involved", "2026-03-03", event_owner=browser.person.pk, persons=[])
    press("investigator", "2026-03-04", investigator=other.pk)
    press("tell", "2026-03-05", words="We look into it.")
    press("escalate", "2026-03-05", to=other.pk, reason="A credit note.")
    press("pause", "2026-03-05", reason="The lab.")
    press("resume", "2026-03-06")
    press("findings", "2026-03-06", findings="The door.", code="dock")
    press("answer", "2026-03-09", outcome="partly", answer="Replaced.", redress="Pallet", redress_cost="90.00")
    press("contact", "2026-03-10", how="Telephone")
    press("close", "2026-03-11", how="accepted")
    press("nonconformity", "2026-03-11", nonconformity="yes", because="Requirement not met.")
    press("ask", "2026-03-11")
    press("rate", "2026-03-12", score=4)
    done = Complaint.objects.get(pk=complaint.pk)
    assert (done.state, done.outcome, done.handling_score, done.nonconformity) == ("closed", "partly", 4, True)
    assert (done.investigator, done.owner) == (other, browser.person)


def test_a_refusal_keeps_the_text_and_stands_beside_its_field():
    complaint, browser = make.complaint(MONDAY), make.browser()
    given = {"version": complaint.version, "outcome": "not_upheld", "answer": "It was as agreed with you."}
    refused = browser.post(address(complaint, "answer"), given)
    assert refused.status_code == 422
    assert "It was as agreed with you." in refused.content.decode()
    assert set(refused.context["form"].errors) == {"rejected_because", "way_to_escalate"}


def test_who_saves_second_sees_both():
    complaint, browser = make.complaint(MONDAY), make.browser()
    with make.clock_at("2026-03-03"):
        browser.post(address(complaint, "acknowledge"), {"version": complaint.version})
    refused = browser.post(
        address(complaint, "describe"),
        {"version": complaint.version, "summary": "Mine.", "code": "", "remedy_asked": ""},
    )
    assert refused.status_code in (409, 422)
    assert "Mine." in refused.content.decode()


def test_without_the_right_a_step_is_refused():
    complaint = make.complaint(MONDAY)
    browser = make.browser(make.person(role=AccessRole.INTERNAL_AUDITOR))
    assert browser.get(address(complaint, "answer")).status_code == 403


def test_a_complaint_that_is_not_there_is_not_found():
    assert make.browser().get("/complaints/00000000-0000-0000-0000-000000000000").status_code == 404


def test_the_other_complaint_is_joined_by_its_key():
    original, double, browser = make.complaint(MONDAY), make.complaint(MONDAY), make.browser()
    page = address(double, "join")
    assert browser.post(page, {"version": double.version, "original": "C-999"}).status_code == 422
    assert browser.post(page, {"version": double.version, "original": "c-1"}).status_code == 302
    assert Complaint.objects.get(pk=double.pk).same_as == original
    assert "Handled with C-1" in browser.get(address(double)).content.decode()


def test_the_first_assessment_begins_with_how_serious_it_seemed_when_it_was_sorted():
    heard = make.feedback(kind="enquiry", heard_at=MONDAY)
    sort_feedback(heard, by=make.TEST, on=make.DAY, kind="complaint", seems=3)
    form = make.browser().get(address(Complaint.objects.get(), "assess")).context["form"]
    assert form["severity"].value() == 3


def test_how_long_what_was_handed_up_waits_and_how_fast_it_was_answered_is_said():
    chief = make.person("Sigrid Nordvik", role=AccessRole.TOP_MANAGEMENT)
    complaint = make.complaint(MONDAY, escalated_at=make.moment("2026-03-03"), escalated_to=chief)
    assert "Waits for" in seen(complaint, on="2026-03-06").text
    assert "3 working days" in seen(complaint, on="2026-03-06").text

    with make.clock_at("2026-03-09"):
        answer_escalation(complaint.escalations.get(), by=chief, answer="Pay half.")

    assert "Answered what was handed up, after 4 working days: Pay half." in seen(complaint).text
