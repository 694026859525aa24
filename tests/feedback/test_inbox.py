import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.feedback.channels import close_channel
from heedful.feedback.complaints.ending import withdraw_complaint
from heedful.feedback.inbox import log_feedback, place_feedback, sort_feedback, sort_many
from heedful.feedback.models import Complaint, Feedback
from heedful.feedback.similar import similar, telling_words
from heedful.feedback.themes import add_theme, rename_theme, retire_theme
from tests import make

pytestmark = pytest.mark.django_db
NINE = make.moment(make.DAY)


def test_what_was_said_is_kept_in_a_compartment_of_its_own():
    heard = make.feedback(words="  Søren was late again.  ", sender="Ines Marek, 555")
    entry = make.last_entry(heard)
    assert (heard.words, entry.act) == ("Søren was late again.", "feedback.logged")
    assert "Søren" not in bytes(entry.body).decode()
    assert json.loads(bytes(entry.personal_body))["state"]["sender"] == "Ines Marek, 555"


def test_heard_is_the_earlier_of_the_moment_typed_and_the_moment_entered():
    typed_before = make.feedback(heard_at=NINE, entered_at=make.moment(make.DAY, 12))
    typed_after = make.feedback(heard_at=make.moment(make.DAY, 9, 3), entered_at=NINE)
    assert typed_before.heard_at == typed_after.heard_at == NINE


def test_what_is_yet_to_come_was_not_heard():
    with pytest.raises(ValidationError, match="yet to come"):
        make.feedback(heard_at=make.moment("2026-03-10"), entered_at=NINE)


def test_feedback_has_words():
    make.organisation()
    with pytest.raises(ValidationError, match="what the customer said"), make.clock_at(NINE):
        log_feedback(by=make.TEST, kind="enquiry", words="  ", heard_at=NINE)


def test_a_survey_comment_is_not_logged_by_hand():
    with pytest.raises(ValidationError, match="comes with its answer"):
        make.feedback(kind="comment")


def test_a_complaint_is_received_with_what_was_said():
    heard = make.feedback(kind="complaint", words="Warm pallet.", customer=make.customer())
    complaint = Complaint.objects.get(feedback=heard)
    assert (complaint.key, complaint.customer, complaint.summary) == ("C-1", heard.customer, "Warm pallet.")
    assert complaint.received_at == heard.heard_at


def test_a_contact_brings_their_customer_and_none_of_another_is_taken():
    contact = make.contact()
    assert make.feedback(contact=contact).customer == contact.customer
    with pytest.raises(ValidationError, match="another customer"):
        make.feedback(contact=contact, customer=make.customer())


def test_a_second_press_logs_nothing_twice():
    by = make.person()
    first = make.feedback(words="Late again.", by=by)
    with pytest.raises(ValidationError, match=f"already as {first.key}"):
        make.feedback(words="Late again.", by=by)
    assert make.feedback(words="Late again.", by=by, customer=make.customer()).key == "F-2"


def test_a_channel_that_was_closed_brings_nothing_more():
    channel = close_channel(make.channel(), by=make.TEST, on=make.BEGAN)
    with pytest.raises(ValidationError, match="closed on"):
        make.feedback(channel=channel)


def test_an_auditor_logs_nothing():
    with pytest.raises(PermissionDenied):
        make.feedback(by=make.person(role=AccessRole.EXTERNAL_AUDITOR))
    assert not Feedback.objects.exists()


def test_sorting_gives_a_theme_and_keeps_the_first_kind():
    heard, theme = make.feedback(kind="enquiry"), make.theme()
    sort = sort_feedback(heard, by=make.person(), on=make.DAY, kind="suggestion", theme=theme)
    assert (sort.kind, sort.first_kind, sort.theme, sort.sorted_on) == ("suggestion", "enquiry", theme, make.DAY)
    again = sort_feedback(sort, by=make.person(), on=make.DAY + datetime.timedelta(1), kind="compliment", theme=theme)
    assert (again.first_kind, again.sorted_on) == ("enquiry", make.DAY)


def test_what_turns_out_to_be_a_complaint_is_promised_from_the_day_it_was_heard():
    heard = make.feedback(kind="enquiry", heard_at=make.moment("2026-03-02"))
    sort_feedback(heard, by=make.person(), on=make.DAY, kind="complaint")
    complaint = Complaint.objects.get(feedback=heard)
    assert complaint.received_on == datetime.date(2026, 3, 2)
    assert complaint.acknowledge_by == datetime.date(2026, 3, 5)


def test_a_complaint_does_not_vanish_by_being_sorted_as_something_else():
    complaint = make.complaint()
    with pytest.raises(ValidationError, match="Withdraw that first"):
        sort_feedback(complaint.feedback, by=make.person(), on=make.DAY, kind="enquiry")
    withdraw_complaint(complaint, by=make.TEST, because="It was a question.")
    sort = sort_feedback(complaint.feedback, by=make.person(), on=make.DAY, kind="enquiry")
    assert (sort.kind, sort.first_kind) == ("enquiry", "complaint")


def test_sorting_twice_alike_is_refused():
    sort = sort_feedback(make.feedback(), by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError, match="sorted so already"):
        sort_feedback(sort, by=make.person(), on=make.DAY)


def test_a_retired_theme_takes_nothing_more():
    theme = retire_theme(make.theme(), by=make.TEST, on=make.DAY)
    with pytest.raises(ValidationError, match="no longer used"):
        sort_feedback(make.feedback(), by=make.person(), on=make.DAY, theme=theme)


def test_many_are_sorted_at_once_or_none():
    some, theme = [make.feedback() for _ in range(3)], make.theme()
    assert len(sort_many(some, by=make.person(), on=make.DAY, theme=theme)) == 3
    assert set(Feedback.objects.values_list("theme", flat=True)) == {theme.pk}

    complaint = make.complaint()
    mixed = [make.feedback(), complaint.feedback]
    with pytest.raises(ValidationError, match="Withdraw that first"):
        sort_many(mixed, by=make.person(), on=make.DAY, kind="enquiry", theme=theme)
    assert Feedback.objects.get(pk=mixed[0].pk).sorted_on is None


def test_sorting_many_without_saying_how_is_refused():
    with pytest.raises(ValidationError, match="Say the kind, the theme"):
        sort_many([make.feedback()], by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError, match="Choose something"):
        sort_many([], by=make.person(), on=make.DAY, kind="enquiry")


def test_who_said_it_is_put_right_and_the_complaint_follows():
    complaint, buyer = make.complaint(), make.customer()
    placed = place_feedback(complaint.feedback, by=make.person(), customer=buyer)
    complaint.refresh_from_db()
    assert placed.customer == complaint.customer == buyer


def test_what_was_said_is_not_rewritten():
    with pytest.raises(ValidationError, match="cannot be changed"):
        place_feedback(make.feedback(), by=make.person(), words="Nothing.")


def test_themes_form_a_tree_of_three_levels():
    top = make.theme("Delivery")
    below = make.theme("Late", parent=make.theme("Time", parent=top))
    with pytest.raises(ValidationError, match="three levels"):
        add_theme(by=make.TEST, name="Too deep", parent=below)
    with pytest.raises(ValidationError, match="of this name already"):
        add_theme(by=make.TEST, name="Late")


def test_a_theme_with_themes_below_is_not_retired_and_a_retired_one_bears_none():
    top = make.theme()
    below = make.theme(parent=top)
    with pytest.raises(ValidationError, match="below this one"):
        retire_theme(top, by=make.TEST, on=make.DAY)
    gone = retire_theme(below, by=make.TEST, on=make.DAY)
    with pytest.raises(ValidationError, match="not been used since"):
        retire_theme(gone, by=make.TEST, on=make.DAY)
    with pytest.raises(ValidationError, match="no longer used"):
        add_theme(by=make.TEST, name="Below", parent=gone)


def test_a_theme_gets_another_name():
    assert rename_theme(make.theme(), by=make.TEST, name=" Cold chain ").name == "Cold chain"


def test_things_that_share_telling_words_are_found_whatever_their_case_and_accents():
    first = make.feedback(words="The chilled PALLET arrived warm at Ødegård")
    make.feedback(words="Please send an invoice")
    asked = make.feedback(words="Another pallet, chilled once, now warm (Odegard)")
    assert [s.item for s in similar(asked)] == [first]
    assert telling_words("a an of to") == []
