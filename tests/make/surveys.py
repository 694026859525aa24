"""Surveys, waves, people asked and answers."""

import datetime
import uuid
from itertools import count

from heedful.core.actors import Public
from heedful.customers.models import Contact
from heedful.feedback.models import Cell, Confidentiality, CustomerCell, FrameCell, MonthCell, Response
from heedful.feedback.surveys import commands
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import begun as so_far
from heedful.feedback.surveys.rules import check
from tests.make import customers
from tests.make.core import DAY, TEST, organisation

_number = count(1)
OPENED = DAY
LAST = datetime.date(2026, 3, 31)
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
RECOMMEND = (("en", "How likely are you to recommend us to a colleague?"),)
SATISFIED = (("en", "How satisfied are you with our delivery?"),)


def survey(name="", kind="recommend", **more):
    """A survey as a draft."""
    organisation()
    more.setdefault("wording", RECOMMEND if kind == "recommend" else SATISFIED)
    return commands.open_survey(by=TEST, name=name or f"Survey {next(_number)}", kind=kind, **more)


def version(**more):
    """A published version."""
    return commands.publish_version(survey(**more).versions.get(), by=TEST, on=OPENED)


def question(of, kind="satisfaction", words="", **more):
    """One more question of a draft, in English where nothing is said."""
    more.setdefault("wording", (("en", words or f"Question {next(_number)}?"),))
    return commands.ask_question(fresh(of), by=TEST, kind=kind, **more)


def options(*words):
    """Choices in English."""
    return [[("en", word)] for word in words]


def reworded(draft, words):
    """The first question of a draft, in other words."""
    first = draft.questions.first()
    return commands.change_question(first, by=TEST, kind=first.kind, wording=(("en", words),))


def fresh(row):
    """A row as it stands now."""
    return type(row)._base_manager.get(pk=row.pk)


def published(draft):
    """A draft, published as it stands now."""
    return commands.publish_version(fresh(draft), by=TEST, on=OPENED)


def wave(
    of=None, *, kind="recommend", opened=True, open_link=True, confidentiality=Confidentiality.NAMED,
    opens_on=OPENED, closes_on=LAST, **more,
):  # fmt: skip
    """A wave with an open link, open unless told otherwise."""
    if more.get("quarantine_days", 90) < 90:
        more.setdefault("quarantine_because", "It is about something else.")
    found = commands.plan_wave(
        of or version(kind=kind), by=TEST, name=f"Wave {next(_number)}", opens_on=opens_on, closes_on=closes_on,
        open_link=open_link, confidentiality=confidentiality, **more,
    )  # fmt: skip
    return commands.open_wave(found, by=TEST, on=opens_on) if opened and open_link else found


def sent(wave, score=9, *, comment="", may_call=False, reach="", at=NOON, key="", invitation=None, **more):
    """An answer as it comes in."""
    asked = asked_in(wave.survey_version_id)
    given = {"q1": "" if score is None else str(score), "comment": comment, "may_call": "1" if may_call else ""}
    given["reach"] = reach
    checked = check(asked, given, asks_reach=invitation is None)
    return commands.Sent(
        wave=wave.pk, checked=checked, at=at, key=key or f"form/{uuid.uuid4().hex}",
        invitation=invitation.pk if invitation else None, **more,
    )  # fmt: skip


def filled(wave, given, *, invitation=None, at=NOON, key="", **more):
    """An answer as it comes in, field by field."""
    checked = check(asked_in(wave.survey_version_id), given)
    return commands.Sent(
        wave=wave.pk, checked=checked, at=at, key=key or f"form/{uuid.uuid4().hex}",
        invitation=invitation.pk if invitation else None, **more,
    )  # fmt: skip


def taken(*batch):
    """What came in, taken in one transaction as from the public."""
    return commands.take_answers(batch, by=Public())


def begun(wave, *, invitation=None, key="", at=NOON, **given):
    """An answer that is begun and not sent."""
    checked = so_far(asked_in(wave.survey_version_id), given)
    return commands.Sent(
        wave=wave.pk, checked=checked, at=at, key=key or f"form/{uuid.uuid4().hex}", begun=True, seconds=20,
        invitation=invitation.pk if invitation else None,
    )  # fmt: skip


def cells():
    """Every cell by its key; the technical ids do not matter."""
    return {
        model.__name__: sorted(
            tuple(str(getattr(row, f.name)) for f in model._meta.concrete_fields if f.name != "id")
            for row in model.objects.all()
        )
        for model in (Cell, MonthCell, CustomerCell, FrameCell)
    }


def answer(wave, score=9, **more) -> Response:
    """An answer that was taken."""
    item = sent(wave, score, **more)
    outcome = commands.take_answers([item], by=Public())
    assert outcome == [commands.Outcome.TAKEN]
    return Response.objects.get(wave=wave, external_key=item.key)


def asked_wave(contacts=(), *, confidentiality=Confidentiality.NAMED, open_link=False, **more):
    """An open wave with everybody asked; the second is the list of those invited, with tokens."""
    found = wave(opened=False, open_link=open_link, confidentiality=confidentiality, **more)
    if not contacts and not Contact.objects.exists():
        asked_contact()
    commands.frame_wave(found, by=TEST, on=OPENED)
    found.refresh_from_db()
    invited = commands.invite_sample(found, by=TEST, on=OPENED)
    found.refresh_from_db()
    return commands.open_wave(found, by=TEST, on=OPENED), invited


def asked_contact(name="", segment=None, owner=None, **more) -> Contact:
    """Somebody at a customer of a segment, who may be asked."""
    return customers.contact(customers.customer(segment=segment, owner=owner), name, **more)
