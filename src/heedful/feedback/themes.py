"""Commands on themes: what feedback is about, in the organisation's own words."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.permissions import Permission
from heedful.feedback.models import Theme

DEEPEST = 3


@command(needs=Permission.SORT_FEEDBACK)
def add_theme(*, by: Actor, name: str, parent: Theme | None = None) -> Theme:
    """Add a theme, at the top or below another."""
    if parent is not None and parent.retired_on:
        raise ValidationError({"parent": f"{parent.name} is no longer used. Choose another."})
    if depth_of(parent) >= DEEPEST:
        raise ValidationError({"parent": "Themes go three levels deep, so that they can still be chosen quickly."})
    theme = Theme(name=name.strip(), parent=parent)
    theme.save()
    record("theme.added", theme)
    return theme


@command(needs=Permission.SORT_FEEDBACK)
def rename_theme(theme: Theme, *, by: Actor, name: str) -> Theme:
    """Call a theme by another name; what was sorted under it stays there."""
    theme = lock(theme)
    theme.name = name.strip()
    theme.save(update_fields=["name"])
    record("theme.renamed", theme)
    return theme


@command(needs=Permission.SORT_FEEDBACK)
def retire_theme(theme: Theme, *, by: Actor, on: datetime.date) -> Theme:
    """Use a theme no longer; what was sorted under it stays there."""
    theme = lock(theme)
    if theme.retired_on:
        raise ValidationError(f"This theme has not been used since {theme.retired_on:%-d %b %Y}.")
    if theme.children.filter(retired_on=None).exists():
        raise ValidationError("There are themes below this one. Retire them first.")
    theme.retired_on = on
    theme.save(update_fields=["retired_on"])
    record("theme.retired", theme, on=on.isoformat())
    return theme


def depth_of(theme: Theme | None) -> int:
    """Count the levels from the top down to a theme."""
    depth = 0
    while theme is not None:
        depth, theme = depth + 1, theme.parent
    return depth
