"""人才与就业: rosters of made-up people twice a year, who come again in other kinds and firms; four teams; five streets' jobs by month.

Nobody here can be taken for anybody: names are 虚, 拟 or 假 with a place in the sixty-year cycle, numbers are of the
division 419900, which there is not. The ledger has their pseudonyms only; the rosters lie beside the zone, to be imported on the
page by whoever wants to see names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Kind, Value
from dajuan.ledger.read import size_of, states_as_known, states_of_programme
from dajuan.ledger.sheets.book import read_book
from dajuan.outputs.rows import Cell
from dajuan.outputs.xlsx import xlsx_bytes
from dajuan.standards.identity_number import check_character
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TEAMS, TITLES
from dajuan.systems.talent.city import ALL, stated
from dajuan.systems.talent.jobs import MEASURES, month_end, reported, targeted
from dajuan.systems.talent.pseudonyms import Ring
from dajuan.systems.talent.roster import COLUMNS, Known, read_roster
from dajuan.systems.talent.settings import Settings
from dajuan.systems.talent.taking import taken, title_code

PROGRAMMES = (PEOPLE, TITLES, TEAMS, CITY, JOBS)
OFFICE, BUREAU = Settings().office, "社会事业局"
CLERK, COUNTER = f"{OFFICE} 陶", f"{BUREAU} 童"
PERSONS = 180
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CITY = {ALL: 4100, "urgent": 900, "young": 1500, "skilled": 2100, "graded": 620}
"""Heads of a city that there is not."""
_STREETS = {
    "yunling": "云岭街道",
    "songxi": "松溪街道",
    "wangling": "望岭街道",
    "tongpu": "桐浦街道",
    "shiliang": "石梁街道",
}
_A_MONTH = {"new-urban": 124, "rural-transfer": 7, "reemployed": 35, "hardship": 12}
_TEAMS = ("高效光伏组件", "工业视觉检测", "轻质合金成形", "城市算力调度")


class MadeUp(NamedTuple):
    name: str
    number: str


def person(nth: int) -> MadeUp:
    name = f"{'虚拟假'[nth // 60 % 3]}{_STEMS[nth % 10]}{_BRANCHES[nth % 12]}"
    body = f"419900{1970 + nth % 30}{1 + nth % 12:02}{1 + nth % 28:02}{nth % 1000:03}"
    return MadeUp(name, body + check_character(body))


def rosters(place: Place) -> dict[date, bytes]:
    """By the day on which each is taken in."""
    return {day: xlsx_bytes(COLUMNS, rows, sheet="名册") for day, rows in _rows(place).items() if day < place.today}


def _rows(place: Place) -> dict[date, list[tuple[Cell, ...]]]:
    """Newcomers of every batch, and every sixth of those before again: as another kind, from another firm."""
    first = place.since.year
    days = [date(first, 4, 18), date(first, 10, 17), date(first + 1, 4, 17), date(first + 1, 10, 16)]
    share = PERSONS // len(days)
    return {
        day: [
            *(_row(place, one, day, one) for one in range(nth * share, (nth + 1) * share)),
            *(_row(place, one, day, one + nth) for one in range(0, nth * share, 6)),
        ]
        for nth, day in enumerate(days)
    }


def _row(place: Place, nth: int, day: date, turn: int) -> tuple[Cell, ...]:
    kinds = ("青年人才", "高技能人才", "急需紧缺人才", "高层次人才")
    kind, firm, (name, number) = (
        kinds[turn % 4],
        place.firms[(nth * 7 + turn) % min(300, len(place.firms))],
        person(nth),
    )
    grade = f"{'ABCDE'[nth % 5]}类" if kind == "高层次人才" else ""
    skill = ("高级工", "技师", "高级技师")[nth % 3] if kind == "高技能人才" else ""
    until = date(day.year + (1 if nth % 9 == 0 else 3), day.month, day.day)
    document = f"云高新人才〔{day.year}〕{day.month}号（虚构）"
    team = _team(day.year, nth // 9 % 4) if nth % 9 == 4 and day.year == place.since.year else ""
    return name, "", number, kind, grade, skill, firm.code, f"{day}", document, f"{until}", team


def _team(year: int, nth: int) -> str:
    return f"TD-{year}-{nth + 1:03}"


def lived(place: Place) -> Iterator[Step | Call]:
    yield from _teams(place, date(place.since.year, 3, 20))
    for day, data in rosters(place).items():
        yield Call(place.at(day), partial(_take, place, data, day))
    for year in range(place.since.year, place.today.year + 1):
        day = date(year, 10, 30)
        if day < place.today:
            yield Call(place.at(day), partial(_city, place, day))
    yield from _jobs(place)


def _teams(place: Place, day: date) -> Iterator[Step]:
    for nth, name in enumerate(_TEAMS):
        code, firm = _team(day.year, nth), place.firms[nth * 11 % len(place.firms)]
        said: dict[str, Value] = {
            "name": f"{name}团队",
            "office": OFFICE,
            "level": "zone",
            "document": f"云高新人才〔{day.year}〕1号（虚构）",
        }
        yield _step(place, TEAMS, code, day, "opened", said)
        yield Step(place.at(day), CLERK, Draft(programme=TEAMS, subject=code, kind="linked", effective_on=day, links={"enterprise": firm.reference}))  # fmt: skip
        for stage in ("proposed", "recognised"):
            yield _step(place, TEAMS, code, day, "moved", {}, stage)


def _step(
    place: Place, programme: str, code: str, day: date, kind: Kind, said: dict[str, Value], stage: str = ""
) -> Step:
    author = COUNTER if programme == JOBS else CLERK
    return Step(
        place.at(day),
        author,
        Draft(programme=programme, subject=code, kind=kind, effective_on=day, fields=said, stage=stage),
    )


def _take(place: Place, data: bytes, day: date, moment: datetime) -> None:
    """As the page takes it in; the names are dropped here."""
    ledger = place.ledger
    keys = Ring(place.derived.parent)
    if not keys.keys:
        # No secret, so that the zone is the same whenever it is made: there is nobody to be kept one from.
        keys.add(sha256(f"talent-{place.seed}".encode()).digest(), day)
    teams = dict.fromkeys(states_of_programme(ledger, programme=TEAMS), "")
    roster = read_roster(read_book(data, "名册"), Known(ledger.programmes[TITLES], lambda codes: codes, teams, day))
    assert not roster.troubles, roster.troubles[0]
    known = states_of_programme(ledger, programme=PEOPLE).keys()
    coded = [(keys.code_of(one.identity.document, known.__and__), one) for one in roster.lines]
    size, titles = size_of(ledger), {title_code(one.kind, code) for code, one in coded}
    people = states_as_known(ledger, programme=PEOPLE, subjects={code for code, _ in coded}, size=size)
    done = taken(coded, people, states_as_known(ledger, programme=TITLES, subjects=titles, size=size), office=OFFICE)
    append(ledger, done.drafts, actor=CLERK, now=moment)


def _city(place: Place, day: date, moment: datetime) -> None:
    drafts: list[Draft] = []
    known = states_of_programme(place.ledger, programme=CITY)
    titles = states_of_programme(place.ledger, programme=TITLES)
    for kind, many in _CITY.items():
        zone = len({code.rpartition(".")[2] for code in titles if kind in (ALL, code.partition(".")[0])})
        source = f"人社局 {day.year} 年三季度通报（虚构）"
        drafts += stated(kind, city=many + 60 * (day.year % 10), zone=zone, source=source, on=day, office=OFFICE, is_new=kind not in known)  # fmt: skip
    append(place.ledger, drafts, actor=CLERK, now=moment)


def _jobs(place: Place) -> Iterator[Step | Call]:
    first = date(place.since.year, 2, 10)
    for code, name in _STREETS.items():
        yield _step(place, JOBS, code, first, "opened", {"name": name, "office": BUREAU})
        yield _step(place, JOBS, code, first, "moved", {}, "reporting")
    for year in range(place.since.year, place.today.year + 1):
        yield Call(place.at(date(year, 2, 11)), partial(_targets, place, year))
        for month in range(1, 13):
            end = month_end(year, month)
            if (place.today - end).days > 8:
                yield Call(place.at(max(end, first), 16), _month(place, end, year, month))


def _targets(place: Place, year: int, moment: datetime) -> None:
    states = states_of_programme(place.ledger, programme=JOBS)
    heads = {key: many * 12 for key, many in _A_MONTH.items()}
    drafts = [one for state in states.values() for one in targeted(state, year, heads)]
    append(place.ledger, drafts, actor=COUNTER, now=moment)


def _month(place: Place, end: date, year: int, month: int) -> Callable[[datetime], None]:
    random = place.random(f"jobs-{year}-{month}")

    def run(moment: datetime) -> None:
        drafts: list[Draft] = []
        for state in states_of_programme(place.ledger, programme=JOBS).values():
            heads = {key: round(_A_MONTH[key] * random.uniform(0.75, 1.3)) for key in MEASURES}
            drafts += reported(state, end, heads)
        append(place.ledger, drafts, actor=COUNTER, now=moment)

    return run
