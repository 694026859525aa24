"""The page of a complaint for the complainant: what we told them and nothing else, and what they can do."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from heedful.core.actors import Public
from heedful.core.organisation import today, working_calendar
from heedful.feedback.complaints.afterwards import rate_handling
from heedful.feedback.complaints.ending import accept_answer, reopen_complaint
from heedful.feedback.complaints.facts import complaint_facts
from heedful.feedback.complaints.handling import add_words
from heedful.feedback.complaints.story import Story, story_of
from heedful.feedback.models import Complaint
from heedful.web.form_seal import too_many
from heedful.web.http import Request
from heedful.web.intake import address_of
from heedful.web.show import show
from heedful.web.speak_words import day_in, words_in
from heedful.web.views.speak import LANGUAGE, language_of, private, public_page

LONGEST = 10_000
NEXT = {"acknowledge": "next_acknowledge", "first update": "next_update", "update": "next_update",
        "answer": "next_answer"}  # fmt: skip


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: Request, token: str) -> HttpResponse:
    """Show a complaint to its complainant; a POST takes their word. The address is the key, so no token is needed."""
    found = get_object_or_404(
        Complaint.objects.behind(token).select_related("feedback__contact", "same_as__feedback__contact")
    )
    complaint = found.same_as or found
    language = _language(request, found)
    if request.method != "POST":
        return _shown(request, complaint, language, note=words_in(language)["done"] if "done" in request.GET else "")
    if too_many(address_of(request.META)):
        return _shown(request, complaint, language, note=words_in(language)["many"], status=429)
    try:
        _take(request, complaint)
    except ValidationError as refusal:
        note = _why(refusal, language)
        return _shown(request, complaint, language, note=note, status=422)
    return redirect(f"{reverse('speak:status', args=[token])}?{LANGUAGE}={language}&done")


def _take(request: Request, complaint: Complaint) -> None:
    """Let the command act that the complainant asks for."""
    words, do = request.POST.get("words", ""), request.POST.get("do", "")
    if len(words) > LONGEST:
        raise ValidationError({"words": "too long"}, code="too_long")
    if do == "accept":
        accept_answer(complaint, by=Public())
    elif do == "object":
        reopen_complaint(complaint, by=Public(), because=words)
    elif do == "add":
        add_words(complaint, by=Public(), words=words)
    elif do == "rate" and request.POST.get("score", "") in "12345":
        rate_handling(complaint, by=Public(), score=int(request.POST.get("score") or 0))
    else:
        raise ValidationError("nothing was asked")


def _why(refusal: ValidationError, language: str) -> str:
    """Say in the reader's language why something was not taken."""
    words = words_in(language)
    said = " ".join(refusal.messages)
    for part, name in (("too long", "too_long"), ("cannot be kept", "unkept"), ("Write it first", "words_missing"),
                       ("Say what is not settled", "words_missing")):  # fmt: skip
        if part in said:
            return words[name]
    return words["refused"]


def _language(request: Request, found: Complaint) -> str:
    """Take the language asked for, else the one in which they spoke to us."""
    if LANGUAGE in request.GET or LANGUAGE in request.POST or not found.feedback.language:
        return language_of(request)
    house = request.organisation.languages.split() if request.organisation else []
    return found.feedback.language if found.feedback.language in house else language_of(request)


def _shown(request: Request, complaint: Complaint, language: str, *, note: str = "", status: int = 200) -> HttpResponse:
    """Show what is meant for the complainant."""
    words, story = words_in(language), story_of(complaint)
    answered = complaint.state in ("answered", "closed") and bool(complaint.answer)
    page = public_page(request, language) | {
        "complaint": complaint,
        "headline": words[f"state_{complaint.state}"],
        "next": _next(complaint, language),
        "happened": sorted(_happened(complaint, story, words), key=lambda item: item["at"], reverse=True),
        "outcome": words[complaint.outcome] if answered and complaint.outcome else "",
        "answered": answered,
        "may_accept": complaint.state == "answered",
        "may_object": complaint.state in ("answered", "closed"),
        "may_add": complaint.state != "withdrawn",
        "may_rate": complaint.state in ("answered", "closed"),
        "rated": words["rated"].format(score=complaint.handling_score) if complaint.handling_score else "",
        "scores": "12345",
        "note": note,
        "refused": status != 200,
        "written": request.POST.get("words", "")[:LONGEST],
        "names": {"language": LANGUAGE},
        "do": _doing(request),
    }
    return private(show(request, "speak/status.html", page=page, status=status))


def _doing(request: Request) -> str:
    """Say in which form the written words stand; where nothing was asked for, in the one by which they are added."""
    if not request.POST.get("words"):
        return ""
    return "object" if request.POST.get("do") == "object" else "add"


def _next(complaint: Complaint, language: str) -> str:
    """Say what happens next and by when."""
    words = words_in(language)
    if not complaint.waits:
        ends = {"answered": "your_turn", "closed": "nothing_next"}
        return words[ends[complaint.state]] if complaint.state in ends else ""
    (waiting,) = complaint_facts(on=today(), complaints=[complaint])
    if waiting.promise is None:
        return ""
    day = day_in(language, waiting.promise.due_on)
    if waiting.late:
        return words["late"].format(day=day)
    if waiting.promise.name != "acknowledge" and complaint.paused_on:
        return words["waits"]
    return words[NEXT[waiting.promise.name]].format(day=day)


def _happened(complaint: Complaint, story: Story, words: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Tell what was told to them and what they told us; nothing of what we did among ourselves."""
    acknowledged = words["by_machine"] if complaint.acknowledged_by_machine else words["was_acknowledged"]
    ways = [
        (complaint.received_at, words["was_received"]), (complaint.acknowledged_at, acknowledged),
        (complaint.closed_at, words["was_closed"]), (complaint.withdrawn_at, words["was_withdrawn"]),
    ]  # fmt: skip
    for at, what in ways:
        if at is not None:
            yield _item(at, what, "")
    for fact in story.of("update"):
        yield _item(fact.at, words["was_told"], fact.words)
    for fact in story.of("word"):
        yield _item(fact.at, words["you_added"], fact.words)
    for fact in story.of("reopening"):
        if fact.flag:
            yield _item(fact.at, words["you_reopened"], fact.words)
        else:
            yield _item(fact.at, words["we_reopened"], "")
        if fact.later:
            yield _item(fact.later, words["earlier_answer"], fact.more)


def _item(at: datetime.datetime | None, what: str, said: str) -> dict[str, Any]:
    day = working_calendar().day_of(at) if at else None
    return {"at": at, "day": day, "what": what, "said": said}
