"""Letters to complainants."""

from heedful.feedback.models import Complaint
from heedful.papers.letters.issuing import issue_letter
from tests.make.core import TEST

FOLLOW = "https://heedful.example/c/abc"


def letter(complaint, kind="acknowledgement", *, by=TEST, language="en", words=""):
    """A letter that went out."""
    return issue_letter(complaint, by=by, kind=kind, language=language, follow=FOLLOW, words=words)


def fresh_complaint(found):
    """The complaint as it stands in the table now."""
    return Complaint.objects.get(pk=found.pk)
