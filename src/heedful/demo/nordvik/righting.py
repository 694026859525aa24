"""Forty times a requirement was not met: put right, its cause found, an action judged, closed or still open."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from heedful.demo.nordvik.cast import COMPLAINTS
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import Complaint
from heedful.improvement.causes import add_why, begin_analysis, finish_analysis, mark_root
from heedful.improvement.closing import close_as_effective, close_by_correction
from heedful.improvement.commands import complete_action
from heedful.improvement.corrections import check_extent, finish_correction, start_correction
from heedful.improvement.corrective import plan_corrective_action
from heedful.improvement.effectiveness import review_effect
from heedful.improvement.models import CorrectiveAction, Nonconformity, Opportunity
from heedful.improvement.nonconformities import (
    decide_on_risks,
    decide_on_system,
    note_customer_told,
    open_nonconformity,
)
from heedful.improvement.opportunities import (
    add_opportunity,
    complete_opportunity,
    evaluate_opportunity,
    pursue_opportunity,
)

MANY = 40


class Case:
    """One nonconformity on its way."""

    def __init__(self, story: Story, firm: Firm, number: int, back: int) -> None:
        self.story, self.firm, self.number, self.back = story, firm, number, back
        self.theme, self.summary, self.words, self.cause = COMPLAINTS[number % len(COMPLAINTS)]
        self.severe = number % 3 == 0
        self.case: Nonconformity | None = None

    @property
    def it(self) -> Nonconformity:
        """Give it as it is now."""
        assert self.case is not None  # noqa: S101  found is the first step
        return Nonconformity.objects.get(pk=self.case.pk)

    def day(self, after: int) -> datetime.date:
        """Give the day so many days after it was found."""
        return self.story.days_ago(self.back - after)

    def then(self, after: int, step: Callable[[], object], hour: int = 10) -> None:
        """Let a step happen so many days later."""
        self.story.at(self.story.moment(self.day(after), hour, self.number % 50), step)

    def found(self) -> None:
        """It is found, from a complaint where there is one, and contained on the day."""
        firm, process = (
            self.firm,
            self.firm.processes[("Carrying goods", "Planning routes", "Storing goods")[self.number % 3]],
        )
        complaint = (
            Complaint.objects.filter(nonconformity=True, received_on__lte=self.day(0)).order_by("-received_on").first()
        )
        source = complaint.ref if complaint is not None and self.severe else ""
        requirement = process.requirements.order_by("key").first()
        self.case = open_nonconformity(
            by=firm.ines,
            statement=self.summary,
            evidence=self.words,
            severity=3 if self.severe else 2,
            found_at=self.story.now,
            requirement=requirement,
            process=process,
            code=f"{self.theme} {self.number}",
            owner=firm.people["jonas" if self.number % 2 else "aylin"],
            source=source,
        )
        started = start_correction(
            self.it,
            by=firm.ines,
            kind="correction",
            what="Replaced, and the next loads looked at.",
            started_at=self.story.now,
        )
        finish_correction(
            started, by=firm.ines, done_at=self.story.now, consequences="The customer had new goods the next day."
        )

    def decided(self) -> None:
        """What it means for risks, for the system, and for the customer."""
        decide_on_risks(
            self.it, by=self.firm.dana, decision="The risk stands as rated; its treatment now names the dock."
        )
        decide_on_system(self.it, by=self.firm.dana, decision="The work instruction was changed.")
        note_customer_told(self.it, by=self.firm.ines, on=self.day(20))

    def cause_found(self) -> None:
        """Why, and why again, until there is something that can be taken away."""
        analysis = begin_analysis(self.it, by=self.firm.ines, method="five_whys", on=self.day(4), owner=self.firm.ines)
        top = add_why(analysis, by=self.firm.ines, words=self.cause, evidence="Carrier log of the day.")
        root = add_why(
            analysis,
            by=self.firm.ines,
            words="Nothing warns when the dock is blocked.",
            evidence="Gate log: 31 hours at 19 °C.",
            parent=top,
        )
        mark_root(root, by=self.firm.ines)
        analysis.refresh_from_db()
        finish_analysis(
            analysis,
            by=self.firm.ines,
            on=self.day(6),
            cause="Nothing warns when the dock is blocked.",
            cause_class="equipment",
            evidence="Gate log and two interviews.",
        )

    def planned(self) -> None:
        """What takes the cause away, with what will show that it worked."""
        owner = self.firm.people["jonas" if self.number % 2 else "aylin"]
        plan_corrective_action(
            self.it,
            by=self.firm.ines,
            on=self.day(8),
            what="An alarm at the dock after ten minutes.",
            owner=owner,
            due_on=self.day(40),
            criterion="Faults of this kind fall to a half or less.",
            baseline_k=24,
            baseline_n=2000,
            threshold=Decimal("0.5"),
            window_days=100,
        )
        check_extent(
            self.it,
            by=self.firm.dana,
            on=self.day(8),
            scope="The other depots.",
            result="Only here.",
            checker=self.firm.dana,
        )

    def done(self) -> None:
        """The owner has done it."""
        action = self.corrective.action
        complete_action(
            action,
            by=action.owner or self.firm.dana,
            on=self.day(35),
            evidence="Alarm fitted; test run of the first week.",
        )

    @property
    def corrective(self) -> CorrectiveAction:
        """Give the action."""
        found: CorrectiveAction = CorrectiveAction.objects.select_related("action__owner").get(nonconformity=self.it)
        return found

    def reviewed(self) -> None:
        """Somebody else looks at the data."""
        after = 22 if self.number == 6 else 6
        review_effect(
            self.corrective,
            by=self.firm.dana,
            on=self.day(140),
            after_k=after,
            after_n=2100,
            note="Counted from the delivery log.",
        )

    def closed(self) -> None:
        """It ends, where it worked."""
        if self.number != 6:
            close_as_effective(self.it, by=self.firm.dana, on=self.day(141))

    def corrected_only(self) -> None:
        """A small one ends with its correction."""
        close_by_correction(
            self.it, by=self.firm.dana, on=self.day(12), because="Once in two years; put right the same day."
        )

    def plan(self) -> None:
        """Lay out its steps."""
        self.found()
        self.then(10, self.decided, 16)
        if not self.severe and self.number % 4 == 1:
            self.then(12, self.corrected_only)
            return
        self.then(4, self.cause_found, 11)
        self.then(6, lambda: None)
        self.then(8, self.planned)
        self.then(35, self.done)
        self.then(140, self.reviewed)
        self.then(141, self.closed)


def put_right(story: Story, firm: Firm) -> None:
    """Spread forty cases over two years."""
    for number in range(MANY):
        back = 700 - number * 17
        case = Case(story, firm, number, back)
        story.at(story.moment(story.days_ago(back), 9, number), case.plan)
    for number, back in enumerate((330, 240, 150, 60)):
        story.at(story.days_ago(back), _opportunity, story, firm, number, back)


def _opportunity(story: Story, firm: Firm, number: int, back: int) -> None:
    what = [
        "Morning slots before six",
        "Return loads of empties",
        "A screen with the truck's place",
        "Night gate at Terminal west",
    ]
    complaint = Complaint.objects.order_by("-received_on").first()
    seen = add_opportunity(
        by=firm.ines,
        what=what[number],
        on=story.days_ago(back),
        benefit="Asked for by three customers.",
        cost="One planner.",
        from_customer=True,
        process=firm.processes["Planning routes"],
        owner=firm.ines,
        source=complaint.ref if complaint else "",
    )
    if number < 2:
        pursue_opportunity(seen, by=firm.ines, on=story.days_ago(back), because="Cheap, and customers ask for it.")
        story.at(story.days_ago(back - 90), _win, story, seen, firm, back - 90)


def _win(story: Story, seen: Opportunity, firm: Firm, back: int) -> None:
    fresh = Opportunity.objects.get(pk=seen.pk)
    fresh = complete_opportunity(fresh, by=firm.ines, on=story.days_ago(back))
    evaluate_opportunity(
        fresh, by=firm.dana, on=story.days_ago(back), effect="Forty loads a month go in the new slots."
    )
