"""Direction: strategy, policies and objectives in one view with its holes; and the strategy itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.leadership import direction as commands
from heedful.leadership.alignment import (
    Line,
    alignment,
    objectives_on,
    policies_with_versions,
    roles_of,
    strategy_on,
)
from heedful.leadership.models import Policy, StrategyItem
from heedful.leadership.queries import ObjectiveStanding, objective_standings
from heedful.web.asking import ask, day_of, may
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.leading import direction_forms as forms
from heedful.web.views.leading.step import Step, as_it_stands, on_today, take

STRATEGY = {
    "change": Step(
        "Change", "Say it better", "Save", "Saved.", commands.change_strategy_item, forms.StrategyForm,
        initial=as_it_stands("what", "why", "about_customers", "owner"),
    ),
    "end": Step(
        "End", "Why is it wanted no longer?", "It ends", "It has ended.", commands.end_strategy_item,
        forms.ReasonOnForm, "Reached counts as an end, too.", danger=True, initial=on_today,
    ),
}  # fmt: skip


def home() -> dict[str, str]:
    """Lead back to direction."""
    return {"label": "Direction", "href": reverse("direction:overview")}


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    """Strategy × policy × objectives × roles, with the holes marked."""
    day = day_of(request)
    strategy = list(strategy_on(day).filter(pk__in=StrategyItem.objects.visible_to(request.person)))
    policies = list(policies_with_versions(request.person))
    objectives = list(objectives_on(day)) if request.person.reads else []
    held = [version for policy in policies for version in policy.versions.all() if version.approved_on]
    commitments = [one for version in held for one in version.commitments.all()]
    owners = {one.owner_id for one in objectives if one.owner_id}
    lines = alignment(strategy, commitments, objectives, roles_of(owners, day))
    stands = {one.objective.pk: one for one in objective_standings(objectives, day)}
    page = {
        "sentence": says(lines, policies),
        "lines": [line_of(line, stands) for line in lines],
        "policies": [policy_line(policy) for policy in policies],
        "strategy": strategy,
        "may_direct": may(request, Permission.DIRECT),
    }
    return show(request, "direction/overview.html", page=page)


def line_of(line: Line, stands: dict[Any, ObjectiveStanding]) -> dict[str, Any]:
    """Show a line of the view."""
    standing = stands.get(line.objective.pk) if line.objective else None
    return {"line": line, "holes": line.holes, "standing": standing}


def policy_line(policy: Policy) -> dict[str, Any]:
    """Show a policy with the wording that holds and the draft beside it."""
    versions = list(policy.versions.all())
    held = next((one for one in versions if one.approved_on), None)
    return {"policy": policy, "held": held, "draft": next((one for one in versions if not one.approved_on), None)}


def says(lines: list[Line], policies: list[Policy]) -> str:
    """Say how many objectives serve what is wanted, and where holes are."""
    if not lines and not policies:
        return "No direction is written down yet."
    aims = [line for line in lines if line.objective]
    holes = sum(1 for line in lines if line.holes)
    said = f"{counted(len(aims), 'objective')} in {counted(len(lines), 'line')} of direction"
    empty = sum("objective" in line.holes for line in lines)
    bare = sum("backing" in line.holes for line in lines)
    adrift = sum("strategy" in line.holes for line in lines)
    parts = []
    if empty:
        parts.append(f"{counted(empty, 'strategy item')} without an objective")
    if adrift:
        parts.append(f"{counted(adrift, 'objective')} without strategy")
    if bare:
        parts.append(f"{counted(bare, 'commitment')} with nothing behind it")
    if not parts:
        parts = [f"{number_word(holes)} of them with a hole" if holes else "none with a hole"]
    return sentence(f"{said}; {', '.join(parts)}")


@login_required
@require_http_methods(["GET", "POST"])
def new_strategy(request: Request) -> HttpResponse:
    """Write down what is wanted."""
    form = bound(forms.NewStrategyForm, request, initial={"since": day_of(request)})
    form.fields.pop("version")
    page = {
        "trail": [home(), {"label": "New"}], "title": "What do we want to become or hold?", "lead": "For some years.",
        "action": "Write it down", "back": home()["href"],
    }  # fmt: skip
    return ask(
        request, form, commands.add_strategy_item, page=page, then=lambda _: home()["href"], said="Written down."
    )


@login_required
@require_http_methods(["GET", "POST"])
def strategy(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Change or end what is wanted."""
    item = get_object_or_404(StrategyItem.objects.visible_to(request.person), pk=pk)
    return take(request, STRATEGY, name, item, trail=[home()])
