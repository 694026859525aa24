import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.attached import link
from heedful.core.permissions import AccessRole
from heedful.satisfaction.models import YouSaid
from heedful.satisfaction.you_said import commands
from heedful.satisfaction.you_said.finished import finished, listed, why_not_told
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_finished_work_that_came_from_a_complaint_can_be_told():
    done = make.finished_action()
    told = make.you_said(done.ref)
    assert (told.key, told.shown, make.last_entry(told).act) == ("YS-1", False, "yousaid.drafted")


def test_what_is_open_or_did_not_come_from_customers_is_not_told():
    open_ = make.action(source=make.complaint().ref)
    with pytest.raises(ValidationError, match="only what was done is told"):
        make.you_said(open_.ref)
    with pytest.raises(ValidationError, match="did not come from what a customer said"):
        make.you_said(make.done_action().ref)
    with pytest.raises(ValidationError, match="Choose an action"):
        make.you_said("customer/none")


def test_an_improvement_counts_where_it_is_linked_with_what_was_heard():
    done = make.evaluated_improvement()
    assert "did not come" in why_not_told(done.ref)
    link(make.feedback(), by=make.TEST, target=done, relation="led to")
    assert why_not_told(done.ref) == ""


def test_the_same_work_is_told_once():
    told = make.you_said()
    with pytest.raises(ValidationError, match=f"told already, as {told.key}"):
        make.you_said(told.source)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"said": " "}, "said"),
        ({"did": ""}, "did"),
        ({"words": "They never call."}, "consent"),
        ({"consent": "By e-mail."}, "words"),
    ],
)
def test_both_halves_are_needed_and_words_only_with_consent(given, field):
    source = make.finished_action().ref
    with pytest.raises(ValidationError) as refusal:
        make.you_said(source, **given)
    assert field in refusal.value.message_dict
    assert not YouSaid.objects.exists()


def test_words_of_a_customer_stand_as_they_were_said():
    heard = make.feedback(words="They never call, and then they are early.")
    with pytest.raises(ValidationError, match="did not say it so"):
        make.you_said(words="They always call.", words_of=heard, consent="By e-mail.")
    told = make.you_said(words="They never call", words_of=heard, consent="By e-mail on 3 March 2026.")
    assert told.subject == heard.subject


def test_a_person_publishes_it_in_their_own_name():
    told = make.you_said()
    with pytest.raises(ValidationError, match="in their own name"):
        commands.publish_you_said(told, by=make.TEST, on=MARCH_9)
    who = make.person("Dana")
    shown = commands.publish_you_said(told, by=who, on=MARCH_9)
    assert (shown.shown, shown.published_by, shown.published_on) == (True, who, MARCH_9)
    with pytest.raises(ValidationError, match="published since 2026-03-09"):
        commands.publish_you_said(shown, by=who, on=MARCH_9)


def test_who_may_not_tell_customers_publishes_nothing():
    told = make.you_said()
    with pytest.raises(PermissionDenied):
        commands.publish_you_said(told, by=make.person(role=AccessRole.MEMBER), on=MARCH_9)


def test_what_is_published_is_changed_with_a_reason_and_withdrawn_with_a_reason():
    told = make.published_you_said()
    with pytest.raises(ValidationError, match="say why it is changed"):
        commands.change_you_said(told, by=make.TEST, said="Late.", did="Not late.")
    told = commands.change_you_said(told, by=make.TEST, said="Late.", did="Not late.", reason="Shorter.")
    with pytest.raises(ValidationError, match="Say why"):
        commands.withdraw_you_said(told, by=make.TEST, on=MARCH_9, because=" ")
    with pytest.raises(ValidationError, match="that day or a later one"):
        commands.withdraw_you_said(told, by=make.TEST, on=make.DAY - datetime.timedelta(days=1), because="x")
    gone = commands.withdraw_you_said(told, by=make.TEST, on=MARCH_9, because="It came back.")
    assert not gone.shown
    with pytest.raises(ValidationError, match="not published"):
        commands.withdraw_you_said(gone, by=make.TEST, on=MARCH_9, because="Again.")
    assert commands.publish_you_said(gone, by=make.person(), on=MARCH_9).shown


def test_finished_work_waits_to_be_told_until_it_is():
    done = make.finished_action("", what="Call an hour before")
    make.done_action()
    make.action(source=make.complaint().ref)
    [waits] = listed(list(finished()))
    assert (waits.ref, waits.what) == (done.ref, "Call an hour before")
    make.you_said(done.ref)
    assert list(finished()) == []
