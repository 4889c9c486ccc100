"""What pages of safety call things."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.systems.safety.hazard import Waits
from dajuan.web.words import Words

WAITS: Mapping[Waits, Words] = {
    "notice": Words("待通知", "notice to be given"),
    "mending": Words("整改中", "being mended"),
    "recheck": Words("待复查", "to be rechecked"),
    "closing": Words("待销号", "to be closed"),
    "": Words("已了结", "done"),
}
LIGHTS: Mapping[str, Words] = {
    "red": Words("逾期", "overdue"),
    "yellow": Words("临期", "near its day"),
    "green": Words("期限内", "in time"),
    "blue": Words("已了结", "done"),
}
BLANKS: Mapping[str, Words] = {
    "on": Words("哪天", "On"),
    "due_on": Words("整改期限（不写按等级）", "To be mended by (empty: as its grade allows)"),
    "person": Words("谁整改 / 复查的", "Who mended, or rechecked, it"),
    "days": Words("延长几天", "Days more"),
    "note": Words("说明", "Words"),
    "evidence": Words("附件", "Files"),
}
WHO: Mapping[str, Words] = {
    "department": Words("监管单位", "the department"),
    "street": Words("办事处", "the street office"),
    "supervision": Words("督查", "supervision"),
    "leader": Words("领导", "the leader"),
}
