"""Commands on opportunities: seen, taken up or not, completed, evaluated. They are no small risks."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.commands import tie_to_source
from heedful.improvement.models import Opportunity, OpportunityState
from heedful.processes.models import Process

CHANGEABLE = frozenset({"what", "benefit", "cost", "process", "owner", "from_customer"})


@command(needs=Permission.IMPROVE)
def add_opportunity(
    *, by: Actor, what: str, on: datetime.date, benefit: str = "", cost: str = "", from_customer: bool = False,
    process: Process | None = None, owner: Person | None = None, source: str = "",
) -> Opportunity:  # fmt: skip
    """Write down a favourable circumstance, with what it would bring and cost."""
    if not what.strip():
        raise ValidationError({"what": "Say what could be won."})
    if Opportunity.objects.filter(what=what, opened_on=on, source=source).exists():
        raise ValidationError({"what": "This is written down already."})
    seen = Opportunity(
        what=what, opened_on=on, benefit=benefit, cost=cost, from_customer=from_customer, process=process,
        owner=owner, source=source,
    )  # fmt: skip
    seen.save()
    record("opportunity.seen", seen, on=on.isoformat())
    tie_to_source(seen, source, by=by)
    return seen


@command(needs=Permission.IMPROVE)
def change_opportunity(opportunity: Opportunity, *, by: Actor, reason: str = "", **changes: Any) -> Opportunity:
    """Say better what could be won, what it brings and costs, and who sees to it."""
    opportunity = lock(opportunity)
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    if opportunity.evaluated_on:
        raise ValidationError(f"It was evaluated on {opportunity.evaluated_on}. Write down a new one instead.")
    for name, value in changes.items():
        setattr(opportunity, name, value)
    if not opportunity.what.strip():
        raise ValidationError({"what": "Say what could be won."})
    opportunity.save(update_fields=list(changes))
    record("opportunity.changed", opportunity, reason=reason, changed=sorted(changes))
    return opportunity


@command(needs=Permission.IMPROVE)
def pursue_opportunity(
    opportunity: Opportunity, *, by: Actor, on: datetime.date, because: str, owner: Person | None = None
) -> Opportunity:
    """Decide to take it up, and say why and who does."""
    owner = owner or opportunity.owner
    if owner is None:
        raise ValidationError({"owner": "Say who takes it up."})
    return _decide(opportunity, OpportunityState.PURSUED, on, because, owner)


@command(needs=Permission.IMPROVE)
def decline_opportunity(opportunity: Opportunity, *, by: Actor, on: datetime.date, because: str) -> Opportunity:
    """Decide not to take it up, and say why; one that was taken up can still be let go."""
    return _decide(opportunity, OpportunityState.DECLINED, on, because, opportunity.owner)


@command(needs=Permission.IMPROVE)
def complete_opportunity(opportunity: Opportunity, *, by: Actor, on: datetime.date) -> Opportunity:
    """Say that what was taken up is done; what came of it is evaluated later."""
    opportunity = lock(opportunity)
    if opportunity.state != OpportunityState.PURSUED or opportunity.decided_on is None:
        raise ValidationError("Only what is pursued can be completed. Decide to take it up first.")
    if on < opportunity.decided_on:
        raise ValidationError({"on": f"It was taken up on {opportunity.decided_on}; give that day or a later one."})
    opportunity.state, opportunity.completed_on = OpportunityState.COMPLETED, on
    opportunity.save(update_fields=["state", "completed_on"])
    record("opportunity.completed", opportunity, on=on.isoformat())
    return opportunity


@command(needs=Permission.IMPROVE)
def evaluate_opportunity(opportunity: Opportunity, *, by: Actor, on: datetime.date, effect: str) -> Opportunity:
    """Say what came of it."""
    opportunity = lock(opportunity)
    if opportunity.state != OpportunityState.COMPLETED or opportunity.completed_on is None:
        raise ValidationError("Only what is completed can be evaluated.")
    if opportunity.evaluated_on:
        raise ValidationError(f"It was evaluated on {opportunity.evaluated_on}.")
    if not effect.strip():
        raise ValidationError({"effect": "Say what came of it, with a figure if there is one."})
    if on < opportunity.completed_on:
        raise ValidationError({"on": f"It was completed on {opportunity.completed_on}; give that day or a later one."})
    opportunity.effect, opportunity.evaluated_on = effect, on
    opportunity.save(update_fields=["effect", "evaluated_on"])
    record("opportunity.evaluated", opportunity, on=on.isoformat())
    return opportunity


def _decide(
    opportunity: Opportunity, state: OpportunityState, on: datetime.date, because: str, owner: Person | None
) -> Opportunity:
    """Keep a decision with its reason."""
    opportunity = lock(opportunity)
    declining = state == OpportunityState.DECLINED
    allowed = [OpportunityState.OPEN, *([OpportunityState.PURSUED] if declining else [])]
    if opportunity.state not in allowed:
        raise ValidationError(f"It is decided already: {opportunity.get_state_display().lower()}.")
    if not because.strip():
        raise ValidationError({"because": "Say why it is taken up or not."})
    if on < opportunity.opened_on:
        raise ValidationError({"on": f"It was seen on {opportunity.opened_on}; give that day or a later one."})
    opportunity.state, opportunity.decided_because, opportunity.decided_on = state, because, on
    opportunity.owner = owner
    opportunity.save(update_fields=["state", "decided_because", "decided_on", "owner"])
    record(f"opportunity.{state.value}", opportunity, on=on.isoformat())
    return opportunity
