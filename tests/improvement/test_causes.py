from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from heedful.improvement import causes
from heedful.improvement.models import Why
from tests import make

pytestmark = pytest.mark.django_db
FOUND = {"on": make.DAY, "cause": "No alarm", "cause_class": "equipment", "evidence": "Door log"}


def tree(*, evidence="Seen on the spot"):
    analysis = make.begun_analysis(method="five_whys")
    top = causes.add_why(analysis, by=make.TEST, words="Goods stood outside", evidence=evidence)
    low = causes.add_why(analysis, by=make.TEST, words="Nobody heard the truck", evidence="Asked", parent=top)
    return analysis, top, low


def finish(analysis, **more):
    return causes.finish_analysis(make.fresh(analysis), by=make.TEST, **FOUND | more)


def test_five_whys_grow_as_a_tree_and_end_in_a_root_with_evidence():
    analysis, _, low = tree()
    causes.add_why(analysis, by=make.TEST, words="The dock was full")
    causes.mark_root(make.fresh(low), by=make.TEST)

    found = finish(analysis)

    assert (found.key, found.done_on) == ("CS-1", make.DAY)
    assert [(why.words, why.place) for why in Why.objects.filter(parent=None)] == [
        ("Goods stood outside", 1), ("The dock was full", 2),
    ]  # fmt: skip
    assert make.entries_of(low) == [("why.added", 1), ("why.marked_as_root", 2)]


def test_a_tree_without_a_root_or_on_a_bare_claim_finds_no_cause():
    analysis, _, low = tree(evidence="")
    with pytest.raises(ValidationError, match="Mark in the tree"):
        finish(analysis)
    causes.mark_root(make.fresh(low), by=make.TEST)
    with pytest.raises(ValidationError, match="Nothing shows yet that this is so: Goods stood outside"):
        finish(analysis)


def test_a_bare_claim_is_proved_once():
    _, top, _ = tree(evidence="")
    proved = causes.prove_why(make.fresh(top), by=make.TEST, evidence="Camera 2")
    for evidence in ("Camera 2", " "):
        with pytest.raises(ValidationError):
            causes.prove_why(proved, by=make.TEST, evidence=evidence)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"cause": " "}, "cause"), ({"evidence": ""}, "evidence"), ({"on": make.DAY - timedelta(days=1)}, "on"),
     ({"cause_class": "person"}, "cause_class")],
)  # fmt: skip
def test_a_cause_has_words_a_class_and_evidence(given, field):
    with pytest.raises(ValidationError) as refusal:
        finish(make.begun_analysis(), **given)
    assert set(refusal.value.message_dict) == {field}


def test_the_same_press_twice_is_refused_everywhere():
    analysis, top, low = tree()
    causes.mark_root(make.fresh(low), by=make.TEST)
    for again in (
        lambda: make.begun_analysis(analysis.nonconformity),
        lambda: causes.add_why(analysis, by=make.TEST, words="Goods stood outside"),
        lambda: causes.mark_root(make.fresh(low), by=make.TEST),
    ):
        with pytest.raises(ValidationError):
            again()
    finish(analysis)
    for late in (
        lambda: finish(analysis),
        lambda: make.begun_analysis(analysis.nonconformity),
        lambda: causes.add_why(make.fresh(analysis), by=make.TEST, words="One more"),
        lambda: causes.remove_why(make.fresh(top), by=make.TEST),
    ):
        with pytest.raises(ValidationError):
            late()


def test_an_answer_with_others_below_it_stays_and_a_leaf_goes():
    _, top, low = tree()
    with pytest.raises(ValidationError, match="stand below"):
        causes.remove_why(make.fresh(top), by=make.TEST)
    causes.remove_why(make.fresh(low), by=make.TEST)
    assert list(Why.objects.all()) == [top]
    assert make.last_entry(low).act == "why.removed"


def test_an_answer_of_another_analysis_and_an_endless_chain_are_refused():
    analysis, _, low = tree()
    other = make.begun_analysis(make.nonconformity("Another"))
    with pytest.raises(ValidationError, match="another analysis"):
        causes.add_why(other, by=make.TEST, words="x", parent=low)
    for number in range(causes.DEEPEST - 2):
        low = causes.add_why(analysis, by=make.TEST, words=f"Why {number}", parent=low)
    with pytest.raises(ValidationError, match="choose the cause"):
        causes.add_why(analysis, by=make.TEST, words="Deeper", parent=low)
