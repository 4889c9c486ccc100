"""Full-width digits and traditional characters → the forms the grammar knows, one character for one, so offsets hold."""

from __future__ import annotations

import re

from dajuan.language.lazy import lazy

_FULL = "０１２３４５６７８９％．－−／＋：︰"
_HALF = "0123456789%.--/+::"
# For counting alone, and not the characters of traditional.tsv: 圓 is money here (元), 參 a numeral (叁).
_TRADITIONAL = (
    "萬万億亿兩两個个項项條条戶户畝亩頃顷頓顿噸吨間间張张輛辆類类種种臺台點点處处場场級级"
    "屆届輪轮單单門门節节冊册顆颗隻只頭头對对雙双組组隊队團团層层釐厘歲岁週周時时鐘钟圓元"
    "約约餘余幾几數数達达過过從从較较增增長长佔占強强線线縣县區区鎮镇國国號号貳贰參叁陸陆後后總总"
    "禮礼記记計计實实現现業业產产開开發发創创園园遠远預预額额資资稅税貿贸進进負负幣币錢钱銭钱歐欧鎊镑馬马里里"
)
_TABLE = str.maketrans(
    dict(zip(_FULL, _HALF, strict=True)) | dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
)
_NEEDED = lazy("[" + "".join(chr(c) for c in _TABLE if chr(c) != _TABLE[c]) + "○◯]")
_THOUSANDS = lazy("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""１，２３４ is one number; 12，345 with a comma of Chinese prose is two."""
_PROSE_THOUSANDS = lazy(
    r"，(?<=[0-9]，)(?=[0-9]{3}(?:\.[0-9]+)?(?:[千万亿]|[元人个家户亩吨项件套台辆名米]|公[里顷]|平方|美元)"
    r"(?![\u4e00-\u9fff]{0,5}[、，和及][0-9]))"
)
"""1，753亿元: typed with the comma of prose, yet one number, when nothing of a list stands about it."""
_GROUP = lazy(r"(?:^|[\u4e00-\u9fff：\s])(?<![第前居列排表图件号款条章])[1-9][0-9]{0,2}，$")
_LISTED = 10
"""Characters before the number in which 分别 says that a list begins."""


_RING = lazy("(?<=[一二三四五六七八九零〇○])[○◯]")
"""二○三五: a ring among numerals is a zero; at the head of a line it is a bullet."""


def fold(text: str) -> str:
    """The same text with every character folded; same length, so offsets into one are offsets into the other."""
    if _PROSE_THOUSANDS.search(text):
        text = _PROSE_THOUSANDS.sub(_thousands_mark, text)
    if not _NEEDED.search(text):
        return text
    text = _THOUSANDS.sub(",", text).translate(_TABLE)
    return _RING.sub("〇", text) if "○" in text or "◯" in text else text


def _thousands_mark(comma: re.Match[str]) -> str:
    """A thousands mark, unless the digits before it are no first group or the words before them hand out a list."""
    text, end = comma.string, comma.end()
    group = _GROUP.search(text, max(0, end - 5), end)
    listed = "分别" in text[max(0, end - 4 - _LISTED) : end]
    return "，" if group is None or listed else ","
