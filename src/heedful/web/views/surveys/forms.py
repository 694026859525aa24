"""What is asked when surveys are made and run; forms say shapes, the commands judge."""

from typing import Any

from django import forms

from heedful.customers.models import Segment
from heedful.feedback.models import Confidentiality, Disposition, Method
from heedful.feedback.surveys.inviting import BY_HAND
from heedful.web.fields import DayField, Filters, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm


class NamedChoice(forms.ModelChoiceField[Any]):
    """A choice among records, each called by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Call it by name."""
        return str(obj.name)


class WaveForm(VersionForm):
    """One round of asking."""

    name = LineField("Name", max_length=160, help_text="Such as: spring 2026.")
    opens_on = DayField("Opens on")
    closes_on = DayField("Last day")
    confidentiality = forms.ChoiceField(
        label="Who may know who answered", choices=Confidentiality.choices, widget=forms.RadioSelect, initial="named"
    )
    open_link = forms.BooleanField(
        label="An open link as well", required=False,
        help_text="Anybody with it may answer, also more than once; it has no response rate.",
    )  # fmt: skip
    method = NamedChoice(
        Method.objects.filter(direct=True), label="Method of the feedback programme", required=False, empty_label="None"
    )
    quarantine_days = forms.IntegerField(
        label="Days of rest", min_value=0, max_value=3650, initial=90,
        help_text="Nobody is asked who was asked in so many days before.",
    )  # fmt: skip
    frame_is = WordsField("Who could be asked, in words", rows=2, max_length=2000, required=False)
    owner = PersonField("Who answers for it", required=False)


class FrameForm(VersionForm):
    """Whose contacts could be asked."""

    segments = forms.ModelMultipleChoiceField(
        Segment.objects.filter(retired_on=None), label="Only customers of", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="None chosen: every customer.",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["segments"].label_from_instance = lambda segment: segment.name  # type: ignore[attr-defined]


class InviteForm(VersionForm):
    """How many are drawn, and how they get their links."""

    size = forms.IntegerField(
        label="How many to ask", min_value=1, max_value=1_000_000, required=False, help_text="Empty: everybody."
    )
    seed = forms.IntegerField(
        label="Seed of the draw", min_value=0, max_value=2**31 - 1, required=False,
        help_text="The same seed draws the same people again. Empty: one is drawn and kept.",
    )  # fmt: skip
    how = forms.ChoiceField(
        label="Their links", widget=forms.RadioSelect, initial="file",
        choices=[("file", "As a file, once, to mail them yourself"), ("mail", "By e-mail from here")],
    )  # fmt: skip


class RemindForm(VersionForm):
    """How those who have not answered get a fresh link."""

    how = InviteForm.base_fields["how"]


class CloseForm(VersionForm):
    """What is known of those who did not answer."""

    nonresponse_note = WordsField(
        "Those who did not answer", required=False, max_length=4000,
        help_text="Who they are, and whether they may think otherwise: needed where fewer than one in five answered.",
    )  # fmt: skip


class NoteForm(VersionForm):
    """What is known of those who did not answer."""

    note = WordsField("Those who did not answer", max_length=4000)


class LastDayForm(VersionForm):
    """Another last day."""

    closes_on = DayField("Last day")


class DispositionForm(VersionForm):
    """What became of somebody asked."""

    disposition = forms.ChoiceField(
        label="What became of it", choices=[(d.value, d.label) for d in BY_HAND], widget=forms.RadioSelect
    )
    reason = LineField("Why", max_length=200, required=False)


class WhyForm(VersionForm):
    """Why an answer counts or does not."""

    reason = LineField("Reason", max_length=200)


class CallForm(VersionForm):
    """What came of a call."""

    on = DayField("Called on")
    reached = forms.TypedChoiceField(
        label="The customer", choices=[("yes", "was reached"), ("no", "was not reached")], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    outcome = WordsField("What came of it", rows=5, max_length=10_000)


class WaveFilters(Filters):
    """Whom of a frame to list."""

    disposition = forms.ChoiceField(
        label="What became of them", choices=[("", "All"), *Disposition.choices], required=False
    )


class CallFilters(Filters):
    """Which calls to list."""

    state = forms.ChoiceField(
        label="Calls", choices=[("", "To be made"), ("late", "Late"), ("made", "Made"), ("all", "All")], required=False
    )
