"""What is asked when surveys are made and run; forms say shapes, the commands judge."""

from typing import Any

from django import forms

from heedful.customers.models import ContactRole, Product, Segment
from heedful.feedback.models import Confidentiality, Disposition, DrawnHow, Method
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
    by_mail = forms.BooleanField(
        label="Invited by e-mail from here", required=False,
        help_text="Whoever has no address is left out. Without it you get their links as a file.",
    )  # fmt: skip
    remind_after_days = forms.IntegerField(
        label="Remind who is silent after", min_value=1, max_value=90, required=False,
        help_text="Working days, by e-mail, twice at most. Empty: you remind them yourself.",
    )  # fmt: skip
    quarantine_days = forms.IntegerField(
        label="Days of rest", min_value=0, max_value=3650, required=False,
        help_text="Nobody is asked who was asked in so many days before, by any survey. Empty: as the settings say.",
    )  # fmt: skip
    quarantine_because = LineField("Why it rests less than the settings say", max_length=300, required=False)
    frame_is = WordsField("Who could be asked, in words", rows=2, max_length=2000, required=False)
    owner = PersonField("Who answers for it", required=False)


class FrameForm(VersionForm):
    """Whose contacts could be asked."""

    roles = forms.MultipleChoiceField(
        label="Only who is", required=False, choices=ContactRole.choices, widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: everybody.",
    )  # fmt: skip
    segments = forms.ModelMultipleChoiceField(
        Segment.objects.filter(retired_on=None), label="Only customers of", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="None chosen: every customer.",
    )  # fmt: skip
    products = forms.ModelMultipleChoiceField(
        Product.objects.filter(retired_on=None), label="Only customers who got", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="By the deliveries entered. None chosen: whatever they got.",
    )  # fmt: skip
    met_from = DayField("Only customers met since", required=False, help_text="By the visits, calls and meetings.")
    met_until = DayField("And up to", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("segments", "products"):
            self.fields[name].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


class InviteForm(VersionForm):
    """How many are drawn, and how they get their links."""

    way = forms.ChoiceField(
        label="Who of the list", widget=forms.RadioSelect, initial="all", required=False,
        choices=[(way.value, way.label) for way in DrawnHow],
    )  # fmt: skip
    size = forms.IntegerField(
        label="How many to ask", min_value=1, max_value=1_000_000, required=False, help_text="For a random draw."
    )
    seed = forms.IntegerField(
        label="Seed of the draw", min_value=0, max_value=2**31 - 1, required=False,
        help_text="The same seed draws the same people again. Empty: one is drawn and kept.",
    )  # fmt: skip
    how = forms.ChoiceField(
        label="Their links", widget=forms.RadioSelect, initial="file",
        choices=[("file", "As a file, to mail them yourself"), ("mail", "By e-mail from here")],
    )  # fmt: skip


class RemindForm(VersionForm):
    """How those who have not answered get their link again."""

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


class PlacesForm(VersionForm):
    """Where a wave is shown beside its link, and when who is silent is reminded."""

    kiosk = forms.BooleanField(
        label="On a kiosk", required=False, help_text="A device of ours that returns to the start after each answer."
    )
    embed_origin = LineField(
        "In a frame on this site", max_length=200, required=False,
        help_text="Its beginning alone, such as https://www.example.org. No other site may show it.",
    )  # fmt: skip
    remind_after_days = WaveForm.base_fields["remind_after_days"]


class DispositionForm(VersionForm):
    """What became of somebody asked."""

    disposition = forms.ChoiceField(
        label="What became of it", choices=[(d.value, d.label) for d in BY_HAND], widget=forms.RadioSelect,
        help_text="Not reached: the mail came back. Refused: they said that they will not answer.",
    )  # fmt: skip
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
    ask_again = forms.BooleanField(
        label="They may be asked again in the next wave", required=False,
        help_text="Then they do not rest: their next answer shows whether the call helped.",
    )  # fmt: skip


class GiveUpForm(VersionForm):
    """Why nobody calls any more."""

    on = DayField("Given up on")
    reason = WordsField("Why", rows=3, max_length=2000)


class WaveFilters(Filters):
    """Whom of a frame to list."""

    disposition = forms.ChoiceField(
        label="What became of them", choices=[("", "All"), *Disposition.choices], required=False
    )


class CallFilters(Filters):
    """Which calls to list."""

    state = forms.ChoiceField(
        label="Calls",
        required=False,
        choices=[("", "To be made"), ("late", "Late"), ("made", "Made"), ("given_up", "Given up"), ("all", "All")],
    )
