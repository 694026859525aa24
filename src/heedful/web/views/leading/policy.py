"""A policy: its wording, what stands behind each sentence, whom it reached; and its page for everybody outside."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from heedful.leadership import policies, understanding
from heedful.leadership.models import Policy, PolicyCommitment, PolicyVersion
from heedful.leadership.queries import Reach, not_confirmed, public_version, reach_of
from heedful.web.asking import ask, day_of
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.sentences import sentence
from heedful.web.show import show
from heedful.web.views.leading import direction_forms as forms
from heedful.web.views.leading.direction import home
from heedful.web.views.leading.step import Step, as_it_stands, links, on_today, take

POLICY = {
    "draft": Step("Draft a new version", "What does it say?", "Keep the draft", "The draft is kept.",
                  policies.draft_version, forms.DraftForm, "Top management approves it; whoever wrote it does not."),
    "retire": Step("Give it up", "Why is it given up?", "Give it up", "It is given up.", policies.retire_policy,
                   forms.ReasonOnForm, danger=True, initial=on_today),
}  # fmt: skip
VERSION = {
    "change": Step("Reword the draft", "What does it say?", "Keep the wording", "The wording is kept.",
                   policies.change_draft, forms.WordingForm, initial=as_it_stands("words")),
    "commit": Step("Add a commitment", "Which sentence is a commitment?", "Add it", "Added.", policies.add_commitment,
                   forms.CommitmentForm, "One sentence; say afterwards what stands behind it."),
    "approve": Step("Approve it", "Do you approve this wording?", "Approve it", "It is approved.",
                    policies.approve_version, forms.OnForm, "It holds from then on, and stays as it is.",
                    initial=on_today),
    "tell": Step("It was told", "When was it told to everybody who works here?", "It was told", "Noted.",
                 policies.communicate_version, forms.OnForm, initial=on_today),
    "review": Step("Look at it again", "Does it still fit?", "Keep the conclusion", "It is reviewed.",
                   policies.review_version, forms.ReviewForm, initial=on_today),
    "confirm": Step("Confirm that it reached you", "Has this reached you?", "It has reached me", "You confirmed it.",
                    understanding.acknowledge_version, given=on_today,
                    lead="It says no more than that: whether it is understood is asked by somebody else."),
    "sheet": Step("Enter a signed sheet", "Who signed the sheet?", "Enter the sheet", "The sheet is entered.",
                  understanding.enter_sheet, forms.SheetForm, "For people who do not sign in here. Attach the sheet.",
                  initial=on_today),
    "check": Step("Record a check", "What did they show?", "Keep it", "It is kept.", understanding.record_check,
                  forms.CheckForm, "A short check or an interview that you held; never one's own word.",
                  initial=on_today),
}  # fmt: skip
COMMITMENT = {
    "back": Step("What stands behind it", "What stands behind this sentence?", "Keep it", "It is kept.",
                 policies.back_commitment, forms.BackingForm, initial=as_it_stands("process", "measure", "means_here")),
    "drop": Step("Take it out", "Is this sentence no commitment?", "Take it out", "It is taken out.",
                 policies.drop_commitment, danger=True),
}  # fmt: skip
AS_DRAFT, AS_HELD = ("change", "commit", "approve"), ("tell", "review", "sheet", "check")


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a policy."""
    form = bound(forms.PolicyForm, request)
    form.fields.pop("version")
    page = {"trail": [home(), {"label": "New policy"}], "title": "Which policy?", "action": "Begin it",
            "lead": "Its wording comes next.", "back": home()["href"]}  # fmt: skip
    return ask(request, form, policies.add_policy, page=page, then=to_policy, said="Begun. Draft its wording.")


@login_required
@require_GET
def policy(request: Request, pk: UUID) -> HttpResponse:
    """One policy: the wording that holds, or the draft asked for."""
    found = get_object_or_404(Policy.objects.visible_to(request.person), pk=pk)
    versions = list(found.versions.select_related("approved_by", "owner"))
    held = next((one for one in versions if one.approved_on and not one.replaced_on), None)
    shown = next((one for one in versions if str(one.number) == request.GET.get("version")), held or next(
        iter(versions), None))  # fmt: skip
    reach = reach_of(shown, day_of(request), request.person) if shown and shown.approved_on else None
    page = {
        "policy": found,
        "versions": versions,
        "shown": shown,
        "sentence": says(found, held, reach),
        "reach": reach,
        "commitments": _commitments(request, shown),
        "steps": _steps(request, found, versions, shown, reach),
        "public": request.build_absolute_uri(reverse("direction:public", args=[found.key])) if held else "",
        "trail": [home(), {"label": found.key}],
        "attached": attached(request, shown or found),
    }
    return show(request, "direction/policy.html", page=page)


def _commitments(request: Request, shown: PolicyVersion | None) -> list[dict[str, Any]]:
    """List the sentences with what stands behind each."""
    if shown is None:
        return []
    rows = shown.commitments.select_related("process", "measure").prefetch_related("objectives")
    names = () if shown.replaced_on else ("back",) if shown.approved_on else ("back", "drop")
    return [
        {"it": row, "objectives": list(row.objectives.all()),
         "bare": not (row.process or row.measure or row.objectives.all()),
         "steps": links(request, COMMITMENT, names, "direction:commitment", row)}
        for row in rows
    ]  # fmt: skip


def _steps(
    request: Request, found: Policy, versions: list[PolicyVersion], shown: PolicyVersion | None, reach: Reach | None
) -> list[dict[str, str]]:
    """Lead to what can be done with the policy and the version shown."""
    steps: list[dict[str, str]] = []
    if shown is not None and not shown.replaced_on:
        names = list(AS_HELD if shown.approved_on else AS_DRAFT)
        if shown.communicated_on:
            names[0:1] = [] if reach and reach.mine else ["confirm"]
        elif shown.approved_on:
            names = ["tell", "review", "check"]
        steps += links(request, VERSION, names, "direction:version", shown)
    if not found.retired_on:
        waits = any(one.approved_on is None for one in versions)
        steps += links(request, POLICY, ["retire"] if waits else ["draft", "retire"], "direction:policy_step", found)
    return steps


def says(found: Policy, held: PolicyVersion | None, reach: Reach | None) -> str:
    """Say which version holds, and how far it reached."""
    if held is None:
        return sentence(f"{found.name}: no wording is approved yet")
    said = f"{found.name}: version {held.number} holds"
    if held.communicated_on is None:
        return sentence(f"{said}; nobody was told yet")
    if reach is None:
        return sentence(said)
    shown = f", {reach.passed} of {reach.checked} checked understand it" if reach.checked else ", nobody was checked"
    return sentence(f"{said}; {reach.confirmed} of {reach.staff} people confirmed it{shown}")


def to_policy(row: Policy) -> str:
    """Go to a policy."""
    return reverse("direction:policy", args=[row.pk])


def _trail(found: Policy, number: int | None = None) -> list[dict[str, Any]]:
    shown = f"?version={number}" if number else ""
    return [home(), {"label": found.key, "href": to_policy(found) + shown}]


@login_required
@require_http_methods(["GET", "POST"])
def policy_step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a policy."""
    found = get_object_or_404(Policy.objects.visible_to(request.person), pk=pk)
    last = found.versions.count() + 1 if name == "draft" else None
    then = (lambda made: f"{to_policy(found)}?version={made.number}") if last else None
    return take(request, POLICY, name, found, trail=_trail(found), then=then)


@login_required
@require_http_methods(["GET", "POST"])
def version(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a version of a policy."""
    found = get_object_or_404(PolicyVersion.objects.visible_to(request.person).select_related("policy"), pk=pk)
    form = None
    if name == "sheet":
        form = bound(forms.SheetForm, request, on=found, initial=on_today(found))
        form.offer(not_confirmed(found, day_of(request)))
    return take(request, VERSION, name, found, trail=_trail(found.policy, found.number), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def commitment(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take a step with a commitment."""
    rows = PolicyCommitment.objects.visible_to(request.person).select_related("policy_version__policy")
    found = get_object_or_404(rows, pk=pk)
    of = found.policy_version
    return take(request, COMMITMENT, name, found, trail=_trail(of.policy, of.number))


@require_safe
def public(request: Request, named: str) -> HttpResponse:
    """Show the wording that holds to everybody, without signing in."""
    found = None if "\0" in named else public_version(named)
    if found is None:
        raise Http404
    return show(request, "direction/public.html", page={"version": found, "organisation": request.organisation})
