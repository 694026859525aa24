"""Commands on processes: what they are for, who answers for them, what they bring forth."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.processes.measuring import retire_measure
from heedful.processes.models import Process, ProcessOutput

CHANGEABLE = {
    "name", "purpose", "owner", "deputy", "inputs", "criteria", "resources", "customer_facing",
}  # fmt: skip


@command(needs=Permission.KEEP_PROCESSES)
def add_process(*, by: Actor, name: str, **more: Any) -> Process:
    """Add a process; `more` takes what `change_process` takes, and whether it hears customers."""
    if unknown := set(more) - CHANGEABLE - {"hears_customers"}:
        raise ValidationError(dict.fromkeys(unknown, "A process has no such field."))
    process = Process(name=name, **more)
    _judge(process)
    process.save()
    record("process.added", process)
    return process


@command(needs=Permission.KEEP_PROCESSES)
def change_process(process: Process, *, by: Actor, reason: str = "", **changes: Any) -> Process:
    """Change what a process is for, who answers for it, what it takes and by which criteria it runs."""
    process = lock(process)
    _in_use(process)
    if unknown := set(changes) - CHANGEABLE:
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(process, name, value)
    _judge(process)
    process.save(update_fields=list(changes))
    record("process.changed", process, reason=reason, changed=sorted(changes))
    return process


@command(needs=Permission.KEEP_PROCESSES)
def mark_feedback_process(process: Process, *, by: Actor) -> Process:
    """Make this the customer feedback process; the one that was it before no longer is."""
    process = lock(process)
    _in_use(process)
    if process.hears_customers:
        raise ValidationError("This is the customer feedback process already.")
    for before in Process.objects.filter(hears_customers=True):
        before.hears_customers = False
        before.save(update_fields=["hears_customers"])
        record("process.relieved_of_feedback", before)
    process.hears_customers = True
    process.save(update_fields=["hears_customers"])
    record("process.charged_with_feedback", process)
    return process


@command(needs=Permission.KEEP_PROCESSES)
def approve_process(process: Process, *, by: Actor, on: datetime.date, approver: Person | None = None) -> Process:
    """Approve a process as it is described now."""
    process = lock(process)
    _in_use(process)
    approver = approver or person_of(by)
    if approver is None:
        raise ValidationError({"approver": "Say who approved it."})
    if process.owner_id is None or not process.purpose:
        raise ValidationError("Give it an owner and a purpose first; then it can be approved.")
    if process.approved_on and on < process.approved_on:
        raise ValidationError({"on": f"It was approved on {process.approved_on} already; give a later day."})
    process.approved_on = on
    process.approved_by = approver
    process.save(update_fields=["approved_on", "approved_by"])
    record("process.approved", process, on=on.isoformat(), approver=approver.ref)
    return process


@command(needs=Permission.KEEP_PROCESSES)
def retire_process(process: Process, *, by: Actor, on: datetime.date, reason: str) -> Process:
    """Retire a process, and its measures with it; what was measured stays."""
    process = lock(process)
    _in_use(process)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is retired."})
    if process.hears_customers:
        raise ValidationError("Customers would no longer be heard. Mark another process as the feedback process first.")
    process.retired_on = on
    process.save(update_fields=["retired_on"])
    record("process.retired", process, reason=reason, on=on.isoformat())
    for measure in process.measures.filter(retired_on=None):
        retire_measure(measure, by=by, on=on, reason=reason)
    return process


@command(needs=Permission.KEEP_PROCESSES)
def add_output(process: Process, *, by: Actor, name: str, used_by: str = "") -> ProcessOutput:
    """Say what a process brings forth and who uses it."""
    _in_use(process)
    if process.outputs.filter(name=name, used_by=used_by).exists():
        raise ValidationError({"name": "This output stands there already."})
    output = ProcessOutput(process=process, name=name, used_by=used_by)
    output.save()
    record("processoutput.added", output)
    return output


@command(needs=Permission.KEEP_PROCESSES)
def remove_output(output: ProcessOutput, *, by: Actor) -> ProcessOutput:
    """Take an output away; history still has it."""
    output = lock(output)
    remove(output, "processoutput.removed")
    return output


def _in_use(process: Process) -> None:
    """Refuse to change what is retired."""
    if process.retired_on:
        raise ValidationError(f"This process was retired on {process.retired_on}; it is no longer changed.")


def _judge(process: Process) -> None:
    """Refuse a deputy who is the owner, and a second process that hears customers."""
    if process.deputy_id and process.deputy_id == process.owner_id:
        raise ValidationError({"deputy": "The deputy is somebody other than the owner."})
    if process.hears_customers:
        other = Process.objects.filter(hears_customers=True, retired_on=None).exclude(pk=process.pk).first()
        if other:
            raise ValidationError({"hears_customers": f"{other} is the feedback process already."})
