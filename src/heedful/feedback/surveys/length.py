"""How long a survey takes: said to whoever is asked, before they begin."""

from collections.abc import Iterable
from math import ceil

from heedful.feedback.models.questions import QuestionKind, SurveyQuestion

SECONDS = {
    QuestionKind.RECOMMEND: 8, QuestionKind.SATISFACTION: 8, QuestionKind.EFFORT: 8, QuestionKind.RATING: 8,
    QuestionKind.YES_NO: 6, QuestionKind.ONE: 10, QuestionKind.SEVERAL: 14, QuestionKind.TEXT: 30,
}  # fmt: skip
"""To read and answer a question of a kind, by somebody on a telephone; ours, meant to be rather too long."""


def minutes_of(questions: Iterable[SurveyQuestion]) -> int:
    """Estimate how many minutes a survey takes; a question that not everybody is shown counts half."""
    seconds = 0.0
    for question in questions:
        own = SECONDS[QuestionKind(question.kind)] / (1 if question.required else 2)
        own += len(question.options) if question.options else 0
        seconds += own / 2 if question.shown_after_id else own
    return max(1, ceil(seconds / 60))
