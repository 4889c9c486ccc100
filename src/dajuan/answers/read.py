"""What can be asked of a plan: its targets, as of a day, as known at a moment; one of them by whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dajuan.answers.target import PROGRAMME, Target, target_of
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of, states_of_programme
from dajuan.ledger.trouble import ConflictError, LedgerError, Trouble

_SAID = re.compile(r"(?:(?P<year>\d{4})-)?[Tt]?-?(?P<number>\d{1,4})(?P<parts>(?:\.\d{1,3})*)\Z")


def targets(
    ledger: Ledger, *, year: int | None = None, as_of: date = date.max, size: int | None = None
) -> list[Target]:
    """All targets there were on a day, in the plan's order; ``size`` looks at the log's first entries only.

    Those dropped (不再跟踪) and those merged into others are among them: their stage says so.
    """
    refuse_without_programme(ledger)
    states = states_of_programme(ledger, programme=PROGRAMME, size=size)
    found = [one for state in states.values() if (one := target_of(state, as_of)) is not None]
    return sorted((one for one in found if year in (None, one.year)), key=lambda one: in_order(one.code))


def in_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """2024-007.2 before 2024-007.10; words after numbers, for a sheet may bring codes of its own (Y-1)."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"[-.]", code))


def refuse_without_programme(ledger: Ledger) -> None:
    if PROGRAMME not in ledger.programmes:
        raise LedgerError(
            f"没有启用事项 {PROGRAMME}（目标任务）：在 dajuan.toml 的 [programmes] on 里加上它",
            f"the programme {PROGRAMME} is not switched on: add it to [programmes] on in dajuan.toml",
        )


def target_called(known: Sequence[Target], said: str, year: int | None = None) -> Target:
    """The target that somebody means by ``2024-007``, ``T-07`` or ``7``; the latest plan where no year is said."""
    found = _SAID.match(said.strip())
    named = [one for one in known if said.strip() in {one.code, one.name}]
    if found:
        number = f"{int(found['number']):03}{found['parts']}"
        wanted = int(found["year"]) if found["year"] else year
        named += [one for one in known if one.code.partition("-")[2] == number and wanted in (None, one.year)]
    if not named:
        raise _unknown(known, said)
    return max(named, key=lambda one: one.year)


def _unknown(known: Iterable[Target], said: str) -> LedgerError:
    codes = [one.code for one in known]
    if not codes:
        return LedgerError(
            f"没有目标“{said}”：还没有导入计划，先运行 dajuan plan import",
            f"no target '{said}': no plan was imported yet, run dajuan plan import first",
        )
    return LedgerError(
        f"没有目标“{said}”；有 {codes[0]} 至 {codes[-1]}，dajuan plan review 列出全部",
        f"no target '{said}'; there are {codes[0]} to {codes[-1]}, dajuan plan review lists them all",
    )


def looked_at(ledger: Ledger, seen: int | None) -> int:
    """The log's size when the caller of a service looked; who does not say looks now."""
    return size_of(ledger) if seen is None else seen


def refuse_moved(known: Sequence[Target], one: Target, seen: int) -> None:
    """Raise :class:`ConflictError` where somebody wrote about a target or a part of it since ``seen``: what is added to
    it (parts, milestones) are subjects of their own, of which the ledger cannot tell that they are too many."""
    moved = [each for each in known if each.last >= seen and (each.code == one.code or each.part_of == one.code)]
    if moved:
        code = moved[0].code
        raise ConflictError(
            [
                Trouble(
                    "conflict",
                    f"{code}：打开以后有人写入了新记录（第 {moved[0].last} 条）：看过再改",
                    f"{code}: somebody wrote entry {moved[0].last} since: look again, then change",
                )
            ]
        )


def parts_of(known: Iterable[Target], code: str) -> list[Target]:
    """What a target was split into, and its milestones; not what was dropped."""
    return [one for one in known if one.part_of == code and one.stage != "dropped"]
