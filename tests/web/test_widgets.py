from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from heedful.web.widgets import Widgets

HOSTILE = '"><script>alert(1)</script>&'


class Parts(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(str(markup))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(attrs, key=str)))

    def handle_data(self, data):
        if data.strip():
            self.found.append(data.strip())


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=[("", "Any"), ("a", HOSTILE), (HOSTILE, "b")]), HOSTILE),
        (forms.Select(choices=[("Group " + HOSTILE, [("1", "One"), ("2", "Two")]), ("3", "Three")]), "2"),
        (forms.Select(attrs={"required": True, "disabled": False, "data-x": HOSTILE}), None),
        (forms.NullBooleanSelect(), True),
        (forms.TextInput(attrs={"maxlength": "10", "autofocus": True}), HOSTILE),
        (forms.TextInput(), None),
        (forms.HiddenInput(), "7"),
        (forms.NumberInput(), 7),
        (forms.DateInput(attrs={"type": "date"}), "2026-11-25"),
        (forms.EmailInput(), "a@example.org"),
        (forms.PasswordInput(), "never shown"),
        (forms.Textarea(), HOSTILE),
        (forms.CheckboxInput(), True),
    ],
)
def test_widgets_drawn_by_hand_say_what_djangos_templates_say(widget, value):
    ours = widget.render("name", value, attrs={"id": "id_name"}, renderer=Widgets())
    theirs = widget.render("name", value, attrs={"id": "id_name"}, renderer=DjangoTemplates())

    assert Parts(ours).found == Parts(theirs).found
