import json

import pytest

from heedful.core.permissions import AccessRole
from heedful.requirements.models import Market, NoneApplies, Offering, Requirement
from tests import make
from tests.make import BEGAN, DAY

pytestmark = pytest.mark.django_db


def test_without_a_product_the_grid_says_how_to_begin():
    text = make.browser().get("/requirements/coverage").text
    assert "No product or service is entered yet." in text
    assert "/customers/products" in text


def test_the_grid_shows_what_is_there_what_does_not_apply_and_what_is_missing():
    product = make.product("Chilled")
    make.offering(product)
    found = make.agreed_requirement(product=product, source_type="stated")
    make.none_applies(product, source_type="own", reason="We ask for no more.")
    text = make.browser().get("/requirements/coverage").text
    assert "Four of 6 cells are empty, at one product." in text
    assert found.key in text
    assert "We ask for no more." in text
    assert f"/requirements/none-applies?product={product.pk}&amp;source_type=needed" in text
    assert "Norway" in text


def test_each_missing_cell_is_filled_by_one_press():
    product, browser = make.product("Chilled"), make.browser()
    address = f"/requirements/none-applies?product={product.pk}&source_type=own"
    assert 'value="own" selected' in browser.get(address).text
    form = {"product": product.pk, "source_type": "own", "reason": "We ask for no more."}
    assert browser.post(address, form).url == "/requirements/coverage"
    assert browser.post(address, form).status_code == 422
    said = NoneApplies.objects.get()
    text = browser.get(f"/requirements/new?product={product.pk}&source_type=stated").text
    assert f'value="{product.pk}" selected' in text

    browser.post(f"/requirements/none-applies/{said.pk}/take-back", {"version": 1, "reason": "One was found."})

    assert not NoneApplies.objects.exists()


def test_the_questions_asked_do_not_grow_with_the_products(django_assert_max_num_queries):
    browser, market = make.browser(), make.market()
    for many in (3, 57):
        for number in range(many):
            product = make.product(f"Product {many} {number}")
            make.offering(product, market)
            make.requirement_in_force(product=product, process=make.process(), owner=make.person())
        with django_assert_max_num_queries(12):
            text = browser.get("/requirements/coverage").text
    assert "1 to 25 of 60" in text


def test_a_member_reads_the_grid_and_fills_nothing():
    make.product()
    browser = make.browser(make.person(role=AccessRole.MEMBER))
    assert "Add one" not in browser.get("/requirements/coverage").text
    assert browser.get("/requirements/none-applies").status_code == 403


def test_the_register_of_the_law_says_what_is_late_and_what_it_lacks(django_assert_max_num_queries):
    browser = make.browser()
    assert "No law is written down yet." in browser.get("/requirements/legal").text
    make.requirement_in_force(on=BEGAN, instrument="EC 852/2004", applies_because="We carry food.")
    make.requirement_in_force("Not the law", source_type="own")
    for number in range(30):
        make.requirement(f"Law {number}", source_type="statutory")
    with django_assert_max_num_queries(12):
        text = browser.get("/requirements/legal?whole=1").text
    assert (
        "31 requirements of the law are kept; one is due to be evaluated; of 30 the register lacks something." in text
    )
    assert "EC 852/2004" in text
    assert "Not the law" not in text


def test_a_market_is_added_sells_a_product_and_is_given_up():
    browser, product = make.browser(), make.product("Chilled")
    assert "No market is entered yet." in browser.get("/requirements/markets").text
    browser.post("/requirements/markets/new", {"name": "Norway"})
    market = Market.objects.get()
    form = {"product": product.pk, "since": DAY.isoformat()}
    browser.post(f"/requirements/markets/{market.pk}/offer", form)
    assert browser.post(f"/requirements/markets/{market.pk}/offer", form).status_code == 422
    text = browser.get("/requirements/markets").text
    assert "We sell in one market." in text
    assert "Chilled" in text
    refused = browser.post(f"/requirements/markets/{market.pk}/retire", {"on": DAY.isoformat(), "version": 1})
    assert "End that first" in refused.text

    sold = Offering.objects.get()
    browser.post(f"/requirements/offerings/{sold.pk}/end", {"on": DAY.isoformat(), "version": 1})
    browser.post(f"/requirements/markets/{market.pk}/change", {"name": "Norge", "version": 1})
    browser.post(f"/requirements/markets/{market.pk}/retire", {"on": DAY.isoformat(), "version": 2})

    market.refresh_from_db()
    assert (market.name, market.retired_on) == ("Norge", DAY)


def test_the_questions_asked_do_not_grow_with_the_markets(django_assert_max_num_queries):
    browser, product = make.browser(), make.product()
    for many in (3, 30):
        for number in range(many):
            make.offering(product, make.market(f"Market {many} {number}"))
        with django_assert_max_num_queries(12):
            assert browser.get("/requirements/markets").status_code == 200


def test_the_list_filters_by_product_customer_and_what_is_missing():
    product, customer, browser = make.product(), make.customer(), make.browser()
    make.requirement("Mine alone", product=product, customer=customer)
    make.requirement_in_force("Another")
    for query in (f"product={product.pk}", f"customer={customer.key}", "lacking=on"):
        text = browser.get(f"/requirements/?{query}").text
        assert "Mine alone" in text
        assert "Another" not in text
    for nonsense in ("product=x", "customer=%00", "customer=CU-999", "lacking=%F0"):
        assert browser.get(f"/requirements/?{nonsense}").status_code == 200


def test_every_field_survives_naughty_text(shared):
    browser, market = make.browser(), make.market("A market")
    product = make.product()
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())[::4]:
        for path, names in (
            ("none-applies", ("product", "source_type", "market", "reason")),
            (f"markets/{market.pk}/offer", ("product", "since")),
            (f"markets/{market.pk}/retire", ("on",)),
        ):
            assert browser.post(f"/requirements/{path}", dict.fromkeys(names, text)).status_code == 422
        form = {"product": product.pk, "source_type": "own", "reason": text}
        assert browser.post("/requirements/none-applies", form).status_code in (302, 422)
        assert browser.post("/requirements/markets/new", {"name": text}).status_code in (302, 422)
    for page in ("coverage", "markets", "legal"):
        assert browser.get(f"/requirements/{page}").status_code == 200
    assert not Requirement.objects.exists()
