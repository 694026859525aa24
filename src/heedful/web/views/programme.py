"""The plan of the feedback process, held against what was done."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.feedback import programme as commands
from heedful.feedback.models import Method, Programme, ProgrammeState
from heedful.feedback.plan_and_deed import Heard, plan_and_deed, programme_in_force, rounds_of, shown_first
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.feedback.room import tabs, trail
from heedful.web.views.programme_forms import (
    ApproveForm,
    DraftForm,
    MethodForm,
    ProgrammeForm,
    ReviewForm,
    UseForm,
)


@login_required
@require_GET
def programme(request: Request, pk: UUID | None = None) -> HttpResponse:
    """The plan in force, or the one that the address names, held against the deed."""
    visible: Any = Programme.objects.visible_to(request.person)
    rows: list[Programme] = list(visible.select_related("owner", "approved_by"))
    found = next((row for row in rows if row.pk == pk), None) if pk else shown_first(rows)
    if found is None:
        if pk:
            raise Http404
        empty = {"tabs": tabs("feedback:programme"), "may_plan": may(request, Permission.PLAN_FEEDBACK)}
        return show(request, "feedback/no_programme.html", page=empty)
    day = day_of(request)
    segments = list(Segment.objects.filter(retired_on=None))
    methods = list(found.methods.select_related("owner", "segment"))
    heard = plan_and_deed(found, segments, methods, day, rounds_of(methods, day))
    page = {
        "programme": found,
        "sentence": says(heard),
        "review_late": bool(found.review_by and found.review_by < day),
        "heard": heard,
        "others": [p for p in rows if p.pk != found.pk][:20],
        "tabs": tabs("feedback:programme"),
        "trail": trail(("Programme", "")),
        "today": day,
        "draft": found.state == ProgrammeState.DRAFT,
        "in_force": found.state == ProgrammeState.APPROVED,
        "may_plan": may(request, Permission.PLAN_FEEDBACK),
        "may_approve": may(request, Permission.APPROVE_PROGRAMME),
        "may_use": may(request, Permission.ANALYSE),
        "attached": attached(request, found),
    }
    return show(request, "feedback/programme.html", page=page)


def says(heard: Sequence[Heard]) -> str:
    """Say how many segments are planned both ways and what is overdue."""
    if not heard:
        return "There is no segment to plan for."
    both = sum(one.planned for one in heard)
    late = sum(len(one.overdue) for one in heard)
    first = f"{number_word(both)} of {counted(len(heard), 'segment')} {'is' if both == 1 else 'are'} planned both ways"
    left = sum(use.owner_left_on is not None for one in heard for use in (*one.direct, *one.indirect))
    gone = f"; {counted(left, 'method')} answered for by somebody who left" if left else ""
    if not late:
        return sentence(f"{first}; no method is overdue{gone}")
    return sentence(f"{first}; {counted(late, 'method')} {'is' if late == 1 else 'are'} overdue{gone}")


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: Request) -> HttpResponse:
    """Begin a plan, from the one in force where there is one."""
    before = programme_in_force()
    said = ("name", "purpose", "decisions_served", "owner")
    form = bound(DraftForm, request, initial={name: getattr(before, name) for name in said} if before else {})
    page = _page("Draft a programme", "Draft it", reverse("feedback:programme"))
    if before:
        page["lead"] = f"Its methods begin as those of {before.name}; it replaces that when it is approved."
    return ask(
        request, form, commands.draft_programme, page=page, then=_to, said="The draft is begun.",
        more={"copy_of": before},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Write a draft anew."""
    found = _found(request, pk)
    said = ("name", "purpose", "decisions_served", "owner")
    form = bound(ProgrammeForm, request, on=found, initial={name: getattr(found, name) for name in said})
    page = _page(f"Change {found.name}", "Save", _to(found))
    return ask(request, form, commands.change_programme, found, page=page, then=_to, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Put a plan in force."""
    found = _found(request, pk)
    form = bound(ApproveForm, request, on=found)
    page = _page(f"Approve {found.name}", "Approve it", _to(found))
    page["lead"] = "It is in force from today; the one before is superseded. The history keeps that it was you."
    return ask(
        request, form, commands.approve_programme, found, page=page, then=_to, said="It is in force.",
        more={"on": today()},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """Look at the plan again."""
    found = _found(request, pk)
    form = bound(ReviewForm, request, on=found)
    page = _page(f"Review {found.name}", "Keep the review", _to(found))
    return ask(
        request, form, commands.review_programme, found, page=page, then=_to, said="The review is kept.",
        more={"on": today()},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Plan a method for a segment."""
    found = _found(request, pk)
    begun = {"segment": request.GET.get("segment", ""), "direct": "yes" if "indirect" not in request.GET else "no"}
    form = bound(MethodForm, request, on=found, initial=begun)
    page = _page("Plan a method", "Plan it", _to(found))
    return ask(
        request, form, commands.plan_method, found, page=page, then=lambda _: _to(found), said="The method is planned."
    )


@login_required
@require_http_methods(["GET", "POST"])
def method(request: Request, pk: UUID) -> HttpResponse:
    """Change a method of a draft."""
    found = _method(request, pk)
    said = {name: getattr(found, name) for name in commands.METHOD_FIELDS} | {"direct": "yes" if found.direct else "no"}
    form = bound(MethodForm, request, on=found, initial=said)
    page = _page(f"Change {found.name}", "Save", _to(found.programme))
    return ask(
        request, form, commands.change_method, found, page=page, then=lambda _: _to(found.programme), said="Saved."
    )


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Take a method out of a draft."""
    found = _method(request, pk)
    form = bound(VersionForm, request, on=found)
    page = _page(f"Take out {found.name}", "Take it out", _to(found.programme)) | {"danger": True}
    return ask(
        request, form, commands.drop_method, found, page=page, then=lambda _: _to(found.programme), said="It is out."
    )


@login_required
@require_http_methods(["GET", "POST"])
def use(request: Request, pk: UUID) -> HttpResponse:
    """Note that a method was used."""
    found = _method(request, pk)
    form = bound(UseForm, request, on=found, initial={"on": today()})
    page = _page(f"{found.name} was used", "Note it", _to(found.programme))
    return ask(
        request, form, commands.use_method, found, page=page, then=lambda _: _to(found.programme), said="It is noted.",
        more={"today": today()},
    )  # fmt: skip


def _found(request: Request, pk: UUID) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.person), pk=pk)  # type: ignore[no-any-return]


def _method(request: Request, pk: UUID) -> Method:
    rows = Method.objects.visible_to(request.person).select_related("programme")
    return get_object_or_404(rows, pk=pk)  # type: ignore[no-any-return]


def _to(found: Programme) -> str:
    return reverse("feedback:programme", args=[found.pk])


def _page(title: str, action: str, back: str) -> dict[str, Any]:
    steps = trail(("Programme", reverse("feedback:programme")), (title, ""))
    return {"trail": steps, "title": title, "action": action, "back": back}
