"""A span written on one line, as the tables in ``cases/`` write it.

``17年 = 17 年`` · ``近300万人 = 3000000 人 nearly`` · ``2-3所 = 2..3 所`` · ``上半年 = Y:H1 half`` · ``第五、六批 = #5,6 批`` ·
``全市第三 = #3 rank`` · ``5G = code``
"""

from __future__ import annotations

from decimal import Decimal

from dajuan.language.spans import Ordinal, Period, Quantity, Span


def written(text: str, span: Span) -> str:
    return f"{text[span.start : span.end]} = {reading(span)}"


def reading(span: Span) -> str:
    if isinstance(span, Quantity):
        return " ".join(filter(None, (_value(span), span.unit, span.qualifier)))
    if isinstance(span, Period):
        return f"{span.label} {span.kind}"
    if isinstance(span, Ordinal):
        rank = " rank" if span.rank else ""
        return f"#{','.join(map(str, span.numbers))} {span.noun}".rstrip() + rank
    return span.kind


def _value(span: Quantity) -> str:
    ends = [end for end in (span.low, span.high) if end is not None]
    return "..".join(dict.fromkeys(_plain(end) for end in ends))


def _plain(number: Decimal) -> str:
    """Four places at most: 1亩 is 666.6667 平方米."""
    return f"{round(number, 4).normalize():f}"
