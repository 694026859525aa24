import csv
import json

import pytest

from heedful.stats.cases import run_cases


def no_data(name):
    raise FileNotFoundError(name)


def document(**changes):
    case = {
        "id": "share-1",
        "method": "proportion_ci",
        "title": "Share of 81 in 263",
        "inputs": {"x": 81, "n": 263, "confidence": 0.95},
        "expected": {"wilson": [0.255288519878274, 0.3662095769828]},
        "tolerance": {"abs": 1e-8},
    }
    return {"cases": [case | changes]}


def test_a_case_whose_figures_are_near_enough_passes():
    report = run_cases(document(), no_data)
    assert report.passed
    assert (report.passed_count, report.figures, report.failed) == (1, 2, ())


def test_a_figure_that_is_off_is_named_with_what_was_expected_and_got():
    (failed,) = run_cases(document(expected={"wilson": [0.25, 0.3662095769828]}), no_data).failed
    (off,) = failed.mismatches
    assert (failed.id, off.path, off.expected) == ("share-1", "wilson[0]", 0.25)
    assert off.got == pytest.approx(0.2552885)


def test_a_method_that_is_not_there_counts_as_failed_and_is_named():
    report = run_cases(document(method="tea_leaves"), no_data)
    assert not report.passed
    assert report.unknown_methods == ("tea_leaves",)
    assert "tea_leaves" in report.failed[0].error


def test_an_error_in_one_case_is_its_result_and_the_others_still_run():
    both = {"cases": document(inputs={"x": 3, "n": 2, "confidence": 0.95})["cases"] + document()["cases"]}
    report = run_cases(both, no_data)
    assert report.passed_count == 1
    assert "ValueError: no share of 3 in 2" in report.failed[0].error


def test_a_data_file_that_is_missing_fails_its_case():
    inputs = {"data": "data/none.csv", "outcome": "y", "predictors": ["x"]}
    report = run_cases(document(method="lmg_shapley", inputs=inputs), no_data)
    assert "FileNotFoundError" in report.failed[0].error


@pytest.mark.parametrize(
    "expected",
    [
        {"wilson": [0.255288519878274]},
        {"wilson": 0.255288519878274},
        {"wilson": ["0.25", "0.36"]},
        {"wald": [True, 0.36377945553]},
        {"agresti": [0.2]},
    ],
)
def test_figures_of_another_shape_do_not_pass(expected):
    assert not run_cases(document(expected=expected), no_data).passed


def test_whole_numbers_in_a_list_must_be_equal_whatever_the_tolerance():
    points = document(method="xmr", inputs={"x": [1, 2, 1, 2, 9]}, expected={"beyond": [4]}, tolerance={"abs": 5})
    assert not run_cases(points, no_data).passed


def test_no_cases_are_no_proof():
    assert not run_cases({"cases": []}, no_data).passed
    with pytest.raises(ValueError, match="list named cases"):
        run_cases({}, no_data)


def test_every_published_case_comes_out(shared):
    folder = shared / "reference" / "statistics"
    if not (folder / "cases.json").is_file():
        pytest.skip(f"{folder} holds no cases.json: the published cases are kept outside the repository")

    def read_data(name):
        with (folder / name).open(newline="") as file:
            return list(csv.DictReader(file))

    report = run_cases(json.loads((folder / "cases.json").read_text()), read_data)

    assert [(result.id, result.mismatches, result.error) for result in report.failed] == []
    assert len(report.results) >= 80
