"""Files that are made to break, to fool or to fill: on the page of a record, and on the page of imports."""

import json
import resource
import socket
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from heedful.core.models import Attachment, Entry
from heedful.papers.imports.models import ImportFile
from tests import make
from tests.sweep.test_every_address import whole

pytestmark = pytest.mark.django_db
MAY_BE_KEPT = {"pdf-javascript.pdf"}
ACTIVE = (".svg", ".html", ".htm", ".js", ".exe", ".xhtml")
MOST_MEMORY, MOST_SECONDS = 100, 8
"""Megabytes; and seconds that leave room for a busy machine: the plan asks for two of its own."""


@pytest.fixture
def corpus(shared):
    """The folder of bad input."""
    return shared / "reference/bad-input"


@pytest.fixture
def offline(monkeypatch):
    """A machine that reaches nobody; whoever tries is told."""

    def nobody(*where, **how):
        raise AssertionError(f"something called {where}")

    monkeypatch.setattr(socket.socket, "connect", nobody)
    monkeypatch.setattr(socket, "getaddrinfo", nobody)


def attach(browser, record, name, content):
    """Attach a file on a record's page; the name goes as it is, which no browser would do."""
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode("utf-8", "replace") + content + b"\r\n--b--\r\n"
    address = reverse("attached:attach", args=[record._meta.model_name, record.pk])
    return browser.post(address, body, content_type="multipart/form-data; boundary=b")


def kept_files():
    """What lies in the data folder, and where a name with dots or a slash would lead from there."""
    folder = settings.FOLDER.path
    out = ("a.txt", "b.txt", "con.txt", "win.txt", "abs.txt", "evil.txt", "passwd", "etc")
    led = [root / name for root in (folder.parent, Path("/tmp"), Path("/"), Path.cwd()) for name in out]
    return {*folder.glob("*"), *(path for path in led if path.exists())} - {folder / "turn"}


def test_a_file_that_is_not_what_it_says_is_not_kept_and_what_is_kept_never_runs(corpus):
    browser, record = make.browser(), make.customer()
    around = kept_files()
    files = sorted(path for path in (corpus / "uploads").iterdir() if path.suffix != ".json")
    for path in files:
        before = Entry.objects.count()
        answer = attach(browser, record, path.name, path.read_bytes())
        if path.name not in MAY_BE_KEPT:
            assert (answer.status_code, Entry.objects.count()) == (422, before), path.name
    halves = json.loads((corpus / "uploads/antivirus-test.json").read_text())
    assert attach(browser, record, "virus.txt", "".join(halves.get("halves", [])).encode()).status_code < 500

    assert len(files) == 9
    assert kept_files() - around <= {settings.FOLDER.attachments}
    for kept in Attachment.objects.all():
        answer = browser.get(reverse("attached:file", args=[kept.pk]))
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert not kept.stored.endswith(ACTIVE)


def test_no_name_of_a_file_leads_out_of_the_folder_or_into_a_header(corpus):
    browser, around = make.browser(), kept_files()
    given = json.loads((corpus / "uploads/file-names.json").read_text())
    names = next(value for value in given.values() if isinstance(value, list)) if isinstance(given, dict) else given
    for number, name in enumerate(names):
        text = name if isinstance(name, str) else name["name"]
        answer = attach(browser, make.product(), text.encode("utf-8", "replace").decode(), b"words %d" % number)
        assert answer.status_code in (302, 400, 422), text

    for kept in Attachment.objects.all():
        said = browser.get(reverse("attached:file", args=[kept.pk]))["Content-Disposition"]
        assert "\r" not in said
        assert "\n" not in said
        assert "/" not in said.partition("filename=")[2].partition(";")[0]
        assert set(kept.stored) <= set("0123456789abcdef")
    assert kept_files() - around <= {settings.FOLDER.attachments}


def test_a_file_that_is_too_large_says_how_large_it_may_be():
    browser, record = make.browser(), make.customer()
    answer = attach(browser, record, "long.txt", b"x" * (10 * 1024 * 1024 + 1))

    assert answer.status_code in (413, 422)
    assert "10 MB" in answer.text
    assert not Attachment.objects.exists()


def _brought(browser, path, kind="feedback"):
    """Bring a file on the page of imports, and go as far as the page lets one."""
    began, before = time.monotonic(), Entry.objects.count()
    answer = browser.post(
        "/imports/new", {"kind": kind, "file": SimpleUploadedFile(path.name, path.read_bytes())}, follow=True
    )
    assert time.monotonic() - began < MOST_SECONDS, path.name
    return answer, Entry.objects.count() - before


@pytest.mark.parametrize("folder", ["csv/malformed", "csv/well-formed", "xlsx-zip", "uploads"])
def test_every_file_brought_to_the_import_page_is_taken_or_refused_with_a_reason(folder, corpus, offline):
    browser, around = make.browser(), kept_files()
    refused = {}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in sorted(path for path in (corpus / folder).iterdir() if path.suffix != ".json"):
        answer, entries = _brought(browser, path)
        page = whole(answer)
        assert answer.status_code in (200, 413, 422), path.name
        assert "Traceback" not in page
        if answer.status_code != 200:
            assert entries == 0, path.name
            assert 'role="alert"' in page, path.name
            refused[path.name] = page
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024

    assert grown < MOST_MEMORY, f"{grown:.0f} MiB"
    assert {path.name for path in kept_files() - around} <= {"imports", "attachments"}
    wanted = WANTED.get(folder, {})
    assert wanted.get("refused", set()) <= set(refused)
    assert not wanted.get("taken", set()) & set(refused)
    for name, words in wanted.get("words", {}).items():
        assert any(word in refused[name] for word in words), name


WANTED = {
    "csv/malformed": {
        "refused": {"empty.csv", "only-header.csv", "duplicate-header.csv", "nul-bytes.csv", "unclosed-quote.csv",
                    "huge-field.csv"},
        "taken": {"semicolons-bom.csv", "formulas.csv"},
        "words": {"empty.csv": ["empty"], "only-header.csv": ["no row", "No row"]},
    },
    "csv/well-formed": {"taken": {"comma_in_quotes.csv", "newlines.csv", "quotes_and_newlines.csv", "simple_crlf.csv"}},
    "xlsx-zip": {
        "refused": {"bomb-64MiB-spaces.xlsx", "entities-billion-laughs.xlsx", "xxe-file.xlsx", "csv-renamed.xlsx",
                    "truncated.xlsx", "legacy-ole.xlsx", "overlap-200x10MiB.zip", "traversal.zip"},
        "taken": {"good.xlsx"},
        "words": {"csv-renamed.xlsx": ["not an Excel"], "truncated.xlsx": ["damaged"],
                  "legacy-ole.xlsx": ["old", "password"]},
    },
    "uploads": {"refused": {"page.html", "gif-then-script.gif", "pixel-flood.png", "empty.pdf", "exe-header.pdf"}},
}  # fmt: skip
"""What the corpus asks for each file; of those that are not named either answer will do."""


@pytest.mark.parametrize("name", ["dates-ambiguous.csv", "scores-out-of-range.csv", "ragged-rows.csv"])
def test_a_doubtful_file_is_only_looked_at_and_nothing_of_it_is_in_the_records(name, corpus):
    browser = make.browser()
    answer, _ = _brought(browser, corpus / "csv/malformed" / name)

    assert answer.status_code in (200, 422)
    assert not Entry.objects.filter(kind__in=["feedback", "response", "customer"]).exists()
    assert ImportFile.objects.count() == (1 if answer.status_code == 200 else 0)
