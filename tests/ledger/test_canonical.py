import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heedful.ledger import canonical, leaf_hash, part_hash

WITHIN = ["arrays"]
OUTSIDE = ["french", "structures", "values"]
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
keys = st.text(st.characters(min_codepoint=32, max_codepoint=126))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=20,
)


@given(values)
@example({"b": 1, "a": [True, None, "é\u2028"]})
def test_a_value_comes_back_as_it_was_and_has_one_spelling(value):
    once = canonical(value)

    assert json.loads(once) == value
    assert canonical(json.loads(once)) == once


@given(st.dictionaries(keys, st.integers(0, 9), min_size=2))
def test_the_order_in_which_keys_were_put_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert canonical(value) == canonical(turned)


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, b"x", {"é": 1}, {1: 1}, "a\0b", ["\ud800"], {1, 2}])
def test_what_has_more_than_one_spelling_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011  two kinds of message
        canonical(value)


@pytest.mark.parametrize("name", WITHIN)
def test_published_vectors_within_the_profile_agree(shared, name):
    folder = shared / "reference" / "ledger" / "jcs"
    value = json.loads((folder / f"{name}.input.json").read_text())

    assert canonical(value) == (folder / f"{name}.output.json").read_bytes().rstrip(b"\n")


@pytest.mark.parametrize("name", OUTSIDE)
def test_published_vectors_outside_the_profile_are_refused_not_spelled_otherwise(shared, name):
    value = json.loads((shared / "reference" / "ledger" / "jcs" / f"{name}.input.json").read_text())

    with pytest.raises(ValueError, match=r"canonical form|not ASCII"):
        canonical(value)


def test_hashes_are_those_of_an_independent_calculation():
    # printf '\x00entry' | sha256sum, and the same for a part of "{}" salted with 32 letters s
    assert leaf_hash(b"entry") == "d9c2d66b522c2522728f539ff9f67b85d40defff095fc8a528c994f4f35bb3de"
    assert part_hash(b"s" * 32, b"{}") == "8a82bda705c943427a990bbd5d9ace6317e49407a4713c4a476e675cef12e3e2"
