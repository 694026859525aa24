import datetime
import imaplib
import socket
import threading

import pytest
from django.core.management import CommandError, call_command

from heedful.cli.mailbox import ImapMailbox
from heedful.cli.management.commands.fetch_mail import Command, access_from
from heedful.feedback.models import Feedback
from tests import make

RAW = b"From: Ines <ines@example.org>\r\nMessage-ID: <1@example.org>\r\n\r\nIt came warm.\r\n"


def serve(listening, said):
    """Answer as an IMAP server does, for one connection."""
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb") as line:

        def answer(*lines):
            line.write(b"".join(text + b"\r\n" for text in lines))
            line.flush()

        answer(b"* OK ready")
        for asked in line:
            tag, _, rest = asked.strip().partition(b" ")
            said.append(rest)
            if b"CAPABILITY" in rest:
                answer(b"* CAPABILITY IMAP4rev1")
            elif b"SELECT" in rest:
                answer(b"* 1 EXISTS")
            elif b"SEARCH" in rest:
                answer(b"* SEARCH 7")
            elif b"RFC822.SIZE" in rest:
                answer(b"* 1 FETCH (UID 7 RFC822.SIZE %d)" % len(RAW))
            elif b"BODY.PEEK" in rest:
                head = b'* 1 FETCH (UID 7 INTERNALDATE " 2-Mar-2026 10:00:00 +0100" BODY[] {%d}\r\n' % len(RAW)
                line.write(head + RAW + b")\r\n")
            elif b"LOGOUT" in rest:
                answer(b"* BYE", tag + b" OK done")
                return
            answer(tag + b" OK done")


@pytest.fixture
def server():
    """An IMAP server of this machine with one letter."""
    listening, said = socket.create_server(("127.0.0.1", 0)), []
    thread = threading.Thread(target=serve, args=(listening, said), daemon=True)
    thread.start()
    with listening, imaplib.IMAP4("127.0.0.1", listening.getsockname()[1], timeout=5) as connection:
        connection.login("box", "secret")
        connection.select("INBOX")
        yield ImapMailbox(connection), said
    thread.join(5)


@pytest.mark.django_db
def test_a_letter_is_fetched_without_being_touched_and_marked_after_it_was_kept(server, capsys):
    mailbox, said = server
    make.organisation()
    assert Command().take(mailbox) == 0
    heard = Feedback.objects.get()
    assert (heard.words, heard.heard_at) == ("It came warm.", datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC))
    verbs = [line.split(b" ", 1)[1].split(b" ")[0] for line in said if line.startswith(b"UID")]
    assert verbs == [b"SEARCH", b"FETCH", b"FETCH", b"STORE"]
    assert "1  Taken as feedback" in capsys.readouterr().out


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"HEEDFUL_IMAP_HOST": "h", "HEEDFUL_IMAP_USER": "u"},
        {"HEEDFUL_IMAP_HOST": "h", "HEEDFUL_IMAP_USER": "u", "HEEDFUL_IMAP_PASSWORD_FILE": "/nowhere"},
        {"HEEDFUL_IMAP_HOST": "h", "HEEDFUL_IMAP_USER": "u", "HEEDFUL_IMAP_PASSWORD": "p", "HEEDFUL_IMAP_PORT": "x"},
    ],
)
def test_a_mailbox_that_is_not_set_up_is_said_to_be_so(given):
    with pytest.raises(CommandError, match="set up") as refused:
        access_from(given)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_without_an_organisation_nothing_is_fetched():
    with pytest.raises(CommandError, match="no organisation"):
        call_command("fetch_mail")


@pytest.mark.django_db
def test_a_server_that_is_not_there_ends_in_status_2(monkeypatch):
    make.organisation()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for name, value in {"HOST": "127.0.0.1", "PORT": str(port), "USER": "u", "PASSWORD": "p"}.items():
        monkeypatch.setenv(f"HEEDFUL_IMAP_{name}", value)
    with pytest.raises(CommandError, match="could not be read") as refused:
        call_command("fetch_mail")
    assert refused.value.returncode == 2
