"""What is asked about feedback: what was said, what kind of thing it is, what it is about."""

from collections.abc import Sequence
from typing import Any

from django import forms

from heedful.core import clock
from heedful.core.find import folded
from heedful.core.models import Unit
from heedful.customers.models import Contact, Customer, Interaction, Product
from heedful.feedback.models import Channel, Feedback, Kind, Severity, Theme
from heedful.requirements.models import Requirement
from heedful.web.customer_field import CustomerField
from heedful.web.fields import DayField, Filters, KeyField, LineField, WordsField, offer
from heedful.web.forms import VersionForm
from heedful.web.views.feedback.room import theme_choices

SPOKEN = [choice for choice in Kind.choices if choice[0] != Kind.COMMENT]


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a record by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Call it by its name."""
        return str(obj.title)


class ThemeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a theme from the tree."""

    def __init__(self, label: str = "Theme", **options: Any) -> None:
        super().__init__(Theme.objects.filter(retired_on=None), label=label, **options)
        self.choices = [("", "None yet")]

    def hold(self, themes: Sequence[Theme], *, none: str = "None yet") -> None:
        """Offer themes that were read already."""
        self.choices = [("", none), *theme_choices(themes)]


class SeemsField(forms.TypedChoiceField):
    """How serious a thing seems at first sight."""

    def __init__(self) -> None:
        super().__init__(
            label="How serious it seems", required=False, coerce=int, empty_value=None,
            choices=[("", "Not said"), *Severity.choices],
        )  # fmt: skip


class LogForm(forms.Form):
    """What was said: five things to see, the rest folded away."""

    kind = forms.ChoiceField(label="What is it?", choices=SPOKEN)
    words = WordsField("What did they say?", rows=4, max_length=20_000, help_text="In their words, if you can.")
    customer = CustomerField(required=False, help_text="A part of the name, or the key.")
    sender = LineField("Who said it", max_length=200, required=False, help_text="Name, and how to reach them.")
    channel = NamedChoice(Channel.objects.filter(closed_on=None), label="How it reached us", required=False,
                          empty_label="Choose a channel")  # fmt: skip

    heard_at = forms.DateTimeField(
        label="Heard", required=False, help_text="Where it was not just now.",
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )  # fmt: skip
    remedy_asked = LineField("What they ask for", max_length=300, required=False)
    product = NamedChoice(Product.objects.filter(retired_on=None), label="Product or service", required=False)
    unit = NamedChoice(Unit.objects.filter(closed_on=None), label="Site", required=False)
    theme = ThemeChoice(required=False)
    language = LineField("Language", max_length=10, required=False, help_text="A code, such as nb.")
    interaction = forms.ModelChoiceField(Interaction.objects.all(), required=False, widget=forms.HiddenInput)

    SEEN = ("kind", "words", "customer", "sender", "channel")

    def seen(self) -> list[forms.BoundField]:
        """Give what is always shown."""
        return [self[name] for name in self.SEEN]

    def folded_away(self) -> list[forms.BoundField]:
        """Give what most people need not fill in."""
        return [field for field in self.visible_fields() if field.name not in self.SEEN]

    def wrong_below(self) -> bool:
        """Say whether something folded away needs another look."""
        return any(field.errors for field in self.folded_away())

    def clean_heard_at(self) -> Any:
        """Take now where nothing was typed."""
        return self.cleaned_data["heard_at"] or clock.now()

    def clean_language(self) -> str:
        """Write a code in small letters."""
        return str(self.cleaned_data["language"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        """Know a contact by name or address where the customer has them."""
        taken = dict(self.cleaned_data)
        customer, sender = taken.get("customer"), folded(taken.get("sender") or "").strip()
        if customer is not None and sender:
            for contact in customer.contacts.filter(left_on=None):
                if sender in (folded(contact.name), folded(contact.email)):
                    taken |= {"contact": contact, "sender": ""}
        return taken


class SortForm(VersionForm):
    """What kind of thing it is and what it is about."""

    kind = forms.ChoiceField(label="Kind", choices=Kind.choices)
    theme = ThemeChoice(required=False)
    seems = SeemsField()


class SettleForm(SortForm):
    """The same, with who said it and about what: all that is settled while one sorts thing after thing."""

    kind = forms.ChoiceField(label="Kind", choices=Kind.choices, widget=forms.RadioSelect)
    customer = CustomerField(required=False, help_text="A part of the name, or the key.")
    product = NamedChoice(Product.objects.filter(retired_on=None), label="Product or service", required=False,
                          empty_label="None")  # fmt: skip
    requirement = KeyField("Requirement", Requirement, required=False)
    language = LineField("Language", max_length=10, required=False, help_text="A code, such as nb.")

    KNOWN = ("customer", "product", "requirement", "language")

    def offer_kinds(self, heard: Feedback) -> None:
        """Offer what it can be: a survey comment stays one, or turns out to be something else."""
        offer(self, "kind", Kind.choices if heard.response_id else SPOKEN)

    def known(self) -> list[forms.BoundField]:
        """Give the fields that say whose and about what it is."""
        return [self[name] for name in self.KNOWN]


class PlaceForm(VersionForm):
    """Who said it, by which channel, about what."""

    customer = CustomerField(required=False)
    contact = NamedChoice(Contact.objects.none(), label="Contact", required=False)
    sender = LineField("Who said it, where not a known contact", max_length=200, required=False)
    channel = NamedChoice(Channel.objects.all(), label="How it reached us", required=False)
    product = NamedChoice(Product.objects.filter(retired_on=None), label="Product or service", required=False)
    unit = NamedChoice(Unit.objects.all(), label="Site", required=False)
    language = LineField("Language", max_length=10, required=False, help_text="A code, such as nb.")
    reason = LineField("Why it changes", max_length=300, required=False)

    def offer_contacts(self, customer: Customer | None) -> None:
        """Offer the contacts of the customer."""
        if customer is not None:
            self.fields["contact"].queryset = customer.contacts.all()  # type: ignore[attr-defined]


class InboxFilters(Filters):
    """Which of everything heard is listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All"), ("unsorted", "Not sorted yet"), ("mine", "Logged by me")]
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), *Kind.choices])
    theme = forms.ChoiceField(label="Theme", required=False)
    channel = forms.ChoiceField(label="Channel", required=False)
    unit = forms.ChoiceField(label="Site", required=False)
    customer = CustomerField(required=False)
    since = DayField("Heard since", required=False)
    until = DayField("Until", required=False)

    FEW = ("q", "show", "kind")

    def offer(self, themes: Sequence[Theme], channels: Sequence[Channel], units: Sequence[Unit]) -> None:
        """Offer what there is to choose from."""
        named = {"channel": channels, "unit": units}
        offer(self, "theme", [("", "Any"), ("none", "None yet"), *theme_choices(themes)])
        for name, rows in named.items():
            choices = [("", "Any"), *((str(row.pk), row.title) for row in rows)]
            offer(self, name, choices)

    def few(self) -> list[forms.BoundField]:
        """Give the filters that are always shown."""
        return [self[name] for name in self.FEW]

    def others(self) -> list[forms.BoundField]:
        """Give the filters that are folded away."""
        return [field for field in self.visible_fields() if field.name not in self.FEW]

    def others_used(self) -> bool:
        """Say whether one that is folded away holds something."""
        return any(name not in self.FEW for name in self.changed_data)


class ThemeForm(VersionForm):
    """A theme, and where it stands in the tree."""

    name = LineField("Theme", max_length=120)
    parent = ThemeChoice("Below", required=False)


class RenameForm(VersionForm):
    """Another name."""

    name = LineField("Theme", max_length=120)
