"""Themes, channels, the programme and analyses: each page shows its rule and passes what it takes to the command."""

import datetime
import json

import pytest

from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from heedful.feedback.models import Analysis, Channel, ChannelTest, Method, Programme, Theme
from tests import make

pytestmark = pytest.mark.django_db


def seen(address, person=None, on="2026-03-09"):
    with make.clock_at(on, 12):
        answer = make.browser(person).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


# Themes


def test_themes_are_shown_as_a_tree_with_how_much_was_heard():
    top = make.theme("Delivery")
    below = make.theme("Late", parent=top)
    make.feedback(theme=below)
    shown = seen("/feedback/themes")
    assert "Feedback is sorted under two themes." in shown
    assert "Themes are suggested once 60 things are sorted" in shown
    assert shown.index("Delivery</a>") < shown.index("Late</a>")


def test_a_theme_is_added_renamed_and_retired_with_the_mouse():
    browser = make.browser()
    assert browser.post("/feedback/themes", {"name": "Delivery"}).status_code == 302
    theme = Theme.objects.get()
    assert browser.post("/feedback/themes", {"name": "Late", "parent": theme.pk}).status_code == 302
    late = Theme.objects.get(name="Late")
    assert browser.get(f"/feedback/themes/{late.pk}/rename").status_code == 200
    browser.post(f"/feedback/themes/{late.pk}/rename", {"name": "Too late", "version": 1})
    browser.post(f"/feedback/themes/{late.pk}/retire", {"version": 2})
    late.refresh_from_db()
    assert (late.name, late.parent, late.retired_on is None) == ("Too late", theme, False)
    assert browser.post("/feedback/themes", {"name": "Delivery"}).status_code == 422


# Channels


def test_channels_say_which_need_to_be_tried():
    make.channel_test(make.channel("Phone"), on=datetime.date(2026, 3, 1))
    make.channel_test(make.channel("Mail", kind="email"), on=datetime.date(2025, 3, 1))
    make.channel("Form", kind="form")
    shown = seen("/feedback/channels")
    assert "Three channels are open; two need to be tried." in shown
    assert "never tried" in shown


def test_an_organisation_without_channels_is_told_what_to_do():
    assert "Name the ways by which customers reach you" in seen("/feedback/channels")


def test_a_channel_is_opened_changed_tried_and_closed_with_the_mouse():
    browser, other = make.browser(), make.person()
    given = {"name": "Phone", "kind": "phone", "address": "+44", "languages": "en nb", "owner": browser.person.pk,
             "deputy": other.pk, "free_of_charge": "on", "accessible": "on", "opened_on": "2024-01-01"}  # fmt: skip
    browser.post("/feedback/channels/new", given)
    channel = Channel.objects.get()
    browser.post(f"/feedback/channels/{channel.pk}/change", given | {"version": 1, "address": "+45"})
    tried = {"on": "2026-03-01", "tester": other.pk, "language": "nb", "passed": "yes", "version": 2}
    browser.post(f"/feedback/channels/{channel.pk}/try", tried)
    assert "passed" in seen(f"/feedback/channels/{channel.pk}")
    browser.post(f"/feedback/channels/{channel.pk}/close", {"on": "2026-03-05", "version": 2})
    channel.refresh_from_db()
    assert (channel.address, channel.closed_on) == ("+45", datetime.date(2026, 3, 5))
    assert ChannelTest.objects.get().tester == other
    assert browser.post(f"/feedback/channels/{channel.pk}/try", tried | {"version": 3}).status_code == 422


def test_a_channel_says_what_may_be_granted_and_in_which_languages_nobody_tried_it():
    form = make.channel("Form", kind="form", languages="en nb fi", authority="A replacement up to 200 euro.")
    make.channel_test(form, language="nb")
    shown = seen(f"/feedback/channels/{form.pk}")
    assert "A replacement up to 200 euro." in shown
    assert "Never tried in English, Finnish" in shown
    assert "The form has no words in Finnish" in shown
    assert "never in English, Finnish" in seen("/feedback/channels")


def test_the_channel_of_letters_lists_what_became_of_each():
    mail = make.channel("Mail", kind="email")
    taken, listed = make.taken_letter(mail), make.taken_letter(mail, auto=True)
    shown = seen(f"/feedback/channels/{mail.pk}")
    assert taken.feedback.key in shown
    assert listed.why in shown


def test_channels_cost_the_same_for_three_and_for_thirty(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            make.channel_test()
        with django_assert_max_num_queries(6):
            browser.get("/feedback/channels")


# The programme


def test_without_a_plan_the_page_says_so():
    assert "Nobody has planned how customers are heard." in seen("/feedback/programme")


def test_plan_stands_against_deed_for_each_segment():
    plan, retail, rail = make.draft(), make.segment("Retail"), make.segment("Rail")
    make.method(plan, retail, direct=True, name="Calls", every_months=12, last_used_on=datetime.date(2026, 1, 5))
    make.method(plan, retail, direct=False, name="Returns", every_months=1, last_used_on=datetime.date(2025, 12, 1))
    make.method(plan, rail, direct=True, name="Visits")
    make.approved(plan, on=datetime.date(2026, 1, 1))
    shown = seen("/feedback/programme")
    assert "One of two segments is planned both ways; one method is overdue." in shown
    for said in ("Calls", "Returns", "Visits", "none planned", "never used"):
        assert said in shown


def test_a_plan_is_drafted_filled_approved_and_reviewed_with_the_mouse():
    browser, segment = make.browser(), make.segment("Retail")
    who = browser.person.pk
    said = {"name": "2026", "purpose": "To know.", "decisions_served": "Routes.", "owner": who}
    browser.post("/feedback/programme/draft", said)
    plan = Programme.objects.get()
    place = f"/feedback/programme/{plan.pk}"
    method = {"segment": segment.pk, "name": "Calls", "direct": "yes", "every_months": 12, "owner": who, "version": 1}
    assert browser.post(f"{place}/plan", method).status_code == 302
    found = Method.objects.get()
    changed = method | {"every_months": 6, "direct": "no"}
    assert browser.post(f"/feedback/methods/{found.pk}/change", changed).status_code == 302
    assert browser.post(f"{place}/approve", {"version": 1}).status_code == 302
    assert browser.post(f"/feedback/methods/{found.pk}/use", {"on": "2026-03-01", "version": 2}).status_code == 302
    assert browser.post(f"{place}/review", {"conclusion": "It fits.", "version": 2}).status_code == 302
    found.refresh_from_db()
    plan.refresh_from_db()
    assert (found.direct, found.every_months, found.last_used_on) == (False, 6, datetime.date(2026, 3, 1))
    assert (plan.state, plan.approved_by, plan.reviewed_on is None) == ("approved", browser.person, False)
    assert browser.get("/feedback/programme/draft").context["form"]["name"].value() == "2026"


def test_the_programme_costs_the_same_for_three_and_for_thirty_segments(django_assert_max_num_queries):
    plan, browser = make.draft(), make.browser()
    for many in (3, 27):
        for _ in range(many):
            make.method(plan, make.segment())
        with django_assert_max_num_queries(12):
            browser.get("/feedback/programme")


def test_the_programme_shows_rounds_held_beside_those_planned_and_leads_to_what_it_could_notice():
    plan = make.draft()
    method = make.method(plan, make.segment("Retail"), name="Round", every_months=3, precision=10)
    make.approved(plan, on=datetime.date(2026, 1, 1))
    make.answer(make.wave(method=Method.objects.get(pk=method.pk)), 9)

    shown = seen("/feedback/programme")

    assert "1 of 4 rounds in twelve months: 1 answered by an open link" in shown
    assert "fewer than planned" in shown
    assert "wanted: ±10 points" in shown
    assert "Next review by" in shown
    assert 'href="/satisfaction/capability"' in shown


def test_top_management_approves_and_a_process_owner_does_not():
    plan = make.method(segment=make.segment()).programme
    address = f"/feedback/programme/{plan.pk}/approve"
    assert make.browser(make.person(role=AccessRole.PROCESS_OWNER)).get(address).status_code == 403
    leader = make.browser(make.person(role=AccessRole.TOP_MANAGEMENT))
    assert leader.post(address, {"version": plan.version}).status_code == 302


# Analyses


def test_analyses_wait_for_a_decision_and_say_how_long():
    make.analysis(written_on=datetime.date(2026, 1, 5))
    make.analysis(written_on=datetime.date(2026, 3, 5))
    assert "Two of two analyses without a decision; one for more than 30 days." in seen("/feedback/analyses")


def test_an_analysis_is_written_and_decided_with_the_mouse():
    browser, action = make.browser(), make.action()
    given = {
        "name": "Third quarter",
        "first_on": "2025-07-01",
        "last_on": "2025-09-30",
        "conclusion": "Late weighs most.",
    }
    browser.post("/feedback/analyses/new", given)
    analysis = Analysis.objects.get()
    place = f"/feedback/analyses/{analysis.pk}"
    assert browser.post(f"{place}/decide", {"decision": "An alarm.", "version": 1}).status_code == 422
    decided = browser.post(
        f"{place}/decide", {"decision": "An alarm.", "leads_to": action.key, "version": 1}, follow=True
    )
    assert action.key in decided.content.decode()
    analysis.refresh_from_db()
    assert analysis.decision_ref == action.ref


# Bad input


def test_text_in_every_field_of_every_form_is_refused_and_changes_nothing(shared):
    folder = shared / "reference/bad-input"
    strings = json.loads((folder / "strings/blns-even.json").read_text())
    strings += json.loads((folder / "request/template-strings.json").read_text())["strings"]
    strings = [text for text in [*strings[::2], "\0", "x" * 20_000] if not text.strip().isdigit()]
    channel, plan, analysis, browser = make.channel(), make.draft(), make.analysis(), make.browser()
    complaint, method = make.complaint(), make.method(plan, make.segment())
    places = ["channels/new", f"channels/{channel.pk}/change", f"channels/{channel.pk}/close",
              f"channels/{channel.pk}/try", "programme/draft", f"programme/{plan.pk}/plan", "analyses/new",
              f"methods/{method.pk}/change", f"methods/{method.pk}/use"]  # fmt: skip
    steps = ["assess", "investigator", "escalate", "answer", "settle", "close", "join", "give", "nonconformity", "rate"]
    places = [f"/feedback/{place}" for place in places] + [f"/complaints/{complaint.pk}/{step}" for step in steps]
    names = ("name", "kind", "address", "languages", "owner", "deputy", "opened_on", "on", "tester", "language",
             "passed", "note", "segment", "direct", "every_months", "precision", "first_on", "last_on", "method",
             "conclusion", "decision", "leads_to", "severity", "safety", "complexity", "act_now", "impact",
             "investigator", "to", "reason", "outcome", "answer", "redress_cost", "how", "original", "score",
             "nonconformity", "because", "version")  # fmt: skip
    before, number = Entry.objects.count(), 0
    for number, text in enumerate(strings):
        place = places[number % len(places)]
        assert browser.post(place, dict.fromkeys(names, text)).status_code == 422, (place, text[:40])
    assert number > 100
    assert Entry.objects.count() == before
    assert analysis.pk
