"""Fields that many forms share: a day, a person, longer words, and forms that filter a list."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from heedful.core.models import Person, Record

FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


class DayField(forms.DateField):
    """A day that a person picks or types; centuries that nobody means are refused."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, widget=widget, **options)
        self.validators += [
            MinValueValidator(FIRST_DAY, message="Give a day since 1900."),
            MaxValueValidator(LAST_DAY, message="Give a day before 2200."),
        ]


class WordsField(forms.CharField):
    """More than a line of text."""

    def __init__(self, label: str, *, rows: int = 3, max_length: int = 10_000, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(label=label, widget=widget, max_length=max_length, **options)


class LineField(forms.CharField):
    """A line of text."""

    def __init__(self, label: str, *, max_length: int, **options: Any) -> None:
        super().__init__(label=label, widget=forms.TextInput(attrs={"dir": "auto"}), max_length=max_length, **options)


class PersonField(forms.ModelChoiceField[Person]):
    """Somebody who works here; those who left are not offered."""

    def __init__(self, label: str, **options: Any) -> None:
        people = Person.objects.filter(employed_until=None)
        options.setdefault("empty_label", "Nobody yet" if not options.get("required", True) else "Choose a person")
        super().__init__(people, label=label, **options)

    def label_from_instance(self, obj: Person) -> str:
        """Call them by name alone."""
        return obj.name


class Filters(forms.Form):
    """Filters above a list; what they hold stands in the address, and nonsense there filters nothing."""

    asks_nothing = True

    def chosen(self, name: str) -> Any:
        """Give what was chosen, or nothing where it was not understood."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class NamedField(forms.ModelChoiceField[Any]):
    """A choice among a few records, each called by its name alone."""

    def label_from_instance(self, obj: Any) -> str:
        """Call it by name."""
        return str(obj.name)


class KeyField(forms.CharField):
    """One of very many records, by its key: CU-12."""

    def __init__(self, label: str, model: type[Record], **options: Any) -> None:
        self.model = model
        options.setdefault("help_text", f"Its key, such as {model.prefix}-12.")
        super().__init__(label=label, max_length=24, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show the key of what stands there."""
        return value.key if isinstance(value, Record) else value

    def clean(self, value: Any) -> Any:
        """Find the record that the key names."""
        key = super().clean(value)
        if not key:
            return None
        found = self.model._base_manager.filter(key=key.upper()).first()
        if found is None:
            raise forms.ValidationError(f"There is none with this key; an example is {self.model.prefix}-12.")
        return found


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Give a field of choices what is to be chosen from just now."""
    field: Any = form.fields[name]
    field.choices = choices
