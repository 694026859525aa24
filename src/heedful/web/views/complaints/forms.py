"""What is asked at each step of handling a complaint."""

from collections.abc import Sequence
from typing import Any

from django import forms

from heedful.core.models import Person
from heedful.feedback.models import Complaint, ComplaintState, Outcome, Severity
from heedful.web.customer_field import CustomerField
from heedful.web.fields import DayField, Filters, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm

COMPLEXITY = [(1, "Simple"), (2, "Some parts"), (3, "Many parts, or others take part")]
SCORES = [(5, "5 very satisfied"), (4, "4"), (3, "3"), (2, "2"), (1, "1 very dissatisfied")]


def number(label: str, choices: Sequence[tuple[int, str]], **more: Any) -> forms.TypedChoiceField:
    """Choose one of a few numbers, each with its word."""
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, widget=forms.RadioSelect, **more)


def yes_or_no(label: str, **more: Any) -> forms.TypedChoiceField:
    """Choose yes or no; saying nothing is neither."""
    choices = [("yes", "Yes"), ("no", "No")]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=lambda said: said == "yes", widget=forms.RadioSelect, **more
    )


class ComplaintFilters(Filters):
    """Which complaints are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "All that wait for us"), ("late", "Late"), ("open", "Not at their end"), ("mine", "Mine"),
            ("answered", "Answered, not closed"), ("closed", "Closed"), ("withdrawn", "Withdrawn"), ("all", "All"),
        ],
    )  # fmt: skip
    severity = forms.TypedChoiceField(
        label="Severity", required=False, coerce=int, empty_value="", choices=[("", "Any"), *Severity.choices]
    )
    since = DayField("Received since", required=False)
    until = DayField("Until", required=False)
    customer = CustomerField(required=False)


class AssessForm(VersionForm):
    """The five things that a first look judges."""

    severity = number("How bad is it for the customer?", Severity.choices)
    safety = yes_or_no("Could somebody be hurt?")
    act_now = yes_or_no("Must something be done at once?")
    complexity = number("How many parts has it?", COMPLEXITY)
    impact = LineField("What does it mean for the customer?", max_length=300)


class TellForm(VersionForm):
    """What the customer was told."""

    words = WordsField(
        "What you told them", help_text="What we know, what happens next, and by when. They read it on their page."
    )


class InvolvedForm(VersionForm):
    """Who owns what happened, and whose doing it is about."""

    event_owner = PersonField("Who owns what happened", required=False)
    persons = forms.ModelMultipleChoiceField(
        Person.objects.filter(employed_until=None), label="Whose doing it is about", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["persons"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]


class InvestigatorForm(VersionForm):
    """Who looks into it."""

    investigator = PersonField("Who looks into it")


class FindingsForm(VersionForm):
    """What was found."""

    findings = WordsField("What was found", rows=5, help_text="Facts that somebody else can check.")
    code = LineField("Code", max_length=60, required=False, help_text="Under which it is counted, such as cold chain.")


class EscalateForm(VersionForm):
    """To whom it is handed, and what they are to decide."""

    to = PersonField("To whom")
    reason = WordsField("What they are to decide, and why")


class ReasonForm(VersionForm):
    """Why."""

    reason = WordsField("Why")


class PauseForm(VersionForm):
    """What the promises wait for."""

    reason = WordsField("What do we wait for?", rows=2)


class BecauseForm(VersionForm):
    """Why."""

    because = WordsField("Why")


class OutcomeForm(VersionForm):
    """What was found of it, and what we do."""

    outcome = forms.ChoiceField(label="Is the complaint upheld?", choices=Outcome.choices, widget=forms.RadioSelect)
    answer = WordsField("Our answer, as the customer gets it", rows=6)
    redress = LineField("What we do for them", max_length=300, required=False)
    redress_cost = forms.DecimalField(
        label="What it costs us", required=False, max_digits=12, decimal_places=2, min_value=0
    )


class AnswerForm(OutcomeForm):
    """The answer; a rejection says why and where the customer can go on."""

    rejected_because = WordsField("If it is not upheld: why", required=False, rows=2)
    way_to_escalate = WordsField(
        "If it is not upheld: where the customer can go on", required=False, rows=2,
        help_text="Somebody above us inside, or a body outside.",
    )  # fmt: skip


class SettleForm(OutcomeForm):
    """A small complaint, settled while the customer was still there."""

    outcome = forms.ChoiceField(
        label="Is the complaint upheld?", choices=Outcome.choices[:2], widget=forms.RadioSelect, initial="upheld"
    )
    severity = number("How bad was it for the customer?", Severity.choices[:2], initial=1)
    impact = LineField("What did it mean for the customer?", max_length=300)


class ContactForm(VersionForm):
    """How we tried to reach the complainant, and whether they replied."""

    how = LineField("How you tried", max_length=120, initial="Telephone")
    replied = forms.BooleanField(label="They replied", required=False)


class CloseForm(VersionForm):
    """How it came to its end."""

    how = forms.ChoiceField(
        label="How did it end?",
        choices=[("accepted", "The complainant accepted our answer"), ("no_reply", "No reply to two contacts")],
        widget=forms.RadioSelect,
    )


class WordsForm(VersionForm):
    """What the complainant added."""

    words = WordsField("What they added, in their words")


class RateForm(VersionForm):
    """How satisfied they were with the handling."""

    score = number("How satisfied were they with how we handled it?", SCORES)


class NonconformityForm(VersionForm):
    """Whether a requirement was not met."""

    nonconformity = yes_or_no("Was a requirement not met, so that we look for the cause?")
    because = WordsField("Why", rows=2)


class OwnerForm(VersionForm):
    """Who sees it through."""

    owner = PersonField("Who sees it through")


class DescribeForm(VersionForm):
    """What fell short in a few words, its code, and what the customer asks for."""

    summary = LineField("What fell short, in a few words", max_length=160)
    code = LineField("Code", max_length=60, required=False, help_text="Under which it is counted, such as cold chain.")
    remedy_asked = LineField("What the customer asks for", max_length=300, required=False)


class ExceptionForm(VersionForm):
    """Who reads it a second time, and why nobody else can look into it."""

    second_reader = PersonField("Who reads the findings a second time")
    reason = WordsField("Why nobody who is not involved can look into it")


class JoinForm(VersionForm):
    """The other complaint."""

    original = LineField("Key of the other complaint", max_length=24, help_text="Such as C-12: it is handled there.")

    def clean_original(self) -> Complaint:
        """Find the other complaint by its key."""
        key = self.cleaned_data["original"].strip().upper()
        found: Complaint | None = Complaint.objects.exclude(state=ComplaintState.WITHDRAWN).filter(key=key).first()
        if found is None:
            raise forms.ValidationError("No complaint has this key. It stands above each complaint, such as C-12.")
        return found


class EscalationAnswerForm(VersionForm):
    """What was decided."""

    answer = WordsField("What you decided")
