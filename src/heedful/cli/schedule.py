"""What is due by the clock: positions and mail each second, the questions each night, waves on their last day."""

import datetime

from django.db import connection, transaction

from heedful.audits.nightly import run_nightly
from heedful.core import clock, history
from heedful.core.actors import System
from heedful.core.models import Organisation
from heedful.core.organisation import today
from heedful.feedback.surveys.waves import close_over
from heedful.notices.turns import take_turn

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
    if _asked_on.get("waves") != today():
        close_over(by=System("waves"), today=today())
        _asked_on["waves"] = today()
    here = clock.now().astimezone(organisation.zoneinfo)
    if here.hour >= NIGHT and _asked_on.get("questions") != here.date():
        run_nightly(today())
        _asked_on["questions"] = here.date()


def run_mail() -> None:
    """Write and send the mails that are due."""
    take_turn(at=clock.now())
