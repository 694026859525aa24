"""The fast way reads a form as Django reads it, whatever the bytes."""

from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from heedful.web.intake import decode

NAMES = frozenset({"q1", "comment", "lang", "form", "may_call"})


@given(st.lists(st.tuples(st.sampled_from([*sorted(NAMES), "other", "q 1"]), st.text(max_size=30)), max_size=8))
@example([("comment", "a+b & c=d %41 \r\n é"), ("comment", "last")])
def test_a_form_is_read_as_django_reads_it(pairs):
    body = urlencode(pairs).encode("utf-8", "surrogatepass")

    theirs = QueryDict(body)

    assert decode(body, NAMES) == {name: theirs[name] for name in NAMES if name in theirs}


@given(st.binary(max_size=80))
@example(b"q1=9&comment=\xff\xfe")
@example(b"q%31=9&q1")
def test_any_bytes_are_read_as_django_reads_them(body):
    theirs = QueryDict(body.replace(b";", b""))

    assert decode(body.replace(b";", b""), NAMES) == {name: theirs[name] for name in NAMES if name in theirs}
