"""One nonconformity on one page: the whole way from what was found to whether it stays away."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core.permissions import Permission
from heedful.improvement.models import Nonconformity, Verdict
from heedful.improvement.one_case import WholeCase, whole_case
from heedful.web.asking import day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.nonconformities.table import STEPS
from heedful.web.views.nonconformities.telling import action_card, headline, steps_of

BESIDE = ("requirement", "process", "owner", "checked_by")
IN_PLACE = {"correct", "analyse", "effective"}
"""Steps whose form stands on the page of the case itself; the others ask more, on a page of their own."""


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One nonconformity."""
    case = get_object_or_404(Nonconformity.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    whole, day = whole_case(case), day_of(request)
    judging = may(request, Permission.JUDGE_EFFECT)
    page = {
        "case": case,
        "whole": whole,
        "token": get_token(request),
        "sentence": headline(whole, day),
        "steps": steps_of(whole),
        "facts": _facts(case),
        "actions": [action_card(one, day, may_judge=judging, mine=one.row.action.owner_id == request.person.pk)
                    for one in whole.planned],
        "today": day,
        "open": case.closed_on is None,
        "may_act": may(request, Permission.PUT_RIGHT),
        "may_work": may(request, Permission.PUT_RIGHT) and case.closed_on is None,
        **_next(request, whole),
        "trail": [{"label": "Nonconformities", "href": reverse("nonconformities:list")}, {"label": case.key}],
        "attached": attached(request, case),
    }  # fmt: skip
    return show(request, "nonconformities/one.html", page=page)


def _next(request: Request, whole: WholeCase) -> dict[str, Any]:
    """Say which steps this person may take now: the first of them with its form, the others in the menu."""
    names = [name for name in steps_now(whole) if may(request, STEPS[name].command.needs)]  # type: ignore[attr-defined]
    first = names[0] if names and names[0] in FIRST[whole.stage] | ({"reopen"} if whole.came_back else set()) else ""
    known = STEPS.get(first)
    form = bound(known.form, request, on=whole.case, initial=known.initial(whole.case)) if known and (
        first in IN_PLACE) else None  # fmt: skip
    return {
        "first": _link(whole, first) if first else None,
        "first_form": form,
        "others": [_link(whole, name) for name in names if name != first],
    }


FIRST: dict[str, set[str]] = {
    "contain": {"correct"}, "cause": {"analyse"}, "plan": {"plan"}, "do": set(), "judge": {"weak"},
    "close": {"effective", "elsewhere"}, "closed": set(),
}  # fmt: skip
"""The steps that come first at a stage; at the others the way leads through an action or the tree of whys."""


def steps_now(whole: WholeCase) -> list[str]:
    """List the steps that make sense now, the most wanted first."""
    case, stage = whole.case, whole.stage
    loop = ["risks", "system", *([] if case.told_customer_on else ["told"])]
    if stage == "closed":
        return ["reopen", *loop]
    corrected = any(fact.until for fact in whole.corrections)
    by_stage = {
        "contain": ["correct", "analyse"],
        "cause": ["correct"] if whole.search else ["analyse", "correct"],
        "plan": ["plan", "correct"],
        "do": ["plan", "correct"],
        "judge": [*(["weak"] if _undecided(whole) else []), "plan"],
        "close": ["effective", "plan"] if whole.extents else ["elsewhere", "plan"],
    }
    extent = [] if stage == "close" and not whole.extents else ["elsewhere"]
    alone = ["correction-only"] if corrected and not whole.live else []
    wanted = ["reopen", "plan"] if whole.came_back else by_stage[stage]
    return [*wanted, *extent, *alone, *loop, "change"]


def _undecided(whole: WholeCase) -> bool:
    """Say whether every action was looked at and the data cannot tell of one."""
    return all(one.last for one in whole.live) and any(one.verdict == Verdict.CANNOT_TELL for one in whole.live)


def _link(whole: WholeCase, name: str) -> dict[str, str]:
    known = STEPS[name]
    href = reverse("nonconformities:step", args=[whole.case.pk, name])
    return {"name": name, "label": known.label, "title": known.title, "lead": known.lead, "action": known.action,
            "href": href}  # fmt: skip


def _facts(case: Nonconformity) -> list[tuple[str, str]]:
    """Say what was not met and what shows it, leaving out what is not known."""
    rows = [
        ("Requirement", case.requirement_words if case.requirement is None else ""),
        ("What shows it", case.evidence),
        ("Severity", case.get_severity_display()),
        ("Safety", "somebody could be hurt" if case.safety else ""),
        ("Law", "a law or rule was not met" if case.legal else ""),
        ("Code", case.code),
        ("Seen through by", case.owner.name if case.owner else ""),
    ]
    return [(label, text) for label, text in rows if text]
