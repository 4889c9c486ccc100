"""A report's claims held against a zone's ledger: what it confirms, what it contradicts, what it keeps silent of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.answers.life import NOW, estates, set_all, state

from dajuan.answers.backing import LedgerBacking
from dajuan.answers.plan import settle
from dajuan.checks.coverage import coverage
from dajuan.claims.read import read
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft

Held = Callable[[str | Path], list[str]]


@pytest.fixture
def held(planned, zone) -> Iterator[Held]:
    """What each number of a text is to the ledger, in order."""
    engines = []

    def ask(text: str | Path) -> list[str]:
        engines.append(DuckEngine(planned.store, zone.derived))
        backing = LedgerBacking(zone, planned, engines[-1])
        return [one.standing for one in coverage(read(text), backing).judged]

    yield ask
    for engine in engines:
        engine.close()


class TestIndicators:
    """Estates of 2024 and 2025: 50 homes delivered in 2024, 100 + 216 by June 2025, 586 in all of 2025."""

    @pytest.fixture(autouse=True)
    def delivered(self, planned):
        estates(planned, {"2024-12-30": 50, "2025-03-15": 100, "2025-06-18": 216, "2025-11-03": 180, "2025-12-20": 90})

    @pytest.mark.parametrize(
        "text",
        [
            "2025年，交付套数586套。",
            "2024年，交付套数50套。",
            "2025年上半年，交付套数316套。",
            "2025年一季度，交付套数100套。",
            "2025年11月，交付套数180套。",
            "2025年，保交楼交付套数超580套。",
        ],
    )
    def test_of_the_period_that_is_told(self, held, text):
        assert held(text) == ["holds"]

    @pytest.mark.parametrize(
        "text",
        [
            "2025年，交付套数568套。",
            "2024年，交付套数586套。",
            "2025年上半年，交付套数586套。",
            "2025年，交付套数近500套。",
        ],
    )
    def test_another_number_differs(self, held, text):
        assert held(text) == ["differs"]

    @pytest.mark.parametrize(
        "text",
        [
            "2025年，全省交付套数568套。",
            "2025年，云岭1号、云岭2号等项目交付套数568套。",
            "2025年，交付车辆568辆。",
            "2025年，发放消费券2000万元。",
        ],
    )
    def test_of_another_thing_nothing_is_said(self, held, text):
        assert held(text) == ["not_in_ledger"]

    def test_to_date_or_of_the_year_is_left_open(self, held):
        assert held("2025年，累计交付套数636套。") == ["holds"]
        assert "differs" not in held("2025年，累计交付住房套数700套。")


class TestEvidence:
    def test_none_came_with_it_and_nobody_looked(self, planned, held):
        one = {"programme": "housing-delivery", "subject": "E-1"}
        fields = {"name": "云岭1号", "developer": "云岭置业", "homes": 412}
        append(
            planned,
            [Draft(**one, kind="opened", effective_on=date(2025, 1, 2), fields=fields)],
            actor="住建局",
            now=NOW,
        )
        assert held("2025年，应交付套数412套。") == ["without_evidence"]

    def test_nothing_was_recorded(self, held):
        assert held("2025年，应交付套数412套。") == ["without_evidence"]


class TestTargets:
    @pytest.fixture(autouse=True)
    def told(self, planned):
        set_all(planned)
        state(planned, "T-22", "2025-06-30", reported="30家")
        state(planned, "T-22", "2025-12-28", reported="33家")
        state(planned, "T-11", "2025-12-28", reported="28家")

    def test_what_was_reported_by_the_end_of_the_period(self, held):
        assert held("2025年，孵化载体达到33家。") == ["holds"]
        assert held("2025年上半年，孵化载体达到30家。") == ["holds"]
        assert held("2025年，孵化载体达到35家。") == ["differs"]

    def test_new_ones_are_not_all_there_are(self, held):
        assert held("2025年，新增规模以上工业企业28家，总数达到292家。") == ["holds", "not_in_ledger"]

    def test_what_was_asked(self, held):
        promised = "云岭高新区2025年工作安排\n\n一、2025年工作安排\n\n2025年，孵化载体达到{}家。"
        assert held(promised.format(32)) == ["holds"]
        assert held(promised.format(34)) == ["differs"]

    def test_nothing_reported(self, held):
        assert held("2025年，入库科技型中小企业1625家。") == ["without_evidence"]

    def test_one_bound_is_answered_by_its_indicator(self, planned, held):
        estates(planned, {"2025-03-15": 100, "2025-06-18": 216, "2025-11-03": 180})
        settle(
            planned,
            ["T-53"],
            actor="督查室甲",
            on=date(2025, 1, 21),
            changes={"indicator": "housing-delivery/estates-delivered"},
        )
        assert held("2025年，交付“保交楼”项目3个。") == ["holds"]
        assert held("2025年，交付“保交楼”项目4个。") == ["differs"]


def test_a_table_contradicts_nothing(planned, held, tmp_path):
    """Its columns may be years."""
    set_all(planned)
    state(planned, "T-22", "2025-12-28", reported="33家")
    path = tmp_path / "table.md"
    path.write_text(
        "# 2025年工作总结\n\n| 指标 | 2024年 | 2025年 |\n| --- | --- | --- |\n| 孵化载体 | 29家 | 33家 |\n", "utf-8"
    )
    assert held(path) == ["not_in_ledger", "not_in_ledger"]
