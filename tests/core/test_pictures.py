import struct

import pytest
from django.core.exceptions import ValidationError

from heedful.core.attached import attach
from heedful.core.models import Attachment
from heedful.core.pictures import size_of
from tests import make

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x04ab" + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03" * 10


@pytest.mark.parametrize("content", [PNG, JPEG])
def test_a_picture_says_how_large_it_is(content):
    assert size_of(content) == (640, 480)


@pytest.mark.parametrize(
    "content", [b"", PNG[:20], JPEG[:12], b"\xff\xd8\xff\xda\0\x02", b"\xff\xd8\xff\xff\xff", b"GIF89a"]
)
def test_what_is_cut_off_or_no_picture_says_nothing(content):
    assert size_of(content) is None


@pytest.mark.django_db
def test_a_picture_that_would_flood_whoever_opens_it_is_not_kept():
    flood = PNG.replace(struct.pack(">II", 640, 480), struct.pack(">II", 50_000, 50_000))
    record, person = make.product(), make.person()

    with pytest.raises(ValidationError, match="50000 times 50000 pixels"):
        attach(record, by=person, name="scan.png", content=flood)
    attach(record, by=person, name="photo.png", content=PNG)

    assert [kept.name for kept in Attachment.objects.all()] == ["photo.png"]


@pytest.mark.django_db
def test_a_file_for_which_the_disk_has_no_room_leaves_neither_row_nor_remains(monkeypatch, settings):
    record, person = make.product(), make.person()
    before = set(settings.FOLDER.attachments.glob("*"))

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        attach(record, by=person, name="photo.png", content=PNG)

    assert not Attachment.objects.exists()
    assert set(settings.FOLDER.attachments.glob("*")) == before
