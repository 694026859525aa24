"""What is done with a wave, one step at a time: list, invite, open, remind, close, and note what became of people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.models import Invitation, Wave
from heedful.feedback.surveys.commands import (
    ask_anyway,
    change_wave,
    close_wave,
    frame_wave,
    invite_sample,
    note_disposition,
    note_nonresponse,
    open_wave,
    remind_invited,
)
from heedful.web.asking import ask, must
from heedful.web.forms import VersionForm, bound, carry_out
from heedful.web.http import Request
from heedful.web.invitations import sent_out
from heedful.web.show import show
from heedful.web.views.surveys.designing import SURVEYS
from heedful.web.views.surveys.forms import (
    CloseForm,
    DispositionForm,
    FrameForm,
    InviteForm,
    LastDayForm,
    NoteForm,
    PlacesForm,
    RemindForm,
    WhyForm,
)
from heedful.web.views.surveys.waves import page_of_wave, wave_of


@login_required
@require_http_methods(["GET", "POST"])
def frame(request: Request, pk: UUID) -> HttpResponse:
    """List everybody who could be asked."""
    lead = "Everybody who could be asked is listed; who does not consent, left or was asked lately is left out."
    return _step(
        request, pk, FrameForm, frame_wave, "Who could be asked?", "List them", "Listed.", lead=lead, on=today()
    )


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: Request, pk: UUID) -> HttpResponse:
    """Open a wave."""
    lead = "From now on customers with a link can answer."
    return _step(
        request, pk, VersionForm, open_wave, "Open this wave?", "Open it", "The wave is open.", lead=lead, on=today()
    )


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a wave."""
    lead = "Links say that the survey is closed; nothing more is taken."
    return _step(
        request, pk, CloseForm, close_wave, "Close this wave?", "Close it", "The wave is closed.", lead=lead, on=today()
    )


@login_required
@require_http_methods(["GET", "POST"])
def note(request: Request, pk: UUID) -> HttpResponse:
    """Say what is known about those who did not answer."""
    return _step(request, pk, NoteForm, note_nonresponse, "Who did not answer?", "Keep this", "Kept.")


@login_required
@require_http_methods(["GET", "POST"])
def last_day(request: Request, pk: UUID) -> HttpResponse:
    """Change the last day."""
    return _step(request, pk, LastDayForm, change_wave, "Until when can they answer?", "Change it", "Changed.")


def _step(
    request: Request, pk: UUID, form_class: type[VersionForm], command: Callable[..., Any], title: str, action: str,
    said: str, *, lead: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Ask one thing about a wave and let its command act."""
    wave = wave_of(request, pk)
    back = page_of_wave(wave)
    page = {"trail": _trail(wave, action), "title": title, "action": action, "back": back, "lead": lead}
    form = bound(form_class, request, on=wave, initial={"closes_on": wave.closes_on, "note": wave.nonresponse_note})
    return ask(request, form, command, wave, page=page, then=lambda done: back, said=said, more=more)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Draw who is asked, and give out their links: once."""
    lead = "Each gets a link of their own. Who rests, left or said no since the list was made is left out first."
    return _links(request, pk, InviteForm, invite_sample, "Whom do you ask?", "Invite them", lead)


@login_required
@require_http_methods(["GET", "POST"])
def remind(request: Request, pk: UUID) -> HttpResponse:
    """Remind those who have not answered."""
    lead = "Everybody who has not answered is reminded, twice at most. Their link stays the same."
    return _links(request, pk, RemindForm, remind_invited, "Remind them?", "Remind them", lead)


def _links(
    request: Request, pk: UUID, form_class: type[VersionForm], command: Callable[..., Any], title: str, action: str,
    lead: str,
) -> HttpResponse:  # fmt: skip
    """Let a command draw links, and send them as a file or by mail."""
    must(request, Permission.RUN_SURVEYS)
    wave = wave_of(request, pk)
    form = bound(form_class, request, on=wave, initial={"how": "mail" if wave.by_mail else "file"})
    by_mail = form.is_bound and form.is_valid() and form.cleaned_data.pop("how") == "mail"
    invited = carry_out(form, command, wave, by=request.person, on=today(), by_mail=by_mail)
    if invited is not None:
        return sent_out(request, wave, invited, by_mail=by_mail)
    page = {"trail": _trail(wave, action), "title": title, "action": action, "back": page_of_wave(wave), "lead": lead}
    return show(request, "one_form.html", page=page | {"form": form}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def anyway(request: Request, pk: UUID) -> HttpResponse:
    """Ask somebody who rests, with the reason."""
    people = Invitation.objects.visible_to(request.person).select_related("wave__survey_version__survey", "contact")
    found = get_object_or_404(people, pk=pk)
    name, back = found.contact.name if found.contact else "this person", page_of_wave(found.wave)
    page = {
        "trail": _trail(found.wave, "Ask anyway"), "title": f"Ask {name} all the same?", "action": "Ask them",
        "back": back, "lead": f"{found.excluded_because}. The reason stands beside their name for whoever looks.",
    }  # fmt: skip
    form = bound(WhyForm, request, on=found)
    return ask(request, form, ask_anyway, found, page=page, then=lambda done: back, said="They can be drawn again.")


@login_required
@require_http_methods(["GET", "POST"])
def places(request: Request, pk: UUID) -> HttpResponse:
    """Change where a wave is shown, and when who is silent is reminded."""
    wave = wave_of(request, pk)
    back = page_of_wave(wave)
    page = {
        "trail": _trail(wave, "Where and when"), "title": "Where is it shown, and who is reminded?",
        "action": "Keep this", "back": back, "lead": "",
    }  # fmt: skip
    names = ("kiosk", "embed_origin", "remind_after_days")
    form = bound(PlacesForm, request, on=wave, initial={name: getattr(wave, name) for name in names})
    return ask(request, form, change_wave, wave, page=page, then=lambda done: back, said="Kept.")


@login_required
@require_http_methods(["GET", "POST"])
def disposition(request: Request, pk: UUID) -> HttpResponse:
    """Note what became of somebody asked."""
    found = get_object_or_404(
        Invitation.objects.visible_to(request.person).select_related("wave__survey_version__survey", "contact"), pk=pk
    )
    back = page_of_wave(found.wave)
    name = found.contact.name if found.contact else "this person"
    page = {
        "trail": _trail(found.wave, "Disposition"),
        "title": f"What became of {name}?",
        "action": "Note it",
        "back": back,
    }
    form = bound(DispositionForm, request, on=found)
    return ask(request, form, note_disposition, found, page=page, then=lambda done: back, said="Noted.")


def _trail(wave: Wave, here: str) -> list[dict[str, str]]:
    """Lead back from a step of a wave."""
    survey = wave.survey_version.survey
    return [
        SURVEYS, {"label": survey.name, "href": reverse("surveys:one", args=[survey.pk])},
        {"label": wave.name, "href": page_of_wave(wave)}, {"label": here},
    ]  # fmt: skip
