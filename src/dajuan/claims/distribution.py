"""分别: n things named together, n numbers after them, the i-th to the i-th."""

from __future__ import annotations

import re

_ITEM = re.compile(r"[、]|(?<![饮中共和调总平暖温缓])和(?![谐平解美气睦])|与|及|以及")
_COMPOUND = {"城乡": ("城镇", "农村"), "进出口": ("进口", "出口")}
_HEADS = re.compile(
    r"(?:吞吐量|产量|销量|总量|排放量|用水量|用电量|发电量|客运量|货运量|周转量|成交额|交易额|价格|强度|成本|水平|增加值|总产值|产值|总额|零售额|销售额|销售收入|营业收入|可支配收入|收入|产量|投资|余额|数量|占比|比重|浓度|人数|规模|支出|面积|"
    r"覆盖率|达标率|[\u4e00-\u9fff]{1,4}率|增速|产业|企业|居民人均可支配收入|人均可支配收入|服务业)$"
)


def shares(head: str, count: int) -> list[str] | None:
    """The ``count`` things that ``head`` names (``A、B和C增加值`` → ``A增加值`` …), or None when they cannot be told apart."""
    if count < 2:
        return None
    for parts in (_ITEM.split(head), head.split("、")):
        items = [part.strip() for part in parts if part.strip()]
        if len(items) == count:
            return _with_shared_ends(items)
    if count == 2:
        for word, (first, second) in _COMPOUND.items():
            if word in head:
                return [head.replace(word, first, 1), head.replace(word, second, 1)]
    return None


def _with_shared_ends(items: list[str]) -> list[str]:
    """一产、二产、三产增加值: the last one's head noun belongs to all that have none."""
    tail = _HEADS.search(items[-1])
    if tail is None or tail.start() == 0:
        return items
    return [*(item if _HEADS.search(item) else item + tail.group() for item in items[:-1]), items[-1]]
