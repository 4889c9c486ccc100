"""保交楼: estates that were stalled, from the day they are listed to the day they are struck off."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from samples.year.month import Life, some_day
from samples.year.names import STREETS

PROGRAMME = "housing-delivery"
PAPERS = {"building": "复工确认书", "delivered": "竣工验收备案表", "closed": "销号审批单"}
_ROAD = ("building", "topped-out", "completed", "delivered", "closed")


def estates(random: Random, year: int) -> list[Life]:
    lives = []
    for nth in range(1, 16):
        listed = date(year, 1, random.randint(3, 20))
        life = _listed(random, nth, listed)
        day = listed
        for stage in _ROAD[: 3 + nth % 3 + (nth < 9)]:
            day += timedelta(days=random.randint(15, 70))
            if day > date(year, 12, 28):
                break
            life.reach(stage, day, PAPERS)
        lives.append(life)
    return lives


def estates_go_on(random: Random, lives: list[Life], year: int, delivered: int) -> list[Life]:
    """A year more: exactly so many are delivered, spread over it, and struck off. Gives those newly listed."""
    left = [life for life in lives if life.stage not in {"delivered", "closed"}]
    many = len(lives)
    new = [
        _listed(random, nth, some_day(random, date(year, 1, 6), date(year, 2, 20)))
        for nth in range(many + 1, many + 1 + max(2, delivered + 2 - len(left)))
    ]
    for life in new:
        life.reach("building", life.stage_on + timedelta(days=random.randint(20, 60)), PAPERS)
    for nth, life in enumerate([*left, *new][:delivered]):
        day = date(year, 1, 1) + timedelta(days=int(365 * (nth + 1) / (delivered + 0.4)) - random.randint(0, 12))
        if life.stage == "listed":
            life.reach("building", date(year, 1, 20), PAPERS)
        life.reach("delivered", max(day, life.stage_on + timedelta(days=30)), PAPERS)
        closed = life.stage_on + timedelta(days=random.randint(20, 45))
        if closed <= date(year, 12, 28):
            life.reach("closed", closed, PAPERS)
    return new


def _listed(random: Random, nth: int, day: date) -> Life:
    row: dict[str, object] = {
        "name": f"云岭{'锦绣望江春和景明'[nth % 8]}苑{nth}期", "developer": f"云岭{'松桐石望'[nth % 4]}岳置业有限公司",
        "street-office": random.choice(STREETS), "homes": random.randint(120, 1800), "buildings": random.randint(3, 18),
        "area": round(random.uniform(1.5, 22), 2), "stage": "listed", "whitelisted": nth % 3 == 0,
        "funding-gap": round(random.uniform(300, 20000), 2),
    }  # fmt: skip
    return Life(PROGRAMME, f"E-{nth:03}", [(day, row)])
