import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heedful.core import attached as commands
from heedful.core.models import Attachment, Comment, Link
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_comment_is_written_and_shown_with_its_author():
    browser, unit = make.browser(), make.unit("Depot")

    answer = browser.post(f"/attached/{unit.ref}/comment", {"words": "Seen on site."}, headers=HTMX)

    note = Comment.objects.get()
    assert (note.on, note.words, note.author) == (unit.ref, "Seen on site.", browser.person)
    assert answer.status_code == 200
    assert "Seen on site." in answer.text
    assert browser.person.name in answer.text
    assert "<html" not in answer.text


def test_without_a_script_a_comment_leads_back_to_the_record():
    unit = make.unit()

    answer = make.browser().post(f"/attached/{unit.ref}/comment", {"words": "Seen."})

    assert answer.status_code == 302
    assert answer["Location"] == f"/attached/{unit.ref}"


def test_a_refused_comment_keeps_its_text_and_says_why():
    unit, text = make.unit(), "a" * 10_001

    answer = make.browser().post(f"/attached/{unit.ref}/comment", {"words": text})

    assert answer.status_code == 422
    assert text in answer.text
    assert not Comment.objects.exists()


def test_the_same_comment_twice_is_one_comment():
    browser, unit = make.browser(), make.unit()
    browser.post(f"/attached/{unit.ref}/comment", {"words": "Seen."})

    answer = browser.post(f"/attached/{unit.ref}/comment", {"words": "Seen."})

    assert answer.status_code == 422
    assert Comment.objects.count() == 1


def test_an_external_auditor_reads_and_writes_nothing():
    unit = make.unit("Depot")
    browser = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR))

    assert "Write the comment" not in browser.get(f"/attached/{unit.ref}").text
    assert browser.post(f"/attached/{unit.ref}/comment", {"words": "Seen."}).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("ref", ["unit/0000", "nothing/00000000-0000-4000-8000-000000000000", "grant/../unit"])
def test_an_unknown_record_is_not_found(ref):
    assert make.browser().post(f"/attached/{ref}/comment", {"words": "Seen."}).status_code == 404


def test_a_file_is_handed_out_to_be_saved_and_never_run():
    browser, unit = make.browser(), make.unit()
    browser.post(f"/attached/{unit.ref}/file", {"file": SimpleUploadedFile("Ünterlage.pdf", b"%PDF-1.7 x")})

    answer = browser.get(f"/files/{Attachment.objects.get().pk}")

    assert answer.content == b"%PDF-1.7 x"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "%C3%9Cnterlage.pdf" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_files_that_are_not_what_they_are_called_are_refused(shared):
    browser, unit = make.browser(), make.unit()
    for path in (shared / "reference/bad-input/uploads").iterdir():
        if path.suffix == ".json" or path.name in ("pdf-javascript.pdf", "pixel-flood.png"):
            continue  # a true PDF and a true picture: they are only ever saved, never opened here
        answer = browser.post(f"/attached/{unit.ref}/file", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
        assert answer.status_code == 422, path.name
    assert not Attachment.objects.exists()


def test_no_file_name_leaves_the_header_or_the_folder(shared, settings):
    browser, unit = make.browser(), make.unit()
    names = json.loads((shared / "reference/bad-input/uploads/file-names.json").read_text())
    for number, name in enumerate(str(n.get("name") if isinstance(n, dict) else n) for n in _listed(names)):
        upload = SimpleUploadedFile("x.txt", f"text {number}".encode())
        upload._name = name
        assert browser.post(f"/attached/{unit.ref}/file", {"file": upload}).status_code in (302, 400, 422), name
    for kept in Attachment.objects.all():
        header = browser.get(f"/files/{kept.pk}")["Content-Disposition"]
        assert header.startswith("attachment; filename=")
        assert "\n" not in header
        assert "/" not in header.replace("filename*=UTF-8''", "")
    assert all(p.parent == settings.FOLDER.attachments for p in settings.FOLDER.attachments.rglob("*"))


def _listed(found):
    return found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))


def test_records_are_linked_by_key_and_each_shows_the_other():
    browser, cause, effect = make.browser(), make.unit("Cause"), make.unit("Effect")

    answer = browser.post(
        f"/attached/{cause.ref}/link", {"relation": "led to", "other": effect.key.lower()}, headers=HTMX
    )

    tie = Link.objects.get()
    assert (tie.source, tie.target, tie.relation) == (effect.ref, cause.ref, "came from")
    assert "Effect" in answer.text
    assert "led to" in answer.text
    assert "came from" in browser.get(f"/attached/{effect.ref}").text


def test_an_unknown_key_and_a_second_link_are_refused():
    browser, one, two = make.browser(), make.unit(), make.unit()
    link = {"relation": "relates to", "other": two.key}
    assert browser.post(f"/attached/{one.ref}/link", link | {"other": "NO-1"}).status_code == 422
    assert browser.post(f"/attached/{one.ref}/link", link).status_code == 302
    assert browser.post(f"/attached/{one.ref}/link", link).status_code == 422
    assert browser.post(f"/attached/{one.ref}/link", link | {"other": one.key}).status_code == 422
    assert Link.objects.count() == 1


def test_a_link_is_taken_away_and_history_keeps_it():
    browser, one, two = make.browser(), make.unit(), make.unit()
    tie = commands.link(one, by=browser.person, target=two)

    assert browser.post(f"/attached/{two.ref}/unlink", {"tie": tie.pk, "reason": "A mistake"}).status_code == 302
    assert browser.post(f"/attached/{two.ref}/unlink", {"tie": tie.pk}).status_code == 422
    assert not Link.objects.exists()
    assert make.entries_of(tie) == [("link.made", 1), ("link.removed", 2)]


def test_what_hangs_on_a_record_costs_the_same_however_much_it_is(django_assert_max_num_queries):
    browser, unit = make.browser(), make.unit("Depot")
    for number in range(30):
        commands.comment(unit, by=browser.person, words=f"Note {number}")
        commands.link(unit, by=browser.person, target=make.unit(f"Other {number}"))

    with django_assert_max_num_queries(8):
        answer = browser.get(f"/attached/{unit.ref}")

    assert "Note 29" in answer.text
    assert "Other 29" in answer.text
