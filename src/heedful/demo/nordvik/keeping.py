"""How the firm keeps its feedback process: plan, channels, measures, analyses, risks, what it changed and told."""

import datetime
from decimal import Decimal

from heedful.core.period import months_before
from heedful.demo.nordvik.cast import THEMES
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.channels import open_channel, try_channel
from heedful.feedback.programme import approve_programme, draft_programme, plan_method, review_programme
from heedful.feedback.themes import add_theme
from heedful.processes.commands import add_output, add_process, approve_process, mark_feedback_process
from heedful.processes.measuring import add_measure, enter_measurement, review_measures

CHANNELS = [
    ("Telephone", "phone", "+47 55 00 01 23, weekdays 6 to 18", "en nb", "tuva", "leila"),
    ("E-mail", "email", "hello@nordvik.example", "en nb", "tuva", "marek"),
    ("Website form", "form", "nordvik.example/speak", "en nb", "ines", "tuva"),
    ("Visits", "visit", "Account managers visit each customer", "en nb", "leila", "tuva"),
]
MAY_GRANT = {
    "phone": "A new delivery on the same day, and a credit note up to 5,000 kroner.",
    "email": "A credit note up to 5,000 kroner; more is for the quality manager.",
    "form": "A credit note up to 5,000 kroner; more is for the quality manager.",
    "visit": "A credit note up to 20,000 kroner; prices are for the managing director.",
}
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
            authority=MAY_GRANT[kind],
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
