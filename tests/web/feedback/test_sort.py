import pytest

from heedful.core.permissions import AccessRole
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.models import Feedback
from tests import make

pytestmark = pytest.mark.django_db


def address(heard):
    return f"/feedback/sort/{heard.pk}"


def test_sorting_begins_with_what_waits_longest():
    make.feedback(heard_at=make.moment("2026-03-05"))
    first = make.feedback(heard_at=make.moment("2026-03-02"))
    browser = make.browser()
    assert browser.get("/feedback/sort").url == address(first)
    assert "Two things wait to be sorted; this one the longest." in browser.get(address(first)).content.decode()


def test_where_nothing_waits_it_is_said():
    assert "Nothing waits to be sorted." in make.browser().get("/feedback/sort").content.decode()


def test_what_it_may_be_stands_in_the_form_with_the_words_that_speak_for_it():
    heard = make.feedback(kind="enquiry", words="The pallet was damaged and our driver was hurt, and that is not good.")
    answer = make.browser().get(address(heard))
    shown = answer.content.decode()
    assert answer.context["form"]["kind"].value() == "complaint"
    assert "Suggested: Complaint, because of “damaged”" in shown
    assert "Suggested: Critical, because of “was hurt”" in shown
    assert "English, it seems" in shown
    assert make.entries_of(heard) == [("feedback.logged", 1)]


def test_keys_are_shown_beside_what_they_do():
    make.feedback(heard_at=make.moment("2026-03-02"))
    heard = make.feedback(heard_at=make.moment("2026-03-03"))
    shown = make.browser().get(address(heard)).content.decode()
    for key in "b1tvcprls":
        assert f'data-key="{key}"' in shown
        assert f'<kbd aria-hidden="true">{key}</kbd>' in shown


def test_a_press_sorts_and_goes_on_to_the_next():
    heard = make.feedback(kind="enquiry", heard_at=make.moment("2026-03-02"))
    after = make.feedback(heard_at=make.moment("2026-03-03"))
    theme, browser = make.theme("Warm"), make.browser()
    answer = browser.post(address(heard), {"kind": "compliment", "theme": theme.pk, "seems": "2", "version": 1})
    done = Feedback.objects.get(pk=heard.pk)
    assert answer.url == address(after)
    assert (done.kind, done.theme, done.seems) == ("compliment", theme, 2)
    assert "is sorted as compliment under Warm." in browser.get(answer.url).content.decode()
    assert browser.post(address(after), {"kind": "compliment", "version": 1}).url == "/feedback/sort"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "nonsense"}, "Select a valid choice"),
        ({"kind": "comment"}, "Select a valid choice"),
        ({"kind": "enquiry", "theme": "x"}, "valid"),
        ({"kind": "enquiry", "seems": "9"}, "Select a valid choice"),
        ({"kind": "enquiry", "customer": "Nobody"}, "No customer is called so"),
        ({"kind": "enquiry", "product": "x"}, "valid"),
        ({"kind": "enquiry", "requirement": "R-99"}, "none with this key"),
        ({"kind": "enquiry", "language": "x" * 11}, "at most 10"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_changes(given, said):
    heard = make.feedback()
    answer = make.browser().post(address(heard), {"version": 1, **given})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert make.entries_of(heard) == [("feedback.logged", 1)]


def test_two_who_sort_the_same_thing_see_each_other():
    heard, browser = make.feedback(), make.browser()
    sort_feedback(heard, by=make.person(), on=make.DAY, kind="compliment")
    answer = browser.post(address(heard), {"kind": "enquiry", "version": 1})
    assert answer.status_code == 409


def test_a_member_does_not_sort():
    heard, member = make.feedback(), make.browser(make.person(role=AccessRole.MEMBER))
    assert member.get("/feedback/sort").status_code == 403
    assert member.get(address(heard)).status_code == 403
    assert member.post(address(heard), {"kind": "enquiry", "version": 1}).status_code == 403


def test_a_very_long_word_and_right_to_left_words_are_shown():
    heard = make.feedback(words="الطلب وصل ناقصا " + "x" * 3000)
    assert make.browser().get(address(heard)).status_code == 200


def test_sorting_costs_the_same_among_three_and_among_thirty(django_assert_max_num_queries):
    browser, heard = make.browser(), make.feedback(words="The pallet arrived warm.", customer=make.customer())
    for many in (3, 27):
        for number in range(many):
            make.feedback(words=f"A pallet arrived warm, number {many} {number}.", customer=make.customer())
            make.theme()
        with django_assert_max_num_queries(12):
            assert browser.get(address(heard)).status_code == 200
