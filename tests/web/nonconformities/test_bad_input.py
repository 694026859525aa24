import json

import pytest

from heedful.core.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def strings(shared):
    folder = shared / "reference/bad-input"
    plain = json.loads((folder / "strings/blns-even.json").read_text())
    templates = json.loads((folder / "request/template-strings.json").read_text())["strings"]
    return [*plain, *templates, "\0", "x" * 20_000]


NAMES = (
    "version", "severity", "found_at", "process", "owner", "requirement", "kind", "started_at", "done_at", "on",
    "method", "parent", "cause_class", "due_on", "baseline_k", "baseline_n", "threshold", "window_days", "measure",
    "higher_is_better", "after_k", "after_n", "checked_by", "to", "statement", "evidence", "what", "words", "reason",
    "because", "decision", "scope", "result", "cause", "criterion", "note", "benefit", "effect", "answer",
    "consequences",
)  # fmt: skip


def test_text_in_every_field_of_every_form_is_refused_and_changes_nothing(strings):
    analysis = make.begun_analysis(method="five_whys")
    planned = make.corrective_action(make.nonconformity("Planned"))
    correction, seen = make.correction(make.nonconformity("Contained")), make.opportunity()
    at, cause = f"nonconformities/{planned.nonconformity_id}", f"nonconformities/causes/{analysis.pk}"
    steps = ("change", "correct", "elsewhere", "analyse", "plan", "told", "effective", "weak", "correction-only",
             "reopen")  # fmt: skip
    places = [
        "nonconformities/new", *(f"{at}/{step}" for step in steps), f"{cause}/why", f"{cause}/found",
        f"nonconformities/corrections/{correction.pk}/done", f"nonconformities/actions/{planned.pk}/judge",
        f"nonconformities/actions/{planned.pk}/criterion", "opportunities/new",
        *(f"opportunities/{seen.pk}/{step}" for step in ("change", "pursue", "decline", "complete", "evaluate")),
        f"actions/{planned.action_id}/escalate",
    ]  # fmt: skip
    browser = make.browser()
    before = Entry.objects.count()
    for number, text in enumerate(text for text in strings if not text.strip().isdigit()):
        place = places[number % len(places)]
        answer = browser.post(f"/{place}", dict.fromkeys(NAMES, text))
        assert answer.status_code == 422, (place, text[:40])
    assert Entry.objects.count() == before


def test_words_are_kept_as_typed_and_shown_as_text(strings):
    browser, analysis = make.browser(), make.begun_analysis(method="five_whys")
    for number, text in enumerate(strings):
        form = {"statement": f"{number} {text}"[:300], "evidence": text, "requirement_words": text[:300],
                "severity": 2, "code": text[:60]}  # fmt: skip
        assert browser.post("/nonconformities/new", form).status_code in (302, 422), text[:40]
        why = {"words": f"{number} {text}"[:300], "evidence": text, "version": 1}
        assert browser.post(f"/nonconformities/causes/{analysis.pk}/why", why).status_code in (302, 422), text[:40]
    shown = browser.get(f"/nonconformities/{analysis.nonconformity_id}").text + browser.get("/nonconformities/").text
    assert "<script>alert" not in shown
    assert "{{7*7}}" in shown


def test_days_that_are_none_are_refused_by_their_field(shared):
    case, browser = make.nonconformity(), make.browser()
    for day in json.loads((shared / "reference/bad-input/request/dates.json").read_text())["values"]:
        answer = browser.post(f"/nonconformities/{case.pk}/told", {"on": day, "version": 1})
        assert answer.status_code == 422 or day == "２０２６-01-01"
        form = {"statement": f"On {day}", "evidence": "x", "requirement_words": "x", "severity": 2, "found_at": day}
        assert browser.post("/nonconformities/new", form).status_code in (302, 422)
