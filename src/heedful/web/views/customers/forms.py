"""What is asked about customers; forms say shapes, the commands judge."""

import datetime
from typing import Any

from django import forms

from heedful.core.models import Person, Row, Unit
from heedful.customers.models import ContactRole, InteractionKind, Product, Segment
from heedful.web.fields import DayField, Filters, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$"


def language_field() -> forms.RegexField:
    """Ask for a language by its code."""
    return forms.RegexField(LANGUAGE, label="Language", initial="en", max_length=10, help_text="A code: en, nb, pt-BR.")


def key_field() -> LineField:
    """Ask for the key that another system uses."""
    words = "By it a file that comes in finds this record again."
    return LineField("Key in another system", max_length=80, required=False, empty_value=None, help_text=words)


class CustomerForm(VersionForm):
    """Who a customer is."""

    name = LineField("Name", max_length=200)
    segment = NamedField(
        Segment.objects.filter(retired_on=None), label="Segment", required=False, empty_label="None yet"
    )
    owner = PersonField("Who answers for them", required=False)
    language = language_field()
    value = forms.DecimalField(label="Revenue a year", required=False, min_value=0, max_digits=14, decimal_places=2)
    since = DayField("Customer since", required=False)
    external_key = key_field()


class LeaveForm(VersionForm):
    """That somebody left, and when."""

    on = DayField("Left on")
    because = WordsField("Why, as far as we know", max_length=4000)


class ReasonForm(VersionForm):
    """Why something is put right."""

    reason = WordsField("Reason", max_length=2000)


class DayForm(VersionForm):
    """When something ends."""

    on = DayField("On")


class ContactForm(VersionForm):
    """Who a contact is, and whether they may be asked."""

    name = LineField("Name", max_length=160)
    role = forms.ChoiceField(label="Role", choices=ContactRole.choices)
    email = forms.EmailField(label="E-mail", required=False)
    phone = LineField("Telephone", max_length=40, required=False)
    language = language_field()
    consents = forms.BooleanField(label="May be asked and called back", required=False, initial=True)
    external_key = key_field()


class DeliveryForm(forms.Form):
    """How much reached a customer in a period."""

    first_on = DayField("First day")
    last_on = DayField("Last day")
    quantity = forms.IntegerField(label="Quantity", min_value=1, max_value=2_000_000_000)
    product = NamedField(Product.objects.filter(retired_on=None), label="Product or service", required=False)
    unit = NamedField(Unit.objects.filter(closed_on=None), label="Unit", required=False)


class InteractionForm(VersionForm):
    """A meeting with a customer."""

    kind = forms.ChoiceField(label="How you met", choices=InteractionKind.choices, widget=forms.RadioSelect)
    held_on = DayField("On")
    people = forms.ModelMultipleChoiceField(
        Person.objects.filter(employed_until=None), label="Who of ours was there", widget=forms.CheckboxSelectMultiple
    )
    heard = WordsField("What was heard", rows=6, max_length=20_000, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]


class ExitContactForm(forms.Form):
    """An attempt to learn from a customer who left."""

    tried_on = DayField("Tried on")
    person = PersonField("By")
    reached = forms.BooleanField(label="They were reached", required=False)
    learned = WordsField("What was learned", rows=5, max_length=20_000, required=False)


class SegmentForm(VersionForm):
    """Customers who need the same."""

    name = LineField("Name", max_length=120)
    needs = WordsField("What they need", rows=5, required=False, help_text="In their words where you have them.")
    owner = PersonField("Who answers for it", required=False)


class ReviewForm(VersionForm):
    """What the customers of a segment need, looked at again."""

    on = DayField("Looked at again on")
    needs = WordsField("What they need", rows=6)


class ProductForm(VersionForm):
    """Something we deliver."""

    name = LineField("Name", max_length=160)
    service = forms.BooleanField(label="It is a service", required=False)
    owner = PersonField("Who answers for it", required=False)


class CustomerFilters(Filters):
    """Which customers are shown."""

    words = forms.CharField(label="Words or key", max_length=200, required=False)
    segment = NamedField(Segment.objects.all(), label="Segment", required=False, empty_label="All")
    owner = NamedField(Person.objects.filter(employed_until=None), label="Owner", required=False, empty_label="All")
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Customers now"), ("left", "Left"), ("all", "All")]
    )


def as_it_stands(row: Row, form_class: type[forms.Form]) -> dict[str, Any]:
    """Fill a form's fields with what a row holds."""
    return {name: getattr(row, name) for name in form_class.base_fields if hasattr(row, name) and name != "version"}


def on_that_day(day: datetime.date, *names: str) -> dict[str, Any]:
    """Begin day fields with a day."""
    return dict.fromkeys(names, day)
