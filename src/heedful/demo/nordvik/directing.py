"""Where the firm wants to go: strategy, a policy with what stands behind it, objectives; one sentence is only words."""

import datetime
import uuid
from decimal import Decimal

from heedful.core.models import Person
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.leadership.direction import add_strategy_item
from heedful.leadership.models import PolicyCommitment, PolicyVersion, StrategyItem
from heedful.leadership.objectives import approve_objective, draft_objective
from heedful.leadership.policies import (
    add_policy,
    approve_version,
    back_commitment,
    communicate_version,
    draft_version,
    review_version,
)
from heedful.leadership.understanding import enter_sheet

KEEP, TELL, RIGHT, LISTEN = COMMITMENTS = (
    "We keep what we agree.", "We say when we cannot.", "We put right what went wrong.", "We listen first.",
)  # fmt: skip
BEHIND = {
    # sentence: process, measure, what it means here; nothing stands behind the second one
    KEEP: ("Carrying goods", "Deliveries without a fault", "The slot, the temperature and the count, each load."),
    RIGHT: ("hearing", "Complaints answered in time", "An answer within ten days, and the cause taken away."),
    LISTEN: ("hearing", "Response rate of the rounds", "Each segment is heard each quarter before we change a route."),
}
TRUSTED, ANSWERING = "The carrier that cold food is trusted to", "Customers stay because they are heard"
OBJECTIVES = [
    # what, kind, strategy, commitment, process, measure, baseline, target, owner
    ("Ninety-seven in a hundred loads in their slot", "conformity", TRUSTED, KEEP, "Planning routes",
     "Loads in their slot", 95, 97, "sigrid"),
    ("Deliveries without a fault: 98 %", "conformity", TRUSTED, KEEP, "Carrying goods", "Deliveries without a fault",
     96, 98, "henrik"),
    ("Pallets found at once: 99 %", "conformity", TRUSTED, KEEP, "Storing goods", "Pallets found at once", 97, 99,
     "henrik"),
    ("Complaints answered in time: 95 %", "satisfaction", ANSWERING, RIGHT, "hearing", "Complaints answered in time",
     88, 95, "sigrid"),
    ("Call-backs within five days: 97 %", "satisfaction", ANSWERING, LISTEN, "hearing", "Call-backs within five days",
     90, 97, "ines"),
]  # fmt: skip


def direct(story: Story, firm: Firm, began: datetime.date) -> None:
    """Say what is wanted, what is promised, and what is to be reached."""
    strategy = {
        what: add_strategy_item(by=firm.sigrid, what=what, since=began, about_customers=True, owner=firm.sigrid)
        for what in (TRUSTED, ANSWERING)
    }
    policy = add_policy(by=firm.dana, name="Quality policy", owner=firm.dana)
    version = draft_version(
        policy,
        by=firm.dana,
        author=firm.dana,
        words="We keep what we agree, we say when we cannot, and we put right what went wrong. We listen first.",
        commitments=COMMITMENTS,
    )
    version = approve_version(version, by=firm.sigrid, on=began)
    communicate_version(version, by=firm.dana, on=began)
    story.at(story.days_ago(760), _sign, story, firm, version.pk)
    for back in (420, 120):
        story.at(story.days_ago(back), _look, story, firm, version.pk, back)
    promised = {one.words: one for one in version.commitments.all()}
    for words, (process, measure, means) in BEHIND.items():
        back_commitment(
            promised[words], by=firm.dana, process=firm.processes[process], measure=firm.measures[measure],
            means_here=means,
        )  # fmt: skip
    _aim(story, firm, began, strategy, promised)


def _aim(
    story: Story, firm: Firm, began: datetime.date, strategy: dict[str, StrategyItem],
    promised: dict[str, PolicyCommitment],
) -> None:  # fmt: skip
    """Set the objectives, each under what it serves."""
    for what, kind, serves, words, process, measure, baseline, target, owner in OBJECTIVES:
        objective = draft_objective(
            by=firm.dana,
            what=what,
            kind=kind,
            since=began,
            owner=firm.people[owner],
            strategy=strategy[serves],
            commitment=promised[words],
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


def _sign(story: Story, firm: Firm, pk: uuid.UUID) -> None:
    version = PolicyVersion.objects.get(pk=pk)
    others = Person.objects.filter(employed_until=None).exclude(pk=firm.dana.pk)
    enter_sheet(version, by=firm.dana, people=others, on=story.days_ago(760))


def _look(story: Story, firm: Firm, pk: uuid.UUID, back: int) -> None:
    review_version(
        PolicyVersion.objects.get(pk=pk), by=firm.dana, on=story.days_ago(back), conclusion="It says what we do."
    )
