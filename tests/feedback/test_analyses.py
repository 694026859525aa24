import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.feedback.analyses import decide_analysis
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + datetime.timedelta(days=11)


def test_an_analysis_is_written_of_a_period_that_has_ended():
    assert make.analysis().key == "AN-1"
    with pytest.raises(ValidationError, match="has not ended"):
        make.analysis(last_on=LATER)
    with pytest.raises(ValidationError, match="before it began"):
        make.analysis(first_on=datetime.date(2026, 1, 1))


def test_a_decision_leads_to_a_record():
    analysis, action = make.analysis(), make.action()
    decided = decide_analysis(analysis, by=make.person(), on=LATER, decision="Alarm.", leads_to=action.key.lower())
    assert decided.decision_ref == action.ref
    assert make.last_entry(decided).act == "analysis.decided"


def test_a_decision_may_be_reasoned_none():
    decided = decide_analysis(make.analysis(), by=make.person(), on=LATER, decision="One-off.", no_action=True)
    assert (decided.no_action, decided.decision_ref) == (True, "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"decision": "Alarm."}, "Name the action"),
        ({"decision": "Alarm.", "leads_to": "A-999"}, "There is no action"),
        ({"decision": " ", "no_action": True}, "Say what was decided"),
        ({"decision": "x", "no_action": True, "leads_to": "A-1"}, "not both"),
        ({"decision": "x", "no_action": True, "on": make.BEGAN}, "older than the analysis"),
    ],
)
def test_a_decision_without_what_follows_is_refused(given, said):
    analysis = make.analysis()
    with pytest.raises(ValidationError, match=said):
        decide_analysis(analysis, by=make.person(), **{"on": LATER, **given})
    assert make.entries_of(analysis) == [("analysis.written", 1)]


def test_it_is_decided_once():
    decided = decide_analysis(make.analysis(), by=make.person(), on=LATER, decision="One-off.", no_action=True)
    with pytest.raises(ValidationError, match="decided on 20 Mar 2026"):
        decide_analysis(decided, by=make.person(), on=LATER, decision="Again.", no_action=True)
