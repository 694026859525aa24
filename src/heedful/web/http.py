"""The request as our views know it."""

import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from heedful.core.models import Organisation, Person


class Request(HttpRequest):
    """A request of a signed-in person, unless the page is public."""

    htmx: HtmxDetails
    person: Person
    organisation: Organisation
    as_at: datetime.date | None
    counts: dict[str, int]
