"""Every form of the house, given what people and machines type: nothing breaks, and no text is lost."""

import datetime
import json
import re
from itertools import cycle, islice
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils.html import escape

from heedful.core import clock
from heedful.core.models import Entry
from heedful.web.once import PRESSES
from heedful.web.views.complaints.table import STEPS
from tests.sweep.forms import forms_of
from tests.sweep.table import TABLE
from tests.sweep.test_every_address import stranger, whole
from tests.sweep.world import House

pytestmark = pytest.mark.django_db
PLAIN = "application/x-www-form-urlencoded"
AROUND = ("/as-at", "/account/logout/", "/search/")
"""Forms that stand on every page; they are asked elsewhere."""
NEVER_BACK = ("password", "nickname")
"""A secret is not shown again, and what no person sees is not either."""
MARK = "<xheed a='1'>&\"</xheed>"
LIVE = ("<xheed", "<script>alert(", "<img src=x onerror", "<svg/onload")
OWN_STRINGS = [
    MARK, "\0", "a\0b", "\ud800", "‮right to left‬ مرحبا", "x" * 70_000, "é" * 3_000, " ", "\r\n\r\n", "\u2028",
    "NaN", "1e400", "-1", "9" * 400, "٣", "0x10", "1,5", "None", "../../etc/passwd", "=1+1", "@SUM(A1)", "%00", "%s",
]  # fmt: skip
NUMBERS = ["NaN", "Infinity", "-1", "1e400", "9" * 30, "٣", "1,5", "", "0", "2147483648", "-9223372036854775809", "0.1"]
DATES = ["", "9999-12-31", "0001-01-01", "10000-01-01", "NaN", "31.12.2026", "2026-13-01", "2199-12-31", "1900-01-01"]
CHOICES = [
    "no-such-choice",
    "00000000-0000-0000-0000-000000000000",
    "\0",
    "1' OR '1'='1",
    "",
    "99999999999999999999",
    MARK,
]
VERSIONS = ["0", "-1", "abc", "9" * 30, "", "2147483648", "\0"]


class Asked:
    """A form with the page that draws it, and who asks."""

    _number = 0

    def __init__(self, page, form, browser):
        self.page, self.form, self.browser = page, form, browser
        self.action = form.action or page

    def __str__(self):
        return f"{self.action} ({', '.join(self.form.fields)[:60]})"

    def send(self, data, undo=True):
        """Send it as a browser would, some seconds later, from a network of its own; undone again unless kept."""
        Asked._number += 1
        network = f"10.{Asked._number // 250 % 250}.{Asked._number % 250}.1"
        body = urlencode(data, doseq=True, errors="surrogatepass")
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30)
        with transaction.atomic(), clock.at(later, simulated=True):
            before = Entry.objects.count()
            answer = self.browser.post(self.action, body, content_type=PLAIN, REMOTE_ADDR=network)
            answer.text_shown = whole(answer)
            if answer.status_code in (302, 303):
                after = self.browser.get(answer["Location"], follow=True)
                answer.text_shown += whole(after)
                answer.led_to = after.status_code
            answer.entries = Entry.objects.count() - before
            if undo:
                transaction.set_rollback(True)
                cache.clear()
                PRESSES.forget()
        return answer


@pytest.fixture
def house():
    """One of everything."""
    return House()


@pytest.fixture
def bad(shared):
    """The strings, templates, dates and addresses of the published corpus."""
    folder = shared / "reference/bad-input"
    read = lambda name: json.loads((folder / name).read_text())  # noqa: E731
    blns = read("strings/blns-even.json")
    return {
        "strings": list(blns if isinstance(blns, list) else blns["strings"]),
        "templates": read("request/template-strings.json")["strings"],
        "headers": read("request/mail-headers.json")["values"],
        "dates": read("request/dates.json")["values"],
        "targets": read("request/redirect-targets.json")["targets"],
    }


def every_form(house):
    """Each form of each page that a quality manager or a customer sees, once."""
    seen = set()
    for route, (_, whose, _) in TABLE.items():
        if whose == "no" or "Q" not in whose or route == "gallery":
            continue
        browser = stranger() if "P" in whose else house.browser("Q")
        browser.raise_request_exception = False
        address = house.address(route)
        pages = [address]
        if route.startswith("complaints:step"):
            pages = [address.replace("acknowledge", name) for name in STEPS]
        for page in pages:
            for form in forms_of(whole(browser.get(page))):
                asked = Asked(page, form, browser)
                known = (re.sub(r"^/attached/\w+/[\w-]+", "", asked.action), *sorted(form.fields))
                if form.method == "post" and known not in seen and asked.action not in AROUND:
                    seen.add(known)
                    yield asked


def faults(asked, data, answer):
    """What is wrong with an answer to a form."""
    if answer.status_code >= 500:
        yield f"{answer.status_code}"
    if getattr(answer, "led_to", 200) >= 400:
        yield f"leads to a page that answers {answer.led_to}"
    if answer.status_code >= 400 and answer.entries:
        yield f"{answer.status_code}, and {answer.entries} entries were written"
    yield from (f"runs {live}" for live in LIVE if live in answer.text_shown)
    if answer.status_code in (409, 422, 503):
        for name, one in asked.form.fields.items():
            value = data.get(name)
            if name in NEVER_BACK or not one.typed or not isinstance(value, str):
                continue
            if value.strip() and not _stands(value, answer.text_shown):
                yield f"{answer.status_code}, and what was typed in {name} is gone: {value[:40]!r}"


def _stands(value, page):
    """Whether a text stands in a page, as a browser would show it."""
    typed = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    plain = lambda text: "".join(text.replace("\r", "\n").split())  # noqa: E731
    return plain(escape(typed)) in plain(page)


def told(wrong):
    """The first of what is wrong, one a line."""
    return "\n".join(dict.fromkeys(wrong[:400])) if len(wrong) < 25 else "\n".join(list(dict.fromkeys(wrong))[:25])


def test_the_sweep_reaches_the_commands_a_form_filled_in_as_asked_is_taken(house):
    asked = list(every_form(house))
    refused = [str(one) for one in asked if one.send(one.form.filled()).status_code >= 400]

    assert len(asked) > 90
    assert len(refused) < 0.3 * len(asked), "\n".join(refused)


def test_whatever_is_typed_breaks_no_form_and_is_not_lost(house, bad):
    strings = cycle([*bad["strings"], *bad["templates"], *bad["headers"], *OWN_STRINGS])
    wrong, sent = [], 0
    for asked in every_form(house):
        fits = asked.form.filled()
        typed = [name for name, one in asked.form.fields.items() if one.typed]
        rounds = [{name: next(strings) for name in typed} for _ in range(3)] if typed else []
        rounds += [{name: text} for name in typed for text in islice(strings, 3)]
        for bad_ones in rounds:
            data, sent = fits | bad_ones, sent + 1
            wrong += [f"{asked} {str(bad_ones)[:80]}: {fault}" for fault in faults(asked, data, asked.send(data))]

    assert not wrong, told(wrong)
    assert sent > 1000


def test_no_number_date_choice_or_version_that_is_none_breaks_a_form(house, bad):
    by_kind = {
        "number": cycle(NUMBERS), "date": cycle([*bad["dates"], *DATES]), "select": cycle(CHOICES),
        "radio": cycle(CHOICES), "checkbox": cycle(CHOICES), "hidden": cycle(VERSIONS), "submit": cycle(CHOICES),
    }  # fmt: skip
    wrong = []
    for asked in every_form(house):
        fits = asked.form.filled()
        for name, one in asked.form.fields.items():
            for value in islice(by_kind.get(one.kind, ()), 3):
                data = fits | {name: value}
                answer = asked.send(data)
                # A button that nobody drew is a machine's; it is answered, and its text need not come back.
                found = [] if one.kind == "submit" and answer.status_code == 422 else faults(asked, data, answer)
                wrong += [f"{asked} {name}={value!r}: {fault}" for fault in found]
                if one.kind in ("select", "radio") and value not in ("", *one.offered) and answer.entries:
                    wrong.append(f"{asked} {name}={value!r}: taken, though it was not offered")

    assert not wrong, told(wrong)


def test_a_form_without_a_field_or_with_each_twice_breaks_nothing(house):
    wrong = []
    for asked in every_form(house):
        fits = asked.form.filled()
        chosen = [name for name in fits if asked.form.fields[name].kind != "submit"]
        without = [{name: value for name, value in fits.items() if name != left} for left in chosen]
        twice = {name: [value, value] if isinstance(value, str) else value * 2 for name, value in fits.items()}
        for data in (*without[:3], twice, {"unknown": "x"}):
            wrong += [f"{asked} {str(data)[:60]}: {fault}" for fault in faults(asked, data, asked.send(data))]

    assert not wrong, told(wrong)


def test_no_template_that_is_typed_is_worked_out(house, bad):
    wrong = []
    templates = cycle([text for text in bad["templates"] if "7*7" in text])
    for asked in every_form(house):
        typed = [name for name, one in asked.form.fields.items() if one.kind in ("text", "textarea")]
        if typed:
            data = asked.form.filled() | {name: f"zq{next(templates)}qz" for name in typed}
            answer = asked.send(data)
            if "zq49qz" in answer.text_shown or "zq$49qz" in answer.text_shown:
                wrong.append(str(asked))

    assert not wrong, told(wrong)


def test_the_second_of_two_people_sees_both_versions_and_changes_nothing(house):
    """Every form on a row that is there carries the version that was seen; an older one is refused."""
    wrong, held = [], 0
    for asked in every_form(house):
        if "version" not in asked.form.fields or not asked.form.fields["version"].value:
            continue
        fits = asked.form.filled()
        if asked.send(fits).status_code >= 400:
            continue
        stale = fits | {"version": str(int(fits["version"]) + 7)}
        answer, held = asked.send(stale), held + 1
        if answer.status_code not in (409, 422) or answer.entries:
            wrong.append(f"{asked}: {answer.status_code}, {answer.entries} entries")
        elif answer.status_code == 422 and "saved this while" not in answer.text_shown:
            wrong.append(f"{asked}: 422 without a word of the other")

    assert not wrong, told(wrong)
    assert held > 40


def test_a_form_sent_twice_by_one_page_is_taken_once(house):
    """A second press is refused, or leads where the first led; it never writes a second time."""
    wrong, held = [], 0
    for asked in every_form(house):
        if "csrfmiddlewaretoken" not in asked.form.fields:
            continue
        with transaction.atomic():
            first = asked.send(asked.form.filled(), undo=False)
            second = asked.send(asked.form.filled(), undo=False) if first.status_code < 400 else first
            transaction.set_rollback(True)
        PRESSES.forget()
        held += first.status_code < 400 and bool(first.entries)
        if second.entries and second is not first:
            wrong.append(f"{asked}: {second.status_code}, {second.entries} entries more")

    assert not wrong, told(wrong)
    assert held > 40


def test_nobody_is_led_out_of_the_house(house, bad):
    browser, wrong = house.browser("Q"), []
    for target in bad["targets"]:
        asked = [
            browser.post("/as-at", {"day": "", "next": target}),
            stranger().get("/account/login/", {"next": target}),
            stranger().post(
                f"/account/login/?{urlencode({'next': target})}",
                {"login": house.people["M"].account.email, "password": "a long password", "next": target},
            ),
        ]
        for answer in asked:
            led = answer.get("Location", "/")
            if not led.startswith("/") or led.startswith(("//", "/\\")):
                wrong.append(f"{target!r}: {led}")

    assert not wrong, told(wrong)
