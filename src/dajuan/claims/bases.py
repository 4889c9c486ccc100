"""Level, change, growth, share, rank or multiple: what kind of statement a number makes."""

from __future__ import annotations

from dajuan.claims import phrases
from dajuan.claims.draft import Draft
from dajuan.language.lazy import lazy
from dajuan.language.spans import Quantity

_GROWTH_NOUN = lazy(r"(?:增速|增幅|涨幅|(?<!自然)增长率|降幅|跌幅|增长速度)$")
_BARE_GROWTH = lazy(
    rf"(?:同比|环比|比增|逆势|年均|平均|名义|实际|累计|自然|同口径|可比口径|可比)*{_GROWTH_NOUN.pattern}"
)
"""A growth that names nothing: 同比增幅 is that of the thing before."""
_SHARE_NOUN = lazy(r"(?:占比|比重|比例|份额|占有率|贡献率)$")


_AGAINST = lazy(r"(?:同比|环比)(?:分别|为)?$")
"""同比分别-6.2%、3%: a table's way to say how much it rose."""


def set_basis(draft: Draft, phrase: phrases.Phrase, words: str) -> None:
    ratio = draft.dimension in ("ratio", "multiple")
    if phrase.move in ("rise", "fall"):
        draft.basis = "growth" if ratio else "change"
        if phrase.sign == "-":
            draft.negate()
    elif ratio and _AGAINST.search(words):
        draft.basis = "growth"
    elif phrase.move == "new" or draft.dimension == "point":
        draft.basis = "change"
    elif draft.dimension == "rank":
        draft.basis = "rank"
    elif draft.dimension == "multiple":
        draft.basis = "multiple"
    elif ratio and _GROWTH_NOUN.search(draft.noun):
        draft.basis = "growth"
        draft.verb = draft.verb or draft.noun[-2:]
        if draft.noun.endswith(("降幅", "跌幅")):
            draft.negate()
    elif ratio and _SHARE_NOUN.search(draft.noun):
        draft.basis = "share"
    if _BARE_GROWTH.fullmatch(draft.noun):
        draft.noun, draft.noun_at = "", (0, 0)
    if draft.dimension == "multiple" and draft.basis == "growth" and isinstance(draft.item, Quantity):
        draft.basis = "multiple" if draft.item.written_unit == "番" else "growth"
