import datetime
import json

import pytest

from heedful.core import clock
from heedful.core.permissions import AccessRole
from heedful.requirements.models import Commitment, FrameReview, OrderConfirmation, RequirementReview
from tests import make

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def ago(days):
    """A moment so many days back."""
    return clock.now() - DAY * days


def test_without_a_commitment_the_list_says_how_to_begin():
    text = make.browser().get("/commitments/").text
    assert "Nothing was promised in the last twelve months." in text
    assert "Enter the next quotation before it goes out" in text


def test_the_list_says_how_many_promises_nobody_had_looked_at():
    browser, customer = make.browser(), make.customer()
    make.reviewed_commitment("Looked at first", of=customer, at=ago(9))
    assert "Somebody looked first at the one promise of the last twelve months." in browser.get("/commitments/").text
    make.requirement_review(make.commitment("Looked at after", of=customer, at=ago(8)), at=ago(7))
    make.commitment("Never looked at", of=customer, at=ago(7))
    make.commitment("Long ago", of=customer, at=ago(500))
    make.commitment("Ahead", of=customer, at=ago(-2))
    text = browser.get("/commitments/").text
    assert "Two of three promises were made before anybody looked." in text
    for words in ("looked at first", "looked at afterwards", "nobody looked", "to be looked at"):
        assert words in text
    assert "Long ago" not in text


def test_the_list_filters_and_nonsense_filters_nothing():
    browser, customer, product = make.browser(), make.customer(), make.product()
    mine = make.commitment("Mine alone", of=customer, product=product, at=ago(3), has_document=False, kind="quote")
    make.reviewed_commitment("Another", at=ago(3))
    for query in ("show=missed", "show=unconfirmed", "kind=quote", f"customer={customer.key}", f"product={product.pk}",
                  "q=mine"):  # fmt: skip
        text = browser.get(f"/commitments/?{query}").text
        assert mine.what in text
        assert "Another" not in text
    for nonsense in (
        "show=x",
        "kind=%00",
        "customer=CU-999",
        "product=1",
        "sort=-x",
        "page=0",
        "show=ahead",
        "show=all",
    ):
        assert browser.get(f"/commitments/?{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_commitments(django_assert_max_num_queries):
    browser, customer, frame = make.browser(), make.customer(), make.frame()
    for many in (3, 57):
        for number in range(many):
            make.reviewed_commitment(f"Order {many} {number}", of=customer, at=ago(number + 1))
            make.commitment(f"Call {many} {number}", of=customer, product=frame.product, frame=frame, at=make.PROMISED)
        for address in ("/commitments/?show=all&q=order", "/commitments/frames", f"/commitments/frames/{frame.pk}",
                        f"/commitments/{Commitment.objects.last().pk}"):  # fmt: skip
            with django_assert_max_num_queries(12):
                assert browser.get(address).status_code == 200


def test_a_promise_is_entered_with_the_review_that_came_first():
    browser, customer = make.browser(), make.customer()
    form = {"customer": customer.key, "what": "40 pallets a week", "kind": "quote", "checked": "Time, cold chain",
            "result": "can_meet", "has_document": "on"}  # fmt: skip
    answer = browser.post("/commitments/new", form, follow=True)
    assert "looked at first" in answer.text
    assert "before the promise" in answer.text
    assert RequirementReview.objects.get().reviewer is not None
    again = browser.post("/commitments/new", form)
    assert (again.status_code, "CM-1 says this already" in again.text) == (422, True)
    assert Commitment.objects.count() == 1


def test_a_review_that_says_too_little_keeps_the_whole_promise_back():
    form = {"customer": make.customer().key, "what": "40 pallets", "kind": "quote", "checked": "Time",
            "result": "can_meet", "differences": "On Sundays"}  # fmt: skip
    answer = make.browser().post("/commitments/new", form)
    assert answer.status_code == 422
    assert "Say how each difference was settled" in answer.text
    assert "On Sundays" in answer.text
    assert not Commitment.objects.exists()


def test_a_review_after_the_promise_is_kept_and_shown_as_a_miss():
    made, browser = make.commitment(at=ago(2)), make.browser()
    assert "Nobody has looked yet" in browser.get(f"/commitments/{made.pk}").text
    form = {"checked": "Time", "result": "cannot", "differences": "On Sundays"}
    text = browser.post(f"/commitments/{made.pk}/review", form, follow=True).text
    assert "after the promise" in text
    assert "looked at afterwards" in text
    assert browser.post(f"/commitments/{made.pk}/review", form).status_code == 422


def test_one_ahead_is_reviewed_in_time():
    made, browser = make.commitment(at=ago(-2)), make.browser()
    assert "There is still time." in browser.get(f"/commitments/{made.pk}").text
    browser.post(f"/commitments/{made.pk}/review", {"checked": "Time", "result": "can_meet"})
    assert "before the promise" in browser.get(f"/commitments/{made.pk}").text


def test_an_order_by_word_of_mouth_is_confirmed_and_work_begins():
    made, browser = make.commitment(at=ago(2), has_document=False), make.browser()
    browser.post(f"/commitments/{made.pk}/confirm", {"how": "E-mail", "version": 1})
    browser.post(f"/commitments/{made.pk}/work", {"on": "2026-03-10", "version": 1})
    text = browser.get(f"/commitments/{made.pk}").text
    assert "E-mail" in text
    assert "10 Mar 2026" in text
    assert OrderConfirmation.objects.count() == 1
    assert browser.post(f"/commitments/{made.pk}/confirm", {"how": "E-mail"}).status_code == 422


def test_what_was_entered_is_put_right_with_a_reason():
    made, browser = make.commitment(at=ago(2)), make.browser()
    form = {"what": "14 pallets", "kind": "order", "has_document": "on", "reason": "Misheard", "version": 1}
    browser.post(f"/commitments/{made.pk}/change", form)
    made.refresh_from_db()
    assert made.what == "14 pallets"
    stale = browser.post(f"/commitments/{made.pk}/change", form | {"what": "15 pallets"})
    assert stale.status_code == 409


def test_a_frame_review_is_made_covers_an_order_and_ends():
    browser, product, customer = make.browser(), make.product(), make.customer()
    assert "No frame review covers repeat orders now." in browser.get("/commitments/frames").text
    today = clock.now().date()
    form = {"covers": "Chilled pallets", "product": product.pk, "reviewed_on": (today - DAY * 3).isoformat(),
            "valid_until": (today + DAY * 20).isoformat(), "result": "We can."}  # fmt: skip
    browser.post("/commitments/frames/new", form)
    frame = FrameReview.objects.get()
    promise = {
        "customer": customer.key,
        "what": "9 pallets",
        "kind": "order",
        "frame": frame.key,
        "product": product.pk,
    }
    assert "frame review" in browser.post("/commitments/new", promise, follow=True).text
    assert (
        "One frame review covers repeat orders now; one ends within 30 days." in browser.get("/commitments/frames").text
    )
    assert "9 pallets" in browser.get(f"/commitments/frames/{frame.pk}").text
    other = browser.post("/commitments/new", promise | {"product": make.product().pk, "what": "Other"})
    assert (other.status_code, "Review this one by itself" in other.text) == (422, True)
    end = {"on": (today + DAY).isoformat(), "reason": "New lorry", "version": 1}
    assert browser.post(f"/commitments/frames/{frame.pk}/end", end).status_code == 302


def test_a_member_reads_only():
    made, browser = make.commitment(), make.browser(make.person(role=AccessRole.MEMBER))
    assert f"{made.pk}/review" not in browser.get(f"/commitments/{made.pk}").text
    assert browser.get("/commitments/new").status_code == 403


def test_every_field_survives_naughty_text(shared):
    browser, customer, made, frame = make.browser(), make.customer(), make.commitment(), make.frame()
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())[::3]:
        for path, names in (
            ("new", ("customer", "what", "kind", "product", "committed_at", "frame", "owner", "checked", "result")),
            (f"{made.pk}/change", ("what", "kind", "product", "frame", "owner", "reason")),
            (f"{made.pk}/review", ("checked", "differences", "settled", "result")),
            (f"{made.pk}/work", ("on",)),
            (f"{made.pk}/confirm", ("how",)),
            ("frames/new", ("covers", "customer", "product", "reviewed_on", "valid_until", "result")),
            (f"frames/{frame.pk}/end", ("on", "reason")),
        ):
            assert browser.post(f"/commitments/{path}", dict.fromkeys(names, text)).status_code == 422, path
        form = {"customer": customer.key, "what": text, "kind": "order", "checked": text, "result": "can_meet"}
        assert browser.post("/commitments/new", form).status_code in (302, 422)
    for page in ("", "frames", f"{made.pk}"):
        assert browser.get(f"/commitments/{page}").status_code == 200


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "now"])
def test_a_moment_that_nobody_means_is_refused(moment):
    form = {"customer": make.customer().key, "what": "Kept words", "kind": "order", "committed_at": moment}
    answer = make.browser().post("/commitments/new", form)
    assert (answer.status_code, "Kept words" in answer.text) == (422, True)
