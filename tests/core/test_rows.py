"""House rules of the tables, which no linter knows."""

from django.apps import apps

from heedful.core import past
from heedful.core.registry import row_models

OURS = [m for m in apps.get_models() if m.__module__.startswith("heedful.")]


def test_each_table_says_which_of_the_three_kinds_it_is():
    assert {
        m.__name__ for m in OURS if getattr(m, "table", "") not in ("row", "derived", "technical", "history")
    } == set()


def test_no_audited_table_has_many_to_many_or_a_second_hidden_id():
    for model in row_models().values():
        assert not model._meta.many_to_many
        assert model._meta.pk.name == "id"


def test_every_audited_row_says_what_it_is_in_the_business():
    for model in row_models().values():
        assert model.__doc__
        assert not model.__doc__.startswith(model.__name__ + "(")


def test_personal_fields_can_be_emptied_after_an_erasure():
    for model in row_models().values():
        for name in model.personal:
            field = model._meta.get_field(name)
            assert field.null or field.get_internal_type() in ("CharField", "TextField", "EmailField")


def test_each_derived_table_is_rebuilt_by_somebody():
    assert past.unregistered() == []
