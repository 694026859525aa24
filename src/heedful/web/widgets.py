"""How form widgets are drawn: the common ones by hand, ten times as fast as a template for each option."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = "django/forms/widgets/"
INPUTS = {f"{FOLDER}{name}.html" for name in ("text", "hidden", "number", "email", "password", "date", "input", "url")}


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Write attributes as Django's own template does: True stands alone, False and None are left out."""
    written = [
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False and value is not None
    ]
    return mark_safe("".join(written))  # noqa: S308  each part was escaped


def select(widget: Mapping[str, Any]) -> SafeString:
    """Draw a list of choices."""
    parts: list[str] = [format_html('<select name="{}"{}>', widget["name"], attributes(widget["attrs"]))]
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(format_html('<optgroup label="{}">', group))
        parts += [
            f'<option value="{conditional_escape(one["value"])}"{attributes(one["attrs"])}>'
            f"{conditional_escape(one['label'])}</option>"
            for one in options
        ]
        if group:
            parts.append("</optgroup>")
    return mark_safe("".join(parts) + "</select>")  # noqa: S308  each part was escaped


def single(widget: Mapping[str, Any]) -> SafeString:
    """Draw a field of one line."""
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes(widget["attrs"])
    )


class Widgets(DjangoTemplates):
    """Draw lists of choices and fields of one line by hand, and all else by Django's templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> Any:
        """Draw a widget."""
        if template_name == f"{FOLDER}select.html":
            return select(context["widget"])
        if template_name in INPUTS:
            return single(context["widget"])
        return super().render(template_name, context, request)
