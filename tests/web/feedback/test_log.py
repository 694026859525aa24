import json

import pytest

from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from heedful.feedback.models import Complaint, Feedback
from tests import make

pytestmark = pytest.mark.django_db
LOG = "/feedback/log"


def test_five_things_are_seen_and_the_rest_is_folded_away():
    form = make.browser().get(LOG).context["form"]
    assert [field.name for field in form.seen()] == ["kind", "words", "customer", "sender", "channel"]
    assert "heard_at" in [field.name for field in form.folded_away()]


def test_no_clause_number_stands_on_the_form():
    shown = make.browser().get(LOG).content.decode()
    assert "8.2.1" not in shown
    assert "ISO" not in shown


def test_what_was_said_is_logged_and_shown():
    browser, phone = make.browser(), make.channel("Phone")
    given = {"kind": "suggestion", "words": "Call before you come.", "channel": phone.pk, "sender": "Ms Marek"}
    answer = browser.post(LOG, given, follow=True)
    heard = Feedback.objects.get()
    assert (heard.words, heard.channel, heard.logged_by) == ("Call before you come.", phone, browser.person)
    assert answer.redirect_chain[-1][0] == f"/feedback/{heard.pk}"
    assert "Call before you come." in answer.content.decode()


def test_a_complaint_goes_on_to_its_own_page():
    answer = make.browser().post(LOG, {"kind": "complaint", "words": "Warm pallet.", "remedy_asked": "A new one"})
    complaint = Complaint.objects.get()
    assert answer.headers["Location"] == f"/complaints/{complaint.pk}"
    assert complaint.remedy_asked == "A new one"


@pytest.mark.parametrize("written", ["{key}", "{key} Halden Foods", "halden foods", "HALDEN", "cu-1"])
def test_a_customer_is_meant_by_key_name_or_a_part_of_it(written):
    buyer = make.customer("Halden Foods")
    make.browser().post(LOG, {"kind": "enquiry", "words": "When?", "customer": written.format(key=buyer.key)})
    assert Feedback.objects.get().customer == buyer


def test_where_several_customers_fit_they_are_named_and_the_text_stays():
    make.customer("Halden Foods")
    make.customer("Halden Rail")
    refused = make.browser().post(LOG, {"kind": "enquiry", "words": "When do you come?", "customer": "Halden"})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "CU-1 Halden Foods, CU-2 Halden Rail" in shown
    assert "When do you come?" in shown


def test_an_unknown_customer_is_refused_with_the_way_on():
    refused = make.browser().post(LOG, {"kind": "enquiry", "words": "When?", "customer": "Nobody AS"})
    assert refused.status_code == 422
    assert "Leave this empty" in refused.content.decode()


def test_customers_are_offered_while_one_writes():
    make.customer("Hålden Foods")
    shown = make.browser().get("/feedback/customers?customer=hald").content.decode()
    assert '<option value="CU-1 Hålden Foods">' in shown
    assert "<option" not in make.browser().get("/feedback/customers?customer=%00").content.decode()


def test_a_contact_of_the_customer_is_known_by_name_or_address():
    contact = make.contact(make.customer("Halden Foods"), name="Inés Marek", email="ines@example.com")
    browser = make.browser()
    for sender in ("ines marek", "INES@example.com"):
        browser.post(LOG, {"kind": "enquiry", "words": f"Asked {sender}", "customer": "CU-1", "sender": sender})
    assert set(Feedback.objects.values_list("contact", "sender")) == {(contact.pk, "")}


def test_heard_is_read_in_the_time_of_the_organisation():
    make.organisation(zone="Europe/Oslo", country="NO")
    make.browser().post(LOG, {"kind": "enquiry", "words": "When?", "heard_at": "2026-03-03T00:30"})
    assert Feedback.objects.get().heard_at.isoformat() == "2026-03-02T23:30:00+00:00"


def test_a_refusal_below_the_fold_opens_it():
    refused = make.browser().post(LOG, {"kind": "enquiry", "words": "When?", "heard_at": "2999-01-01T10:00"})
    assert refused.status_code == 422
    assert '<details class="more" open>' in refused.content.decode()
    assert "yet to come" in refused.content.decode()


def test_a_second_press_is_refused():
    browser, given = make.browser(), {"kind": "enquiry", "words": "When?"}
    browser.post(LOG, given)
    assert browser.post(LOG, given).status_code == 422
    assert Feedback.objects.count() == 1


def test_the_address_begins_the_form_for_a_customer_and_a_kind():
    make.customer("Halden Foods")
    form = make.browser().get(f"{LOG}?customer=CU-1&kind=complaint").context["form"]
    assert (form["customer"].value(), form["kind"].value()) == ("CU-1 Halden Foods", "complaint")


def test_who_only_reads_does_not_log():
    assert make.browser(make.person(role=AccessRole.EXTERNAL_AUDITOR)).get(LOG).status_code == 403


def test_naughty_text_in_any_field_is_kept_or_refused_and_never_breaks(shared):
    folder = shared / "reference/bad-input"
    strings = json.loads((folder / "strings/blns-even.json").read_text())
    strings += json.loads((folder / "request/template-strings.json").read_text())["strings"]
    browser, names = make.browser(), ("kind", "words", "customer", "sender", "channel", "heard_at", "remedy_asked",
                                      "product", "unit", "theme", "language", "interaction")  # fmt: skip
    before, strings = Entry.objects.count(), [*strings, "\0", "x" * 30_000]
    for begin in range(0, len(strings), len(names)):
        for turn in (0, 5):
            some = strings[begin : begin + len(names)]
            given = dict(zip([*names[turn:], *names[:turn]], some, strict=False))
            assert browser.post(LOG, given).status_code == 422, some
        if "\0" not in some[0] and some[0].strip():
            given = {"kind": "enquiry", "words": some[0], "sender": some[0][:150]}
            assert browser.post(LOG, given).status_code in (302, 422), some[0]
    assert Entry.objects.count() - before == Feedback.objects.count()
    assert "<script>alert" not in browser.get("/feedback/").content.decode()
