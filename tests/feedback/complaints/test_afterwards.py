import pytest
from django.core.exceptions import ValidationError

from heedful.feedback.complaints.afterwards import (
    ask_about_handling,
    decide_nonconformity,
    join_complaints,
    part_complaints,
    rate_handling,
)
from heedful.feedback.complaints.ending import answer_complaint, reopen_complaint, withdraw_complaint
from heedful.feedback.complaints.receiving import acknowledge_complaint
from heedful.feedback.models import Complaint
from tests import make

pytestmark = pytest.mark.django_db


def answered():
    return make.complaint(make.moment("2026-03-02"), answered_at=make.moment("2026-03-05"))


def test_the_same_complaint_over_two_channels_is_counted_once():
    original, double = make.complaint(), make.complaint()
    joined = join_complaints(double, by=make.person(), original=original)
    assert (joined.same_as, joined.open, joined.waits) == (original, False, False)
    assert list(Complaint.objects.counted()) == list(Complaint.objects.open()) == [original]


def test_a_third_one_joins_the_first_through_the_second():
    original, double, third = make.complaint(), make.complaint(), make.complaint()
    joined = join_complaints(double, by=make.person(), original=original)
    assert join_complaints(third, by=make.person(), original=joined).same_as == original


def test_joining_makes_no_rings_and_no_chains():
    original, double = make.complaint(), make.complaint()
    with pytest.raises(ValidationError, match="its own double"):
        join_complaints(original, by=make.person(), original=original)
    double = join_complaints(double, by=make.person(), original=original)
    with pytest.raises(ValidationError, match="its own double"):
        join_complaints(original, by=make.person(), original=double)
    with pytest.raises(ValidationError, match="Others are joined"):
        join_complaints(original, by=make.person(), original=make.complaint())
    with pytest.raises(ValidationError, match="Part them first"):
        join_complaints(double, by=make.person(), original=make.complaint())


def test_nothing_is_joined_to_what_was_withdrawn():
    original = withdraw_complaint(make.complaint(), by=make.person(), because="They took it back.")
    with pytest.raises(ValidationError, match="was withdrawn: nobody handles it"):
        join_complaints(make.complaint(), by=make.person(), original=original)


def test_after_it_was_taken_up_again_and_answered_the_handling_is_asked_about_anew():
    rated = make.complaint(
        make.moment("2026-03-02"), answered_at=make.moment("2026-03-05"), closed_at=make.moment("2026-03-06"),
        asked_at=make.moment("2026-03-06"), score=2,
    )  # fmt: skip
    again = reopen_complaint(rated, by=make.PUBLIC, because="It came back.")
    assert (again.handling_asked_at, again.handling_score) == (None, 2)
    again = answer_complaint(again, by=make.TEST, **make.answer_words())
    assert rate_handling(ask_about_handling(again, by=make.TEST), by=make.PUBLIC, score=4).handling_score == 4
    same = reopen_complaint(Complaint.objects.get(pk=rated.pk), by=make.PUBLIC, because="Once more.")
    same = answer_complaint(same, by=make.TEST, **make.answer_words())
    assert rate_handling(same, by=make.PUBLIC, score=4).handling_asked_at


def test_a_joined_complaint_is_handled_at_the_other_one_until_they_are_parted():
    double = join_complaints(make.complaint(), by=make.person(), original=make.complaint())
    with pytest.raises(ValidationError, match="handled there"):
        acknowledge_complaint(double, by=make.person())
    with pytest.raises(ValidationError, match="why they are not the same"):
        part_complaints(double, by=make.person(), reason=" ")
    parted = part_complaints(double, by=make.person(), reason="Two pallets.")
    assert acknowledge_complaint(parted, by=make.person()).acknowledged_at
    with pytest.raises(ValidationError, match="not joined"):
        part_complaints(Complaint.objects.get(pk=parted.pk), by=make.person(), reason="x")


def test_the_complainant_is_asked_about_the_handling_once_they_have_an_answer():
    with pytest.raises(ValidationError, match="once the complainant has our answer"):
        ask_about_handling(make.complaint(), by=make.person())
    asked = ask_about_handling(answered(), by=make.person())
    assert asked.handling_asked_at is not None
    with pytest.raises(ValidationError, match="asked already"):
        ask_about_handling(asked, by=make.person())


def test_the_complainant_says_how_satisfied_they_were():
    rated = rate_handling(answered(), by=make.PUBLIC, score=4)
    assert (rated.handling_score, rated.handling_asked_at is not None) == (4, True)
    assert rate_handling(rated, by=make.PUBLIC, score=2).handling_score == 2


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(ValidationError, match="1 to 5"):
        rate_handling(answered(), by=make.PUBLIC, score=score)


def test_a_second_press_rates_nothing():
    rated = rate_handling(answered(), by=make.PUBLIC, score=4)
    with pytest.raises(ValidationError, match="already"):
        rate_handling(rated, by=make.PUBLIC, score=4)


def test_nonconformity_or_not_is_decided_with_reason_by_a_person():
    by = make.person()
    with pytest.raises(ValidationError, match="Say why"):
        decide_nonconformity(make.complaint(), by=by, nonconformity=False, because=" ")
    done = decide_nonconformity(make.complaint(), by=by, nonconformity=False, because="Weather.")
    assert (done.nonconformity, done.nonconformity_decided_by) == (False, by)
    with pytest.raises(ValidationError, match="decided so already"):
        decide_nonconformity(done, by=by, nonconformity=False, because="Weather.")
    assert decide_nonconformity(done, by=by, nonconformity=True, because="The door.").nonconformity is True
