"""Two groups with three companies under them, four projects — one of both groups —, reform tasks; on 15 October 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.ledger import Ledger
from dajuan.systems.state_owned.owning import PROJECTS, STAKES
from dajuan.systems.state_owned.reform import TASKS
from dajuan.systems.state_owned.tree import COMPANIES

TODAY = date(2025, 10, 15)
PROGRAMMES = (COMPANIES, STAKES, TASKS)
OFFICE = "经济发展局"
ACTOR = f"{OFFICE} 李"
WAN = 1_000_000
CITY, WORKS, HOMES, INDUSTRY, FUND = "CITY", "WORKS", "HOMES", "INDUSTRY", "FUND"
NAMES = {
    CITY: "云岭城市建设集团", WORKS: "云岭市政工程公司", HOMES: "云岭安居置业公司", INDUSTRY: "云岭产业投资集团", FUND: "云岭科创母基金公司",
}  # fmt: skip
PARENTS = {WORKS: CITY, HOMES: CITY, FUND: INDUSTRY}
_ACCOUNTS = {CITY: (900_000, 540_000), INDUSTRY: (600_000, 300_000), WORKS: (50_000, 20_000)}
"""万元: assets and debts."""
_PROJECTS = {"P-1": (1000, "别家"), "P-2": (500, NAMES[CITY]), "P-3": (800, "别家"), "P-4": (0, "别家")}
"""万元 planned, and who builds."""
_STAKES = (
    ("P-1", WORKS, "lead", 60), ("P-1", INDUSTRY, "joint", 40), ("P-3", WORKS, "agent", None), ("P-4", HOMES, "lead", None),
    ("P-4", FUND, "joint", None),
)  # fmt: skip
_TASKS = (
    ("T-1", CITY, "2025-06-30", 300_000, ["planned", "under-way"]),
    ("T-2", CITY, "2025-12-31", None, ["planned", "under-way", "done"]),
    ("T-3", INDUSTRY, "2025-12-31", None, ["planned"]),
    ("T-4", INDUSTRY, "2025-03-31", None, ["planned", "dropped"]),
)
"""Code, group, due, millionths done, stages."""


def make_groups(ledger: Ledger) -> None:
    append(ledger, list(drafts()), actor=ACTOR, now=datetime(2025, 10, 1, tzinfo=UTC))


def draft(programme: str, code: str, kind: Kind, on: str, *, stage: str = "", fields: dict[str, Value] | None = None,
          links: dict[str, str] | None = None, evidence: str = "", note: str = "") -> Draft:  # fmt: skip
    papers = (Evidence(name="佐证.pdf", address="https://yunling.example/p.pdf", kind=evidence),) if evidence else ()
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), stage=stage, fields=fields or {},
        links=links or {}, evidence=papers, note=note,
    )  # fmt: skip


def drafts() -> Iterator[Draft]:
    for code in NAMES:
        yield from company(code)
    for code, (planned, builder) in _PROJECTS.items():
        yield from project(code, planned * WAN or 101, builder)
    for month, sum_ in (("2025-03-31", 100), ("2025-09-30", 200), ("2024-09-30", 7)):
        yield draft(PROJECTS, "P-1", "measured", month, fields={"invested": sum_ * WAN})
    for code, owner, part, share in _STAKES:
        yield from stake(code, owner, part, share)
    yield from _tasks()


def company(code: str, name: str = "", parent: str = "", tier: str = "") -> Iterator[Draft]:
    parent = parent or PARENTS.get(code, "")
    fields: dict[str, Value] = {
        "name": name or NAMES[code], "tier": tier or ("subsidiary" if parent else "group"), "supervisor": OFFICE,
    }  # fmt: skip
    if code in _ACCOUNTS:
        assets, debts = _ACCOUNTS[code]
        fields |= {"assets": assets * WAN, "debts": debts * WAN}
    links = {"parent": f"{COMPANIES}/{parent}"} if parent else {}
    yield draft(COMPANIES, code, "opened", "2024-01-05", fields=fields, links=links)
    yield draft(COMPANIES, code, "moved", "2024-01-05", stage="running")


def project(code: str, planned: int, builder: str) -> Iterator[Draft]:
    fields: dict[str, Value] = {
        "name": f"项目 {code}", "category": "infrastructure", "planned-total": planned, "builder": builder, "lead-department": OFFICE,
    }  # fmt: skip
    yield draft(PROJECTS, code, "opened", "2024-02-01", fields=fields)
    yield draft(PROJECTS, code, "moved", "2024-02-01", stage="planned")


def stake(code: str, owner: str, part: str, share: int | None, on: str = "2024-02-02") -> Iterator[Draft]:
    fields: dict[str, Value] = {"part": part, "supervisor": OFFICE}
    if share is not None:
        fields["share"] = share * 10_000
    links = {"company": f"{COMPANIES}/{owner}", "project": f"{PROJECTS}/{code}"}
    yield draft(STAKES, f"{owner}.{code}", "opened", on, fields=fields, links=links)
    yield draft(STAKES, f"{owner}.{code}", "moved", on, stage="held")


def _tasks() -> Iterator[Draft]:
    for code, group, due, progress, stages in _TASKS:
        fields: dict[str, Value] = {
            "name": f"改革任务 {code}", "group": NAMES[group], "department": OFFICE, "area": "governance", "due-on": due,
            **({} if progress is None else {"progress": progress}),
        }  # fmt: skip
        yield draft(TASKS, code, "opened", "2025-01-10", fields=fields)
        for stage in stages:
            needs = {"evidence": "完成佐证"} if stage == "done" else {"note": "上级取消"} if stage == "dropped" else {}
            yield draft(TASKS, code, "moved", "2025-01-10", stage=stage, **needs)
