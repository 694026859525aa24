"""Commands on nonconformities: opened with evidence, described better, and looped back into the system."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.organisation import current_organisation
from heedful.core.permissions import Permission
from heedful.improvement.commands import tie_to_source
from heedful.improvement.models import Nonconformity
from heedful.processes.models import Process
from heedful.requirements.models import Requirement

CHANGEABLE = frozenset({
    "statement", "evidence", "severity", "safety", "legal", "code", "process", "requirement", "requirement_words",
    "owner",
})  # fmt: skip


@command(needs=Permission.PUT_RIGHT)
def open_nonconformity(
    *, by: Actor, statement: str, evidence: str, severity: int, found_at: datetime.datetime,
    requirement: Requirement | None = None, requirement_words: str = "", process: Process | None = None,
    safety: bool = False, legal: bool = False, code: str = "", owner: Person | None = None, source: str = "",
) -> Nonconformity:  # fmt: skip
    """Say that a requirement was not met, and what shows it; from a record named as "kind/uuid", or on its own."""
    found_on = found_at.astimezone(current_organisation().zoneinfo).date()
    case = Nonconformity(
        source=source, requirement=requirement, requirement_words=requirement_words.strip(), statement=statement,
        process=process or (requirement.process if requirement else None), evidence=evidence, severity=severity,
        safety=safety, legal=legal, code=code.strip(), owner=owner, found_at=found_at, found_on=found_on,
    )  # fmt: skip
    _judge(case)
    alike = Nonconformity.objects.filter(source=source, statement=statement, found_on=found_on, closed_on=None).first()
    if alike is not None:
        raise ValidationError(f"{alike.key} says this already. Go on there.")
    case.save()
    record("nonconformity.opened", case, severity=severity, found=found_on.isoformat())
    tie_to_source(case, source, by=by)
    return case


@command(needs=Permission.PUT_RIGHT)
def change_nonconformity(case: Nonconformity, *, by: Actor, reason: str = "", **changes: Any) -> Nonconformity:
    """Describe a case better; what it was called before stays in its history."""
    case = still_open(lock(case))
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed here."))
    for name, value in changes.items():
        setattr(case, name, value)
    _judge(case)
    case.save(update_fields=list(changes))
    record("nonconformity.changed", case, reason=reason, changed=sorted(changes))
    return case


@command(needs=Permission.PUT_RIGHT)
def decide_on_risks(case: Nonconformity, *, by: Actor, decision: str) -> Nonconformity:
    """Say whether a risk or an opportunity was updated because of the case, and why or why not."""
    return _decide(case, "risk_decision", decision, "nonconformity.risks_decided")


@command(needs=Permission.PUT_RIGHT)
def decide_on_system(case: Nonconformity, *, by: Actor, decision: str) -> Nonconformity:
    """Say whether the system was changed because of the case, and why or why not."""
    return _decide(case, "system_decision", decision, "nonconformity.system_decided")


@command(needs=Permission.PUT_RIGHT)
def note_customer_told(case: Nonconformity, *, by: Actor, on: datetime.date) -> Nonconformity:
    """Note when the customer was told what came of the case."""
    case = lock(case)
    if case.told_customer_on:
        raise ValidationError({"on": f"The customer was told on {case.told_customer_on}."})
    if on < case.found_on:
        raise ValidationError({"on": f"It was found on {case.found_on}; give that day or a later one."})
    case.told_customer_on = on
    case.save(update_fields=["told_customer_on"])
    record("nonconformity.customer_told", case, on=on.isoformat())
    return case


def still_open(case: Nonconformity) -> Nonconformity:
    """Refuse to work on a case that is closed."""
    if case.closed_on:
        raise ValidationError(f"{case.key} was closed on {case.closed_on}. Reopen it first, with the reason.")
    return case


def _decide(case: Nonconformity, name: str, decision: str, act: str) -> Nonconformity:
    """Keep a decision with its reason; the loop back is written down after closing, too."""
    case = lock(case)
    if not decision.strip():
        raise ValidationError({"decision": "Say what was decided and why, also where nothing changes."})
    if getattr(case, name) == decision:
        raise ValidationError({"decision": "It is decided so already."})
    setattr(case, name, decision)
    case.save(update_fields=[name])
    record(act, case)
    return case


def _judge(case: Nonconformity) -> None:
    """Refuse a case without requirement or evidence."""
    wrong = {}
    if case.requirement is None and not case.requirement_words.strip():
        wrong["requirement_words"] = "Say which requirement was not met: choose the record, or write what was required."
    if not case.evidence.strip():
        wrong["evidence"] = "Say what shows it, so that somebody else finds it again. No evidence, no nonconformity."
    if not case.statement.strip():
        wrong["statement"] = "Say what was not met."
    if wrong:
        raise ValidationError(wrong)
