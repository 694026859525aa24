"""The loop as a row of figures: only those whose records exist, each with interval, n and period."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from heedful.core.models import Organisation, Person
from heedful.core.organisation import current_organisation
from heedful.core.period import Period
from heedful.core.remembered import remembered
from heedful.customers.models import Customer
from heedful.feedback.models import Complaint, ComplaintState, Feedback
from heedful.improvement.models import Action, ActionState, Nonconformity
from heedful.papers.figures import spell, spell_range
from heedful.requirements.models import Requirement, RequirementState
from heedful.satisfaction.glance import Glance
from heedful.stats import wilson
from heedful.web.day.needs import address
from heedful.web.sentences import counted
from heedful.web.templatetags.components import day_in_words

LEAST = 5


@dataclass(frozen=True)
class Tile:
    """One step of the loop: what is shown, its value and what it rests on."""

    step: str
    says: str
    value: str
    basis: str
    href: str


def quarter_of(day: datetime.date) -> datetime.date:
    """Give the first day of a day's quarter."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


@remembered
def numbers_of(person: Person, day: datetime.date) -> dict[str, int]:
    """Count what the tiles and the headline need: one question with a count for each."""
    zone = current_organisation().zoneinfo
    complaints = Complaint.objects.visible_to(person).counted().received_in(Period.window(day, 12))
    complaints = complaints.exclude(state=ComplaintState.WITHDRAWN).annotate(
        answered_on=TruncDate("answered_at", tzinfo=zone)
    )
    feedback, actions = Feedback.objects.visible_to(person), Action.objects.visible_to(person)
    requirements = Requirement.objects.visible_to(person)
    begin = datetime.datetime.combine(quarter_of(day), datetime.time.min, zone)
    wanted = {
        "customers": Customer.objects.visible_to(person).filter(left_on=None),
        "requirements": requirements,
        "in_force": requirements.filter(state=RequirementState.IN_FORCE),
        "feedback": feedback,
        "heard": feedback.filter(heard_at__gte=begin),
        "unsorted": feedback.filter(sorted_on=None, imported=False),
        "due": complaints.filter(Q(answered_on__isnull=False) | Q(answer_by__lt=day)),
        "in_time": complaints.filter(answered_on__lte=F("answer_by")),
        "actions": actions.filter(state=ActionState.OPEN),
        "actions_late": actions.filter(state=ActionState.OPEN, due_on__lt=day),
        "actions_ever": actions,
        "cases": Nonconformity.objects.visible_to(person).filter(closed_on=None),
    }
    counts = {name: Subquery(_counting(rows)) for name, rows in wanted.items()}
    row: Any = Organisation.objects.annotate(**{f"n_{name}": count for name, count in counts.items()}).first()
    return {name: int(getattr(row, f"n_{name}", 0) or 0) for name in wanted}


def _counting(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Count rows inside another question."""
    many: QuerySet[Any, Any] = rows.order_by().annotate(
        many=Func(F("pk"), function="COUNT", output_field=IntegerField())
    )
    return many.values("many")


def tiles(day: datetime.date, numbers: Mapping[str, int], seen: Glance | None, states: Mapping[str, str]) -> list[Tile]:
    """Lay the loop out: a step without records is left out, not shown as nothing."""
    period, found = Period.window(day, 12), []
    if numbers["customers"]:
        wanted, held = numbers["requirements"], numbers["in_force"]
        basis = f"{held:,} of {wanted:,} requirements in force" if wanted else "no requirement is written down yet"
        found.append(
            Tile("Determine", "Customers we serve", spell(numbers["customers"]), basis, address("customers:list"))
        )
    if numbers["feedback"]:
        since = f"since {day_in_words(quarter_of(day))}"
        found.append(
            Tile("Hear", "Things heard this quarter", spell(numbers["heard"]), since, address("feedback:inbox"))
        )
    if seen is not None and seen.n:
        found.append(_satisfaction(seen))
    if numbers["due"]:
        found.append(_in_time(numbers["in_time"], numbers["due"], period))
    if numbers["actions_ever"]:
        cases = numbers["cases"]
        late = f"{numbers['actions_late']:,} past their day; {counted(cases, 'nonconformity', 'nonconformities')} open"
        found.append(Tile("Improve", "Actions open", spell(numbers["actions"]), late, address("improvement:actions")))
    if states:
        counts = Counter(states.values())
        basis = f"{counts['not_met']} not met, {counts['not_enough']} without enough evidence"
        value = f"{counts['met']} of {len(states)}"
        found.append(Tile("Prove", "Questions the records meet", value, basis, address("audits:wall")))
    return found


def _satisfaction(seen: Glance) -> Tile:
    """Show the main figure of satisfaction."""
    words = "Would recommend us" if seen.topic.recommends else "Satisfied"
    href = address("satisfaction:overview")
    if seen.figure is None:
        return Tile("Know", words, "Too few", f"n {seen.n:,}; a figure needs {LEAST}", href)
    kind: Any = seen.kind
    basis = f"{spell_range(seen.figure.low, seen.figure.high, kind)}, n {seen.n:,}, {seen.period}"
    return Tile("Know", words, spell(seen.figure.estimate, kind), basis, href)


def _in_time(in_time: int, due: int, period: Period) -> Tile:
    """Show how many complaints were answered by the day promised."""
    href, words = address("complaints:list"), "Complaints answered as promised"
    if due < LEAST:
        return Tile("Act", words, f"{in_time} of {due}", "too few for a share, 12 months", href)
    share = wilson(in_time, due)
    basis = f"{spell_range(share.low, share.high, 'share')}, n {due:,}, {period}"
    return Tile("Act", words, spell(share.estimate, "share"), basis, href)
