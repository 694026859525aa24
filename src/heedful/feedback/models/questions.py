"""What a survey asks: one question after another, each in every language, some shown only after certain answers."""

import uuid
from typing import Any

from django.db import models

from heedful.core.models import Row


class QuestionKind(models.TextChoices):
    """What is asked for."""

    RECOMMEND = "recommend", "Recommend, 0 to 10"
    SATISFACTION = "satisfaction", "Satisfaction, 1 to 5"
    EFFORT = "effort", "Ease, 1 to 7"
    RATING = "rating", "Rating on a scale of your own"
    ONE = "one", "One choice"
    SEVERAL = "several", "Several choices"
    YES_NO = "yes_no", "Yes or no"
    TEXT = "text", "In their own words"


SCALES: dict[str, tuple[int, int]] = {
    QuestionKind.RECOMMEND: (0, 10), QuestionKind.SATISFACTION: (1, 5), QuestionKind.EFFORT: (1, 7),
}  # fmt: skip
"""Lowest and highest score of each kind with a scale of its own; a higher score is always the better one."""
SCORED = (QuestionKind.RECOMMEND, QuestionKind.SATISFACTION, QuestionKind.EFFORT, QuestionKind.RATING)
"""Kinds whose numbers lie on a scale."""
CHOSEN = (QuestionKind.ONE, QuestionKind.SEVERAL)
"""Kinds whose numbers stand for options."""
FOLLOWED = (QuestionKind.RECOMMEND, QuestionKind.SATISFACTION)
"""Kinds whose figures are followed over time as satisfaction."""
YES, NO = 1, 0
ANSWERED = 0
"""Stands, in the answer to a question with several choices, for its having been answered at all."""


class Comparison(models.TextChoices):
    """How the answer to an earlier question decides whether a later one is shown."""

    IS = "is", "is"
    IS_NOT = "is_not", "is not"
    AT_LEAST = "at_least", "is at least"
    AT_MOST = "at_most", "is at most"


class SurveyQuestion(Row):
    """One question of a version, in each language.

    It stands in a line of the survey from version to version. As long as its words and its scale stay, its figures
    are one series; a change begins another.
    """

    survey_version = models.ForeignKey("feedback.SurveyVersion", models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    line = models.PositiveSmallIntegerField(default=1, help_text="The same in every version of the survey.")
    series = models.PositiveSmallIntegerField(default=1, help_text="Figures of one series can be compared.")
    kind = models.CharField(max_length=14, choices=QuestionKind.choices)
    required = models.BooleanField(default=True)
    wording = models.JSONField(default=list, blank=True, help_text="Pairs of language and text; empty: ours.")
    help_words = models.JSONField(default=list, blank=True)
    lowest = models.PositiveSmallIntegerField(null=True, blank=True)
    highest = models.PositiveSmallIntegerField(null=True, blank=True)
    low_words = models.JSONField(default=list, blank=True)
    high_words = models.JSONField(default=list, blank=True)
    options = models.JSONField(default=list, blank=True, help_text="Pairs of number and texts by language.")
    shown_after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="decides")
    shown_if = models.CharField(max_length=8, choices=Comparison.choices, blank=True)
    shown_value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["survey_version", "place", "id"]

    @property
    def scale(self) -> tuple[int, int] | None:
        """Give the lowest and the highest score of a question with a scale."""
        if self.kind == QuestionKind.RATING:
            return self.lowest or 0, self.highest or 0
        return SCALES.get(self.kind)

    @property
    def values(self) -> tuple[int, ...]:
        """List the numbers that answer it, in order."""
        if self.kind in CHOSEN:
            return tuple(int(number) for number, _ in self.options)
        if self.kind == QuestionKind.YES_NO:
            return YES, NO
        scale = self.scale
        return tuple(range(scale[0], scale[1] + 1)) if scale else ()

    @property
    def condition(self) -> tuple[uuid.UUID | None, str, int | None]:
        """Give which answer decides whether it is shown, and how."""
        return self.shown_after_id, self.shown_if, self.shown_value

    @property
    def what_it_asks(self) -> tuple[Any, ...]:
        """Give what must stay for its figures to go on: the kind, the scale, and the numbers of the options."""
        return self.kind, self.scale, tuple(sorted(self.values))
