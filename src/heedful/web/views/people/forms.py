"""What is asked about people; forms say shapes, the commands judge."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from heedful.core.models import Role, Unit
from heedful.core.people import ROLE_FIELDS
from heedful.core.permissions import AccessRole
from heedful.web.fields import DayField, Filters, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm


class PersonForm(VersionForm):
    """Who somebody is."""

    name = LineField("Name", max_length=120)
    email = forms.EmailField(label="E-mail", required=False)
    unit = NamedField(Unit.objects.filter(closed_on=None), label="Unit", required=False, empty_label="None")
    employed_from = DayField("Works here since", required=False)


class DayForm(VersionForm):
    """When something ends."""

    on = DayField("On")


class EndGrantForm(DayForm):
    """When an access role ends, and why."""

    reason = LineField("Reason", max_length=300, required=False)


class GrantForm(forms.Form):
    """An access role for a time."""

    role = forms.ChoiceField(label="Access role", choices=AccessRole.choices, widget=forms.RadioSelect)
    since = DayField("From")
    until = DayField("Until", required=False, help_text="Empty for as long as nobody ends it.")


class LetInForm(VersionForm):
    """A sign-in: with a first password, or with a link by which they choose one."""

    email = forms.EmailField(label="E-mail, to sign in with")
    password = forms.CharField(
        label="First password", required=False, strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Leave it empty to get a link instead, by which they choose their own.",
    )  # fmt: skip

    def clean_password(self) -> str | None:
        """Refuse a password that is easily guessed."""
        given: str = self.cleaned_data["password"]
        if given:
            validate_password(given)
        return given or None


class TrainingForm(forms.Form):
    """What somebody was trained for."""

    what = LineField("What for", max_length=200, help_text="Such as: taking complaints.")
    held_on = DayField("Held on")
    role = NamedField(Role.objects.filter(retired_on=None), label="For the role", required=False, empty_label="None")


class RoleForm(VersionForm):
    """What a role's holders answer for, and what they may decide."""

    name = LineField("Name", max_length=120)
    responsibility = WordsField("They answer for", required=False)
    authority = WordsField("They may decide", required=False)
    contact = forms.BooleanField(label="They speak with customers", required=False)
    runs_system = forms.BooleanField(label="They run the quality management system", required=False)
    customer_focus = forms.BooleanField(label="They promote customer focus everywhere", required=False)
    reports_to_top = forms.BooleanField(label="They have a direct line to top management", required=False)
    since = DayField("Since", required=False)


class AssignForm(forms.Form):
    """Who holds a role, from when."""

    person = PersonField("Person")
    since = DayField("From")


class LimitForm(forms.Form):
    """What a role's holders may settle alone."""

    what = LineField("What they may settle alone", max_length=200, help_text="Such as: a credit note.")
    amount = forms.DecimalField(label="Up to", required=False, min_value=0, max_digits=12, decimal_places=2)
    since = DayField("From")


class UnitForm(forms.Form):
    """A site or a department."""

    name = LineField("Name", max_length=120)


class PeopleFilters(Filters):
    """Which people are shown."""

    words = forms.CharField(label="Words or key", max_length=200, required=False)
    role = forms.ChoiceField(label="Access role", required=False, choices=[("", "All"), *AccessRole.choices])
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Here now"), ("left", "Left"), ("all", "All")]
    )


def person_as_it_stands(person: Any) -> dict[str, Any]:
    """Fill the form of a person."""
    return {name: getattr(person, name) for name in ("name", "email", "unit", "employed_from")}


def role_as_it_stands(role: Any) -> dict[str, Any]:
    """Fill the form of a role."""
    return {name: getattr(role, name) for name in ROLE_FIELDS}
