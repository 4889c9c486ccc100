from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def percent(share: float) -> str:
    return f"{share:.1%}"


@register.filter
def absolute(value: int) -> int:
    return abs(value)
