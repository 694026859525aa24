import json

import pytest
from django.test import Client

from heedful.api import openapi


def test_the_description_that_is_kept_is_that_of_the_code():
    assert openapi.KEPT.read_bytes() == openapi.written(), (
        "run `python -m heedful.api.openapi` and look at what changed"
    )


def test_every_reference_in_it_leads_somewhere():
    text = openapi.written().decode()
    shapes = json.loads(text)["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == set(shapes)


@pytest.mark.django_db
def test_whoever_asks_gets_it():
    answer = Client().get("/api/openapi.json")
    assert answer.json()["paths"].keys() == {"/api/feedback", "/api/feedback/{id}"}
