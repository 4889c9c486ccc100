"""What pages of permits call things."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.systems.permits.hours import HOUR
from dajuan.systems.permits.materials import Standing as MaterialStanding
from dajuan.systems.permits.promises import Standing
from dajuan.web.words import Words

MATERIAL_STANDINGS: Mapping[MaterialStanding, tuple[Words, str]] = {
    MaterialStanding.MISSING: (Words("缺", "missing"), "red"),
    MaterialStanding.OPEN: (Words("要不要还不知道", "not known"), "grey"),
    MaterialStanding.OVERDUE: (Words("承诺逾期，仍缺", "promise overdue"), "red"),
    MaterialStanding.PROMISED: (Words("已承诺", "promised"), "yellow"),
    MaterialStanding.HAD: (Words("已交", "handed in"), "green"),
    MaterialStanding.SHARED: (Words("数据共享", "shared data"), "green"),
    MaterialStanding.ISSUED: (Words("证已发", "issued"), "green"),
    MaterialStanding.PAST: (Words("那一证已发，不再要", "not asked any more"), "white"),
}
PROMISE_STANDINGS: Mapping[Standing, tuple[Words, str]] = {
    Standing.OVERDUE: (Words("逾期", "overdue"), "red"),
    Standing.SOON: (Words("临期", "due soon"), "yellow"),
    Standing.MENDING: (Words("整改中", "being mended"), "yellow"),
    Standing.TO_CHECK: (Words("待核查", "to be checked"), "yellow"),
    Standing.OPEN: (Words("未到期", "not due yet"), "white"),
    Standing.VOID: (Words("无效：承诺人在暂停期", "void: its builder was barred"), "grey"),
    Standing.REVOKED: (Words("已撤销", "revoked"), "red"),
    Standing.LATE: (Words("逾期兑现", "kept late"), "blue"),
    Standing.KEPT: (Words("按期兑现", "kept"), "blue"),
}
"""With their lights. Two tables: ``open`` and ``overdue`` are not the same of a material and of a promise."""
WAITING, HANDLING = Words("等申报", "to be applied for"), Words("审批", "with the office")


def hours(minutes: int) -> str:
    """``7.5``; an hour's tenth is six minutes."""
    return f"{minutes / HOUR:.1f}"
