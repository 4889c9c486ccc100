"""A small chain to look at: batteries for vehicles, with a gap, a sole supplier, a firm at two nodes; and another office's.

NEV-01 正极材料 (bought in) ┐
NEV-02 隔膜 (missing)       ┴→ NEV-04 电芯 (A alone, key) ┐
NEV-03 铝材 (B)              → NEV-05 壳体 (B, C)         ┴→ NEV-06 电池包 (C, D) → NEV-07 整车 (E)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone
from dajuan.programmes.values.credit_code import check_character
from dajuan.systems.chains.chain import CHAINS, FIRMS, LINKS, NODES, PROBLEMS, PROGRAMMES, PROSPECTS, SUPPLIES
from dajuan.systems.firms import REGISTER

OFFICE, OTHER_OFFICE = "经济发展局", "住房保障中心"
ACTOR = f"{OFFICE} 李"
NOW = datetime(2025, 10, 14, tzinfo=UTC)
TODAY = NOW.date()
START, LATER = date(2025, 2, 3), date(2025, 6, 16)
WAN = 1_000_000
PROJECTS = "investment-projects"
PAPER = Evidence(name="方案.pdf", address="https://yunling.example/plan.pdf", kind="产业链方案")


def code_of(nth: int) -> str:
    stem = f"91410100MA000{nth:04}"
    return stem + check_character(stem)


A, B, C, D, E = (code_of(nth) for nth in range(11, 16))
NAMES = {A: "安芯电池", B: "百炼铝业", C: "辰达精工", D: "鼎力电源", E: "恩途汽车"}
REVENUE = {A: 8_000, B: 6_000, C: 10_000, D: 30_000, E: 50_000}
"""In 万元."""
NODE = {
    "NEV-01": ("正极材料", "upstream", {"local": "outside"}),
    "NEV-02": ("隔膜", "upstream", {"local": "wanted"}),
    "NEV-03": ("铝材", "upstream", {}),
    "NEV-04": ("电芯", "midstream", {"key": True}),
    "NEV-05": ("壳体", "midstream", {}),
    "NEV-06": ("电池包", "midstream", {}),
    "NEV-07": ("整车", "downstream", {}),
}
LINK = (
    ("NEV-01", "NEV-04"), ("NEV-02", "NEV-04"), ("NEV-03", "NEV-05"), ("NEV-04", "NEV-06"), ("NEV-05", "NEV-06"),
    ("NEV-06", "NEV-07"),
)  # fmt: skip
AT = (
    ("NEV-04", A, "方形电芯", 100), ("NEV-03", B, "铝型材", 50), ("NEV-05", B, "电池壳", 50), ("NEV-05", C, "电池壳", 40),
    ("NEV-06", C, "电池包", 60), ("NEV-06", D, "电池包", 100), ("NEV-07", E, "专用车", 100),
)  # fmt: skip
OTHERS = (f"NEV-03.{B}", f"NEV-05.{C}")
"""Where a firm is besides its main node."""
BOUGHT = (
    ("S-1", "NEV-04", D, A, NAMES[A], "zone", 600), ("S-2", "NEV-04", D, "", "外省电芯厂", "country", 1400),
    ("S-3", "NEV-05", D, C, NAMES[C], "zone", 300), ("S-4", "NEV-02", A, "", "外省隔膜厂", "country", 700),
    ("S-5", "NEV-06", E, D, NAMES[D], "zone", 2000), ("S-6", "NEV-06", E, C, NAMES[C], "zone", 0),
    ("S-7", "NEV-04", C, A, NAMES[A], "zone", None),
)  # fmt: skip
"""Code, node, buyer, supplier, its name, where it is, 万元 in the year."""


def chain_zone(folder: Path) -> tuple[Zone, Ledger]:
    zone = make_zone(folder, name="云岭高新区", code="yunling", on=(REGISTER, PROJECTS, *PROGRAMMES), simulated=True)
    ledger = ledger_of(zone)
    make_chains(ledger)
    return zone, ledger


def make_chains(ledger: Ledger) -> None:
    append(ledger, list(drafts()), actor=ACTOR, now=NOW)


def drafts() -> Iterator[Draft]:
    yield from _firms()
    yield from _chain("NEV", "新能源汽车", OFFICE)
    yield from _chain("SEN", "智能传感", OTHER_OFFICE)
    yield draft(CHAINS, "NEV", "moved", stage="staffed")
    yield draft(CHAINS, "NEV", "moved", stage="planned", evidence=(PAPER,))
    yield draft(CHAINS, "NEV", "linked", links={"leading-firm": f"{REGISTER}/{D}"})
    for code, (name, position, more) in NODE.items():
        yield from opened(NODES, code, {"name": name, "position": position, **more}, "charted")
    yield draft(NODES, "NEV-02", "moved", stage="gap")
    yield from opened(NODES, "SEN-01", {"name": "传感芯片"}, "charted", chain="SEN", office=OTHER_OFFICE)
    for up, down in LINK:
        ends = {"upstream": f"{NODES}/{up}", "downstream": f"{NODES}/{down}"}
        yield from opened(LINKS, f"{up}.{down}", ends, "linked")
    for node, firm, product, share in AT:
        fields = {"name": NAMES[firm], "enterprise": firm, "node": f"{NODES}/{node}", "product": product}
        yield from opened(
            FIRMS,
            f"{node}.{firm}",
            {**fields, "share": share * 10_000, "main": f"{node}.{firm}" not in OTHERS},
            "there",
        )
    for code, node, buyer, supplier, name, place, value in BOUGHT:
        fields = {"node": f"{NODES}/{node}", "buyer": buyer, "supplier-name": name, "place": place}
        fields |= {} if value is None else {"value": value * WAN}
        yield from opened(SUPPLIES, code, fields | ({"supplier": supplier} if supplier else {}))
    yield from _lists()


def _firms() -> Iterator[Draft]:
    for code, name in NAMES.items():
        fields = {"name": name, "industry": "industry", "district": "云河办事处", "revenue": REVENUE[code] * WAN}
        yield draft(REGISTER, code, "opened", date(2024, 3, 1), fields=fields)


def _chain(code: str, name: str, office: str) -> Iterator[Draft]:
    fields = {
        "name": name,
        "office": office,
        "leader": "沈",
        "leader-post": "管委会副主任",
        "task-force": f"{name}专班",
    }
    yield draft(CHAINS, code, "opened", fields=fields)
    yield draft(CHAINS, code, "moved", stage="listed")


def _lists() -> Iterator[Draft]:
    """One problem overdue, one in time; a firm to attract for the gap; projects: late, none."""
    handled = {"kind": "supply", "node": f"{NODES}/NEV-02", "handler": OFFICE}
    yield from opened(
        PROBLEMS, "NEV-P001", {"name": "隔膜交货慢", "due": "2025-09-30", **handled}, "raised", "assigned"
    )
    yield from opened(
        PROBLEMS, "NEV-P002", {"name": "电芯缺熟练工", "due": "2025-12-30", **handled}, "raised", "assigned"
    )
    prospect = {"name": "华东隔膜甲公司", "node": f"{NODES}/NEV-02", "due": "2025-11-30"}
    yield from opened(PROSPECTS, "NEV-T001", prospect, "listed", "contacted")
    project = {"name": "电池壳体项目", "category": "manufacturing", "planned-total": 9000 * WAN, "due-on": "2025-08-31"}
    yield draft(PROJECTS, "P-1", "opened", fields={**project, "planned-year": 3000 * WAN, "lead-department": OFFICE})
    yield draft(CHAINS, "NEV", "linked", links={"project": f"{PROJECTS}/P-1"})


def opened(
    programme: str, code: str, fields: dict[str, object], *stages: str, chain: str = "NEV", office: str = OFFICE
) -> Iterator[Draft]:
    yield draft(programme, code, "opened", fields={**fields, "chain": f"{CHAINS}/{chain}", "office": office})
    for stage in stages:
        yield draft(programme, code, "moved", stage=stage)


def draft(programme: str, code: str, kind: str, on: date = START, **more: object) -> Draft:
    return Draft(programme=programme, subject=code, kind=kind, effective_on=on, **more)  # type: ignore[arg-type]
