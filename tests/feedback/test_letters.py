import json
from email.message import EmailMessage

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from heedful.core.models import Attachment
from heedful.core.permissions import AccessRole
from heedful.feedback.channels import close_channel
from heedful.feedback.letter_reading import LONGEST_WORDS, MOST_FILES, read_letter
from heedful.feedback.letters import take_all, take_letter
from heedful.feedback.models import Became, Feedback, Letter
from tests import make

NINE = make.moment(make.DAY)
PDF = b"%PDF-1.4 a picture of the pallet"


def letter(words="The pallet arrived warm.", **headers):
    """The bytes of a letter; a header set to None is left out."""
    message = EmailMessage()
    given = {"Message-ID": "<one@example.org>", "From": "Ines Marek <ines@example.org>", "Subject": "Warm pallet"}
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in (given | headers).items():
        if value is not None:
            message[name] = value
    message.set_content(words)
    return message


def with_file(name, content, kind="application/octet-stream"):
    message = letter()
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


class Box:
    """A mailbox that holds letters by number, as a server does."""

    def __init__(self, *letters, claims=None):
        self.letters, self.seen, self.fetched, self.claims = list(letters), [], [], claims or {}

    def unseen(self):
        return [str(n) for n in range(len(self.letters)) if str(n) not in self.seen]

    def size(self, name):
        return self.claims.get(name, len(self.letters[int(name)]))

    def fetch(self, name):
        self.fetched.append(name)
        return self.letters[int(name)], NINE

    def mark_seen(self, name):
        self.seen.append(name)


def take(*raw, **more):
    box = Box(*raw, **more)
    with make.clock_at(make.DAY, 10):
        return box, list(take_all(box, by=make.TEST))


@pytest.mark.django_db
def test_a_letter_becomes_one_piece_of_feedback_that_waits_to_be_sorted():
    contact = make.contact(email="ines@example.org")
    box, made = make.channel("Mail", kind="email"), take(letter().as_bytes())[1]
    heard, kept = Feedback.objects.get(), Letter.objects.get()
    assert heard.words == "Warm pallet\n\nThe pallet arrived warm."
    assert (heard.kind, heard.channel, heard.contact, heard.customer) == ("enquiry", box, contact, contact.customer)
    assert (heard.heard_at, heard.sorted_on, heard.sender) == (NINE, None, "Ines Marek <ines@example.org>")
    assert (kept.message_id, kept.became, kept.feedback) == ("one@example.org", "taken", heard)
    assert made[0][1] == kept


@pytest.mark.django_db
def test_a_letter_that_comes_twice_is_taken_once():
    make.organisation()
    box, made = take(letter().as_bytes(), letter("Other words.").as_bytes())
    assert [why for _, _, why in made] == ["", "came before"]
    assert (Feedback.objects.count(), box.seen) == (1, ["0", "1"])
    with pytest.raises(ValidationError, match="came before"):
        take_letter(read_letter(letter().as_bytes()), by=make.TEST, came_at=NINE)


@pytest.mark.django_db
def test_a_letter_without_an_id_is_known_again_by_its_bytes():
    make.organisation()
    raw = letter(Message_ID=None).as_bytes()
    take(raw)
    assert take(raw)[1][0][2] == "came before"
    assert Letter.objects.get().message_id.startswith("sha256:")


@pytest.mark.django_db
def test_a_letter_by_a_channel_that_was_closed_is_refused_whole():
    shut = close_channel(make.channel("Mail", kind="email"), by=make.TEST, on=make.BEGAN)
    with pytest.raises(ValidationError, match="closed on"):
        take_letter(read_letter(with_file("a.pdf", PDF)), by=make.TEST, came_at=NINE, channel=shut)
    assert not Letter.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_an_auditor_takes_no_letter():
    with pytest.raises(PermissionDenied):
        take_letter(read_letter(letter().as_bytes()), by=make.person(role=AccessRole.EXTERNAL_AUDITOR), came_at=NINE)


@pytest.mark.django_db
def test_files_are_kept_within_limits_and_those_left_out_are_named():
    make.organisation()
    message = letter()
    for name, content in (("a.pdf", PDF), ("run.exe", b"MZ"), ("b.pdf", b"<script>"), ("../../etc/c.pdf", PDF + b"2")):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    take(message.as_bytes())
    kept = Letter.objects.get()
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["a.pdf", "c.pdf"]
    assert "run.exe: Files of this kind are not taken" in kept.left_out
    assert "b.pdf: This file is called .pdf but is something else." in kept.left_out


@pytest.mark.django_db
def test_a_letter_that_is_too_large_is_listed_and_not_fetched():
    make.organisation()
    box, _ = take(b"x", claims={"0": 900_000_000})
    kept = Letter.objects.get()
    assert (kept.became, box.fetched, box.seen) == ("too_large", [], ["0"])
    assert "858 MB" in kept.why


@pytest.mark.parametrize(
    ("headers", "became"),
    [
        ({"Auto_Submitted": "auto-replied"}, Became.AUTOMATIC),
        ({"Auto_Submitted": "no"}, Became.TAKEN),
        ({"Precedence": "bulk"}, Became.AUTOMATIC),
        ({"Precedence": "first-class"}, Became.TAKEN),
        ({"X_Autoreply": "yes"}, Became.AUTOMATIC),
        ({"List_Unsubscribe": "<mailto:x@example.org>"}, Became.AUTOMATIC),
        ({"X_Auto_Response_Suppress": "All"}, Became.TAKEN),
        ({"Return_Path": "<>"}, Became.AUTOMATIC),
        ({"Return_Path": "<ines@example.org>"}, Became.TAKEN),
        ({"Subject": "Automatic reply: Your order"}, Became.AUTOMATIC),
        ({"Subject": "Abwesenheitsnotiz: Urlaub"}, Became.AUTOMATIC),
        ({"Subject": "I was out of the office when it came"}, Became.TAKEN),
        ({"From": "MAILER-DAEMON@example.org"}, Became.BOUNCE),
        ({"From": "Postmaster <postmaster@example.org>"}, Became.BOUNCE),
        ({"From": "Ms Postmaster <p@example.org>"}, Became.TAKEN),
    ],
)
def test_what_machines_write_is_told_from_what_people_write(headers, became):
    read = read_letter(letter(**headers).as_bytes())
    assert read.became == became
    assert bool(read.why) == (became != Became.TAKEN)


def test_a_report_on_a_delivery_is_a_bounce():
    raw = (b"From: x@example.org\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
           b"--b\r\n\r\nNot delivered.\r\n--b--\r\n")  # fmt: skip
    assert read_letter(raw).became == Became.BOUNCE


@pytest.mark.django_db
def test_what_is_not_taken_is_listed_with_why_and_is_no_feedback():
    make.organisation()
    take(
        letter(Auto_Submitted="auto-generated").as_bytes(),
        letter(Message_ID="<2@x>", From="mailer-daemon@x.org").as_bytes(),
    )
    assert set(Letter.objects.values_list("became", flat=True)) == {"automatic", "bounce"}
    assert not Feedback.objects.exists()


def test_a_page_loses_all_but_its_words():
    message = EmailMessage()
    message["From"] = "ines@example.org"
    page = ("<html><head><title>T</title><style>p{}</style></head><body><p>It came&nbsp;<b>warm</b>.</p>"
            "<script>alert(1)</script><img src=x onerror=alert(2)><p>Again &lt;soon&gt;</p></body></html>")  # fmt: skip
    message.set_content(page, subtype="html")
    assert read_letter(message.as_bytes()).words == "It came warm.\n\nAgain <soon>"


def test_plain_words_go_before_a_page():
    message = letter("Plain words.")
    message.add_alternative("<p>Page words.</p>", subtype="html")
    read = read_letter(message.as_bytes())
    assert (read.words, read.files) == ("Warm pallet\n\nPlain words.", ())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nS\xf8ren", "Søren"),
        (b"Content-Type: text/plain; charset=no-such\r\n\r\nS\xc3\xb8ren", "Søren"),
        (b"Content-Type: text/plain; charset=utf-8\r\n\r\nS\xf8ren", "S�ren"),
        (b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!", None),
        (b"Content-Type: multipart/mixed\r\n\r\nno boundary", None),
        (b"Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nx", None),
        (b"Subject: =?utf-8?b?////?=\r\n\r\nHi", None),
        (b"Subject: =?no-such?q?x?=\r\n\r\nHi", None),
        (b"From: \"a\r\nBcc: x@example.invalid\" <b@c>\r\n\r\nHi", None),
        (b"Message-ID: <" + b"x" * 5000 + b">\r\n\r\nHi", None),
        (b"a\0b\x07c", None),
        (b"", None),
        (b"\xff" * 1000, None),
        (b"Content-Disposition: attachment; filename*=utf-99'x'%zz\r\n\r\nHi", None),
    ],
)  # fmt: skip
def test_a_letter_that_is_put_together_badly_is_read_as_far_as_it_goes(raw, words):
    read = read_letter(raw)
    assert len(read.message_id) <= 200
    assert len(read.sender) <= 200
    assert not set("\0\x07\r") & set(read.words + read.sender + read.heading)
    assert words is None or read.words == words


def test_a_thousand_letters_within_each_other_fell_nobody():
    raw = (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
        + b"\r\nx"
    )
    assert read_letter(raw).became in Became


def test_very_many_parts_and_files_and_very_long_words_are_cut_and_it_is_said():
    message = letter("word " * 10_000)
    for n in range(150):
        message.add_attachment(b"x%d" % n, maintype="text", subtype="plain", filename=f"{n}.txt")
    read = read_letter(message.as_bytes())
    assert (len(read.words) <= LONGEST_WORDS, len(read.files)) == (True, MOST_FILES)
    assert any("more than 10 files" in said for said in read.left_out)
    assert any("Words beyond" in said for said in read.left_out)


def test_published_bad_headers_name_nobody_and_add_no_line(shared):
    values = json.loads((shared / "reference/bad-input/request/mail-headers.json").read_text())["values"]
    for value in values:
        raw = b"From: " + value.encode() + b"\r\nSubject: " + value.encode() + b"\r\n\r\nHi"
        read = read_letter(raw)
        assert "\n" not in read.sender + read.heading
        assert read.address in ("", "x@example.invalid")


@pytest.mark.django_db
def test_published_bad_files_are_kept_or_named_and_break_nothing(shared):
    make.organisation()
    for number, path in enumerate(sorted((shared / "reference/bad-input/uploads").iterdir())):
        if not path.is_file() or path.stat().st_size > 1_000_000:
            continue
        message = letter(Message_ID=f"<{number}@example.org>")
        message.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name)
        take(message.as_bytes())
    assert Feedback.objects.count() > 3
    assert set(Attachment.objects.values_list("kind", flat=True)) <= {
        "pdf",
        "png",
        "jpg",
        "jpeg",
        "txt",
        "csv",
        "docx",
        "xlsx",
    }


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw):
    assert read_letter(raw).became in Became
