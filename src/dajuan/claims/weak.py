"""Which quantities say nothing that could be checked: 三个聚焦, 六大行动, 60岁以上老人, 第3页."""

from __future__ import annotations

from dajuan.claims.draft import Draft
from dajuan.language.lazy import lazy
from dajuan.language.spans import Ordinal, Quantity

_ABSTRACT = frozenset(
    (
        "方面",
        "个方面",
        "大",
        "种",
        "类",
        "层",
        "期",
        "届",
        "轮",
        "次",
        "点",
        "步",
        "字",
        "面",
        "道",
        "环",
        "口",
        "门",
        "本",
    )
)
_CONCRETE_ONE = frozenset(("所", "座", "家", "处", "栋", "条", "架", "艘", "台", "套"))
_MARKS = frozenset("，。、；！？：,;）)”\n ") | {""}
_SURVEY = lazy("(?:人口|劳动力)?(?:变动)?(?:情况)?抽样")
_LIFE = lazy("寿命|年限|用时|时限|周期|工期|龄")

_CAPACITIES = frozenset(("power", "mass", "voltage", "volume", "energy"))
_CAPACITY_NAME = lazy(
    r"[\u4e00-\u9fffA-Za-z“”+]{1,16}?(?:项目|工程|生产线|装置|、[^，。；、]{2,20}等[0-9一二三四五六七八九十]|等[0-9一二三四五六七八九十])"
)
_GAINED = lazy(r"(?:新增|增加|建成|完成|累计|达到?|形成|投产|实现|产能|装机|并网|为|约|超|近|处理)$")


def _named_by(text: str, item: Quantity) -> bool:
    """推动甲县34万千瓦风电等5个项目: the capacity is part of the project's name."""
    named = _CAPACITY_NAME.match(text, item.end)
    return named is not None and not _GAINED.search(text, max(0, item.start - 4), item.start)


def measures(text: str, item: Quantity | Ordinal) -> bool:
    """Whether the span counts or measures at all; what does not is part of the words around it.

    60岁以上老人, 百亿元企业, 25兆瓦级 and 三年行动 name a group, a class, a plan.
    """
    if isinstance(item, Ordinal):
        return True
    after = text[item.end : item.end + 1]
    if after == "级" or item.unit == "大" or (item.dimension == "ratio" and _SURVEY.match(text, item.end)):
        return False
    if item.dimension in _CAPACITIES and _named_by(text, item):
        return False
    if item.dimension == "age":
        return after in _MARKS and bool(_LIFE.search(text, max(0, item.start - 8), item.start))
    if item.dimension == "duration" and item.unit != "天":
        return after in _MARKS and bool(_LIFE.search(text, max(0, item.start - 14), item.start))
    return not (
        item.chinese and item.qualifier is None and text[item.number_start] in "十百千万亿" and after not in _MARKS
    )


def is_claimed(text: str, draft: Draft) -> bool:
    """Whether the draft's number is an amount of something, or only looks like one in its sentence."""
    item = draft.item
    if isinstance(item, Ordinal):
        return True
    if item.dimension == "number":
        return not item.chinese and (bool(item.magnitude) or (bool(draft.verb) and "." in item_digits(text, item)))
    if item.dimension == "time" and not draft.verb and not draft.noun:
        return False
    if not item.chinese or item.dimension != "count":
        return not (
            item.chinese and item.qualifier is None and not draft.verb and text[item.number_start] in "十百千万亿"
        )
    after = text[item.end : item.end + 1]
    if item.unit in _ABSTRACT or after in ("“", "《") or after.isdigit():
        return False
    if item.qualifier is not None:
        return True
    if item.low == 1 and item.unit not in _CONCRETE_ONE:
        return False
    return bool(draft.act or draft.basis == "change")


def item_digits(text: str, item: Quantity) -> str:
    """The number as written, without what bounds it."""
    return text[item.number_start : item.end]
