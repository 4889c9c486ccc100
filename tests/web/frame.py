"""What no page's context may do: give a word of the frame (``web.layout.context``) another meaning.

A page's words go before those of the frame, so a page that has, say, its own ``places`` takes the navigation from its reader,
and nothing fails. ``frame_kept`` in ``conftest`` looks at every page that a test renders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.template import RequestContext, Template
from django.test.signals import template_rendered

FRAME = "layout/base.html"


@contextmanager
def hidden_words() -> Iterator[list[str]]:
    """Words that pages rendered meanwhile hid from their frame, each after the page's address."""
    found: list[str] = []

    def look(template: Template, context: RequestContext, **_: object) -> None:
        if template.name == FRAME:
            found.extend(f"{context.request.path}: {word}" for word in _hidden(context))

    template_rendered.connect(look)
    try:
        yield found
    finally:
        template_rendered.disconnect(look)


def _hidden(context: RequestContext) -> Iterator[str]:
    """Words of the context processors that mean something else by the time that the frame is drawn."""
    for word, value in context.dicts[context._processors_index].items():
        # Who is signed in is asked only where it is used: what is the same thing is not compared.
        if context[word] is not value and context[word] != value:
            yield word
