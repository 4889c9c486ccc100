"""A year of the made-up plan with something of everything: met, partly, missed, grey, changed, split, dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tests.answers.life import OFFICE, board_on, close, estates, move, set_all, state

from dajuan.answers.plan import Milestone, Part, add_milestones, drop, settle, split
from dajuan.answers.sheet.compose import compose
from dajuan.answers.sheet.content import Paragraph, Sheet
from dajuan.answers.sheet.lineage import known_on, lineages
from dajuan.answers.sheet.sentences import Sentences, sentences_of
from dajuan.answers.sheet.stamp import Style
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone

SET_ON = date(2025, 1, 20)
MONTHS = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-28")


def a_year(ledger: Ledger) -> None:
    set_all(ledger)
    split(ledger, "T-51", [Part("规划建设局", "60"), Part("产业发展局", "40")], actor=OFFICE, on=SET_ON)
    steps = [
        Milestone("桥梁合龙", date(2025, 5, 31), Fraction(40)),
        Milestone("主线通车", date(2025, 9, 30), Fraction(60)),
    ]
    add_milestones(ledger, "T-57", steps, actor=OFFICE, on=SET_ON)
    settle(ledger, ["T-53"], actor=OFFICE, on=SET_ON, changes={"indicator": "housing-delivery/estates-delivered"})
    estates(ledger, {"2025-03-15": 100, "2025-06-18": 216, "2025-11-03": 180, "2024-12-30": 50, "2025-12-20": 90})
    reported(ledger, "T-32", "48.2亿元", "109.6亿元", "171.35亿元", "236.4亿元")
    reported(ledger, "T-33", "11个", "25个", "38个", "52个")
    reported(ledger, "T-15", "6万平方米", "14.2万平方米", "22万平方米", "30万平方米")
    reported(ledger, "T-01", "5.6%", "5.9%", "6.1%", "6.3%")
    reported(ledger, "T-02", "7.9%", "8%", "8.2%", "7.7%")
    reported(ledger, "T-67", "-1.2%", "-2.4%", "-3.1%", "-3.8%")
    reported(ledger, "T-39", "121天", "118天", "114天", "112天")
    reported(ledger, "T-17", "1260家", "1340家", "1422家", "1516家")
    reported(ledger, "T-78", "98.1%", "98.3%", "98.7%", "98.62%")
    reported(ledger, "T-37", "120亩", "401亩", "655亩", "899.998亩")
    reported(ledger, "T-51.1", "3万平方米", "9万平方米", "16万平方米", "25万平方米")
    reported(ledger, "T-51.2", "2万平方米", "5万平方米", "9万平方米", "12.5万平方米")
    state(ledger, "T-28", "2025-10-16", progress=1000000, doing="大赛于10月举办，征集项目388个")
    state(ledger, "T-60", "2025-11-20", progress=650000, doing="集聚区完成规划，首批商户签约。")
    state(ledger, "T-80", "2025-11-20", doing="按月召开调度会")
    close(ledger, "T-40", "2025-06-20")
    close(ledger, "T-57.1", "2025-05-28")
    move(ledger, "T-55", "accepted", "2025-01-25")
    settle(ledger, ["T-55"], actor=OFFICE, on=date(2025, 7, 1), changes={"value": "16个", "deadline": "2025-11-30"})
    reported(ledger, "T-55", "4个", "9个", "13个", "16个")
    drop(ledger, ["T-84"], why="与第80项合并督查", actor=OFFICE, on=date(2025, 4, 1))


def reported(ledger: Ledger, said: str, *values: str) -> None:
    for day, value in zip(MONTHS, values, strict=True):
        state(ledger, said, day, reported=value)


def sheet_on(
    zone: Zone,
    ledger: Ledger,
    day: str,
    *,
    sentences: Sentences | None = None,
    size: int | None = None,
    called: Zone | None = None,
    style: Style = "plain",
) -> Sheet:
    """The sheet of a day; ``called``: a zone to be told of in the place of the ledger's own."""
    made = board_on(zone, ledger, day, size=size)
    engine = DuckEngine(ledger.store, zone.derived)
    try:
        found = lineages(made, ledger, engine)
    finally:
        engine.close()
    words = sentences or sentences_of()
    known = known_on(ledger, made.size)
    return compose(made, called or zone, found, known_on=known, sentences=words, style=style)


def items(sheet: Sheet) -> dict[str, str]:
    """Code → what is said of it."""
    found: Iterable[Paragraph] = (
        block for block in sheet.blocks() if isinstance(block, Paragraph) and block.kind in ("item", "part")
    )
    return {one.anchor.removeprefix("t-"): one.text for one in found}
