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


def test_text_in_every_field_of_every_form_is_refused_and_changes_nothing(strings):
    process = make.process()
    measure = make.measure(process)
    value = make.measurement(measure)
    risk, improvement, browser = make.risk(), make.improvement(), make.browser(process.owner)
    names = ("owner", "deputy", "on", "since", "direction", "every_months", "target", "value", "k", "n", "first_on",
             "last_on", "source", "segments", "reached", "what", "reason", "conclusion", "effect", "likelihood",
             "severity", "process", "sponsor", "result", "unit", "name", "treatment", "version")  # fmt: skip
    places = [
        "processes/new", f"processes/{process.pk}/change", f"processes/{process.pk}/approve",
        f"processes/{process.pk}/retire", f"processes/{process.pk}/review", f"processes/{process.pk}/measures/new",
        f"processes/measures/{measure.pk}/change", f"processes/measures/{measure.pk}/target",
        f"processes/measures/{measure.pk}/retire", f"processes/measures/{measure.pk}/enter",
        f"processes/measurements/{value.pk}/correct", "processes/communications/new", "risks/new",
        f"risks/{risk.pk}/rate", f"risks/{risk.pk}/review", f"risks/{risk.pk}/close", f"risks/{risk.pk}/change",
        "improvements/new", f"improvements/{improvement.pk}/change", f"improvements/{improvement.pk}/evaluate",
    ]  # fmt: skip
    before = Entry.objects.count()
    wrong = [text for text in strings if not text.strip().isdigit()]
    for number, text in enumerate(wrong):
        place = places[number % len(places)]
        assert browser.post(f"/{place}", dict.fromkeys(names, text)).status_code == 422, (place, text[:40])
    assert Entry.objects.count() == before


def test_words_are_kept_as_typed_and_shown_as_text(strings):
    browser = make.browser()
    for number, text in enumerate(strings):
        form = {"name": f"{number} {text}"[:160], "purpose": text, "inputs": text}
        assert browser.post("/processes/new", form).status_code in (302, 422), text[:40]
    shown = browser.get("/processes/").text
    assert "<script>alert" not in shown
    assert "{{7*7}}" in browser.get("/processes/?q=7*7").text


def test_dates_that_are_none_are_refused_by_their_field(shared):
    process, browser = make.process(), make.browser()
    for day in json.loads((shared / "reference/bad-input/request/dates.json").read_text())["values"]:
        answer = browser.post(f"/processes/{process.pk}/approve", {"on": day, "version": 1})
        assert answer.status_code == 422 or day in ("1969-12-31", "２０２６-01-01")
