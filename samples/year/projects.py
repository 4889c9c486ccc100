"""投资项目: signed, started, built; what is invested comes in by month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from samples.year.month import Life, Row, month_end, number, some_day
from samples.year.names import TRADES, company
from samples.year.scale import Scale

PROGRAMME = "investment-projects"
CATEGORIES = ("manufacturing", "manufacturing", "infrastructure", "modern-services", "livelihood")
ROAD = ("planned", "signed", "honoured", "started", "building", "producing", "at-capacity")
PAPERS = {
    "signed": "投资协议",
    "honoured": "履约证明",
    "started": "施工许可证",
    "producing": "竣工验收备案表",
    "at-capacity": "达效证明",
}
_BUSY = {"started", "building"}
_SMALLEST = 10_000
"""万元: the zone's list takes in what is of 亿元 and more."""
_RENEWED = 5
"""Every fifth new project is a technical renewal (技术改造)."""
_WEIGHTS = (0, 1.1, 1.3, 1.3, 1.4, 1.6, 1.2, 1.2, 1.4, 1.3, 1.5, 1.7)
"""A year's rhythm of works: nothing alone in January, most before the half and the whole year end."""


def projects(random: Random, year: int, scale: Scale) -> list[Life]:
    lives = []
    for nth in range(1, scale.projects + 1):
        begun = (
            nth <= scale.projects * 3 // 5
        )  # carried over from the year before: everything up to building falls in January
        life = _planned(random, nth, year, "continued" if begun else "new")
        day = date(year, 1, random.randint(2, 5)) if begun else some_day(random, date(year, 1, 8), date(year, 8, 31))
        life.said = [(day, life.said[0][1])]
        steps = random.randint(3, 6) if begun else random.randint(1, 5)
        for _, stage in list(pairwise(ROAD))[:steps]:
            quick = begun and day.month == 1 and stage != "producing"
            day += timedelta(days=random.randint(2, 6) if quick else random.randint(25, 120))
            if day > date(year, 12, 30):
                break
            _reach(life, stage, day)
        _invest(random, life, year)
        lives.append(life)
    _bring_to(lives, year, scale.invested_in(0), 0)
    return lives


def projects_go_on(random: Random, lives: list[Life], year: int, scale: Scale, nth: int) -> list[Life]:
    """A year more: what waited starts, what was built produces, new ones are signed. Gives the new ones."""
    new = _new(random, len(lives), year, scale)
    busy = [life for life in lives if life.stage in _BUSY]
    _grow_up(random, [life for life in lives if life.stage == "producing"], year)
    _start(random, lives, new, year, scale)
    many = sum(life.stage in _BUSY for life in (*lives, *new))
    old = [life for life in busy if life.stage_on < date(year, 1, 1)]
    for life in random.sample(old, min(len(old), max(0, many - scale.under_way))):
        _reach(life, "producing", some_day(random, date(year, 3, 1), date(year, 12, 26)))
    for life in (*lives, *new):
        _plan_anew(random, life, year)
        _invest(random, life, year)
    _bring_to((*lives, *new), year, scale.invested_in(nth), nth)
    return new


def _planned(random: Random, nth: int, year: int, origin: str) -> Life:
    total = max(_SMALLEST, round(random.lognormvariate(10.3, 0.8), 2))
    row: Row = {
        "name": f"云岭{random.choice(TRADES)}{'一二三四五六七八九'[nth % 9]}号项目（{nth}）",
        "builder": company(random), "category": random.choice(CATEGORIES), "origin": origin,
        "planned-total": total, "planned-year": round(total * random.uniform(0.2, 0.6), 2), "stage": "planned",
        "land": round(random.uniform(10, 300), 1), "jobs": random.randint(20, 900),
    }  # fmt: skip
    return Life(PROGRAMME, f"P-{nth:04}", [(date(year, 1, 1), row)])


def _new(random: Random, many: int, year: int, scale: Scale) -> list[Life]:
    """More are planned than signed."""
    new = []
    for nth in range(1, scale.signed + 8):
        life = _planned(random, many + nth, year, "renewed" if nth % _RENEWED == 0 else "new")
        signed = some_day(random, date(year, 1, 20), date(year, 12, 18))
        life.said = [(max(date(year, 1, 4), signed - timedelta(days=random.randint(5, 40))), life.said[0][1])]
        if nth <= scale.signed:
            _reach(life, "signed", signed)
        new.append(life)
    return new


def _grow_up(random: Random, producing: list[Life], year: int) -> None:
    for life in producing[::3]:
        _reach(life, "at-capacity", some_day(random, date(year, 2, 1), date(year, 12, 20)))


def _start(random: Random, lives: list[Life], new: list[Life], year: int, scale: Scale) -> None:
    """Those signed late in the year before, and early in this one; of those that waited long some are stalled."""
    waiting = sorted((life for life in lives if life.stage in {"signed", "honoured"}), key=lambda life: life.stage_on)
    for nth, life in enumerate([*waiting, *(life for life in new if life.stage == "signed")]):
        signed = life.reached("signed") or life.stage_on
        long = timedelta(days=random.randint(scale.days_to_start - 25, scale.days_to_start + 30))
        if nth < len(waiting) // 2:
            if nth % 3 == 0:
                life.reach("stalled", some_day(random, date(year, 3, 1), date(year, 6, 30)), {})
            continue
        day = max(signed + long, date(year, 1, 8) + timedelta(days=random.randint(0, 30)))
        if day > date(year, 12, 25):
            continue
        if life.stage == "signed":
            _reach(life, "honoured", max(date(year, 1, 5), signed + (day - signed) // 2))
        _reach(life, "started", max(day, life.stage_on + timedelta(days=1)))
        works = life.stage_on + timedelta(days=random.randint(25, 60))
        if works < date(year, 12, 28):
            _reach(life, "building", works)


def _reach(life: Life, stage: str, day: date) -> None:
    more: Row = {}
    if stage == "at-capacity":
        more["capacity-value"] = round(number(life.said[0][1], "planned-total") * 1.5, 2)
    life.reach(stage, day, PAPERS, **more)


# Money ------------------------------------------------------------------------------------------------------------


def _plan_anew(random: Random, life: Life, year: int) -> None:
    """年度计划投资 is stated again each January, of all that is not over."""
    if life.said[0][0] < date(year, 1, 1) and _busy_in(life, year):
        total = number(life.said[0][1], "planned-total")
        life.said.append((date(year, 1, 31), {"planned-year": round(total * random.uniform(0.2, 0.6), 2)}))


def _busy_in(life: Life, year: int) -> bool:
    started, produced = life.reached("started"), life.reached("producing")
    return started is not None and started.year <= year and (produced is None or produced.year >= year)


def _invest(random: Random, life: Life, year: int) -> None:
    started, produced = life.reached("started"), life.reached("producing")
    if started is None or not _busy_in(life, year):
        return
    planned = [number(row, "planned-year") for _, row in life.said if "planned-year" in row][-1]
    last = produced.month if produced and produced.year == year and life.said[0][0].year < year else 12
    for month in range(max(2, started.month if started.year == year else 1), last + 1):
        amount = round(planned / 15 * _WEIGHTS[month - 1] * random.uniform(0.4, 1.7), 2)
        received = round(amount * random.uniform(0.5, 1.1), 2)
        life.flows.append((month_end(year, month), {"invested": amount, "funds-received": received}))


def _bring_to(lives: Iterable[Life], year: int, wanted: float, nth: int) -> None:
    """Bring a year's investment to a sum, in 万元, and what was planned of it along."""
    lives = list(lives)
    flows = [row for life in lives for day, row in life.flows if day.year == year]
    factor = wanted / sum(number(row, "invested") for row in flows)
    plans = [row for life in lives for day, row in life.said if day.year == year and "planned-year" in row]
    for row in (*flows, *plans):
        for key in ("invested", "funds-received", "planned-year"):
            if key in row:
                row[key] = round(number(row, key) * factor, 2)
