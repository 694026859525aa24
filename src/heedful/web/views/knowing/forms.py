"""What is asked about indicators, benchmarks and what is told to customers; the commands judge."""

from typing import Any

from django import forms

from heedful.customers.models import Segment
from heedful.feedback.models import Feedback, SurveyQuestion
from heedful.satisfaction.indicators.figures import ON_A_SCALE
from heedful.satisfaction.models import Basis
from heedful.web.fields import DayField, KeyField, LineField, NamedField, PersonField, WordsField
from heedful.web.forms import VersionForm


class QuestionField(forms.ModelChoiceField[SurveyQuestion]):
    """A question of a published survey, called by the survey and its words."""

    def __init__(self, label: str, **options: Any) -> None:
        asked = (
            SurveyQuestion.objects.filter(kind__in=ON_A_SCALE)
            .filter(survey_version__published_on__isnull=False, survey_version__state="published")
            .select_related("survey_version__survey").order_by("survey_version__survey__name", "place")
        )  # fmt: skip
        options.setdefault("empty_label", "None: it comes from complaints")
        super().__init__(asked, label=label, **options)

    def label_from_instance(self, obj: SurveyQuestion) -> str:
        """Call it by the survey and its first wording."""
        words = str(obj.wording[0][1]) if obj.wording else obj.get_kind_display()
        return f"{obj.survey_version.survey.name}: {words[:90]}"


class DefinitionForm(VersionForm):
    """What an indicator is worked out from, and what is aimed at."""

    basis = forms.ChoiceField(label="Worked out as", choices=Basis.choices)
    question = QuestionField("From the answers to", required=False)
    segment = NamedField(
        Segment.objects.filter(retired_on=None), label="Of one segment", required=False, empty_label="All customers"
    )
    target = forms.DecimalField(
        label="Target", required=False, max_digits=8, decimal_places=2,
        help_text="In points, per cent, on the scale, for each 1,000, or in days; leave it empty to aim at nothing.",
    )  # fmt: skip


class IndicatorForm(DefinitionForm):
    """A new indicator."""

    name = LineField("Name", max_length=120, help_text="As people call it in talking.")
    owner = PersonField("Who answers for it", required=False)
    since = DayField("Followed since")
    field_order = ["name", "basis", "question", "segment", "target", "owner", "since"]
    version = None  # type: ignore[assignment]


class RedefineForm(DefinitionForm):
    """Another way to work it out, or another target."""

    on = DayField("From")
    reason = WordsField("Why", rows=2, max_length=1000)


class RenameForm(VersionForm):
    """What it is called."""

    name = LineField("Name", max_length=120)
    owner = PersonField("Who answers for it", required=False)


class BecauseForm(VersionForm):
    """A day and a reason."""

    on = DayField("On")
    because = WordsField("Why", rows=2, max_length=1000)


class BenchmarkForm(VersionForm):
    """What others reach."""

    value = forms.DecimalField(label="What they reach", max_digits=8, decimal_places=2)
    population = LineField("Of whom it speaks", max_length=200, help_text="Whose customers, where, how many answered.")
    source = LineField("Source", max_length=300, help_text="The publication, with its author and its page.")
    measured_on = DayField("Measured on")


class ToldForm(VersionForm):
    """What customers said and what was done."""

    said = LineField("You said", max_length=300, help_text="In our own words, so that nobody is recognised.")
    did = WordsField("We did", rows=3, max_length=600, help_text="What is done and can be noticed.")
    words = WordsField(
        "A customer's own words", rows=2, max_length=600, required=False, help_text="Only with their consent."
    )
    words_of = KeyField("Of which feedback", Feedback, required=False)
    consent = LineField(
        "How and when they agreed", max_length=300, required=False, help_text="Such as: by e-mail on 3 March 2026."
    )


class NewToldForm(ToldForm):
    """The same, of finished work."""

    source = forms.CharField(max_length=80, widget=forms.HiddenInput, required=False)
    version = None  # type: ignore[assignment]


class ChangeToldForm(ToldForm):
    """The same, with why it is changed."""

    reason = LineField("Why it is changed", max_length=300, required=False, help_text="Where it is published already.")
