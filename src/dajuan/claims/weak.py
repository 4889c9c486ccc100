"""Which quantities say nothing that could be checked: 三个聚焦, 六大行动, 60岁以上老人, 第3页."""

from __future__ import annotations

import re

from dajuan.claims.draft import Draft
from dajuan.language.spans import Ordinal

_ABSTRACT = frozenset(("方面", "个方面", "大", "种", "类", "层", "期", "届", "轮", "次", "点", "步", "字", "面", "道", "环", "口", "门", "本"))
_CONCRETE_ONE = frozenset(("所", "座", "家", "处", "栋", "条", "架", "艘", "台", "套"))
_LIFE = re.compile("寿命|年限|用时|时限|周期|工期|龄")


def is_claimed(text: str, draft: Draft, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the draft's number is an amount of something."""
    item = draft.item
    if isinstance(item, Ordinal):
        return True
    if item.dimension == "number":
        return bool(item.magnitude and not item.chinese) or bool(draft.verb and not item.chinese and item.written_unit == "" and "." in text[item.number_start : item.end])
    if item.dimension == "age" or (item.dimension == "duration" and item.unit != "天"):
        return bool(_LIFE.search(draft.noun))
    if item.dimension == "time" and not draft.verb and not draft.noun:
        return False
    if item.chinese and item.qualifier is None and not draft.verb and text[item.number_start] in "十百千万亿":
        return False
    if item.unit == "大" or text[item.end : item.end + 1] == "级":
        return False
    if not item.chinese or item.dimension != "count":
        return True
    follows = text[item.end : item.end + 1]
    if item.unit in _ABSTRACT or follows in ("“", "《"):
        return False
    if item.qualifier is not None:
        return True
    if item.low == 1 and item.unit not in _CONCRETE_ONE:
        return False
    return bool(draft.act or draft.basis == "change")
