"""Audits of the feedback process, nightly questions, and what analyses led to."""

import datetime

from heedful.audits.commands import record_process_audit
from heedful.audits.nightly import run_nightly
from heedful.core.period import months_before
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.analyses import decide_analysis, write_analysis
from heedful.feedback.models import Analysis
from heedful.feedback.programme import use_method
from heedful.improvement.commands import complete_action, open_action


def prove(story: Story, firm: Firm) -> None:
    """Audit the feedback process once a year, and ask the questions of the records each month and last night."""
    for back in (460, 100):
        story.at(story.days_ago(back), _audit, story, firm, back)
    for back in (*range(330, 20, -30), 0):
        night = min(story.moment(story.days_ago(back), 2, 10), story.until)
        story.at(night, run_nightly, story.days_ago(back))


def _audit(story: Story, firm: Firm, back: int) -> None:
    firm.processes["hearing"].refresh_from_db()
    record_process_audit(
        firm.processes["hearing"],
        by=firm.people["priya"],
        auditor=firm.people["priya"],
        held_on=story.days_ago(back),
        phases="PDCA",
        conclusion="The process does what it is for. One depot is silent; ask why.",
    )


def analyse(story: Story, firm: Firm) -> None:
    """Write an analysis of each method each quarter, and decide on it: once too late."""
    this = story.today.replace(day=1)
    for back in range(24, 0, -3):
        first, after = months_before(this, back), months_before(this, back - 3)
        for name in firm.segments:
            for direct in (True, False):
                story.at(
                    after + datetime.timedelta(days=8),
                    _analysis,
                    story,
                    firm,
                    name,
                    direct,
                    first,
                    after,
                )


def _analysis(story: Story, firm: Firm, name: str, direct: bool, first: datetime.date, after: datetime.date) -> None:
    last, day = after - datetime.timedelta(days=1), story.now.astimezone(story.zone).date()
    method = firm.methods[(name, direct)]
    method.refresh_from_db()
    use_method(method, by=firm.ines, on=last)
    north = name == "Wholesale north"
    found = write_analysis(
        by=firm.ines,
        name=f"{name}, {'answers' if direct else 'signs'}, {first:%b} to {last:%b %Y}",
        first_on=first,
        last_on=last,
        written_on=day,
        method=firm.methods[(name, direct)],
        owner=firm.ines,
        contradiction=north and not direct,
        conclusion="Late loads over the mountain weigh most."
        if north
        else "As before; no signal beyond the usual variation.",
    )
    late = name == "Public sector" and direct and (story.today - day).days < 150 and (story.today - day).days > 60
    when = day + datetime.timedelta(days=40 if late else 12)
    story.at(story.moment(when, 13), lambda: _decide(story, firm, found, north and direct, when))


def _decide(story: Story, firm: Firm, found: Analysis, act: bool, when: datetime.date) -> None:
    if not act:
        decide_analysis(
            found, by=firm.ines, on=when, decision="Nothing to change; asked again next quarter.", no_action=True
        )
        return
    due = when + datetime.timedelta(days=45)
    action = open_action(
        by=firm.ines,
        what="Call every northern customer the evening before when the road may close",
        owner=firm.people["jonas"],
        due_on=due,
        on=when,
        source=found.ref,
    )
    decide_analysis(
        found, by=firm.ines, on=when, decision="Warn customers before the road closes.", leads_to=action.key or ""
    )
    story.at(
        story.moment(due - datetime.timedelta(days=3), 15),
        lambda: complete_action(
            action,
            by=firm.people["jonas"],
            on=due - datetime.timedelta(days=3),
            evidence="Call list of the month, signed by the depot.",
        ),
    )
