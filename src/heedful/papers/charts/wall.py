"""The wall: every audit question as a square that leads to it, by theme."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from heedful.papers.charts.values import Question, Theme

WORDS = {
    "met": "Met",
    "not-met": "Not met",
    "not-enough": "Not enough evidence",
    "not-applicable": "Not applicable",
}
SIGNS = {
    "met": "M5.5 9.3l2.4 2.4 4.7-5.2",
    "not-met": "M6 6l6 6M12 6l-6 6",
    "not-enough": "M6.9 7.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.6-.9 1.2M9 12.6v.1",
    "not-applicable": "M6.5 9h5",
}


def wall(themes: Iterable[Theme]) -> SafeString:
    """Draw the questions of all themes: sign, outline and word for each state, never colour alone."""
    return format_html(
        '<div class="wall">{}</div>',
        format_html_join(
            "",
            '<section><h3><span>{}</span><span class="faint">{}</span></h3><ol>{}</ol></section>',
            (
                (
                    theme.title,
                    len(theme.questions),
                    format_html_join("", "<li>{}</li>", ((square(q),) for q in theme.questions)),
                )
                for theme in themes
            ),
        ),
    )


def square(question: Question) -> SafeString:
    """Draw one question, with what it asks and what the records answer."""
    state = str(question.state).lower().replace("_", "-")
    said = f"{question.ask} {WORDS.get(state, state)}"
    sign = mark_safe(f'<path d="{SIGNS[state]}"/>') if state in SIGNS else ""  # noqa: S308 - our own path
    return format_html(
        '<a class="{}" href="{}" aria-label="{}" data-tip="{}"><svg viewBox="0 0 18 18" aria-hidden="true">'
        '<rect x="1" y="1" width="16" height="16" rx="4"/>{}</svg></a>',
        *(state, question.href, said, said, sign),
    )
