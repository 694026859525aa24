import json

import pytest
from django.test import Client

from heedful.api.app import MOST_A_MINUTE, TURNS
from heedful.feedback.clients import admit_client, revoke_client
from heedful.feedback.complaints.receiving import acknowledge_complaint
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.models import Complaint, Feedback
from tests import make

pytestmark = pytest.mark.django_db
SAID = {"kind": "enquiry", "words": "When will it come?"}


@pytest.fixture(autouse=True)
def _nobody_came_yet():
    TURNS.forget()


@pytest.fixture
def admitted():
    make.organisation()
    return admit_client(by=make.TEST, name="Shop", on=make.DAY)


def post(admitted, body=None, key="order-4711", token=None, kind="application/json"):
    content = body if isinstance(body, (bytes, str)) else json.dumps(SAID if body is None else body)
    headers = {"Authorization": f"Bearer {token or admitted.token}", "Idempotency-Key": key}
    return Client(raise_request_exception=False).post("/api/feedback", content, kind, headers=headers)


def get(admitted, pk):
    return Client().get(f"/api/feedback/{pk}", headers={"Authorization": f"Bearer {admitted.token}"})


def test_what_is_sent_stands_in_the_inbox_and_its_sender_learns_the_reference(admitted):
    answer = post(admitted, SAID | {"sender": "Ines", "heard_at": "2026-03-02T10:00:00+01:00"})
    heard = Feedback.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(heard.pk), "reference": "F-1", "kind": "enquiry", "received_at": "2026-03-02T09:00:00Z",
        "sorted": False, "complaint": None,
    }  # fmt: skip
    assert (heard.words, heard.sender, heard.client) == ("When will it come?", "Ines", admitted.client)


def test_the_same_sent_again_adds_nothing_and_answers_alike(admitted):
    first, again = post(admitted), post(admitted)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Feedback.objects.count() == 1


def test_other_words_under_a_known_key_are_refused(admitted):
    post(admitted)
    answer = post(admitted, SAID | {"words": "Something else."})
    assert answer.status_code == 409
    assert "Idempotency-Key" in answer.json()["fields"]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space", "né-umlaut-key", "a/b/c/d/e"])
def test_a_thing_without_a_key_of_its_own_is_refused(admitted, key):
    answer = post(admitted, key=key)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["Idempotency-Key"])


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer heedful_wrong", "Basic abc", "heedful", "Bearer \x7f"])
def test_without_a_token_that_is_known_nobody_comes_in(admitted, given):
    answer = Client().post("/api/feedback", "{}", "application/json", headers={"Authorization": given})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["status"] == 401


def test_a_revoked_token_is_told_so(admitted):
    revoke_client(admitted.client, by=make.TEST, on=make.DAY)
    answer = post(admitted)
    assert answer.status_code == 403
    assert "revoked on 9 Mar 2026" in answer.json()["said"]
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"words": "x"}, "kind"),
        ({"kind": "enquiry"}, "words"),
        (SAID | {"kind": "comment"}, "kind"),
        (SAID | {"kind": 3}, "kind"),
        (SAID | {"words": ""}, "words"),
        (SAID | {"words": "   "}, "words"),
        (SAID | {"words": "a\0b"}, "words"),
        (SAID | {"words": "x" * 20_001}, "words"),
        (SAID | {"sender": "x" * 201}, "sender"),
        (SAID | {"language": "n b"}, "language"),
        (SAID | {"heard_at": "2026-03-02T10:00:00"}, "heard_at"),
        (SAID | {"heard_at": "2999-01-01T00:00:00Z"}, "heard_at"),
        (SAID | {"customer": "CU-1"}, "customer"),
        ([], "body"),
        ("{", "body"),
        (b"\xff\xfe", "body"),
        (" ", "body"),
        ("[" * 100_000, "body"),
    ],
)
def test_what_does_not_fit_is_422_with_its_field_and_nothing_is_kept(admitted, body, field):
    answer = post(admitted, body)
    assert answer.status_code == 422, answer.content
    assert list(answer.json()["fields"]) == [field]
    assert not Feedback.objects.exists()


def test_published_bad_json_is_refused_or_taken_and_breaks_nothing(admitted, shared):
    cases = json.loads((shared / "reference/bad-input/json/jsontestsuite.json").read_text())
    bodies = [json.dumps(case) for case in cases] if isinstance(cases, list) else [json.dumps(cases)]
    wrong = []
    for number, body in enumerate(bodies[:50]):
        TURNS.forget()
        if post(admitted, body, key=f"case-{number:05}").status_code not in (201, 413, 422):
            wrong.append(body[:80])
    assert not wrong


def test_too_much_is_413(admitted):
    answer = post(admitted, SAID | {"words": "x" * 200_000})
    assert (answer.status_code, Feedback.objects.count()) == (413, 0)


def test_what_is_no_json_by_its_name_is_415(admitted):
    assert post(admitted, kind="text/plain").status_code == 415


def test_too_often_is_429_with_how_long_to_wait_and_others_are_not_held_up(admitted):
    other = admit_client(by=make.TEST, name="Desk", on=make.DAY)
    with make.clock_at(make.DAY, 9):
        for _ in range(MOST_A_MINUTE):
            assert get(admitted, admitted.client.pk).status_code == 404
        answer = get(admitted, admitted.client.pk)
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")
        assert get(other, admitted.client.pk).status_code == 404
    with make.clock_at(make.DAY, 9, 1):
        assert get(admitted, admitted.client.pk).status_code == 404


def test_a_program_learns_what_became_of_what_it_sent(admitted):
    pk = post(admitted, SAID | {"kind": "complaint", "words": "It came warm."}).json()["id"]
    complaint = Complaint.objects.get()
    acknowledge_complaint(complaint, by=make.TEST)
    sort_feedback(Feedback.objects.get(), by=make.TEST, on=make.DAY, theme=make.theme())
    found = get(admitted, pk).json()
    assert found["sorted"]
    assert (found["complaint"]["reference"], found["complaint"]["state"]) == ("C-1", "open")
    assert found["complaint"]["acknowledged_at"]
    assert found["complaint"]["answered_at"] is None
    assert Client().get(found["complaint"]["status_page"]).status_code == 200


def test_what_others_sent_is_not_there(admitted):
    other = admit_client(by=make.TEST, name="Desk", on=make.DAY)
    theirs = post(other).json()["id"]
    assert get(admitted, theirs).status_code == 404
    assert get(admitted, make.feedback().pk).status_code == 404


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_another_method_is_405(method, admitted):
    answer = getattr(Client(), method)("/api/feedback", headers={"Authorization": f"Bearer {admitted.token}"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_nothing_that_comes_by_the_api_is_kept_by_others_on_the_way(admitted):
    assert post(admitted)["Cache-Control"] == "no-store"
