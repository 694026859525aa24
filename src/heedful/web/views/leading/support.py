"""Support: what is asked of top management, what was decided, whether it arrived, and when they met."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.models import Person
from heedful.core.office import in_office
from heedful.core.permissions import Permission
from heedful.leadership import support as commands
from heedful.leadership.models import RequestKind, SupportMeeting, SupportRequest
from heedful.leadership.queries import request_counts
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.fields import DayField, Filters, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.leading.direction_forms import OnForm
from heedful.web.views.leading.step import Step, links, on_today, take

SHOWN = 8


class LeaderField(PersonField):
    """Somebody of top management."""

    def offer(self, people: QuerySet[Person]) -> None:
        """Offer those in office."""
        self.queryset = people


class AskForm(VersionForm):
    """What is asked, of whom."""

    what = LineField("What is needed", max_length=300)
    why = WordsField("What it is for", required=False)
    kind = forms.ChoiceField(label="What kind", choices=RequestKind.choices)
    asked_of = LeaderField("Asked of")
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class DecideForm(OnForm):
    """Granted or refused."""

    granted = forms.TypedChoiceField(
        label="Decision", choices=[("yes", "Granted"), ("no", "Refused")], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    delivery_due_on = DayField("If granted: arrives by", required=False)
    reason = WordsField("Reason", rows=2, required=False, help_text="A refusal needs one.")


class MeetingForm(VersionForm):
    """Who met, and about what."""

    leader = LeaderField("Member of top management")
    with_whom = PersonField("Met with")
    on = DayField("On")
    topics = WordsField("What it was about", rows=3)


class SupportFilters(Filters):
    """Which requests are listed."""

    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Not at their end"), ("waiting", "Not decided"), ("owed", "Granted, not delivered"),
                 ("delivered", "Delivered"), ("refused", "Refused"), ("all", "All")],
    )  # fmt: skip


STEPS = {
    "decide": Step("Decide", "What do you decide?", "Keep the decision", "It is decided.", commands.decide_support,
                   DecideForm, initial=on_today),
    "deliver": Step("It has arrived", "Has it arrived?", "It has arrived", "Noted.", commands.deliver_support, OnForm,
                    initial=on_today),
}  # fmt: skip


def home() -> dict[str, str]:
    """Lead back to the requests."""
    return {"label": "Support", "href": reverse("support:list")}


@login_required
@require_GET
def requests(request: Request) -> HttpResponse:
    """All requests, the meetings, and the leaders in office."""
    filters, day = SupportFilters(request.GET), day_of(request)
    many = request_counts(request.person, day)
    found = page_of(request, _chosen(request, filters.chosen("show")))
    meetings = SupportMeeting.objects.visible_to(request.person).filter(held_on__lte=day)
    page = {
        "sentence": says(many),
        "page": found,
        "rows": found,
        "any": many["all"],
        "filters": filters,
        "today": day,
        "meetings": meetings.select_related("leader", "with_whom")[:SHOWN],
        "leaders": in_office(day).order_by("name") if request.person.reads else [],
        "may_ask": may(request, Permission.ASK_SUPPORT),
        "may_lead": may(request, Permission.LEAD),
        "may_tell": may(request, Permission.TELL),
    }
    return show(request, "support/list.html", page=page)


def _chosen(request: Request, wanted: str) -> QuerySet[SupportRequest]:
    """Filter the list as the address says."""
    by_name = {
        "waiting": Q(decided_on=None), "owed": Q(granted=True, delivered_on=None),
        "delivered": Q(delivered_on__isnull=False), "refused": Q(granted=False), "all": Q(),
    }  # fmt: skip
    end = Q(decided_on=None) | by_name["owed"]
    found = SupportRequest.objects.visible_to(request.person).filter(by_name.get(wanted, end))
    return found.select_related("asked_by", "asked_of")


def says(many: dict[str, int]) -> str:
    """Say what waits for a decision, and what was granted and did not arrive."""
    if not many["all"]:
        return "Nothing was asked of top management yet."
    owed = f"{number_word(many['owed'])} granted, not delivered"
    late = f", {number_word(many['late'])} past the day" if many["late"] else ""
    waiting = f"{counted(many['waiting'], 'request')} not decided" if many["waiting"] else "every request is decided"
    return sentence(f"{waiting}; {owed}{late}")


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One request."""
    rows = SupportRequest.objects.visible_to(request.person).select_related("asked_by", "asked_of", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    page = {
        "it": found,
        "sentence": says_one(found),
        "today": day_of(request),
        "steps": _steps(request, found),
        "trail": [home(), {"label": found.key}],
        "attached": attached(request, found),
    }
    return show(request, "support/one.html", page=page)


def says_one(found: SupportRequest) -> str:
    """Say how the request stands."""
    if found.decided_on is None:
        return f"{found.asked_of.name} has not decided yet."
    if not found.granted:
        return "Refused."
    return "Granted and delivered." if found.delivered_on else "Granted, not delivered."


def _steps(request: Request, found: SupportRequest) -> list[dict[str, str]]:
    """Lead to what comes next, where this person may do it."""
    me = request.person.pk
    if found.decided_on is None:
        return links(request, STEPS, [] if found.asked_by_id == me else ["decide"], "support:step", found)
    if found.granted and not found.delivered_on and found.decided_by_id != me:
        return links(request, STEPS, ["deliver"], "support:step", found)
    return []


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Decide a request, or say that it has arrived."""
    found = get_object_or_404(SupportRequest.objects.visible_to(request.person), pk=pk)
    there = {"label": found.key, "href": reverse("support:one", args=[found.pk])}
    return take(request, STEPS, name, found, trail=[home(), there])


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask top management for something."""
    source = request.GET.get("source", "")[:80].replace("\0", "")
    form = bound(AskForm, request, initial={"source": source, "what": request.GET.get("title", "")[:300]})
    form.fields["asked_of"].offer(in_office(day_of(request)).order_by("name"))
    form.fields.pop("version")
    page = _frame("Ask", "What do you need of top management?", "Ask for it",
                  "Resources, time or a decision. It waits on their page until they decide.")  # fmt: skip
    return ask(request, form, commands.ask_support, page=page, said="It is asked.", more={"on": day_of(request)},
               then=lambda row: reverse("support:one", args=[row.pk]))  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def meet(request: Request) -> HttpResponse:
    """Write down a meeting of top management and whoever runs the system."""
    me = request.person
    leads = in_office(day_of(request)).filter(pk=me.pk).exists() if request.method == "GET" else False
    given = {"on": day_of(request), ("leader" if leads else "with_whom"): me.pk}
    form = bound(MeetingForm, request, initial=given)
    form.fields["leader"].offer(in_office(day_of(request)).order_by("name"))
    form.fields.pop("version")
    page = _frame(
        "Meeting", "Who met, and about what?", "Keep the meeting", "It writes itself here; no minutes needed."
    )
    return ask(request, form, _hold, page=page, then=lambda _: page["back"], said="The meeting is kept.")


def _hold(*, leader: Person, by: Any, **more: Any) -> SupportMeeting:
    """Give the leader first, as the command takes them."""
    return commands.hold_support_meeting(leader, by=by, **more)


_hold.needs = commands.hold_support_meeting.needs  # type: ignore[attr-defined]


def _frame(last: str, title: str, action: str, lead: str) -> dict[str, Any]:
    return {"trail": [home(), {"label": last}], "title": title, "action": action, "lead": lead, "back": home()["href"]}
