"""Commands of the live audit: ask and keep, set thresholds with two signatures, record audits of processes."""

import datetime
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from heedful.audits.asking import Answer, ask_all
from heedful.audits.catalogue import NEVER_EXCLUDED, Question, questions
from heedful.audits.models import NotApplicable, ProcessAudit, Run, StoredResult, Threshold
from heedful.audits.spelling import told_number
from heedful.core import clock, history
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import add_all, command, lock, remove
from heedful.core.history import record, record_all
from heedful.core.models import Person
from heedful.core.organisation import today
from heedful.core.permissions import AccessRole, Permission
from heedful.processes.models import Process

PHASES = "PDCA"


def ask_questions(*, by: Actor, as_of: datetime.date, why: str = "asked") -> Run:
    """Ask every question of the records as of a day, and keep what they answer.

    Reading comes first and holds nobody up; only then the answers are written, in one transaction.
    """
    return keep_run(ask_all(as_of), by=by, as_of=as_of, why=why)


@command(needs=Permission.ASK_QUESTIONS)
def keep_run(answers: Sequence[Answer], *, by: Actor, as_of: datetime.date, why: str) -> Run:
    """Keep what was answered, with conditions, thresholds and exceptions as they stood; it is never overwritten."""
    head = history.head()
    run = Run(as_of=as_of, asked_at=clock.now(), asked_by=person_of(by), why=why, head=head)
    run.save()
    counts: dict[str, Any] = Counter(answer.state.value for answer in answers)
    record("run.asked", run, as_of=as_of.isoformat(), **counts)
    kept = [
        StoredResult(
            run=run, question=answer.question.id, state=answer.state, test_version=answer.version,
            conditions=answer.plain(),
        )
        for answer in answers
    ]  # fmt: skip
    record_all("storedresult.kept", add_all(kept))
    return run


def _question(question: str) -> Question:
    found = questions().get(question)
    if found is None:
        raise ValidationError({"question": "There is no such question."})
    return found


def _signer(by: Actor, role: AccessRole) -> Person:
    """Give the person who acts, where they hold a role today."""
    who = person_of(by)
    if who is None or role not in who.roles_on(today()):
        raise ValidationError(f"{role.label} does this.")
    return who


@command(needs=Permission.SET_THRESHOLDS)
def set_threshold(
    question: str, *, by: Actor, name: str, value: Decimal | str, since: datetime.date, reason: str
) -> Threshold:
    """Propose another threshold, with the reason; it holds from the day top management has signed, too."""
    limit = _question(question).limit(name)
    who = _signer(by, AccessRole.QUALITY_MANAGER)
    if limit is None:
        raise ValidationError({"name": "This question has no such threshold."})
    if not reason.strip():
        raise ValidationError({"reason": "Say why; an auditor reads it beside the result."})
    try:
        wanted = Decimal(value).normalize()
    except InvalidOperation:
        raise ValidationError({"value": "Write a number, such as 3 or 0.95."}) from None
    if not wanted.is_finite() or not limit.least <= wanted <= limit.most:
        least, most = told_number(limit.least, limit.unit), told_number(limit.most, limit.unit)
        raise ValidationError({"value": f"Choose a number from {least} to {most}."})
    if limit.unit not in ("share", "points") and wanted != wanted.to_integral_value():
        raise ValidationError({"value": "Write a whole number."})
    if since < today():
        raise ValidationError({"since": "A threshold changes from today or later: results that were given stand."})
    threshold = Threshold(question=question, name=name, value=f"{wanted:f}", since=since, reason=reason, set_by=who)
    threshold.save()
    record("threshold.set", threshold, since=since.isoformat(), value=threshold.value)
    return threshold


@command(needs=Permission.SET_THRESHOLDS)
def countersign_threshold(threshold: Threshold, *, by: Actor) -> Threshold:
    """Top management signs a threshold: only now it holds."""
    threshold = lock(threshold)
    _sign(threshold, by)
    threshold.save(update_fields=["countersigned_by", "countersigned_at"])
    record("threshold.countersigned", threshold)
    return threshold


@command(needs=Permission.SET_THRESHOLDS)
def withdraw_threshold(threshold: Threshold, *, by: Actor, reason: str) -> Threshold:
    """Take back, or decline, a threshold that was not countersigned."""
    threshold = lock(threshold)
    if threshold.countersigned_at:
        raise ValidationError("This threshold holds. Set another one instead; the history keeps both.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is not to hold."})
    remove(threshold, "threshold.removed", reason=reason)
    return threshold


@command(needs=Permission.SET_THRESHOLDS)
def declare_not_applicable(question: str, *, by: Actor, since: datetime.date, reason: str) -> NotApplicable:
    """Say that a question does not apply to the organisation; it holds when top management has signed, too."""
    asked = _question(question)
    who = _signer(by, AccessRole.QUALITY_MANAGER)
    if not asked.excludable:
        raise ValidationError(f"Clauses {', '.join(NEVER_EXCLUDED)} apply to everybody; this question rests on one.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it does not apply."})
    declared = NotApplicable(question=question, reason=reason, author=who, since=since)
    declared.save()
    record("notapplicable.declared", declared, since=since.isoformat())
    return declared


@command(needs=Permission.SET_THRESHOLDS)
def countersign_not_applicable(declared: NotApplicable, *, by: Actor) -> NotApplicable:
    """Top management signs that a question does not apply: only now it holds."""
    declared = lock(declared)
    _sign(declared, by)
    declared.save(update_fields=["countersigned_by", "countersigned_at"])
    record("notapplicable.countersigned", declared)
    return declared


@command(needs=Permission.SET_THRESHOLDS)
def end_not_applicable(declared: NotApplicable, *, by: Actor, on: datetime.date, reason: str) -> NotApplicable:
    """Ask a question again that was declared not to apply."""
    declared = lock(declared)
    if declared.until:
        raise ValidationError(f"This ended on {declared.until:%-d %b %Y}.")
    declared.until = max(on, declared.since)
    declared.save(update_fields=["until"])
    record("notapplicable.ended", declared, reason=reason, on=declared.until.isoformat())
    return declared


def _sign(row: Threshold | NotApplicable, by: Actor) -> None:
    """Put top management's name under it, once, and not under their own."""
    who = _signer(by, AccessRole.TOP_MANAGEMENT)
    if row.countersigned_at:
        raise ValidationError("This is signed already.")
    if who.pk in (getattr(row, "set_by_id", None), getattr(row, "author_id", None)):
        raise ValidationError("Somebody other than who set it signs it.")
    row.countersigned_by, row.countersigned_at = who, clock.now()


@command(needs=Permission.AUDIT)
def record_process_audit(
    process: Process, *, by: Actor, auditor: Person, held_on: datetime.date, phases: str, conclusion: str
) -> ProcessAudit:
    """Record that a process was audited; its owner and deputy do not audit it."""
    wrong = {}
    letters = "".join(letter for letter in PHASES if letter in phases.upper())
    if set(phases.upper()) - set(PHASES) or not letters:
        wrong["phases"] = "Choose the phases covered: plan, do, check, act."
    if held_on > today():
        wrong["held_on"] = "An audit that is yet to come is not recorded."
    if process.retired_on and held_on >= process.retired_on:
        wrong["process"] = f"This process was retired on {process.retired_on:%-d %b %Y}."
    if auditor.pk in (process.owner_id, process.deputy_id):
        wrong["auditor"] = f"{auditor.name} answers for this process. Choose an auditor who does not."
    elif AccessRole.INTERNAL_AUDITOR not in auditor.roles_on(held_on):
        wrong["auditor"] = f"{auditor.name} was no internal auditor on that day. Give them that role first."
    if not conclusion.strip():
        wrong["conclusion"] = "Say what the audit came to."
    if wrong:
        raise ValidationError(wrong)
    audit = ProcessAudit(
        process=process, auditor=auditor, held_on=held_on, phases=letters, conclusion=conclusion, owner=auditor
    )
    audit.save()
    record("processaudit.recorded", audit, on=held_on.isoformat(), phases=letters)
    return audit
