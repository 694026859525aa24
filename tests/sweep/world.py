"""A small house with at least one record of every kind that a page shows, and somebody for every role."""

import datetime
import re
import tempfile
from functools import lru_cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from heedful.audits import commands as audits
from heedful.audits.catalogue import questions
from heedful.core import attached, clock, people
from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from heedful.feedback import analyses
from heedful.feedback.complaints import handling
from heedful.feedback.models import Complaint, Wave
from heedful.improvement import causes, escalations
from heedful.papers.imports import commands as imports
from heedful.processes import commands as processes
from heedful.web import form_seal
from tests import make
from tests.make.core import BEGAN, DAY, TEST
from tests.sweep.table import TABLE

ROLES = {
    "Q": AccessRole.QUALITY_MANAGER, "T": AccessRole.TOP_MANAGEMENT, "O": AccessRole.PROCESS_OWNER,
    "M": AccessRole.MEMBER, "I": AccessRole.INTERNAL_AUDITOR, "E": AccessRole.EXTERNAL_AUDITOR,
    "A": AccessRole.ADMINISTRATOR,
}  # fmt: skip


LEADING = {
    "direction:strategy": "change", "direction:policy_step": "draft", "direction:version": "review",
    "direction:commitment": "back", "direction:objective_step": "change", "roles:step": "deputy",
    "support:step": "deliver", "reviews:step": "decide", "reviews:seat": "take", "reviews:input": "conclude",
}  # fmt: skip
KNOWING = {"satisfaction:indicator_step": "rename", "satisfaction:benchmark": "withdraw",
           "satisfaction:told_step": "change"}  # fmt: skip
STEP = {
    "complaints:letter": "acknowledgement",
    "nonconformities:step": "correct", "nonconformities:answer": "prove", "opportunities:step": "pursue",
    "surveys:ask": "one",
    "surveys:export": "figures.csv",
} | LEADING | KNOWING  # fmt: skip
"""A step that there is, where an address takes its name."""


class House:
    """What stands in the house: people by the letter of their role, and one record of each kind."""

    def __init__(self):
        with clock.at(datetime.datetime.combine(BEGAN, datetime.time(9), datetime.UTC), simulated=True):
            make.organisation()
            self.people = {letter: make.account_for(make.person(role=role)) for letter, role in ROLES.items()}
        made = dict(_furnish(self.people["Q"], self.people["I"]))
        begun = Entry.objects.filter(n=1).order_by("serial").values_list("kind", "object")
        self.of = dict(begun) | made
        """Of each kind, the record that was made last; and the words by which the public finds some."""

    def address(self, route):
        """Where a route of the table leads; each thing in its path is there."""
        name, *taken = route.split()
        kind = TABLE[route][0]
        given = {
            "pk": self.of.get(kind),
            "kind": kind,
            "ref": f"{kind}/{self.of.get(kind)}",
            "name": STEP.get(name, "acknowledge"),
            "named": self.of.get("policy"),
            "action": self.of["action"],
            "question": self.of["question"],
            "token": self._token(kind),
            "receipt": form_seal.receipt_of(self.of["feedback"]),
        }
        if name.startswith("audits:"):
            given |= {"name": self.of["threshold name"], **self._condition()}
        return reverse(name, kwargs={part: given[part] for part in taken})

    def _token(self, kind):
        if kind in ("wave", "shown"):
            return Wave.objects.get(pk=self.of["wave"]).token
        if kind == "status":
            return Complaint.objects.get(pk=self.of["complaint"]).token
        return self.of["invited"]

    def _condition(self):
        """A condition of a question, and rows of it that there are."""
        page = self.browser("Q").get(reverse("audits:question", args=[self.of["question"]])).content.decode()
        found = re.search(r"/rows/([\w-]+)/([\w-]+)", page)
        return {"condition": found[1], "which": found[2]} if found else {"condition": "none", "which": "all"}

    def browser(self, letter):
        """A browser in which the person of a role has signed in."""
        return make.browser(self.people[letter])


def _furnish(manager, auditor):
    """One of everything."""
    with clock.at(datetime.datetime.combine(DAY, datetime.time(9), datetime.UTC), simulated=True):
        segment, unit, product = make.segment(), make.unit(), make.product()
        make.benchmark()
        make.you_said()
        customer = make.customer(segment=segment)
        make.contact(customer)
        make.delivery(customer, unit=unit, product=product)
        make.interaction(customer, people=[manager])
        role = people.add_role(by=TEST, name="Account manager", contact=True)
        people.assign_role(role, by=TEST, person=manager, since=BEGAN)
        people.record_training(manager, by=TEST, what="Handling complaints", held_on=DAY, role=role)
        people.set_limit(role, by=TEST, what="Redress", amount=100, since=BEGAN)
        process = make.process()
        processes.add_output(process, by=TEST, name="Goods on the dock", used_by="The customer")
        measure = make.measure(process)
        make.measurement(measure)
        make.measure_review(process)
        make.commitment(of=customer, product=product, frame=make.frame(product=product))
        make.offering(product)
        make.none_applies(product)
        make.conformity_check(make.requirement_in_force(process=process, owner=manager))
        make.requirement(process=process)
        _put_right(manager)
        version = make.told_policy()
        make.approved_objective(strategy=make.strategy_item(), commitment=version.commitments.first())
        make.granted_request()
        make.open_review()
        found = make.action()
        make.risk()
        make.improvement()
        make.told(segment)
        channel = make.channel()
        make.channel_test(channel)
        make.theme()
        make.method(make.draft(), segment)
        analyses.write_analysis(
            by=TEST, name="The year", first_on=datetime.date(2025, 1, 1), last_on=datetime.date(2025, 12, 31),
            written_on=DAY, conclusion="Late deliveries weigh most.",
        )  # fmt: skip
        make.client(channel=channel)
        make.feedback(customer=customer, channel=channel)
        complaint = make.complaint(customer=customer)
        handling.escalate_complaint(Complaint.objects.get(pk=complaint.pk), by=TEST, to=manager, reason="A decision.")
        make.letter(Complaint.objects.get(pk=complaint.pk))
        attached.comment(complaint, by=manager, words="Looks bad.")
        attached.attach(complaint, by=manager, name="note.txt", content=b"It came late.")
        attached.link(complaint, by=manager, target=found)
        audits.ask_questions(by=manager, as_of=DAY)
        _, invited = make.asked_wave()
        make.answer(make.wave(), score=2, comment="It came late again.", may_call=True, reach="+44 20 0000")
        make.mailed_wave()
        make.turn()
        make.wave(kiosk=True, embed_origin="https://www.example.org")
        yield from _judged(manager, auditor, process)
    yield "complaint", complaint.pk
    yield "invited", invited[0].token


def _put_right(manager):
    """A requirement that was not met, on its way, and what was handed up."""
    case = make.nonconformity()
    make.correction(case)
    make.corrective_action(case)
    why = causes.add_why(
        make.begun_analysis(make.nonconformity("Too late"), method="five_whys"), by=TEST, words="No truck"
    )
    causes.prove_why(why, by=TEST, evidence="The log")
    late = DAY + datetime.timedelta(days=31)
    escalations.escalate_action(make.action("Late"), by=TEST, to=manager, on=late, reason="A decision.")
    make.opportunity()


def _judged(manager, auditor, process):
    """What auditors keep, and a file that was brought."""
    asked = next(q for q in questions().values() if q.limits and q.excludable)
    limit = asked.limits[0]
    audits.set_threshold(asked.id, by=manager, name=limit.name, value=limit.default, since=DAY, reason="Ours.")
    audits.declare_not_applicable(asked.id, by=manager, since=DAY, reason="We do none of it.")
    audits.record_process_audit(
        process, by=manager, auditor=auditor, held_on=DAY, phases="PD", conclusion="It is done as it is written."
    )
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(b"date,score,comment\n2026-03-02,9,Good\n2026-03-03,2,Late\n")
        file.flush()
        imports.take_file(by=manager, kind="feedback", path=Path(file.name), name="answers.csv", encoding="utf-8")
    yield "question", asked.id
    yield "threshold name", limit.name


@lru_cache
def routes():
    """Every address of the house by name, with what it takes; those of allauth are its own."""
    return dict(_walk(get_resolver(), "", {}))


def _walk(resolver, namespace, taken):
    for entry in resolver.url_patterns:
        taking = taken | {name: type(how).__name__ for name, how in entry.pattern.converters.items()}
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, taking)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name} {' '.join(sorted(taking))}".strip(), entry
