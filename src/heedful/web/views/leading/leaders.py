"""A leader's page: what they took part in, decided, read and answered. It describes; it never ranks."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.find import titles
from heedful.core.models import Person
from heedful.core.period import Period
from heedful.core.permissions import AccessRole, Permission
from heedful.feedback.models import Complaint
from heedful.improvement.models import Action, ActionState, Risk
from heedful.leadership import acts as commands
from heedful.leadership.models import ActKind, LeadershipAct, Objective, ReviewSeat, ReviewState, SeatForm
from heedful.web import places
from heedful.web.asking import ask, day_of, may, must
from heedful.web.fields import DayField, PersonField, WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.leading import support

TOOK_PART = (SeatForm.PRESENT, SeatForm.REMOTE, SeatForm.IN_WRITING)
SHOWN = 30


class ActForm(VersionForm):
    """What no record tells."""

    kind = forms.ChoiceField(
        label="What it was", choices=[(kind.value, kind.label) for kind in commands.BY_HAND], widget=forms.RadioSelect
    )
    on = DayField("On")
    note = WordsField("What you did", rows=3)


class ReadForm(VersionForm):
    """What follows from a complaint."""

    note = WordsField("What follows from it", rows=3, help_text="That nothing follows counts, with the reason.")


class TellForm(VersionForm):
    """What people who work here were told."""

    what = WordsField("What they were told", rows=3, max_length=300)
    on = DayField("On")
    author = PersonField("In whose name")
    reached = forms.IntegerField(label="How many it reached", required=False, min_value=0, max_value=1_000_000)
    two_way = forms.BooleanField(label="They could answer", required=False)
    about_feedback = forms.BooleanField(label="It is about customers", required=False, initial=True)


@login_required
@require_GET
def leader(request: Request, pk: UUID) -> HttpResponse:
    """What one leader did in twelve months."""
    must(request, Permission.READ)
    found = get_object_or_404(Person.objects.visible_to(request.person), pk=pk)
    day = day_of(request)
    year = Period.window(day, 12)
    seats = list(ReviewSeat.objects.filter(
        person=found, review__state=ReviewState.HELD, review__held_on__gt=year.after, review__held_on__lte=day
    ).select_related("review").order_by("-review__held_on"))  # fmt: skip
    done = list(LeadershipAct.objects.filter(person=found, done_on__gt=year.after, done_on__lte=day))
    decided = Action.objects.filter(owner=found, review_decision__isnull=False).order_by("-first_due_on", "pk")
    page = {
        "found": found,
        "terms": found.grants.filter(role=AccessRole.TOP_MANAGEMENT),
        "sentence": says(found, seats, done),
        "seats": seats,
        "acts": told(done),
        "decisions": [
            {"action": row, "fate": fate(row, day)} for row in decided.select_related("review_decision__review")[:SHOWN]
        ],
        "risks": Risk.objects.filter(owner=found, closed_on=None)[:SHOWN],
        "objectives": Objective.objects.filter(owner=found, ended_on=None)[:SHOWN],
        "mine": found.pk == request.person.pk and may(request, Permission.LEAD),
        "trail": [support.home(), {"label": found.name}],
        "year": str(year),
    }
    return show(request, "leaders/one.html", page=page)


def says(found: Person, seats: list[ReviewSeat], done: list[LeadershipAct]) -> str:
    """Say what they took part in, as a description."""
    there = sum(seat.form in TOOK_PART for seat in seats)
    met = sum(act.kind == ActKind.CUSTOMER_CONTACT for act in done)
    read = sum(act.kind == ActKind.COMPLAINT_REVIEW for act in done)
    said = f"{found.name} took part in {number_word(there)} of {counted(len(seats), 'review')}" if seats else (
        f"No review was held with {found.name}")  # fmt: skip
    visits = "met no customer" if not met else f"met customers {'once' if met == 1 else f'{number_word(met)} times'}"
    return sentence(f"{said}, {visits} and read {counted(read, 'complaint') if read else 'no complaint'}")


def told(done: list[LeadershipAct]) -> list[dict[str, Any]]:
    """List acts with the records they come from, by one question."""
    rows = done[:SHOWN]
    named = titles(act.event for act in rows if act.event)
    return [
        {"act": act, "title": named[act.event].title if act.event in named else "",
         "href": places.address(act.event) if act.event else ""}
        for act in rows
    ]  # fmt: skip


def fate(action: Action, day: Any) -> str:
    """Say what became of a decision."""
    if action.state == ActionState.DONE:
        return "done in time" if action.done_on and action.done_on <= action.first_due_on else "done later"
    if action.state == ActionState.DROPPED:
        return "dropped"
    return "open, late" if action.due_on < day else "open"


@login_required
@require_http_methods(["GET", "POST"])
def log(request: Request) -> HttpResponse:
    """Log what no record tells."""
    form = bound(ActForm, request, initial={"on": day_of(request)})
    form.fields.pop("version")
    page = _frame("Log", "What did you do?", "Log it", "Visits, complaints read and messages write themselves.")
    then = reverse("leaders:one", args=[request.person.pk])
    return ask(request, form, commands.log_act, page=page, then=lambda _: then, said="It is logged.")


@login_required
@require_http_methods(["GET", "POST"])
def read(request: Request, pk: UUID) -> HttpResponse:
    """A leader says that they read a complaint, and what follows."""
    complaint = get_object_or_404(Complaint.objects.visible_to(request.person), pk=pk)
    back = reverse("complaints:one", args=[complaint.pk])
    trail = [{"label": complaint.key, "href": back}, {"label": "Read"}]
    page = {"trail": trail, "title": "You have read this complaint. What follows?", "lead": complaint.summary,
            "action": "I have read this", "back": back}  # fmt: skip
    form = bound(ReadForm, request)
    form.fields.pop("version")
    return ask(request, form, commands.read_complaint, complaint, page=page, then=lambda _: back, said="Noted.",
               more={"on": day_of(request)})  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def tell(request: Request) -> HttpResponse:
    """Record what people who work here were told."""
    form = bound(TellForm, request, initial={"on": day_of(request), "author": request.person.pk})
    form.fields.pop("version")
    page = _frame("Message", "What were people here told?", "Keep the message", "In the name of whoever said it.")
    return ask(request, form, commands.tell_staff, page=page, said="The message is kept.",
               then=lambda event: reverse("processes:communication", args=[event.pk]))  # fmt: skip


def _frame(last: str, title: str, action: str, lead: str) -> dict[str, Any]:
    home = support.home()
    return {"trail": [home, {"label": last}], "title": title, "action": action, "lead": lead, "back": home["href"]}
