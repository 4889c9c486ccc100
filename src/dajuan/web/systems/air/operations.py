"""空气与水的接口: the year and its outlook, days, stations, an index of any concentrations, a file of hours, water sections."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from django.http import Http404
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from dajuan.ledger.trouble import LedgerError, Trouble
from dajuan.outputs.verdicts import said
from dajuan.standards.air.index import Index, day_index, first_day, grade_of
from dajuan.standards.trouble import RuleError
from dajuan.systems.air.exports import Choices, ExportError, Note
from dajuan.systems.air.outlook import Cut
from dajuan.systems.air.results import Day as AirDay
from dajuan.systems.air.results import station_days
from dajuan.systems.air.rolling import held_days
from dajuan.systems.air.year import Tally
from dajuan.web.access.roles import Action
from dajuan.web.api.cursors import Paging, page_of
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.layout.problems import ProblemError
from dajuan.web.systems.air import taking
from dajuan.web.systems.air.asked import CUTS, year_within
from dajuan.web.systems.air.found import Area, area_asked, lake, sections_seen, stations_at, until_of
from dajuan.web.systems.air.one_year import one_year
from dajuan.web.systems.air.views.rules import ITEMS
from dajuan.web.systems.kept import day_of
from dajuan.web.words import Words

router = Router(tags=["air"])
_NOTES = 200


class OfArea(Asked):
    area: Line = Field("", description="评价区域；缺省为考核区域 / an area, else the assessed one")


class AirTallyOut(Schema):
    days: int
    valid: int
    good: int
    rate: float | None
    grades: dict[str, int]


class AirStretchOut(Schema):
    edition: str
    first: Day
    last: Day
    tally: AirTallyOut
    all_year: AirTallyOut | None = Field(description="全年都按这一版 / had this edition held all year")


class AirReplayOut(Schema):
    year: int
    good: int
    valid: int
    total: int


class AirYearOut(Schema):
    area: str
    year: int
    until: Day
    tally: AirTallyOut
    left: int
    possible: int
    target: int | None
    needed: int | None
    editions: list[AirStretchOut] = Field(description="多于一版，这一年不是一条连续的数 / more than one: no one series")
    statistics: dict[str, float] = Field(
        description="年初至今：平均值，CO、O3 为百分位数 / so far: means, of CO and O3 percentiles"
    )
    composite: float | None = Field(description="综合指数 / the composite index")
    replays: list[AirReplayOut] = Field(description="余下的日子照各往年重来 / the rest as in each year gone by")
    low: int | None
    middle: int | None
    high: int | None
    chance: float | None = Field(description="往年太少时为空 / null with too few past years")


class WantedYear(OfArea):
    year: int = Field(0, ge=0, le=9998)
    target: int = Field(0, ge=0, le=366)
    pm25: int = Field(0, ge=0, le=100, description="假设余下的日子 PM2.5 少百分之几 / what if less by so many percent")
    pm10: int = Field(0, ge=0, le=100)
    o3: int = Field(0, ge=0, le=100)


@router.get(
    "/air/year",
    response=AirYearOut,
    summary="一年的优良天数和达标把握 / A year's good days and the chance of its target",
)
def air_year(request: Request, asked: Query[WantedYear]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    area, until = _area(request, asked), until_of(moment)
    cut = Cut({key: Fraction(getattr(asked, key), 100) for key in CUTS if getattr(asked, key)})
    found = one_year(viewer, area, year_within(asked.year, until.year), until, moment, target=asked.target, cut=cut)
    year, period, looked = found.year, found.so_far, found.outlook
    return {
        "area": area.row.code,
        "year": year.year,
        "until": year.until,
        "tally": _tally(year.tally),
        "left": year.left,
        "possible": year.possible,
        "target": found.target,
        "needed": found.needed,
        "editions": [
            {
                "edition": one.edition.code, "first": one.first, "last": one.last, "tally": _tally(one.tally),
                "all_year": _tally(year.anew[one.edition.code]) if year.anew else None,
            }
            for one in year.breaks
        ],
        "statistics": {key: float(value) for key, value in period.statistics.items()},
        "composite": float(period.composite.value) if period.composite else None,
        "replays": [one._asdict() for one in looked.replays],
        "low": looked.low,
        "middle": looked.middle,
        "high": looked.high,
        "chance": None if looked.chance is None else float(looked.chance),
    }  # fmt: skip


def _area(request: Request, asked: OfArea) -> Area:
    found = area_asked(request.viewer, asked.area, asked.moment())
    if found is None:
        raise Http404
    return found


def _tally(one: Tally) -> dict[str, Any]:
    return {**one._asdict(), "rate": None if one.rate is None else float(one.rate)}


class AirIndexOut(Schema):
    edition: str
    aqi: int | None = Field(description="不发布为空 / null where it is not published")
    grade: Said | None
    primary: list[str]
    missing: list[str]
    iaqi: dict[str, int]


class AirDayOut(AirIndexOut):
    day: Day
    values: dict[str, float] = Field(description="CO 毫克/立方米，其余微克/立方米 / CO in mg/m³, all else in µg/m³")
    seq: int | None = Field(description="台账里的记录 / its entry in the ledger")


class AirDaysOut(Schema):
    items: list[AirDayOut]
    next: str | None


class WantedDays(Paging, OfArea):
    pass


@router.get("/air/days", response=AirDaysOut, summary="逐日空气质量 / Air day by day")
def air_days(request: Request, asked: Query[WantedDays]) -> dict[str, Any]:
    need(request, Action.SEE)
    area = _area(request, asked)
    seqs = held_days(area.state)
    found, more = page_of(f"air {area.row.code}", area.days, lambda one: str(one.day), asked)
    return {"items": [_day(one, seqs.get(one.day)) for one in found], "next": more}


class OfStation(Asked):
    first: Day
    last: Day


@router.get("/air/stations/{code}/days", response=AirDaysOut, summary="一个点位逐日 / A station day by day")
def air_station_days(request: Request, code: str, asked: Query[OfStation]) -> dict[str, Any]:
    """最多一年；由台账之外的小时值现算。 A year at most, reckoned of the hours."""
    viewer, moment = need(request, Action.SEE), asked.moment()
    if code not in stations_at(viewer, moment):
        raise Http404
    if not 0 <= (asked.last - asked.first).days <= 366 or asked.first < first_day():
        words = Words(f"从 {first_day()} 起，最多一年", f"from {first_day()} on, and a year at most")
        raise ProblemError(422, words, [Trouble("range", *words, field="first")])
    days = station_days(lake(), code, asked.first, min(asked.last, until_of(moment)))
    return {"items": [_day(one, None) for one in days if not one.is_empty], "next": None}


def _day(one: AirDay, seq: int | None) -> dict[str, Any]:
    return {
        "day": one.day,
        "values": {key: float(value) for key, value in one.values.items()},
        "seq": seq,
        **_index(one.told()),
    }


def _index(told: Index) -> dict[str, Any]:
    return {
        "edition": told.edition, "aqi": told.aqi, "primary": list(told.primary), "missing": list(told.missing),
        "iaqi": dict(told.iaqi), "grade": said(grade_of(told.aqi).name) if told.aqi is not None else None,
    }  # fmt: skip


class WantedIndex(Schema):
    day: Day
    pm25_24h: float | None = Field(None, ge=0, le=100_000)
    pm10_24h: float | None = Field(None, ge=0, le=100_000)
    so2_24h: float | None = Field(None, ge=0, le=100_000)
    no2_24h: float | None = Field(None, ge=0, le=100_000)
    co_24h: float | None = Field(None, ge=0, le=100_000, description="毫克/立方米 mg/m³")
    o3_8h: float | None = Field(None, ge=0, le=100_000)
    o3_1h: float | None = Field(None, ge=0, le=100_000)


@router.get("/air/index", response=AirIndexOut, summary="一组浓度的 AQI / The AQI of concentrations")
def air_index(request: Request, asked: Query[WantedIndex]) -> dict[str, Any]:
    """按那一天施行的 HJ 633。 By the edition in force on that day."""
    need(request, Action.SEE)
    told = {item: getattr(asked, item.replace("-", "_")) for item in ITEMS}
    known = {item: Fraction(str(value)) for item, value in told.items() if value is not None}
    try:
        return _index(day_index(asked.day, known))
    except RuleError as error:
        raise ProblemError(422, Words(error.zh, error.en), [Trouble("day", error.zh, error.en, field="day")]) from error


class HowToTakeHours(Schema):
    record: bool = Field(False, description="不写就只看 / without it the file is only looked at")
    hours: Literal["end", "start"] = Field(
        "end", description="小时按结束还是开始叫 / an hour is called by its end or beginning"
    )
    co: Literal["mg", "ug"] = "mg"
    frozen: Literal["ask", "keep", "drop"] = Field("ask", description="像卡住的数 / values that look frozen")
    station: Line = Field("", description="文件里没有点位列时 / where the file has no column of stations")


class AirNoteOut(Schema):
    row: int
    field: str
    zh: str
    en: str


class AirTakenOut(Schema):
    hours: int
    days: list[Day]
    entries: int
    by_hand: list[Day] = Field(description="人工记过、没有动的 / left as a person wrote them")
    notes: list[AirNoteOut] = Field(description="没有收的 / what was set aside")
    recorded: bool


@router.post("/air/hours", response={201: AirTakenOut}, summary="导入小时数据 / Bring in hours")
def air_hours(request: Request, file: File[UploadedFile], how: Form[HowToTakeHours]) -> Status[Any]:
    """要先回答的（没有登记的点位、像卡住的数、单位）以 422 列出，什么都不记。 What has to be answered first comes as 422."""
    viewer = need(request, Action.RECORD)

    def work(key: str) -> dict[str, Any]:
        choices = Choices(how.hours, how.co, how.station, how.frozen)
        data, name = file.read(), file.name or "hours.csv"
        try:
            if how.record:
                done = taking.record(viewer, data, name, choices)
                return {
                    "hours": done.hours, "days": done.days, "entries": len(done.drafts), "by_hand": done.by_hand,
                    "notes": _notes(done.notes), "recorded": True,
                }  # fmt: skip
            export = taking.read(viewer, data, name, choices)
        except ExportError as error:
            first = error.notes[0]
            raise ProblemError(
                422, Words(first.zh, first.en), [_trouble(one) for one in error.notes[:_NOTES]]
            ) from error
        except LedgerError as error:
            raise ProblemError(422, Words(error.zh, error.en)) from error
        return {"hours": export.many, "days": export.days, "entries": 0, "by_hand": [], "notes": _notes(export.notes), "recorded": False}  # fmt: skip

    return once(request, (file, how), work)


def _notes(some: list[Note]) -> list[dict[str, Any]]:
    return [one._asdict() for one in some[:_NOTES]]


def _trouble(one: Note) -> Trouble:
    return Trouble("export", one.zh, one.en, one.row, one.field)


class WaterSectionOut(Schema):
    code: str
    name: str
    river: str
    goal: str
    now: str = Field(alias="class", description="最近公布的类别 / the class last published")
    missed: bool = Field(description="比目标差 / worse than its goal")


class WaterSectionsOut(Schema):
    on: Day
    items: list[WaterSectionOut]


@router.get("/water/sections", response=WaterSectionsOut, by_alias=True, summary="地表水断面 / Water sections")
def water_sections(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    viewer, moment = need(request, Action.SEE), asked.moment()
    on = day_of(moment)
    found = sections_seen(viewer, moment, on.year)
    return {
        "on": on,
        "items": [
            {
                "code": one.row.code, "name": one.row.name, "river": str(one.row.fields.get("river", "")),
                "goal": one.goal, "class": one.now, "missed": one.is_missed,
            }
            for one in found
        ],
    }  # fmt: skip
