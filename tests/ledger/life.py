"""One made-up estate's life, as the tests of the ledger tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.store import store_at
from dajuan.programmes.pack import Count, Field, Indicator, Link, Name, Needs, Programme, Stage, Subject

NOW = datetime(2024, 12, 31, 9, 0, tzinfo=UTC)


def stage(key: str, zh: str, *after: str, **more: object) -> Stage:
    return Stage(key=key, name=Name(zh), after=after, **more)


HOUSING = Programme(
    code="housing",
    version=1,
    name=Name("保交楼", "Housing"),
    subject=Subject("estate", Name("楼盘", "estate")),
    code_rule=r"E-\d{3,}",
    fields={
        one.key: one
        for one in (
            Field("developer", "organisation", Name("开发企业"), required=True),
            Field("homes", "count", Name("套数"), unit="套"),
            Field("area", "area", Name("面积"), unit="平方米", scale=2),
            Field("paid", "money", Name("本月投资"), unit="万元", scale=2, flow=True),
        )
    },
    stages={
        one.key: one
        for one in (
            stage("listed", "纳入台账"),
            stage("building", "复工在建", "listed"),
            stage("delivered", "交付", "building", needs=Needs(evidence=("竣工验收备案表",), fields=("homes",))),
            stage("closed", "销号", "delivered", needs=Needs(evidence=("销号审批单",), reviewer=True), final=True),
            stage("halted", "停工", side=True),
        )
    },
    links={"builder": Link("builder", "enterprise", Name("施工单位"))},
    indicators={"delivered": Indicator("delivered", Name("交付数"), "个", Count("delivered"))},
)


def draft(subject: str, kind: str, on: str = "2024-03-01", **more: object) -> Draft:
    return Draft(programme="housing", subject=subject, kind=kind, effective_on=date.fromisoformat(on), **more)


def opened(subject: str, on: str = "2024-01-02", **more: object) -> Draft:
    return draft(subject, "opened", on, fields={"developer": "云岭置业"}, **more)


def moved(subject: str, to: str, on: str = "2024-03-01", **more: object) -> Draft:
    return draft(subject, "moved", on, stage=to, **more)


def proof(kind: str) -> tuple[Evidence, ...]:
    return (Evidence(name=f"{kind}.pdf", sha256="0" * 64, kind=kind),)


def lived() -> list[Draft]:
    """One estate's life up to its delivery."""
    return [
        opened("E-001"),
        moved("E-001", "listed", "2024-01-02"),
        moved("E-001", "building", "2024-02-01"),
        draft("E-001", "measured", "2024-02-29", fields={"paid": 120_000_00}),
        draft("E-001", "stated", "2024-03-01", fields={"homes": 216}),
        moved("E-001", "delivered", "2024-06-18", evidence=proof("竣工验收备案表")),
    ]


def ledger_at(address: str) -> Ledger:
    return Ledger(store_at(address), {"housing": HOUSING}, ZoneInfo("Asia/Shanghai"))
