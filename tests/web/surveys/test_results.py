import pytest

from heedful.papers.sheets import open_sheet
from tests import make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def wave():
    draft = make.survey("Your delivery").versions.get()
    make.question(draft, "text", required=False)
    make.question(draft, "text", required=False)
    make.question(draft, "one", "Which depot?", options=make.options("Oslo", "=Bergen"))
    found = make.wave(of=make.published(draft))
    make.taken(*(make.filled(found, {"q1": "9", "q5": str(1 + n % 2), "comment": f"+Word {n}"}) for n in range(10)))
    return found


def path(wave, name=""):
    return f"/surveys/{wave.survey_version.survey_id}/results{name}"


def test_each_question_stands_with_shares_intervals_and_how_many_answered(wave):
    page = text(make.browser().get(path(wave)))

    assert "Which depot?" in page
    assert "50%" in page
    assert "24% to 76%, n 10" in page
    assert "+Word 3" in page


def test_a_wave_and_a_segment_can_be_chosen_and_nonsense_filters_nothing(wave):
    browser, segment = make.browser(), make.segment()

    assert "n 10" in text(browser.get(path(wave), {"wave": str(wave.pk), "segment": "nobody", "number": "9"}))
    assert "Nobody has answered yet" in text(browser.get(path(wave), {"segment": str(segment.pk)}))


def test_a_survey_that_asked_nobody_says_so():
    page = text(make.browser().get(f"/surveys/{make.survey().pk}/results"))

    assert "Nothing was asked yet" in page


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx", "answers.csv", "answers.xlsx"])
def test_files_hold_what_the_page_shows_and_no_formula(wave, name, tmp_path):
    answer = make.browser().get(path(wave, f"/{name}"))

    assert answer["Content-Disposition"].endswith(f'-{name}"')
    kept = tmp_path / name
    kept.write_bytes(answer.content)
    assert len(list(open_sheet(kept).read())) >= 10
    if name.endswith(".csv"):
        assert "'=Bergen" in text(answer)
        assert "'+Word 3" in text(answer)


def test_there_is_no_other_file(wave):
    assert make.browser().get(path(wave, "/secrets.csv")).status_code == 404
    assert make.browser().get(f"/surveys/{make.survey().pk}/results/figures.csv").status_code == 404


def test_answers_in_confidence_are_in_no_file():
    wave = make.wave(confidentiality="confidential")
    make.taken(*(make.sent(wave, 9, comment="Between us") for _ in range(9)))

    given = text(make.browser().get(path(wave, "/answers.csv")))
    figures = text(make.browser().get(path(wave, "/figures.csv")))

    assert "Between us" not in given + figures
    assert len(given.strip().splitlines()) == 1


def test_the_statements_do_not_grow_with_answers(wave, django_assert_max_num_queries):
    browser = make.browser()
    for many in (1, 30):
        other = make.wave(of=wave.survey_version)
        make.taken(*(make.filled(other, {"q1": "9", "q5": "1", "comment": "Word"}) for _ in range(many)))
        for name in ("", "/figures.csv", "/answers.csv"):
            with django_assert_max_num_queries(12):
                assert browser.get(path(wave, name)).status_code == 200
