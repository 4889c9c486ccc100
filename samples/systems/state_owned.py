"""国有集团: the groups of the zone's organisations, the works that they carry out, some together, and their reform."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.state_owned.owning import PROJECTS, STAKES
from dajuan.systems.state_owned.reform import TASKS
from dajuan.systems.state_owned.tree import COMPANIES

PROGRAMMES = (COMPANIES, STAKES, TASKS)
OFFICE = "财政金融局"
_CLERK, _CHECKER = f"{OFFICE} 郭", f"{OFFICE} 唐"
_WAN = 1_000_000
_COMPANIES = (
    ("city-group", "云岭城市建设集团", "", "城市建设、安置房和市政运营", 1_860_000, 1_190_000),
    ("city-works", "云岭市政工程公司", "city-group", "道路、管网和公园", 240_000, 150_000),
    ("city-homes", "云岭安居置业公司", "city-group", "安置房和保障房", 520_000, 390_000),
    ("industry-group", "云岭产业投资集团", "", "产业投资、园区运营和国资经营", 1_230_000, 610_000),
    ("fund", "云岭科创母基金公司", "industry-group", "母基金管理", 180_000, 12_000),
)  # fmt: skip
"""Code, name, parent, role, 万元 of assets and of debts."""
_SHARED = (("city-works", 60), ("industry-group", 40))
_TASKS = (
    ("外部董事占多数", "governance", "city-group", 4, 30), ("全员竞聘上岗", "people", "city-group", 6, 30), ("非主业资产清理退出", "structure", "city-group", 9, 30),
    ("融资成本压降", "finance", "city-group", 12, 31), ("合规管理体系建成", "oversight", "industry-group", 6, 30),
    ("闲置厂房盘活", "assets", "industry-group", 8, 31), ("基金投资容错机制", "governance", "industry-group", 12, 31),
)  # fmt: skip
"""Name, area, group, month and day by which it is due."""


def lived(place: Place) -> Iterator[Step | Call]:
    day = place.since.date() + timedelta(days=4)
    for code, name, parent, role, assets, debts in _COMPANIES:
        fields: dict[str, Value] = {
            "name": name, "tier": "subsidiary" if parent else "group", "supervisor": OFFICE, "role": role, "assets": assets * _WAN,
            "debts": debts * _WAN, **({"held": 1_000_000} if parent else {}),
        }  # fmt: skip
        links = {"parent": f"{COMPANIES}/{parent}"} if parent else {}
        yield _step(place, day, _draft(COMPANIES, code, "opened", day, fields=fields, links=links))
        yield _step(place, day, _draft(COMPANIES, code, "moved", day, stage="running"))
        for year in range(place.since.year + 1, place.today.year + 1):
            stated = date(year, 4, 28)
            grown: dict[str, Value] = {"assets": assets * 105 // 100 * _WAN, "debts": debts * 103 // 100 * _WAN}
            yield _step(place, stated, _draft(COMPANIES, code, "stated", stated, fields=grown))
    yield Call(place.at(day, 16), lambda moment: _stakes(place, day, moment))
    for year in range(place.since.year, place.today.year + 1):
        yield from _reform(place, year)


def _stakes(place: Place, day: date, moment: datetime) -> None:
    """Of the public works on the list: two by both groups, the others by one company, one built for another."""
    subjects = Subjects(place.ledger, place.derived)
    subjects.follow()
    works = list(every(subjects, PROJECTS, where=Filter(fields={"category": ("infrastructure", "livelihood")})))[:14]
    subjects.close()
    alone = ("city-works", "city-homes", "city-group", "industry-group")
    drafts: list[Draft] = []
    for nth, project in enumerate(works):
        some = _SHARED if nth < 2 else ((alone[nth % len(alone)], None),)
        for place_, (company, share) in enumerate(some):
            part = "joint" if place_ else "agent" if nth == 9 else "lead"
            fields: dict[str, Value] = {"name": f"{company} {project.name}", "part": part, "supervisor": OFFICE}
            if share is not None:
                fields["share"] = share * 10_000
            links = {"company": f"{COMPANIES}/{company}", "project": f"{PROJECTS}/{project.code}"}
            code = f"{company}.{project.code}"
            drafts += [
                _draft(STAKES, code, "opened", day, fields=fields, links=links),
                _draft(STAKES, code, "moved", day, stage="held"),
            ]
    append(place.ledger, drafts, actor=_CLERK, now=moment)


def _reform(place: Place, year: int) -> Iterator[Step]:
    names = {code: name for code, name, *_ in _COMPANIES}
    for nth, (name, area, group, month, day) in enumerate(_TASKS):
        code, begun, due = f"GG-{year}-{nth + 1}", date(year, 2, 20), date(year, month, day)
        fields: dict[str, Value] = {
            "name": f"{name}（{year}）", "group": names[group], "department": OFFICE, "area": area, "due-on": due.isoformat(), "progress": 0,
        }  # fmt: skip
        yield _step(
            place, begun, _draft(TASKS, code, "opened", begun, fields=fields, links={"company": f"{COMPANIES}/{group}"})
        )
        for stage in ("planned", "under-way"):
            yield _step(place, begun, _draft(TASKS, code, "moved", begun, stage=stage))
        half = begun + (due - begun) / 2
        yield _step(place, half, _draft(TASKS, code, "stated", half, fields={"progress": (30 + 10 * nth) * 10_000}))
        done = due + timedelta(days=70 if nth == 2 else -5)
        if done < place.today:
            paper = (place.file("完成佐证", f"{name} {year}"),)
            yield _step(place, done, _draft(TASKS, code, "moved", done, stage="done", papers=paper))
            checked = done + timedelta(days=6)
            yield Step(place.at(checked), _CHECKER, _draft(TASKS, code, "moved", checked, stage="confirmed"))


def _step(place: Place, day: date, draft: Draft) -> Step:
    return Step(place.at(day), _CLERK, draft)


def _draft(programme: str, code: str, kind: Kind, on: date, *, stage: str = "", fields: dict[str, Value] | None = None,
           links: dict[str, str] | None = None, papers: tuple[Evidence, ...] = ()) -> Draft:  # fmt: skip
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=on, stage=stage, fields=fields or {}, links=links or {}, evidence=papers,
    )  # fmt: skip
