"""What the pages of processes, requirements, actions, risks and improvements show in the browser."""

from datetime import date, timedelta
from decimal import Decimal

from tests import make

LONG = "Answers that came back within a quarter, counted over all segments that were asked at least once"


def measure():
    last_month = date.today().replace(day=1) - timedelta(days=1)
    one = make.measure(name=LONG, target=Decimal(95))
    make.measurements(one, 96, 97, 96, 98, 97, 96, 97, 98, 70, 69, until=last_month)
    make.done_action(source=one.ref, on=last_month - timedelta(days=90))
    return f"/processes/measures/{one.pk}"


def risks():
    for likelihood, severity in ((1, 2), (3, 4), (4, 5), (4, 5)):
        make.risk(likelihood=likelihood, severity=severity)
    return "/risks/"
