"""How the firm is led: strategy, policy, objectives, roles, support, reviews."""

import datetime
import uuid

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
from heedful.demo.nordvik.directing import direct
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import Complaint
from heedful.improvement.commands import complete_action
from heedful.improvement.models import Action
from heedful.leadership.acts import log_act, read_complaint, tell_staff
from heedful.leadership.deciding import decide, decide_nothing, issue_minutes
from heedful.leadership.models import ManagementReview, SupportRequest
from heedful.leadership.reviews import conclude_review, freeze_inputs, hold_review, plan_review, take_seat
from heedful.leadership.support import ask_support, decide_support, deliver_support, hold_support_meeting

LEADERS = {
    "Managing director": (
        "sigrid", "Answers for whether the firm keeps what it agrees.",
        "Grants money and people; stops what breaks a promise.",
    ),
    "Head of operations": (
        "henrik", "Answers for every load from the gate to the customer.", "Hires trucks; moves drivers.",
    ),
}  # fmt: skip
DEPUTY = {"Sigrid Nordvik": "henrik", "Henrik Aas": "sigrid", "Ines Marek": "tuva", "Tuva Solheim": "leila"}
"""Who stands in for whom, where it is not Ines."""
NOTES = (
    "Called the depot; the gate is the cause.", "Spoke with the customer; they want word before, not after.",
    "Nothing to change: put right on the day.", "Asked for the log of the dock; it goes into the next review.",
)  # fmt: skip


def lead(story: Story, firm: Firm) -> None:
    """Set the direction, assign what has to be done, and look at it each quarter."""
    began = story.days_ago(800)
    direct(story, firm, began)
    _roles(story, firm, began)
    _support(story, firm)
    for number, back in enumerate(range(704, 60, -90)):
        story.at(story.moment(story.days_ago(back), 9, 5), _review, story, firm, number, back)
    story.at(story.days_ago(70), plan_next, story, firm)
    for back in range(700, 5, -28):
        story.at(story.days_ago(back), _acts, story, firm, back)


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
    for name, (who, responsibility, authority) in LEADERS.items():
        role = add_role(
            by=firm.dana,
            name=name,
            responsibility=responsibility,
            authority=authority,
            customer_focus=True,
            since=began,
        )
        assign_role(role, by=firm.dana, person=firm.people[who], since=began)
    for number, assignment in enumerate(
        RoleAssignment.objects.select_related("role", "person").order_by("role__key", "person__key")
    ):
        role = Role.objects.get(pk=assignment.role_id)
        if not role.since:
            change_role(role, by=firm.dana, since=began)
        deputy = firm.people[DEPUTY.get(assignment.person.name, "ines")]
        step = name_deputy(assignment, by=firm.dana, deputy=deputy)
        step = approve_assignment(
            step, by=firm.henrik if step.person_id == firm.sigrid.pk else firm.sigrid, on=assignment.since
        )
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
    leader = firm.sigrid if back // 14 % 2 else firm.henrik
    topics = ("Open requests, late cases.", "What customers say of the north.", "Trucks and people for the season.")
    hold_support_meeting(
        leader, by=firm.dana, with_whom=firm.dana, on=story.days_ago(back), topics=topics[back // 14 % 3]
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
        read_complaint(complaint, by=leader, on=story.days_ago(back), note=NOTES[back // 28 % 4])
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
