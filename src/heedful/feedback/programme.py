"""Commands on the plan of the feedback process: what for, and which method for which customers how often."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock, remove
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.feedback.models import Method, Programme, ProgrammeState

COPIED = ("segment_id", "owner_id", "name", "direct", "every_months", "sampling", "precision", "last_used_on")
REVIEWED_EVERY_MONTHS = 12
METHOD_FIELDS = {"name", "direct", "every_months", "owner", "sampling", "precision", "segment"}


@command(needs=Permission.PLAN_FEEDBACK)
def draft_programme(
    *, by: Actor, name: str, purpose: str = "", decisions_served: str = "", owner: Person | None = None,
    copy_of: Programme | None = None,
) -> Programme:  # fmt: skip
    """Begin a plan; with the methods of an earlier one where it is named."""
    programme = Programme(name=name, purpose=purpose, decisions_served=decisions_served, owner=owner or person_of(by))
    programme.save()
    record("programme.drafted", programme)
    if copy_of is not None:
        taken = [
            Method(programme=programme, **{name: getattr(method, name) for name in COPIED})
            for method in copy_of.methods.all()
        ]
        record_all("method.planned", add_all(taken))
    return programme


@command(needs=Permission.PLAN_FEEDBACK)
def change_programme(programme: Programme, *, by: Actor, **changes: Any) -> Programme:
    """Write a draft anew: its name, its purpose, the decisions it serves, its owner."""
    programme = _draft(lock(programme))
    if unknown := set(changes) - {"name", "purpose", "decisions_served", "owner"}:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(changes))
    record("programme.changed", programme, changed=sorted(changes))
    return programme


@command(needs=Permission.PLAN_FEEDBACK)
def plan_method(
    programme: Programme, *, by: Actor, segment: Segment, name: str, direct: bool, every_months: int = 12,
    owner: Person | None = None, sampling: str = "", precision: Decimal | None = None,
) -> Method:  # fmt: skip
    """Plan one method for one segment: how often, who answers for it, whom it asks."""
    programme = _draft(lock(programme))
    if segment.retired_on:
        raise ValidationError({"segment": f"{segment.name} is no longer used. Choose another segment."})
    if programme.methods.filter(segment=segment, name=name).exists():
        raise ValidationError({"name": f"This method is planned for {segment.name} already."})
    method = Method(
        programme=programme, segment=segment, name=name, direct=direct, every_months=every_months, owner=owner,
        sampling=sampling, precision=precision,
    )  # fmt: skip
    method.save()
    record("method.planned", method)
    return method


@command(needs=Permission.PLAN_FEEDBACK)
def change_method(method: Method, *, by: Actor, **changes: Any) -> Method:
    """Change a planned method while its plan is a draft."""
    method = lock(method)
    _draft(method.programme)
    if unknown := set(changes) - METHOD_FIELDS:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(method, name, value)
    method.save(update_fields=list(changes))
    record("method.changed", method, changed=sorted(changes))
    return method


@command(needs=Permission.PLAN_FEEDBACK)
def drop_method(method: Method, *, by: Actor, reason: str = "") -> Method:
    """Take a method out of a draft."""
    method = lock(method)
    _draft(method.programme)
    if method.analyses.exists():
        raise ValidationError("An analysis rests on this method; it stays.")
    remove(method, "method.removed", reason=reason)
    return method


@command(needs=Permission.APPROVE_PROGRAMME)
def approve_programme(
    programme: Programme, *, by: Actor, on: datetime.date, review_by: datetime.date | None = None
) -> Programme:
    """Put a plan in force until it is reviewed, after a year where no day is given; the one before is superseded."""
    programme = _draft(lock(programme))
    review_by = _later(review_by, on)
    who = person_of(by)
    if who is None:
        raise ValidationError("A person approves a plan.")
    if not programme.purpose.strip() or not programme.decisions_served.strip():
        raise ValidationError("Say first what the plan is for and which decisions it serves.")
    if programme.methods.filter(owner=None).exists() or not programme.methods.exists():
        raise ValidationError("A plan in force has methods, and each has somebody who answers for it.")
    for before in Programme.objects.filter(state=ProgrammeState.APPROVED):
        before.state = ProgrammeState.SUPERSEDED
        before.save(update_fields=["state"])
        record("programme.superseded", before, by_programme=programme.ref)
    programme.state = ProgrammeState.APPROVED
    programme.approved_on, programme.approved_by, programme.review_by = on, who, review_by
    programme.save(update_fields=["state", "approved_on", "approved_by", "review_by"])
    record("programme.approved", programme, on=on.isoformat())
    return programme


@command(needs=Permission.PLAN_FEEDBACK)
def review_programme(
    programme: Programme, *, by: Actor, on: datetime.date, conclusion: str, review_by: datetime.date | None = None
) -> Programme:
    """Look at the plan in force again, say whether it still fits, and by when somebody looks next."""
    programme = lock(programme)
    if programme.state != ProgrammeState.APPROVED:
        raise ValidationError("Only the plan in force is reviewed.")
    if not conclusion.strip():
        raise ValidationError({"conclusion": "Say what the review came to."})
    if programme.reviewed_on and on <= programme.reviewed_on:
        raise ValidationError({"on": f"It was reviewed on {programme.reviewed_on:%-d %b %Y} already."})
    programme.reviewed_on, programme.review_by = on, _later(review_by, on)
    programme.save(update_fields=["reviewed_on", "review_by"])
    record("programme.reviewed", programme, reason=conclusion, on=on.isoformat())
    return programme


@command(needs=Permission.ANALYSE)
def use_method(method: Method, *, by: Actor, on: datetime.date, today: datetime.date | None = None) -> Method:
    """Note that a method was used: a survey went out, a sign was read."""
    method = lock(method)
    if today is not None and on > today:
        raise ValidationError({"on": "This day is yet to come."})
    if method.last_used_on and on <= method.last_used_on:
        raise ValidationError({"on": f"It was last used on {method.last_used_on:%-d %b %Y}; give a later day."})
    method.last_used_on = on
    method.save(update_fields=["last_used_on"])
    record("method.used", method, on=on.isoformat())
    return method


def _later(review_by: datetime.date | None, on: datetime.date) -> datetime.date:
    """Give the day of the next review: a later one, a year from now where none is given."""
    if review_by is not None and review_by <= on:
        raise ValidationError({"review_by": "The next review comes later than this day."})
    return review_by or months_before(on, -REVIEWED_EVERY_MONTHS)


def _draft(programme: Programme) -> Programme:
    if programme.state != ProgrammeState.DRAFT:
        raise ValidationError("This plan is no longer a draft. Draft a new one from it; approving that replaces it.")
    return programme
