"""How the firm keeps its feedback process: plan, channels, measures, analyses, risks, what it changed and told."""

import datetime
from decimal import Decimal

from heedful.audits.commands import record_process_audit
from heedful.audits.nightly import run_nightly
from heedful.core.period import months_before
from heedful.demo.nordvik.cast import THEMES
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.analyses import decide_analysis, write_analysis
from heedful.feedback.channels import open_channel, try_channel
from heedful.feedback.models import Analysis
from heedful.feedback.programme import approve_programme, draft_programme, plan_method, review_programme, use_method
from heedful.feedback.themes import add_theme
from heedful.improvement.commands import complete_action, open_action
from heedful.improvement.improvements import evaluate_improvement, start_improvement
from heedful.improvement.models import Improvement, Risk
from heedful.improvement.risks import add_risk, review_risk
from heedful.leadership.commands import tell_customers
from heedful.processes.commands import add_output, add_process, approve_process, mark_feedback_process
from heedful.processes.measuring import add_measure, enter_measurement, review_measures

CHANNELS = [
    ("Telephone", "phone", "+47 55 00 01 23, weekdays 6 to 18", "en nb", "tuva", "leila"),
    ("E-mail", "email", "hello@nordvik.example", "en nb", "tuva", "marek"),
    ("Website form", "form", "nordvik.example/speak", "en nb", "ines", "tuva"),
    ("Visits", "visit", "Account managers visit each customer", "en nb", "leila", "tuva"),
]
MEASURES = [
    # name, unit, direction, target, middle, spread
    ("Complaints acknowledged in time", "%", "up", 95, 96.5, 1.6),
    ("Complaints answered in time", "%", "up", 90, 90.5, 3.0),
    ("Response rate of the rounds", "%", "up", 50, 63.5, 2.5),
    ("Call-backs within five days", "%", "up", 90, 93.5, 2.6),
]


def plan(story: Story, firm: Firm) -> None:
    """Write the plan of the feedback process, approve it, and open the ways to speak to us."""
    began = story.today - datetime.timedelta(days=790)
    for name, kind, address, languages, owner, deputy in CHANNELS:
        firm.channels[name] = open_channel(
            by=firm.dana,
            name=name,
            kind=kind,
            address=address,
            languages=languages,
            opened_on=began,
            owner=firm.people[owner],
            deputy=firm.people[deputy],
        )
        for back in range(740, 5, -65):
            story.at(story.days_ago(back), _try, story, firm, name, back)
    for parent, names in THEMES.items():
        above = add_theme(by=firm.dana, name=parent)
        for name in names:
            firm.themes[name] = add_theme(by=firm.dana, name=name, parent=above)
    programme = draft_programme(
        by=firm.dana,
        name="How we hear our customers",
        owner=firm.dana,
        purpose="To know each quarter how satisfied each kind of customer is, and what to change first.",
        decisions_served="Route planning, dock capacity, price agreements, training of drivers.",
    )
    for name, segment in firm.segments.items():
        for direct, words, months in (
            (True, "Monthly round", 3),
            (False, "Complaints, credit notes and lost orders", 3),
        ):
            firm.methods[(name, direct)] = plan_method(
                programme,
                by=firm.dana,
                segment=segment,
                name=f"{words}: {name}",
                direct=direct,
                every_months=months,
                owner=firm.ines,
                precision=Decimal(10) if direct else None,
                sampling="Random draw from all contacts, nobody twice in 60 days." if direct else "",
            )
    firm.programme = approve_programme(programme, by=firm.sigrid, on=began)
    for back in (420, 60):
        story.at(story.days_ago(back), _look_again, story, firm, back)


def _try(story: Story, firm: Firm, name: str, back: int) -> None:
    passed = not (name == "Website form" and 350 < back < 420)
    try_channel(
        firm.channels[name],
        by=firm.people["marek"],
        on=story.days_ago(back),
        tester=firm.people["marek"],
        passed=passed,
        language="nb" if back % 2 else "en",
        note="" if passed else "The form did not open on a phone.",
    )


def _look_again(story: Story, firm: Firm, back: int) -> None:
    assert firm.programme is not None  # noqa: S101  the plan stands since the beginning
    words = "The methods still fit; the north needs a closer look."
    firm.programme = review_programme(firm.programme, by=firm.dana, on=story.days_ago(back), conclusion=words)


def run_process(story: Story, firm: Firm) -> None:
    """Describe the feedback process, measure it each month, review it each quarter."""
    began = story.today - datetime.timedelta(days=789)
    process = add_process(
        by=firm.dana,
        name="Hearing customers",
        owner=firm.ines,
        deputy=firm.people["tuva"],
        customer_facing=True,
        purpose="Know what customers think while something can still be changed.",
        inputs="What customers say, by whatever way; deliveries; returns and credit notes.",
        criteria="Acknowledged within a working day; answered within ten; every segment heard each quarter.",
        resources="One complaints officer, three people in customer service.",
    )
    process = mark_feedback_process(process, by=firm.dana)
    for name, user in (
        ("Monthly figures with what they mean", "Route planning"),
        ("Complaints and their causes", "Depot leads"),
        ("Quarterly analysis", "Managing director"),
    ):
        add_output(process, by=firm.dana, name=name, used_by=user)
    firm.processes["hearing"] = approve_process(process, by=firm.dana, on=began, approver=firm.sigrid)
    story.at(story.days_ago(330), lambda: _approve_again(story, firm))
    for name, unit, direction, target, middle, spread in MEASURES:
        firm.measures[name] = add_measure(
            process,
            by=firm.dana,
            name=name,
            unit=unit,
            direction=direction,
            target=Decimal(target),
            since=began,
            owner=firm.ines,
        )
        _measure(story, firm, name, middle, spread)
    for back in range(715, 20, -85):
        story.at(story.days_ago(back), _review, story, firm, back)


def _approve_again(story: Story, firm: Firm) -> None:
    firm.processes["hearing"].refresh_from_db()
    firm.processes["hearing"] = approve_process(
        firm.processes["hearing"], by=firm.dana, on=story.days_ago(330), approver=firm.sigrid
    )


def _measure(story: Story, firm: Firm, name: str, middle: float, spread: float) -> None:
    this = story.today.replace(day=1)
    for back in range(24, 0, -1):
        first = months_before(this, back)
        last = months_before(this, back - 1) - datetime.timedelta(days=1)
        value = Decimal(str(round(min(100.0, story.chance.gauss(middle, spread)), 1)))
        story.at(
            story.moment(last + datetime.timedelta(days=4), 10),
            _enter,
            firm,
            name,
            first,
            last,
            value,
        )


def _enter(firm: Firm, name: str, first: datetime.date, last: datetime.date, value: Decimal) -> None:
    enter_measurement(
        firm.measures[name], by=firm.ines, first_on=first, last_on=last, value=value, source="Counted from the records"
    )


def _review(story: Story, firm: Firm, back: int) -> None:
    words = "Steady. Answering in time depends on the depots; the leads look at open cases every Monday."
    review_measures(firm.processes["hearing"], by=firm.ines, on=story.days_ago(back), conclusion=words)


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


def prove(story: Story, firm: Firm) -> None:
    """Audit the feedback process once a year, and ask the questions of the records each month and last night."""
    for back in (460, 100):
        story.at(story.days_ago(back), _audit, story, firm, back)
    for back in (*range(330, 20, -30), 0):
        story.at(story.moment(story.days_ago(back), 2, 10), run_nightly, story.days_ago(back))


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
