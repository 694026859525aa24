"""Commands on actions that lie too long: handed up, and answered by whom they were handed to."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.models import Action, ActionEscalation, ActionState


@command(needs=Permission.ACT)
def escalate_action(
    action: Action, *, by: Actor, to: Person | None, on: datetime.date, reason: str
) -> ActionEscalation:
    """Hand an overdue action up, and say why."""
    action = lock(action)
    if action.state != ActionState.OPEN:
        raise ValidationError("This action is no longer open.")
    if action.due_on >= on:
        raise ValidationError(f"It is due on {action.due_on}. What is late is handed up; remind its owner until then.")
    if to is None:
        raise ValidationError({"to": "Say to whom it is handed up."})
    if to.pk == action.owner_id:
        raise ValidationError({"to": "They own it. Hand it up to somebody above them."})
    if not reason.strip():
        raise ValidationError({"reason": "Say what stands in the way, and what you ask for."})
    if action.escalations.filter(to=to, answered_on=None).exists():
        raise ValidationError({"to": "It lies with them already, and they have not answered."})
    escalation = ActionEscalation(action=action, to=to, escalated_on=on, reason=reason)
    escalation.save()
    record("actionescalation.made", escalation, action=action.ref, days_late=(on - action.due_on).days)
    return escalation


@command(needs=Permission.ACT)
def answer_action_escalation(
    escalation: ActionEscalation, *, by: Actor, on: datetime.date, answer: str
) -> ActionEscalation:
    """Answer what was handed up: what is decided, so that the action goes on."""
    escalation = lock(escalation)
    if escalation.answered_on:
        raise ValidationError(f"It was answered on {escalation.answered_on}.")
    who = person_of(by)
    if who is not None and who.pk != escalation.to_id:
        raise ValidationError("Whom it was handed to answers it.")
    if not answer.strip():
        raise ValidationError({"answer": "Say what you decide."})
    if on < escalation.escalated_on:
        raise ValidationError({"on": f"It was handed up on {escalation.escalated_on}; give that day or a later one."})
    escalation.answered_on, escalation.answer = on, answer
    escalation.save(update_fields=["answered_on", "answer"])
    record("actionescalation.answered", escalation, days=(on - escalation.escalated_on).days)
    return escalation
