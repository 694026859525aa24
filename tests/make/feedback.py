"""Channels, feedback and complaints, each complete by itself."""

import datetime
import zoneinfo
from contextlib import contextmanager

from heedful.core import clock
from heedful.core.actors import Public
from heedful.core.permissions import AccessRole
from heedful.feedback import analyses, channels, clients, inbox, letter_reading, letters, programme, themes
from heedful.feedback.complaints import afterwards, ending, handling, receiving
from heedful.feedback.models import Complaint, Kind
from tests.make.core import BEGAN, DAY, TEST, _number, organisation, person
from tests.make.customers import delivery

LONDON = zoneinfo.ZoneInfo("Europe/London")
PUBLIC = Public()


def moment(day, hour=9, minute=0, zone=LONDON):
    """A moment of a day; the day may be given as text."""
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.datetime.combine(day, datetime.time(hour, minute), zone)


@contextmanager
def clock_at(day, hour=9, minute=0, zone=LONDON):
    """The clock, set for a while: to a day at nine, or to a moment."""
    when = day if isinstance(day, datetime.datetime) else moment(day, hour, minute, zone)
    with clock.at(when, simulated=True):
        yield


def delivered(to, quantity, on):
    """So much reached a customer on a day."""
    on = datetime.date.fromisoformat(on)
    return delivery(to, last_on=on, first_on=on, quantity=quantity)


def channel(name="", kind="phone", **more):
    """An open channel with owner and deputy."""
    organisation()
    owner, deputy = more.pop("owner", None) or person(), more.pop("deputy", None) or person()
    more = {"address": "+44 20 0000", "opened_on": BEGAN, **more}
    name = name or f"Channel {next(_number)}"
    return channels.open_channel(by=TEST, name=name, kind=kind, owner=owner, deputy=deputy, **more)


def channel_test(found=None, on=DAY, passed=True, **more):
    """Somebody tried a channel."""
    found = found or channel()
    more = {"tester": more.pop("tester", None) or person(), "note": "" if passed else "Nobody answered.", **more}
    return channels.try_channel(found, by=TEST, on=on, passed=passed, **more)


def theme(name="", parent=None):
    """A theme to sort by."""
    organisation()
    return themes.add_theme(by=TEST, name=name or f"Theme {next(_number)}", parent=parent)


def retired(found):
    """A theme that is no longer used."""
    return themes.retire_theme(found, by=TEST, on=DAY)


def client(name="", **more):
    """A program that may send feedback."""
    organisation()
    return clients.admit_client(by=TEST, name=name or f"Program {next(_number)}", on=DAY, **more).client


def taken_letter(channel=None, auto=False):
    """A letter that came by e-mail; one that a machine wrote is listed and not taken."""
    organisation()
    head = f"Message-ID: <{next(_number)}@example.org>\r\nFrom: ines@example.org\r\n"
    head += "Auto-Submitted: auto-replied\r\n" if auto else ""
    raw = f"{head}Subject: Warm pallet\r\n\r\nIt came warm.".encode()
    with clock_at(DAY):
        return letters.take_letter(letter_reading.read_letter(raw), by=TEST, came_at=moment(DAY), channel=channel)


def feedback(kind=Kind.SUGGESTION, words="", heard_at=None, **more):
    """Something heard, at nine on the tests' day unless said otherwise."""
    organisation()
    when = heard_at or moment(DAY)
    words = words or f"Said number {next(_number)}."
    with clock_at(more.pop("entered_at", when)):
        return inbox.log_feedback(by=more.pop("by", TEST), kind=kind, words=words, heard_at=when, **more)


def complaint(
    received_at=None, *, acknowledged_at=None, assessed_at=None, severity=2, safety=False, told_at=(),
    investigated_at=None, investigator=None, escalated_at=None, escalated_to=None, answered_at=None, outcome="upheld",
    closed_at=None, asked_at=None, score=None, **more,
) -> Complaint:  # fmt: skip
    """A complaint, handled as far as the moments given; each deed is done by its own command at its moment."""
    heard = feedback(Kind.COMPLAINT, heard_at=received_at, **more)
    made = Complaint.objects.get(feedback=heard)
    deeds = [(acknowledged_at, lambda c: receiving.acknowledge_complaint(c, by=TEST))]
    assessment = {"severity": severity, "safety": safety, "complexity": 1, "impact": "Two hours.", "act_now": False}
    deeds.append((assessed_at, lambda c: receiving.assess_complaint(c, by=TEST, **assessment)))
    deeds += [(at, lambda c: handling.tell_customer(c, by=TEST, words="We look into it.")) for at in told_at]
    if investigator:
        deeds.append((investigated_at, lambda c: handling.assign_investigator(c, by=TEST, investigator=investigator)))
    looked = investigator or (investigated_at and person())
    deeds.append((investigated_at, lambda c: handling.record_findings(c, by=looked, findings="Left open.")))
    to = escalated_to or (escalated_at and person(role=AccessRole.TOP_MANAGEMENT))
    deeds.append((escalated_at, lambda c: handling.escalate_complaint(c, by=TEST, to=to, reason="A decision.")))
    deeds.append((answered_at, lambda c: ending.answer_complaint(c, by=TEST, **answer_words(outcome))))
    deeds.append((closed_at, lambda c: ending.close_complaint(c, by=TEST, how="accepted")))
    deeds.append((asked_at, lambda c: afterwards.ask_about_handling(c, by=TEST)))
    if score:
        deeds.append((asked_at or closed_at, lambda c: afterwards.rate_handling(c, by=PUBLIC, score=score)))
    for when, deed in sorted(((w, d) for w, d in deeds if w), key=lambda pair: pair[0]):
        with clock_at(when):
            deed(Complaint.objects.get(pk=made.pk))
    return Complaint.objects.get(pk=made.pk)


def answer_words(outcome="upheld"):
    """What an answer says."""
    said = {"answer": "We replaced it.", "outcome": outcome}
    if outcome == "not_upheld":
        said |= {"rejected_because": "It was as agreed.", "way_to_escalate": "Write to our director."}
    return said


def draft(**more):
    """A plan of the feedback process, as a draft with its purpose."""
    organisation()
    more = {"name": "How we listen", "purpose": "To know.", "decisions_served": "Routes.", **more}
    return programme.draft_programme(by=TEST, **more)


def method(plan=None, segment=None, *, direct=True, every_months=12, last_used_on=None, **more):
    """A planned method; the segment has to be given."""
    more = {"name": f"Method {next(_number)}", "owner": more.pop("owner", None) or person(), **more}
    found = programme.plan_method(
        plan or draft(), by=TEST, segment=segment, direct=direct, every_months=every_months, **more
    )
    return programme.use_method(found, by=TEST, on=last_used_on) if last_used_on else found


def approved(plan, on=DAY):
    """A plan put in force."""
    plan.refresh_from_db()
    return programme.approve_programme(plan, by=person(), on=on)


def analysis(first_on=datetime.date(2025, 1, 1), last_on=datetime.date(2025, 12, 31), written_on=DAY, **more):
    """An analysis of a period that has ended."""
    organisation()
    more = {"name": f"Analysis {next(_number)}", "conclusion": "Late deliveries weigh most.", **more}
    return analyses.write_analysis(by=TEST, first_on=first_on, last_on=last_on, written_on=written_on, **more)
