"""What is due by the clock: positions on PostgreSQL each second, the questions each night."""

import datetime

from django.db import connection, transaction

from heedful.audits.nightly import run_nightly
from heedful.core import clock, history
from heedful.core.models import Organisation
from heedful.core.organisation import today

NIGHT = 2
"""The hour, in the organisation's zone, from which the night's questions are asked."""
_asked_on: dict[str, datetime.date] = {}


def run_due() -> None:
    """Do what is due now; each job decides by itself that it was done already."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            history.sequence()
    organisation = Organisation.objects.first()
    if organisation is None:
        return
    here = clock.now().astimezone(organisation.zoneinfo)
    if here.hour >= NIGHT and _asked_on.get("questions") != here.date():
        run_nightly(today())
        _asked_on["questions"] = here.date()
