import pytest

from heedful.audits.models import ProcessAudit
from heedful.processes.models import Process
from tests import make

pytestmark = pytest.mark.django_db


def form(process, auditor, **more):
    return {"process": process.pk, "auditor": auditor.pk, "held_on": make.back(3).isoformat(), "phases": ["P", "D"],
            "conclusion": "Well kept."} | more  # fmt: skip


def test_an_audit_is_recorded_and_shown():
    browser, auditor = make.browser(), make.person("Iris", role="internal_auditor")
    process = make.put(Process(name="Hear customers"))
    assert "No audit of a process yet" in browser.get("/process-audits/").content.decode()
    sent = browser.post("/process-audits/new", form(process, auditor))
    found = ProcessAudit.objects.get()
    assert sent["Location"] == f"/process-audits/{found.pk}"
    page = browser.get(sent["Location"]).content.decode()
    assert "Hear customers was audited over plan, do." in page
    assert "not covered: check, act" in page
    assert (
        "One audit of a process on record, the last on 6 Mar 2026." in browser.get("/process-audits/").content.decode()
    )


def test_whoever_answers_for_a_process_does_not_audit_it():
    auditor = make.person("Iris", role="internal_auditor")
    process = make.put(Process(name="Hear customers", owner=auditor))
    page = make.browser().post("/process-audits/new", form(process, auditor))
    assert page.status_code == 422
    assert "Iris answers for this process" in page.content.decode()
    assert "Well kept." in page.content.decode()


@pytest.mark.parametrize("wrong", [{"phases": ["X"]}, {"phases": []}, {"held_on": "2999-01-01"}, {"process": "7"},
                                   {"auditor": "\x00"}, {"conclusion": "\x00"}, {"conclusion": " "}])  # fmt: skip
def test_what_does_not_fit_is_refused_and_changes_nothing(wrong):
    auditor = make.person(role="internal_auditor")
    process = make.put(Process(name="Hear customers"))
    assert make.browser().post("/process-audits/new", form(process, auditor) | wrong).status_code == 422
    assert not ProcessAudit.objects.exists()


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_costs_the_same_however_many(many, django_assert_max_num_queries):
    process, auditor = make.put(Process(name="Hear customers")), make.person(role="internal_auditor")
    for n in range(many):
        make.put(ProcessAudit(process=process, auditor=auditor, held_on=make.back(n), phases="P", conclusion="x"))
    browser = make.browser()
    with django_assert_max_num_queries(9):
        browser.get("/process-audits/")
    with django_assert_max_num_queries(12):
        browser.get(f"/process-audits/{ProcessAudit.objects.first().pk}")
