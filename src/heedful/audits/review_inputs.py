"""What a management review looks at, gathered from live data: sentences, figures and the records behind them.

This floor sees everything below it. It gathers frozen values and hands them down to `leadership.reviews.freeze_inputs`,
which keeps them. Nothing here is typed, and nothing is judged.
"""

import datetime

from django.db.models import Q

from heedful.audits.models import ProcessAudit, ResultState, Run
from heedful.audits.review_words import MOST_LINKS, are, interval, many, number, refs, sentence, share, standing
from heedful.core.organisation import working_calendar
from heedful.core.period import Period
from heedful.customers.models import Customer
from heedful.feedback.models import Complaint, ComplaintState
from heedful.improvement.models import Action, ActionState, Improvement, Nonconformity, Opportunity, Risk
from heedful.improvement.risks import LEVELS, RATING
from heedful.leadership.models import (
    ManagementReview,
    Objective,
    PolicyVersion,
    ReviewDecision,
    StrategyItem,
    SupportRequest,
)
from heedful.leadership.objectives import is_reached
from heedful.leadership.reviews import FrozenInput
from heedful.processes.models import Process
from heedful.processes.queries import in_use, last_values, standings_of
from heedful.requirements.models import ConformityCheck, Requirement, RequirementState
from heedful.satisfaction.queries import latest_figure, trends_by_segment


def gather(review: ManagementReview, on: datetime.date) -> list[FrozenInput]:
    """Gather every input of a review as of a day."""
    year = Period.window(on, 12)
    return [
        earlier_actions(review, on), changes(year), satisfaction(on), complaints(year), objectives(on), policy(on),
        measures(on), requirements(year), nonconformities(year), audits(year), requests(year), risks(on),
        improvements(year),
    ]  # fmt: skip


def earlier_actions(review: ManagementReview, on: datetime.date) -> FrozenInput:
    """What earlier reviews decided, and what became of it."""
    decided = ReviewDecision.objects.filter(action__isnull=False, action__opened_on__lte=on).exclude(review=review)
    actions = list(Action.objects.filter(pk__in=decided.values("action")).order_by("due_on", "pk"))
    still = [action for action in actions if action.state == ActionState.OPEN]
    late = [action for action in still if action.due_on < on]
    done = [action for action in actions if action.state == ActionState.DONE]
    in_time = [action for action in done if action.done_on and action.done_on <= action.due_on]
    if not actions:
        return FrozenInput("earlier_actions", "No earlier review decided anything.")
    return FrozenInput(
        "earlier_actions",
        f"Of {many(len(actions), 'action')} from earlier reviews {len(done)} {are(len(done))} done, "
        f"{len(still)} open, {len(late)} late.",
        (
            ("Done", str(len(done))),
            ("Done by their day", f"{len(in_time)} of {len(done)}"), ("Open", str(len(still))),
            ("Late", str(len(late))), ("Dropped", str(len(actions) - len(done) - len(still))),
        ),
        refs([*still, *done]),
    )  # fmt: skip


def changes(year: Period) -> FrozenInput:
    """What changed around us, as far as records tell: customers, strategy."""
    came = Customer.objects.filter(since__gt=year.after, since__lte=year.until).count()
    left = list(Customer.objects.filter(left_on__gt=year.after, left_on__lte=year.until).order_by("-left_on", "pk"))
    strategy = list(StrategyItem.objects.filter(_in(year, "since") | _in(year, "until")))
    return FrozenInput(
        "changes",
        f"In twelve months {many(came, 'customer')} came and {len(left)} left; "
        f"{many(len(strategy), 'strategy item')} changed.",
        (("Customers who came", str(came)), ("Customers who left", str(len(left)))),
        refs([*left, *strategy]),
    )


def satisfaction(on: datetime.date) -> FrozenInput:
    """How satisfied customers are, and where it moved."""
    newest = latest_figure(on)
    if newest is None:
        return FrozenInput("satisfaction", "No customer was asked yet, so nobody knows how satisfied they are.")
    figures = [
        ("Figure", interval(newest.figure, newest.kind)),
        ("Answers", f"{newest.n:,}"),
        ("Period", newest.period),
    ]
    trends = trends_by_segment(newest.topic, on=on)
    figures += [(trend.name or "Without a segment", interval(trend.figure, newest.kind)) for trend in trends]
    return FrozenInput(
        "satisfaction", sentence(newest.headline), tuple(figures), (f"survey/{newest.topic.survey}",)
    )  # fmt: skip


def complaints(year: Period) -> FrozenInput:
    """What customers complained of, and whether they had our answer as promised."""
    days = working_calendar()
    found = list(Complaint.objects.counted().received_in(year).exclude(state=ComplaintState.WITHDRAWN))
    before = Complaint.objects.counted().received_in(Period.window(year.after, 12)).exclude(
        state=ComplaintState.WITHDRAWN
    ).count()  # fmt: skip
    due = [one for one in found if one.answered_at or one.answer_by < year.until]
    kept = [one for one in due if one.answered_at and days.day_of(one.answered_at) <= one.answer_by]
    waiting = [one for one in found if one.waits]
    late = [one for one in waiting if one.answer_by < year.until]
    said = f"{many(len(found), 'complaint')} in twelve months, {before} in the twelve before"
    return FrozenInput(
        "complaints",
        f"{sentence(said)[:-1]}; {len(kept)} of {len(due)} answered as promised, {len(waiting)} open.",
        (
            ("Received", f"{len(found)} (before: {before})"), ("Answered as promised", share(len(kept), len(due))),
            ("Open", str(len(waiting))), ("Late", str(len(late))),
            ("Serious", str(sum(one.serious for one in found))),
        ),
        refs([*late, *(one for one in waiting if one not in late)]),
    )  # fmt: skip


def objectives(on: datetime.date) -> FrozenInput:
    """Which objectives are where they should be."""
    active = list(
        Objective.objects.filter(approved_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
        .select_related("measure")
    )  # fmt: skip
    ended = list(Objective.objects.filter(_in(Period.window(on, 12), "ended_on")))
    newest = last_values([one.measure for one in active if one.measure], on, 1)
    figures, there = [], 0
    for one in active:
        values = newest.get(one.measure_id) if one.measure_id else None
        reached = is_reached(one, values[0].value if values else None)
        there += reached is True
        stands = number(values[0].value) if values else "no value"
        figures.append((str(one.key), f"{stands}, target {number(one.target)}, due {one.due_on:%-d %b %Y}"))
    said = f"{there} of {many(len(active), 'objective')} at their target" if active else "No objective is in force"
    if ended:
        said += f"; {sum(bool(one.reached) for one in ended)} of {len(ended)} that ended in twelve months were reached"
    return FrozenInput("objectives", sentence(said), tuple(figures[:MOST_LINKS]), refs([*active, *ended]))


def policy(on: datetime.date) -> FrozenInput:
    """Which policies hold, since when, and when they were last looked at."""
    held = list(
        PolicyVersion.objects.filter(approved_on__lte=on, policy__retired_on=None)
        .filter(Q(replaced_on=None) | Q(replaced_on__gt=on)).select_related("policy")
    )  # fmt: skip
    bare = sum(one.commitments.filter(process=None, measure=None).count() for one in held)
    said = f"{many(len(held), 'policy', 'policies')} in force; {many(bare, 'commitment')} with nothing behind it"
    return FrozenInput(
        "policy",
        sentence(said) if held else "No policy is in force.",
        tuple((one.title, f"looked at {one.reviewed_on:%-d %b %Y}" if one.reviewed_on else "never looked at again")
              for one in held),
        refs(held),
    )  # fmt: skip


def measures(on: datetime.date) -> FrozenInput:
    """How the measures of our processes stand."""
    stands = [one for found in standings_of(Process.objects.filter(in_use(on)), on).values() for one in found]
    off = [one for one in stands if one.on_target is False]
    twice = [one for one in off if one.off_twice]
    silent = [one for one in stands if one.newest is None or one.in_rhythm is False]
    said = f"{len(off)} of {many(len(stands), 'measure')} off target, {len(twice)} of them twice running"
    return FrozenInput(
        "measures",
        sentence(f"{said}; {len(silent)} not measured in time") if stands else "No measure is taken yet.",
        tuple((one.measure.name, standing(one.measure, one.newest.value)) for one in off if one.newest)[:MOST_LINKS],
        refs([*(one.measure for one in off), *(one.measure for one in silent if one not in off)]),
    )


def requirements(year: Period) -> FrozenInput:
    """Whether what is required of us was met where somebody looked."""
    held = Requirement.objects.filter(state=RequirementState.IN_FORCE).count()
    checks = list(ConformityCheck.objects.filter(_in(year, "checked_on")).values_list("requirement_id", "k", "n"))
    passed, looked = sum(k for _, k, _ in checks), sum(n for _, _, n in checks)
    failed = Requirement.objects.filter(pk__in={pk for pk, k, n in checks if k < n})
    said = f"{many(held, 'requirement')} in force; {passed} of {looked} checks of twelve months passed"
    return FrozenInput("requirements", sentence(said), (("Met", share(passed, looked)),), refs(failed))


def nonconformities(year: Period) -> FrozenInput:
    """What did not conform, and what is still open of it."""
    found = Nonconformity.objects.filter(_in(year, "found_on")).count()
    still = list(Nonconformity.objects.filter(closed_on=None, found_on__lte=year.until).order_by("found_on", "pk"))
    closed = Nonconformity.objects.filter(_in(year, "closed_on"))
    ways = {way: closed.filter(closed_by=way).count() for way in ("correction", "effective", "weak")}
    said = f"{many(found, 'nonconformity', 'nonconformities')} found in twelve months, {len(still)} open"
    return FrozenInput(
        "nonconformities",
        sentence(said),
        (
            ("Closed by correction alone", str(ways["correction"])), ("Closed as effective", str(ways["effective"])),
            ("Closed, weak evidence", str(ways["weak"])),
        ),
        refs(still),
    )  # fmt: skip


def audits(year: Period) -> FrozenInput:
    """What was audited, and what the records answered when they were last asked."""
    held = list(ProcessAudit.objects.filter(_in(year, "held_on")))
    run = Run.objects.filter(as_of__lte=year.until).order_by("-as_of", "-asked_at").first()
    said = f"{many(len(held), 'process audit')} in twelve months"
    figures: tuple[tuple[str, str], ...] = ()
    if run is not None:
        states = list(run.results.values_list("state", flat=True))
        figures = tuple((label, str(states.count(state))) for state, label in ResultState.choices)
        said += f"; {states.count(ResultState.MET)} of {len(states)} questions met on {run.as_of:%-d %b %Y}"
    return FrozenInput("audits", sentence(said), figures, refs(held))


def requests(year: Period) -> FrozenInput:
    """What was asked of top management, and what became of it."""
    asked = list(SupportRequest.objects.filter(_in(year, "asked_on")))
    waiting = [one for one in asked if one.decided_on is None]
    granted = [one for one in asked if one.granted]
    owed = [one for one in granted if one.delivered_on is None]
    said = f"{many(len(asked), 'request')} in twelve months: {len(granted)} granted, {len(waiting)} not decided"
    return FrozenInput(
        "requests",
        sentence(f"{said}; {len(owed)} granted and not delivered"),
        (("Refused", str(len(asked) - len(granted) - len(waiting))),),
        refs([*owed, *waiting]),
    )


def risks(on: datetime.date) -> FrozenInput:
    """Which risks are high, and which opportunities are seen."""
    rows = Risk.objects.filter(identified_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    found = list(rows.annotate(rated=RATING).order_by("-rated", "pk"))
    high = [risk for risk in found if risk.rating >= LEVELS[0][0]]
    bare = [risk for risk in found if not risk.treatment]
    seen = Opportunity.objects.filter(opened_on__lte=on, decided_on=None).count()
    said = f"{many(len(found), 'risk')} open, {len(high)} high, {len(bare)} without treatment"
    return FrozenInput("risks", sentence(f"{said}; {many(seen, 'opportunity', 'opportunities')} not decided"), (),
                       refs([*high, *(risk for risk in bare if risk not in high)]))  # fmt: skip


def improvements(year: Period) -> FrozenInput:
    """What was improved, and what came of it."""
    going = list(Improvement.objects.filter(evaluated_on=None, started_on__lte=year.until))
    evaluated = list(Improvement.objects.filter(_in(year, "evaluated_on")))
    said = f"{many(len(evaluated), 'improvement')} evaluated in twelve months, {len(going)} going on"
    return FrozenInput(
        "improvements",
        sentence(said),
        tuple((str(one.key), f"before {one.baseline or '–'}, after {one.after or '–'}") for one in evaluated)[
            :MOST_LINKS
        ],
        refs([*evaluated, *going]),
    )


def _in(year: Period, field: str) -> Q:
    """Keep the rows whose day lies in a period."""
    return Q(**{f"{field}__gt": year.after, f"{field}__lte": year.until})
