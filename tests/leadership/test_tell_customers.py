import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.leadership.commands import tell_customers
from heedful.leadership.models import CommunicationEvent
from tests import make

pytestmark = pytest.mark.django_db


def test_customers_of_some_segments_are_told_what_changed():
    retail, rail = make.segment(), make.segment()

    event = make.told(retail, rail, retail, reached=120)

    assert {told.segment for told in event.audience.all()} == {retail, rail}
    assert make.entries_of(event) == [("communicationevent.sent", 1)]
    assert make.entries_of(event.audience.first()) == [("communicationaudience.told", 1)]


def test_somebody_is_told():
    with pytest.raises(ValidationError) as refusal:
        make.told()
    assert set(refusal.value.message_dict) == {"segments"}
    assert not CommunicationEvent.objects.exists()


def test_a_member_does_not_speak_for_the_house():
    with pytest.raises(PermissionDenied, match="tell customers"):
        tell_customers(by=make.person(role=AccessRole.MEMBER), what="x", on=make.DAY, segments=[make.segment()])
