"""Waves, who could have been asked and who was, and the answers: never read one by one where they can be counted."""

import datetime
import json
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField

from heedful.audits.reading.columns import moment
from heedful.audits.window import AsOf
from heedful.core import past
from heedful.core.models import Entry
from heedful.core.past_view import looking_back
from heedful.feedback.models import FrameCell, Response, SurveyQuestion, Wave, WaveState
from heedful.feedback.surveys.rules import LOW

Day = datetime.date
ASKED = ("I", "P", "R", "NC", "O", "U")
"""Dispositions of those who were asked."""


@dataclass(frozen=True)
class Round:
    """A wave that was open within twelve months."""

    pk: uuid.UUID
    opens_on: Day
    closes_on: Day
    closed: bool
    sampled: bool
    seeded: bool
    open_link: bool
    imported: bool
    noted: bool

    def ended_by(self, day: Day) -> bool:
        """Say whether it had come to its end on a day."""
        return self.closed or self.closes_on < day


def waves(as_of: AsOf) -> list[Round]:
    """Read the waves that were open within twelve months."""
    rows = (
        Wave.objects.filter(closes_on__gt=as_of.w12.after, opens_on__lte=as_of.day)
        .exclude(state=WaveState.PLANNED).order_by("closes_on", "pk")
        .values_list("pk", "opens_on", "closes_on", "state", "sampled", "seed", "open_link", "imported",
                     "nonresponse_note")
    )  # fmt: skip
    return [
        Round(
            pk, opens, closes, state == WaveState.CLOSED, sampled, seed is not None, link, imported, bool(note.strip())
        )
        for pk, opens, closes, state, sampled, seed, link, imported, note in rows
    ]


Frames = dict[uuid.UUID, dict[str, dict[uuid.UUID, int]]]
"""By wave and end (an AAPOR code, or answers counted): how many in each segment."""


def frames(as_of: AsOf) -> Frames:
    """Read what became of everybody who could have been asked, from the counts kept for it."""
    inside = Wave.objects.filter(closes_on__gt=as_of.w12.after, opens_on__lte=as_of.day).order_by().values("pk")
    rows = FrameCell.objects.filter(wave__in=inside).values_list("wave", "disposition", "segment", "count")
    found: Frames = defaultdict(lambda: defaultdict(dict))
    for wave, disposition, segment, count in rows:
        found[wave][disposition][segment] = count
    return found


def newest_wave(as_of: AsOf) -> dict[uuid.UUID, int]:
    """Count the answers of the wave that ended last, by segment."""
    ended = Q(state=WaveState.CLOSED) | Q(closes_on__lt=as_of.day)
    answered = Exists(FrameCell.objects.filter(wave=OuterRef("pk"), disposition="an", count__gt=0))
    newest = Wave.objects.filter(ended, answered, closes_on__gt=as_of.w12.after, opens_on__lte=as_of.day)
    last = newest.order_by("-closes_on", "-pk").values("pk")[:1]
    return dict(FrameCell.objects.filter(disposition="an", wave=Subquery(last)).values_list("segment", "count"))


def number(frame: dict[str, dict[uuid.UUID, int]], *ends: str) -> int:
    """Count those of a wave that came to one of these ends."""
    return sum(sum(frame.get(end, {}).values()) for end in ends)


@dataclass(frozen=True)
class Unhappy:
    """An unhappy answer that allowed us to come back, and when that was done."""

    answer: uuid.UUID
    call_back: uuid.UUID | None
    answered_on: Day
    called_on: Day | None

    @property
    def pk(self) -> str:
        """Name the call, or the answer where nobody was asked to call."""
        return f"callback/{self.call_back}" if self.call_back else f"response/{self.answer}"


def answers_of(as_of: AsOf) -> Any:
    """Give the answers of twelve months that count, as a query."""
    after, until = as_of.moment(as_of.w12.after), as_of.end
    return Response.objects.filter(answered_at__gt=after, answered_at__lte=until, excluded_because="").order_by()


def unhappy(as_of: AsOf) -> list[Unhappy]:
    """Read the unhappy answers that allow contact; called is the first call that was entered."""
    asked = SurveyQuestion.objects.filter(kind__in=list(LOW)).order_by().values_list("pk", "kind")
    lows = {str(question): LOW[kind] for question, kind in asked}
    made = Entry.objects.filter(object=OuterRef("call_back__pk"), act="callback.made").order_by("n")
    first = made.annotate(moment=moment("t")).values("moment")[:1]
    rows = (
        answers_of(as_of).filter(Q(allows_contact=True, imported=False) | Q(call_back__isnull=False))
        .annotate(stamp=Subquery(first, output_field=TextField()))
        .values_list("pk", "call_back__pk", moment("answered_at"), "call_back__called_on", "stamp", "answers")
    )  # fmt: skip
    found = []
    for pk, call_back, answered_at, called_on, stamp, answers in rows.order_by("answered_at"):
        low = any(score <= lows.get(question, -1) for question, score in answers)
        if call_back is not None or low:
            called = as_of.day_of(stamp) if called_on and stamp else called_on
            found.append(Unhappy(pk, call_back, as_of.day_of(answered_at), called))
    return found


def answers_by_wave(as_of: AsOf) -> dict[tuple[str, bool], int]:
    """Count all answers of twelve months, in one pass: by flag, and whether they were left out."""
    after, until = as_of.moment(as_of.w12.after), as_of.end
    rows = (
        Response.objects.filter(answered_at__gt=after, answered_at__lte=until).order_by()
        .values_list("flag", "excluded_because").annotate(Count("pk"))
    )  # fmt: skip
    found: dict[tuple[str, bool], int] = defaultdict(int)
    for flag, because, count in rows:
        found[flag, bool(because)] += count
    return found


def changed_answers(as_of: AsOf) -> list[uuid.UUID]:
    """Name the answers whose scores were changed after they were given, by what the history holds of them."""
    after, until = as_of.moment(as_of.w12.after), as_of.end
    touched = Response.objects.filter(answered_at__gt=after, answered_at__lte=until, version__gt=1)
    wanted: Any = touched.order_by().values_list("pk", flat=True)
    if looking_back():
        # A past day knows when each row was changed; what an entry said stands in the live database alone.
        wanted = list(wanted)
    first: dict[uuid.UUID, Any] = {}
    found: dict[uuid.UUID, None] = {}
    with past.live():
        rows = Entry.objects.filter(object__in=wanted, t__lte=until).order_by("object", "n")
        for pk, body in rows.values_list("object", "body"):
            answers = json.loads(bytes(body))["state"]["answers"]
            if first.setdefault(pk, answers) != answers:
                found[pk] = None
    return list(found)
