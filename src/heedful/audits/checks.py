"""At start each question finds its test of evidence with what it takes, and each test its question."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from heedful.audits import asking, catalogue

LOADED = asking.MODULES


@register
def questions_find_their_tests(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Give each fault of the catalogue as a message of Django's checks; an error stops the start."""
    return [Error(fault, id="audits.E001") for fault in catalogue.faults()]
