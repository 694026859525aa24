"""A small house in which the six first questions are met, made by commands alone, each on its day."""

import datetime
from collections.abc import Callable
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from heedful.core import assignments, clock
from heedful.core.permissions import AccessRole
from heedful.improvement import commands as actions
from heedful.improvement import improvements
from heedful.leadership import deciding, objectives, policies, reviews, support
from heedful.leadership.models import RequestKind
from tests import make

Plan = list[tuple[int, Callable[[datetime.date], Any]]]
BEGAN = (make.DAY - make.BEGAN).days
AGENDA = ("objectives", "policy")


@contextmanager
def when(days):
    """Do something so many days before today, as history will have it."""
    with clock.at(make.at(make.back(days)), simulated=True):
        yield


def seed_house():
    """Make the house; what a test may edit hangs on what comes back."""
    with when(BEGAN):
        house = SimpleNamespace(
            ann=make.leader("Ann Lee"), ben=make.leader("Ben Roe"), mira=make.person("Mira Holt"),
            joe=make.person("Joe Dunn", role=AccessRole.MEMBER), seats={}, requests=[], aims=[],
        )  # fmt: skip
        house.process = make.process("Deliver", owner=house.mira)
        house.runs = _held(house, house.mira, house.joe, "The system", runs_system=True, reports_to_top=True)
        house.dock = _held(house, house.joe, house.mira, "The dock")
    plan = [*_direction(house), *_support(house), *_deeds(house), *_review(house, 200), *_review(house, 20)]
    for days, do in sorted(plan, key=lambda step: -step[0]):
        with when(days):
            do(make.back(days))
    return house


def _held(house, holder, deputy, name, **more):
    found = make.assignment(make.role(name, **more), holder)
    found = assignments.name_deputy(found, by=make.TEST, deputy=deputy)
    found = assignments.approve_assignment(found, by=house.ann, on=make.BEGAN)
    found = assignments.communicate_assignment(found, by=make.TEST, on=make.BEGAN)
    return assignments.acknowledge_assignment(found, by=holder, on=make.BEGAN)


def _direction(house) -> Plan:
    """What leaders set: a policy that was told, three objectives that are measured, roles that are understood."""

    def set_direction(day):
        house.version = policies.approve_version(make.draft_policy(author=house.mira), by=house.ann, on=day)
        for owner in (house.ann, house.ben, house.ann):
            aim = make.objective(owner=owner, since=day, process=house.process, measure=make.measure(house.process))
            house.aims.append(objectives.approve_objective(aim, by=house.ann, on=day))

    def show(day):
        for held in (house.runs, house.dock):
            assignments.record_understanding(held, by=make.TEST, checker=house.ben, on=day, how="Asked")

    def measure(_day):
        for aim in house.aims:
            make.measurement(aim.measure, month=datetime.date(2026, 2, 1))

    return [
        (300, set_direction), (290, lambda day: policies.communicate_version(house.version, by=make.TEST, on=day)),
        (280, show), (7, measure),
    ]  # fmt: skip


def _support(house) -> Plan:
    """What leaders give: they meet whoever runs the system each month, and decide five requests within a week."""

    def meet(day):
        support.hold_support_meeting(house.ann, by=make.TEST, with_whom=house.mira, on=day, topics="The docks")

    def ask(day):
        house.requests.append(
            support.ask_support(by=house.mira, what=f"A dock, asked {day}", kind=RequestKind.RESOURCES,
                                asked_of=house.ann, on=day)
        )  # fmt: skip

    def decide(day):
        support.decide_support(
            make.fresh(house.requests[-1]), by=house.ann, granted=True, on=day,
            delivery_due_on=day + datetime.timedelta(days=5),
        )  # fmt: skip

    def deliver(day):
        support.deliver_support(make.fresh(house.requests[-1]), by=house.mira, on=day)

    asked = [30 * month for month in range(4, 9)]
    return [
        *((10 + 30 * month, meet) for month in range(12)),
        *((days, ask) for days in asked), *((days - 3, decide) for days in asked),
        *((days - 6, deliver) for days in asked),
    ]  # fmt: skip


def _deeds(house) -> Plan:
    """What leaders do: an action of their own, in time, and five improvements that one of them stands behind."""

    def begin(day):
        for number in range(5):
            improvements.start_improvement(by=make.TEST, what=f"Call sooner {number}", on=day, sponsor=house.ann)
        due = day + datetime.timedelta(days=20)
        house.todo = actions.open_action(by=make.TEST, what="Visit the docks", owner=house.ann, on=day, due_on=due)

    def finish(day):
        house.todo = actions.complete_action(house.todo, by=house.ann, on=day, evidence="The notes of the visit")

    return [(150, begin), (135, finish)]


def _review(house, days) -> Plan:
    """A review with everybody there; each leader has something to do from it, and does it."""
    decided = []

    def hold(day):
        found = reviews.plan_review(by=make.TEST, name=f"Review of {day}", planned_on=day)
        found = reviews.freeze_inputs(found, make.frozen(*AGENDA), by=make.TEST)
        make.all_seated(found)
        house.seats[days] = {seat.person: seat for seat in found.seats.select_related("person")}
        for owner in (house.ann, house.ben):
            decided.append(
                deciding.decide(found, by=make.TEST, decision_class="improvement", what=f"{owner.name} calls sooner",
                                owner=owner, due_on=day + datetime.timedelta(days=10), on=day)
            )  # fmt: skip
        found = reviews.conclude_review(found, by=house.ann, on=day, conclusion="Effective: 96 of 100 on time.")
        reviews.hold_review(found, by=make.TEST, on=day)

    def finish(day):
        for each in decided:
            actions.complete_action(each.action, by=each.action.owner, on=day, evidence="The list of calls")

    return [(days, hold), (days - 8, finish)]
