import json

import pytest

from heedful.core.permissions import AccessRole
from heedful.requirements.commands import change_requirement
from heedful.requirements.models import Requirement
from tests import make

pytestmark = pytest.mark.django_db
FIELDS = ("statement", "source_type", "source_document", "customer", "criterion", "process", "verification", "owner")


def test_without_a_requirement_the_list_says_how_to_begin():
    text = make.browser().get("/requirements/").text
    assert "No requirement is written down yet." in text
    assert "Begin with what your most important customer asked for last" in text


def test_the_list_says_what_is_in_force_and_what_keeps_the_rest_from_it():
    make.requirement_in_force()
    make.requirement("The window is one hour")
    make.requirement("Lorries are clean")
    text = make.browser().get("/requirements/").text
    assert "One requirement is in force; two not yet, for want of owner, process or verification." in text


def test_the_list_filters_by_state_source_process_and_words():
    mine = make.requirement_in_force("Kjølt mat 0 til 4 °C", source_type="regulatory")
    make.requirement("Lorries are clean", source_type="own")
    browser = make.browser()
    for query in (f"process={mine.process_id}", "state=in_force", "source=regulatory", "q=kjolt"):
        text = browser.get(f"/requirements/?{query}").text
        assert "Kjølt mat" in text
        assert "Lorries" not in text
    for nonsense in ("state=x", "process=1", "q=%00", "sort=-x", "page=0"):
        assert browser.get(f"/requirements/?{nonsense}").status_code == 200


def test_the_questions_asked_do_not_grow_with_the_requirements(django_assert_max_num_queries):
    browser = make.browser()
    process = make.process()
    for many in (3, 57):
        for number in range(many):
            make.requirement(f"Requirement {number}", process=process)
        with django_assert_max_num_queries(12):
            text = browser.get(f"/requirements/?q=requirement&process={process.pk}").text
    assert "1 to 25 of 60" in text


def test_one_requirement_says_what_it_needs_before_it_is_in_force(django_assert_max_num_queries):
    requirement, browser = make.requirement(), make.browser()
    with django_assert_max_num_queries(12):
        text = browser.get(f"/requirements/{requirement.pk}").text
    assert "Name somebody who answers for it" in text
    assert f"/requirements/{requirement.pk}/force" not in text


def test_a_requirement_is_written_down_with_its_customer_by_key():
    customer, browser = make.customer(), make.browser()
    form = {"statement": "One hour", "source_type": "stated", "customer": customer.key.lower()}
    answer = browser.post("/requirements/new", form)
    requirement = Requirement.objects.get()
    assert (answer.status_code, requirement.customer) == (302, customer)
    text = browser.get(f"/requirements/{requirement.pk}/change").text
    assert f'value="{customer.key}"' in text


def test_a_key_that_names_nobody_is_refused_and_words_are_kept():
    form = {"statement": "Never lose these words", "source_type": "stated", "customer": "CU-999"}
    answer = make.browser().post("/requirements/new", form)
    assert answer.status_code == 422
    assert "There is none with this key" in answer.text
    assert "Never lose these words" in answer.text


def test_it_comes_into_force_and_is_withdrawn_by_the_forms():
    browser = make.browser()
    requirement = make.requirement(owner=make.person(), process=make.process(), verification="Log")
    browser.post(f"/requirements/{requirement.pk}/force", {"version": 1})
    requirement.refresh_from_db()
    assert requirement.state == "in_force"

    browser.post(f"/requirements/{requirement.pk}/withdraw", {"version": 2, "reason": "Law repealed"})

    requirement.refresh_from_db()
    assert requirement.state == "withdrawn"
    assert "/change" not in browser.get(f"/requirements/{requirement.pk}").text


def test_who_changes_an_older_version_is_shown_both():
    requirement, browser = make.requirement(criterion="4 °C"), make.browser()
    change_requirement(requirement, by=make.TEST, reason="x", criterion="3 °C")
    form = {
        "statement": requirement.statement,
        "source_type": "regulatory",
        "criterion": "2 °C",
        "reason": "y",
        "version": 1,
    }
    answer = browser.post(f"/requirements/{requirement.pk}/change", form)
    assert answer.status_code in (409, 422)
    assert "3 °C" in answer.text
    assert "2 °C" in answer.text


def test_a_member_reads_only():
    requirement, browser = make.requirement(), make.browser(make.person(role=AccessRole.MEMBER))
    assert browser.get(f"/requirements/{requirement.pk}").status_code == 200
    assert browser.get("/requirements/new").status_code == 403


def test_every_field_survives_naughty_text(shared):
    browser = make.browser()
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text()):
        answer = browser.post("/requirements/new", dict.fromkeys(FIELDS, text))
        assert answer.status_code == 422
    assert not Requirement.objects.exists()
    for text in json.loads((shared / "reference/bad-input/strings/blns-even.json").read_text())[::6]:
        form = {"statement": text, "source_type": "own", "criterion": text}
        assert browser.post("/requirements/new", form).status_code in (302, 422)
    assert browser.get("/requirements/").status_code == 200
