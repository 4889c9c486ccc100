"""What cannot be, or looks wrong: more energy than a month has hours for, self-used beyond generated, output that is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dajuan.systems.energy.installations import SEASONAL, Installation, Month
from dajuan.systems.energy.settings import Settings

_DAY = 24


class Doubt(NamedTuple):
    code: str
    name: str
    month: date | None
    zh: str
    en: str
    certain: bool
    """It cannot be; else it is asked about."""


def doubts(some: Iterable[Installation], settings: Settings, on: date) -> list[Doubt]:
    return [doubt for one in some for doubt in _of(one, settings, on)]


def _of(one: Installation, settings: Settings, on: date) -> Iterator[Doubt]:
    for month in one.months:
        yield from _of_month(one, month)
    yield from _hours(one, settings, on)
    yield from _late(one, settings, on)
    if one.filed and one.connected.watts > one.filed.watts:
        yield _doubt(one, None, f"并网 {float(one.connected.kilowatts):,g} 千瓦，多于备案的 {float(one.filed.kilowatts):,g} 千瓦", f"{float(one.connected.kilowatts):,g} kW connected, more than the {float(one.filed.kilowatts):,g} kW filed", certain=False)  # fmt: skip


def _of_month(one: Installation, month: Month) -> Iterator[Doubt]:
    hours = month.last.day * _DAY
    said = f"{month.last:%Y-%m}"
    if one.connected and month.generation / one.connected > hours:
        yield _doubt(one, month.last, f"{said} 发电 {float(month.generation.kilowatt_hours):,g} 千瓦时，{float(one.connected.kilowatts):,g} 千瓦满发 {hours} 小时也发不出：是不是功率和电量填反，或差一万倍？", f"{said}: {float(month.generation.kilowatt_hours):,g} kWh, more than {float(one.connected.kilowatts):,g} kW give in {hours} hours; was power taken for energy, or 万 forgotten?", certain=True)  # fmt: skip
    if month.self_used.watt_hours > month.generation.watt_hours:
        yield _doubt(
            one, month.last, f"{said} 自用多于发电", f"{said}: more was self-used than generated", certain=True
        )


def _hours(one: Installation, settings: Settings, on: date) -> Iterator[Doubt]:
    if one.kind != "pv" or not one.connected:
        return
    for year in sorted({month.last.year for month in one.months if month.last <= on}):
        hours = sum((month.generation / one.connected for month in one.of_year(year)), 0)
        if hours > settings.pv_hours:
            yield _doubt(one, None, f"{year} 年等效 {float(hours):,.0f} 小时，超过 {settings.pv_hours}：容量或电量像填错了（本系统口径）", f"{year}: {float(hours):,.0f} equivalent hours, above {settings.pv_hours}; capacity or energy looks wrong (our own line)", certain=False)  # fmt: skip


def _late(one: Installation, settings: Settings, on: date) -> Iterator[Doubt]:
    due = _last_due(on, settings)
    since = one.row.stage_on
    if one.kind in SEASONAL or not one.is_running or since is None or since > due.replace(day=1):
        return
    if not one.months or one.months[-1].last < due:
        yield _doubt(one, due, f"{due:%Y-%m} 的产出还没有报，月末已过 {settings.late_days} 天（本系统口径）", f"the output of {due:%Y-%m} is not in yet, {settings.late_days} days after its end (our own line)", certain=False)  # fmt: skip


def _last_due(on: date, settings: Settings) -> date:
    """The last day of the month that should be in by now."""
    return (on - timedelta(days=settings.late_days)).replace(day=1) - timedelta(days=1)


def _doubt(one: Installation, month: date | None, zh: str, en: str, *, certain: bool) -> Doubt:
    return Doubt(one.row.code, one.row.name, month, zh, en, certain)
