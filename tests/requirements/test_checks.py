import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core.permissions import AccessRole
from heedful.requirements.checks import bring_checks, check_conformity, remove_check
from heedful.requirements.commands import withdraw_requirement
from heedful.requirements.compliance import evaluate_compliance
from heedful.requirements.models import ComplianceEvaluation, ConformityCheck
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def test_a_check_keeps_what_passed_what_was_looked_at_and_who_looked():
    checker = make.person()
    check = check_conformity(make.requirement_in_force(), by=checker, on=DAY, k=11, n=12, evidence="Log 9 March")
    assert (check.k, check.n, check.checker) == (11, 12, checker)
    assert make.entries_of(check) == [("conformitycheck.entered", 1)]


@pytest.mark.parametrize(
    ("given", "field"), [({"n": 0, "k": 0}, "n"), ({"k": 13}, "k"), ({"k": -1}, "k"), ({"evidence": " "}, "evidence")]
)
def test_a_check_that_does_not_add_up_or_shows_nothing_is_refused(given, field):
    given = {"k": 12, "n": 12, "evidence": "Log"} | given
    with pytest.raises(ValidationError) as refusal:
        check_conformity(make.requirement(), by=make.TEST, on=DAY, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not ConformityCheck.objects.exists()


def test_a_second_press_enters_nothing_more_and_what_is_gone_is_not_checked():
    found = make.requirement_in_force(on=DAY)
    make.conformity_check(found)
    with pytest.raises(ValidationError, match="already"):
        make.conformity_check(found)
    gone = withdraw_requirement(found, by=make.TEST, reason="Law repealed", on=DAY)
    with pytest.raises(ValidationError, match="withdrawn"):
        make.conformity_check(gone, k=1)


def test_a_mistaken_check_goes_with_a_reason():
    check = make.conformity_check()
    with pytest.raises(ValidationError):
        remove_check(check, by=make.TEST, reason="")
    remove_check(check, by=make.TEST, reason="Counted twice")
    assert not ConformityCheck.objects.exists()


def test_many_checks_come_in_at_once():
    found = make.requirement_in_force()
    bring_checks([ConformityCheck(requirement=found, checked_on=DAY, k=n, n=9, evidence="x") for n in range(5)],
                 by=make.TEST)  # fmt: skip
    assert found.checks.count() == 5


def test_compliance_is_evaluated_by_somebody_with_what_shows_it():
    evaluator = make.person()
    made = evaluate_compliance(make.requirement_in_force(), by=evaluator, on=DAY, fulfilled=False, evidence="Logs")
    assert (made.fulfilled, made.evaluator) == (False, evaluator)
    assert make.entries_of(made) == [("complianceevaluation.made", 1)]


@pytest.mark.parametrize(("given", "field"), [({"evidence": ""}, "evidence"), ({"evaluator": None}, "evaluator")])
def test_an_evaluation_without_evidence_or_evaluator_is_refused(given, field):
    given = {"fulfilled": True, "evidence": "Logs", "evaluator": make.person()} | given
    with pytest.raises(ValidationError) as refusal:
        evaluate_compliance(make.requirement_in_force(), by=make.TEST, on=DAY, **given)
    assert set(refusal.value.message_dict) == {field}
    assert not ComplianceEvaluation.objects.exists()


def test_only_the_law_is_evaluated_and_once_a_day():
    with pytest.raises(ValidationError, match="check of conformity instead"):
        make.evaluation(make.requirement_in_force(source_type="own"))
    law = make.requirement_in_force()
    make.evaluation(law)
    with pytest.raises(ValidationError) as refusal:
        make.evaluation(law, fulfilled=False)
    assert set(refusal.value.message_dict) == {"on"}


def test_a_member_neither_checks_nor_evaluates():
    member, found = make.person(role=AccessRole.MEMBER), make.requirement_in_force()
    for deed in (
        lambda: check_conformity(found, by=member, on=DAY, k=1, n=1, evidence="x"),
        lambda: evaluate_compliance(found, by=member, on=DAY, fulfilled=True, evidence="x"),
    ):
        with pytest.raises(PermissionDenied):
            deed()
