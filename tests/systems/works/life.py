"""A few projects and works of 2025 as the ledger has them: one done, one behind, one stalled, one of two owners, one on both
lists, one whose total is under its done. Money in 万元; on 15 October 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.ledger import Ledger
from dajuan.systems.works.project import PROJECTS, WORKS

TODAY = date(2025, 10, 15)
UPTO = date(2025, 9, 30)
ACTOR = "经济发展局 李"
WAN = 1_000_000
PAPERS = {
    "signed": "投资协议", "honoured": "履约证明", "approved": "立项批复", "started": "施工许可证", "producing": "竣工验收备案表",
    "completed": "竣工验收报告",
}  # fmt: skip
_MONTHS = range(2, 10)


def make_works(ledger: Ledger) -> None:
    append(ledger, list(drafts()), actor=ACTOR, now=datetime(2025, 10, 10, tzinfo=UTC))


def drafts() -> Iterator[Draft]:
    way = (("planned", "2024-03-01"), ("signed", "2024-04-01"), ("honoured", "2024-05-10"), ("started", "2024-06-01"))
    yield from project("P-FAST", total=200_000, plan=90_000, way=(*way, ("building", "2024-07-01")), a_month=10_000)
    yield from project("P-SLOW", total=100_000, plan=60_000, way=way, a_month=2_000)
    yield from project(
        "P-STOP", total=50_000, plan=20_000, way=(*way, ("stalled", "2025-05-06")), months=(2, 3, 4), a_month=1_000
    )
    yield from project("P-QUIET", total=50_000, plan=20_000, way=way, months=(2, 3), a_month=1_500)
    yield from project("P-OVER", total=5_000, plan=12_000, way=way, a_month=1_000)
    yield from project(
        "P-WAIT", total=30_000, plan=0, way=(("planned", "2024-12-01"), ("signed", "2025-01-10")), a_month=0
    )
    yield from project("P-TWIN", total=40_000, plan=12_000, way=way, a_month=1_000, code="2024-410172-48-01")
    yield from work(
        "W-ROAD", "road", lead="规划建设局", others="经济发展局、住房保障中心", total=60_000, plan=24_000, a_month=2_000
    )
    yield from work(
        "W-TWIN",
        "rail",
        lead="经济发展局",
        total=40_000,
        plan=12_000,
        a_month=900,
        links={"project": f"{PROJECTS}/P-TWIN"},
    )
    yield from work("W-HALL", "hall", lead="经济发展局", total=46_000, plan=0, a_month=0, start_due="2025-08-20")


def project(
    name: str, *, total: int, plan: int, way: tuple[tuple[str, str], ...], a_month: int, months=_MONTHS, code: str = ""
) -> Iterator[Draft]:  # type: ignore[no-untyped-def]
    fields: dict[str, Value] = {
        "name": f"云岭{name}项目", "category": "manufacturing", "lead-department": "经济发展局", "planned-total": total * WAN, "planned-year": plan * WAN,
    }  # fmt: skip
    if code:
        fields["approval-code"] = code
    yield draft(PROJECTS, name, "opened", "2024-03-01", fields=fields)
    for stage, on in way:
        yield draft(PROJECTS, name, "moved", on, stage=stage)
    yield from _money(PROJECTS, name, plan, a_month, months)


def work(name: str, kind: str, *, lead: str, total: int, plan: int, a_month: int, others: str = "", start_due: str = "", links: dict[str, str] | None = None) -> Iterator[Draft]:  # fmt: skip
    fields: dict[str, Value] = {
        "name": f"云岭{name}工程",
        "kind": kind,
        "lead-department": lead,
        "planned-total": total * WAN,
    }
    if others:
        fields["co-departments"] = others
    if start_due:
        fields["start-due"] = start_due
    yield draft(WORKS, name, "opened", "2024-03-01", fields=fields, links=links)
    stages = (("planned", "2024-03-01"), ("approved", "2024-04-01"))
    if a_month:
        fields = {"planned-year": plan * WAN}
        yield draft(WORKS, name, "stated", "2024-05-30", fields=fields)
        stages = (*stages, ("started", "2024-06-01"))
    for stage, on in stages:
        yield draft(WORKS, name, "moved", on, stage=stage)
    yield from _money(WORKS, name, plan, a_month, _MONTHS)


def _money(programme: str, name: str, plan: int, a_month: int, months) -> Iterator[Draft]:  # type: ignore[no-untyped-def]
    if plan:
        yield draft(programme, name, "stated", "2025-01-20", fields={"planned-year": plan * WAN})
    for month in months if a_month else ():
        end = (date(2025, month + 1, 1) if month < 12 else date(2026, 1, 1)).toordinal() - 1
        yield measured(programme, name, date.fromordinal(end).isoformat(), a_month)


def measured(programme: str, name: str, on: str, amount: int) -> Draft:
    return draft(programme, name, "measured", on, fields={"invested": amount * WAN})


def draft(programme: str, code: str, kind: Kind, on: str, *, stage: str = "", fields: dict[str, Value] | None = None,
          links: dict[str, str] | None = None) -> Draft:  # fmt: skip
    paper = PAPERS.get(stage)
    papers = (Evidence(name="佐证.pdf", address="https://yunling.example/p.pdf", kind=paper),) if paper else ()
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), stage=stage, fields=fields or {},
        links=links or {}, evidence=papers,
    )  # fmt: skip
