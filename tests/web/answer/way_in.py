"""Both ways in, so that each test of a rule runs on both: the view, and the callable before Django."""

import io
import re
from urllib.parse import urlencode

from django.test import Client

from heedful.core.actors import Public
from heedful.core.organisation import hold
from heedful.feedback.surveys.commands import take_answers
from heedful.web.intake import Intake


class Answered:
    """What came back."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.text = status, headers, body.decode()


def slow(path, body, **more):
    """Through all of Django."""
    response = Client().post(path, body, content_type="application/x-www-form-urlencoded", **more)
    return Answered(response.status_code, dict(response.items()), response.content)


def fast(path, body, take=lambda sent: take_answers([sent], by=Public())[0], **more):
    """Through the callable before Django; what it does not take is told as 599."""
    answered = {}

    def start(status, headers, exc_info=None):
        answered.update(status=int(status[:3]), headers=dict(headers))

    def django(environ, start_response):
        start_response("599 To Django", [])
        return [b""]

    data = body.encode() if isinstance(body, str) else body
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data), "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "203.0.113.9", "QUERY_STRING": "", **more,
    }  # fmt: skip
    chunks = Intake(django, take)(environ, start)
    hold(None)
    return Answered(answered["status"], answered["headers"], b"".join(chunks))


def form_of(path, **more):
    """Open the page and read the token of its form."""
    response = Client().get(path, **more)
    assert response.status_code == 200, response.content
    return re.search(r'name="form" value="([^"]+)"', response.content.decode()).group(1)


def encoded(form, **fields):
    """A form's body."""
    return urlencode({"form": form, "lang": "en"} | fields)
