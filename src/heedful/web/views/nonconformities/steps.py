"""Steps with a case and with what hangs on it, each on a small page of its own."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.organisation import today
from heedful.improvement import causes, corrections, corrective, effectiveness
from heedful.improvement.corrective import FIGURES
from heedful.improvement.models import CauseAnalysis, Correction, CorrectiveAction, Nonconformity, Why
from heedful.web.asking import ask
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.views.nonconformities import forms
from heedful.web.views.nonconformities.table import STEPS

WHYS: dict[str, tuple[str, str, Any, type[VersionForm], dict[str, Any]]] = {
    "prove": ("What shows it?", "Keep it", causes.prove_why, forms.ProveForm, {}),
    "root": ("Is this a cause that we can take away?", "This is the cause", causes.mark_root, VersionForm, {}),
    "no-root": ("Is it not the cause?", "It is not the cause", causes.mark_root, VersionForm, {"root": False}),
    "remove": ("Take this answer out?", "Take it out", causes.remove_why, VersionForm, {}),
}
"""What can be done with an answer in the tree: title, button, command, form and what goes along."""


def page_of_case(case: Nonconformity, last: str, place: str = "") -> dict[str, Any]:
    """Say where a page about a case stands, and where it goes back to."""
    address = reverse("nonconformities:one", args=[case.pk])
    trail = [
        {"label": "Nonconformities", "href": reverse("nonconformities:list")},
        {"label": str(case.key), "href": address},
        {"label": last},
    ]
    return {"trail": trail, "back": f"{address}#{place}" if place else address, "lead": case.statement}


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """One step with a case: what it asks, and the command that takes it."""
    known = STEPS.get(name)
    if known is None:
        raise Http404
    rows = Nonconformity.objects.visible_to(request.person).select_related("requirement")
    case = get_object_or_404(rows, pk=pk)
    form = bound(known.form, request, on=case, initial=known.initial(case))
    page = page_of_case(case, known.label, known.place) | {"title": known.title, "action": known.action}
    page["lead"] = known.lead or case.statement
    return ask(request, form, known.command, case, page=page, then=lambda _: page["back"], said=known.said,
               more=known.more())  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def corrected(request: Request, pk: UUID) -> HttpResponse:
    """Say that a correction is done."""
    row = get_object_or_404(Correction.objects.visible_to(request.person).select_related("nonconformity"), pk=pk)
    form = bound(forms.CorrectedForm, request, on=row)
    page = page_of_case(row.nonconformity, "Done", "contain") | {"title": "Is it done?", "action": "It is done"}
    page["lead"] = row.what
    return ask(request, form, corrections.finish_correction, row, page=page, then=lambda _: page["back"],
               said="It is done.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def why(request: Request, pk: UUID) -> HttpResponse:
    """Answer "why?" once more."""
    row = get_object_or_404(CauseAnalysis.objects.visible_to(request.person).select_related("nonconformity"), pk=pk)
    form = bound(forms.WhyForm, request, on=row, initial={"parent": request.GET.get("parent")})
    form.fields["parent"].queryset = Why.objects.filter(analysis=row)
    page = page_of_case(row.nonconformity, "Why", "cause") | {"title": "Why?", "action": "Add it"}
    return ask(
        request, form, causes.add_why, row, page=page, then=lambda _: page["back"], said="It stands in the tree."
    )


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Prove, mark or take out an answer in the tree."""
    if name not in WHYS:
        raise Http404
    title, button, command, form_class, more = WHYS[name]
    rows = Why.objects.visible_to(request.person).select_related("analysis__nonconformity")
    row = get_object_or_404(rows, pk=pk)
    form = bound(form_class, request, on=row, initial={"evidence": row.evidence})
    page = page_of_case(row.analysis.nonconformity, "Why", "cause") | {"title": title, "action": button}
    page["lead"] = row.words
    return ask(request, form, command, row, page=page, then=lambda _: page["back"], said="It is kept.", more=more)


@login_required
@require_http_methods(["GET", "POST"])
def found(request: Request, pk: UUID) -> HttpResponse:
    """Say which cause was found."""
    row = get_object_or_404(CauseAnalysis.objects.visible_to(request.person).select_related("nonconformity"), pk=pk)
    roots = " ".join(Why.objects.filter(analysis=row, root=True).values_list("words", flat=True))
    form = bound(forms.FoundForm, request, on=row, initial={"on": today(), "cause": roots})
    page = page_of_case(row.nonconformity, "Cause", "cause") | {"title": "What is the cause?", "action": "It is found"}
    return ask(request, form, causes.finish_analysis, row, page=page, then=lambda _: page["back"],
               said="The cause is found.")  # fmt: skip


def _planned(request: Request, pk: UUID) -> CorrectiveAction:
    rows = CorrectiveAction.objects.visible_to(request.person)
    row: CorrectiveAction = get_object_or_404(rows.select_related("nonconformity", "action", "analysis"), pk=pk)
    return row


@login_required
@require_http_methods(["GET", "POST"])
def judge(request: Request, pk: UUID) -> HttpResponse:
    """Look at the data after an action."""
    row = _planned(request, pk)
    form = bound(forms.JudgeForm, request, on=row, initial={"on": today()})
    page = page_of_case(row.nonconformity, "Did it work?", "judge") | {
        "title": "Did it work?", "action": "Let the data say", "lead": corrective.in_words(row),
    }  # fmt: skip
    return ask(request, form, effectiveness.review_effect, row, page=page, then=lambda _: page["back"],
               said="The data have spoken.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def criterion(request: Request, pk: UUID) -> HttpResponse:
    """Change by what an action is judged."""
    row = _planned(request, pk)
    initial = {name: getattr(row, name) for name in FIGURES - {"measure"}}
    initial["higher_is_better"] = "more" if row.higher_is_better else "less"
    form = bound(forms.CriterionForm, request, on=row, initial=initial)
    page = page_of_case(row.nonconformity, "Criterion", "plan") | {
        "title": "Change the criterion", "action": "I approve the change",
        "lead": "Somebody who neither planned nor carries out the action changes it. The old one stays in sight.",
    }  # fmt: skip
    return ask(request, form, corrective.change_criterion, row, page=page, then=lambda _: page["back"],
               said="The criterion is changed; the old one stands beside it.", more={"on": today()})  # fmt: skip
