"""One requirement: what it says, what meets it, and whether it is met."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from heedful.core.permissions import Permission
from heedful.papers.figures import places_for, spell, spell_range
from heedful.requirements import queries
from heedful.requirements.commands import GONE, missing_for_force
from heedful.requirements.models import ComplianceEvaluation, ConformityCheck, Requirement, RequirementState
from heedful.requirements.sources import LAW
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.http import Request
from heedful.web.shell import address_of
from heedful.web.show import show
from heedful.web.views.improvement.deeds import address_to_open
from heedful.web.views.requirements.lists import TONES

LAST = 12
"""How many checks and evaluations are shown, the newest first."""


def found_one(request: Request, pk: UUID) -> Requirement:
    """Find the requirement that the address names."""
    every = Requirement.objects.visible_to(request.person)
    every = every.select_related("process", "owner", "customer", "segment", "product", "market")
    requirement: Requirement = get_object_or_404(every, pk=pk)
    return requirement


@login_required
@require_GET
def requirement(request: Request, pk: UUID) -> HttpResponse:
    """One requirement."""
    found = found_one(request, pk)
    holds = found.state not in GONE
    waits = holds and found.state != RequirementState.IN_FORCE
    page = {
        "requirement": found,
        "tone": TONES.get(RequirementState(found.state), ""),
        "missing": list(missing_for_force(found).values()) if waits else [],
        "may_change": may(request, Permission.KEEP_PROCESSES) and holds,
        "may_check": may(request, Permission.CHECK) and holds,
        "waits": waits,
        "not_met": not_met(request, found),
        "action_address": address_to_open(found.ref, f"So that {found.key} is met")
        if may(request, Permission.ACT)
        else "",
        "trail": [{"label": "Requirements", "href": reverse("requirements:list")}, {"label": found.key}],
        **_met(request, found, day_of(request)),
        "attached": attached(request, found),
    }
    return show(request, "requirements/one.html", page=page)


def _met(request: Request, found: Requirement, day: datetime.date) -> dict[str, Any]:
    """Gather whether it is met: the rate with its checks, and for the law the evaluations."""
    met = queries.conformity(found, day)
    checks = ConformityCheck.objects.visible_to(request.person).filter(requirement=found)
    gathered = {"met": met, "met_says": met_says(met), "checks": checks.select_related("checker")[:LAST], "today": day}
    if found.source_type not in LAW:
        return gathered
    made = ComplianceEvaluation.objects.visible_to(request.person).filter(requirement=found)
    evaluations = list(made.select_related("evaluator")[:LAST])
    last = evaluations[0].evaluated_on if evaluations else None
    in_force = found.state == RequirementState.IN_FORCE
    due = queries.next_evaluation_on(found, last) if in_force else None
    return gathered | {"law": True, "evaluations": evaluations, "due": due}


def met_says(met: queries.Conformity) -> str:
    """Say how often it was met: Met in 98.9% of 1,204 (98.2% to 99.4%)."""
    if met.interval is None:
        return "Nobody checked in the last twelve months whether it is met."
    low, high = met.interval.low, met.interval.high
    share = spell(met.interval.estimate, "share", places=places_for(low, high, "share"))
    return f"Met in {share} of {met.n:,} ({spell_range(low, high, 'share')})."


def not_met(request: Request, requirement: Requirement) -> str:
    """Give the address that opens a nonconformity from it; nothing where one may not or cannot."""
    address = address_of("nonconformities:new") if may(request, Permission.PUT_RIGHT) else ""
    return f"{address}?{urlencode({'source': requirement.ref})}" if address else ""
