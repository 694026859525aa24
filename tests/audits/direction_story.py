"""A house whose leaders do what is asked of them; each test breaks one thing of it."""

import datetime
from itertools import count
from types import SimpleNamespace

from heedful.core.models import Grant, Role, RoleAssignment
from heedful.improvement.models import Action, ActionEscalation, Improvement
from heedful.leadership.models import (
    ManagementReview,
    Objective,
    Policy,
    PolicyVersion,
    ReviewDecision,
    ReviewInput,
    ReviewSeat,
    SupportMeeting,
    SupportRequest,
)
from heedful.processes.models import Measure, Measurement, Process
from tests import make

_number = count(1)


def row(found):
    """Enter a row so long ago that its typed days count."""
    return make.put(found, make.BEGAN)


def leader(since=make.BEGAN, until=None):
    """Somebody who is top management."""
    found = make.person(role=None)
    row(Grant(person=found, role="top_management", since=since, until=until))
    return found


def action(owner, *, due=60, done=70, opened=200, key=None, **more):
    """An action due so many days ago and done so many days ago; open with None."""
    if done is not None:
        more |= {"state": "done", "done_on": make.back(done), "evidence": "Seen."}
    due_on = make.back(due)
    return row(
        Action(what="Do it", owner=owner, opened_on=make.back(opened), due_on=due_on,
               first_due_on=more.pop("first_due_on", due_on), **more)
    )  # fmt: skip


def review(*there, held=60, every=6, concluded_by=None, keys=("policy", "objectives"), **more):
    """A review that was held so many days ago, with these people at the table."""
    held_on = make.back(held)
    there_is = {
        "name": f"Review {next(_number)}", "planned_on": held_on, "interval_months": every, "state": "held",
        "held_on": held_on, "conclusion": "It works.", "concluded_by": concluded_by, "concluded_on": held_on,
    }  # fmt: skip
    found = row(ManagementReview(**there_is | more))
    for person in there:
        row(ReviewSeat(review=found, person=person, form="present"))
    for place, key in enumerate(keys):
        row(ReviewInput(review=found, place=place, key=key, sentence="Nine of ten."))
    return found


def decision(of, owner, **more):
    """Something that a review decided, as an action."""
    todo = action(owner, **more)
    return row(ReviewDecision(review=of, decision_class="improvement", what="Call sooner", action=todo)), todo


def request(asker, asked=60, decided=55, **more):
    """Something asked of top management."""
    more = {"granted": True, "decided_on": make.back(decided)} | more if decided is not None else more
    return row(
        SupportRequest(what="A second dock", kind="resources", asked_by=asker, asked_of=more.pop("asked_of", asker),
                       asked_on=make.back(asked), **more)
    )  # fmt: skip


def role(holder=None, *, since=make.BEGAN, until=None, by=None, deputy=None, held=True, **more):
    """A role with a holder, approved, told, confirmed and understood, unless a test says otherwise."""
    facts = {name: more.pop(name) for name in list(more) if name in ASSIGNMENT}
    found = row(Role(**{"name": f"Role {next(_number)}", "responsibility": "The dock", "authority": "Stop it",
                        "since": make.BEGAN} | more))  # fmt: skip
    held_by = None
    if held:
        facts = {
            "approved_on": since if by else None, "communicated_on": since, "acknowledged_on": since,
            "understood_on": make.back(30), "understood_how": "Interview",
        } | facts  # fmt: skip
        held_by = row(
            RoleAssignment(role=found, person=holder or make.person(role=None), since=since, until=until,
                           deputy=deputy or make.person(role=None), approved_by=by, **facts)
        )  # fmt: skip
    return SimpleNamespace(role=found, held=held_by)


ASSIGNMENT = ("approved_on", "communicated_on", "acknowledged_on", "understood_on", "understood_how")


def system_role(holder, **more):
    """The role that runs the system."""
    return role(holder, **{"runs_system": True, "reports_to_top": True} | more)


def meeting(who, holder, days):
    """A leader and whoever runs the system met."""
    return row(SupportMeeting(leader=who, with_whom=holder, held_on=make.back(days), topics="Docks"))


def escalation(todo, to, days=60, answered=57):
    """An action was handed up."""
    return row(
        ActionEscalation(action=todo, to=to, escalated_on=make.back(days), reason="Stuck",
                         answered_on=None if answered is None else make.back(answered), answer="Go.")
    )  # fmt: skip


def improvement(sponsor, days=100):
    """An improvement that began."""
    return row(Improvement(what="Ask sooner", sponsor=sponsor, started_on=make.back(days)))


def process(**more):
    """A process that customers meet."""
    return row(Process(**{"name": f"Process {next(_number)}", "customer_facing": True} | more))


def measure(of=None, value=96, days=20, **more):
    """A measure that aims at 95, with a value."""
    found = row(Measure(**{"process": of or process(), "name": f"Measure {next(_number)}", "target": 95,
                           "since": make.BEGAN} | more))  # fmt: skip
    if value is not None:
        last = make.back(days)
        row(Measurement(measure=found, first_on=last - datetime.timedelta(days=27), last_on=last, value=value))
    return found


def objective(by, *, of=None, measured=20, **more):
    """An objective in force, with plan and measure, approved."""
    of = of or process()
    plan = dict.fromkeys(("will_do", "resources", "responsible", "by_when", "evaluated_how"), "Said.")
    there = {"owner": by, "kind": "satisfaction", "baseline": 80, "target": 90, "due_on": make.back(-200),
             "approved_by": by, "approved_on": make.back(300), "process": of}  # fmt: skip
    if "measure" not in more:
        there["measure"] = measure(of, days=measured)
    return row(Objective(**{"what": "Sooner", "since": make.back(300)} | there | plan | more))


def policy(by, approved=200, told=180, reviewed=None, **more):
    """A quality policy with a version that holds."""
    found = row(Policy(name=f"Policy {next(_number)}"))
    version = row(
        PolicyVersion(**{
            "policy": found, "number": 1, "words": "We listen.", "approved_by": by, "approved_on": make.back(approved),
            "communicated_on": None if told is None else make.back(told),
            "reviewed_on": None if reviewed is None else make.back(reviewed),
        } | more)
    )  # fmt: skip
    return SimpleNamespace(policy=found, version=version)
