"""企业: founded, counted at mid-year and at the year's end, sometimes struck off."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from samples.year.month import Life, Row, number, some_day
from samples.year.names import STREETS, company

from dajuan.programmes.values.credit_code import check_character, organisation_check_character

PROGRAMME = "enterprise-register"
INDUSTRIES = (
    "industry",
    "industry",
    "industry",
    "software",
    "software",
    "wholesale",
    "retail",
    "construction",
    "leasing",
    "other",
)
SCALE = 2000
"""规模以上: yearly revenue in 万元."""
_NEW, GONE, _GROWN = 15, 120, 30
"""In a year that follows: one in so many is founded, is struck off; so many grow above scale."""


def enterprises(random: Random, many: int, year: int) -> list[Life]:
    """The first year: everybody comes onto the register in it."""
    lives, names = [], set[str]()
    for nth in range(1, many + 1):
        born = (
            date(year, 1, random.randint(2, 26))
            if nth <= many * 3 // 4
            else some_day(random, date(year, 1, 2), date(year, 11, 20))
        )
        life = _founded(random, nth, born, names)
        row = life.said[0][1]
        if born < date(year, 6, 1):
            life.said.append((date(year, 6, 30), _staff(random, row, 1.2)))
        revenue = round(number(row, "revenue") * random.uniform(0.8, 1.4), 2)
        life.said.append((date(year, 12, 31), _year_end(revenue)))
        if nth % 90 == 0:
            gone = some_day(random, max(born, date(year, 7, 1)) + timedelta(days=1), date(year, 12, 20))
            _strike_off(life, gone)
        lives.append(life)
    return lives


def enterprises_go_on(random: Random, lives: list[Life], year: int) -> list[Life]:
    """A year more: those above scale report, some grow above it, new ones come. Gives the new ones."""
    names = {str(life.said[0][1]["name"]) for life in lives}
    grown = _GROWN * len(lives) // 4500 or 1
    for nth, life in enumerate(lives):
        if life.stage == "deregistered":
            continue
        if nth % GONE == 0:
            _strike_off(life, some_day(random, date(year, 2, 1), date(year, 12, 20)))
        above = any(row.get("above-scale") for _, row in life.said)
        revenue = [number(row, "revenue") for _, row in life.said if "revenue" in row][-1]
        if not above and grown and revenue > SCALE and life.said[0][1]["industry"] == "industry":
            grown, above = grown - 1, True
            life.said.append((some_day(random, date(year, 2, 5), date(year, 11, 25)), {"above-scale": True}))
        if above and life.stage == "present":
            if nth % 3 == 0:
                life.said.append((date(year, 6, 30), _staff(random, life.said[0][1], 1.3)))
            life.said.append((date(year, 12, 31), _year_end(round(revenue * random.uniform(0.85, 1.25), 2))))
    many = len(lives)
    return [
        _founded(random, nth, some_day(random, date(year, 1, 6), date(year, 11, 28)), names)
        for nth in range(many + 1, many + 1 + many // _NEW)
    ]


def _founded(random: Random, nth: int, born: date, names: set[str]) -> Life:
    name = company(random)
    while name in names:
        name += f"（{random.choice(STREETS)[:2]}）"
    names.add(name)
    revenue = round(random.lognormvariate(7.5, 1.6), 2)
    row: Row = {
        "name": name, "industry": random.choice(INDUSTRIES), "district": random.choice(STREETS), "stage": "present",
        "above-scale": revenue > SCALE, "revenue": revenue, "tax": round(revenue * random.uniform(0.01, 0.08), 2),
        "rd-spend": round(revenue * random.choice((0, 0.02, 0.04, 0.07)), 2),
        "employees": max(1, int(revenue / random.uniform(40, 160))), "assets": round(revenue * random.uniform(0.6, 2), 2),
        "land": round(random.uniform(2, 90), 1) if nth % 7 == 0 else None,
    }  # fmt: skip
    return Life(PROGRAMME, _credit_code(nth), [(born, row)])


def _staff(random: Random, row: Row, most: float) -> Row:
    return {"employees": max(1, int(number(row, "employees") * random.uniform(0.9, most)))}


def _year_end(revenue: float) -> Row:
    return {"revenue": revenue, "tax": round(revenue * 0.04, 2), "rd-spend": round(revenue * 0.03, 2)}


def _strike_off(life: Life, day: date) -> None:
    life.said = [one for one in life.said if one[0] < day] + [(day, {"stage": "deregistered"})]
    life.papers[day] = "注销证明"


def _credit_code(nth: int) -> str:
    organisation = f"MA{nth:06}"
    body = "91999999" + organisation + organisation_check_character(organisation)
    return body + check_character(body)
