"""The keyboard, the menu on a phone, and forms that are sent once."""

from heedful.feedback.models import Feedback
from tests import make


def test_slash_goes_to_the_search_and_a_letter_goes_to_a_page(open_page):
    page = open_page("/gallery/")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/")

    assert page.url.endswith("/")


def test_a_question_mark_shows_all_keys(open_page):
    page = open_page("/gallery/")
    page.keyboard.press("?")

    assert page.locator("dialog#keys").is_visible()
    assert "Today" in page.locator("dialog#keys").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


def test_letters_in_a_field_stay_letters(open_page):
    page = open_page("/gallery/")
    page.locator("#id_fresh-title").fill("")
    page.locator("#id_fresh-title").type("g?j")

    assert page.locator("#id_fresh-title").input_value() == "g?j"
    assert page.locator("dialog#keys").count() == 0


def test_j_and_k_walk_through_a_list(open_page):
    page = open_page("/gallery/")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    page.keyboard.press("k")

    assert first == "Acknowledge complaint from Brandt Rail"
    assert page.evaluate("document.activeElement.textContent") == first


def test_the_menu_of_a_phone_opens_without_script(open_page):
    page = open_page("/gallery/", width=390, java_script_enabled=False)

    assert not page.locator("#rail").is_visible()
    page.locator(".dock button").click()
    assert page.locator("#rail").is_visible()


def test_all_rows_are_chosen_at_once(open_page):
    page = open_page("/gallery/")
    page.locator("[data-select-all]").check()

    assert page.locator("[name=chosen]:checked").count() == 3
    assert page.locator("[data-chosen]").inner_text() == "3 chosen"
    page.locator("[name=chosen]").first.uncheck()
    assert page.evaluate("document.querySelector('[data-select-all]').indeterminate")


def test_a_form_is_sent_once(open_page):
    page = open_page("/gallery/")
    sent = []
    page.route("**/gallery/", lambda route: sent.append(route.request.method))  # never answered
    page.evaluate(
        """() => { const form = document.querySelector("form[data-keep]"); form.noValidate = true;
        form.requestSubmit(); form.requestSubmit(); }"""
    )
    page.wait_for_timeout(300)

    assert sent == ["POST"]


def test_text_that_was_not_saved_is_offered_again(open_page, live_server):
    page = open_page("/gallery/")
    page.locator("#id_fresh-title").fill("Two stores threw it away")
    page.route("**/gallery/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.evaluate("document.querySelector('form[data-keep]').noValidate = true")
    page.locator("form[data-keep] .primary").click()
    page.wait_for_timeout(300)
    page.goto(f"{live_server.url}/gallery/")

    page.locator("form[data-keep] [data-restore]").click()
    assert page.locator("#id_fresh-title").input_value() == "Two stores threw it away"


def test_a_mark_of_a_chart_says_its_figure(open_page):
    page = open_page("/gallery/")
    page.locator(".chart.wide .hit").first.hover()

    assert page.locator("#tip").inner_text().startswith("Jun 2024: +39")


def test_a_thing_is_sorted_by_keys_alone_and_the_next_one_comes(open_page, emptied):
    first = make.feedback(kind="enquiry", words="It came.", heard_at=make.moment("2026-03-02"))
    after = make.feedback(words="It left.", heard_at=make.moment("2026-03-03"))
    theme = make.theme("Warm")
    page = open_page(f"/feedback/sort/{first.pk}")
    page.keyboard.press("2")
    assert page.locator("[name=kind]:checked").input_value() == "compliment"
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.keyboard.press("W")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert "Sort it, and go on" in page.locator("dialog#keys").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url(f"**/feedback/sort/{after.pk}")

    done = Feedback.objects.get(pk=first.pk)
    assert (done.kind, done.theme) == ("compliment", theme)
    page.keyboard.press("c")
    page.keyboard.type("ns1")
    assert page.locator("[name=customer]").input_value() == "ns1"
    assert page.complaints == []
