"""Who could be asked: chosen by what we know, left out with the reason, taken back with one."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.organisation import change_organisation
from heedful.core.permissions import AccessRole
from heedful.customers.commands import change_contact
from heedful.customers.models import Contact
from heedful.feedback.models import CallBack, Disposition, FrameCell, Invitation
from heedful.feedback.surveys.commands import (
    ask_anyway,
    change_wave,
    frame_wave,
    give_up_call_back,
    invite_sample,
    record_call_back,
)
from tests import make

pytestmark = pytest.mark.django_db
DAY = make.OPENED
MONTH = datetime.timedelta(days=30)


def planned(**more):
    return make.wave(opened=False, open_link=False, **more)


def framed(wave=None, on=DAY, **chosen):
    """The names listed, and why each is left out."""
    wave = wave or planned()
    frame_wave(wave, by=make.TEST, on=on, **chosen)
    wave.refresh_from_db()
    return {i.contact.name: i.excluded_because for i in wave.invitations.select_related("contact")}


def test_only_customers_who_got_a_product():
    chilled, frozen = make.product("Chilled"), make.product("Frozen")
    for name, product in (("Ada", chilled), ("Bo", frozen)):
        contact = make.asked_contact(name)
        make.delivery(contact.customer, product=product)
    wave = planned()

    assert framed(wave, products=[chilled]) == {"Ada": ""}
    assert "to whom we delivered Chilled" in wave.frame_is


def test_only_who_has_a_role():
    make.asked_contact("Ada", role="buyer")
    make.asked_contact("Bo", role="user")
    wave = planned()

    assert framed(wave, roles=["user"]) == {"Bo": ""}
    assert wave.frame_is.startswith("Every user of our customers")


def test_only_customers_met_in_a_period_and_each_once():
    for name, days in (("Ada", (3, 4)), ("Bo", (40,))):
        contact = make.asked_contact(name)
        for ago in days:
            make.interaction(contact.customer, held_on=DAY - datetime.timedelta(days=ago))
    wave = planned()

    assert framed(wave, met_from=DAY - MONTH, met_until=DAY) == {"Ada": ""}
    assert "whom we met from 7 Feb 2026 up to 9 Mar 2026" in wave.frame_is


def test_a_period_that_ends_before_it_begins_is_refused():
    make.asked_contact()

    with pytest.raises(ValidationError, match="cannot lie before"):
        framed(met_from=DAY, met_until=DAY - MONTH)


def test_without_an_address_nobody_is_asked_by_mail_but_by_a_file():
    make.asked_contact("Ada", email="")

    assert framed(planned(by_mail=True)) == {"Ada": "No e-mail address"}
    assert framed(planned()) == {"Ada": ""}


def test_a_wave_rests_as_the_organisation_does_over_all_surveys():
    house = make.organisation()
    change_organisation(house, by=make.TEST, contact_rest_days=30)
    make.asked_contact("Ada")
    make.asked_wave()

    assert framed(on=DAY + datetime.timedelta(days=29)) == {"Ada": "Asked on 9 Mar 2026, less than 30 days before"}
    assert framed(on=DAY + MONTH) == {"Ada": ""}


def test_a_wave_rests_less_only_with_a_reason():
    version = make.version()
    with pytest.raises(ValidationError, match="We ask nobody again within 90 days"):
        make.wave(of=version, opened=False, quarantine_days=89, quarantine_because=" ")

    wave = make.wave(of=version, opened=False, quarantine_days=89, quarantine_because="After the recall.")
    with pytest.raises(ValidationError, match="Say why this wave rests less"):
        change_wave(wave, by=make.TEST, quarantine_because="")


def rested():
    """Somebody who is left out because they were asked lately."""
    make.asked_contact("Ada")
    make.asked_wave()
    second = planned()
    framed(second)
    return second.invitations.get()


def test_who_rests_is_taken_back_with_a_reason_that_stays_on_their_row():
    found = ask_anyway(rested(), by=make.TEST, reason="They asked to be.")

    invited = invite_sample(found.wave, by=make.TEST, on=DAY)

    assert [i.invitation.pk for i in invited] == [found.pk]
    assert Invitation.objects.get(pk=found.pk).asked_because == "They asked to be."
    assert dict(FrameCell.objects.filter(wave=found.wave_id).values_list("disposition", "count")) == {"U": 1}


def test_a_rest_is_not_set_aside_without_a_reason_nor_by_somebody_who_may_not():
    found = rested()
    with pytest.raises(ValidationError, match="Say why they are asked again"):
        ask_anyway(found, by=make.TEST, reason=" ")
    with pytest.raises(PermissionDenied):
        ask_anyway(found, by=make.person(role=AccessRole.MEMBER), reason="Because.")

    assert make.entries_of(found) == [("invitation.framed", 1)]


def test_who_said_no_is_never_asked_anyway():
    make.asked_contact("Ada", consents=False)
    wave = planned()
    framed(wave)

    with pytest.raises(ValidationError, match="cannot be set aside: Does not want"):
        ask_anyway(wave.invitations.get(), by=make.TEST, reason="We would like to.")


def test_who_may_no_longer_be_asked_is_left_out_when_the_sample_is_drawn():
    for name in ("Ada", "Bo", "Cyn"):
        make.asked_contact(name)
    first, second = planned(), planned()
    framed(first)
    framed(second)
    change_contact(Contact.objects.get(name="Bo"), by=make.TEST, consents=False)
    ada = first.invitations.get(contact__name="Ada")
    first.invitations.exclude(pk=ada.pk)
    invite_sample(first, by=make.TEST, on=DAY, size=1, seed=3)
    asked = Invitation.objects.get(wave=first, asked_on=DAY).contact.name

    invite_sample(second, by=make.TEST, on=DAY)

    left = {i.contact.name: i.excluded_because for i in second.invitations.filter(disposition=Disposition.EXCLUDED)}
    assert left == {
        "Bo": "Does not want to be asked", asked: "Asked on 9 Mar 2026, less than 90 days before",
    }  # fmt: skip
    counts = dict(FrameCell.objects.filter(wave=second.pk).values_list("disposition", "count"))
    assert counts == {"NE": 2, "U": 1}


def test_a_draw_is_written_down_so_that_it_can_be_repeated():
    retail = make.segment("Retail")
    for number in range(12):
        make.asked_contact(segment=retail if number < 8 else None)
    wave = planned()
    framed(wave)

    invite_sample(wave, by=make.TEST, on=DAY, size=6, seed=7, way="stratified")

    draw = wave.draws.get()
    assert (draw.how, draw.size, draw.of, draw.seed, len(draw.list_is)) == ("stratified", 6, 12, 7, 64)
    assert draw.invitations.filter(segment=retail).count() == 4


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"way": "simple"}, "Give a size"),
        ({"way": "all", "size": 3}, "none for everybody"),
        ({"way": "by lot", "size": 3}, "Choose everybody"),
        ({"size": 0}, "at least one"),
    ],
)
def test_a_draw_that_makes_no_sense_is_refused(asked, said):
    make.asked_contact()
    wave = planned()
    framed(wave)

    with pytest.raises(ValidationError, match=said):
        invite_sample(wave, by=make.TEST, on=DAY, **asked)

    assert wave.invitations.get().disposition == Disposition.NOT_ASKED


def test_a_customer_who_agreed_in_a_call_is_asked_again_in_the_next_wave():
    make.person()
    make.asked_contact("Ada")
    make.asked_contact("Bo")
    wave, invited = make.asked_wave()
    for one in invited:
        make.answer(wave, 2, invitation=one.invitation, may_call=True)
    call = CallBack.objects.get(response__contact__name="Ada")
    record_call_back(call, by=make.TEST, on=make.NOON.date(), reached=True, outcome="New driver.", ask_again=True)

    second = planned()
    found = framed(second, on=DAY + datetime.timedelta(days=5))

    assert found == {"Ada": "", "Bo": "Asked on 9 Mar 2026, less than 90 days before"}
    assert second.invitations.get(contact__name="Ada").asked_because == f"Agreed to be asked again ({call.key})"


def call_of(tries=0):
    """A call to an unhappy customer, tried so many times in vain."""
    make.person()
    make.answer(make.wave(), 2, may_call=True, reach="+47 22")
    call = CallBack.objects.get()
    for _ in range(tries):
        call = record_call_back(call, by=make.TEST, on=make.NOON.date(), reached=False, outcome="No answer.")
    return call


def test_a_call_is_given_up_after_as_many_tries_as_the_organisation_asks_for():
    call = give_up_call_back(call_of(3), by=make.TEST, on=make.LAST, reason="The number is dead.")

    assert call.given_up_on == make.LAST
    assert not CallBack.objects.waiting().exists()
    assert make.last_entry(call).act == "callback.given_up"


@pytest.mark.parametrize(
    ("tries", "more", "said"),
    [
        (2, {}, "after 3 tries at the earliest; 2 made"),
        (3, {"reason": " "}, "Say why"),
        (3, {"on": make.BEGAN}, "before the last try"),
    ],
)
def test_a_call_is_not_given_up_too_soon_or_without_a_reason(tries, more, said):
    call = call_of(tries)

    with pytest.raises(ValidationError, match=said):
        give_up_call_back(call, by=make.TEST, **{"on": make.LAST, "reason": "No number."} | more)

    assert CallBack.objects.waiting().exists()


def test_a_call_that_has_ended_is_neither_made_nor_given_up_again():
    call = give_up_call_back(call_of(3), by=make.TEST, on=make.LAST, reason="The number is dead.")

    with pytest.raises(ValidationError, match="given up on 31 Mar 2026"):
        record_call_back(call, by=make.TEST, on=make.LAST, reached=True, outcome="After all.")
    with pytest.raises(ValidationError, match="given up on 31 Mar 2026"):
        give_up_call_back(call, by=make.TEST, on=make.LAST, reason="Again.")


def test_only_somebody_reached_agrees_to_be_asked_again():
    with pytest.raises(ValidationError, match="Only a customer who was reached"):
        record_call_back(call_of(), by=make.TEST, on=make.LAST, reached=False, outcome="Nobody.", ask_again=True)
