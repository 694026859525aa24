"""Open a nonconformity, on its own or from any record, with what that record says already."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from heedful.core.models import Record, Row
from heedful.core.registry import row_models
from heedful.feedback.models import Complaint
from heedful.improvement.models import Nonconformity
from heedful.improvement.nonconformities import open_nonconformity
from heedful.requirements.models import Requirement
from heedful.web import places
from heedful.web.asking import ask
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.nonconformities.forms import OpenForm


def address_to_open_case(ref: str) -> str:
    """Give the address that opens a nonconformity from a record."""
    return f"{reverse('nonconformities:new')}?{urlencode({'source': ref})}"


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Open a nonconformity."""
    source = (request.POST if request.method == "POST" else request.GET).get("source", "")[:80].replace("\0", "")
    origin = visible_row(request, source)
    form = bound(OpenForm, request, initial={"owner": request.person.pk} | (_said(origin) if origin else {}))
    kind = places.word(places.split(source)[0]) if origin else ""
    page = {
        "trail": [{"label": "Nonconformities", "href": reverse("nonconformities:list")}, {"label": "New"}],
        "title": "What was not met?",
        "lead": f"It comes from the {kind} {_name(origin)}." if origin else
        "Evidence first, then the requirement, then the statement. Facts of the system, never of a person.",
        "action": "Open the nonconformity",
        "back": places.address(source) if origin else reverse("nonconformities:list"),
    }  # fmt: skip
    return ask(request, form, open_nonconformity, page=page, then=to_case, said="The nonconformity is open.")


def to_case(case: Nonconformity) -> str:
    """Go to a case."""
    return reverse("nonconformities:one", args=[case.pk])


def visible_row(request: Request, ref: str) -> Row | None:
    """Find the record that a reference names, as far as this person may see it."""
    kind, pk = places.split(ref)
    model = row_models().get(kind)
    try:
        found: Row | None = model.objects.visible_to(request.person).filter(pk=UUID(pk)).first() if model else None
    except ValueError:
        return None
    return found


def _name(origin: Row) -> str:
    return f"{origin.key}: {origin.title}" if isinstance(origin, Record) else str(origin.pk)[:8]


def _said(origin: Row) -> dict[str, Any]:
    """Begin with what the record says: its words, its requirement, its process."""
    given: dict[str, Any] = {"source": origin.ref}
    requirement = origin if isinstance(origin, Requirement) else getattr(origin, "requirement", None)
    if isinstance(requirement, Requirement):
        given |= {"requirement": requirement, "process": requirement.process_id}
    elif getattr(origin, "process_id", None):
        given["process"] = origin.process_id  # type: ignore[attr-defined]
    if isinstance(origin, Complaint):
        return given | _of_complaint(origin)
    if isinstance(origin, Record) and origin is not requirement:
        given |= {"statement": origin.title[:300], "evidence": f"{origin.key}: {origin.title}"}
    return given


def _of_complaint(complaint: Complaint) -> dict[str, Any]:
    """Take over what a complaint says, and refer to the customer's words instead of repeating them."""
    heard = date_format(complaint.received_on, "j M Y")
    return {
        "statement": complaint.summary[:300],
        "evidence": f"{complaint.key}, received {heard}; the customer's words stand in {complaint.feedback.key}.",
        "severity": complaint.severity,
        "safety": bool(complaint.safety),
        "code": complaint.code,
    }
