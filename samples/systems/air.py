"""空气与水: an area and its four stations, three years of hours beside the ledger, an entry for every day of the plan's year and
after, each week brought in as a file of the archives' shape; five water sections with a class a month.

Air is bad in winter (PM2.5) and on hot afternoons (ozone), and comes in spells; each year has a chance of its own, so that the
past is the same whichever day is today.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from samples.plan_year.agenda import Step
from samples.plan_year.people import reporter
from samples.systems.place import Place

from dajuan.ledger.entry import Draft, Value
from dajuan.standards.air.index import pollutants
from dajuan.standards.air.many import nanograms
from dajuan.systems.air.lake import Columns, Lake
from dajuan.systems.air.results import Day, area_days
from dajuan.systems.air.rolling import KIND, draft_of
from dajuan.systems.air.stations import AREAS, STATIONS, WATER

PROGRAMMES = (AREAS, STATIONS, WATER)
_OFFICE = "生态环境分局"
_CLERK = reporter(_OFFICE)
_AREA = "YL"
_STATIONS = {
    "YL01": ("云河路", "national", True, (113.542, 34.812)),
    "YL02": ("望岭街", "provincial", True, (113.561, 34.799)),
    "YL03": ("科学大道", "municipal", True, (113.519, 34.826)),
    "YL04": ("生态廊道微站", "zone", False, (113.548, 34.841)),
}
_YEARS = 3
"""Years gone by of which there are hours."""
_BASE = {"pm25": 34.5, "pm10": 68.0, "so2": 8.0, "no2": 26.0, "co": 0.6, "o3": 80.0}
_WINTER = {"pm25": 0.55, "pm10": 0.4, "so2": 0.3, "no2": 0.3, "co": 0.3}
"""How much more of it there is at midwinter."""
_SECTIONS = (
    ("SW01", "云河入境", "云河", "national", "iii", ("iii", "iii", "iv", "iii")),
    ("SW02", "云河出境", "云河", "national", "iv", ("iv", "iv", "iii", "iv")),
    ("SW03", "望岭渠", "望岭渠", "provincial", "iv", ("v", "iv", "iv", "iv")),
    ("SW04", "科技湖", "科技湖", "municipal", "iii", ("iii", "ii", "iii", "iii")),
    ("SW05", "西流排渠", "西流排渠", "zone", "v", ("worse", "v", "v", "iv")),
)
"""Code, name, river, kind, goal, classes by quarter."""


def lived(place: Place) -> Iterator[Step]:
    yield from _opened(place)
    yield from _water(place)
    first = date(place.since.year + 1, 1, 1)
    lake, codes = Lake(place.derived.parent / "air"), [code for code, one in _STATIONS.items() if one[2]]
    air = _hours(place.seed, date(first.year - _YEARS, 1, 1), place.today)
    lake.take(air)
    days = area_days(lake, codes, first, place.today - timedelta(days=1)) if place.today > first else []
    for start in range(0, len(days), 7):
        yield from _week(place, air, days[start : start + 7])


def _opened(place: Place) -> Iterator[Step]:
    day = place.since.date()
    fields: dict[str, Value] = {"name": "云岭高新区", "assessed": True, "department": _OFFICE}
    yield _step(place, day, Draft(programme=AREAS, subject=_AREA, kind="opened", effective_on=day, fields=fields))
    for code, (name, kind, evaluated, (east, north)) in _STATIONS.items():
        site = f'{{"type":"Point","coordinates":[{east},{north}]}}'
        told: dict[str, Value] = {
            "name": name,
            "kind": kind,
            "evaluated": evaluated,
            "site": site,
            "department": _OFFICE,
        }
        yield _step(place, day, Draft(programme=STATIONS, subject=code, kind="opened", effective_on=day, fields=told, links={"area": f"{AREAS}/{_AREA}"}))  # fmt: skip
        for stage in ("listed", "running"):
            yield _step(
                place, day, Draft(programme=STATIONS, subject=code, kind="moved", stage=stage, effective_on=day)
            )


def _week(place: Place, air: Columns, days: list[Day]) -> Iterator[Step]:
    """What is brought in on the morning after: the file and its days."""
    last = days[-1].day
    file = place.evidence.keep_stream(io.BytesIO(_file(air, days)), name=f"yunling_sites_{last:%Y%m%d}.csv", kind=KIND)
    moment = place.at(last + timedelta(days=1), 9, 20)
    for one in days:
        yield Step(moment, _CLERK, draft_of(_AREA, one, file))


def _file(air: Columns, days: list[Day]) -> bytes:
    """As public archives have it: an hour is called by its end."""
    first = int(air[next(iter(_STATIONS)), "pm25"][0][0])
    lines = [",".join(("date", "hour", "type", *_STATIONS))]
    for hour in range(days[0].day.toordinal() * 24, (days[-1].day.toordinal() + 1) * 24):
        day, end = divmod(hour + 1, 24)
        for key, one in pollutants().items():
            values = (air[code, key][1][hour - first] / nanograms(key) for code in _STATIONS)
            told = ",".join(f"{value:.{one.places}f}" for value in values)
            lines.append(f"{date.fromordinal(day):%Y%m%d},{end},{one.name.en},{told}")
    return "\n".join(lines).encode()


def _hours(seed: int, first: date, until: date) -> Columns:
    """Of whole years, each with a chance of its own, as far as they have been."""
    air: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for year in range(first.year, until.year + 1):
        for at, amounts in _year(seed, year).items():
            air.setdefault(at, []).append(amounts)
    numbers = np.arange(first.toordinal() * 24, until.toordinal() * 24)
    return {
        (code, key): (numbers, _steps(key, np.concatenate(some)[: len(numbers)])) for (code, key), some in air.items()
    }


def _steps(key: str, amounts: NDArray[np.float64]) -> NDArray[np.int64]:
    """As an instrument reports them."""
    ten = 10 ** pollutants()[key].places
    return np.round(amounts * ten).astype(np.int64) * (nanograms(key) // ten)


def _year(seed: int, year: int) -> dict[tuple[str, str], NDArray[np.float64]]:
    random = np.random.default_rng([seed, year])
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    season = np.cos((np.arange(days) - 10) / 365 * 2 * np.pi)
    still = np.exp(np.repeat(random.normal(0, 0.43, days // 4 + 1), 4)[:days] + random.normal(0, 0.22, days))
    dust = np.where(random.random(days) < 0.02, 1.6, 1.0)
    noon = np.clip(np.sin((np.arange(24) - 7) / 14 * np.pi), 0, None)
    found = {}
    for key, base in _BASE.items():
        if key == "o3":
            shape = 18 + base * np.outer((1 - 0.55 * season) * np.sqrt(np.minimum(still, 1.8)), noon)
        else:
            level = base * (1 + _WINTER[key] * season) * still * (dust if key == "pm10" else 1)
            shape = np.repeat(level[:, None], 24, axis=1)
        for code in _STATIONS:
            found[code, key] = (shape * random.uniform(0.85, 1.15, shape.shape)).ravel()
    return found


def _water(place: Place) -> Iterator[Step]:
    day = place.since.date()
    for at, (code, name, river, kind, goal, classes) in enumerate(_SECTIONS):
        fields: dict[str, Value] = {"name": name, "river": river, "kind": kind, "goal": goal, "department": _OFFICE}
        yield _step(place, day, Draft(programme=WATER, subject=code, kind="opened", effective_on=day, fields=fields))
        yield _step(place, day, Draft(programme=WATER, subject=code, kind="moved", stage="listed", effective_on=day))
        for number in range(24):
            last = date(place.since.year + 1 + (number + 1) // 12, (number + 1) % 12 + 1, 1) - timedelta(days=1)
            said: dict[str, Value] = {"class": classes[number % 12 // 3]}
            if last < place.today:
                yield _step(place, last + timedelta(days=8), Draft(programme=WATER, subject=code, kind="stated", effective_on=last, fields=said), minute=at)  # fmt: skip


def _step(place: Place, day: date, draft: Draft, *, minute: int = 0) -> Step:
    return Step(place.at(day, 10, minute), _CLERK, draft)
