"""Floods, forms sent again, one link used by many: each counts once, a flood is marked, nobody is lost."""

import threading
from collections import Counter

from tests.drills.house import Browser, Server
from tests.sweep.forms import forms_of

WEB = "heedful.config.wsgi:application"
FORGETFUL = "tests.drills.parts.forgetful:application"
FLOOD, PEOPLE, SENDERS = 120, 20, 8


def filled(port, path, words, network="192.0.2.1"):
    """A form as the page gives it, filled in."""
    page = Browser(port, network).get(path).text
    form = next(form for form in forms_of(page) if form.method == "post")
    return form.filled() | {"q1": "7", "comment": words}


def together(tasks):
    """Do all at once, by a few hands; give what each told."""
    told, left, lock = [], list(tasks), threading.Lock()

    def hand():
        while True:
            with lock:
                if not left:
                    return
                task = left.pop()
            found = task()
            with lock:
                told.append(found)

    hands = [threading.Thread(target=hand, daemon=True) for _ in range(SENDERS)]
    for one in hands:
        one.start()
    for one in hands:
        one.join(timeout=240)
    return told


def test_one_invitation_used_fifty_times_at_once_is_one_answer(folder):
    path = f"/i/{folder.run('invited.py')['token']}"
    with Server(folder, WEB) as server:
        forms = [filled(server.port, path, f"mark {n}") for n in range(50)]
        told = together([lambda form=form: Browser(server.port).post(path, form).status for form in forms])
    kept = folder.run("invited.py", "told")

    assert Counter(told) == {303: 1, 409: 49}
    assert len(kept["answers"]) == 1
    assert kept["ends"] == ["I"]


def flood(folder, token, application):
    """One network sends very much, the same form among it again and again; people of other networks answer."""
    path = f"/a/{token}"
    with Server(folder, application) as server:
        again = filled(server.port, path, "sent again", "198.51.100.1")
        floods = [filled(server.port, path, f"flood {n}", "198.51.100.1") for n in range(FLOOD)]
        real = [(f"203.0.{n}.1", filled(server.port, path, f"real {n}", f"203.0.{n}.1")) for n in range(PEOPLE)]
        tasks = [lambda form=form: Browser(server.port, "198.51.100.1").post(path, form).status for form in floods]
        tasks += [lambda: Browser(server.port, "198.51.100.1").post(path, again).status for _ in range(10)]
        tasks += [lambda net=net, form=form: Browser(server.port, net).post(path, form).status for net, form in real]
        told = together(tasks)
    return told, folder.run("invited.py", "told")["answers"]


def test_a_flood_is_marked_a_form_sent_again_counts_once_and_nobody_is_lost(folder, token):
    told, answers = flood(folder, token, WEB)

    said = Counter(words for words, _, _ in answers)
    flags = {words: flag for words, flag, _ in answers}
    assert set(told) == {303}
    assert max(said.values()) == 1
    assert len(said) == FLOOD + PEOPLE + 1
    assert {flags[f"real {n}"] for n in range(PEOPLE)} <= {"", "too_fast"}
    assert sum("many" in flag.split() for flag in flags.values()) >= FLOOD - 85
    assert {why for _, _, why in answers} == {""}


def test_the_drill_notices_a_server_that_forgets(folder, token):
    _, answers = flood(folder, token, FORGETFUL)

    assert Counter(words for words, _, _ in answers)["sent again"] > 1
    assert not any("many" in flag.split() for _, flag, _ in answers)
