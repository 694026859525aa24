from datetime import timedelta
from decimal import Decimal

import pytest

from heedful.audits.review_inputs import gather
from heedful.leadership.deciding import decide
from heedful.leadership.reviews import INPUTS, freeze_inputs
from tests import make

pytestmark = pytest.mark.django_db
EARLIER = make.DAY - timedelta(days=90)


def gathered(review):
    return {one.key: one for one in gather(review, make.DAY)}


def test_every_input_is_gathered_from_an_empty_house_too():
    found = gathered(make.management_review())
    assert list(found) == list(INPUTS)
    assert found["satisfaction"].sentence.startswith("No customer was asked yet")
    assert found["earlier_actions"].sentence == "No earlier review decided anything."


def test_the_inputs_say_what_the_records_say_and_lead_to_them():
    make.leader()
    before = make.open_review(EARLIER)
    decided = decide(before, by=make.TEST, decision_class="system", what="Two docks", owner=make.person(),
                     due_on=EARLIER + timedelta(30), on=EARLIER)  # fmt: skip
    risk = make.risk()
    asked = make.granted_request()
    complaint = make.complaint()
    objective = make.approved_objective(baseline=Decimal(90))
    make.measurements(objective.measure, 94)
    found = gathered(make.management_review())
    assert found["earlier_actions"].sentence == ("Of 1 action from earlier reviews 0 are done, 1 open, 1 late.")
    assert found["earlier_actions"].links == (decided.action.ref,)
    assert "1 risk open, 1 high, 1 without treatment" in found["risks"].sentence.lower()
    assert found["risks"].links == (risk.ref,)
    assert "1 granted and not delivered" in found["requests"].sentence
    assert asked.ref in found["requests"].links
    assert complaint.ref in found["complaints"].links
    assert found["objectives"].sentence == "0 of 1 objective at their target."
    assert objective.measure.ref in found["measures"].links


def test_what_was_gathered_is_frozen_and_does_not_move_with_the_records():
    make.risk()
    review = make.management_review()
    opened = freeze_inputs(review, gather(review, make.DAY), by=make.TEST)
    make.risk("Another")
    assert "1 risk open" in opened.inputs.get(key="risks").sentence
    assert opened.inputs.count() == len(INPUTS)
