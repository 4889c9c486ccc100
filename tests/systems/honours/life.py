"""Two firms with what they share: a laboratory that was raised a level, a centre that failed its review, a prize, a project,
listings. It is looked at on 15 October 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.ledger import Ledger
from dajuan.systems.firms import REGISTER
from dajuan.systems.honours.listings import LISTINGS
from dajuan.systems.honours.platforms import PLATFORMS, REVIEWS

FIRM, OTHER = "91410100MA0000001X", "91410100MA00000021"
TODAY = date(2025, 10, 15)
PRIZES, PROJECTS = "science-prizes", "science-projects"
PROGRAMMES = (PLATFORMS, REVIEWS, PRIZES, PROJECTS, LISTINGS)
OFFICE = "经济发展局"
ACTOR, CHECKER = f"{OFFICE} 李", f"{OFFICE} 郑"
WAN = 1_000_000
LAB, CENTRE, INCUBATOR, SPACE, OLD, GONE, CONSORTIUM, ASKED = (
    "LAB",
    "CENTRE",
    "INC",
    "SPACE",
    "OLD",
    "GONE",
    "CONS",
    "ASKED",
)

_PLATFORMS = (
    (LAB, "光电重点实验室", "key-lab", [FIRM, OTHER], [("recognised", "2023-03-01"), ("municipal", "2023-03-01"), ("provincial", "2025-04-10")], "2026-02-01"),
    (CENTRE, "一号企业技术中心", "enterprise-technology", [FIRM], [("recognised", "2022-06-01"), ("national", "2022-06-01")], ""),
    (INCUBATOR, "云河孵化器", "incubator", [OTHER], [("recognised", "2021-05-01"), ("municipal", "2021-05-01"), ("national", "2023-09-01")], ""),
    (SPACE, "望岭众创空间", "makerspace", [OTHER], [("recognised", "2022-09-01"), ("municipal", "2022-09-01")], "2025-08-31"),
    (OLD, "老工程中心", "engineering-technology", [FIRM], [("recognised", "2020-01-01"), ("provincial", "2020-01-01"), ("expired", "2024-01-01")], "2023-12-31"),
    (GONE, "撤了的设计中心", "industrial-design", [FIRM], [("recognised", "2021-01-01"), ("municipal", "2021-01-01"), ("withdrawn", "2025-05-01")], ""),
    (CONSORTIUM, "传感创新联合体", "consortium", [OTHER, FIRM], [("recognised", "2025-07-01"), ("municipal", "2025-07-01")], ""),
    (ASKED, "申报中的中试基地", "pilot-base", [FIRM], [], ""),
)  # fmt: skip
"""Code, name, kind, who leads and who takes part, moves, last day."""
_REVIEWS = (
    (CENTRE, 2023, "national", False, "basic", 6200, []),
    (CENTRE, 2025, "national", False, "failed", 5850, []),
    (INCUBATOR, 2025, "national", True, "excellent", None, []),
    (LAB, 2024, "municipal", False, "failed", None, ["mended"]),
)


def paper(kind: str) -> Evidence:
    return Evidence(name=f"{kind}.pdf", address=f"https://yunling.example/{kind}.pdf", kind=kind)


def make_honours(ledger: Ledger) -> None:
    """``ledger``: with both firms on its register."""
    append(ledger, list(drafts()), actor=ACTOR, now=datetime(2025, 10, 1, tzinfo=UTC))
    mended = draft(REVIEWS, f"{LAB}.2024", "moved", "2025-02-01", stage="mended", evidence=["整改报告"])
    append(ledger, [mended], actor=CHECKER, now=datetime(2025, 10, 2, tzinfo=UTC))


def draft(programme: str, code: str, kind: Kind, on: str, *, stage: str = "", fields: dict[str, Value] | None = None,
          links: dict[str, str] | None = None, evidence: list[str] | None = None, note: str = "") -> Draft:  # fmt: skip
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), stage=stage, fields=fields or {},
        links=links or {}, evidence=tuple(map(paper, evidence or [])), note=note,
    )  # fmt: skip


def drafts() -> Iterator[Draft]:
    for code, name, kind, firms, moves, until in _PLATFORMS:
        on = moves[0][1] if moves else "2025-09-01"
        yield from platform(code, name, kind, firms, on)
        for stage, day in moves:
            level = stage in ("municipal", "provincial", "national")
            fields: dict[str, Value] = {"document": f"{stage}〔{day[:4]}〕1号"} if level else {}
            if level and until and (stage, day) == [one for one in moves if one[0] != "expired"][-1]:
                fields["valid-until"] = until
            yield draft(PLATFORMS, code, "moved", day, stage=stage, fields=fields, evidence=["认定文件"] if level else [],
                        note="评价不合格" if stage == "withdrawn" else "")  # fmt: skip
    for platform_code, year, level_name, carrier, grade, score, _ in _REVIEWS:
        yield from review(platform_code, year, level_name, carrier, grade, score)
    yield from _results()
    yield from _listings()


def platform(code: str, name: str, kind: str, firms: list[str], on: str) -> Iterator[Draft]:
    yield draft(
        PLATFORMS, code, "opened", on, fields={"name": name, "kind": kind, "department": OFFICE}, links=_lead(firms)
    )
    yield from _partners(PLATFORMS, code, firms, on)
    yield draft(PLATFORMS, code, "moved", on, stage="applied")


def review(code: str, year: int, level: str, carrier: bool, grade: str, score: int | None) -> Iterator[Draft]:
    """``score``: hundredths of a point."""
    on, its = f"{year}-09-01", f"{code}.{year}"
    fields: dict[str, Value] = {"level": level, "carrier": carrier, "department": OFFICE}
    yield draft(REVIEWS, its, "opened", on, fields=fields, links={"platform": f"{PLATFORMS}/{code}"})
    yield draft(REVIEWS, its, "moved", on, stage="due")
    told: dict[str, Value] = {"grade": grade, **({} if score is None else {"score": score})}
    yield draft(REVIEWS, its, "moved", on, stage="graded", fields=told, evidence=["评价结果"])


def _lead(firms: list[str]) -> dict[str, str]:
    return {"lead": f"{REGISTER}/{firms[0]}"} if firms and firms[0] else {}


def _partners(programme: str, code: str, firms: list[str], on: str) -> Iterator[Draft]:
    for firm in firms[1:]:
        yield draft(programme, code, "linked", on, links={"partners": f"{REGISTER}/{firm}"})


def _results() -> Iterator[Draft]:
    for code, level, prize, grade, firms, on in (
        ("PRIZE-1", "provincial", "progress", "second", [FIRM, OTHER], "2025-03-20"),
        ("PRIZE-2", "national", "progress", "second", ["", FIRM], "2024-06-24"),
    ):
        fields: dict[str, Value] = {
            "name": f"奖 {code}", "level": level, "prize": prize, "grade": grade, "department": OFFICE, "document": "奖〔1〕号",
        }  # fmt: skip
        yield draft(PRIZES, code, "opened", on, fields=fields, links=_lead(firms))
        yield from _partners(PRIZES, code, firms, on)
        yield draft(PRIZES, code, "moved", on, stage="nominated")
        yield draft(PRIZES, code, "moved", on, stage="awarded", evidence=["奖励决定"])
    for code, level, plan, grant, firms, on in (
        ("SP-1", "provincial", "major", 500, [FIRM, OTHER], "2025-05-08"),
        ("SP-2", "municipal", "key", 80, [OTHER], "2025-06-08"),
    ):
        fields = {
            "name": f"科技项目 {code}", "level": level, "plan": plan, "department": OFFICE, "document": "立〔2〕号",
            "total": 2 * grant * WAN, "grant": grant * WAN,
        }  # fmt: skip
        yield draft(PROJECTS, code, "opened", on, fields=fields, links=_lead(firms))
        yield from _partners(PROJECTS, code, firms, on)
        yield draft(PROJECTS, code, "moved", on, stage="applied")
        yield draft(PROJECTS, code, "moved", on, stage="approved", evidence=["立项文件"])


_PAPERS = {
    "tutored": "辅导备案公示",
    "accepted": "受理通知",
    "passed": "审议结果公告",
    "registered": "注册批复",
    "listed": "上市挂牌公告",
}


def _listings() -> Iterator[Draft]:
    """FIRM left the NEEQ for Beijing and is in Hong Kong, too; OTHER is tutored, its tutoring was accepted after two months."""
    every = (
        (f"neeq.{FIRM}", FIRM, "neeq", [("reserve", "2023-01-05"), ("listed", "2023-06-01"), ("left", "2025-06-18")], 0, ""),
        (f"domestic.{FIRM}", FIRM, "bse", [("reserve", "2023-01-05"), ("tutored", "2024-02-01"), ("accepted", "2024-09-01"), ("passed", "2025-03-01"), ("registered", "2025-05-01"), ("listed", "2025-06-18")], 20_000, ""),
        (f"overseas.{FIRM}", FIRM, "hkex", [("reserve", "2024-01-05"), ("listed", "2025-09-01")], 50_000, ""),
        (f"domestic.{OTHER}", OTHER, "star", [("reserve", "2024-01-05"), ("tutored", "2025-01-10")], None, "2025-03-01"),
    )  # fmt: skip
    for code, firm, board, moves, raised, until in every:
        fields: dict[str, Value] = {"name": f"企业 {code}", "board": board, "department": OFFICE}
        yield draft(LISTINGS, code, "opened", moves[0][1], fields=fields, links={"enterprise": f"{REGISTER}/{firm}"})
        for stage, on in moves:
            said: dict[str, Value] = {"raised": raised * WAN, "stock-code": code[:9]} if stage == "listed" and raised is not None else {}  # fmt: skip
            needs = [_PAPERS[stage]] if stage in _PAPERS else []
            yield draft(LISTINGS, code, "moved", on, stage=stage, fields=said, evidence=needs, note="转到北交所" if stage == "left" else "")  # fmt: skip
        if until:
            yield draft(LISTINGS, code, "stated", until, fields={"tutored-until": until})
