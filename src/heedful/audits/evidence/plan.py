"""Plan: what hearing customers is for, by which methods, through which channels, by whom."""

import datetime
from decimal import Decimal
from typing import Any

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import all_of_groups, at_least, each_of, share_of
from heedful.audits.reading.columns import valid
from heedful.audits.reading.hearing import active_customers, customer_base
from heedful.audits.reading.process import Thing, feedback_process, process_things
from heedful.audits.reading.programme import Door, Named, Planned, channels, contact_roles, methods, segments
from heedful.audits.results import Group, Listed, Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.core.period import months_before
from heedful.customers.models import Customer
from heedful.feedback.models import ChannelKind


def day(when: datetime.date | None) -> str:
    """Write a day in words."""
    return f"{when.day} {when:%b %Y}" if when else "never"


def _owned(row: Any, on: datetime.date) -> bool:
    return valid(row.owner, row.owner_until, on) and valid(row.deputy, row.deputy_until, on)


def _without(row: Any, on: datetime.date) -> str:
    return "No owner employed now." if not valid(row.owner, row.owner_until, on) else "No deputy employed now."


@evidence(version=1)
def feedback_process_has_a_purpose(
    as_of: AsOf, *, outputs: Decimal, measures: Decimal, risk_months: Decimal, approval_months: Decimal
) -> Result:
    """The feedback process has owner and deputy, used outputs, measures with targets, a reviewed risk, an approval."""
    process, things = as_of.once(feedback_process), as_of.once(process_things)
    given = bool(process)

    def counted(kind: str, counts: Any) -> tuple[Group, Group]:
        kept = [thing for thing in things.get(kind, []) if counts(thing)]
        missed = [thing for thing in things.get(kind, []) if not counts(thing)]
        model = {"output": "processoutput", "measure": "measure", "risk": "risk"}[kind]
        return group(model, kept), group(model, missed)

    def reviewed(risk: Thing) -> bool:
        return risk.first_on is not None and as_of.before(int(risk_months)) <= risk.first_on <= as_of.day

    used, unused = counted("output", lambda thing: bool(thing.text.strip()))
    aimed, aimless = counted("measure", lambda thing: bool(thing.text))
    looked_at, neglected = counted("risk", reviewed)
    approved_from = as_of.before(int(approval_months))
    return Result.of(
        each_of(
            "owned", "The feedback process has an owner and a deputy", "process", process,
            kept=lambda p: _person_valid(p.owner, as_of) and _person_valid(p.deputy, as_of),
            why=lambda p: "No deputy employed now." if _person_valid(p.owner, as_of) else "No owner employed now.",
        ),
        at_least("outputs-used", "Its outputs have named users", used, outputs, missed=unused, given=given,
                 rests_on=("outputs",)),
        at_least("measured", "Its measures have targets", aimed, measures, missed=aimless, given=given,
                 rests_on=("measures",)),
        at_least("risk-reviewed",
                 f"Its risks were reviewed within {told_number(risk_months, 'months')}",
                 looked_at, Decimal(1),
                 missed=neglected, given=given, rests_on=("risk_months",)),
        each_of(
            "approved", f"It was approved within {told_number(approval_months, 'months')}", "process", process,
            kept=lambda p: p.approved_on is not None and approved_from <= p.approved_on <= as_of.day,
            why=lambda p: f"Approved: {day(p.approved_on)}.", rests_on=("approval_months",),
        ),
    )  # fmt: skip


def _person_valid(person: Any, as_of: AsOf) -> bool:
    return person is not None and valid(person.pk, person.employed_until, as_of.day)


@evidence(version=1)
def every_segment_has_its_methods(as_of: AsOf, *, late_share: Decimal) -> Result:
    """Each segment in use has a direct and an indirect method with rhythm and name, and none is overdue."""
    planned, groups = as_of.once(methods), as_of.once(segments)
    answered_for = [m for m in planned if valid(m.owner, m.owner_until, as_of.day)]
    heard = {direct: {m.segment for m in answered_for if m.direct is direct} for direct in (True, False)}

    def late_from(method: Planned) -> datetime.date:
        began = method.last_on or method.planned_on
        due = months_before(began, -method.every_months)
        return due + datetime.timedelta(days=int((due - began).days * late_share))

    return Result.of(
        each_of("direct", "Segments with a direct method that somebody answers for", "segment", groups,
                kept=lambda s: s.pk in heard[True], why=lambda s: "No approved direct method with a responsible."),
        each_of("indirect", "Segments with an indirect method that somebody answers for", "segment", groups,
                kept=lambda s: s.pk in heard[False], why=lambda s: "No approved indirect method with a responsible."),
        each_of("in-rhythm", "Methods used in their rhythm", "method", planned, event=True, rests_on=("late_share",),
                kept=lambda m: as_of.day <= late_from(m), why=lambda m: f"Last used: {day(m.last_on)}."),
    )  # fmt: skip


@evidence(version=1)
def channels_are_open_to_all(as_of: AsOf, *, tested_days: Decimal, language_share: Decimal) -> Result:
    """Each channel has a public address and a passed test, is free; languages are served; forms have no barrier."""
    doors = as_of.once(channels)
    since = as_of.day - datetime.timedelta(days=int(tested_days))
    failing = [door for door in doors if door.newest_passed is False]

    def tested(door: Door) -> str:
        return f"Last passed a test: {day(door.passed_on)}."

    return Result.of(
        each_of("address", "Channels with a public address", "channel", doors, kept=lambda d: bool(d.address.strip()),
                why=lambda d: "No address."),
        each_of("tested", f"Channels that passed a test within {told_number(tested_days, 'days')}", "channel", doors,
                kept=lambda d: d.passed_on is not None and d.passed_on >= since, why=tested, rests_on=("tested_days",),
                waits=lambda d: d.passed_on is None and d.newest_passed is None and d.opened_on >= since,
                listed=[Listed("The newest test failed", group("channel", failing))]),
        _languages(as_of, doors, language_share),
        each_of("accessible", "Public forms without a known barrier", "channel",
                [d for d in doors if d.kind == ChannelKind.FORM], kept=lambda d: d.accessible, event=True,
                why=lambda d: "A barrier is known."),
        each_of("free", "Channels free of charge", "channel", doors, kept=lambda d: d.free,
                why=lambda d: "It costs the customer something."),
        main=bool(doors),
    )  # fmt: skip


def _languages(as_of: AsOf, doors: list[Door], share: Decimal) -> Any:
    """Ask that customers of every common language find a channel that speaks it."""
    counts = as_of.once(customer_base).by_language
    everybody = sum(counts.values())
    common = [language for language, count in counts.items() if count >= share * everybody]
    served = {language for door in doors for language in door.languages.split()}
    people = Customer.objects.filter(active_customers(as_of)).order_by("name", "pk").values_list("pk", flat=True)
    spoken = {True: [x for x in common if x in served], False: [x for x in common if x not in served]}
    kept, missed = (
        Group("customer", sum(counts[x] for x in spoken[here]), people.filter(language__in=spoken[here]))
        for here in (True, False)
    )
    unserved = ", ".join(sorted(spoken[False]))
    words = "Customers whose language, if common, a channel speaks" + (f"; not served: {unserved}" if unserved else "")
    return all_of_groups("languages", words, kept, missed, rests_on=("language_share",))


@evidence(version=1)
def contact_staff_may_settle_things(as_of: AsOf, *, trained_share: Decimal, trained_months: Decimal) -> Result:
    """Every channel has owner and deputy, every contact role a limit, and holders were trained."""
    doors, roles = as_of.once(channels), as_of.once(contact_roles)
    since = as_of.before(int(trained_months))
    holders = [Named(person, "") for person in {p for held in roles.holders.values() for p in held}]
    of_person = {holder.pk: {role for role, held in roles.holders.items() if holder.pk in held} for holder in holders}

    def trained(holder: Named) -> bool:
        fresh = {role for role, held_on in roles.trained.get(holder.pk, []) if held_on >= since}
        return None in fresh or (bool(of_person[holder.pk]) and of_person[holder.pk] <= fresh)

    return Result.of(
        each_of("owned", "Channels with an owner and a deputy", "channel", doors,
                kept=lambda d: _owned(d, as_of.day), why=lambda d: _without(d, as_of.day)),
        each_of("limits", "Contact roles with a limit of what they may settle", "role", roles.roles,
                kept=lambda r: r.pk in roles.limited, why=lambda r: "No limit says what its holders may settle."),
        share_of("trained",
                 f"Holders of contact roles trained within {told_number(trained_months, 'months')}",
                 "person",
                 sorted(holders, key=lambda h: str(h.pk)), kept=trained, at_least=trained_share, few=1,
                 why=lambda h: "Not trained, or too long ago.", rests_on=("trained_share", "trained_months")),
    )  # fmt: skip
