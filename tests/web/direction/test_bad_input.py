import json

import pytest

from heedful.core.models import Entry
from heedful.core.people import grant_role
from tests import make

pytestmark = pytest.mark.django_db
NAMES = (
    "version", "what", "why", "since", "owner", "about_customers", "on", "reason", "name", "kind", "words",
    "commitments", "conclusion", "people", "person", "asked", "right", "pass_mark", "process", "measure", "means_here",
    "strategy", "commitment", "direction", "baseline", "target", "due_on", "will_do", "reached", "because", "how",
    "deputy", "asked_of", "granted", "delivery_due_on", "leader", "with_whom", "topics", "planned_on",
    "interval_months", "form", "contribution", "delegate", "decision_class", "note", "effect", "minutes", "author",
    "two_way",
)  # fmt: skip


@pytest.fixture
def strings(shared):
    folder = shared / "reference/bad-input"
    plain = json.loads((folder / "strings/blns-even.json").read_text())
    templates = json.loads((folder / "request/template-strings.json").read_text())["strings"]
    return [*plain, *templates, "\0", "x" * 20_000]


def places(leader):
    """Every form of the leading rooms that somebody who leads and keeps everything reaches."""
    told, draft = make.told_policy(), make.draft_policy()
    item, aim, role = make.strategy_item(), make.objective(owner=leader), make.assignment()
    planned, review = make.management_review(), make.open_review(make.LATER)
    asked, granted = make.support_request(), make.granted_request()
    yield from ("direction/strategy/new", "direction/policies/new", "direction/objectives/new", "support/new",
                "support/meet", "leaders/log", "leaders/tell", "reviews/new")  # fmt: skip
    yield from (f"direction/strategy/{item.pk}/{name}" for name in ("change", "end"))
    yield from (f"direction/policies/{told.policy_id}/{name}" for name in ("draft", "retire"))
    yield from (f"direction/versions/{told.pk}/{name}" for name in ("review", "sheet", "check"))
    yield from (f"direction/versions/{draft.pk}/{name}" for name in ("change", "commit", "approve", "tell"))
    yield f"direction/commitments/{told.commitments.first().pk}/back"
    yield from (f"direction/objectives/{aim.pk}/{name}" for name in ("change", "approve", "end"))
    yield from (f"roles/held/{role.pk}/{name}" for name in ("tell", "sheet", "understood", "deputy"))
    yield from (f"support/{asked.pk}/decide", f"support/{granted.pk}/deliver")
    yield from (f"reviews/{planned.pk}/{name}" for name in ("move", "seat", "cancel"))
    yield from (f"reviews/{review.pk}/{name}" for name in ("decide", "nothing", "minutes", "conclude", "hold"))
    yield f"reviews/seats/{review.seats.first().pk}/take"
    yield f"reviews/inputs/{review.inputs.first().pk}/conclude"


def led_by_one():
    """A browser of somebody who manages quality and leads: no form is kept from them by a right."""
    person = make.leader("Ada Berg", since=make.BEGAN)
    grant_role(person, by=make.TEST, role="quality_manager", since=make.BEGAN)
    return make.browser(person)


def test_text_in_every_field_of_every_form_is_refused_and_changes_nothing(strings):
    browser = led_by_one()
    known = list(places(browser.person))
    before, wrong = Entry.objects.count(), [text for text in strings if not text.strip().isdigit()]
    assert len(wrong) > len(known)
    for number, text in enumerate(wrong):
        place = known[number % len(known)]
        answer = browser.post(f"/{place}", dict.fromkeys(NAMES, text))
        assert answer.status_code == 422, (place, text[:40])
    assert Entry.objects.count() == before


def test_words_are_kept_as_typed_and_shown_as_text(strings):
    browser = led_by_one()
    version = make.draft_policy()
    for number, text in enumerate(strings):
        given = {"what": f"{number} {text}"[:300], "why": text, "since": make.DAY}
        assert browser.post("/direction/strategy/new", given).status_code in (302, 422), text[:40]
        note = {"kind": "culture", "on": make.DAY, "note": f"{number} {text}"}
        assert browser.post("/leaders/log", note).status_code in (302, 422), text[:40]
    words = browser.post(
        f"/direction/versions/{version.pk}/change", {"words": "{{7*7}} <script>alert(1)</script>", "version": 1}
    )
    assert words.status_code == 302
    for page in (f"/direction/policies/{version.policy_id}", "/direction/", f"/leaders/{browser.person.pk}"):
        text = browser.get(page).text
        assert "<script>alert" not in text
        assert "{{7*7}}" in text or "/leaders/" in page  # the last thirty acts are shown


def test_days_and_numbers_that_are_none_are_refused_by_their_field(shared):
    browser = led_by_one()
    aim, version, before = make.objective(), make.told_policy(), Entry.objects.count()
    for given in json.loads((shared / "reference/bad-input/request/dates.json").read_text())["values"]:
        if given != "２０２６-01-01":
            for place in (f"versions/{version.pk}/review", f"objectives/{aim.pk}/approve"):
                answer = browser.post(f"/direction/{place}", {"on": given, "conclusion": "", "version": 1})
                assert answer.status_code in (409, 422), (place, given)
    for given in ("NaN", "Infinity", "1e400", "9" * 30, "0x10", "1,5,5"):
        changed = {"what": "x", "kind": "conformity", "direction": "up", "target": given, "version": 1}
        answer = browser.post(f"/direction/objectives/{aim.pk}/change", changed)
        assert answer.status_code == 422, given
    assert Entry.objects.count() == before
