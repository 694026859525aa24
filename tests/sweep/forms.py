"""Forms as a page draws them: found, filled with what fits, and read as a browser would send them."""

import datetime
from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_TYPED = ("hidden", "submit", "checkbox", "radio", "file", "button")


@dataclass
class Field:
    """One name of a form, with what it holds and what it offers."""

    name: str
    kind: str
    value: str = ""
    offered: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    required: bool = False

    @property
    def typed(self):
        """Whether somebody writes in it, and not chooses."""
        return self.kind not in NOT_TYPED and self.kind != "select"


@dataclass
class Form:
    """One form: where it goes, and its fields by name."""

    method: str
    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def takes_files(self):
        """Whether a file can be chosen in it."""
        return any(one.kind == "file" for one in self.fields.values())

    def filled(self):
        """What fits: what stands there already, else something of the kind that is asked for."""
        data = {}
        for name, one in self.fields.items():
            value = _fitting(one)
            if value is not None:
                data[name] = value
        return data


def _fitting(one):
    """A value that the field is for; None where it is left alone."""
    if one.kind == "checkbox":
        return one.held or None
    if one.kind in ("radio", "select"):
        held = [value for value in one.held if value]
        return held or next((value for value in one.offered if value), None)
    if one.kind in ("file", "submit"):
        return None
    if one.value or one.kind == "hidden":
        return one.value
    today = datetime.date.today().isoformat()
    by_kind = {"date": today, "datetime-local": f"{today}T08:00", "number": "1", "email": "somebody@example.org"}
    words = "CU-1" if "customer" in one.name else "A long password" if one.kind == "password" else "Sound words"
    return by_kind.get(one.kind, words) if one.required else ""


def _sends(tag, given):
    """Whether something on a page sends a value with its form."""
    named = tag in ("input", "select", "textarea", "button") and given.get("name")
    return named and not {"disabled", "readonly"} & set(given)


class _Finder(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self._form = self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._form)
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            self._select.offered.append(value)
            if "selected" in given:
                self._select.held.append(value)
        elif self._form is not None and _sends(tag, given):
            self._field(tag, given)

    def _field(self, tag, given):
        kind = {"input": given.get("type", "text"), "button": "submit"}.get(tag, tag)
        one = self._form.fields.setdefault(given["name"], Field(given["name"], kind, required="required" in given))
        if kind in ("radio", "checkbox"):
            value = given.get("value", "on")
            one.offered.append(value)
            if "checked" in given:
                one.held.append(value)
        elif kind == "submit":
            one.offered.append(given.get("value", ""))
        else:
            one.value = given.get("value", "")
        self._select = one if tag == "select" else self._select
        self._area = one if tag == "textarea" else self._area

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None


def forms_of(page):
    """Every form of a page."""
    finder = _Finder()
    finder.feed(page)
    return finder.forms
