from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dajuan.web.systems.growth.words import stage_of
from dajuan.web.words import Words, spoken

register = template.Library()


@register.simple_tag
def stage(programme: str, key: str) -> SafeString:
    """A stage as its pack calls it, marked as decided where another person than the first has moved it there."""
    found = stage_of(programme, key)
    if found is None:
        return format_html('<span class="tag">{}</span>', key)
    tone = "" if found.final else " verified" if found.needs.other_than else " unverified"
    return format_html('<span class="tag{}">{}</span>', tone, found.name.said(spoken()))


@register.filter
def percent(share: float) -> str:
    return f"{share:.1%}"


@register.filter
def listed(words: Iterable[Any]) -> str:
    """Names one after the other, as the reader's language lists them."""
    told = [str(Words(one.zh, one.en or one.zh)) if hasattr(one, "zh") else str(one) for one in words]
    return (", " if spoken() == "en" else "、").join(told)


@register.filter
def absolute(value: int) -> int:
    return abs(value)
