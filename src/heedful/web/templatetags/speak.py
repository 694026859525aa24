"""Filters of the pages for customers."""

import datetime

from django import template

from heedful.web.speak_words import day_in

register = template.Library()


@register.filter
def day_for(day: datetime.date, language: str) -> str:
    """Write a day as it is written in a language."""
    return day_in(language, day)
