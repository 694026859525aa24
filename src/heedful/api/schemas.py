"""What goes in and out by the API, field by field; a new column is never published by accident."""

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Kinds = Literal[
    "complaint", "compliment", "suggestion", "enquiry", "return", "warranty", "credit", "lost_order", "review"
]
States = Literal["open", "answered", "closed", "reopened", "withdrawn"]


class FeedbackIn(Struct, forbid_unknown_fields=True):
    """What a customer said, as a program sends it on."""

    kind: Annotated[Kinds, Meta(description="What it is at first sight; people here sort it.")]
    words: Annotated[str, Meta(min_length=1, max_length=20_000, description="In the customer's own words.")]
    sender: Annotated[str, Meta(max_length=200, description="Who said it, and how to reach them.")] = ""
    language: Annotated[str, Meta(max_length=10, pattern="^[A-Za-z-]*$", description="A code, such as nb.")] = ""
    remedy_asked: Annotated[str, Meta(max_length=300, description="What they ask for, of a complaint.")] = ""
    heard_at: Annotated[datetime.datetime, Meta(tz=True, description="When it was said; else now.")] | None = None


class ComplaintOut(Struct):
    """How a complaint stands, as its complainant may know it."""

    reference: Annotated[str, Meta(description="Under which people here handle it.")]
    state: States
    answer_by: Annotated[datetime.date, Meta(description="The day by which an answer is promised.")]
    acknowledged_at: datetime.datetime | None
    answered_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    status_page: Annotated[str, Meta(description="The complainant's own page; whoever has the address may read it.")]


class FeedbackOut(Struct):
    """What became of something that was sent."""

    id: str
    reference: str
    kind: Annotated[str, Meta(description="What it is now; people here may have sorted it anew.")]
    received_at: datetime.datetime
    sorted: Annotated[bool, Meta(description="Whether somebody has read and sorted it.")]
    complaint: ComplaintOut | None


class Refusal(Struct):
    """Why something was not done; nothing was changed by it."""

    status: int
    said: Annotated[str, Meta(description="In words, for people.")]
    fields: Annotated[dict[str, list[str]], Meta(description="Each field that is wrong, and how.")]
