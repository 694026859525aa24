"""The library stands alone: what can be imported, what that costs, and the worked examples of its page."""

import doctest
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import heedful.stats as library

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "statistics.md"


def alone(code):
    """Run a few lines in a Python of their own that knows no settings of Django."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_a_notebook_imports_the_figures_without_django_and_without_numpy():
    loaded = "import sys; print(*[name for name in ('django', 'numpy', 'scipy') if name in sys.modules])"
    assert alone(f"from heedful.stats import wilson, holm, kaplan_meier; {loaded}") == []
    assert alone(f"from heedful.stats import drivers_of, cronbach_alpha; {loaded}") == ["numpy"]


def test_importing_everything_works_and_needs_no_django():
    assert alone("from heedful.stats import *; import sys; print(wilson.__name__, 'django' in sys.modules)") == [
        "wilson",
        "False",
    ]


@pytest.mark.parametrize("module", sorted(library.HOMES))
def test_every_name_that_is_offered_stands_in_its_module(module):
    held = import_module(f"heedful.stats.{module}")
    for name in library.HOMES[module]:
        assert getattr(library, name) is getattr(held, name)
        assert getattr(held, name).__module__ == held.__name__


def test_type_checkers_are_told_of_the_same_modules():
    stub = (ROOT / "src" / "heedful" / "stats" / "__init__.pyi").read_text()
    assert re.findall(r"from heedful\.stats\.(\w+) import \*", stub) == sorted(library.HOMES)


def test_a_name_that_is_not_there_is_missed_by_name():
    with pytest.raises(AttributeError, match="no net_promoter"):
        library.net_promoter  # noqa: B018


def test_the_worked_examples_of_the_page_come_out():
    blocks = re.findall(r"```pycon\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) > 10
    names = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    said = []
    for number, block in enumerate(blocks, 1):
        example = doctest.DocTestParser().get_doctest(block, names, f"example {number}", str(PAGE), 0)
        runner.run(example, out=said.append, clear_globs=False)
        names = example.globs
    assert runner.failures == 0, "".join(said)


def test_every_function_of_the_library_is_named_on_its_page():
    page = PAGE.read_text()
    functions = [name for names in library.HOMES.values() for name in names if name[0].islower()]
    assert [name for name in functions if f"`{name}`" not in page and f"{name}(" not in page] == []
