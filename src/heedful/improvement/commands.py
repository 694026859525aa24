"""Commands on actions: opened from any record, done with evidence, verified by somebody else."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import link, person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Entry, Person, Row
from heedful.core.permissions import Permission
from heedful.core.registry import row_models
from heedful.improvement.models import Action, ActionState


def row_named(source: str) -> Row | None:
    """Find the row that a reference names; nothing where there is none."""
    kind, _, pk = source.partition("/")
    model = row_models().get(kind)
    if model is None:
        return None
    try:
        return model._base_manager.filter(pk=pk).first()
    except (ValueError, ValidationError):
        return None


def tie_to_source(row: Row, source: str, *, by: Actor) -> None:
    """Link a new record with the row that it came from."""
    if not source:
        return
    origin = row_named(source)
    if origin is None:
        raise ValidationError({"source": "The record that this comes from is not there."})
    link(origin, by=by, target=row, relation="led to")


@command(needs=Permission.ACT)
def open_action(
    *, by: Actor, what: str, owner: Person | None, due_on: datetime.date, on: datetime.date, source: str = ""
) -> Action:
    """Open an action, on its own or from a record named as "kind/uuid"."""
    if owner is None:
        raise ValidationError({"owner": "An action needs somebody who will have done it."})
    if due_on < on:
        raise ValidationError({"due_on": "An action cannot be due before it is opened."})
    action = Action(what=what, source=source, owner=owner, due_on=due_on, first_due_on=due_on, opened_on=on)
    action.save()
    record("action.opened", action, due=due_on.isoformat())
    tie_to_source(action, source, by=by)
    return action


@command(needs=Permission.ACT)
def change_owner(action: Action, *, by: Actor, owner: Person, reason: str = "") -> Action:
    """Give an action to somebody else."""
    action = lock(action)
    _still_open(action)
    if action.owner_id == owner.pk:
        raise ValidationError({"owner": "It is theirs already."})
    action.owner = owner
    action.save(update_fields=["owner"])
    record("action.handed_over", action, reason=reason, owner=owner.ref)
    return action


@command(needs=Permission.ACT)
def extend_action(action: Action, *, by: Actor, due_on: datetime.date, reason: str) -> Action:
    """Give an action more time, with a reason; somebody other than its owner does."""
    action = lock(action)
    _still_open(action)
    who = person_of(by)
    if who is not None and who.pk == action.owner_id:
        raise ValidationError("Somebody other than the owner gives more time. Ask whoever needs it done.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it needs more time."})
    if due_on <= action.due_on:
        raise ValidationError({"due_on": f"It is due on {action.due_on} now; give a later day."})
    before = action.due_on
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    record("action.extended", action, reason=reason, before=before.isoformat(), after=due_on.isoformat())
    return action


@command(needs=Permission.ACT)
def complete_action(action: Action, *, by: Actor, on: datetime.date, evidence: str) -> Action:
    """Say that it is done, and what shows it."""
    action = lock(action)
    _still_open(action)
    if not evidence.strip():
        raise ValidationError({"evidence": "Say what shows that it is done."})
    if on < action.opened_on:
        raise ValidationError({"on": f"It was opened on {action.opened_on}; give that day or a later one."})
    action.state = ActionState.DONE
    action.done_on = on
    action.evidence = evidence
    action.save(update_fields=["state", "done_on", "evidence"])
    record("action.completed", action, on=on.isoformat(), days_late=max(0, (on - action.due_on).days))
    return action


@command(needs=Permission.ACT)
def drop_action(action: Action, *, by: Actor, reason: str) -> Action:
    """Decide that it will not be done, and say why."""
    action = lock(action)
    _still_open(action)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is dropped."})
    action.state = ActionState.DROPPED
    action.dropped_because = reason
    action.save(update_fields=["state", "dropped_because"])
    record("action.dropped", action)
    return action


@command(needs=Permission.ACT)
def verify_action(action: Action, *, by: Actor, on: datetime.date, verifier: Person | None = None) -> Action:
    """Somebody who neither owns nor completed it looks at the evidence and agrees that it is done."""
    action = lock(action)
    verifier = verifier or person_of(by)
    if action.state != ActionState.DONE:
        raise ValidationError("Only what is done can be verified.")
    if action.verified_on:
        raise ValidationError(f"It was verified on {action.verified_on}.")
    if verifier is None:
        raise ValidationError({"verifier": "A person verifies it."})
    if verifier.pk == action.owner_id or _completed_by(action) == verifier.ref:
        raise ValidationError("Somebody other than who did it verifies it.")
    if action.done_on and on < action.done_on:
        raise ValidationError({"on": f"It was done on {action.done_on}; give that day or a later one."})
    action.verified_by = verifier
    action.verified_on = on
    action.save(update_fields=["verified_by", "verified_on"])
    record("action.verified", action, on=on.isoformat(), verifier=verifier.ref)
    return action


def _completed_by(action: Action) -> str:
    """Say who declared it done."""
    entry = Entry.objects.filter(object=action.pk, act="action.completed").order_by("-n").first()
    return entry.by if entry else ""


def _still_open(action: Action) -> None:
    """Refuse to change what is done or dropped."""
    if action.state == ActionState.DONE:
        raise ValidationError(f"This action was done on {action.done_on}.")
    if action.state == ActionState.DROPPED:
        raise ValidationError("This action was dropped. Open a new one instead.")
