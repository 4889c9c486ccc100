"""What these pages say of a request: fields whose keys have hyphens, names of choices, numbers of rules."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template

from dajuan.systems.requests.handling import GRADES, Handling
from dajuan.systems.requests.statistics import Numbers
from dajuan.web.systems.requests.views.numbers import HEADS
from dajuan.web.words import Words

register = template.Library()
_SHOWN = ("received", "answered", "visited", "closed", "reopened", "merged", "retracted")


@register.filter
def field(values: Mapping[str, Any], key: str) -> Any:
    """The value under a key, or ""."""
    return values.get(key, "") if values else ""


@register.filter
def percents(share: float | Fraction) -> int:
    return round(share * 100)


@register.filter
def counted(whole: Numbers) -> list[tuple[str, Words, int]]:
    return [(key, HEADS[key], len(getattr(whole, key))) for key in _SHOWN]


@register.filter
def limits_of(version: Handling, kind: str) -> list[int]:
    return [version.limit(kind, grade) for grade in GRADES]


@register.filter
def limit_of_help(version: Handling) -> int:
    return version.limit("help", "ordinary")


@register.filter
def number_of(version: Handling, key: str) -> int:
    return int(getattr(version, key))
