import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.stats.languages import SCRIPTS, SMALL_WORDS, language_of
from heedful.stats.texts import guess_labels, hold_out, learn_labels, terms_of

LATE = [f"The driver came {n} hours late again." for n in ("two", "three", "four", "five")] * 3
WARM = [f"The {n} arrived warm at the door." for n in ("pallet", "box", "crate", "fish")] * 3
TEXTS, LABELS = LATE + WARM, ["late"] * 12 + ["warm"] * 12


def test_a_text_gets_the_label_of_those_that_share_its_words_and_says_which():
    model = learn_labels(TEXTS, LABELS)
    first = guess_labels(model, "Our driver was late once more")[0]
    assert first.label == "late"
    assert first.probability > 0.6
    assert any("late" in words or "driver" in words for words in first.because)


def test_a_text_that_shares_nothing_gets_no_guess():
    assert guess_labels(learn_labels(TEXTS, LABELS), "Faktura mangler 123") == []


def test_the_same_texts_and_seed_give_the_same_model():
    one, two = learn_labels(TEXTS, LABELS, seed=5), learn_labels(TEXTS, LABELS, seed=5)
    assert (one.weights == two.weights).all()
    assert one.terms == two.terms


@pytest.mark.parametrize(("texts", "labels"), [(["a b"], []), ([], []), (["a b", "a c"], ["x", "x"])])
def test_one_label_or_none_teaches_nothing(texts, labels):
    with pytest.raises(ValueError, match="two labels"):
        learn_labels(texts, labels)


@given(st.text(max_size=200))
def test_chances_add_up_and_reasons_stand_in_the_text_whatever_it_is(text):
    guesses = guess_labels(learn_labels(TEXTS, LABELS), text)
    assert not guesses or sum(g.probability for g in guesses) == pytest.approx(1, abs=1e-4)
    spoken = {term for whole in terms_of(text) for term in whole.split()}
    assert all(set(words.split()) <= spoken for g in guesses for words in g.because)


def test_held_out_texts_are_no_part_of_what_was_learnt():
    found = hold_out(TEXTS * 5, LABELS * 5)
    assert (found.trained_on, found.tested_on) == (96, 24)
    assert (found.accuracy, found.kappa.estimate) == (1, 1)


def test_nothing_held_out_is_refused():
    with pytest.raises(ValueError, match="held out"):
        hold_out(["a b"], ["x"])


def test_themes_of_the_real_comments_are_told_better_than_by_the_commonest(shared):
    path = shared / "data" / "nhs-patient-feedback" / "nhs_comments_coded.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there: real coded comments are read from it")
    with path.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["comment"].strip() and row["theme"].strip()]
    found = hold_out([row["comment"] for row in rows], [row["theme"] for row in rows])

    assert found.commonest == "Care received"
    assert found.commonest_kappa == pytest.approx(0)
    assert found.commonest_accuracy < 0.35
    assert found.accuracy > 0.68
    assert found.kappa.low > 0.55
    assert found.alpha > 0.55


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The delivery was late and nobody called us back."),
        ("en", "Nothing! being able to go home."),
        ("nb", "Leveransen kom altfor sent, og ingen ringte oss tilbake."),
        ("da", "Leverancen kom alt for sent, og ingen ringede os tilbage."),
        ("sv", "Leveransen kom alldeles för sent och ingen ringde tillbaka till oss."),
        ("de", "Die Ware kam zu spät und niemand hat uns angerufen."),
        ("nl", "De levering kwam te laat en niemand belde ons terug."),
        ("fr", "La livraison est arrivée en retard et personne ne nous a rappelés."),
        ("es", "El pedido llegó tarde y nadie nos llamó."),
        ("it", "La consegna è arrivata in ritardo e nessuno ci ha richiamato."),
        ("pt", "A entrega chegou atrasada e ninguém nos ligou de volta."),
        ("pl", "Dostawa była spóźniona i nikt do nas nie zadzwonił."),
        ("fi", "Toimitus oli myöhässä ja kukaan ei soittanut meille."),
        ("ja", "納品が遅れました"),
        ("el", "Η παράδοση άργησε"),
        ("", "الطلب وصل ناقصا"),
        ("", "ok"),
        ("", "Trucks trucks trucks"),
        ("", "Fine!"),
        ("", ""),
        ("", "12345 678 %%%"),
    ],
)
def test_the_language_is_told_by_small_words_and_not_guessed_where_they_are_missing(code, text):
    assert language_of(text) == code


@given(st.text(max_size=500))
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) in {"", *SMALL_WORDS, *SCRIPTS.values()}
