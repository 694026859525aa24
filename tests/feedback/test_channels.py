import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.channels import change_channel, close_channel, codes, open_channel, trial_due_on, try_channel
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + datetime.timedelta(days=1)


def test_a_channel_opens_with_its_languages_written_in_one_way():
    by = make.person()
    channel = open_channel(by=by, name="Phone", kind="phone", opened_on=make.DAY, languages="EN, nb en")
    assert (channel.key, channel.languages) == ("CH-1", "en nb")
    assert make.entries_of(channel) == [("channel.opened", 1)]


def test_two_channels_do_not_bear_one_name():
    make.channel("Phone")
    with pytest.raises(ValidationError, match="of this name already"):
        make.channel("Phone")


def test_owner_and_deputy_are_two_people():
    one = make.person()
    with pytest.raises(ValidationError, match="other than the owner"):
        make.channel(owner=one, deputy=one)


@pytest.mark.parametrize("wrong", ["en 12", "<b>", "en;nb"])
def test_what_is_no_language_code_is_refused(wrong):
    with pytest.raises(ValidationError, match="no language code"):
        codes(wrong)


def test_a_channel_gets_another_deputy():
    channel, other = make.channel(), make.person()
    changed = change_channel(channel, by=make.person(), deputy=other, languages="de")
    assert (changed.deputy, changed.languages) == (other, "de")


def test_the_day_of_opening_cannot_be_changed():
    channel = make.channel()
    with pytest.raises(ValidationError, match="cannot be changed"):
        change_channel(channel, by=make.person(), opened_on=make.DAY)


def test_a_closed_channel_is_neither_changed_nor_tried_nor_closed_again():
    channel, by = make.channel(), make.person()
    closed = close_channel(channel, by=by, on=make.DAY)
    before = make.entries_of(closed)
    for again in (
        lambda: close_channel(closed, by=by, on=LATER),
        lambda: change_channel(closed, by=by, name="Other"),
        lambda: try_channel(closed, by=by, on=LATER, tester=by, passed=True),
    ):
        with pytest.raises(ValidationError, match="closed on 9 Mar 2026"):
            again()
    assert make.entries_of(closed) == before


def test_a_channel_does_not_close_before_it_opened():
    channel = make.channel(opened_on=make.DAY)
    with pytest.raises(ValidationError, match="cannot close before"):
        close_channel(channel, by=make.person(), on=make.BEGAN)


def test_a_test_is_kept_with_who_made_it():
    channel, tester = make.channel(), make.person()
    test = try_channel(channel, by=tester, on=make.DAY, tester=tester, passed=True)
    assert (test.tester, test.language, test.passed) == (tester, "en", True)
    assert make.last_entry(test).act == "channeltest.done"


def test_a_failed_test_says_what_went_wrong():
    by = make.person()
    with pytest.raises(ValidationError, match="what went wrong"):
        try_channel(make.channel(), by=by, on=make.DAY, tester=by, passed=False)


def test_a_channel_is_tried_in_a_language_that_it_serves():
    by = make.person()
    with pytest.raises(ValidationError, match="serves en"):
        try_channel(make.channel(), by=by, on=make.DAY, tester=by, passed=True, language="fr")


def test_a_second_press_records_no_second_test():
    test = make.channel_test()
    with pytest.raises(ValidationError, match="recorded already"):
        try_channel(test.channel, by=test.tester, on=test.tested_on, tester=test.tester, passed=True)


def test_a_test_is_due_ninety_days_after_the_last_that_passed_and_at_once_where_there_is_none():
    channel = make.channel(opened_on=make.DAY)
    assert trial_due_on(channel, None) == make.DAY
    assert trial_due_on(channel, datetime.date(2026, 3, 1)) == datetime.date(2026, 5, 30)


def test_a_member_does_not_open_channels():
    with pytest.raises(PermissionDenied):
        open_channel(by=make.person(role=AccessRole.MEMBER), name="X", kind="phone", opened_on=make.DAY)
