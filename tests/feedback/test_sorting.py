import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.models import Link
from heedful.core.permissions import AccessRole
from heedful.feedback import suggesting
from heedful.feedback.inbox import sort_feedback, sort_many
from heedful.feedback.models import Complaint, Feedback, Severity, Theme
from heedful.feedback.similar import similar
from heedful.feedback.sorting import place_of, settle_feedback, waiting
from heedful.feedback.suggesting import LEAST, suggestions
from heedful.feedback.telling import kind_spoken_for, seriousness_spoken_for
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_learnt_yet():
    suggesting._kept.clear()


def learn(many=LEAST):
    """So many things that people sorted, half as late and half as warm."""
    late, warm = make.theme("Late"), make.theme("Warm")
    for number in range(many):
        theme, words = (late, "The driver was late") if number % 2 else (warm, "The pallet came warm")
        heard = make.feedback(words=f"{words}, case {'abcdefgh'[number % 8]}.")
        sort_feedback(heard, by=make.TEST, on=make.DAY, theme=theme)
    return late, warm


def test_one_press_sorts_a_thing_and_says_whose_and_what_it_is_about():
    heard, buyer, product = make.feedback(kind="enquiry", words="It came warm."), make.customer(), make.product()
    theme, wanted = make.theme(), make.requirement()
    done = settle_feedback(heard, by=make.person(), on=make.DAY, kind="complaint", theme=theme, seems=Severity.HIGH,
                           customer=buyer, product=product, language=" EN ", requirement=wanted)  # fmt: skip
    assert (done.first_kind, done.kind, done.theme, done.seems) == ("enquiry", "complaint", theme, 3)
    assert (done.customer, done.product, done.language, done.sorted_on) == (buyer, product, "en", make.DAY)
    assert Complaint.objects.get().customer == buyer
    assert Link.objects.get().target == wanted.ref


def test_a_press_that_is_refused_in_one_part_changes_nothing():
    complaint = make.complaint()
    with pytest.raises(ValidationError, match="Withdraw that first"):
        settle_feedback(complaint.feedback, by=make.person(), on=make.DAY, kind="enquiry", customer=make.customer())
    assert Feedback.objects.get().customer is None


def test_a_requirement_is_linked_once():
    heard, wanted, by = make.feedback(), make.requirement(), make.person()
    done = settle_feedback(heard, by=by, on=make.DAY, requirement=wanted)
    with pytest.raises(ValidationError, match=r"linked with .* already"):
        settle_feedback(done, by=by, on=make.DAY, kind="compliment", requirement=wanted)


def test_who_may_not_sort_settles_nothing():
    with pytest.raises(PermissionDenied):
        settle_feedback(make.feedback(), by=make.person(role=AccessRole.MEMBER), on=make.DAY)


def test_how_serious_it_seems_stays_until_it_is_said_otherwise():
    by = make.person()
    heard = sort_feedback(make.feedback(), by=by, on=make.DAY, seems=Severity.HIGH)
    heard = sort_feedback(heard, by=by, on=make.DAY, kind="compliment")
    assert heard.seems == Severity.HIGH
    assert sort_feedback(heard, by=by, on=make.DAY, seems=None).seems is None


def test_what_is_no_survey_comment_is_not_sorted_as_one():
    with pytest.raises(ValidationError, match="comes with its answer"):
        sort_feedback(make.feedback(), by=make.person(), on=make.DAY, kind="comment")


def test_a_refusal_among_many_names_the_one_and_sorts_none():
    complaint, other = make.complaint(), make.feedback()
    with pytest.raises(ValidationError, match=rf"{complaint.feedback.key}: .*Withdraw that first.*Nothing was sorted"):
        sort_many([other, complaint.feedback], by=make.person(), on=make.DAY, kind="enquiry")
    assert Feedback.objects.get(pk=other.pk).sorted_on is None


def test_many_that_are_sorted_so_already_are_refused():
    heard = sort_feedback(make.feedback(kind="enquiry"), by=make.TEST, on=make.DAY)
    with pytest.raises(ValidationError, match="sorted so already"):
        sort_many([heard], by=make.person(), on=make.DAY, kind="enquiry")


def test_many_seem_serious_at_once():
    some = [make.feedback() for _ in range(2)]
    sort_many(some, by=make.person(), on=make.DAY, seems=Severity.CRITICAL)
    assert set(Feedback.objects.values_list("seems", flat=True)) == {4}


def test_what_waits_stands_in_the_order_in_which_it_was_heard():
    late = make.feedback(heard_at=make.moment("2026-03-05"))
    early = make.feedback(heard_at=make.moment("2026-03-02"))
    done = sort_feedback(make.feedback(), by=make.TEST, on=make.DAY)
    rows = waiting(make.person())
    assert rows == [early.pk, late.pk]
    assert (place_of(late.pk, rows).before, place_of(early.pk, rows).after) == (early.pk, late.pk)
    assert (place_of(done.pk, rows).number, place_of(done.pk, rows).after) == (0, early.pk)
    assert waiting(make.person(role=AccessRole.ADMINISTRATOR)) == []


def test_themes_are_suggested_from_what_people_sorted_and_say_because_of_which_words():
    late, _ = learn()
    heard = make.feedback(words="Again the driver was late for us.")
    found = suggestions(heard, list(Theme.objects.all()))["theme"]
    assert (found.value, found.label) == (str(late.pk), "Late")
    assert "driver" in found.reason or "late" in found.reason


def test_below_the_number_that_is_needed_no_theme_is_suggested():
    learn(LEAST - 1)
    assert "theme" not in suggestions(make.feedback(words="The driver was late."), list(Theme.objects.all()))


def test_a_theme_that_is_no_longer_used_is_not_suggested():
    late, _ = learn()
    make.retired(late)
    assert "theme" not in suggestions(make.feedback(words="The driver was late."), list(Theme.objects.all()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The pallet was damaged and a box is missing.", "complaint"),
        ("Thank you, the driver was very friendly.", "compliment"),
        ("We are not happy, it was not great.", None),
        ("It would be better to call before.", "suggestion"),
        ("When will it come?", "enquiry"),
        ("Is it on the road?", "enquiry"),
        ("Wir möchten die Ware zurückschicken.", "return"),
        ("Please send a credit note.", "credit"),
        ("Leveransen var forsinket.", "complaint"),
        ("Thanks, but the box was broken.", "complaint"),
        ("The box.", None),
    ],
)
def test_before_anything_was_learnt_telling_words_speak_for_a_kind(text, kind):
    hit = kind_spoken_for(text)
    assert (hit.value if hit else None) == kind


@pytest.mark.parametrize(
    ("text", "level"),
    [("Our driver was hurt and went to hospital.", 4), ("This is urgent, our lawyer waits.", 3),
     ("A small thing: the label.", 1), ("It came on Monday.", None)],
)  # fmt: skip
def test_grave_words_speak_for_how_serious_it_seems(text, level):
    hit = seriousness_spoken_for(text)
    assert (int(hit.value) if hit else None) == level


def test_a_survey_comment_stays_one_unless_it_complains():
    make.organisation()
    wave = make.wave()
    make.answer(wave, score=9, comment="Thank you, very friendly.")
    make.answer(wave, score=2, comment="The pallet was damaged.")
    kind = {f.said[:5]: suggestions(f, []).get("kind") for f in Feedback.objects.select_related("response")}
    assert kind["Thank"] is None
    assert kind["The p"].value == "complaint"


def test_the_language_is_suggested_where_it_was_not_said():
    assert (
        suggestions(
            make.feedback(words="Leveransen kom for sent, og ingen ringte oss tilbake etter at vi ba om det."), []
        )["language"].value
        == "nb"
    )
    assert "language" not in suggestions(make.feedback(words="It was late and we had to wait.", language="en"), [])
    assert "language" not in suggestions(make.feedback(words="Hm."), [])


def test_rare_words_hold_things_together_and_common_ones_do_not():
    for number in range(20):
        make.feedback(words=f"Our delivery number {number} with the usual greeting to the office.")
    like = make.feedback(words="The tail lift scratched the gate.")
    asked = make.feedback(words="Our delivery: the tail lift hit the gate again.")
    found = similar(asked)
    assert found[0].item == like
    assert {"lift", "gate"} <= set(found[0].words)
