"""What of a clause belongs to which of its numbers: the words left of it, the words right of it."""

from __future__ import annotations

import itertools

from dajuan.claims import phrases
from dajuan.claims.clauses import Clause
from dajuan.language.lazy import lazy
from dajuan.language.spans import Ordinal, Quantity

_LIST = lazy(r"[、，]|(?<![饮共调总温暖])和(?![谐平])|(?<!参)与|(?<![惠普涉波顾])及(?![其时以])|并(?![购网联])")
_JOINT = lazy("累计|共|已|完成|实现|新增|建成|达到|涉及|带动")
"""Where 80个省、市重点项目累计完成投资… turns from the counted noun to what it did."""
_SIZES = frozenset(("money", "area", "length", "mass", "power", "voltage", "volume"))
_OWNER = lazy(r"的[\u4e00-\u9fff“”]{2,20}?(?=(?:已|累计|目前)+(?:完成|实现))")
"""投资12亿元的云岭智造园已完成投资5亿元: the park is what both are of."""
_COUNTED = lazy(
    r"[\u4e00-\u9fff“”]{0,12}?(?:项目|企业|工程|机构|学校|小区|试验区|开发区|园区|单位)(?=[\u4e00-\u9fff]{2,})"
)
"""184个新开工项目开工率达到60%: the things counted are the subject of the next number."""
_SIZED = lazy(
    r"的?[\u4e00-\u9fff“”]{0,8}?(?:项目|企业|工程|单位|产业|集群|机组|线路|锅炉|设备|园区|楼宇|公司|产品|品牌|街区|商户|农场|大户|合作社|电站|泊位|水库)"
)


def without_thresholds(text: str, items: list[Quantity | Ordinal]) -> list[Quantity | Ordinal]:
    """20亿元以上项目2个: the first amount says which projects, not how many."""
    sized = [False] * (len(items) + 1)
    for i in range(len(items) - 1, -1, -1):
        item = items[i]
        following = items[i + 1] if i + 1 < len(items) else None
        if not isinstance(item, Quantity) or not (item.dimension in _SIZES or (item.magnitude and not item.unit)):
            continue
        if following is not None and text[item.end : following.start] in ("或", "或者", "、", "及", "和", "以及"):
            sized[i] = sized[i + 1]
            continue
        counted = isinstance(following, Quantity) and following.dimension == "count"
        if _SIZED.match(text, item.end):
            sized[i] = item.qualifier == "at_least" or (counted and text[item.end] != "的")
        elif counted and following is not None and following.start == item.end:
            sized[i] = item.qualifier == "at_least"
    return [item for i, item in enumerate(items) if not sized[i]]


def pieces(
    text: str, clause: Clause, items: list[Quantity | Ordinal]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """For each item what stands left and right of it; between two, a list mark parts them."""
    lefts: list[tuple[int, int]] = [(clause.start, items[0].start)]
    rights: list[tuple[int, int]] = []
    for item, following in itertools.pairwise(items):
        a, b = item.end, following.start
        cuts = list(_LIST.finditer(text, a, b))
        joint = next((c for c in reversed(cuts) if c.group() == "并"), cuts[-1]) if cuts else None
        if joint is not None and 0 < joint.start() - a <= 2 and (verb := _JOINT.search(text, joint.end(), b)):
            rights.append((a, verb.start()))
            lefts.append((verb.start(), b))
        elif joint is None:
            middle = text[a:b]
            owner = _OWNER.match(middle)
            if owner is not None:
                rights.append((a, a + owner.end()))
                lefts.append((a + 1, b))
                continue
            counted = _COUNTED.match(middle)
            if counted is not None and isinstance(item, Quantity) and item.dimension == "count":
                rights.append((a, a + counted.end()))
                lefts.append((a, b))
                continue
            whole = phrases.begins_predicate(middle.strip()) or middle.startswith(("（", "("))
            rights.append((a, a) if whole else (a, b))
            lefts.append((a, b) if whole else (b, b))
        else:
            rights.append((a, joint.start()))
            lefts.append((joint.end(), b))
    rights.append((items[-1].end, clause.end))
    return lefts, rights
