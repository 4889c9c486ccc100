"""Figures that a rule decides: the classes of enterprises by the levels they had at a period's end."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.ledger.life import NOW

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.find import find_programmes

REGISTER = find_programmes().programmes["enterprise-register"]
WAN = 10_000 * 100


def told(code, kind, on, **fields):
    return Draft(programme=REGISTER.code, subject=code, kind=kind, effective_on=date.fromisoformat(on), fields=fields)


@pytest.fixture
def engine(tmp_path):
    """One that grew from small to large, and one of which the revenue was never stated."""
    store = store_at(str(tmp_path / "ledger.sqlite"))
    drafts = [
        told("914403001922038216", "opened", "2022-01-05", name="云岭软件", industry="software", district="东办"),
        told("914403001922038216", "stated", "2022-12-31", employees=50, revenue=800 * WAN),
        told("914403001922038216", "stated", "2023-12-31", employees=300, revenue=10_000 * WAN),
        told("91440300708461136T", "opened", "2022-01-05", name="云岭零售", industry="retail", district="西办"),
        told("91440300708461136T", "stated", "2022-12-31", employees=60),
    ]
    append(Ledger(store, {REGISTER.code: REGISTER}, ZoneInfo("Asia/Shanghai")), drafts, actor="甲", now=NOW)
    engine = DuckEngine(store, tmp_path)
    yield engine
    engine.close()
    store.close()


def counted(engine, indicator, year, **more):
    return {one.part: one.value for one in figures(engine, REGISTER, indicator, [period_of(year)], **more)}


def test_split_by_result(engine):
    assert counted(engine, "enterprises-by-size", "2022") == {"small": 1, None: 1}
    assert counted(engine, "enterprises-by-size", "2023") == {"large": 1, None: 1}


def test_one_result_split_by_a_field(engine):
    assert counted(engine, "enterprises-large", "2023", by="district") == {"东办": 1}
    assert counted(engine, "enterprises-medium", "2023") == {None: None}


def test_as_of_a_day_the_later_level_is_not_known(engine):
    assert counted(engine, "enterprises-small", "2023", as_of=date(2023, 12, 30)) == {None: 1}


def test_what_is_split_by_result_is_not_split_again(engine):
    with pytest.raises(LedgerError, match="a rule's"):
        counted(engine, "enterprises-by-size", "2023", by="district")


def test_what_comes_later_moves_an_enterprise_from_class_to_class(engine):
    """Answers are kept: only the enterprise that was touched is judged again."""
    ways = [("enterprises-by-size", {}), ("enterprises-large", {"by": "district"}), ("enterprises-small", {})]
    ledger = Ledger(engine.store, {REGISTER.code: REGISTER}, ZoneInfo("Asia/Shanghai"))
    before = [counted(engine, one, "2024", **more) for one, more in ways]
    append(
        ledger,
        [told("91440300708461136T", "stated", "2024-06-30", employees=20, revenue=300 * WAN)],
        actor="甲",
        now=NOW,
    )
    append(ledger, [Draft(programme=REGISTER.code, subject="914403001922038216", kind="withdrawn", effective_on=date(2024, 7, 1), about=(3, 3))], actor="甲", now=NOW)  # fmt: skip
    engine.follow()
    kept = [counted(engine, one, "2024", **more) for one, more in ways]
    engine.forget()
    assert kept == [counted(engine, one, "2024", **more) for one, more in ways]
    assert kept != before
