import datetime
import json

import pytest

from heedful.core import clock
from heedful.core.attached import comment
from heedful.core.permissions import AccessRole
from heedful.customers.models import Customer, Delivery, ExitContact, Interaction, Product, Segment
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_an_empty_house_is_told_what_to_do():
    text = make.browser().get("/customers/").text
    assert "No customers yet" in text
    assert "Add a customer" in text


def test_the_list_is_narrowed_by_words_segment_owner_and_state():
    rail, dana = make.segment("Rail"), make.person("Dana")
    make.customer("Brandt Rail", segment=rail, owner=dana)
    make.customer("Ostby Foods")
    make.customer("Gone Ltd", left_on=MARCH_9)
    browser = make.browser()

    everybody = browser.get("/customers/").text
    assert "Two customers" in everybody
    assert "Gone Ltd" not in everybody
    for query in (f"segment={rail.pk}", f"owner={dana.pk}", "words=brandt"):
        text = browser.get(f"/customers/?{query}").text
        assert "Brandt Rail" in text
        assert "Ostby Foods" not in text
    assert "Gone Ltd" in browser.get("/customers/?state=left").text


@pytest.mark.parametrize(
    "query", ["segment=x", "owner=-1", "state=none", "sort=password", "page=zzz", "page=-5", "words=%00"]
)
def test_nonsense_in_the_address_breaks_nothing(query):
    make.customer("Brandt Rail")
    assert make.browser().get(f"/customers/?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["name", "-name", "segment", "-owner", "since", "-value", "left"])
def test_the_list_sorts(sort):
    make.customer("Alpha", value=1)
    make.customer("Beta", value=2)
    text = make.browser().get(f"/customers/?sort={sort}").text
    assert "Alpha" in text
    assert "Beta" in text


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_costs_the_same_however_long_it_is(many, django_assert_max_num_queries):
    for number in range(many):
        make.customer(f"Customer no {number}", segment=make.segment(), owner=make.person())
    browser = make.browser()
    with django_assert_max_num_queries(9):
        assert browser.get("/customers/").status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_everything_about_a_customer_costs_the_same_however_much_it_is(many, django_assert_max_num_queries):
    customer, ada = make.customer("Brandt Rail", segment=make.segment(), owner=make.person()), make.person("Ada")
    for number in range(many):
        make.contact(customer, f"Contact no {number}")
        make.delivery(customer, last_on=MARCH_9 - datetime.timedelta(days=7 * number), quantity=7)
        make.interaction(customer, held_on=MARCH_9 - datetime.timedelta(days=number), people=[ada])
    browser = make.browser()
    with django_assert_max_num_queries(12):
        text = browser.get(f"/customers/{customer.pk}").text
    assert "Contact no 2" in text
    assert "All is well." in text


def test_an_answer_without_words_shows_its_score_and_leads_to_it():
    contact = make.asked_contact("Ada Berg")
    wave, [invited] = make.asked_wave([contact])
    answer = make.answer(wave, 7, invitation=invited.invitation)

    page = make.browser().get(f"/customers/{contact.customer_id}").content.decode()

    assert "Gave 7, without words." in page
    assert f"/surveys/answers/{answer.pk}" in page


def test_a_customer_who_left_shows_whether_somebody_asked_why():
    customer = make.customer("Gone Ltd", left_on=MARCH_9)
    browser = make.browser()
    assert "nobody has gone back to ask why" in browser.get(f"/customers/{customer.pk}").text

    attempt = {"tried_on": "2026-03-12", "person": browser.person.pk, "reached": "on", "learned": "Too dear."}
    browser.post(f"/customers/{customer.pk}/exit-contact", attempt)

    text = browser.get(f"/customers/{customer.pk}").text
    assert "we went back to ask why" in text
    assert "Too dear." in text
    assert ExitContact.objects.get().reached


def test_a_customer_is_added_changed_leaves_and_returns_by_forms():
    browser = make.browser()
    added = browser.post("/customers/new", {"name": "Brandt Rail", "language": "nb", "since": "2024-01-01"})
    customer = Customer.objects.get()
    assert added["Location"] == f"/customers/{customer.pk}"

    page = f"/customers/{customer.pk}"
    browser.post(f"{page}/change", {"version": 1, "name": "Brandt Rail AS", "language": "nb", "value": "1200.50"})
    browser.post(f"{page}/leave", {"version": 2, "on": "2026-03-09", "because": "Price."})
    browser.post(f"{page}/come-back", {"version": 3, "reason": "New contract."})

    assert [act for act, _ in make.entries_of(customer)] == [
        "customer.added", "customer.changed", "customer.left", "customer.returned"]  # fmt: skip
    assert Customer.objects.get().name == "Brandt Rail AS"


def test_the_second_who_saves_sees_both():
    customer = make.customer("Brandt Rail")
    browser = make.browser()
    page = f"/customers/{customer.pk}/change"
    browser.post(page, {"version": 1, "name": "Theirs", "language": "en"})

    answer = browser.post(page, {"version": 1, "name": "Mine", "language": "en"})

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert browser.post(page, {"version": 2, "name": "Mine", "language": "en"}).status_code == 302


def test_a_delivery_is_entered_listed_and_taken_away():
    customer, browser = make.customer(), make.browser()
    page = f"/customers/{customer.pk}/deliveries"
    browser.post(f"{page}/new", {"first_on": "2026-03-02", "last_on": "2026-03-08", "quantity": "12"})
    assert "12 delivered in 1 entry" in browser.get(page).text

    found = Delivery.objects.get()
    browser.post(f"/deliveries/{found.pk}/remove", {"version": 1, "reason": "Twice"})

    assert not Delivery.objects.exists()


def test_a_visit_is_written_down_shown_and_put_right():
    customer, browser = make.customer("Brandt Rail"), make.browser(make.person("Dana Ortiz"))
    visit = {"kind": "visit", "held_on": "2026-03-09", "people": [browser.person.pk], "heard": "Doors open late."}
    answer = browser.post(f"/customers/{customer.pk}/meet", visit)
    found = Interaction.objects.get()
    assert answer["Location"] == f"/interactions/{found.pk}"

    text = browser.get(f"/interactions/{found.pk}").text
    for words in ("Doors open late.", "Dana Ortiz", "Brandt Rail"):
        assert words in text
    browser.post(f"/interactions/{found.pk}/change", visit | {"version": 1, "heard": "Doors open at ten."})
    assert Interaction.objects.get().heard == "Doors open at ten."


def test_a_contact_is_added_changed_and_leaves():
    customer, browser = make.customer(), make.browser()
    contact = {"name": "Ada", "role": "buyer", "language": "en", "email": "ada@example.com", "consents": "on"}
    browser.post(f"/customers/{customer.pk}/contacts/new", contact)
    found = customer.contacts.get()
    browser.post(f"/contacts/{found.pk}", contact | {"version": 1, "consents": ""})
    browser.post(f"/contacts/{found.pk}/leave", {"version": 2, "on": "2026-03-09"})
    found.refresh_from_db()
    assert (found.consents, found.left_on) == (False, MARCH_9)
    assert browser.get(f"/contacts/{found.pk}").status_code == 200


def test_segments_and_products_are_kept_by_forms():
    browser = make.browser()
    browser.post("/customers/segments/new", {"name": "Rail", "needs": "Cold"})
    browser.post("/customers/products/new", {"name": "Cold pallet", "service": "on"})
    assert "not looked at" in browser.get("/customers/segments").text
    segment, product = Segment.objects.get(), Product.objects.get()
    browser.post(f"/customers/segments/{segment.pk}/review", {"version": 1, "on": "2026-03-09", "needs": "Cold, dry"})
    browser.post(f"/customers/products/{product.pk}/retire", {"version": 1, "on": "2026-03-09"})
    assert "Cold, dry" in browser.get(f"/customers/segments/{segment.pk}").text
    assert "retired" in browser.get(f"/customers/products/{product.pk}").text
    assert "retired" in browser.get("/customers/products").text


def test_who_may_only_read_is_offered_no_change_and_refused_one():
    customer = make.customer("Brandt Rail")
    browser = make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR))
    text = browser.get(f"/customers/{customer.pk}").text
    assert "Brandt Rail" in text
    assert "/change" not in text
    assert browser.get(f"/customers/{customer.pk}/change").status_code == 403
    assert browser.post("/customers/new", {"name": "X", "language": "en"}).status_code == 403


def test_a_stranger_is_sent_to_sign_in_and_an_unknown_customer_is_not_found(client):
    assert client.get("/customers/").status_code == 302
    assert make.browser().get("/customers/00000000-0000-4000-8000-000000000000").status_code == 404


def test_no_string_breaks_a_form_and_each_is_shown_as_it_was_written(shared):
    browser = make.browser()
    found = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    strings = found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    for text in strings:
        answer = browser.post("/customers/new", {"name": text, "language": "en", "value": text, "since": text})
        assert answer.status_code == 422, text
        answer = browser.post("/customers/new", {"name": text, "language": "en"})
        assert answer.status_code in (302, 422), text
    assert browser.get("/customers/").status_code == 200
    assert "<script>alert" not in browser.get("/customers/?words=script").text


def test_all_that_was_heard_of_a_customer_stands_on_their_page(django_assert_max_num_queries):
    customer = make.customer("Brandt Rail", owner=make.person())
    make.complaint(customer=customer)
    make.feedback(words="The drivers are friendly.", customer=customer)
    make.interaction(customer, heard="They plan a second site.")
    asked, _ = make.asked_wave([make.contact(customer)])
    make.answer(asked, 3, comment="Too slow on Mondays.", invitation=asked.invitations.get())
    browser = make.browser()

    with django_assert_max_num_queries(12):
        text = browser.get(f"/customers/{customer.pk}").text

    for words in ("drivers are friendly", "a second site", "Too slow on Mondays", "Open promises", "Cannot tell yet"):
        assert words in text


def test_the_customers_shown_can_be_taken_along_as_text_without_formulas():
    make.customer("=cmd|' /C calc'!A0")
    make.customer("Gone Ltd", left_on=MARCH_9)
    answer = make.browser().get("/customers/export?state=")
    assert answer["Content-Disposition"] == 'attachment; filename="customers.csv"'
    assert "'=cmd|" in answer.text
    assert "Gone Ltd" not in answer.text


def test_in_the_past_a_customer_is_as_they_were_and_nothing_can_be_written():
    noon, browser = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC), make.browser()
    with clock.at(noon, simulated=True):
        customer = make.customer("Brandt Rail")
        comment(customer, by=browser.person, words="Known then")
    with clock.at(noon + datetime.timedelta(days=3), simulated=True):
        make.contact(customer, "Too new")
        browser.post("/as-at", {"day": "2027-06-02", "next": "/"})
        text = browser.get(f"/customers/{customer.pk}").text
        listed = browser.get("/customers/").text
        refused = browser.post(f"/attached/{customer.ref}/comment", {"words": "Now"})

    assert "Known then" in text
    assert "Too new" not in text
    assert "Write the comment" not in text
    assert "/change" not in text
    assert "Add a customer" not in listed
    assert refused.status_code == 422
