"""Objectives: what is to be reached by when, how it stands, and how it ended."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.leadership import objectives as commands
from heedful.leadership.models import Objective
from heedful.leadership.queries import ObjectiveStanding, objective_standings
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.leading import direction_forms as forms
from heedful.web.views.leading.direction import home
from heedful.web.views.leading.step import Step, as_it_stands, links, on_today, take

ORDERS = {"what": "what", "due": "due_on", "owner": "owner__name", "kind": "kind"}
PLAN = dict(
    zip(commands.PLAN, ("What will be done", "With what", "Who does it", "By when", "Evaluated how"), strict=True)
)
STEPS = {
    "change": Step("Change", "Change the objective", "Save", "Saved.", commands.change_objective,
                   forms.ObjectiveChangeForm, initial=as_it_stands(*commands.CHANGEABLE)),
    "approve": Step("Approve it", "Do you take this objective?", "Approve it", "It is approved.",
                    commands.approve_objective, forms.OnForm, initial=on_today),
    "end": Step("End it", "Was it reached?", "It ends", "It has ended.", commands.end_objective, forms.EndForm,
                "The newest value of its measure has the last word.", initial=on_today),
}  # fmt: skip


@login_required
@require_GET
def objectives(request: Request) -> HttpResponse:
    """All objectives, with where they stand."""
    filters, day = forms.ObjectiveFilters(request.GET), day_of(request)
    found = page_of(request, _chosen(request, filters))
    stands = objective_standings(found, day)
    page = {
        "sentence": says(stands, found.paginator.count),
        "page": found,
        "rows": stands,
        "filters": filters,
        "today": day,
        "any": found.paginator.count or filters.changed_data,
        "may_direct": may(request, Permission.DIRECT),
        "trail": [home(), {"label": "Objectives"}],
    }
    return show(request, "direction/objectives.html", page=page)


def _chosen(request: Request, filters: forms.ObjectiveFilters) -> QuerySet[Objective]:
    """Filter and order the list as the address says."""
    wanted = filters.chosen("show")
    going = Q(ended_on=None)
    by_name = {
        "draft": going & Q(approved_on=None), "late": going & Q(due_on__lt=day_of(request)),
        "ended": Q(ended_on__isnull=False),
    }  # fmt: skip
    found = Objective.objects.visible_to(request.person).select_related("owner", "measure", "strategy")
    found = found.filter(by_name.get(wanted, going))
    if kind := filters.chosen("kind"):
        found = found.filter(kind=kind)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("objective", words))
    return ordered(request, found, ORDERS, default="due")


def says(stands: list[ObjectiveStanding], many: int) -> str:
    """Say how many are at their target, and how many nobody can judge."""
    if not stands:
        return "No objective is like this." if many else "No objective is written down here."
    there = sum(one.reached is True for one in stands)
    unknown = sum(one.reached is None for one in stands)
    late = sum(one.overdue for one in stands)
    said = f"{number_word(there)} of {counted(len(stands), 'objective')} at the target"
    if unknown:
        said += f"; {number_word(unknown)} without a value"
    if late:
        said += f"; {number_word(late)} past the day and not ended"
    return sentence(said)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write down an objective."""
    given = {"since": day_of(request), "owner": request.person.pk, "strategy": request.GET.get("strategy"),
             "commitment": request.GET.get("commitment")}  # fmt: skip
    form = bound(forms.NewObjectiveForm, request, initial=given)
    form.fields.pop("version")
    page = {
        "trail": [home(), {"label": "New objective"}], "title": "What do we want to have reached?",
        "lead": "It holds once top management has approved it; then measure, baseline, target, day and plan are there.",
        "action": "Keep the draft", "back": reverse("direction:objectives"),
    }  # fmt: skip
    return ask(request, form, commands.draft_objective, page=page, then=to_objective, said="The draft is kept.")


def to_objective(row: Objective) -> str:
    """Go to an objective."""
    return reverse("direction:objective", args=[row.pk])


def found_one(request: Request, pk: UUID) -> Objective:
    """Find the objective that the address names."""
    rows = Objective.objects.visible_to(request.person).select_related(
        "owner", "measure", "process", "strategy", "approved_by", "commitment__policy_version"
    )
    found: Objective = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_GET
def objective(request: Request, pk: UUID) -> HttpResponse:
    """One objective: its terms, its plan, and where it stands."""
    found, day = found_one(request, pk), day_of(request)
    names = [] if found.ended_on else ["change", "end"] if found.approved_on else ["approve", "change"]
    page = {
        "objective": found,
        "standing": objective_standings([found], day)[0],
        "missing": [] if found.approved_on or found.ended_on else list(commands.missing(found).values()),
        "plan": [(label, getattr(found, name)) for name, label in PLAN.items()],
        "steps": links(request, STEPS, names, "direction:objective_step", found),
        "today": day,
        "trail": [home(), {"label": "Objectives", "href": reverse("direction:objectives")}, {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "direction/objective.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with an objective."""
    found = found_one(request, pk)
    return take(request, STEPS, name, found, trail=[home(), {"label": found.key, "href": to_objective(found)}])
