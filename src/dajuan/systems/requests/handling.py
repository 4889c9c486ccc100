"""办理规则 rules of handling: limits in working days, the ladder of reminders, the visit budget; versions, each from a day on.

Ours and what places published are in ``handling.yaml``; a zone's own versions are in its ``requests.yaml``, and then hold
alone. A request is judged by the version in force on the day it was received: a new version changes no old one's limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast, get_args

from dajuan.answers.notices.ladder import Rung, is_near, plain_rung, read_ladder, rung_at
from dajuan.ledger.key_reader import MARKS, KeyReader, loaded
from dajuan.ledger.trouble import LedgerError
from dajuan.standards.words import Words

FILE = "requests.yaml"
"""In a zone's folder."""
KINDS = ("consultation", "help", "complaint", "report", "suggestion")
GRADES = ("ordinary", "urgent", "complex")
Start = Literal["received", "assigned", "reassigned"]
_STARTS, _WHO = get_args(Start), ("department", "office", "supervision", "leader")
_KEYS = (
    "code", "name", "source", "mark", "in_force", "clock", "assign_within", "limits", "extension_most", "visit_within",
    "ladder", "visits_a_month",
)  # fmt: skip
_LONGEST = 250
"""Working days: a year. A limit beyond is a slip."""


class HandlingError(LedgerError):
    """Rules that cannot be used; says which version and which key."""


@dataclass(frozen=True, slots=True)
class Handling:
    """One version."""

    code: str
    name: Words
    source: str
    mark: str
    first: date | None
    last: date | None
    clock: Start
    assign_within: int
    limits: Mapping[str, Mapping[str, int]]
    extension_most: int
    visit_within: int
    ladder: tuple[Rung, ...]
    visits_a_month: int

    def limit(self, kind: str, grade: str) -> int:
        """Working days. What a version does not tell apart is as the ordinary grade, as the default kind."""
        default = self.limits["default"]
        own = self.limits.get(kind, {})
        return own.get(grade) or (own.get("ordinary") if own else default.get(grade)) or default["ordinary"]

    def rung(self, used: int, limit: int) -> Rung | None:
        """The highest step reached."""
        return rung_at(self.ladder, used, limit)

    def near(self, used: int, limit: int) -> bool:
        """Past the last step of the ladder that comes before the end of a limit."""
        return is_near(self.ladder, used, limit)

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Handlings:
    """The versions of a zone, earliest first."""

    versions: tuple[Handling, ...]

    def on(self, day: date) -> Handling:
        """The version in force on a day; before the first one's day that one, after the last one's end the last."""
        return next((one for one in reversed(self.versions) if one.holds(day)), self._nearest(day))

    def _nearest(self, day: date) -> Handling:
        began = [one for one in self.versions if one.first is None or one.first <= day]
        return began[-1] if began else self.versions[0]


@cache
def published() -> tuple[Handling, ...]:
    """Ours, and those of ``handling.yaml`` that places published."""
    path = Path(__file__).with_suffix(".yaml")
    return tuple(
        read_version(one, f"{path.name} {one['code']}") for one in _loaded(path.read_text("utf-8"))["versions"]
    )


@cache
def ours() -> Handlings:
    path = Path(__file__).with_suffix(".yaml")
    default = _loaded(path.read_text("utf-8"))["default"]
    return Handlings(tuple(one for one in published() if one.code == default))


def handlings_in(folder: Path) -> Handlings:
    """A zone's versions; ours where it has written none. Raises :class:`HandlingError` naming file, version and key."""
    path = folder / FILE
    try:
        told = path.stat()
    except OSError:
        return ours()
    return _kept(path, told.st_mtime_ns, told.st_size)


@cache
def _kept(path: Path, changed: int, size: int) -> Handlings:
    return read_handlings(path.read_text("utf-8"), str(path))


def read_handlings(text: str, where: str) -> Handlings:
    told = _loaded(text, where)
    versions = told.get("versions") if isinstance(told, dict) else None
    if not isinstance(versions, list) or not versions:
        raise HandlingError(f"{where}：要有 versions，一个版本一项", f"{where}: versions is a list, one item a version")
    read = [read_version(one, f"{where} versions[{at}]") for at, one in enumerate(versions)]
    ordered = sorted(read, key=lambda one: one.first or date.min)
    for before, after in pairwise(ordered):
        if before.first == after.first:
            raise HandlingError(
                f"{where}：{before.code} 和 {after.code} 从同一天起施行（{after.first or '不限'}）",
                f"{where}: {before.code} and {after.code} are both in force from {after.first or 'ever'}",
            )
    return Handlings(tuple(ordered))


def _loaded(text: str, where: str = "handling.yaml") -> Any:
    return loaded(text, where, HandlingError)


def read_version(told: object, where: str) -> Handling:
    """Raises :class:`HandlingError` naming the key."""
    one = _Version(told, where)
    limits = one.limits()
    ladder = one.ladder()
    names, in_force = one.table("name"), one.table("in_force", needed=False)
    return Handling(
        one.word("code"), Words(str(names.get("zh", "")), str(names.get("en", ""))), one.word("source"),
        one.one_of("mark", MARKS), one.day(in_force, "from"), one.day(in_force, "to"),
        cast(Start, one.one_of("clock", _STARTS)), one.number("assign_within"), limits,
        one.number("extension_most", fewest=0), one.number("visit_within"), ladder, one.number("visits_a_month", fewest=0),
    )  # fmt: skip


class _Version(KeyReader):
    """A version on its way in. Days are working days."""

    error = HandlingError

    def __init__(self, told: object, where: str) -> None:
        super().__init__(told, where, keys=_KEYS, longest=_LONGEST)

    def day(self, table: Mapping[str, Any], key: str) -> date | None:
        value = table.get(key)
        if value is not None and type(value) is not date:
            raise self.wrong(f"in_force.{key}", f"应是日期，现为 {value!r}", f"is a day, not {value!r}")
        return value

    def limits(self) -> dict[str, dict[str, int]]:
        table = self.table("limits")
        found: dict[str, dict[str, int]] = {}
        for kind, grades in table.items():
            if kind not in {"default", *KINDS} or not isinstance(grades, dict):
                known = "、".join(("default", *KINDS))
                raise self.wrong(f"limits.{kind}", f"性质是 {known} 之一，其下是等级", f"the kind is one of {known}, with grades under it")  # fmt: skip
            for grade, value in grades.items():
                if grade not in GRADES:
                    raise self.wrong(f"limits.{kind}.{grade}", f"等级是 {'、'.join(GRADES)} 之一", f"the grade is one of {', '.join(GRADES)}")  # fmt: skip
                found.setdefault(kind, {})[grade] = self.whole(value, f"limits.{kind}.{grade}")
        for kind in ("default", *found):
            if "ordinary" not in found.get(kind, {}):
                raise self.wrong(f"limits.{kind}.ordinary", "没有写", "is missing")
        return found

    def ladder(self) -> tuple[Rung, ...]:
        return read_ladder(self.told.get("ladder"), who=_WHO, whole=self.whole, wrong=self.wrong)


def plain_version(one: Handling) -> dict[str, Any]:
    """A version as its file writes it."""
    return {
        "code": one.code, "name": one.name._asdict(), "source": one.source, "mark": one.mark,
        "in_force": {"from": one.first, "to": one.last}, "clock": one.clock, "assign_within": one.assign_within,
        "limits": {kind: dict(grades) for kind, grades in one.limits.items()}, "extension_most": one.extension_most,
        "visit_within": one.visit_within, "ladder": [plain_rung(rung) for rung in one.ladder], "visits_a_month": one.visits_a_month,
    }  # fmt: skip


def text_of(versions: Sequence[Handling]) -> str:
    """A zone's file. Raises :class:`HandlingError` where two begin on one day."""
    import yaml

    head = "# 本园区的办理规则，格式见 Dajuan 的 systems/requests/handling.yaml。This zone's rules of handling.\n"
    plain = [plain_version(one) for one in versions]
    text = head + yaml.safe_dump({"versions": plain}, allow_unicode=True, sort_keys=False, width=120)
    read_handlings(text, FILE)
    return text
