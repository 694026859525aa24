from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from heedful.core.permissions import AccessRole
from heedful.improvement.escalations import answer_action_escalation, escalate_action
from tests import make

pytestmark = pytest.mark.django_db
LATE = make.DAY + timedelta(days=31)


def up(action, by=None, **more):
    whole = {"to": make.person(role=AccessRole.TOP_MANAGEMENT), "on": LATE, "reason": "The alarm is not paid for."}
    return escalate_action(make.fresh(action), by=by or make.person(), **whole | more)


def test_an_overdue_action_is_handed_up_and_answered():
    handed = up(make.action())
    answered = answer_action_escalation(handed, by=handed.to, on=LATE, answer="Buy it.")
    assert answered.answered_on == LATE
    assert make.entries_of(handed) == [("actionescalation.made", 1), ("actionescalation.answered", 2)]
    with pytest.raises(ValidationError, match="It was answered"):
        answer_action_escalation(answered, by=handed.to, on=LATE, answer="Buy it.")


def test_what_is_not_late_done_or_lies_there_already_is_not_handed_up():
    action = make.action()
    with pytest.raises(ValidationError, match="It is due on"):
        up(action, on=LATE - timedelta(days=1))
    for given in ({"to": action.owner}, {"to": None}, {"reason": " "}):
        with pytest.raises(ValidationError):
            up(action, **given)
    first = up(action)
    with pytest.raises(ValidationError, match="lies with them already"):
        up(action, to=first.to)
    with pytest.raises(ValidationError, match="no longer open"):
        up(make.done_action())


def test_whom_it_was_handed_to_answers_with_words_and_not_before():
    handed = up(make.action())
    for by, answer, on in (
        (make.person(), "Yes", LATE), (handed.to, " ", LATE), (handed.to, "Yes", LATE - timedelta(days=1)),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            answer_action_escalation(make.fresh(handed), by=by, on=on, answer=answer)
