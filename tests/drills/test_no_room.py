"""The database is locked by somebody else, or the disk is full: nothing is saved, and no text is lost."""

import sqlite3
from contextlib import closing, contextmanager

import pytest

from tests.drills.house import Browser, Server
from tests.sweep.forms import forms_of

WORDS = "The third pallet came <warm> & wet."
SHOWN = "The third pallet came &lt;warm&gt; &amp; wet."
APPLICATION = "heedful.config.wsgi:application"
PLACES = ("log", "public", "survey")


def impatient(laid, path, **more):
    """The folder under settings that do not wait half a minute for a lock."""
    copied = laid[0].copy(path)
    copied.environment |= {"DJANGO_SETTINGS_MODULE": "tests.drills.parts.impatient", **more}
    return copied


@contextmanager
def held(folder):
    """Hold the one writer's place, as another program might."""
    with closing(sqlite3.connect(folder.path / "heedful.sqlite3", timeout=20, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def signed_in(port):
    """Somebody who has signed in with a password."""
    browser = Browser(port)
    form = next(form for form in forms_of(browser.get("/account/login/").text) if "login" in form.fields)
    done = browser.post("/account/login/", form.filled() | {"login": "dana@example.org", "password": "a long password"})
    assert done.status == 302, done.text[-500:]
    return browser


def forms(server, token):
    """Three forms, filled in while everything is well: of a colleague, of a customer, of somebody who was asked."""
    colleague, customer = signed_in(server.port), Browser(server.port)
    filled = {}
    for name, browser, path, said in (
        ("log", colleague, "/feedback/log", {"kind": "enquiry", "words": WORDS}),
        ("public", customer, "/speak/", {"kind": "complaint", "words": WORDS}),
        ("survey", customer, f"/a/{token}", {"q1": "3", "comment": WORDS}),
    ):
        form = next(f for f in forms_of(browser.get(path).text) if f.method == "post" and set(said) <= set(f.fields))
        filled[name] = (browser, path, form.filled() | said)
    return filled


def press(form):
    """Send a form."""
    browser, path, data = form
    return browser.post(path, data)


def pressed_again(form, answer):
    """Send the form that came back with an answer."""
    browser, path, _ = form
    back = next(f for f in forms_of(answer.text) if f.method == "post")
    return browser.post(back.action or path, back.filled())


def said_so(answer, where):
    """Hold an answer to: not saved, and the text stands in it."""
    assert answer.status == 503, (where, answer.status, answer.text[-600:])
    assert SHOWN in answer.text, where
    assert "Traceback" not in answer.text
    assert answer.headers["Retry-After"]


@pytest.fixture
def ripe():
    """Wait until a public form may be sent: it wants to have been open for three seconds."""

    def until(form):
        browser, path, data = form
        answer = press(form)
        while answer.status == 422:
            answer = press((browser, path, data))
        return answer

    return until


def test_while_somebody_else_holds_the_database_nothing_is_saved_and_the_text_comes_back(laid, token, tmp_path, ripe):
    folder = impatient(laid, tmp_path / "data")
    with Server(folder, APPLICATION) as server:
        filled = forms(server, token)
        with held(folder):
            answers = {name: ripe(form) if name == "public" else press(form) for name, form in filled.items()}
            shown = filled["log"][0].get("/feedback/")
        for name, answer in answers.items():
            said_so(answer, name)
        before = folder.run("counted.py")
        again = {name: pressed_again(form, answers[name]).status for name, form in filled.items()}
    after = folder.run("counted.py")

    assert shown.status == 200, "what is there can be read all the while"
    assert WORDS not in before["marks"]
    assert again == {"log": 302, "public": 302, "survey": 303}
    assert after["marks"][WORDS] == 3
    assert after["faults"] == []


def test_on_a_full_disk_nobody_is_thanked_and_the_text_comes_back(laid, token, tmp_path, ripe):
    folder = impatient(laid, tmp_path / "data")
    with Server(folder, "tests.drills.parts.patient:application") as server:
        filled = forms(server, token)
    with closing(sqlite3.connect(folder.path / "heedful.sqlite3")) as database:
        database.execute("VACUUM")
        pages = database.execute("PRAGMA page_count").fetchone()[0]
    folder.environment["DRILL_PAGES"] = str(pages)
    with Server(folder, "tests.drills.parts.patient:application") as server:
        for browser, _, _ in filled.values():
            browser.connection.port = server.port
            browser.connection.close()
        thanked, refused = dict.fromkeys(PLACES, 0), {}
        while set(refused) != set(PLACES):
            for name, (browser, path, data) in filled.items():
                fresh = {**data, "words" if name != "survey" else "comment": f"{WORDS} {thanked[name]}"}
                answer = press((browser, path, fresh))
                if answer.status in (302, 303):
                    thanked[name] += 1
                    if name != "log":
                        form = next(f for f in forms_of(browser.get(path).text) if f.method == "post")
                        seal = "seal" if name == "public" else "form"
                        data[seal] = form.fields[seal].value
                elif answer.status != 422:
                    refused[name] = answer
        shown = filled["log"][0].get("/feedback/")
    for name, answer in refused.items():
        said_so(answer, name)
    kept = folder.run("counted.py")

    assert shown.status == 200
    assert sum(many for mark, many in kept["marks"].items() if WORDS in mark) == sum(thanked.values())
    assert kept["faults"] == []
    assert folder.verify().returncode == 0
