import pytest
from django.core.exceptions import ValidationError

from heedful.core.organisation import change_organisation
from heedful.feedback.models import Complaint, Feedback
from heedful.feedback.speaking import speak, telephone
from tests import make

pytestmark = pytest.mark.django_db


def test_a_customer_complains_without_an_account():
    make.organisation()
    form = make.channel("Form", kind="form")
    heard = speak(by=make.PUBLIC, kind="complaint", words="Warm pallet.", sender="Ines", language="nb")
    assert (heard.channel, heard.sender, heard.logged_by) == (form, "Ines", None)
    assert Complaint.objects.get().acknowledged_at is None
    assert make.last_entry(heard).by == "public"


def test_where_the_organisation_says_so_a_machine_acknowledges():
    change_organisation(make.organisation(), by=make.TEST, machine_acknowledges=True)
    speak(by=make.PUBLIC, kind="complaint", words="Warm pallet.")
    complaint = Complaint.objects.get()
    assert complaint.acknowledged_by_machine
    assert complaint.acknowledged_at is not None


@pytest.mark.parametrize("kind", ["return", "comment", "", "x"])
def test_a_customer_says_only_what_the_form_offers(kind):
    make.organisation()
    with pytest.raises(ValidationError, match="Choose what it is"):
        speak(by=make.PUBLIC, kind=kind, words="Warm pallet.")
    assert not Feedback.objects.exists()


def test_the_telephone_is_found_for_who_cannot_use_the_form():
    assert telephone() is None
    phone = make.channel(kind="phone")
    assert telephone() == phone
