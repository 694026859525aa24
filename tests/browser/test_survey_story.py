"""A survey in two languages with a question for some: made by visible links, answered on a phone, its results read."""

import datetime

import pytest

from heedful.feedback.models import Begun, Response

pytestmark = pytest.mark.django_db(transaction=True)
LAST = (datetime.date.today() + datetime.timedelta(days=20)).isoformat()
PHONE = 390


@pytest.fixture
def desk(open_page):
    """The quality manager's browser, on the list of surveys."""
    return open_page("/surveys/")


@pytest.fixture
def link(desk):
    """The open link of a survey that was made, published and opened from the list, link by link."""
    desk.get_by_role("link", name="Make a survey").first.click()
    desk.get_by_label("Name of the survey").fill("After delivery")
    desk.locator("[name=wording1]").fill("Would you recommend us?")
    desk.get_by_text("Second language").click()
    desk.locator("[name=language2]").select_option("nb")
    desk.locator("[name=wording2]").fill("Vil du anbefale oss?")
    desk.get_by_role("button", name="Keep the draft").click()
    ask_what_was_wrong(desk)
    desk.get_by_role("link", name="Preview: Norsk").click()
    assert "Vil du anbefale oss?" in desk.inner_text("h1")
    assert "3 spørsmål, omtrent ett minutt" in desk.inner_text("header")
    desk.go_back()
    desk.get_by_role("button", name="Publish").click()
    desk.get_by_role("link", name="Plan a wave").click()
    desk.get_by_label("Name", exact=True).fill("Spring")
    desk.get_by_label("Last day").fill(LAST)
    desk.get_by_label("An open link as well").check()
    desk.get_by_role("button", name="Plan the wave").click()
    desk.get_by_role("link", name="Open", exact=True).click()
    desk.locator("main form button[type=submit]").click()
    return desk.locator("main a[href*='/a/']").first.get_attribute("href")


def ask_what_was_wrong(desk):
    """One more question, for the unhappy alone; its translation is missed, named, and given."""
    desk.get_by_role("link", name="Several choices").click()
    desk.locator("[name=wording-en]").fill("What was wrong?")
    desk.locator("[name=options-en]").fill("The time\nThe temperature")
    desk.locator("[name=shown_if]").select_option("at_most")
    desk.locator("[name=shown]").select_option(label="6")
    desk.get_by_role("button", name="Ask it").click()
    assert "question 3 in nb" in desk.inner_text("main")
    desk.get_by_role("link", name="What was wrong?").click()
    desk.locator("[name=wording-nb]").fill("Hva var galt?")
    desk.locator("[name=options-nb]").fill("Tidspunktet\nTemperaturen")
    desk.get_by_role("button", name="Keep it").click()
    assert "in English and Norsk" in desk.inner_text("h1")


def phone(open_page, link, **options):
    return open_page("/a/" + link.rsplit("/a/", 1)[1], public=True, width=PHONE, **options)


def test_a_survey_is_made_by_links_and_answered_on_phones_with_and_without_script(open_page, desk, link):
    # Who is unhappy is asked what was wrong, in the language they turn to, with what they tapped still there.
    unhappy = phone(open_page, link)
    assert not unhappy.get_by_text("What was wrong?").is_visible()
    unhappy.locator(".points input[value='3']").first.check()
    assert unhappy.get_by_text("What was wrong?").is_visible()
    unhappy.get_by_role("link", name="Norsk").click()
    unhappy.get_by_label("Temperaturen").check()
    unhappy.get_by_role("button", name="Send").click()
    unhappy.wait_for_url("**/thanks?lang=nb")
    assert "Takk" in unhappy.inner_text("h1")

    # Who changes their mind is no longer asked; who leaves after the first tap has begun.
    happy = phone(open_page, link)
    happy.locator(".points input[value='2']").first.check()
    happy.get_by_label("The time").check()
    with happy.expect_response(lambda answer: answer.status == 204):
        happy.locator(".points input[value='9']").first.check()
    assert not happy.get_by_text("What was wrong?").is_visible()
    assert unhappy.complaints == happy.complaints == []
    [begun] = Begun.objects.all()
    assert [number for _, number in begun.answers] == [9]

    # Without script every question stands there, and says whom it is for; the server decides.
    plain = phone(open_page, link, java_script_enabled=False)
    assert plain.get_by_text("Only if you answered 0 to 6 to “Would you recommend us?”").is_visible()
    plain.locator(".points input[value='4']").first.check()
    plain.get_by_label("What is the main reason for your answer?").fill("Warm again")
    plain.get_by_role("button", name="Send").click()
    assert "Choose what fits." in plain.inner_text("main")
    assert plain.locator("textarea").input_value() == "Warm again"
    plain.get_by_label("The temperature").check()
    plain.get_by_role("button", name="Send").click()
    assert "Thank you" in plain.inner_text("h1")

    assert sorted([n for _, n in r.answers] for r in Response.objects.all()) == [[3, 2, 0], [4, 2, 0]]
    desk.goto(desk.url)
    desk.get_by_role("link", name="After delivery").first.click()
    desk.get_by_role("link", name="Results").click()
    assert "What was wrong?" in desk.inner_text("main")
    assert "The temperature" in desk.inner_text("main")
