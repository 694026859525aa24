"""Indicators: where each stands, what it is worked out from, and what others reach."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.permissions import Permission
from heedful.satisfaction.indicators import commands
from heedful.satisfaction.indicators.figures import Stand, Standing, current, stands
from heedful.satisfaction.models import Benchmark, Indicator, IndicatorVersion
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.knowing import benchmark_shown, shown, trail, views
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.knowing import forms
from heedful.web.views.leading.step import Step, as_it_stands, links, on_today, take


def _defined(indicator: Indicator) -> dict[str, Any]:
    now = indicator.versions.get(replaced_on=None)
    return {
        "basis": now.basis,
        "question": now.question_id,
        "segment": now.segment_id,
        "target": now.target,
    } | on_today(indicator)


STEPS = {
    "headline": Step("Make it the headline", "Shall everything begin with it?", "Make it the headline",
                     "It is the headline now.", commands.choose_headline,
                     lead="Today and the page of satisfaction begin with the headline."),
    "redefine": Step("Work it out otherwise, or aim elsewhere", "What is to change?", "Keep it", "A new version holds.",
                     commands.redefine_indicator, forms.RedefineForm,
                     "The version before stays in sight, with its target.", initial=_defined),
    "rename": Step("Call it otherwise", "What is it called, and who answers for it?", "Keep it", "It is kept.",
                   commands.rename_indicator, forms.RenameForm, initial=as_it_stands("name", "owner")),
    "benchmark": Step("Put a benchmark beside it", "What do others reach?", "Put it beside", "It stands beside.",
                      commands.add_benchmark, forms.BenchmarkForm,
                      "Only with its source, its day and whom it speaks of.", given=on_today),
    "retire": Step("Give it up", "Why is it followed no longer?", "Give it up", "It is given up.",
                   commands.retire_indicator, forms.BecauseForm, danger=True, initial=on_today),
}  # fmt: skip
BENCHMARK = {
    "withdraw": Step("Withdraw it", "Why is it shown no longer?", "Withdraw it", "It is withdrawn.",
                     commands.withdraw_benchmark, forms.BecauseForm, danger=True, initial=on_today),
}  # fmt: skip


@login_required
@require_GET
def indicators(request: Request) -> HttpResponse:
    """All indicators in use, and where each stands."""
    found = page_of(request, current() if request.person.reads else [])
    seen = stands(list(found.object_list), day_of(request))
    mine = Benchmark.objects.filter(indicator__in=[s.version.indicator_id for s in seen], withdrawn_on=None)
    beside: dict[Any, list[dict[str, Any]]] = {}
    bases = {s.version.indicator_id: s.version.kind for s in seen}
    for row in mine:
        beside.setdefault(row.indicator_id, []).append(benchmark_shown(row, bases[row.indicator_id]))
    page = {
        "sentence": says(seen),
        "rows": [shown(stand) | {"beside": beside.get(stand.version.indicator_id, [])} for stand in seen],
        "page": found,
        "views": views("satisfaction:indicators"),
        "may_plan": may(request, Permission.PLAN_FEEDBACK),
    }
    return show(request, "satisfaction/indicators.html", page=page)


def says(seen: list[Stand]) -> str:
    """Say how many indicators have reached their target, have missed it, and of how many it cannot be told."""
    if not seen:
        return "No indicator is chosen yet."
    aimed = [stand for stand in seen if stand.target is not None]
    if not aimed:
        followed = f"{counted(len(seen), 'indicator')} {'is' if len(seen) == 1 else 'are'} followed"
        return sentence(f"{followed}, none with a target")
    reached, missed = (sum(s.standing is which for s in aimed) for which in (Standing.REACHED, Standing.MISSED))
    rest = len(aimed) - reached - missed
    if len(aimed) == missed:
        return sentence("the target is missed" if missed == 1 else f"all {number_word(missed)} targets are missed")
    first = f"{number_word(reached)} of " if reached else "none of "
    said = f"{first}{counted(len(aimed), 'target')} {'is' if reached < 2 else 'are'} reached"
    if missed:
        said += f", {number_word(missed)} {'is' if missed == 1 else 'are'} missed"
    return sentence(said + (f", of {number_word(rest)} it cannot be told" if rest else ""))


def address(row: Any) -> str:
    """Say where the page of an indicator stands."""
    return reverse("satisfaction:indicator", args=[getattr(row, "indicator_id", row.pk)])


def _trail(found: Indicator) -> list[dict[str, str]]:
    return trail(("Indicators", reverse("satisfaction:indicators")), (str(found.key), address(found)))


@login_required
@require_GET
def indicator(request: Request, pk: UUID) -> HttpResponse:
    """One indicator: its figure, its versions, what others reach."""
    seen = Indicator.objects.visible_to(request.person).filter(pk=pk)
    rows = IndicatorVersion.objects.filter(indicator__in=seen).order_by("-number")
    versions = get_list_or_404(rows.select_related("question__survey_version__survey", "segment", "indicator__owner"))
    found = versions[0].indicator
    [stand] = stands(versions[:1], day_of(request))
    others = found.benchmarks.filter(withdrawn_on=None)
    names = [] if found.retired_on else [name for name in STEPS if name != "headline" or not found.headline]
    if "headline" in names and (versions[0].basis not in commands.HEADLINES or versions[0].segment_id):
        names.remove("headline")
    page = {
        "indicator": found,
        "row": shown(stand),
        "sentence": says_one(stand),
        "versions": versions,
        "beside": [
            benchmark_shown(row, stand.version.kind)
            | {"steps": links(request, BENCHMARK, ["withdraw"], "satisfaction:benchmark", row)}
            for row in others
        ],
        "steps": links(request, STEPS, names, "satisfaction:indicator_step", found),
        "trail": trail(("Indicators", reverse("satisfaction:indicators")), (str(found.key), "")),
        "attached": attached(request, found),
    }
    return show(request, "satisfaction/indicator.html", page=page)


def says_one(stand: Stand) -> str:
    """Say where an indicator stands, and whether that is at its target."""
    name = stand.version.indicator.name
    if stand.figure is None:
        return sentence(f"{name}: no figure yet")
    at = shown(stand)
    said = f"{name} stands at {at['value']}{' ' + at['unit'] if at['unit'] else ''}"
    target = f"the target of {at['target']}"
    ends = {
        Standing.REACHED: f"; {target} is reached", Standing.MISSED: f"; {target} is missed",
        Standing.CANNOT_TELL: f"; whether {target} is reached cannot be told",
    }  # fmt: skip
    return sentence(said + ends.get(stand.standing, ""))


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose a figure."""
    form = bound(forms.IndicatorForm, request, initial={"since": day_of(request), "owner": request.person.pk})
    home = reverse("satisfaction:indicators")
    page = {
        "trail": trail(("Indicators", home), ("New", "")), "title": "By which figure is it said?",
        "lead": "Worked out from counts of answers, or from complaints and deliveries; nobody types its value.",
        "action": "Follow it", "back": home,
    }  # fmt: skip
    return ask(request, form, commands.define_indicator, page=page, then=address, said="It is followed from now on.")


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with an indicator."""
    found = get_object_or_404(Indicator.objects.visible_to(request.person), pk=pk)
    return take(request, STEPS, name, found, trail=_trail(found))


@login_required
@require_http_methods(["GET", "POST"])
def benchmark(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a benchmark."""
    found = get_object_or_404(Benchmark.objects.visible_to(request.person).select_related("indicator"), pk=pk)
    return take(request, BENCHMARK, name, found, trail=_trail(found.indicator))
