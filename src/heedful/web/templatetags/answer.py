"""Filters of the public answer page."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def problem(wrong: Mapping[str, str], name: str) -> str:
    """Give what is wrong with a field."""
    return wrong.get(name, "")
