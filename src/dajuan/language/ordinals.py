"""Which one, not how many: 第五批, 第五、六批次, 首批, 二期; and ranks, which are claims: 第4位, 全市第一, 前十位."""

from __future__ import annotations

import re
from decimal import Decimal

from dajuan.language import numerals
from dajuan.language.amounts import NUMERAL
from dajuan.language.spans import Ordinal, Quantity, Span

_FIRST = re.compile("首(?=批|期|届|次轮)")
_NOUN = re.compile("批次|批|期|届|次|轮|名|位|条|章|季度|产业|方|个|家|类|号|阶段|时间|书记|线|年|月|站|所|高|大|曲线|梯队|方阵|国")
_PLACES = ("全国", "全省", "全市", "全区", "全球", "世界", "居", "列", "排", "位", "部", "亚洲", "亚太", "省内", "国内", "均", "均为")
_LISTED = re.compile(rf"[、和](?:第)?(?={NUMERAL.pattern})")


def first_ordinals(text: str) -> list[Span]:
    """首批, 首期, 首届."""
    return [Ordinal(found.start(), found.end() + 1, (1,), text[found.end()]) for found in _FIRST.finditer(text)]


def ordinal_at(text: str, start: int, end: int) -> Ordinal | None:
    """The ordinal whose first numeral is ``text[start:end]``, with 第 before it."""
    first = _whole(text, start, end)
    if first is None:
        return None
    values = [first]
    while listed := _LISTED.match(text, end):
        numeral = NUMERAL.match(text, listed.end())
        value = _whole(text, numeral.start(), numeral.end()) if numeral else None
        if numeral is None or value is None or not _NOUN.match(text, numeral.end()):
            break
        values.append(value)
        end = numeral.end()
    noun = _NOUN.match(text, end)
    word = noun.group() if noun else ""
    rank = word in ("位", "名") or (not word and text[:start - 1].endswith(_PLACES, max(0, start - 5)))
    return Ordinal(start - 1, end + len(word), tuple(values), word, rank)


def _whole(text: str, start: int, end: int) -> int | None:
    if text[start] <= "9":
        return int(numerals.arabic(text[start:end]))
    value = numerals.hanzi(text[start:end])
    return None if value is None else int(value[0])


def rank_after(text: str, start: int, end: int, written: str, low: Decimal, high: Decimal) -> Quantity | Ordinal | None:
    """前十位, 前3名: a bound on a rank; 二期: an ordinal without its 第."""
    if written in ("位", "名", "强") and text[start - 1 : start] == "前":
        return Quantity(start - 1, end, None, high, "位", "rank", "at_most", start, written, "")
    if written == "期" and text[start] > "9":
        return Ordinal(start, end, (int(low),), "期")
    return None
