"""What the pages call things."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.subjects.row import Row
from dajuan.systems.governance.datasets import OwnedBy
from dajuan.web.served import served
from dajuan.web.words import Words, words_of

DIMENSIONS: Mapping[str, tuple[Words, Words]] = {
    "completeness": (
        Words("完整性", "Completeness"),
        Words("要填的值里，填了的（25012：completeness）", "values there, of those asked for (25012: completeness)"),
    ),
    "validity": (
        Words("有效性", "Validity"),
        Words(
            "有的值里，合事项包和标准的（25012：accuracy、compliance）",
            "values that pass, of those there (25012: accuracy, compliance)",
        ),
    ),
    "timeliness": (
        Words("及时性", "Timeliness"),
        Words(
            "周期容许的天数比最近一条记录的天数（25012：currentness）",
            "days that its cycle allows, against the days since its last entry (25012: currentness)",
        ),
    ),
}
CYCLES: Mapping[str, Words] = {
    "realtime": Words("实时", "in real time"),
    "daily": Words("每日", "daily"),
    "weekly": Words("每周", "weekly"),
    "monthly": Words("每月", "monthly"),
    "quarterly": Words("每季度", "quarterly"),
    "yearly": Words("每年", "yearly"),
}
OWNED_BY: Mapping[OwnedBy, Words] = {
    OwnedBy.DECLARED: Words("目录里写明", "as declared"),
    OwnedBy.STEWARDS: Words("指标责任单位", "who answers for its indicators"),
    OwnedBy.SUBJECTS: Words("多数对象的责任单位", "who answers for most of it"),
    OwnedBy.ZONE: Words("没有写责任单位，归园区", "nobody is named: the zone"),
}


def choice_of(row: Row | None, field: str) -> Words | None:
    """What its pack calls the choice that a row has in a field."""
    pack = served().programmes.get(row.programme) if row else None
    if row is None or pack is None:
        return None
    return next((words_of(one.name) for one in pack.fields[field].choices if one.key == row.fields.get(field)), None)
