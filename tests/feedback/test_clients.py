import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.organisation import change_organisation
from heedful.core.permissions import AccessRole, Permission
from heedful.feedback.channels import close_channel
from heedful.feedback.clients import admit_client, client_of, revoke_client, send_feedback, sent_before, sent_by
from heedful.feedback.models import Complaint, Feedback
from heedful.feedback.models.clients import hash_of
from tests import make

pytestmark = pytest.mark.django_db
KEY = "order-4711"


def test_a_program_gets_a_token_of_which_the_hash_alone_is_kept():
    admitted = admit_client(by=make.person(), name=" Shop ", on=make.DAY)
    client, entry = admitted.client, make.last_entry(admitted.client)
    assert (client.key, client.name, client.token_hash) == ("AC-1", "Shop", hash_of(admitted.token))
    assert len(admitted.token) > 40
    assert admitted.token not in bytes(entry.body).decode() + str(vars(client))
    assert client_of(admitted.token) == client


@pytest.mark.parametrize("token", ["", "heedful_", "heedful_wrong", "x", "\0", "\ud800"])
def test_another_token_opens_nothing(token):
    make.client()
    assert client_of(token) is None


def test_a_program_may_speak_and_nothing_else():
    assert [p for p in Permission if make.client().may(p)] == [Permission.SPEAK]


def test_two_programs_do_not_bear_one_name():
    make.client("Shop")
    with pytest.raises(ValidationError, match="of this name already"):
        make.client("Shop")


def test_a_program_needs_a_name_and_a_channel_that_is_open():
    with pytest.raises(ValidationError, match="cannot be blank"):
        admit_client(by=make.person(), name=" ", on=make.DAY)
    shut = close_channel(make.channel(), by=make.TEST, on=make.BEGAN)
    with pytest.raises(ValidationError, match="closed on"):
        admit_client(by=make.person(), name="Shop", on=make.DAY, channel=shut)


@pytest.mark.parametrize("role", [AccessRole.PROCESS_OWNER, AccessRole.MEMBER, AccessRole.TOP_MANAGEMENT])
def test_who_may_not_change_settings_lets_no_program_in_and_none_out(role):
    client = make.client()
    with pytest.raises(PermissionDenied):
        admit_client(by=make.person(role=role), name="Shop", on=make.DAY)
    with pytest.raises(PermissionDenied):
        revoke_client(client, by=make.person(role=role), on=make.DAY)


def test_a_revoked_token_sends_nothing_and_is_revoked_once():
    client = revoke_client(make.client(), by=make.person(), on=make.DAY, reason="It leaked.")
    with pytest.raises(PermissionDenied):
        send_feedback(by=client, key=KEY, kind="enquiry", words="When?")
    with pytest.raises(ValidationError, match="was revoked on 9 Mar 2026"):
        revoke_client(client, by=make.person(), on=make.DAY)
    assert not Feedback.objects.exists()


def test_a_token_is_not_revoked_before_it_was_made():
    with pytest.raises(ValidationError, match="before it was made"):
        revoke_client(make.client(), by=make.person(), on=make.DAY - datetime.timedelta(days=1))


def test_what_a_program_sends_comes_by_its_channel_and_is_found_by_its_key():
    phone = make.channel("Shop", kind="other")
    client, other = make.client(channel=phone), make.client()
    heard = send_feedback(by=client, key=KEY, kind="return", words=" It was crushed. ", language="NB", sender="Ines")
    assert (heard.channel, heard.client, heard.words, heard.language) == (phone, client, "It was crushed.", "nb")
    assert make.last_entry(heard).by == client.ref
    assert sent_before(client, KEY) == heard == sent_by(client).get()
    assert sent_before(other, KEY) is None


def test_one_key_is_taken_once():
    client = make.client()
    send_feedback(by=client, key=KEY, kind="enquiry", words="When?")
    with pytest.raises(ValidationError):
        send_feedback(by=client, key=KEY, kind="enquiry", words="When?")
    send_feedback(by=make.client(), key=KEY, kind="enquiry", words="When?")
    assert Feedback.objects.count() == 2


def test_a_complaint_that_a_program_sends_is_promised_like_any_other():
    change_organisation(make.organisation(), by=make.TEST, machine_acknowledges=True)
    send_feedback(by=make.client(), key=KEY, kind="complaint", words="Warm pallet.", remedy_asked="A new one.")
    complaint = Complaint.objects.get()
    assert (complaint.remedy_asked, complaint.acknowledged_by_machine) == ("A new one.", True)
