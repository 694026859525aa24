"""Mail follows from the history: nothing is lost, nothing goes twice unseen."""

import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from heedful.core.actors import Public
from heedful.core.models import Entry
from heedful.feedback.models import Disposition, Invitation
from heedful.feedback.surveys import commands
from heedful.notices.commands import claim_notice, drop_notice, send_again
from heedful.notices.models import Notice, NoticeState, Post
from heedful.notices.reading import read_history
from tests import make
from tests.make.notices import MONDAY, SERVER, MailServer, mailed_wave, turn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings):
    """A mail server that takes everything, unless a test says otherwise."""
    settings.EMAIL_BACKEND = SERVER
    MailServer.begin()
    return MailServer


def only():
    return Notice.objects.get()


def test_who_is_asked_by_mail_gets_one_mail_with_their_link(server):
    mailed_wave()

    turn()
    turn(minutes=1)

    [mail] = server.taken
    notice = only()
    assert mail.to == ["person0@customer.example"]
    assert "http://localhost:8000/i/" in mail.body
    assert mail.extra_headers["Message-ID"] == notice.message_id
    assert (notice.state, notice.sent_at, notice.tries) == (NoticeState.SENT, MONDAY, 1)
    assert [act for act, _ in make.entries_of(notice)] == ["notice.written", "notice.claimed", "notice.sent"]


def test_links_given_out_as_a_file_are_not_mailed(server):
    make.asked_contact(email="ada@customer.example")
    make.asked_wave()

    turn()

    assert not Notice.objects.exists()
    assert Post.objects.get().position == Entry.objects.count()


def test_what_was_rolled_back_is_never_mailed(server):
    make.asked_contact(email="ada@customer.example")
    wave = make.wave(opened=False, open_link=False, by_mail=True)

    with pytest.raises(ValidationError):
        commands.invite_sample(wave, by=make.TEST, on=make.DAY, by_mail=True)
    turn()

    assert server.taken == []


def test_a_history_read_twice_writes_each_mail_once(server):
    mailed_wave(["Ada", "Bo"])
    read_history(at=MONDAY)
    Post.objects.update(position=0)

    read_history(at=MONDAY)

    assert Notice.objects.count() == 2


def test_while_the_server_is_down_mails_wait_and_nothing_is_written_about_them(server):
    mailed_wave(["Ada", "Bo"])
    server.begin("down")

    turn()
    entries = Entry.objects.count()
    for minutes in (1, 2, 3):
        turn(minutes=minutes)

    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.WAITING}
    assert Entry.objects.count() == entries
    assert Post.objects.get().down_since == MONDAY
    server.begin()
    turn(hours=1)
    assert len(server.taken) == 2
    assert Post.objects.get().down_since is None


def test_a_dead_server_is_not_tried_again_within_seconds(server):
    mailed_wave()
    server.begin("down")
    turn()
    server.begin()

    turn(seconds=10)
    assert server.taken == []
    turn(seconds=40)

    assert len(server.taken) == 1


def test_a_mail_in_hand_when_the_line_broke_was_perhaps_sent_and_does_not_go_again_by_itself(server):
    mailed_wave(["Ada", "Bo"])
    server.begin("breaks after")

    turn()
    turn(hours=1)
    turn(days=1)

    states = sorted(Notice.objects.values_list("state", flat=True))
    assert states == [NoticeState.PERHAPS, NoticeState.SENT]
    assert len(server.taken) == 2


def test_a_mail_that_somebody_had_in_hand_who_is_gone_was_perhaps_sent(server):
    mailed_wave()
    read_history(at=MONDAY)
    claim_notice(only(), by=make.TEST, at=MONDAY, address="person0@customer.example")

    turn(minutes=9)
    assert only().state == NoticeState.SENDING
    turn(minutes=11)

    assert (only().state, server.taken) == (NoticeState.PERHAPS, [])


def test_a_person_lets_it_go_again_with_the_same_message_id(server):
    mailed_wave()
    server.begin("breaks after")
    turn()
    first = only().message_id

    send_again(only(), by=make.person(), at=MONDAY)
    turn(minutes=1)

    assert [mail.extra_headers["Message-ID"] for mail in server.taken] == [first, first]
    assert only().state == NoticeState.SENT


def test_a_mail_that_is_put_off_is_tried_again_later_each_time_and_then_has_failed(server):
    mailed_wave(closes_on=datetime.date(2026, 12, 31))
    server.begin(*["450"] * 20)
    tried = []
    for hours in range(24 * 10):
        before = only().tries if Notice.objects.exists() else 0
        turn(hours=hours)
        if only().tries > before:
            tried.append(hours)

    assert only().state == NoticeState.FAILED
    assert only().tries == 7
    assert only().why == "450 no such mailbox"
    gaps = [b - a for a, b in pairwise(tried)]
    assert gaps == sorted(gaps)


def test_an_address_that_is_refused_was_not_reached(server):
    mailed_wave()
    server.begin("550")

    turn()

    assert only().state == NoticeState.FAILED
    assert Invitation.objects.get().disposition == Disposition.NO_CONTACT


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lambda wave, one: make.answer(wave, 9, invitation=one), "Answered meanwhile."),
        (lambda wave, one: commands.opt_out(one, by=Public(), on=make.DAY), "Does not want to be asked."),
        (lambda wave, one: commands.close_wave(wave, by=make.TEST, on=make.DAY), "The wave is closed."),
        (lambda wave, one: commands.note_disposition(one, by=make.TEST, disposition="O"), "Other."),
    ],
)
def test_what_is_no_longer_wanted_is_not_sent(server, happens, why):
    wave = mailed_wave()
    read_history(at=MONDAY)
    happens(wave, Invitation.objects.get())

    turn()

    assert (only().state, only().why, server.taken) == (NoticeState.DROPPED, why, [])


def test_an_invitation_waits_until_its_wave_is_open(server):
    make.asked_contact(email="ada@customer.example")
    wave = make.wave(opened=False, open_link=False, by_mail=True)
    commands.frame_wave(wave, by=make.TEST, on=make.DAY)
    wave.refresh_from_db()
    commands.invite_sample(wave, by=make.TEST, on=make.DAY, by_mail=True)
    wave.refresh_from_db()
    turn()
    assert server.taken == []

    commands.open_wave(wave, by=make.TEST, on=make.DAY)
    turn(minutes=1)

    assert len(server.taken) == 1


def test_customers_are_written_to_in_working_hours_alone(server):
    mailed_wave(closes_on=datetime.date(2026, 6, 1))
    friday_night = datetime.datetime(2026, 3, 13, 21, tzinfo=datetime.UTC)

    turn(friday_night)
    turn(friday_night, days=1)
    turn(friday_night, days=2)
    assert server.taken == []
    turn(friday_night, days=2, hours=11, minutes=30)

    assert len(server.taken) == 1


@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.WAITING])
def test_only_what_failed_or_perhaps_went_is_sent_again(server, state):
    mailed_wave()
    read_history(at=MONDAY) if state == NoticeState.WAITING else turn()
    before = make.entries_of(only())

    with pytest.raises(ValidationError, match="Only a mail that failed"):
        send_again(only(), by=make.TEST, at=MONDAY)

    assert make.entries_of(only()) == before


def test_what_went_cannot_be_held_back_and_holding_back_wants_a_reason(server):
    mailed_wave(["Ada", "Bo"])
    read_history(at=MONDAY)
    first, second = Notice.objects.order_by("pk")
    with pytest.raises(ValidationError, match="Say why"):
        drop_notice(first, by=make.TEST, reason=" ")
    drop_notice(first, by=make.TEST, reason="They asked by telephone.")
    turn()

    second.refresh_from_db()
    assert second.state == NoticeState.SENT
    with pytest.raises(ValidationError, match="cannot be held back: sent"):
        drop_notice(second, by=make.TEST, reason="Too late.")
