"""Feedback by the API: send it once, and ask what became of it."""

import re
from datetime import UTC
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from msgspec import convert

from heedful.api.app import ApiRequest, Refused, body_of, endpoint, reply
from heedful.api.schemas import ComplaintOut, FeedbackIn, FeedbackOut, States
from heedful.feedback import clients
from heedful.feedback.models import Complaint, Feedback

KEY = re.compile(r"[A-Za-z0-9._:-]{8,64}")


@endpoint("POST")
def send(request: ApiRequest) -> HttpResponse:
    """Take what a customer said; sent again under the same key, it is not taken twice."""
    key, given = _key(request), body_of(request, FeedbackIn)
    if (before := clients.sent_before(request.client, key)) is not None:
        return _again(before, given)
    heard = clients.send_feedback(by=request.client, key=key, **{n: getattr(given, n) for n in given.__struct_fields__})
    return reply(feedback_out(heard), status=201)


@endpoint("GET")
def sent(request: ApiRequest, pk: UUID) -> HttpResponse:
    """Say what became of something that this program sent."""
    return reply(feedback_out(get_object_or_404(clients.sent_by(request.client), pk=pk)))


def _key(request: ApiRequest) -> str:
    """Read the key under which a thing is sent once."""
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        said = "Name each thing you send by a key of your own: 8 to 64 letters, digits or . _ : -"
        raise Refused(422, said, {"Idempotency-Key": [said]})
    return key


def _again(before: Feedback, given: FeedbackIn) -> HttpResponse:
    """Answer to a thing that was sent before; other words under its key are refused."""
    if (before.words, before.first_kind) != (given.words.strip(), given.kind):
        said = f"Something else was sent under this key: {before.key}."
        raise Refused(409, said, {"Idempotency-Key": [said]})
    return reply(feedback_out(before))


def feedback_out(heard: Feedback) -> FeedbackOut:
    """Write down what a program may know of what it sent."""
    complaint = Complaint.objects.filter(feedback=heard).first()
    return FeedbackOut(
        id=str(heard.pk), reference=str(heard.key), kind=heard.kind, received_at=heard.heard_at.astimezone(UTC),
        sorted=heard.sorted_on is not None, complaint=complaint_out(complaint) if complaint else None,
    )  # fmt: skip


def complaint_out(complaint: Complaint) -> ComplaintOut:
    """Write down what a complainant may know of their complaint."""
    return ComplaintOut(
        reference=str(complaint.key), state=convert(complaint.state, States), answer_by=complaint.answer_by,
        acknowledged_at=complaint.acknowledged_at, answered_at=complaint.answered_at,
        closed_at=complaint.closed_at, status_page=f"/c/{complaint.token}",
    )  # fmt: skip
