"""分别: n things named together, n numbers after them, the i-th to the i-th."""

from __future__ import annotations

from dajuan.language.lazy import lazy

_ITEM = lazy(r"[、]|(?<![饮中共和调总平暖温缓])和(?![谐平解美气睦])|与|及|以及")
_COMPOUND = {"城乡": ("城镇", "农村"), "进出口": ("进口", "出口")}
_HEADS = lazy(
    r"(?:固定资产投资|吞吐量|产量|销量|总量|排放量|用水量|用电量|发电量|客运量|货运量|周转量|成交额|交易额|价格|强度|成本|水平|增加值|生产总值|总产值|产值|总额|零售额|净利润|利润|税费|利税|销售额|销售收入|营业收入|可支配收入|收入|产量|投资|余额|数量|占比|比重|浓度|人数|规模|支出|面积|"
    r"覆盖率|达标率|[\u4e00-\u9fff]{1,4}率|增速|产业|企业|居民人均可支配收入|人均可支配收入|服务业)$"
)


_BEARERS = lazy("(?:产业|企业|居民|服务业)$")
"""What has a number, not the number: 重点产业和软件业投资 is 重点产业投资 and 软件业投资."""
_PARALLEL = lazy(
    "第?[一二三四](?![大批个])|国家|省|市|区|县|(?:新|续)?(?:开工|竣工|投产|签约|达产|入库|落地|注册|设立|建)|男|女|大|中|小|上|下|城镇|农村"
)
"""第二、第三产业占比重; 省、市重点项目; 新开工、新竣工亿元以上项目: all that follows the last one's mark belongs to each."""


def parallel(head: str, count: int) -> list[str] | None:
    """The things named by their marks alone, each with the noun that only the last one has."""
    items = [item.strip() for item in _ITEM.split(head)]
    last = _PARALLEL.match(items[-1])
    if count < 2 or len(items) != count or last is None or last.end() == len(items[-1]):
        return None
    if not all(_PARALLEL.fullmatch(item) for item in items[:-1]):
        return None
    rest = items[-1][last.end() :]
    nth = "第" if items[0].startswith("第") else ""
    return [nth + item.removeprefix(nth) + rest for item in items[:-1]] + [nth + items[-1].removeprefix(nth)]


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
    borne = _BEARERS.search(tail.group()) is not None
    return [
        *(
            item if _HEADS.search(item) and (borne or not _BEARERS.search(item)) else item + tail.group()
            for item in items[:-1]
        ),
        items[-1],
    ]
