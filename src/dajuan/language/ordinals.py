"""Which one, not how many: 第五批, 第五、六批次, 首批, 二期; and ranks, which are claims: 第4位, 全市第一, 前十位."""

from __future__ import annotations

from decimal import Decimal

from dajuan.language import numerals
from dajuan.language.amounts import NUMERAL, Amount
from dajuan.language.lazy import lazy
from dajuan.language.spans import Ordinal, Quantity, Span

_FIRST = lazy("首(?=批|期|届|次轮)")
_NOUN = lazy(
    "批次|批|期|届|次|轮|名|位|条|款|章|季度|产业|方阵|方|个|家|类|号|阶段|时间|书记|线|年|月|站|所|高|大|代|曲线|梯队|国"
)
_PLACES = (
    "全国", "全省", "全市", "全区", "全球", "世界", "居", "列", "排", "位", "部", "亚洲", "亚太", "省内", "国内", "均", "均为",
)  # fmt: skip
_LISTED = lazy("[、和]第?")
_THROUGH = lazy("(?:[至到]|[-—–~～])第?")
_RANKED = lazy("(?:排名?|居|列|位|名次)[^，。、；：,;]{0,10}$")
_MEETING = lazy("次(?:全体)?(?:会议|全会|代表大会)")
_TERM = lazy("[届会][\u4e00-\u9fff]{0,6}$")
_MOST_LISTED = 12
_FIRST_OF = lazy(r"(?:排名?|居|列|位|全国|全省|全市|全区|全球|世界|进入|挺进|跻身|保持)前$")
_AFTER_RANK = frozenset("，。、；！？：,;）)\n ") | {""}
_MOST_PLACES = 1000


def first_ordinals(text: str) -> list[Span]:
    """首批, 首期, 首届."""
    return [Ordinal(found.start(), found.end() + 1, (1,), text[found.end()]) for found in _FIRST.finditer(text)]


def ordinal_at(text: str, start: int, end: int) -> Ordinal | None:
    """The ordinal whose first numeral is ``text[start:end]``, with 第 before it."""
    first = _whole(text, start, end)
    if first is None:
        return None
    numbers, end = _listed(text, first, end)
    noun = _NOUN.match(text, end)
    word = noun.group() if noun else ""
    rank = word in ("位", "名") or (not word and _is_place(text, start - 1, end))
    return Ordinal(start - 1, end + len(word), numbers, word, rank)


def _is_place(text: str, start: int, end: int) -> bool:
    """全市第三; and at the end of a clause also 居同类乡镇第一, 全区排名第一."""
    if text.endswith(_PLACES, max(0, start - 4), start):
        return True
    return text[end : end + 1] in _AFTER_RANK and bool(_RANKED.search(text, max(0, start - 13), start))


def meeting_at(text: str, start: int, end: int) -> Ordinal | None:
    """四届人大七次会议: which session, though no 第 says so."""
    if text[end : end + 1] != "次" or not _MEETING.match(text, end) or not _TERM.search(text, max(0, start - 8), start):
        return None
    value = _whole(text, start, end)
    return None if value is None else Ordinal(start, end + 1, (value,), "次")


def _listed(text: str, first: int, end: int) -> tuple[tuple[int, ...], int]:
    """The numbers of 第五、六、七批, when a noun ends the list; 第五、六是 is only the fifth."""
    if _NOUN.match(text, end):
        return (first,), end
    through = _THROUGH.match(text, end)
    if through and (upto := NUMERAL.match(text, through.end())) and _NOUN.match(text, upto.end()):
        last = _whole(text, *upto.span())
        if last is not None and first < last < first + _MOST_PLACES:
            return tuple(range(first, last + 1)), upto.end()
    numbers, stop = [first], end
    while len(numbers) < _MOST_LISTED and (joint := _LISTED.match(text, stop)):
        numeral = NUMERAL.match(text, joint.end())
        value = _whole(text, *numeral.span()) if numeral else None
        if numeral is None or value is None:
            break
        numbers.append(value)
        stop = numeral.end()
        if _NOUN.match(text, stop):
            return tuple(numbers), stop
    return (first,), end


def _whole(text: str, start: int, end: int) -> int | None:
    if end - start > numerals.LONGEST:
        return None
    if text[start] <= "9":
        return int(numerals.arabic(text[start:end]))
    value = numerals.hanzi(text[start:end])
    return None if value is None else int(value[0])


def rank_after(
    text: str, amount: Amount, written: str, end: int, low: Decimal, high: Decimal
) -> Quantity | Ordinal | None:
    """前十位, 前3名, 前1%: a bound on a rank; 二期: an ordinal without its 第."""
    start = amount.start
    if written == "期" and amount.hanzi:
        return Ordinal(start, end, (int(low),), "期")
    if text[start - 1 : start] != "前":
        return None
    if written in ("位", "名", "强"):
        return Quantity(start - 1, end, None, high, "位", "rank", "at_most", start, written, "", "", amount.hanzi)
    if written == "%":
        return Quantity(start - 1, end, None, high / 100, "1", "rank", "at_most", start, written, "")
    return None


def first_places(text: str, amount: Amount) -> Quantity | None:
    """排名前三, 居全国前10: a rank without its 位."""
    start, end = amount.start, amount.end
    if text[start - 1 : start] != "前" or amount.low > _MOST_PLACES or text[end : end + 1] not in _AFTER_RANK:
        return None
    if not _FIRST_OF.search(text, max(0, start - 4), start):
        return None
    return Quantity(start - 1, end, None, amount.high, "位", "rank", "at_most", start, "", "", "", amount.hanzi)
