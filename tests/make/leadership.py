"""Direction, roles, support and reviews: what leaders set, give and conclude."""

import datetime
from decimal import Decimal

from heedful.core import people as people_commands
from heedful.core.permissions import AccessRole
from heedful.leadership import acts, direction, objectives, policies, reviews, support
from heedful.leadership.models import ObjectiveKind, RequestKind, SeatForm
from tests.make.core import BEGAN, DAY, TEST, _number, organisation, person
from tests.make.processes import measure as make_measure
from tests.make.processes import process as make_process


def leader(name="", since=BEGAN, **more):
    """Somebody of top management."""
    return person(name, role=AccessRole.TOP_MANAGEMENT, since=since, **more)


def role(name="", **more):
    """A role with what its holders answer for and may decide."""
    organisation()
    more = {"responsibility": "Every complaint is answered.", "authority": "Stops a delivery.", "since": BEGAN} | more
    return people_commands.add_role(by=TEST, name=name or f"Role {next(_number)}", **more)


def assignment(of=None, who=None, since=BEGAN):
    """Somebody holds a role."""
    who = who or person(role=AccessRole.MEMBER)
    return people_commands.assign_role(of or role(), by=TEST, person=who, since=since)


def strategy_item(what="", since=BEGAN, **more):
    """Something that is wanted for some years."""
    organisation()
    return direction.add_strategy_item(by=TEST, what=what or f"Deliver every day {next(_number)}", since=since, **more)


def policy(name="", **more):
    """A policy without wording."""
    organisation()
    return policies.add_policy(by=TEST, name=name or f"Policy {next(_number)}", **more)


def draft_policy(of=None, words="We deliver cold, and we answer everybody.", commitments=(), author=None):
    """A drafted wording with its sentences."""
    commitments = commitments or ["We deliver cold.", "We answer everybody."]
    return policies.draft_version(
        of or policy(), by=TEST, words=words, commitments=commitments, author=author or person()
    )


def approved_policy(of=None, on=DAY, **more):
    """A wording that top management approved."""
    return policies.approve_version(draft_policy(of, **more), by=leader(), on=on)


def told_policy(of=None, on=DAY, **more):
    """A wording that was approved and told."""
    return policies.communicate_version(approved_policy(of, on, **more), by=TEST, on=on)


def objective(what="", since=BEGAN, **more):
    """An objective with its plan, from 90 to 95 per cent by the end of the year; a draft until approved."""
    organisation()
    plan = {
        "will_do": "Alarms at the docks", "resources": "Two alarms", "responsible": "The dock", "by_when": "June",
        "evaluated_how": "By the monthly value",
    }  # fmt: skip
    terms = {"baseline": Decimal(90), "target": Decimal(95), "due_on": datetime.date(2026, 12, 31)}
    more = {"kind": ObjectiveKind.CONFORMITY} | terms | plan | more
    if "measure" not in more:
        more["measure"] = make_measure(make_process())
    if "owner" not in more:
        more["owner"] = leader()
    return objectives.draft_objective(by=TEST, what=what or f"Cold on arrival {next(_number)}", since=since, **more)


def approved_objective(what="", on=DAY, **more):
    """An objective that top management approved."""
    return objectives.approve_objective(objective(what, **more), by=leader(), on=on)


def support_request(what="", on=DAY, asked_of=None, asked_by=None, **more):
    """Somebody asks top management for something."""
    more = {"kind": RequestKind.RESOURCES} | more
    return support.ask_support(
        by=asked_by or person(), what=what or f"A second dock {next(_number)}", on=on, asked_of=asked_of or leader(),
        **more,
    )  # fmt: skip


def granted_request(on=DAY, due_in=30, **more):
    """A request that was granted."""
    asked = support_request(on=on, **more)
    due = on + datetime.timedelta(days=due_in)
    return support.decide_support(asked, by=asked.asked_of, granted=True, on=on, delivery_due_on=due)


def management_review(planned_on=DAY, name="", **more):
    """A planned management review with its seats."""
    organisation()
    return reviews.plan_review(by=TEST, name=name or f"Review {next(_number)}", planned_on=planned_on, **more)


def frozen(*keys):
    """Inputs as the floor above gathers them."""
    return [
        reviews.FrozenInput(key, f"The sentence of {key}.", (("n", "12"),), ()) for key in keys or ("satisfaction",)
    ]


def open_review(planned_on=DAY, **more):
    """A review in session."""
    return reviews.freeze_inputs(management_review(planned_on, **more), frozen("satisfaction", "complaints"), by=TEST)


def all_seated(found, form=SeatForm.PRESENT):
    """Say of everybody how they took part."""
    for seat in found.seats.filter(form=""):
        reviews.take_seat(seat, by=TEST, form=form)
    return found


def held_review(planned_on=DAY, by=None, **more):
    """A review that was held and concluded."""
    by = by or leader()
    found = all_seated(open_review(planned_on, **more))
    found = reviews.conclude_review(found, by=by, on=planned_on, conclusion="Effective: on time rose to 96 per cent.")
    return reviews.hold_review(found, by=TEST, on=planned_on)


def told_staff(author=None, what="", on=DAY, **more):
    """People who work here were told something."""
    author = author or leader()
    return acts.tell_staff(by=TEST, what=what or f"Why cold matters {next(_number)}", on=on, author=author, **more)
