"""A browser in which somebody has signed in."""

from django.test import Client

from tests.make import core


def browser(person=None) -> Client:
    """Sign a person in, a quality manager where none is named; `browser.person` is who that is."""
    person = person or core.person()
    if person.account_id is None:
        person = core.account_for(person)
    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    client.person = person
    return client
