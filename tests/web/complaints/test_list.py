import datetime

import pytest
from django.urls import reverse

from heedful.core.permissions import AccessRole
from heedful.feedback.complaints.afterwards import join_complaints
from heedful.feedback.inbox import sort_feedback
from heedful.web.views.complaints.lists import says
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/complaints/"


def page(query="", person=None, on="2026-03-09"):
    with make.clock_at(on, 12):
        return make.browser(person).get(LIST + query)


@pytest.mark.parametrize(
    ("every", "waiting", "late", "expected"),
    [
        (0, 0, 0, "No complaint is on record."),
        (4, 0, 0, "No complaint waits for us."),
        (1, 1, 0, "One complaint waits for us; none is late."),
        (1, 1, 1, "One complaint waits for us, and it is late."),
        (9, 3, 1, "Three complaints wait for us; one is late."),
        (9, 3, 3, "Three complaints wait for us, and all are late."),
        (90, 30, 14, "30 complaints wait for us; 14 are late."),
    ],
)
def test_the_headline_counts_what_waits_and_what_is_late(every, waiting, late, expected):
    assert says({"all": every, "waiting": waiting, "late": late}) == expected


def test_an_empty_register_says_what_to_do_and_not_that_all_is_well():
    shown = page()
    assert b"No complaint on record" in shown.content
    assert reverse("feedback:log").encode() in shown.content


def test_those_that_wait_are_shown_with_what_is_due_next():
    make.complaint(make.moment("2026-03-02"), words="Warm pallet.")
    make.complaint(make.moment("2026-03-02"), words="Closed long ago.", answered_at=make.moment("2026-03-03"),
                   closed_at=make.moment("2026-03-04"))  # fmt: skip
    shown = page().content.decode()
    assert "One complaint waits for us, and it is late." in shown
    assert "2 days late" in shown
    assert "Closed long ago" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Late", "Small"}), ("?show=late", {"Late"}), ("?show=all", {"Late", "Small", "Answered"}),
        ("?show=answered", {"Answered"}), ("?show=closed", set()), ("?severity=3", {"Late"}), ("?q=SMALL", {"Small"}),
        ("?since=2026-03-05", {"Small"}), ("?until=2026-03-04", {"Late"}), ("?show=mine", set()),
        ("?show=nonsense&severity=x&since=never&page=-4&sort=password", {"Late", "Small"}),
        ("?customer=not-an-id", {"Late", "Small"}),
    ],
)  # fmt: skip
def test_filters_keep_their_state_in_the_address_and_nonsense_filters_nothing(query, found):
    make.complaint(make.moment("2026-03-02"), words="Late", assessed_at=make.moment("2026-03-02"), severity=3)
    make.complaint(make.moment("2026-03-06"), words="Small")
    make.complaint(make.moment("2026-03-06"), words="Answered", answered_at=make.moment("2026-03-07"))
    lines = page(query).context["lines"]
    assert {line["due"].complaint.summary for line in lines} == found


def test_a_customer_is_filtered_by_name_key_or_id():
    buyer = make.customer("Halden Foods")
    make.complaint(make.moment("2026-03-06"), words="Mine", customer=buyer)
    make.complaint(make.moment("2026-03-06"), words="Other", customer=make.customer("Brandt Rail"))
    for written in ("halden", buyer.key, buyer.pk):
        lines = page(f"?customer={written}").context["lines"]
        assert [line["due"].complaint.summary for line in lines] == ["Mine"], written


def test_what_is_joined_is_counted_and_shown_once():
    original, double = make.complaint(make.moment("2026-03-06")), make.complaint(make.moment("2026-03-06"))
    join_complaints(double, by=make.TEST, original=original)
    shown = page()
    assert [line["due"].complaint for line in shown.context["lines"]] == [original]
    assert shown.context["sentence"].startswith("One complaint")


def test_the_list_costs_the_same_for_three_and_for_thirty(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            make.complaint(make.moment("2026-03-02"), customer=make.customer())
        with make.clock_at("2026-03-09"), django_assert_max_num_queries(11):
            assert browser.get(LIST).status_code == 200


def test_a_cluster_is_said_beside_each_of_its_complaints_and_of_no_other():
    theme = make.theme("Warm")
    for text in ("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"):
        heard = make.feedback("complaint", heard_at=make.moment(text))
        sort_feedback(heard, by=make.TEST, on=heard.heard_at.date(), theme=theme)
    make.complaint(make.moment("2026-03-05"), words="Alone")
    shown = page()
    signs = {line["due"].complaint.received_on.day: line["sign"] for line in shown.context["lines"][1:]}
    assert [bool(signs[day]) for day in (2, 3, 4)] == [False, False, True]
    assert "3 like it in 90 days; 0.0 expected" in shown.text
    assert shown.text.count("like it in 90 days") == 2


def test_twenty_five_stand_on_a_page_and_the_columns_sort():
    for _ in range(26):
        make.complaint(make.moment("2026-03-06"))
    shown = page("?sort=customer&page=2")
    assert (len(shown.context["lines"]), shown.context["page"].paginator.num_pages) == (1, 2)


def test_names_that_run_from_right_to_left_or_very_long_are_shown():
    make.complaint(make.moment("2026-03-06"), words="الطلب وصل ناقصا", customer=make.customer("Ø" * 200))
    assert "الطلب وصل ناقصا" in page().content.decode()


def test_a_stranger_is_asked_to_sign_in_and_an_administrator_sees_none(client):
    make.complaint(words="Warm pallet.")
    assert client.get(LIST).status_code == 302
    assert "Warm pallet." not in page("?show=all", make.person(role=AccessRole.ADMINISTRATOR)).text


def test_the_rate_for_the_deliveries_made_is_said_and_drawn_or_what_is_missing():
    make.complaint(make.moment("2026-02-05"))
    assert "without them there is no rate" in page("?show=all").text
    buyer = make.customer()
    for month in range(1, 11):
        day = datetime.date(2025, 4, 20) + datetime.timedelta(days=31 * month)
        make.delivery(buyer, last_on=day, quantity=400)
    shown = page("?show=all").text
    assert "complaints for 1,000 deliveries in the twelve months to Feb 2026 (95% interval" in shown
    assert "No month stands out" in shown
    assert "Complaints for 1,000 deliveries by month" in shown
