"""Audits of processes: by whom, when, over which phases, and what they came to."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.audits.commands import PHASES, record_process_audit
from heedful.audits.models import ProcessAudit
from heedful.core.organisation import today
from heedful.core.permissions import AccessRole, Permission
from heedful.processes.models import Process
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.fields import DayField, NamedField, PersonField, WordsField
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show

ORDERS = {"held": "held_on", "process": "process__name", "auditor": "auditor__name", "key": "key"}
WORDS = {"P": "Plan", "D": "Do", "C": "Check", "A": "Act"}


class ProcessAuditForm(forms.Form):
    """An audit of a process that was held."""

    process = NamedField(Process.objects.filter(retired_on=None), label="Process", empty_label="Choose a process")
    auditor = PersonField("Auditor", help_text="An internal auditor who does not answer for the process.")
    held_on = DayField("Held on")
    phases = forms.MultipleChoiceField(
        label="Phases covered", choices=list(WORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    conclusion = WordsField("What it came to")

    def clean_phases(self) -> str:
        """Write the phases as their letters."""
        return "".join(self.cleaned_data["phases"])


def covered(audit: ProcessAudit) -> str:
    """Say which phases an audit covered, in words."""
    return ", ".join(WORDS[letter] for letter in audit.phases if letter in WORDS)


def _trail(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": "Questions", "href": reverse("audits:wall")},
            {"label": "Audits of processes", "href": reverse("audits:process_audits")}, *more]  # fmt: skip


@login_required
@require_GET
def process_audits(request: Request) -> HttpResponse:
    """All audits of processes."""
    every = ProcessAudit.objects.visible_to(request.person).select_related("process", "auditor")
    page = page_of(request, ordered(request, every, ORDERS, default="-held"))
    count = page.paginator.count
    newest = page.object_list[0] if count and page.number == 1 and "sort" not in request.GET else None
    said = counted(count, "audit of a process", "audits of processes") + " on record"
    if newest is not None:
        said += f", the last on {newest.held_on:%-d %b %Y}"
    view = {
        "sentence": sentence(said),
        "page": page,
        "rows": [(row, covered(row)) for row in page],
        "trail": [{"label": "Questions", "href": reverse("audits:wall")}, {"label": "Audits of processes"}],
        "may_add": may(request, Permission.AUDIT),
    }
    return show(request, "audits/process_audits.html", page=view)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Record an audit of a process."""
    auditor = request.person if AccessRole.INTERNAL_AUDITOR in request.person.roles_on(day_of(request)) else None
    first = {"held_on": today(), "auditor": auditor, "process": request.GET.get("process")}
    form = bound(ProcessAuditForm, request, initial=first)
    page = {
        "trail": _trail({"label": "New"}), "title": "Record an audit of a process",
        "lead": f"One audit or several cover all four: {', '.join(WORDS[letter].lower() for letter in PHASES)}.",
        "action": "Record it", "back": reverse("audits:process_audits"),
    }  # fmt: skip
    return ask(request, form, record_process_audit_of, page=page, then=_to_audit, said="The audit is recorded.")


def record_process_audit_of(*, by: Any, process: Process, **taken: Any) -> ProcessAudit:
    """Hand the process over as the thing the command is about."""
    return record_process_audit(process, by=by, **taken)


record_process_audit_of.needs = Permission.AUDIT  # type: ignore[attr-defined]


def _to_audit(audit: ProcessAudit) -> str:
    return reverse("audits:process_audit", args=[audit.pk])


@login_required
@require_GET
def process_audit(request: Request, pk: UUID) -> HttpResponse:
    """One audit of a process."""
    every = ProcessAudit.objects.visible_to(request.person).select_related("process", "auditor")
    found = get_object_or_404(every, pk=pk)
    page = {
        "audit": found,
        "covered": covered(found),
        "missing": ", ".join(WORDS[letter].lower() for letter in PHASES if letter not in found.phases),
        "trail": _trail({"label": found.key}),
        "attached": attached(request, found),
    }
    return show(request, "audits/process_audit.html", page=page)
