"""Sums of money as pages of financing show them."""

from __future__ import annotations

from fractions import Fraction

from django import template

from dajuan.standards.words import amount

register = template.Library()


@register.filter
def money(fen: object) -> str:
    """分 → 元, 万元 or 亿元 with its unit; nothing where nothing was said."""
    return amount(Fraction(fen, 100), "元") if isinstance(fen, int) else ""
