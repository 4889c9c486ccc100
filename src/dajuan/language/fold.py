"""Full-width digits and traditional characters → the forms the grammar knows, one character for one, so offsets hold."""

from __future__ import annotations

import re

_FULL = "０１２３４５６７８９％．，－／＋：（）" "".ljust(0)
_HALF = "0123456789%.,-/+:（）"
_TRADITIONAL = (
    "萬万億亿兩两個个項项條条戶户畝亩頃顷頓顿噸吨間间幢幢張张輛辆艘艘類类種种臺台萬万點点處处場场級级"
    "屆届輪轮單单門门節节冊册顆颗隻只頭头對对雙双組组隊队團团層层噸吨斤斤釐厘歲岁週周時时鐘钟分分圓元"
    "約约餘余幾几數数達达過过從从較较增增長长佔占比比強强線线縣县區区鎮镇國国號号貳贰參叁陸陆後后總总"
    "記记計计實实現现業业產产開开發发創创園园遠远實实預预總总額额資资稅税貿贸進进"
)
_TABLE = str.maketrans(
    dict(zip(_FULL, _HALF, strict=False)) | dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
)
_NEEDED = re.compile("[" + "".join(chr(c) for c in _TABLE if chr(c) != _TABLE[c]) + "]")


def fold(text: str) -> str:
    """The same text with every character folded; same length, so offsets into one are offsets into the other."""
    return text.translate(_TABLE) if _NEEDED.search(text) else text
