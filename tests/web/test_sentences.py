import pytest

from heedful.web.sentences import counted, sentence


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no actions"), (1, "one action"), (2, "two actions"), (1204, "1,204 actions")]
)
def test_small_numbers_are_spelled(number, words):
    assert counted(number, "action") == words


def test_words_become_a_sentence():
    assert sentence("two processes retired.") == "Two processes retired."
    assert counted(2, "process", "processes") == "two processes"
    assert sentence("") == ""
