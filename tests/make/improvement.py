"""Actions, risks, improvements, and messages to customers."""

import datetime

from heedful.customers.models import Segment
from heedful.improvement import commands, improvements, risks
from heedful.improvement.models import Effect
from heedful.leadership.commands import tell_customers
from tests.make.core import DAY, TEST, organisation, person


def action(what="Put an alarm on the dock door", due_in=30, on=DAY, **more):
    """An action that is open and due a month later."""
    organisation()
    more["owner"] = more.get("owner") or person()
    more["due_on"] = more.get("due_on") or on + datetime.timedelta(days=due_in)
    return commands.open_action(by=TEST, what=what, on=on, **more)


def done_action(what="Put an alarm on the dock door", on=DAY, done_on=None, **more):
    """An action that was done."""
    opened = action(what, on=on, **more)
    return commands.complete_action(opened, by=TEST, on=done_on or on, evidence="The alarm rang in the test.")


def risk(what="The cold chain breaks at the dock", likelihood=4, severity=5, on=DAY, **more):
    """A risk, rated high unless told otherwise."""
    organisation()
    more = {"effect": Effect.CONFORMITY} | more
    return risks.add_risk(by=TEST, what=what, likelihood=likelihood, severity=severity, on=on, **more)


def improvement(what="Call back within a day", on=DAY, **more):
    """An improvement that began."""
    organisation()
    return improvements.start_improvement(by=TEST, what=what, on=on, **more)


def evaluated_improvement(what="Call back within a day", on=DAY, evaluated_on=None, **more):
    """An improvement with its result."""
    begun = improvement(what, on=on, **more)
    return improvements.evaluate_improvement(
        begun, by=TEST, on=evaluated_on or on, result="Calls come sooner.", after="9 of 10"
    )


def told(*segments: Segment, what="The window is one hour now, because you asked.", on=DAY, **more):
    """Customers of these segments were told what changed."""
    return tell_customers(by=TEST, what=what, on=on, segments=segments, **more)
