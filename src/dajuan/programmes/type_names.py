"""What the types of fields are called in messages and forms."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.programmes.pack import FieldType, Name

TYPE_NAMES: Mapping[FieldType, Name] = {
    "money": Name("金额", "an amount of money"),
    "count": Name("个数", "a count"),
    "ratio": Name("比率", "a ratio"),
    "point": Name("百分点", "percentage points"),
    "multiple": Name("倍数", "a multiple"),
    "area": Name("面积", "an area"),
    "length": Name("长度", "a length"),
    "mass": Name("重量", "a mass"),
    "volume": Name("体积", "a volume"),
    "energy": Name("能量", "an energy"),
    "coal-equivalent": Name("标准煤量", "coal equivalent"),
    "carbon": Name("碳排放量", "carbon emissions"),
    "power": Name("功率", "a power"),
    "computing": Name("算力", "computing power"),
    "duration": Name("时长", "a duration"),
    "working-days": Name("工作日数", "working days"),
    "time": Name("小时数", "hours"),
    "concentration": Name("浓度", "a concentration"),
    "rate": Name("单价或强度", "a price or an intensity"),
    "text": Name("文字", "text"),
    "organisation": Name("单位名称", "an organisation's name"),
    "credit-code": Name("统一社会信用代码", "a unified social credit code"),
    "choice": Name("选项", "a choice"),
    "flag": Name("是否", "yes or no"),
    "date": Name("日期", "a date"),
    "month": Name("月份", "a month"),
    "moment": Name("时刻", "a day and a time of day"),
    "reference": Name("对象引用", "a reference to a subject"),
    "geometry": Name("图形", "a geometry"),
    "amount": Name("数量（自带单位）", "an amount with its unit"),
}


def type_name(kind: str) -> Name:
    """The name of a type, of one per another (money/area), or of a dimension that no field can have: then itself."""
    if "/" in kind:
        over, under = (type_name(one) for one in kind.split("/", 1))
        return Name(f"{over.zh}与{under.zh}之比", f"{over.en} per {under.en}")
    return _ALL.get(kind, Name(kind, kind))


_ALL: Mapping[str, Name] = {str(kind): name for kind, name in TYPE_NAMES.items()}
