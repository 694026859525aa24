"""Forms about management reviews."""

from django import forms

from heedful.leadership.models import DecisionClass, SeatForm
from heedful.web.fields import DayField, LineField, PersonField, WordsField
from heedful.web.forms import VersionForm
from heedful.web.views.leading.direction_forms import OnForm


class PlanForm(VersionForm):
    """A review to come."""

    name = LineField("Name", max_length=160, help_text="Such as: spring review.")
    planned_on = DayField("Planned for")
    interval_months = forms.IntegerField(label="Months between reviews", min_value=1, max_value=60, initial=3)
    owner = PersonField("Who prepares it", required=False)


class MoveForm(VersionForm):
    """Another day, and why."""

    planned_on = DayField("New day")
    reason = LineField("Why", max_length=300)


class WhyForm(VersionForm):
    """Why."""

    reason = WordsField("Why", rows=2)


class SeatGivenForm(VersionForm):
    """Somebody else takes part, too."""

    person = PersonField("Who")


class TakeSeatForm(VersionForm):
    """How somebody took part."""

    form = forms.ChoiceField(label="How they took part", choices=SeatForm.choices, widget=forms.RadioSelect)
    contribution = WordsField("What they said or wrote", required=False, rows=4,
                              help_text="Needed where they took part in writing.")  # fmt: skip
    delegate = PersonField("Delegate", required=False, help_text="Only where they sent one; it counts as absent.")


class ConcludeInputForm(VersionForm):
    """What the room concludes of an input."""

    conclusion = WordsField("What you conclude", rows=4)


class DecideForm(VersionForm):
    """A decision with owner and day."""

    decision_class = forms.ChoiceField(label="What it is about", choices=DecisionClass.choices)
    what = LineField("What is decided", max_length=300)
    owner = PersonField("Who will have done it")
    due_on = DayField("By which day")


class NothingForm(VersionForm):
    """Nothing is decided, and why."""

    decision_class = forms.ChoiceField(label="Where nothing is decided", choices=DecisionClass.choices)
    reason = WordsField("Why", rows=2, max_length=300)


class DiscussForm(VersionForm):
    """What the room thinks of an earlier decision."""

    note = WordsField("What the room thinks of it", rows=3)
    effect = WordsField("What came of it", rows=2, required=False, help_text="Where that can be told by now.")


class MinutesForm(OnForm):
    """The minutes."""

    minutes = WordsField("Minutes", rows=8, help_text="What was said beyond the inputs and the decisions.")


class ConcludeForm(OnForm):
    """Whether the system is effective."""

    conclusion = WordsField("Is the system effective, and by which figure do you see it?", rows=5)
