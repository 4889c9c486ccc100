"""AR310 逐项列出的分项与总数差一点 · listed parts almost make the total

做什么
    “学校41所。其中，幼儿园13所，小学22所，初中3所，高中2所”：列了四项以上、加起来与总数只差百分之二以内时提问。
为什么要紧
    列得这么全，差的一两个多半是漏了一类或抄错一个数；差得多的，本来就没有列全，不问。
例子
    全区现有各级各类学校91所。其中，幼儿园43所，小学32所，初中12所，高中3所。
改成
    全区现有各级各类学校90所。其中，幼儿园43所，小学32所，初中12所，高中3所。
已知不足
    只看紧跟在“其中”之后、单位相同、逐项列出的准数，每项一个分句；有“等”“约”的不问。

What it does
    Asks where four parts or more are listed after 其中 and their sum misses the total by two in a hundred or less.
Why it matters
    So full a list was meant to be whole: a kind was left out, or a number copied wrongly. A sum that is far off was never
    meant to be whole and is passed over.
Example
    全区现有各级各类学校91所。其中，幼儿园43所，小学32所，初中12所，高中3所。
Use instead
    全区现有各级各类学校90所。其中，幼儿园43所，小学32所，初中12所，高中3所。
Known problems
    Only exact numbers of one unit, each in a clause of its own, right after 其中; a list with 等 or 约 is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark
from dajuan.checks.written import Written, in_unit, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR310"
NAME = "listed-parts"
SEVERITY: Final = "question"
ZH = "逐项列出的分项与总数差一点"
EN = "listed parts almost make the total"

_AMONG = lazy(r"[，,。；;：:]\s*其中[，,：:]?\s*")
_NAME = lazy(r"\s*[，,、；;]?\s*[^，,、；;。：:\d（）()等约]{1,16}$")
_BRACKETS = lazy(r"[（(][^（）()]*[）)]")
_MOVED = lazy("增长|下降|增加|减少|占|同比|比上年|新增|累计|达到|完成|人均|平均")
_FEWEST = 4
_NEAR = Decimal("0.02")
_REACH = 40


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _AMONG.finditer(text):
        before = written_in(reading, max(match.start() - _REACH, 0), match.start())
        whole = before[-1] if before else None
        if whole is None or not whole.exact or whole.dimension == "ratio":
            continue
        if _BRACKETS.sub("", text[whole.end : match.start()]).strip():
            continue
        parts = _listed(reading, match.end(), whole)
        total = sum((part.value for part in parts), Decimal(0))
        rounding = sum((part.high - part.low for part in (*parts, whole)), Decimal(0)) / 2
        missed = abs(total - whole.value)
        if len(parts) >= _FEWEST and rounding < missed <= whole.value * _NEAR:
            yield _finding(reading, whole, parts, total)


def _listed(reading: Reading, start: int, whole: Written) -> list[Written]:
    """The values that follow one another, a name and a number each; empty where the list does not end with a stop."""
    text = reading.flow.text
    stop = text.find("。", start)
    end = len(text) if stop < 0 else stop
    parts: list[Written] = []
    at = start
    for one in _without_brackets(reading, start, end):
        between = _BRACKETS.sub("", text[at : one.start])
        if one.unit != whole.unit or not one.exact or not _NAME.match(between) or _MOVED.search(between):
            return []
        parts.append(one)
        at = one.end
    rest = _BRACKETS.sub("", text[at:end]).strip()
    return parts if not rest else []


def _without_brackets(reading: Reading, start: int, end: int) -> list[Written]:
    text = reading.flow.text
    inside = [(start + match.start(), start + match.end()) for match in _BRACKETS.finditer(text[start:end])]
    found = written_in(reading, start, end)
    digits = [one for one in found if one.words[0].isdigit()]  # 九年一贯制学校: a numeral inside a name
    return [one for one in digits if not any(left <= one.start < right for left, right in inside)]


def _finding(reading: Reading, whole: Written, parts: list[Written], total: Decimal) -> Finding:
    terms = " + ".join(part.words for part in parts)
    counted, gap = in_unit(total, whole), in_unit(abs(total - whole.value), whole)
    return mark(
        reading,
        CODE,
        SEVERITY,
        (whole.start, whole.end),
        zh=f"{terms} = {counted}，与总数{whole.words}差 {gap}：漏了一类，还是有一个数不对",
        en=f"{terms} = {counted}, {gap} from the total {whole.words}: is one left out, or one wrong",
        related=[(part.start, part.end) for part in parts],
    )
