"""What customers said and answered, from a file."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from heedful.core.actors import Actor
from heedful.core.commands import add_all
from heedful.core.history import record_all
from heedful.core.models import Link, Organisation, Row, Unit
from heedful.customers.models import Customer, Product, Segment
from heedful.feedback.bringing import add_feedback
from heedful.feedback.models import (
    SCALES,
    Channel,
    Feedback,
    QuestionKind,
    Response,
    SurveyQuestion,
    Theme,
    Wave,
)
from heedful.feedback.models import (
    Kind as FeedbackKind,
)
from heedful.feedback.surveys.cells import Tally
from heedful.feedback.surveys.commands import bring_responses, wave_for_import
from heedful.papers.imports import converters, days, fields
from heedful.papers.imports.converters import Converter
from heedful.papers.imports.kind import Around, Kind, Setting, Target, decoder
from heedful.papers.imports.known import Known
from heedful.papers.imports.making import ordered_id

RECOMMEND, SATISFACTION, REVERSED = "recommend", "satisfaction", "satisfaction-reversed"
SCORES = (
    (RECOMMEND, "Would recommend, 0 to 10"),
    (SATISFACTION, "Satisfaction, 1 to 5, where 5 is best"),
    (REVERSED, "Satisfaction, 1 to 5, where 1 is best"),
)
ALIKE = ("heard_on", "score", "segment", "unit", "customer", "language")
"""What the rows of one respondent must agree on."""
NOON = datetime.time(12)
"""A day without an hour counts as its noon."""
LONGEST_KEY = 120


def _score(around: Around) -> Converter:
    """Read a score on the scale the person named; codes that are no score are asked about."""
    scale = around.settings.get("scale", RECOMMEND)
    lowest, highest = SCALES[QuestionKind.RECOMMEND if scale == RECOMMEND else QuestionKind.SATISFACTION]
    return converters.whole(lowest, highest, reverse=scale == REVERSED)


KINDS = [(value, label) for value, label in FeedbackKind.choices if value != FeedbackKind.COMPLAINT]


class FeedbackFile(Kind):
    """Feedback, and answers with scores; several rows of one respondent are one answer."""

    name = "feedback"
    title = "Feedback and survey answers"
    things = ("respondent", "respondents")
    respondent = "respondent"
    longest_key = LONGEST_KEY
    targets = (
        fields.external_key(LONGEST_KEY),
        Target("respondent", "Respondent", fields.words(LONGEST_KEY),
               words=("respondent", "respondent id", "participant", "response id"),
               help="Rows of one respondent count as one answer."),
        Target("heard_on", "Day", fields.past_day, datetime.date,
               words=("date", "day", "received", "answered", "submitted", "answered on", "heard on", "completed")),
        Target("score", "Score", _score, int,
               words=("score", "rating", "fft score", "nps", "recommend", "satisfaction")),
        Target("words", "Their words", fields.words(20_000, lines=True), said=True,
               words=("comment", "comments", "words", "feedback", "text", "answer", "verbatim", "review")),
        Target("question", "Question they answer", fields.words(300), words=("question", "question text", "asked")),
        Target("theme", "Theme", fields.known("theme"), list[str] | str, adds="theme", several="theme_separator",
               words=("theme", "themes", "category", "topic")),
        Target("subtheme", "Theme below it", fields.known("theme"), adds="theme", below="theme",
               words=("sub theme", "subtheme", "sub category")),
        Target("segment", "Segment", fields.known("segment"), adds="segment", parts=True,
               words=("segment", "service", "group", "department")),
        Target("unit", "Site or department", fields.known("unit"), adds="unit", parts=True,
               words=("unit", "site", "organisation", "organization", "location", "branch")),
        Target("customer", "Customer", fields.known("customer"), words=("customer", "customer id", "account")),
        Target("product", "Product or service", fields.known("product"), words=("product", "item")),
        Target("kind", "Kind", fields.choice(KINDS), words=("kind", "type")),
        Target("channel", "Channel", fields.known("channel"), words=("channel", "source")),
        fields.LANGUAGE,
    )  # fmt: skip
    settings = (
        Setting("source", "What the answers are called here",
                help="A name such as “Patient survey 2021–2022”. A later file of the same name adds to it."),
        Setting("scale", "What the score says", choices=SCORES),
        Setting("wording", "Question that was scored",
                help="As customers read it; empty where it is not known."),
        Setting("theme_separator", "What stands between several themes",
                help="Such as | or ; where one cell names several. The first is the theme, the others are linked."),
        Setting("undated_on", "Day for rows without one",
                help="Year-month-day. They are filed on it, and count in no month. Empty: the last day in the file."),
    )  # fmt: skip

    def called(self, columns: dict[str, str]) -> tuple[str, str]:
        """Without a score there are no respondents, only what was said."""
        return self.things if "score" in columns else ("comment", "comments")

    def around(self, around: Around) -> Around:
        """Bring to hand what answers point at, and the wave of this name if there is one."""
        around.known |= {
            "theme": Known.of(Theme, retired_on=None),
            "segment": Known.of(Segment, retired_on=None),
            "unit": Known.of(Unit, closed_on=None),
            "customer": Known.of(Customer),
            "product": Known.of(Product, retired_on=None),
            "channel": Known.of(Channel, closed_on=None),
        }
        self.find_place(around)
        return around

    def wrong_mapping(self, columns: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
        """A score with its scale, or words; and a name."""
        wrong = super().wrong_mapping(columns, settings)
        if "score" not in columns and "words" not in columns:
            wrong["words"] = "Say which column holds the score, or which holds what customers said."
        if "score" in columns and settings.get("scale") not in dict(SCORES):
            wrong["scale"] = "Say what the score says."
        if not settings.get("source", "").strip():
            wrong["source"] = "Give these answers a name."
        day = settings.get("undated_on", "")
        if day and days.day(datetime.date.max)(day)[0] is None:
            wrong["undated_on"] = "Write the day as year-month-day, such as 2022-09-30."
        return wrong

    def also_required(self, columns: dict[str, str]) -> set[str]:
        """Without a score, a row is nothing but its words."""
        return set() if "score" in columns else {"words"}

    def find_place(self, around: Around) -> None:
        """Find the wave of an earlier file of this name."""
        name = around.settings.get("source", "")
        around.into = Wave.objects.filter(imported=True, name=name).select_related("survey_version").first()

    def respondents_here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know an answer by its respondent within the wave."""
        if around.into is None:
            return set()
        found = Response.objects.filter(wave=around.into, external_key__in=keys)
        return {key for key in found.values_list("external_key", flat=True) if key}

    def here(self, keys: Sequence[str], around: Around) -> set[str]:
        """Know what was said by its key within the source."""
        own = {own_key(around, key): key for key in keys}
        there = Feedback.objects.filter(external_key__in=own).values_list("external_key", flat=True)
        return {own[key] for key in there if key}

    def prepare(self, around: Around, *, by: Actor, named: str) -> None:
        """Make the survey and the wave that hold the answers."""
        self.find_place(around)
        if around.into is not None or "scale" not in around.settings or around.settings.get("grouped") != "1":
            return
        kind = QuestionKind.RECOMMEND if around.settings["scale"] == RECOMMEND else QuestionKind.SATISFACTION
        wording = around.settings.get("wording") or f"{QuestionKind(kind).label} (wording not known)"
        first, last = (datetime.date.fromisoformat(around.settings[name]) for name in ("first_on", "last_on"))
        around.into = wave_for_import(
            by=by, name=around.settings["source"], kind=kind, wording=[["en", wording]], first_on=first, last_on=last
        )

    def bring(self, rows: list[dict[str, Any]], around: Around, *, by: Actor) -> None:
        """Take in what was only said."""
        made = [self._said(row, row["key"], row["heard_on"], around) for row in rows]
        add_feedback(made, by=by)
        self._link_themes([(feedback, row) for feedback, row in zip(made, rows, strict=True)], around)

    def bring_respondents(self, units: list[tuple[str, bytes]], around: Around, *, by: Actor) -> None:
        """Take in answers: the first words stand with the score, further words beside them."""
        question = SurveyQuestion.objects.exclude(kind=QuestionKind.TEXT).get(
            survey_version=around.into.survey_version_id
        )
        read = decoder(self.targets).decode
        names = [target.name for target in self.targets]
        responses, said, worded = [], [], []
        for key, blob in units:
            alike, rows = msgspec.msgpack.decode(blob)
            shared = dict(zip(ALIKE, alike, strict=True))
            own = [{**dict(zip(names, read(value), strict=True)), "key": row_key} for row_key, value in rows]
            response = self._response(key, shared, str(question.pk), around)
            responses.append(response)
            spoken = [row for row in own if row["words"]]
            for place, row in enumerate(spoken):
                feedback = self._said({**row, **_ids(shared)}, row["key"], response.answered_on, around)
                if place == 0:
                    response.comment, feedback.words, feedback.response = row["words"], "", response
                said.append(feedback)
                worded.append((feedback, row))
                if place:
                    worded.append((feedback, {"with": said[-1 - place]}))
        bring_responses(responses, by=by)
        add_feedback(said, by=by)
        self._link_themes(worded, around)

    def _response(self, key: str, shared: dict[str, Any], question: str, around: Around) -> Response:
        """Make one respondent's answer."""
        day = datetime.date.fromisoformat(shared["heard_on"]) if shared["heard_on"] else None
        return Response(
            id=ordered_id(), wave=around.into, external_key=key, answered_on=day, answered_at=_noon(day, around),
            answers=[] if shared["score"] is None else [[question, shared["score"]]],
            complete=shared["score"] is not None, language=shared["language"] or "",
            segment_id=around.id_of("segment", shared["segment"]), unit_id=around.id_of("unit", shared["unit"]),
            customer_id=around.id_of("customer", shared["customer"]),
        )  # fmt: skip

    def _said(self, row: dict[str, Any], key: str, day: datetime.date | None, around: Around) -> Feedback:
        """Make one thing that was said."""
        theme = row["theme"][0] if isinstance(row["theme"], list) and row["theme"] else row["theme"] or None
        kind = row["kind"] or FeedbackKind.COMMENT
        return Feedback(
            id=ordered_id(), kind=kind, first_kind=kind, words=row["words"] or "", asked=row["question"] or "",
            heard_at=_noon(day, around), external_key=own_key(around, key), language=row["language"] or "",
            theme_id=around.id_of("theme", row["subtheme"] or theme),
            unit_id=around.id_of("unit", row["unit"]), customer_id=around.id_of("customer", row["customer"]),
            product_id=around.id_of("product", row["product"]), channel_id=around.id_of("channel", row["channel"]),
        )  # fmt: skip

    def _link_themes(self, pairs: list[tuple[Feedback, dict[str, Any]]], around: Around) -> None:
        """Link what was said with its further themes, and with what the same respondent said first."""
        links = []
        for feedback, row in pairs:
            if "with" in row:
                links.append(Link(source=feedback.ref, target=row["with"].ref, relation="said with"))
                continue
            further = row["theme"][1:] if isinstance(row["theme"], list) else []
            for theme in dict.fromkeys(around.id_of("theme", name) for name in further):
                if theme and theme != feedback.theme_id:
                    links.append(Link(source=feedback.ref, target=f"theme/{theme}", relation="also about"))
        if links:
            add_all(links)
            record_all("link.made", links)

    def goes(self, rows: Sequence[Row]) -> None:
        """Take answers that go out of the figures."""
        tally = Tally()
        for row in rows:
            if isinstance(row, Response):
                tally.count(row, -1)
        tally.write()


def _ids(shared: dict[str, Any]) -> dict[str, Any]:
    """Give what the respondent's rows agree on to each of them."""
    return {name: shared[name] for name in ("unit", "customer", "language")}


def _noon(day: datetime.date | None, around: Around) -> datetime.datetime:
    """Give the moment under which something is filed; the day for undated rows where it has none."""
    organisation: Organisation = around.organisation
    filed = day or datetime.date.fromisoformat(around.settings["undated_on"])
    return datetime.datetime.combine(filed, NOON, organisation.zoneinfo)


def own_key(around: Around, key: str) -> str:
    """Give the key under which something said is kept: its source, and its key there."""
    full = f"{around.settings.get('source', '')}:{key}"
    return full if len(full) <= LONGEST_KEY else hashlib.blake2b(full.encode(), digest_size=30).hexdigest()
