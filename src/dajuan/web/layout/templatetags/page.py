"""Template tags that every page has without loading: words in two languages, addresses that keep the moment, lights."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from dajuan.web.moment import Moment
from dajuan.web.words import Words

register = template.Library()


@register.simple_tag
def t(zh: str, en: str = "", **values: Any) -> str:
    """Words in both languages: ``{% t "共 {n} 项" "{n} in all" n=count %}``. The values are escaped, as all is."""
    words = str(Words(zh, en or zh))
    return words.format(**values) if values else words


@register.filter
def said(words: Any) -> str:
    """A name or a message that has both languages, as the reader reads it."""
    return str(Words(words.zh, words.en or words.zh)) if hasattr(words, "zh") else str(words)


@register.simple_tag(takes_context=True)
def go(context: Context, view: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page at the moment that this one shows."""
    return on_moment(context, _address(view, tuple(map(str, args)), tuple(sorted(kwargs.items()))))


@lru_cache(maxsize=20_000)
def _address(view: str, args: tuple[str, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(view, args=args, kwargs=dict(kwargs))


@register.simple_tag(takes_context=True)
def go_if(context: Context, view: str, *args: Any, **kwargs: Any) -> str:
    """The same, or "" where this installation has no such page."""
    try:
        return go(context, view, *args, **kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def on_moment(context: Context, address: str) -> str:
    moment = context.get("moment")
    return moment.on(address) if isinstance(moment, Moment) else address


@register.simple_tag
def part_of_lineage(address: str, by: str | None, part: str | None) -> str:
    """The address of a figure's lineage, of one part of it where it was split."""
    asked = urlencode({key: value for key, value in (("by", by), ("part", part)) if value})
    return f"{address}{'&' if '?' in address else '?'}{asked}" if asked else address


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """This page's address with some of its query changed; None or "" drops a key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept(context: Context, *without: str) -> SafeString:
    """This page's query as hidden fields, so that a form that filters keeps the rest of it."""
    fields = [
        format_html('<input type="hidden" name="{}" value="{}">', key, value)
        for key, values in context["request"].GET.lists()
        if key not in without
        for value in values
    ]
    return SafeString("".join(fields))


@register.simple_tag
def chart_data(data: Any, name: str) -> SafeString:
    """What a chart draws, for its script."""
    return json_script(json.loads(json.dumps(data, default=str)), name)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day as it stands in tables: 2026-07-05."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d")
    return value.isoformat() if isinstance(value, date) else (value or "")


@register.filter
def minute(value: datetime | str | None) -> str:
    """A moment in the zone's time, to the minute."""
    if not value:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
