"""What can be asked of surveys: by their pages, by Today and by the tests of evidence.

asked_in(version_id) -> Asked
wave_facts(waves) -> dict[UUID, WaveFacts]         dispositions, rates and answers of each wave, from cells
waves_in(period) -> list[Wave]                     that asked, or took answers, in the period
response_profile(waves) -> list[ProfileRow]        by segment: customers, in the frame, asked, answered
low_scores(period) -> list[LowScore]               each with its call-back, or why there is none
call_backs_due(on) -> QuerySet[CallBack]           still to be made, the oldest promise first
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from heedful.core.period import Period
from heedful.customers.models import Customer, Segment
from heedful.feedback.models.cells import NO_SEGMENT, FrameCell
from heedful.feedback.models.questions import QuestionKind, SurveyQuestion
from heedful.feedback.models.responses import CallBack, Response
from heedful.feedback.models.surveys import Disposition, SurveyState, SurveyVersion, Wave
from heedful.feedback.surveys.cells import ANSWERS, COMMENTS, EXCLUDED, FLAGGED
from heedful.feedback.surveys.rules import COMMENT, LOW, Asked, AskedQuestion, mark_of
from heedful.stats import Dispositions, ResponseRates, response_rates

ASKED = ("I", "P", "R", "NC", "O", "U")
"""Dispositions of those who were asked."""
_asked: dict[uuid.UUID, Asked] = {}


def asked_in(version: uuid.UUID) -> Asked:
    """Give what a version asks; a published one is kept, for it never changes."""
    if version in _asked:
        return _asked[version]
    found = SurveyVersion.objects.prefetch_related("questions").get(pk=version)
    asked = Asked.of(version, asked_questions(found.questions.all()), found.languages.split())
    if found.state != SurveyState.DRAFT:
        _asked[version] = asked
    return asked


def asked_questions(questions: Iterable[SurveyQuestion]) -> list[AskedQuestion]:
    """Name the fields of questions by their places; the first one for words has the name that it always had."""
    found, spoken = [], False
    for place, q in enumerate(questions, 1):
        first_words = q.kind == QuestionKind.TEXT and not spoken
        spoken = spoken or first_words
        values = {str(number): number for number in q.values}
        name = COMMENT if first_words else mark_of(place)
        found.append(AskedQuestion(q.pk, name, q.kind, q.required, values, q.condition))
    return found


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """What a wave's frame came to and what was answered."""

    ends: dict[str, int]
    answers: int
    excluded: int
    comments: int
    flagged: int

    @property
    def framed(self) -> int:
        """Count everybody who could have been asked, those left out too."""
        return sum(self.ends.values())

    @property
    def asked(self) -> int:
        """Count those who were asked."""
        return sum(self.ends.get(code, 0) for code in ASKED)

    @property
    def answered(self) -> int:
        """Count those asked who answered, wholly or in part."""
        return self.ends.get("I", 0) + self.ends.get("P", 0)

    @property
    def rates(self) -> ResponseRates | None:
        """Work out AAPOR's rates; none where nobody was asked, as with an open link alone."""
        return rates_of(self.ends)

    @property
    def rr1(self) -> float | None:
        """Give complete answers over all who were asked: AAPOR's response rate 1."""
        rates = self.rates
        return rates.rr1 if rates else None


def rates_of(ends: dict[str, int]) -> ResponseRates | None:
    """Work out AAPOR's rates of counts by code; none where nobody was asked.

    As long as nothing at all came back, those never heard of are taken as eligible.
    """
    if not any(ends.get(code) for code in ASKED):
        return None
    known = any(ends.get(code) for code in (*ASKED[:-1], "NE"))
    return response_rates(dispositions_of(ends), eligible=None if known else 1.0)


def dispositions_of(ends: dict[str, int]) -> Dispositions:
    """Put counts by code into AAPOR's classes; asked by link and never heard of is of unknown eligibility."""
    return Dispositions(
        complete=ends.get("I", 0),
        partial=ends.get("P", 0),
        refusals=ends.get("R", 0),
        non_contacts=ends.get("NC", 0),
        other=ends.get("O", 0),
        unknown_other=ends.get("U", 0),
        not_eligible=ends.get("NE", 0),
    )


def wave_facts(waves: Iterable[Wave]) -> dict[uuid.UUID, WaveFacts]:
    """Say of each wave what its frame came to: one question of the cells."""
    wanted = [wave.pk for wave in waves]
    counts: dict[uuid.UUID, dict[str, int]] = {pk: defaultdict(int) for pk in wanted}
    cells = FrameCell.objects.filter(wave__in=wanted).order_by().values_list("wave", "disposition")
    for wave, code, count in cells.annotate(Sum("count")):
        counts[wave][code] = count
    return {pk: _facts(found) for pk, found in counts.items()}


def _facts(counts: dict[str, int]) -> WaveFacts:
    """Tell the ends of the frame from the counts of answers."""
    return WaveFacts(
        ends={code: counts[code] for code in Disposition.values if counts.get(code)},
        answers=counts.get(ANSWERS, 0),
        excluded=counts.get(EXCLUDED, 0),
        comments=counts.get(COMMENTS, 0),
        flagged=counts.get(FLAGGED, 0),
    )


def waves_in(period: Period) -> list[Wave]:
    """List the waves that were open in a period, the newest first."""
    during = Q(opens_on__lte=period.until, closes_on__gt=period.after)
    return list(Wave.objects.filter(during).select_related("survey_version__survey", "method", "owner"))


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """How a segment is spread over customers, frame, asked and answered."""

    segment: Segment | None
    customers: int
    framed: int
    asked: int
    answered: int


def response_profile(waves: Sequence[Wave], on: datetime.date) -> list[ProfileRow]:
    """Hold those who answered against our customers, by segment: three questions whatever their number."""
    counts: dict[uuid.UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    cells = FrameCell.objects.filter(wave__in=[wave.pk for wave in waves]).values_list(
        "segment", "disposition", "count"
    )
    for segment, code, count in cells:
        counts[segment][code] += count
    ours = Customer.objects.filter(Q(left_on=None) | Q(left_on__gt=on)).order_by()
    customers = {pk or NO_SEGMENT: many for pk, many in ours.values_list("segment_id").annotate(Count("pk"))}
    segments = {segment.pk: segment for segment in Segment.objects.all()}
    keys = sorted({*counts, *customers}, key=lambda pk: segments[pk].name if pk in segments else "\uffff")
    return [
        ProfileRow(
            segments.get(pk), customers.get(pk, 0), sum(counts[pk][c] for c in Disposition.values),
            sum(counts[pk][code] for code in ASKED), counts[pk]["I"] + counts[pk]["P"],
        )
        for pk in keys
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LowScore:
    """An unhappy customer's answer with its call-back, or the reason why nobody calls."""

    response: Response
    score: int
    call_back: CallBack | None
    why_not: str


def low_scores(period: Period) -> list[LowScore]:
    """List unhappy answers of a period that count, and whether somebody calls back."""
    lowest = {pk: LOW[kind] for pk, kind in SurveyQuestion.objects.filter(kind__in=list(LOW)).values_list("pk", "kind")}
    found = Response.objects.included().filter(answered_on__gt=period.after, answered_on__lte=period.until)
    found = found.select_related("customer", "wave", "call_back__owner").order_by("answered_on", "pk")
    rows = []
    for response in found.iterator(chunk_size=2000):
        low = [score for text, score in response.answers if score <= lowest.get(uuid.UUID(text), -1)]
        if low:
            call = getattr(response, "call_back", None)
            rows.append(LowScore(response, min(low), call, "" if call else _why_not(response)))
    return rows


def _why_not(response: Response) -> str:
    """Say why nobody calls."""
    if response.imported:
        return "came in by file"
    return "" if response.allows_contact else "does not want to be called"


def call_backs_due(on: datetime.date) -> QuerySet[CallBack]:
    """List the calls still to be made, those with the oldest promise first."""
    waiting: QuerySet[CallBack] = CallBack.objects.waiting().filter(opened_on__lte=on)
    return waiting.select_related("customer", "owner", "response__wave").order_by("due_on", "pk")
