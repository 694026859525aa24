"""How the firm is led: strategy, policy, objectives, roles, support, reviews."""

import datetime
import uuid
from decimal import Decimal

from heedful.audits.review_inputs import gather
from heedful.core.assignments import (
    approve_assignment,
    communicate_assignment,
    enter_assignment_sheet,
    name_deputy,
    record_understanding,
)
from heedful.core.models import Person, Role, RoleAssignment
from heedful.core.people import add_role, assign_role, change_role
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import Complaint
from heedful.improvement.commands import complete_action
from heedful.improvement.models import Action
from heedful.leadership.acts import log_act, read_complaint, tell_staff
from heedful.leadership.deciding import decide, decide_nothing, issue_minutes
from heedful.leadership.direction import add_strategy_item
from heedful.leadership.models import ManagementReview, PolicyVersion, SupportRequest
from heedful.leadership.objectives import approve_objective, draft_objective
from heedful.leadership.policies import (
    add_policy,
    approve_version,
    communicate_version,
    draft_version,
    review_version,
)
from heedful.leadership.reviews import conclude_review, freeze_inputs, hold_review, plan_review, take_seat
from heedful.leadership.support import ask_support, decide_support, deliver_support, hold_support_meeting
from heedful.leadership.understanding import enter_sheet

OBJECTIVES = [
    (
        "Ninety-seven in a hundred loads in their slot",
        "conformity",
        "Planning routes",
        "Loads in their slot",
        95,
        97,
        "sigrid",
    ),
    (
        "Deliveries without a fault: 98 %",
        "conformity",
        "Carrying goods",
        "Deliveries without a fault",
        96,
        98,
        "henrik",
    ),
    ("Pallets found at once: 99 %", "conformity", "Storing goods", "Pallets found at once", 97, 99, "henrik"),
    ("Complaints answered in time: 95 %", "satisfaction", "hearing", "Complaints answered in time", 88, 95, "sigrid"),
]


def lead(story: Story, firm: Firm) -> None:
    """Set the direction, assign what has to be done, and look at it each quarter."""
    began = story.days_ago(785)
    strategy = add_strategy_item(
        by=firm.sigrid, what="The carrier that cold food is trusted to", since=began, about_customers=True
    )
    policy = add_policy(by=firm.dana, name="Quality policy", owner=firm.dana)
    version = draft_version(
        policy,
        by=firm.dana,
        author=firm.dana,
        words="We keep what we agree, we say when we cannot, and we put right what went wrong. We listen first.",
        commitments=[
            "We keep what we agree.",
            "We say when we cannot.",
            "We put right what went wrong.",
            "We listen first.",
        ],
    )
    version = approve_version(version, by=firm.sigrid, on=began)
    communicate_version(version, by=firm.dana, on=began)
    story.at(story.days_ago(760), _sign, story, firm, version.pk)
    for back in (420, 120):
        story.at(story.days_ago(back), _look, story, firm, version.pk, back)
    for what, kind, process, measure, baseline, target, owner in OBJECTIVES:
        objective = draft_objective(
            by=firm.dana,
            what=what,
            kind=kind,
            since=began,
            owner=firm.people[owner],
            strategy=strategy,
            process=firm.processes[process],
            measure=firm.measures[measure],
            baseline=Decimal(baseline),
            target=Decimal(target),
            due_on=story.today + datetime.timedelta(days=200),
            will_do="A plan for each depot, month by month.",
            resources="Two planners.",
            responsible="The owner of the process.",
            by_when="By the date due.",
            evaluated_how="By its measure, each month.",
        )
        approve_objective(objective, by=firm.henrik if owner == "sigrid" else firm.sigrid, on=began)
    _roles(story, firm, began)
    _support(story, firm)
    for number, back in enumerate(range(704, 60, -90)):
        story.at(story.moment(story.days_ago(back), 9, 5), _review, story, firm, number, back)
    story.at(story.days_ago(70), plan_next, story, firm)
    for back in range(700, 5, -28):
        story.at(story.days_ago(back), _acts, story, firm, back)


def _sign(story: Story, firm: Firm, pk: uuid.UUID) -> None:
    version = PolicyVersion.objects.get(pk=pk)
    others = Person.objects.filter(employed_until=None).exclude(pk=firm.dana.pk)
    enter_sheet(version, by=firm.dana, people=others, on=story.days_ago(760))


def _look(story: Story, firm: Firm, pk: uuid.UUID, back: int) -> None:
    review_version(
        PolicyVersion.objects.get(pk=pk), by=firm.dana, on=story.days_ago(back), conclusion="It says what we do."
    )


def _roles(story: Story, firm: Firm, began: datetime.date) -> None:
    """Say who does what; one assignment was never told, and one role is empty."""
    runs = add_role(
        by=firm.dana,
        name="Quality manager",
        responsibility="Runs the system day by day.",
        authority="Stops what breaks a promise.",
        runs_system=True,
        customer_focus=True,
        reports_to_top=True,
        since=began,
    )
    assign_role(runs, by=firm.dana, person=firm.dana, since=began)
    for number, assignment in enumerate(
        RoleAssignment.objects.select_related("role", "person").order_by("role__key", "person__key")
    ):
        role = Role.objects.get(pk=assignment.role_id)
        if not role.since:
            change_role(role, by=firm.dana, since=began)
        deputy = firm.ines if assignment.person_id != firm.ines.pk else firm.people["tuva"]
        step = name_deputy(assignment, by=firm.dana, deputy=deputy)
        step = approve_assignment(step, by=firm.sigrid, on=assignment.since)
        step = communicate_assignment(step, by=firm.dana, on=assignment.since)
        by = firm.ines if step.person_id == firm.dana.pk else firm.dana
        step = enter_assignment_sheet(step, by=by, on=assignment.since)
        if number != 2:
            story.at(story.days_ago(200), _understood, story, firm, step.pk)
    story.at(story.days_ago(100), _unheard, story, firm)


def _understood(story: Story, firm: Firm, pk: uuid.UUID) -> None:
    found = RoleAssignment.objects.get(pk=pk)
    by = firm.ines if found.person_id == firm.dana.pk else firm.dana
    record_understanding(found, by=by, on=story.days_ago(200), how="Interview of a quarter of an hour", checker=by)


def _unheard(story: Story, firm: Firm) -> None:
    """The night lead holds the role since the summer, and nobody has told them so."""
    role = firm.roles["Depot lead"]
    role.refresh_from_db()
    assignment = assign_role(role, by=firm.dana, person=firm.people["ola"], since=story.days_ago(100))
    approve_assignment(assignment, by=firm.sigrid, on=story.days_ago(100))


def _support(story: Story, firm: Firm) -> None:
    """Ask for support each month; meet; one request lies undecided for long."""
    for number, back in enumerate(range(690, 15, -32)):
        story.at(story.days_ago(back), _ask, story, firm, number, back)
    for back in range(720, 3, -14):
        story.at(story.moment(story.days_ago(back), 8, 30), _meet, story, firm, back)


def _meet(story: Story, firm: Firm, back: int) -> None:
    leader = firm.sigrid if back % 28 else firm.henrik
    hold_support_meeting(
        leader, by=firm.dana, with_whom=firm.dana, on=story.days_ago(back), topics="Open requests, late cases."
    )


def _ask(story: Story, firm: Firm, number: int, back: int) -> None:
    what = ["Two data loggers", "A day for interviews", "A decision on night gates", "A second complaints officer"][
        number % 4
    ]
    asked = ask_support(
        by=firm.dana,
        what=what,
        kind=("resources", "time", "decision", "resources")[number % 4],
        asked_of=firm.sigrid,
        on=story.days_ago(back),
        why="Customers wait for it.",
    )
    late = number == 17
    answer = back - (40 if late else 6)
    story.at(story.days_ago(answer), _answer, story, firm, asked.pk, number, answer)


def _answer(story: Story, firm: Firm, pk: uuid.UUID, number: int, back: int) -> None:
    granted = number % 5 != 3
    decide_support(
        _request(pk),
        by=firm.sigrid,
        granted=granted,
        on=story.days_ago(back),
        reason="" if granted else "Not before the new terminal.",
        delivery_due_on=story.days_ago(back - 20) if granted else None,
    )
    if granted and back > 20:
        story.at(story.days_ago(back - 15), _deliver, story, firm, pk, back - 15)


def _request(pk: uuid.UUID) -> SupportRequest:
    return SupportRequest.objects.get(pk=pk)


def _deliver(story: Story, firm: Firm, pk: uuid.UUID, back: int) -> None:
    deliver_support(_request(pk), by=firm.dana, on=story.days_ago(back))


def _acts(story: Story, firm: Firm, back: int) -> None:
    """A leader reads a complaint, speaks to staff each quarter, shows that bad news is welcome."""
    leader = firm.sigrid if (back // 28) % 2 else firm.henrik
    complaint = Complaint.objects.filter(received_on__lte=story.days_ago(back)).order_by("-received_on").first()
    if complaint is not None and not leader.leadership_acts.filter(event=complaint.ref).exists():
        read_complaint(complaint, by=leader, on=story.days_ago(back), note="Called the depot; the gate is the cause.")
    if back % 84 == 0:
        tell_staff(
            by=leader,
            what="What our customers told us this quarter",
            on=story.days_ago(back),
            author=leader,
            reached=58,
            two_way=True,
        )
        log_act(
            by=leader, kind="culture", on=story.days_ago(back), note="Thanked the driver who reported a broken seal."
        )


def plan_next(story: Story, firm: Firm) -> None:
    """Plan the next review."""
    on = story.today + datetime.timedelta(days=18)
    plan_review(by=firm.dana, name=f"Management review, {on:%B %Y}", planned_on=on, interval_months=3, owner=firm.dana)


def _review(story: Story, firm: Firm, number: int, back: int) -> None:
    """Hold one review: inputs from live data, seats, decisions, a conclusion in top management's own words."""
    day = story.days_ago(back)
    review = plan_review(
        by=firm.dana, name=f"Management review, {day:%B %Y}", planned_on=day, interval_months=3, owner=firm.dana
    )
    review = freeze_inputs(review, gather(review, day), by=firm.dana, on=day)
    for seat in review.seats.select_related("person"):
        absent = seat.person_id == firm.henrik.pk and number in (5, 6)
        if absent:
            take_seat(seat, by=firm.dana, form="absent")
        elif seat.person_id == firm.henrik.pk and number == 4:
            take_seat(seat, by=firm.dana, form="in_writing", contribution="The north needs a second truck in winter.")
        else:
            take_seat(seat, by=firm.dana, form="present" if number % 2 else "remote")
    review = ManagementReview.objects.get(pk=review.pk)
    due = story.days_ago(back - 60)
    owner = firm.sigrid if number % 2 else firm.henrik
    for kind, what in (
        ("improvement", "Call customers before the road closes"),
        ("resources", "A spare truck for the north"),
    ):
        decided = decide(
            review, by=firm.dana, decision_class=kind, what=f"{what} ({day:%b %Y})", owner=owner, due_on=due, on=day
        )
        assert decided.action is not None  # noqa: S101  a decision has its action
        story.at(story.days_ago(back - 50), _carried_out, story, decided.action.pk, owner, back - 50)
    decide_nothing(review, by=firm.dana, decision_class="system", reason="The system does what it is for.")
    review = ManagementReview.objects.get(pk=review.pk)
    review = conclude_review(review, by=firm.sigrid, on=day, conclusion="It works; the north is where it does not yet.")
    review = issue_minutes(
        review, by=firm.dana, on=day, minutes="Held as planned. Decisions are actions with owner and date."
    )
    hold_review(review, by=firm.dana, on=day)


def _carried_out(story: Story, pk: uuid.UUID, owner: Person, back: int) -> None:
    complete_action(
        Action.objects.get(pk=pk), by=owner, on=story.days_ago(back), evidence="Call list and the lease of the truck."
    )
