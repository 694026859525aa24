"""Risks looked at again, and improvements that what customers said set going."""

from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.improvement.improvements import evaluate_improvement, start_improvement
from heedful.improvement.models import Improvement, Risk
from heedful.improvement.risks import add_risk, review_risk
from heedful.leadership.commands import tell_customers


def improve(story: Story, firm: Firm) -> None:
    """Find risks, start improvements, tell customers what changed."""
    story.at(
        story.days_ago(600), lambda: _risk(story, firm, "Quiet customers leave without a word", "satisfaction", 3, 4)
    )
    story.at(
        story.days_ago(590),
        lambda: _risk(story, firm, "Cold chain broken at the dock when gates are blocked", "conformity", 3, 5),
    )
    story.at(
        story.days_ago(500), lambda: _risk(story, firm, "Road over the mountain closed in winter", "satisfaction", 4, 3)
    )
    for back in (400, 220, 70):
        story.at(story.days_ago(back), _review_risks, story, firm, back)
    story.at(story.days_ago(255), lambda: _start_packing(story, firm))
    story.at(story.days_ago(430), lambda: _start_form(story, firm))
    told = "You said we were hard to reach: the line is now handed over at each change of shift."
    story.at(
        story.days_ago(300),
        lambda: tell_customers(
            by=firm.sigrid, what=told, on=story.days_ago(300), segments=list(firm.segments.values()), reached=310
        ),
    )
    packed = "You said goods arrived damaged: every pallet is now wrapped twice and strapped."
    told_to = [segment for name, segment in firm.segments.items() if name != "Public sector"]
    story.at(
        story.days_ago(180),
        lambda: tell_customers(by=firm.sigrid, what=packed, on=story.days_ago(180), segments=told_to, reached=280),
    )


def _risk(story: Story, firm: Firm, what: str, effect: str, likelihood: int, severity: int) -> None:
    add_risk(
        by=firm.dana,
        what=what,
        effect=effect,
        likelihood=likelihood,
        severity=severity,
        owner=firm.ines,
        on=story.now.astimezone(story.zone).date(),
        process=firm.processes["hearing"],
        treatment="Watched each month; the account manager calls after three silent weeks.",
    )


def _review_risks(story: Story, firm: Firm, back: int) -> None:
    for risk in Risk.objects.filter(closed_on=None):
        review_risk(risk, by=firm.dana, on=story.days_ago(back), conclusion="Still as rated.")


def _start_packing(story: Story, firm: Firm) -> None:
    started = start_improvement(
        by=firm.dana,
        what="New packing step: wrapped twice and strapped",
        on=story.days_ago(255),
        sponsor=firm.sigrid,
        why="Damage in transit was the second commonest complaint.",
        baseline="9.1 damaged of 1,000 pallets",
        owner=firm.people["jonas"],
    )
    story.at(
        story.days_ago(90),
        lambda: evaluate_improvement(
            Improvement.objects.get(pk=started.pk),
            by=firm.dana,
            on=story.days_ago(90),
            after="4.2 damaged of 1,000 pallets",
            result="Complaints about damage halved; the recommend score has been above its centre line since.",
        ),
    )


def _start_form(story: Story, firm: Firm) -> None:
    started = start_improvement(
        by=firm.ines,
        what="The website form works on a phone",
        on=story.days_ago(430),
        sponsor=firm.sigrid,
        process=firm.processes["hearing"],
        baseline="1 in 8 complaints by the form",
        owner=firm.ines,
    )
    story.at(
        story.days_ago(200),
        lambda: evaluate_improvement(
            Improvement.objects.get(pk=started.pk),
            by=firm.dana,
            on=story.days_ago(200),
            after="1 in 4 complaints by the form",
            result="Twice as many customers use the form; none was lost.",
        ),
    )
