"""Filters of the templates of programmes: ``{% load programmes %}``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dajuan.programmes.pack import Programme
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.templatetags.page import chart_data
from dajuan.web.moment import Moment
from dajuan.web.programmes.asking import UNKNOWN, Question

register = template.Library()


@register.filter
def has_map(programme: Programme) -> bool:
    return any(one.type == "geometry" for one in programme.fields.values())


@register.filter
def sees_all(viewer: Viewer) -> bool:
    """Whether the whole zone is theirs to see, and so its figures."""
    return viewer.everywhere(Action.SEE)


@register.simple_tag(takes_context=True)
def without(context: Any, *keys: str) -> str:
    """This page's address without some of its query, and back at the first page."""
    query = context["request"].GET.copy()
    for key in (*keys, "after", "before"):
        query.pop(key, None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_of(context: Any, address: str, *without: str) -> str:
    """Another address with this page's query."""
    query = context["request"].GET.copy()
    for key in (*without, "after", "before"):
        query.pop(key, None)
    return f"{address}?{query.urlencode()}" if query else address


@register.simple_tag
def plus(address: str, key: str, value: str) -> str:
    """An address with one thing more in its query; "" of a stage is the subjects that are in none."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({key: value or UNKNOWN})}"


@register.simple_tag(takes_context=True)
def without_question(context: Any, question: Question) -> str:
    return str(without(context, *question.keys))


@register.simple_tag(takes_context=True)
def kept_moment(context: Any) -> SafeString:
    """The moment of this page as hidden fields."""
    moment = context.get("moment")
    fields = moment.query().items() if isinstance(moment, Moment) else ()
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@register.simple_tag(takes_context=True)
def more_cards(context: Any, address: str, stage: str, after: str) -> str:
    """Where the next cards of a column are, with the filters of this page."""
    query = context["request"].GET.copy()
    for key in ("stage", "before", "show", "sort"):
        query.pop(key, None)
    query["of"], query["after"] = stage, after
    return f"{address}?{query.urlencode()}"


@register.simple_tag
def chart_named(data: Any, name: str, number: int) -> SafeString:
    """What one of several charts of a page draws."""
    return chart_data(data, f"{name}-{number}")
