"""A hundred and eighty complaints, each on its own way from the customer's words to the end."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from heedful.core.actors import Public
from heedful.core.organisation import working_calendar
from heedful.customers.models import Customer
from heedful.demo.nordvik.cast import COMPLAINTS
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.complaints.afterwards import ask_about_handling, decide_nonconformity, rate_handling
from heedful.feedback.complaints.ending import accept_answer, answer_complaint, close_complaint, try_contact
from heedful.feedback.complaints.handling import assign_investigator, record_findings, tell_customer
from heedful.feedback.complaints.receiving import acknowledge_complaint, assess_complaint, give_complaint, name_involved
from heedful.feedback.inbox import log_feedback, sort_feedback
from heedful.feedback.models import Complaint
from heedful.papers.letters.issuing import issue_letter
from heedful.papers.letters.models import LetterKind
from heedful.papers.letters.words import NAMES

MANY = 180
PUBLIC = Public()


class Case:
    """One complaint on its way: each step finds it as it is and takes it further."""

    def __init__(self, story: Story, firm: Firm, number: int, day: datetime.date, customer: Customer) -> None:
        self.story, self.firm, self.number, self.day, self.customer = story, firm, number, day, customer
        chance = story.chance
        self.theme, self.summary, self.words, self.cause = COMPLAINTS[
            (number * 5 + chance.randrange(4)) % len(COMPLAINTS)
        ]
        self.severity = chance.choices((1, 2, 3, 4), (35, 45, 17, 3))[0]
        self.rejected = chance.random() < 0.12
        self.complaint: Complaint | None = None

    @property
    def it(self) -> Complaint:
        """Give the complaint as it is now."""
        assert self.complaint is not None  # noqa: S101  heard is the first step
        return Complaint.objects.get(pk=self.complaint.pk)

    def after(self, working_days: int, hour: int, step: Callable[[], object]) -> None:
        """Let a step happen so many working days after the complaint came, if that is not in the future."""
        day = working_calendar().add(self.day, working_days)
        self.story.at(self.story.moment(day, hour, self.story.chance.randrange(55)), step)

    def heard(self) -> None:
        """It comes in: by telephone, e-mail or the form."""
        chance, firm = self.story.chance, self.firm
        channel = chance.choice(["Telephone", "E-mail", "E-mail", "Website form"])
        clerk = firm.people[chance.choice(["tuva", "leila", "marek"])]
        contact = chance.choice(firm.contacts[self.customer.pk])
        item = log_feedback(
            by=clerk,
            kind="complaint",
            words=self.words,
            heard_at=self.story.now,
            channel=firm.channels[channel],
            customer=self.customer,
            contact=contact,
            unit=firm.units[self.depot],
            language=self.customer.language,
            summary=self.summary,
        )
        sort_feedback(item, by=firm.ines, on=working_calendar().day_of(self.story.now), theme=firm.themes[self.theme])
        self.complaint = item.complaint

    @property
    def depot(self) -> str:
        """Say which depot serves the customer."""
        return "North depot" if self.customer.segment == self.firm.segments["Wholesale north"] else "South depot"

    def acknowledged(self) -> None:
        """The complainant is told that it has arrived."""
        give_complaint(self.it, by=self.firm.ines, owner=self.firm.ines)
        if self.number % 9 == 0:
            self.letter(LetterKind.ACKNOWLEDGEMENT)
        else:
            acknowledge_complaint(self.it, by=self.firm.people["tuva"])

    def letter(self, kind: LetterKind) -> None:
        """Some complainants are written to on paper."""
        language = self.customer.language if self.customer.language in NAMES else "en"
        follow = f"https://nordvik.example/c/{self.it.token}"
        issue_letter(self.it, by=self.firm.people["tuva"], kind=kind, language=language, follow=follow)

    def assessed(self) -> None:
        """It is judged, and who is involved is named."""
        lead = self.firm.people["jonas" if self.depot == "North depot" else "aylin"]
        name_involved(self.it, by=self.firm.ines, event_owner=lead, persons=[])
        assess_complaint(
            self.it,
            by=self.firm.ines,
            severity=self.severity,
            safety=self.severity == 4,
            complexity=1 + self.severity // 2,
            impact="Goods could not be sold as planned.",
            act_now=self.severity >= 3,
        )

    def looked_into(self) -> None:
        """Somebody who is not involved finds out what happened."""
        investigator = self.firm.dana if self.severity >= 3 else self.firm.people["tuva"]
        assign_investigator(self.it, by=self.firm.ines, investigator=investigator)
        record_findings(self.it, by=investigator, findings=self.cause, code=self.theme)

    def told(self) -> None:
        """The complainant hears how it stands."""
        tell_customer(
            self.it, by=self.firm.ines, words="We are finding out what happened and will answer by the promised day."
        )

    def answered(self) -> None:
        """The complainant has our answer."""
        if self.rejected:
            answer_complaint(
                self.it,
                by=self.firm.ines,
                answer="We looked into it and found that we kept what was agreed.",
                outcome="not_upheld",
                rejected_because="The delivery record shows the agreed slot was met.",
                way_to_escalate="You can turn to our managing director, Sigrid Nordvik, at any time.",
            )
        else:
            answer_complaint(
                self.it,
                by=self.firm.ines,
                answer=f"We are sorry. {self.cause} This is what we changed.",
                outcome="upheld" if self.severity > 1 else "partly",
                redress="Credit note",
                redress_cost=Decimal(self.story.chance.randrange(2, 40) * 50),
            )
            decide_nonconformity(
                self.it,
                by=self.firm.dana,
                nonconformity=self.severity >= 3,
                because="A requirement was not met."
                if self.severity >= 3
                else "Put right at once; no pattern is seen.",
            )
        if self.number % 9 == 0:
            self.letter(LetterKind.ANSWER)

    def tried(self, how: str = "Telephone") -> None:
        """We ask the complainant about our answer and hear nothing."""
        if self.number % 3 == 0:
            try_contact(self.it, by=self.firm.people["tuva"], how=how)

    def closed(self) -> None:
        """It ends: the complainant agrees, or does not reply to two contacts."""
        if self.number % 3 == 0:
            self.tried("E-mail")
            close_complaint(self.it, by=self.firm.ines, how="no_reply")
        else:
            accept_answer(self.it, by=PUBLIC)
        if self.number % 8:
            ask_about_handling(self.it, by=self.firm.ines)

    def rated(self) -> None:
        """The complainant says how satisfied they were with the handling."""
        if self.it.handling_asked_at and self.number % 2:
            rate_handling(self.it, by=PUBLIC, score=self.story.chance.choice((3, 4, 4, 5, 5)))

    def plan(self) -> None:
        """Lay out its steps; some are late, as in life, but not by chance: as many, whatever day the story ends on."""
        chance = self.story.chance
        self.heard()
        recent = (self.story.today - self.day).days < 45
        late = not recent and self.number % 36 == 7
        self.after(5 if late else chance.choice((0, 1, 1)), 15, self.acknowledged)
        self.after(0 if self.severity == 4 else 1, 17, self.assessed)
        slow = self.number % 9 == 4
        days = chance.randrange(12, 19) if slow else chance.randrange(8 if late else 4, 10)
        self.after(6 if late else min(3, days - 1), 10, self.told)
        self.after(max(3, days - 2), 11, self.looked_into)
        if days > 10:
            self.after(9, 10, self.told)
        self.after(days, 13, self.answered)
        self.after(days + 2, 10, self.tried)
        self.after(days + 4, 14, self.closed)
        self.after(days + 9, 12, self.rated)


def complain(story: Story, firm: Firm) -> None:
    """Spread the complaints over two years: more during the strike, fewer since the new packing, one waiting today."""
    weights = []
    for back in range(725, 2, -1):
        weight = 1.0 if back > 240 else 0.72
        weights.append(weight * (3.2 if 480 <= back < 520 else 1.0))
    days = story.chance.choices(range(725, 2, -1), weights, k=MANY - 1)
    for number, back in enumerate(sorted(days, reverse=True)):
        day = story.days_ago(back)
        staying = (
            [c for c in firm.customers if c.segment == firm.segments["Wholesale north"]]
            if number % 4 == 0
            else firm.customers
        )
        customer = story.chance.choice(staying)
        case = Case(story, firm, number, day, customer)
        story.at(story.moment(day, 8 + number % 9, story.chance.randrange(60)), case.plan)
    story.at(_waiting_since(story), lambda: _brandt(story, firm))


def _waiting_since(story: Story) -> datetime.datetime:
    """Find a day whose promised acknowledgement ran out on the last working day before today."""
    day = story.today - datetime.timedelta(days=1)
    while working_calendar().add(day, 1) >= story.today:
        day -= datetime.timedelta(days=1)
    return story.moment(day, 9, 12)


def _brandt(story: Story, firm: Firm) -> None:
    """The one that nobody has acknowledged yet."""
    customer = next(c for c in firm.customers if c.name == "Brandt Rail")
    case = Case(story, firm, MANY, working_calendar().day_of(story.now), customer)
    case.theme, case.summary = "Temperature", "Chilled meals arrived warm at platform 4"
    case.words = "Forty trays had to be thrown away while the train waited. It is the second time since August."
    case.heard()
