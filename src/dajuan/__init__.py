"""Dajuan 答卷: read a work report, list what it claims and promises, and check whether its numbers hold.

>>> import dajuan
>>> reading = dajuan.read("全年新增孵化载体6家。")
>>> reading.claims[0].indicator, str(reading.claims[0].low), reading.claims[0].unit
('孵化载体', '6', '家')

The three doors, each imported when it is first used: :func:`read`, :func:`check`, :func:`compare`.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["check", "compare", "read"]

TYPE_CHECKING = False  # as type checkers know it; importing typing would double the time of ``dajuan --help``
if TYPE_CHECKING:
    from typing import Any

    from dajuan.checks.run import check as check
    from dajuan.claims.read import read as read
    from dajuan.comparison.compare import compare as compare

_DOORS = {"read": "dajuan.claims.read", "check": "dajuan.checks.run", "compare": "dajuan.comparison.compare"}


def __getattr__(name: str) -> Any:
    if name in _DOORS:
        from importlib import import_module

        return getattr(import_module(_DOORS[name]), name)
    raise AttributeError(f"module 'dajuan' has no attribute {name!r}")
