from datetime import date, timedelta
from decimal import Decimal

import pytest

from heedful.core.permissions import AccessRole
from heedful.processes.commands import add_output, change_process, retire_process
from heedful.processes.models import Process, ProcessOutput
from tests import make

pytestmark = pytest.mark.django_db
LAST_MONTH = date.today().replace(day=1) - timedelta(days=1)


def test_without_a_process_the_list_says_how_to_begin():
    text = make.browser().get("/processes/").text
    assert "No process is described yet." in text
    assert "Begin with the one by which customers are heard" in text


def test_the_list_says_how_the_measures_stand():
    process = make.process("Deliver <b>goods</b>", hears_customers=True)
    make.measurements(make.measure(process, target=Decimal(95)), 96, until=LAST_MONTH)
    make.measurements(make.measure(process, target=Decimal(95)), 94, until=LAST_MONTH)

    text = make.browser().get("/processes/").text

    assert "<h1>One of two measures off target.</h1>" in text
    assert "Deliver &lt;b&gt;goods&lt;/b&gt;" in text
    assert "1 of 2 on target" in text
    assert "feedback process" in text


def test_the_list_filters_and_sorts_and_takes_nonsense():
    owner = make.person("Ines")
    make.process("Deliver", owner=owner)
    retire_process(make.process("Store"), by=make.TEST, on=make.DAY, reason="Sold")
    browser = make.browser(owner)

    assert "Deliver" in browser.get("/processes/?q=deliver&sort=-owner&show=mine").text
    assert "Store" not in browser.get("/processes/").text
    assert "Store" in browser.get("/processes/?show=retired").text
    assert "No process is like this" in browser.get("/processes/?q=xyzzy").text
    for nonsense in (
        "?show=x",
        "?sort=pk;drop",
        "?page=-1",
        "?page=9999999999999999999999",
        "?q=%00",
        "?q=" + "x" * 999,
    ):
        assert browser.get(f"/processes/{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_processes(django_assert_max_num_queries):
    def one():
        process = make.process()
        for _ in range(2):
            make.measurements(make.measure(process), 96, 94, until=LAST_MONTH)

    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            one()
        with django_assert_max_num_queries(12):
            assert browser.get("/processes/?q=process&show=off").status_code == 200


def test_one_process_shows_its_turtle_its_measures_and_what_is_done_about_it(django_assert_max_num_queries):
    owner = make.person("Ines Marek")
    process = make.process("Hear customers", owner=owner, inputs="Calls and mail")
    browser = make.browser(owner)
    for number in range(15):
        add_output(process, by=make.TEST, name=f"Report {number}", used_by="Top management")
        make.measurements(make.measure(process, f"Measure {number}"), 96, 94, 93, until=LAST_MONTH)
        make.risk(f"Risk {number}", process=process)
        make.improvement(f"Improvement {number}", process=process)
        make.action(f"Action {number}", source=process.ref)
    make.measure_review(process, conclusion="Ask fewer questions.")

    with django_assert_max_num_queries(12):
        text = browser.get(f"/processes/{process.pk}").text

    for shown in (
        "Calls and mail", "Report 14", "for Top management", "Measure 14", "off target twice running", "Risk 14",
        "Improvement 14", "Action 14", "Ask fewer questions.",
    ):  # fmt: skip
        assert shown in text
    assert "15 of 15 measures off target." in text
    assert "Review them now" in text


def test_a_process_is_described_by_a_form():
    browser = make.browser()
    answer = browser.post("/processes/new", {"name": "Deliver", "purpose": "On time", "owner": browser.person.pk})
    process = Process.objects.get()
    assert answer["Location"] == f"/processes/{process.pk}"
    assert (process.owner, make.last_entry(process).by) == (browser.person, browser.person.ref)


def test_a_wrong_form_keeps_what_was_typed_and_changes_nothing():
    make.process("Deliver")
    answer = make.browser().post("/processes/new", {"name": "Deliver", "purpose": "Never lose these words"})
    assert answer.status_code == 422
    assert "Never lose these words" in answer.text
    assert "There is a process of this name already" in answer.text
    assert Process.objects.count() == 1


def test_who_changes_an_older_version_sees_both():
    process = make.process(inputs="Orders")
    browser = make.browser()
    change_process(process, by=make.TEST, inputs="Orders and calls")
    form = {"name": process.name, "inputs": "Orders and mail", "version": 1, "purpose": process.purpose}

    answer = browser.post(f"/processes/{process.pk}/change", form)

    assert answer.status_code in (409, 422)
    assert "Orders and calls" in answer.text
    assert "Orders and mail" in answer.text
    assert Process.objects.get().inputs == "Orders and calls"


def test_a_process_is_approved_marked_and_retired_by_the_forms():
    process, browser = make.process(), make.browser()
    browser.post(f"/processes/{process.pk}/approve", {"on": "2026-03-09", "version": 1})
    browser.post(f"/processes/{process.pk}/feedback", {"version": 2})
    process.refresh_from_db()
    assert (process.approved_on, process.approved_by, process.hears_customers) == (make.DAY, browser.person, True)

    refused = browser.post(f"/processes/{process.pk}/retire", {"on": "2026-03-09", "reason": "x", "version": 3})

    assert refused.status_code == 422
    assert "no longer be heard" in refused.text


def test_outputs_are_added_and_taken_away_by_the_forms():
    process, browser = make.process(), make.browser()
    browser.post(f"/processes/{process.pk}/outputs/new", {"name": "Report", "used_by": "Top management"})
    output = ProcessOutput.objects.get()
    assert "Take away “Report”?" in browser.get(f"/processes/outputs/{output.pk}/remove").text
    browser.post(f"/processes/outputs/{output.pk}/remove", {"version": 1})
    assert not ProcessOutput.objects.exists()


def test_the_owner_reviews_the_measures_by_the_form():
    process = make.process()
    browser = make.browser(process.owner)
    browser.post(f"/processes/{process.pk}/review", {"on": "2026-03-09", "conclusion": "Fewer questions"})
    assert process.reviews.get().conclusion == "Fewer questions"


def test_a_member_reads_but_is_not_asked_to_change():
    process, browser = make.process(), make.browser(make.person(role=AccessRole.MEMBER))
    text = browser.get(f"/processes/{process.pk}").text
    assert f"/processes/{process.pk}/change" not in text
    assert browser.get(f"/processes/{process.pk}/change").status_code == 403
    assert browser.post("/processes/new", {"name": "x"}).status_code == 403
    assert Process.objects.count() == 1


@pytest.mark.parametrize("pk", ["0", "undefined", "00000000-0000-0000-0000-000000000000", "%00", "1 OR 1=1"])
def test_an_address_that_names_nothing_is_not_found(pk):
    browser = make.browser()
    for place in ("", "/change", "/approve", "/retire", "/review", "/outputs/new", "/measures/new"):
        assert browser.get(f"/processes/{pk}{place}").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client):
    make.organisation()
    assert client.get("/processes/").status_code == 302
