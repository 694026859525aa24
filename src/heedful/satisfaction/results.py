"""What a survey's questions came to, each kind in its own way, over all its waves or some of them."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from heedful.core.actors import Reader
from heedful.feedback.models import (
    NO_SEGMENT,
    SCORED,
    Cell,
    Confidentiality,
    QuestionKind,
    Response,
    Survey,
    SurveyQuestion,
    SurveyState,
    SurveyVersion,
    Wave,
)
from heedful.feedback.models.questions import ANSWERED
from heedful.satisfaction.answers import talkative
from heedful.satisfaction.small_groups import FEWEST_COMMENTS, WHOLE, hidden_cells
from heedful.stats import Interval, mean_of_histogram, wilson

LEAST = 5
"""Below so many answers there are counts and no shares."""
MOST_READ, MOST_TEXTS = 2_000, 200
"""So many of the newest answers with words are read, and so many texts of a question are listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Whose answers are looked at: of one wave or all, of one segment or all."""

    wave: uuid.UUID | None = None
    segment: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave one of the answers, of all who answered the question."""

    number: int
    count: int
    estimate: Interval | None


@dataclass(frozen=True, slots=True)
class Text:
    """Words that answer a question, with the answer they are from where that may be shown."""

    words: str
    response: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Result:
    """What one question came to."""

    question: SurveyQuestion
    n: int
    shares: tuple[Share, ...] = ()
    mean: Interval | None = None
    hidden: bool = False
    """Fewer than five people, or a group that could be worked out from the others."""
    texts: tuple[Text, ...] = field(default=())
    more: int = 0
    """Further texts that are not listed."""


def published_of(survey: Survey) -> list[SurveyVersion]:
    """List what a survey asked, the newest first, each version with its questions."""
    published = survey.versions.exclude(state=SurveyState.DRAFT).order_by("-number")
    return list(published.prefetch_related("questions"))


def results_of(
    version: SurveyVersion, group: Group, person: Reader, *, versions: Sequence[SurveyVersion], waves: Sequence[Wave]
) -> list[Result]:
    """Say what each question of a version came to, with the other versions in which it asked the same.

    Where any wave was in confidence, a group of fewer than five is not shown, nor one that would give it away.
    """
    if not person.reads:
        return []
    questions = list(version.questions.all())
    alike = _alike(versions, questions)
    named = all(wave.confidentiality == Confidentiality.NAMED for wave in waves)
    tables = _tables([pk for pks in alike.values() for pk in pks])
    spoken = _spoken(group, waves)
    found = []
    for question in questions:
        if question.kind == QuestionKind.TEXT:
            found.append(_texts(question, alike[question.pk], spoken))
        else:
            found.append(_counted(question, [tables[pk] for pk in alike[question.pk]], group, named=named))
    return found


def _alike(versions: Sequence[SurveyVersion], questions: Sequence[SurveyQuestion]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Find, for each question, the same one in every version that asked it in the same series."""
    by_line: dict[tuple[int, int], list[uuid.UUID]] = defaultdict(list)
    for question in (question for version in versions for question in version.questions.all()):
        by_line[question.line, question.series].append(question.pk)
    return {question.pk: by_line[question.line, question.series] for question in questions}


Table = dict[tuple[uuid.UUID, uuid.UUID], dict[int, int]]
"""By wave and segment, how many gave each number."""


def _tables(questions: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Table]:
    """Read the cells of some questions: one question of the database."""
    found: dict[uuid.UUID, Table] = defaultdict(lambda: defaultdict(dict))
    cells = Cell.objects.filter(question__in=questions).order_by()
    for question, wave, segment, score, count in cells.values_list("question", "wave", "segment", "score").annotate(
        Sum("count")
    ):
        found[question][wave, segment][score] = count
    return found


def _counted(question: SurveyQuestion, tables: Sequence[Table], group: Group, *, named: bool) -> Result:
    """Add up the answers of a group, unless it is too small to be shown."""
    people: dict[tuple[uuid.UUID, uuid.UUID], int] = defaultdict(int)
    counts: dict[int, int] = defaultdict(int)
    for table in tables:
        for place, scores in table.items():
            people[place] += _answered(question, scores)
            if group.wave in (None, place[0]) and group.segment in (None, place[1]):
                for score, count in scores.items():
                    counts[score] += count
    n = _answered(question, counts)
    if not named and (group.wave or WHOLE, group.segment or WHOLE) in hidden_cells(people):
        return Result(question, 0, hidden=True)
    shares = tuple(
        Share(number, counts[number], wilson(counts[number], n) if n >= LEAST else None) for number in question.values
    )
    scored = question.kind in SCORED and n >= LEAST
    histogram = [counts[number] for number in question.values]
    return Result(question, n, shares, mean_of_histogram(histogram, list(question.values)) if scored else None)


def _answered(question: SurveyQuestion, scores: Mapping[int, int]) -> int:
    """Count the people who answered: of several choices each person may have made some."""
    if question.kind == QuestionKind.SEVERAL:
        return scores.get(ANSWERED, 0)
    return sum(scores.values())


def _spoken(group: Group, waves: Sequence[Wave]) -> list[Response]:
    """Read the answers of a group that hold words, newest first; in confidence only of waves with ten and more."""
    confident = {wave.pk for wave in waves if wave.confidentiality != Confidentiality.NAMED}
    wanted = {wave.pk for wave in waves if group.wave in (None, wave.pk)}
    if secret := wanted & confident:
        wanted -= secret - (set() if group.segment else talkative(secret))
    answers = Response._base_manager.filter(~Q(comment="") | ~Q(texts=[]), wave__in=wanted, excluded_because="")
    if group.segment is not None:
        answers = answers.filter(segment=group.segment if group.segment != NO_SEGMENT else None)
    return list(answers.order_by("-answered_on", "pk")[:MOST_READ])


def _texts(question: SurveyQuestion, alike: Sequence[uuid.UUID], spoken: Sequence[Response]) -> Result:
    """Gather the words that answer a question; in confidence only of ten and more, in no order of time."""
    here = {str(pk) for pk in alike}
    found = []
    for response in spoken:
        own = response.comment if str(response.comment_to) in here else ""
        if said := own or next((words for pk, words in response.texts or [] if pk in here), ""):
            named = response.confidentiality == Confidentiality.NAMED
            found.append(Text(said, response.pk if named else None))
    told = [text for text in found if text.response is not None]
    secret = sorted((text for text in found if text.response is None), key=lambda text: text.words)
    if len(secret) >= FEWEST_COMMENTS:
        told += secret
    return Result(question, len(told), texts=tuple(told[:MOST_TEXTS]), more=max(0, len(told) - MOST_TEXTS))
