"""Commands on compliance: a law held against what we do."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.requirements.commands import standing
from heedful.requirements.models import ComplianceEvaluation, Requirement
from heedful.requirements.sources import LAW


@command(needs=Permission.CHECK)
def evaluate_compliance(
    requirement: Requirement, *, by: Actor, on: datetime.date, fulfilled: bool, evidence: str,
    evaluator: Person | None = None,
) -> ComplianceEvaluation:  # fmt: skip
    """Hold a statutory or regulatory requirement against what we do, with what was looked at."""
    requirement = standing(lock(requirement))
    if requirement.source_type not in LAW:
        raise ValidationError("Compliance is evaluated for what the law requires. Enter a check of conformity instead.")
    evaluator = evaluator or person_of(by)
    wrong = {}
    if evaluator is None:
        wrong["evaluator"] = "Name who evaluated it."
    if not evidence.strip():
        wrong["evidence"] = "Say what was looked at, so that somebody else finds it again."
    if requirement.evaluations.filter(evaluated_on=on).exists():
        wrong["on"] = "It was evaluated on this day already."
    if wrong:
        raise ValidationError(wrong)
    evaluation = ComplianceEvaluation(
        requirement=requirement, evaluated_on=on, fulfilled=fulfilled, evidence=evidence, evaluator=evaluator
    )
    evaluation.save()
    record("complianceevaluation.made", evaluation, on=on.isoformat(), fulfilled=fulfilled)
    return evaluation
