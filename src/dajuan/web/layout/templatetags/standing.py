"""Template tags for targets, there on every page: the light, what was asked, what was reached."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dajuan.answers import board_rows
from dajuan.answers.board import Standing
from dajuan.answers.target import Target
from dajuan.answers.wording import percent_said
from dajuan.web.layout.lights import light_name

register = template.Library()


@register.simple_tag
def light(colour: str, words: str = "") -> SafeString:
    """A light: colour, shape and letter, then its name or other words."""
    said = words or str(light_name(colour))
    return format_html('<span class="light is-{}"><span>{}</span></span>', colour, said)


@register.filter
def asked(one: Standing | Target) -> str:
    """``≥230亿元``."""
    return board_rows.value_asked(one.target if isinstance(one, Standing) else one)


@register.filter
def reached(one: Standing) -> str:
    """``109套``; — where there is no value."""
    return board_rows.reached_said(one)


@register.filter
def percent(share: Fraction | None) -> str:
    """``87.3%``; nothing of None."""
    return "" if share is None else percent_said(share)


@register.filter
def amount(value: Decimal | None) -> str:
    """``8,126``: digits in threes."""
    return "" if value is None else f"{value:,f}"
