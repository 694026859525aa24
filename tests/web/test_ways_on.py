"""What the house refuses: it says how to go on, keeps what was typed, and has changed nothing."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils.html import escape

from heedful.core.models import Entry
from heedful.improvement.commands import complete_action
from heedful.requirements.commands import MISSING
from tests import make

pytestmark = pytest.mark.django_db
LONG_AGO, LATER = make.DAY.isoformat(), make.LATER.isoformat()


@dataclass(frozen=True)
class Refused:
    """A form that is sent, who sends it, what is said, and what of it stands there still."""

    address: str
    says: str
    form: dict[str, Any] = field(default_factory=dict)
    by: Any = None
    kept: str = ""


def a_requirement_in_force_without_what_it_needs():
    bare = make.requirement()
    return [Refused(f"requirements/{bare.pk}/force", said, {"on": LONG_AGO, "version": bare.version})
            for said in MISSING.values()]  # fmt: skip


def a_seat_in_writing_without_text():
    make.leader()
    seat = make.open_review().seats.first()
    return [Refused(f"reviews/seats/{seat.pk}/take", "needs what was written", {"form": "in_writing", "version": 1})]


def a_closing_outside_the_three_ways():
    bare, corrected, done = (make.nonconformity(name) for name in ("Bare", "Corrected", "Done"))
    make.done_correction(corrected)
    make.done_corrective_action(done)
    return [
        Refused(f"nonconformities/{bare.pk}/correction-only", "Put it right first", _closing(bare), kept="It slipped"),
        Refused(f"nonconformities/{bare.pk}/effective", "Plan one, or close by correction", _closing(bare)),
        Refused(f"nonconformities/{bare.pk}/weak", "Plan one, or close by correction",
                _closing(bare) | {"checked_by": make.person().pk}, kept="It slipped"),
        Refused(f"nonconformities/{corrected.pk}/correction-only", "This field is required",
                _closing(corrected) | {"because": " "}),
        Refused(f"nonconformities/{done.pk}/effective", "Review its effect first", _closing(done)),
    ]  # fmt: skip


def _closing(case):
    return {"on": LATER, "because": "It slipped", "version": make.fresh(case).version}


def a_reviewer_who_implemented():
    owner = make.account_for(make.person("Bo Lind"))
    planned = make.corrective_action(owner=owner)
    complete_action(make.fresh(planned.action), by=owner, on=make.DAY, evidence="Seen")
    figures = {"on": LATER, "after_k": 2, "after_n": 1000, "note": "Counted twice", "version": planned.version}
    return [Refused(f"nonconformities/actions/{planned.pk}/judge", "Ask somebody else to look at the data", figures,
                    by=owner, kept="Counted twice")]  # fmt: skip


def a_threshold_without_reason():
    there = "questions/hc-do-acknowledge/thresholds/share"
    return [
        Refused(there, "This field is required", {"value": "98", "since": LONG_AGO, "reason": words}, kept="98")
        for words in ("", "  ")
    ]


EACH = [
    a_requirement_in_force_without_what_it_needs, a_seat_in_writing_without_text, a_closing_outside_the_three_ways,
    a_reviewer_who_implemented, a_threshold_without_reason,
]  # fmt: skip


@pytest.mark.parametrize("asked", EACH, ids=lambda asked: asked.__name__)
def test_it_is_refused_with_the_way_to_go_on_and_nothing_changed(asked):
    make.organisation()
    for one in asked():
        browser = make.browser(one.by)
        before = Entry.objects.count()

        answer = browser.post(f"/{one.address}", one.form)

        assert (answer.status_code, Entry.objects.count()) == (422, before), one
        assert escape(one.says) in answer.text, one
        assert one.kept in answer.text, one


def test_there_is_no_fourth_way_to_close_a_case():
    case, browser = make.nonconformity(), make.browser()
    before = Entry.objects.count()

    assert browser.post(f"/nonconformities/{case.pk}/close", _closing(case)).status_code == 404
    assert Entry.objects.count() == before
