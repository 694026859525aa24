"""What is expected of the firm, what it promises, and whether it keeps it."""

import datetime
from decimal import Decimal

from heedful.customers.models import Customer, Product
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.processes.commands import add_output, add_process, approve_process
from heedful.processes.measuring import add_measure, enter_measurement, review_measures
from heedful.requirements.checks import bring_checks
from heedful.requirements.commands import add_requirements
from heedful.requirements.commitments import bring_commitments
from heedful.requirements.compliance import evaluate_compliance
from heedful.requirements.markets import add_market, offer_product
from heedful.requirements.models import (
    Commitment,
    ConformityCheck,
    Requirement,
    RequirementReview,
    RequirementState,
    SourceType,
)
from heedful.requirements.sources import say_none_applies

PROCESSES = [
    # name, owner, purpose, measure, unit, direction, target, middle, spread
    (
        "Planning routes",
        "jonas",
        "Every load on the truck that can keep its slot.",
        "Loads in their slot",
        "%",
        "up",
        96,
        96.9,
        0.9,
    ),
    (
        "Carrying goods",
        "aylin",
        "Goods at the gate on time, cold and whole.",
        "Deliveries without a fault",
        "%",
        "up",
        97,
        97.6,
        0.6,
    ),
    (
        "Storing goods",
        "jonas",
        "Goods found at once and never warm.",
        "Pallets found at once",
        "%",
        "up",
        98,
        98.6,
        0.5,
    ),
]
PER_PRODUCT: dict[str, list[str]] = {
    "stated": [
        "{} in the slot that was agreed, give or take half an hour.",
        "A temperature log with every load of {}.",
        "Word before a load of {} will be late.",
        "{}: empties taken back with the next load.",
    ],
    "needed": [
        "{}: a dock plan for each gate.",
        "{} at any hour of the night.",
        "Pallets of {} stand two high at most.",
    ],
    "statutory": ["{}: drivers' hours are kept.", "{}: records of temperature are kept for a year."],
    "regulatory": [
        "{}: chilled goods from 0 to 4 °C until handover.",
        "{}: trucks are approved for the class they carry.",
    ],
    "own": ["{}: answered within ten working days if anything is wrong.", "{}: every pallet is wrapped twice."],
}
PER_CUSTOMER = ["A named person to call, day and night.", "Invoices in their format."]
LAW = {
    "statutory": ("Working Environment Act", "10-5", "Norway"),
    "regulatory": ("Food hygiene regulation", "Annex II", "Norway and EEA"),
}


def describe(story: Story, firm: Firm) -> None:
    """Describe the processes that meet what is expected, each measured every month."""
    began = story.days_ago(788)
    for name, owner, purpose, measure, unit, direction, target, middle, spread in PROCESSES:
        deputy = "aylin" if owner == "jonas" else "jonas"
        process = add_process(
            by=firm.dana,
            name=name,
            owner=firm.people[owner],
            deputy=firm.people[deputy],
            customer_facing=True,
            purpose=purpose,
            inputs="Orders with slots and gates.",
            criteria="The slot, the temperature, the count.",
            resources="Thirty trucks, three depots.",
        )
        add_output(process, by=firm.dana, name="Goods at the gate", used_by="Customers")
        firm.processes[name] = approve_process(process, by=firm.dana, on=began, approver=firm.sigrid)
        firm.measures[measure] = add_measure(
            process,
            by=firm.dana,
            name=measure,
            unit=unit,
            direction=direction,
            target=Decimal(target),
            since=began,
            owner=firm.people[owner],
        )
        for first, last in story.months(24):
            value = Decimal(str(round(min(99.9, max(target + 0.1, story.chance.gauss(middle, spread))), 1)))
            story.at(
                story.moment(last + datetime.timedelta(days=4), 11), _enter, firm, measure, owner, first, last, value
            )
        for back in range(700, 20, -88):
            story.at(story.days_ago(back), _review, story, firm, name, owner, back)
        story.at(story.days_ago(300), _approve_again, story, firm, name)


def _enter(firm: Firm, measure: str, owner: str, first: datetime.date, last: datetime.date, value: Decimal) -> None:
    enter_measurement(
        firm.measures[measure], by=firm.people[owner], first_on=first, last_on=last, value=value, source="Fleet log"
    )


def _review(story: Story, firm: Firm, name: str, owner: str, back: int) -> None:
    words = "As planned; the winter road is watched."
    review_measures(firm.processes[name], by=firm.people[owner], on=story.days_ago(back), conclusion=words)


def _approve_again(story: Story, firm: Firm, name: str) -> None:
    firm.processes[name].refresh_from_db()
    process = firm.processes[name]
    firm.processes[name] = approve_process(process, by=firm.dana, on=story.days_ago(300), approver=firm.sigrid)


def require(story: Story, firm: Firm) -> None:
    """Write down what customers, the law and the firm itself expect: about a hundred and fifty requirements."""
    home = add_market(by=firm.dana, name="Norway", owner=firm.dana)
    for product in firm.products:
        offer_product(product, by=firm.dana, market=home, since=story.days_ago(780))
    rows = [
        _of_product(story, firm, product, home, kind, words)
        for product in firm.products
        for kind, many in PER_PRODUCT.items()
        for words in many
    ]
    rows += [
        _of_customer(story, firm, customer, words, number)
        for number, customer in enumerate(firm.customers[:48])
        for words in PER_CUSTOMER
    ]
    kept = list(add_requirements(rows, by=firm.dana))
    for product in firm.products:
        for kind in (SourceType.CLAIM, SourceType.PARTY):
            say_none_applies(
                product,
                by=firm.dana,
                source_type=kind,
                on=story.days_ago(760),
                author=firm.dana,
                reason="Nothing is claimed in public, and nobody else asks.",
            )
    for requirement in kept:
        if requirement.source_type in LAW:
            for back in (560, 200):
                story.at(story.days_ago(back), _evaluate, story, firm, requirement, back)
    story.at(story.days_ago(20), _new_ones, story, firm)
    for back in range(720, 5, -30):
        story.at(story.days_ago(back), _check, story, firm, kept, back)


def _of_product(story: Story, firm: Firm, product: Product, home: object, kind: str, words: str) -> Requirement:
    instrument, article, jurisdiction = LAW.get(kind, ("", "", ""))
    return _requirement(
        story,
        firm,
        words.format(product.name),
        kind,
        product=product,
        critical=kind == "regulatory",
        market=home if kind in LAW else None,
        instrument=instrument,
        article=article,
        jurisdiction=jurisdiction,
        applies_because="We carry food for others." if kind in LAW else "",
        source_document="" if kind in LAW else "Terms of carriage",
    )


def _of_customer(story: Story, firm: Firm, customer: Customer, words: str, number: int) -> Requirement:
    product = firm.products[number % len(firm.products)]
    return _requirement(
        story,
        firm,
        f"{customer.name}: {words}",
        "stated",
        customer=customer,
        product=product,
        source_document="Frame agreement",
    )


def _requirement(story: Story, firm: Firm, statement: str, kind: str, **more: object) -> Requirement:
    process = firm.processes[PROCESSES[len(statement) % 3][0]]
    return Requirement(
        statement=statement,
        source_type=kind,
        state=RequirementState.IN_FORCE,
        in_force_since=story.days_ago(770),
        process=process,
        owner=process.owner,
        verification="Sampled each month from the delivery log.",
        **more,
    )


def _evaluate(story: Story, firm: Firm, requirement: Requirement, back: int) -> None:
    evaluate_compliance(
        requirement,
        by=firm.dana,
        on=story.days_ago(back),
        fulfilled=True,
        evidence="Twenty logs of the quarter, all within the limits.",
    )


def _new_ones(story: Story, firm: Firm) -> None:
    """Brandt Rail's amendment 4: two requirements, one of them not in force yet."""
    customer = next(c for c in firm.customers if c.name == "Brandt Rail")
    rows = [
        Requirement(
            statement=f"Brandt Rail: {words}",
            source_type="stated",
            customer=customer,
            product=firm.products[0],
            source_document="Amendment 4",
            state=RequirementState.UNDER_REVIEW,
        )
        for words in ("Trays from 0 to 4 °C until handed into the train.", "A call ten minutes before the platform.")
    ]
    add_requirements(rows, by=firm.dana)


def _check(story: Story, firm: Firm, kept: list[Requirement], back: int) -> None:
    rows = []
    for number, requirement in enumerate(kept):
        if number % 8 == back // 30 % 8:
            looked = story.chance.randrange(20, 60)
            failed = sum(story.chance.random() < 0.012 for _ in range(looked))
            rows.append(
                ConformityCheck(
                    requirement=requirement,
                    checked_on=story.days_ago(back),
                    k=looked - failed,
                    n=looked,
                    evidence="Sample of the delivery log.",
                    checker=firm.dana,
                )
            )
    bring_checks(rows, by=firm.dana)


def promise(story: Story, firm: Firm) -> None:
    """Promise by quotation and order, each looked at first; two were not."""
    for number, back in enumerate(range(700, 6, -6)):
        story.at(story.moment(story.days_ago(back), 15), _promise, story, firm, number, back)


def _promise(story: Story, firm: Firm, number: int, back: int) -> None:
    customer = firm.customers[(number * 11) % len(firm.customers)]
    commitment = Commitment(
        customer=customer,
        product=firm.products[number % 4],
        kind="order" if number % 5 else "contract",
        what=f"{'Weekly loads' if number % 5 else 'Frame agreement'}, {customer.name}",
        owner=firm.people["tuva"],
        committed_at=story.now,
        has_document=True,
        work_began_on=story.days_ago(back - 3),
    )
    late = number in (71, 102)
    review = RequirementReview(
        commitment=commitment,
        reviewer=firm.people["jonas"],
        result="can_meet",
        completed_at=story.now + datetime.timedelta(minutes=-30 if not late else 0),
        checked="Slots, gates, temperatures, trucks.",
    )
    bring_commitments([(commitment, None if late else review)], by=firm.dana)
