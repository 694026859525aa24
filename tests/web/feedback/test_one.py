import pytest

from heedful.core.permissions import AccessRole
from heedful.feedback.models import Complaint, Feedback
from tests import make

pytestmark = pytest.mark.django_db


def address(heard, more=""):
    return f"/feedback/{heard.pk}{more}"


def test_the_words_and_what_is_like_them_stand_side_by_side():
    make.feedback(words="Another pallet arrived warm at the depot.")
    heard = make.feedback(words="The pallet arrived warm again.", language="en", customer=make.customer("Halden Foods"))
    shown = make.browser().get(address(heard)).content.decode()
    assert "Another pallet arrived warm at the depot." in shown
    assert "Halden Foods" in shown


def test_sorting_stays_on_the_page_and_says_so():
    heard, theme, browser = make.feedback(kind="enquiry"), make.theme("Warm"), make.browser()
    shown = browser.post(address(heard), {"kind": "compliment", "theme": theme.pk, "version": heard.version})
    sort = Feedback.objects.get()
    assert (shown.status_code, sort.kind, sort.theme) == (200, "compliment", theme)
    assert "It is sorted." in shown.content.decode()
    assert "First sorted as" in shown.content.decode()


def test_sorting_as_a_complaint_leads_to_it():
    heard, browser = make.feedback(kind="enquiry"), make.browser()
    shown = browser.post(address(heard), {"kind": "complaint", "version": heard.version})
    assert f"/complaints/{Complaint.objects.get().pk}" in shown.content.decode()


def test_a_refused_sorting_is_422_and_changes_nothing():
    complaint, browser = make.complaint(), make.browser()
    refused = browser.post(address(complaint.feedback), {"kind": "enquiry", "version": complaint.feedback.version})
    assert refused.status_code == 422
    assert "Withdraw that first" in refused.content.decode()


def test_who_said_it_is_put_right():
    heard, buyer, browser = make.feedback(sender="Somebody"), make.customer("Halden Foods"), make.browser()
    assert browser.get(address(heard, "/place")).status_code == 200
    browser.post(address(heard, "/place"), {"customer": buyer.key, "version": heard.version, "sender": "Ms Marek"})
    heard.refresh_from_db()
    assert (heard.customer, heard.sender) == (buyer, "Ms Marek")


def test_a_member_sees_it_and_is_not_offered_to_sort():
    heard, member = make.feedback(words="Seen."), make.browser(make.person(role=AccessRole.MEMBER))
    shown = member.get(address(heard))
    assert b"Seen." in shown.content
    assert not shown.context["may_sort"]
    assert member.post(address(heard), {"kind": "compliment", "version": 1}).status_code == 403


def test_a_page_costs_the_same_among_three_and_among_thirty(django_assert_max_num_queries):
    browser, heard = make.browser(), make.feedback(words="The pallet arrived warm.", customer=make.customer())
    for many in (3, 27):
        for number in range(many):
            make.feedback(words=f"A pallet arrived warm, number {many} {number}.", customer=make.customer())
        with django_assert_max_num_queries(12):
            assert browser.get(address(heard)).status_code == 200


def test_what_runs_from_right_to_left_is_shown_as_it_was_said():
    heard = make.feedback(words="الطلب وصل ناقصا <b>مرة</b>", language="ar")
    shown = make.browser().get(address(heard)).content.decode()
    assert 'lang="ar"' in shown
    assert "&lt;b&gt;" in shown


def test_what_is_not_there_is_not_found():
    assert make.browser().get("/feedback/00000000-0000-0000-0000-000000000000").status_code == 404
