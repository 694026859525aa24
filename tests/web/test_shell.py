import pytest
from django.test import RequestFactory, override_settings
from django.urls import include, path

from heedful.web.shell import LOOP, Count, shell


def nothing(request):
    """Answer nothing; these tests only ask for addresses."""


urlpatterns = [
    path("", nothing, name="today"),
    path("complaints/", include(([path("", nothing, name="list")], "complaints"))),
    path("feedback/", include(([path("", nothing, name="inbox")], "feedback"))),
]
HERE = override_settings(ROOT_URLCONF=__name__)


def labels(page):
    return [item.label for group in page["menu"] for item in group.items]


@HERE
def test_lines_that_lead_nowhere_are_left_out():
    page = shell(RequestFactory().get("/"))

    assert labels(page) == ["Today", "Feedback", "Complaints"]
    assert page["search_address"] == page["as_at_address"] == ""


@HERE
@pytest.mark.parametrize(
    ("at", "line"), [("/", "Today"), ("/complaints/", "Complaints"), ("/complaints/c-1/", "Complaints")]
)
def test_one_line_is_where_one_stands(at, line):
    menu = shell(RequestFactory().get(at))["menu"]
    assert [item.label for group in menu for item in group.items if item.current] == [line]


@HERE
def test_counts_stand_beside_their_lines():
    request = RequestFactory().get("/")
    request.counts = {"complaints:list": Count(3, late=True), "feedback:inbox": 0}
    found = {item.label: item.count for group in shell(request)["menu"] for item in group.items}

    assert found["Complaints"] == Count(3, late=True)
    assert found["Feedback"] is None


def test_no_two_lines_share_a_letter():
    letters = [item.letter for group in LOOP for item in group.items]
    assert len(letters) == len(set(letters))
