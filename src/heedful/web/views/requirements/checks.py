"""Pages on whether a requirement is met: a check entered or taken away, compliance evaluated."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.requirements import checks, compliance
from heedful.requirements.models import ConformityCheck
from heedful.web.asking import ask, day_of
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.requirements import forms
from heedful.web.views.requirements.one import found_one
from heedful.web.views.requirements.steps import BOTH, asked

NOT_MET = "What was not met stands below. Open a nonconformity for it from there."


def to_its_checks(made: Any) -> str:
    """Go back to where checks and evaluations of a requirement are shown."""
    return f"{reverse('requirements:one', args=[made.requirement_id])}#met"


@login_required
@require_http_methods(BOTH)
def check(request: Request, pk: UUID) -> HttpResponse:
    """Enter a check of conformity."""
    found = found_one(request, pk)
    form = bound(forms.CheckForm, request, initial={"on": day_of(request)})
    lead = f"{found.title} Verified by: {found.verification}" if found.verification else found.title
    page = asked(found, "Check", "How many of them met it?", "Keep the check", lead=lead)
    answer = ask(
        request, form, checks.check_conformity, found, page=page, then=to_its_checks, said="The check is kept."
    )
    if answer.status_code == 302 and form.cleaned_data["k"] < form.cleaned_data["n"]:
        messages.warning(request, NOT_MET)
    return answer


@login_required
@require_http_methods(BOTH)
def remove_check(request: Request, pk: UUID) -> HttpResponse:
    """Take a mistaken check away."""
    every = ConformityCheck.objects.visible_to(request.person).select_related("requirement")
    made = get_object_or_404(every, pk=pk)
    form = bound(forms.ReasonForm, request, on=made)
    lead = f"{made.k:,} of {made.n:,} on {made.checked_on:%-d %b %Y}. The history keeps it."
    page = asked(
        made.requirement, "Take away", "What was wrong with this check?", "Take it away", danger=True, lead=lead
    )
    return ask(request, form, checks.remove_check, made, page=page, then=to_its_checks, said="The check is taken away.")


@login_required
@require_http_methods(BOTH)
def evaluate(request: Request, pk: UUID) -> HttpResponse:
    """Evaluate compliance with a law."""
    found = found_one(request, pk)
    form = bound(forms.EvaluateForm, request, on=found, initial={"on": day_of(request)})
    page = asked(found, "Evaluate", "Do we comply with it?", "Keep the evaluation")
    answer = ask(request, form, compliance.evaluate_compliance, found, page=page, then=to_its_checks,
                 said="The evaluation is kept.")  # fmt: skip
    if answer.status_code == 302 and not form.cleaned_data["fulfilled"]:
        messages.warning(request, NOT_MET)
    return answer
