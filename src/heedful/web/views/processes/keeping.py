"""Pages that change a process: described, approved, retired; its outputs; its measures reviewed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.processes import commands
from heedful.processes.measuring import review_measures
from heedful.processes.models import Process, ProcessOutput
from heedful.web.asking import ask, day_of
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.views.processes import forms

LIST = {"label": "Processes"}


def trail(process: Process, last: str) -> list[dict[str, str]]:
    """Say where a page about a process stands."""
    return [
        LIST | {"href": reverse("processes:list")},
        {"label": str(process.key), "href": reverse("processes:one", args=[process.pk])},
        {"label": last},
    ]


def found(request: Request, pk: UUID) -> Process:
    """Find the process that the address names."""
    process: Process = get_object_or_404(Process.objects.visible_to(request.person), pk=pk)
    return process


def asked_about(process: Process, last: str, title: str, action: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a process."""
    back = reverse("processes:one", args=[process.pk])
    return {"trail": trail(process, last), "title": title, "action": action, "back": back, **more}


def to_process(process: Process) -> str:
    """Go back to a process."""
    return reverse("processes:one", args=[process.pk])


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Describe a process."""
    form = bound(forms.ProcessForm, request)
    page = {
        "trail": [LIST | {"href": reverse("processes:list")}, {"label": "New"}],
        "title": "Describe a process",
        "lead": "A name is enough to begin; owner and purpose are needed before it can be approved.",
        "action": "Add the process",
        "back": reverse("processes:list"),
    }
    return ask(request, form, commands.add_process, page=page, then=to_process, said="The process is added.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a process."""
    process = found(request, pk)
    initial = {name: getattr(process, name) for name in commands.CHANGEABLE}
    form = bound(forms.ProcessChangeForm, request, on=process, initial=initial)
    page = asked_about(process, "Change", f"Change {process.name}", "Save the process")
    return ask(request, form, commands.change_process, process, page=page, then=to_process, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Approve a process as it is described now."""
    process = found(request, pk)
    form = bound(forms.ApproveForm, request, on=process, initial={"on": day_of(request)})
    lead = "You agree that it is described as it is run. The history keeps that it was you."
    page = asked_about(process, "Approve", f"Approve {process.name}", "Approve it", lead=lead)
    return ask(request, form, commands.approve_process, process, page=page, then=to_process, said="It is approved.")


@login_required
@require_http_methods(["GET", "POST"])
def mark(request: Request, pk: UUID) -> HttpResponse:
    """Make this the customer feedback process."""
    process = found(request, pk)
    form = bound(VersionForm, request, on=process)
    lead = "Questions about hearing customers will look at this process. The one marked before no longer counts."
    page = asked_about(process, "Feedback process", f"Is {process.name} how customers are heard?",
                       "Make it the feedback process", lead=lead)  # fmt: skip
    return ask(request, form, commands.mark_feedback_process, process, page=page, then=to_process,
               said="This is the customer feedback process now.")  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Retire a process with its measures."""
    process = found(request, pk)
    form = bound(forms.RetireForm, request, on=process, initial={"on": day_of(request)})
    lead = "Its measures are retired with it. What was measured stays readable."
    page = asked_about(process, "Retire", f"Retire {process.name}", "Retire it", lead=lead, danger=True)
    return ask(request, form, commands.retire_process, process, page=page, then=to_process, said="It is retired.")


@login_required
@require_http_methods(["GET", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """The owner says what follows from the measures."""
    process = found(request, pk)
    form = bound(forms.ReviewForm, request, initial={"on": day_of(request)})
    page = asked_about(process, "Review", f"Review the measures of {process.name}", "Keep the review")
    return ask(request, form, review_measures, process, page=page, said="The review is kept.",
               then=lambda review: reverse("processes:one", args=[review.process_id]))  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def new_output(request: Request, pk: UUID) -> HttpResponse:
    """Say what a process brings forth and for whom."""
    process = found(request, pk)
    form = bound(forms.OutputForm, request)
    page = asked_about(process, "Output", f"What does {process.name} bring forth?", "Add the output")
    return ask(request, form, commands.add_output, process, page=page, said="The output is added.",
               then=lambda output: reverse("processes:one", args=[output.process_id]))  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def remove_output(request: Request, pk: UUID) -> HttpResponse:
    """Take an output away."""
    outputs = ProcessOutput.objects.visible_to(request.person).select_related("process")
    output = get_object_or_404(outputs, pk=pk)
    form = bound(VersionForm, request, on=output)
    page = asked_about(output.process, "Output", f"Take away “{output.name}”?", "Take it away", danger=True,
                       lead="The history keeps that it stood there.")  # fmt: skip
    return ask(request, form, commands.remove_output, output, page=page, said="The output is taken away.",
               then=lambda output: reverse("processes:one", args=[output.process_id]))  # fmt: skip
