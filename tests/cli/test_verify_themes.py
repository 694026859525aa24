import csv

import pytest
from django.core.management import CommandError, call_command

from heedful.feedback.inbox import sort_feedback
from tests import make

SAID = [("The driver was late", "Late"), ("The pallet came warm", "Warm")]


def write(path, rows, names=("comment", "theme")):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    return path


def test_the_real_comments_are_told_better_than_by_the_commonest_theme(shared, capsys):
    path = shared / "data" / "nhs-patient-feedback" / "nhs_comments_coded.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there: real coded comments are read from it")
    call_command("verify_themes", path)
    said = capsys.readouterr().out
    assert "held against 2,046 others, 9 themes" in said
    assert "Model: 7" in said
    assert "Commonest theme, “Care received”: 3" in said
    assert "Cohen's kappa 0.000" in said


def test_what_cannot_be_told_ends_in_status_1(tmp_path):
    rows = [(f"word{n % 7} other{n % 11}", "A" if n % 3 else "B") for n in range(200)]
    with pytest.raises(CommandError, match="no better") as refused:
        call_command("verify_themes", write(tmp_path / "noise.csv", rows))
    assert refused.value.returncode == 1


@pytest.mark.parametrize(
    ("rows", "names", "said"),
    [
        ([("a", "b")] * 10, ("comment", "theme"), "it takes 60"),
        ([("a", "b")] * 100, ("comment", "theme"), "two themes"),
        ([("a", "b")], ("words", "theme"), "no column 'comment'"),
    ],
)
def test_too_little_and_other_columns_end_in_status_2(tmp_path, rows, names, said):
    with pytest.raises(CommandError, match=said) as refused:
        call_command("verify_themes", write(tmp_path / "few.csv", rows, names))
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there_ends_in_status_2(tmp_path):
    with pytest.raises(CommandError, match="cannot be read") as refused:
        call_command("verify_themes", tmp_path / "none.csv")
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_without_a_file_it_holds_what_was_sorted_here(capsys):
    themes = [make.theme("Late"), make.theme("Warm")]
    for number in range(80):
        words, _ = SAID[number % 2]
        heard = make.feedback(words=f"{words}, case {'abcdefgh'[number % 8]}.")
        sort_feedback(heard, by=make.TEST, on=make.DAY, theme=themes[number % 2])
    call_command("verify_themes")
    assert "Model: 100.0% as people said" in capsys.readouterr().out
