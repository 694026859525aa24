"""The API in the words of OpenAPI: made from the shapes, kept beside this file, and given to whoever asks.

`python -m heedful.api.openapi` writes it anew after a change.
"""

from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from heedful.api.schemas import FeedbackIn, FeedbackOut, Refusal

KEPT = Path(__file__).with_name("openapi.json")
REFUSED = {
    "401": "No token, or none that is known", "403": "The token was revoked", "404": "Not there, or not yours",
    "409": "Something else was sent under this key", "413": "Too large", "415": "Not JSON",
    "422": "A field is wrong", "429": "Too many requests this minute", "503": "Not saved; send it again",
}  # fmt: skip
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "description": "Your own name for this thing; sent again under it, nothing is added.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._:-]{8,64}$"},
}  # fmt: skip
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def document() -> dict[str, Any]:
    """Describe every endpoint with what it takes and gives."""
    (taken, given, refusal), shapes = msgspec.json.schema_components(
        [FeedbackIn, FeedbackOut, Refusal], ref_template="#/components/schemas/{name}"
    )

    def answers(*statuses: str, **good: str) -> dict[str, Any]:
        said = {status[1:]: _content(words, given) for status, words in good.items()}
        return said | {status: _content(REFUSED[status], refusal) for status in statuses}

    return {
        "openapi": "3.1.0",
        "info": {"title": "Heedful", "version": "1", "description": "Send on what customers say to you."},
        "paths": {
            "/api/feedback": {
                "post": {
                    "operationId": "send_feedback", "summary": "Send what a customer said", "parameters": [KEY],
                    "requestBody": {"required": True, "content": {"application/json": {"schema": taken}}},
                    "responses": answers("401", "403", "409", "413", "415", "422", "429", "503",
                                         _201="Taken", _200="Taken before under this key"),
                }
            },
            "/api/feedback/{id}": {
                "get": {
                    "operationId": "sent_feedback", "summary": "What became of something you sent", "parameters": [ID],
                    "responses": answers("401", "403", "404", "429", "503", _200="How it stands"),
                }
            },
        },
        "components": {"schemas": shapes, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }  # fmt: skip


def written() -> bytes:
    """Write the description as it is kept."""
    return msgspec.json.format(msgspec.json.encode(document(), order="sorted"), indent=2) + b"\n"


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """Give the description that is kept."""
    return HttpResponse(KEPT.read_bytes(), content_type="application/json")


def _content(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


if __name__ == "__main__":
    KEPT.write_bytes(written())
