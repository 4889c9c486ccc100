from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from dajuan.web.words import Words, spoken

register = template.Library()


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
