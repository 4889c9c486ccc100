"""What an office decides of a plan, target by target: out of files where somebody wrote it down, else drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from samples.plan_year.course import SHAPES
from samples.plan_year.people import DEPARTMENTS

from dajuan.answers.target import Target

CHANGES = frozenset({"owner", "weight", "curve", "baseline", "deadline", "value", "accrues", "indicator"})
"""Decisions that are fields of a target."""
_FEW = 20
"""Of what is counted in hundreds nobody does half as many again."""
OTHERS = frozenset({"split", "milestone", "merge", "drop", "dispute", "extend", "course"})


@dataclass(frozen=True)
class Decision:
    what: str
    said: str = ""
    why: str = ""


@dataclass
class Decisions:
    """By a target's code."""

    of: dict[str, list[Decision]] = field(default_factory=dict)

    def add(self, code: str, what: str, said: str = "", why: str = "") -> None:
        self.of.setdefault(code, []).append(Decision(what, said, why))

    def each(self, what: str) -> Iterator[tuple[str, Decision]]:
        return ((code, one) for code, some in self.of.items() for one in some if one.what == what)

    def one(self, code: str, what: str) -> Decision | None:
        return next((one for one in self.of.get(code, ()) if one.what == what), None)

    def changes(self, code: str) -> dict[str, str]:
        return {one.what: one.said for one in self.of.get(code, ()) if one.what in CHANGES}


def written(known: Sequence[Target], bindings: Path, decisions: Path) -> Decisions:
    """Those of two tables. Raises :class:`SystemExit` naming a row that fits no target, or more than one."""
    found = Decisions()
    for words, indicator, accrues, why in _rows(bindings):
        code = _meant(known, words, bindings)
        found.add(code, "indicator", indicator, why)
        if accrues:
            found.add(code, "accrues", accrues, why)
    for words, what, said, why in _rows(decisions):
        if what not in CHANGES | OTHERS:
            raise SystemExit(f"{decisions}：没有“{what}”这种决定")
        code = _meant(known, words, decisions)
        found.add(code, what, _meant(known, said, decisions) if what == "merge" else said, why)
    return found


def _rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, second, third, fourth = [*line.split("\t"), "", ""][:4]
            yield first, second, third, fourth


def _meant(known: Sequence[Target], words: str, path: Path) -> str:
    codes = [one.code for one in known if words in one.words]
    if len(codes) != 1:
        raise SystemExit(f"{path}：“{words}”在计划里对应 {len(codes)} 个目标，应当正好一个")
    return codes[0]


def drawn(known: Sequence[Target], year: int, seed: int, bindings: Mapping[str, str]) -> Decisions:
    """For a plan that nobody wrote decisions for: every kind of decision occurs where the plan has room for it.

    ``bindings``: code → indicator.
    """
    found, random = Decisions(), Random(f"{seed} decisions")
    areas = list(dict.fromkeys(one.area for one in known))
    for one in known:
        if not one.owner:
            found.add(one.code, "owner", DEPARTMENTS[areas.index(one.area) % len(DEPARTMENTS)])
        if one.code in bindings:
            found.add(one.code, "indicator", bindings[one.code])
    free = [one for one in known if not found.one(one.code, "indicator")]
    counted = [one for one in free if one.value and one.accrues and one.bound == "at-least"]
    many = [one for one in counted if one.value and one.value.amount.written >= 6]
    tasks = [one for one in free if one.kind == "task" and one.deadline is None]
    for one in _some(random, counted, 1):
        found.add(one.code, "dispute", _less(one), "条件有变，年内只能做到这些")
    for one in _some(random, [one for one in many if not _taken(found, one)], 2):
        found.add(one.code, "split", "；".join(f"{DEPARTMENTS[nth]}:{share}" for nth, share in enumerate((5, 3, 2))))
    for one in _some(random, tasks[: len(tasks) // 2], 2):
        found.add(one.code, "milestone", f"{year}-04-30=方案印发:30；{year}-08-31=任务过半:30；{year}-11-30=验收:40")
    for one in _some(random, tasks[len(tasks) // 2 :], 3):
        what = "drop" if not list(found.each("drop")) else "extend"
        said = "" if what == "drop" else (date(year, 12, 31) + timedelta(days=90)).isoformat()
        found.add(one.code, what, said, "与上级任务重复，不单列" if what == "drop" else "前置条件未落实，申请延期")
    _every_shape(random, found, [one for one in free if not _taken(found, one)])
    return found


def _taken(found: Decisions, one: Target) -> bool:
    return any(decision.what in OTHERS for decision in found.of.get(one.code, ()))


def _some(random: Random, among: list[Target], many: int) -> list[Target]:
    return random.sample(among, min(many, len(among)))


def _less(one: Target) -> str:
    assert one.value is not None
    amount = one.value.amount
    return f"{max(1, int(amount.written * 9 / 10))}{amount.unit.written}"


def _every_shape(random: Random, found: Decisions, free: list[Target]) -> None:
    """A year in which nothing goes wrong would show nothing: each way to fare is met once, the rest is drawn later."""
    few = [one for one in free if one.value and one.accrues and one.value.amount.written <= _FEW]
    for one in _some(random, few, 1):
        found.add(one.code, "course", "overshoot")
    left = [one for one in free if not found.one(one.code, "course")]
    shapes = [shape for shape in SHAPES if shape != "overshoot"]
    for shape, one in zip([*shapes, "silent", "silent"], _some(random, left, len(shapes) + 2), strict=False):
        found.add(one.code, "course", shape)
