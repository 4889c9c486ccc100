"""请核对: what the rows say against each other, by row and field. Nothing is left out of sums for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dajuan.standards.words import Words
from dajuan.systems.works.project import INVESTED, PROJECTS, TOTAL, YEAR, Project


class What(StrEnum):
    UNDER_DONE = "total-under-done"
    YEAR_OVER_TOTAL = "year-over-total"
    NEGATIVE = "negative-month"
    JANUARY = "january-alone"
    BEFORE_START = "invested-before-start"
    TWICE = "on-both-lists"


class Doubt(NamedTuple):
    project: Project
    field: str
    on: date | None
    """The period, where it is of one."""
    what: What
    words: Words


def doubts(projects: Iterable[Project], year: int) -> list[Doubt]:
    """Of months those of this year; in the order of the projects' codes. Projects whose twin is not among them are not held
    against it."""
    some = list(projects)
    twins = {one.row.code: one for one in some if one.row.programme == PROJECTS}
    found = [
        doubt for one in some for doubt in (*_of_total(one, year), *_of_months(one, year), *_of_twin(one, twins, year))
    ]
    return sorted(found, key=lambda one: (one.project.key, one.on or date.min, one.what))


def _of_total(one: Project, year: int) -> Iterable[Doubt]:
    total, plan = one.total, one.plans.get(year)
    if total is None:
        return
    if one.to_date > total:
        words = Words(
            f"计划总投资 {_wan(total)} 万元，小于累计完成 {_wan(one.to_date)} 万元；核对单位，或按调整后的总投资重填",
            f"the planned total of {_wan(total)} 万元 is under what was done, {_wan(one.to_date)} 万元; check the unit or restate the total",
        )
        yield Doubt(one, TOTAL, None, What.UNDER_DONE, words)
    if plan is not None and plan > total:
        words = Words(
            f"{year} 年计划投资 {_wan(plan)} 万元，大于计划总投资 {_wan(total)} 万元",
            f"the plan of {year}, {_wan(plan)} 万元, is above the planned total of {_wan(total)} 万元",
        )
        yield Doubt(one, YEAR, None, What.YEAR_OVER_TOTAL, words)


def _of_months(one: Project, year: int) -> Iterable[Doubt]:
    started = one.started
    for month in one.months:
        if month.end.year != year:
            continue
        said = f"{month.end:%Y-%m}"
        if month.fen < 0:
            words = Words(
                f"{said} 本期完成投资是负数 {_wan(month.fen)} 万元；核减请更正原来那个月的记录，并写明理由",
                f"{said} has a negative amount, {_wan(month.fen)} 万元; correct the month that was too much, and say why",
            )
            yield Doubt(one, INVESTED, month.end, What.NEGATIVE, words)
        if month.end.month == 1:
            words = Words(
                f"{said} 单独报了 {_wan(month.fen)} 万元；1 月不单独报，应和 2 月合并报在 2 月",
                f"{said} was reported alone, {_wan(month.fen)} 万元; January is reported together with February, in February",
            )
            yield Doubt(one, INVESTED, month.end, What.JANUARY, words)
        if month.fen > 0 and (started is None or (month.end.year, month.end.month) < (started.year, started.month)):
            words = Words(
                f"{said} 报了投资 {_wan(month.fen)} 万元，项目那时还没有开工记录",
                f"{said} has an amount of {_wan(month.fen)} 万元, and no start was on record by then",
            )
            yield Doubt(one, INVESTED, month.end, What.BEFORE_START, words)


def _of_twin(one: Project, twins: Mapping[str, Project], year: int) -> Iterable[Doubt]:
    twin = twins.get(one.same) if one.same else None
    if twin is not None and one.done_in(year) != twin.done_in(year):
        words = Words(
            f"和投资项目 {twin.row.code} 是同一个工程，今年完成却不同：{_wan(one.done_in(year))} 与 {_wan(twin.done_in(year))} 万元；合计只计投资项目的",
            f"is the project {twin.row.code}, yet they differ: {_wan(one.done_in(year))} and {_wan(twin.done_in(year))} 万元; sums take the project's",
        )
        yield Doubt(one, INVESTED, None, What.TWICE, words)


def _wan(fen: int) -> str:
    return f"{fen / 1_000_000:,.2f}"
