import datetime
import json
import re

import pytest
from django.core import mail

from heedful.core.actors import Public
from heedful.core.permissions import AccessRole
from heedful.feedback.models import CallBack, Invitation, Response, Survey, SurveyState, Wave, WaveState
from heedful.feedback.surveys.commands import open_wave, take_answers
from tests import make

pytestmark = pytest.mark.django_db
WORDING = {
    "name": "Yearly question", "kind": "recommend", "language1": "en", "wording1": "Would you recommend us?",
    "language2": "nb", "wording2": "Vil du anbefale oss?",
}  # fmt: skip


def text(response):
    return response.content.decode()


def test_with_nobody_asked_the_page_says_what_to_do():
    page = text(make.browser().get("/surveys/"))

    assert "Nobody has been asked yet" in page
    assert "Make a survey" in page


def test_a_survey_is_made_looked_at_published_and_its_first_wave_answered_with_the_mouse():
    browser = make.browser()
    make.asked_contact("Ada Berg")

    made = browser.post("/surveys/new", WORDING, follow=True)
    survey = Survey.objects.get()
    draft = survey.versions.get()
    assert "in English and Norsk" in text(made)
    assert "Vil du anbefale oss?" in text(browser.get(f"/surveys/versions/{draft.pk}/preview?lang=nb"))
    browser.post(f"/surveys/versions/{draft.pk}/publish", {"version": draft.version})
    today = datetime.date.today()
    plan = {
        "name": "Spring", "opens_on": today, "closes_on": today + datetime.timedelta(days=30),
        "confidentiality": "named", "quarantine_days": 90,
    }  # fmt: skip
    browser.post(f"/surveys/versions/{draft.pk}/wave", plan)
    wave = Wave.objects.get()
    browser.post(f"/surveys/waves/{wave.pk}/frame", {})
    links = browser.post(f"/surveys/waves/{wave.pk}/invite", {"how": "file"})
    browser.post(f"/surveys/waves/{wave.pk}/open", {})
    token = re.search(r"/i/([\w-]+)", text(links)).group(1)

    assert links["Content-Disposition"].endswith('.csv"')
    assert "Ada Berg" in text(links)
    assert Wave.objects.get().state == WaveState.OPEN
    assert "Would you recommend us?" in text(browser.get(f"/i/{token}"))
    assert "0 of 1 asked have answered" in text(browser.get(f"/surveys/waves/{wave.pk}"))


def test_links_are_mailed_in_the_language_of_each():
    version = make.version(wording=(("en", "How likely?"), ("nb", "Hvor sannsynlig?")), languages="en nb")
    make.asked_contact(language="nb", email="ada@example.org")
    wave = make.wave(of=version, opened=False, open_link=False)
    browser = make.browser()
    browser.post(f"/surveys/waves/{wave.pk}/frame", {})

    browser.post(f"/surveys/waves/{wave.pk}/invite", {"how": "mail"})
    wave.refresh_from_db()
    open_wave(wave, by=make.TEST, on=make.DAY)
    make.turn()

    [sent] = mail.outbox
    assert "Hvor sannsynlig?" in sent.body
    assert "Svar her: http://localhost:8000/i/" in sent.body
    assert sent.to == ["ada@example.org"]


def test_the_open_link_is_shown_with_its_qr_code():
    wave = make.wave()

    page = text(make.browser().get(f"/surveys/waves/{wave.pk}"))

    assert f"http://testserver/a/{wave.token}" in page
    assert 'class="qr"' in page
    assert "<svg" in page


def test_the_rate_stands_with_its_definition():
    for _ in range(3):
        make.asked_contact()
    wave, invited = make.asked_wave()
    make.answer(wave, 9, invitation=invited[0].invitation)

    page = text(make.browser().get(f"/surveys/waves/{wave.pk}"))

    assert "1 of 3 asked have answered" in page
    assert "33%: complete answers over all who were asked" in page


def test_a_wave_is_closed_with_a_note_and_cannot_be_closed_twice():
    wave, browser = make.wave(), make.browser()
    form = {"version": wave.version, "nonresponse_note": "Mostly drivers, who have no mail."}

    browser.post(f"/surveys/waves/{wave.pk}/close", form)
    again = browser.post(f"/surveys/waves/{wave.pk}/close", {})

    assert Wave.objects.get().nonresponse_note == "Mostly drivers, who have no mail."
    assert again.status_code == 422
    assert "Only an open wave is closed." in text(again)


def test_what_became_of_somebody_is_noted():
    make.asked_contact()
    _, [invited] = make.asked_wave()

    make.browser().post(f"/surveys/invitations/{invited.invitation.pk}", {"disposition": "NC"})

    assert Invitation.objects.get().disposition == "NC"


def test_a_published_wording_is_changed_by_the_next_version():
    survey, browser = make.survey(), make.browser()
    draft = survey.versions.get()
    browser.post(f"/surveys/versions/{draft.pk}/publish", {})

    asked, form = draft.questions.first(), {"wording-en": "Would you recommend us?", "required": "on"}
    assert browser.post(f"/surveys/questions/{asked.pk}", form).status_code == 422
    browser.post(f"/surveys/{survey.pk}/draft", {})
    following = survey.versions.get(state=SurveyState.DRAFT)
    assert browser.post(f"/surveys/questions/{following.questions.first().pk}", form).status_code == 302
    browser.post(f"/surveys/versions/{following.pk}/publish", {})

    assert sorted(survey.versions.values_list("number", "series", "state")) == [(1, 1, "retired"), (2, 2, "published")]


def test_a_question_is_needed_in_each_language_that_is_chosen():
    refused = make.browser().post("/surveys/new", WORDING | {"wording2": ""})

    assert refused.status_code == 422
    assert "Write the question in this language." in text(refused)
    assert "Would you recommend us?" in text(refused)


def test_an_unhappy_customer_is_called_and_the_call_written_down():
    make.person()
    make.answer(make.wave(), 2, may_call=True, reach="+47 22", comment="Late again")
    call, browser = CallBack.objects.get(), make.browser()

    listed = text(browser.get("/surveys/call-backs"))
    form = {"version": call.version, "on": "2026-03-11", "reached": "yes", "outcome": "New time agreed."}
    browser.post(f"/surveys/call-backs/{call.pk}", form)
    again = browser.post(f"/surveys/call-backs/{call.pk}", form | {"version": call.version + 1})

    assert "Somebody with an open link" in listed
    assert CallBack.objects.get().outcome == "New time agreed."
    assert again.status_code == 422
    assert "Late again" in text(browser.get(f"/surveys/call-backs/{call.pk}"))


def test_an_answer_is_left_out_with_a_reason_and_taken_back_in():
    given = make.answer(make.wave(), 10)
    browser, path = make.browser(), f"/surveys/answers/{given.pk}"

    assert browser.post(path, {"reason": ""}).status_code == 422
    browser.post(path, {"reason": "By one of our own"})
    assert not Response.objects.get().counts
    browser.post(path, {"reason": "It was not"})
    assert Response.objects.get().counts


def test_an_answer_in_confidence_has_no_page():
    given = make.answer(make.wave(confidentiality="confidential"), 10)

    assert make.browser().get(f"/surveys/answers/{given.pk}").status_code == 404


@pytest.mark.parametrize("path", ["new", "waves/{wave}/frame", "waves/{wave}/close"])
def test_a_member_may_look_and_not_ask(path):
    wave = make.wave()
    member = make.browser(make.person(role=AccessRole.MEMBER))

    assert member.get("/surveys/").status_code == 200
    assert member.post(f"/surveys/{path.format(wave=wave.pk)}", {}).status_code == 403


def test_the_questions_asked_do_not_grow_with_the_rows(django_assert_max_num_queries):
    browser, version = make.browser(), make.version()
    wave = make.wave(of=version)
    for many in (3, 27):
        for _ in range(many):
            make.wave(of=version)
            make.asked_contact()
        make.asked_wave(of=version, quarantine_days=0)
        batch = [make.sent(wave, 2, may_call=True, reach="x", comment="Late") for _ in range(many)]
        take_answers(batch, by=Public())
        asked = Wave.objects.filter(open_link=False).first()
        for path in (
            "/surveys/", f"/surveys/{version.survey_id}", f"/surveys/waves/{wave.pk}", f"/surveys/waves/{asked.pk}",
            "/surveys/call-backs", f"/surveys/call-backs/{CallBack.objects.first().pk}",
            f"/surveys/answers/{Response.objects.first().pk}",
        ):  # fmt: skip
            with django_assert_max_num_queries(12):
                assert browser.get(path).status_code == 200, path


def test_no_text_breaks_a_form(shared):
    texts = json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())
    texts = (texts if isinstance(texts, list) else list(texts.values()))[::4]
    browser, wave = make.browser(), make.wave()
    make.person()
    make.answer(wave, 1, may_call=True, reach="x")
    call = CallBack.objects.get()
    seen = set()

    for words in texts:
        words = str(words)
        seen.add(browser.post("/surveys/new", dict.fromkeys(WORDING, words)).status_code)
        seen.add(browser.post("/surveys/new", WORDING | {"name": words, "wording1": words}).status_code)
        seen.add(browser.post(f"/surveys/waves/{wave.pk}/note", {"note": words}).status_code)
        seen.add(browser.post(f"/surveys/waves/{wave.pk}/last-day", {"closes_on": words}).status_code)
        seen.add(browser.post(f"/surveys/call-backs/{call.pk}", dict.fromkeys(("on", "outcome"), words)).status_code)
        seen.add(browser.get("/surveys/call-backs", {"state": words, "page": words}).status_code)
        seen.add(browser.get(f"/surveys/waves/{wave.pk}", {"disposition": words}).status_code)

    assert seen <= {200, 302, 422}
