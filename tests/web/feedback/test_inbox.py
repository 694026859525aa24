import pytest
from django.urls import reverse

from heedful.core.permissions import AccessRole
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.models import Feedback
from heedful.web.views.feedback.inbox import says
from tests import make

pytestmark = pytest.mark.django_db
INBOX = "/feedback/"
OLDEST = make.moment("2026-03-03")


def page(query="", person=None):
    return make.browser(person).get(INBOX + query)


def titles(query=""):
    return [heard.title for heard in page(query).context["page"]]


@pytest.mark.parametrize(
    ("every", "unsorted", "expected"),
    [
        (0, 0, "Nothing is logged yet."),
        (1, 0, "One thing heard; nothing waits to be sorted."),
        (5, 0, "Five things heard; nothing waits to be sorted."),
        (1, 1, "One thing waits to be sorted, since 3 Mar 2026."),
        (120, 7, "Seven of 120 wait to be sorted, the oldest since 3 Mar 2026."),
    ],
)
def test_the_headline_counts_what_waits_to_be_sorted(every, unsorted, expected):
    make.organisation()
    assert says({"all": every, "unsorted": unsorted, "oldest": OLDEST}, filtered=False) == expected


def test_an_empty_inbox_says_what_to_do():
    assert "Write down the next thing a customer says" in page().content.decode()


def test_the_newest_comes_first_with_who_said_it():
    make.feedback(words="Earlier.", heard_at=make.moment("2026-03-02"), customer=make.customer("Halden Foods"))
    make.feedback(words="Later.", heard_at=make.moment("2026-03-09"), sender="Ms Marek")
    assert titles() == ["Later.", "Earlier."]
    shown = page().content.decode()
    assert "Halden Foods" in shown
    assert "Ms Marek" in shown


def test_filters_find_by_kind_theme_channel_customer_site_day_and_words():
    theme, phone, buyer, site = make.theme("Warm"), make.channel("Phone"), make.customer("Halden Foods"), make.unit()
    chosen = make.feedback(kind="compliment", words="Søren came early.", heard_at=make.moment("2026-03-05"),
                           channel=phone, customer=buyer, unit=site)  # fmt: skip
    sort_feedback(chosen, by=make.TEST, on=make.DAY, theme=theme)
    make.feedback(words="Other.", heard_at=make.moment("2026-03-02"))
    found = ["Søren came early."]
    for query in ("?kind=compliment", f"?theme={theme.pk}", f"?channel={phone.pk}", f"?customer={buyer.key}",
                  "?customer=Halden", f"?unit={site.pk}", "?since=2026-03-05&until=2026-03-05",
                  "?q=SOREN"):  # fmt: skip
        assert titles(query) == found, query
    assert titles("?show=unsorted") == titles("?theme=none") == ["Other."]


def test_the_last_minute_of_a_day_belongs_to_it_where_the_organisation_is():
    make.organisation(zone="Europe/Oslo", country="NO")
    make.feedback(words="Late.", heard_at=make.datetime.datetime(2026, 3, 5, 22, 59, tzinfo=make.datetime.UTC))
    assert titles("?since=2026-03-05&until=2026-03-05") == ["Late."]
    assert titles("?since=2026-03-06") == []


@pytest.mark.parametrize("query", ["?kind=x&theme=y&channel=z&unit=1&customer=nobody&since=never&page=x&sort=words"])
def test_nonsense_in_the_address_filters_nothing(query):
    make.feedback(words="Here.")
    assert titles(query) == ["Here."]


def test_many_are_sorted_at_once_and_the_list_stays_where_it_was():
    items, theme, browser = [make.feedback() for _ in range(3)], make.theme("Warm"), make.browser()
    chosen = {"verb": f"theme:{theme.pk}", "chosen": [item.pk for item in items[:2]]}
    answer = browser.post("/feedback/sort-chosen?kind=suggestion", chosen, follow=True)
    assert answer.redirect_chain[-1][0] == "/feedback/?kind=suggestion"
    assert "Two things sorted." in answer.content.decode()
    assert Feedback.objects.filter(theme=theme).count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verb": "kind:compliment"}, "Choose something first."),
        ({"verb": "nonsense", "chosen": "x"}, "Choose something first."),
        ({"verb": "theme:x", "chosen": "ALL"}, "Say the kind, the theme"),
        ({"verb": "kind:\0", "chosen": "ALL"}, "cannot be kept"),
        ({"verb": "kind:nonsense", "chosen": "ALL"}, "not a valid choice"),
    ],
)
def test_what_cannot_be_sorted_is_said_and_nothing_changes(given, said):
    item, browser = make.feedback(), make.browser()
    given = {**given, "chosen": item.pk} if given.get("chosen") == "ALL" else given
    answer = browser.post("/feedback/sort-chosen", given, follow=True)
    assert said in answer.content.decode()
    assert make.entries_of(item) == [("feedback.logged", 1)]


def test_a_member_is_not_offered_to_sort():
    make.feedback()
    member = make.browser(make.person(role=AccessRole.MEMBER))
    assert not member.get(INBOX).context["verbs"]
    assert member.post("/feedback/sort-chosen", {}).status_code == 403


def test_the_inbox_costs_the_same_for_three_and_for_thirty(django_assert_max_num_queries):
    browser, theme, phone = make.browser(), make.theme(), make.channel()
    for many in (3, 27):
        for _ in range(many):
            item = make.feedback(customer=make.customer(), channel=phone)
            sort_feedback(item, by=make.TEST, on=make.DAY, theme=theme)
        with django_assert_max_num_queries(10):
            assert browser.get(INBOX).status_code == 200


def test_tabs_lead_to_the_other_pages_of_the_room():
    shown = page().content.decode()
    for name in ("themes", "channels", "programme", "analyses"):
        assert reverse(f"feedback:{name}") in shown
