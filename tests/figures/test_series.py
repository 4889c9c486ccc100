"""Figures made of figures: growth, shares, cumulative sums, days; what is nought and what is not known; units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import quantiles
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.life import NOW

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of, split_into
from dajuan.figures.series import _TAKES
from dajuan.figures.trace import trace
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.store import store_at
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack

PACK = parse_pack(
    """
programme: works
version: 1
name: {zh: 工程}
subject: {kind: work, name: {zh: 工程}}
fields:
  kind: {type: text, name: {zh: 类别}}
  land: {type: area, unit: 亩, name: {zh: 用地}}
  spent: {type: money, unit: 万元, flow: true, name: {zh: 完成投资}}
  planned: {type: money, unit: 万元, name: {zh: 年度计划}}
links:
  owner: {to: owners, name: {zh: 业主}}
stages:
  begun: {name: {zh: 开工}}
  done: {name: {zh: 竣工}}
indicators:
  begun: {name: {zh: 开工数}, unit: 个, count: begun}
  going: {name: {zh: 在建数}, unit: 个, in: begun}
  spent: {name: {zh: 投资}, unit: 万元, sum: spent}
  spent-small: {name: {zh: 小工程投资}, unit: 万元, sum: spent, where: {kind: 小}}
  spent-growth: {name: {zh: 投资同比}, unit: '%', change: spent, decimals: 1}
  spent-step: {name: {zh: 投资环比}, unit: '%', change: spent, against: previous}
  spent-share: {name: {zh: 投资占比}, unit: '%', share: spent}
  spent-year: {name: {zh: 本年投资}, unit: 万元, cumulative: spent}
  spent-ever: {name: {zh: 累计投资}, unit: 万元, cumulative: spent, since: start}
  planned: {name: {zh: 计划}, unit: 万元, last: planned}
  plan-done: {name: {zh: 完成率}, unit: '%', ratio: [spent-year, planned], decimals: 2}
  planned-that-year: {name: {zh: 本年计划}, unit: 万元, last: planned, since: year}
  mean: {name: {zh: 平均}, unit: 万元, mean: spent, decimals: 2}
  land: {name: {zh: 用地}, unit: 亩, last: land, decimals: 1}
  days: {name: {zh: 用时}, unit: 天, days: [begun, done]}
  days-mean: {name: {zh: 平均用时}, unit: 天, days: [begun, done], take: mean, decimals: 2}
  days-p90: {name: {zh: 九成用时}, unit: 天, days: [begun, done], take: p90}
  days-max: {name: {zh: 最长用时}, unit: 天, days: [begun, done], take: max}
""",
    "works.yaml",
)
OWNERS = parse_pack(
    "programme: owners\nversion: 1\nname: {zh: 业主}\nsubject: {kind: owner, name: {zh: 业主}}\n"
    "fields:\n  place: {type: text, name: {zh: 所在}}\n",
    "owners.yaml",
)
WAN = 10_000 * 100


def told(subject, kind, on, programme="works", **more):
    return Draft(programme=programme, subject=subject, kind=kind, effective_on=date.fromisoformat(on), **more)


def work(code, kind, owner, days, paid):
    first = date(2024, 1, 1)
    yield told(code, "opened", "2023-01-01", fields={"kind": kind}, links={"owner": f"owners/{owner}"})
    yield told(code, "moved", "2024-01-01", stage="begun")
    yield told(code, "moved", date.fromordinal(first.toordinal() + days).isoformat(), stage="done")
    for on, amount in paid.items():
        yield told(code, "measured", on, fields={"spent": amount * WAN})


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("works")
    store = store_at(str(folder / "ledger.sqlite"))
    drafts = [
        told("O-1", "opened", "2023-01-01", "owners", fields={"place": "东"}),
        told("O-2", "opened", "2023-01-01", "owners", fields={"place": "西"}),
        *work("A", "大", "O-1", 10, {"2023-02-28": 40, "2024-01-31": 10, "2024-02-29": 60}),
        *work("B", "小", "O-2", 20, {"2023-02-28": 10, "2024-02-29": 20}),
        *work("C", "小", "O-2", 60, {"2024-04-30": 30}),
        told("A", "stated", "2024-01-05", fields={"planned": 400 * WAN, "land": 66_667}),
    ]
    ledger = Ledger(store, {"works": PACK, "owners": OWNERS}, ZoneInfo("Asia/Shanghai"))
    append(ledger, drafts, actor="甲", now=NOW)
    append(ledger, [told("A", "verified", "2024-05-01", about=(0, 8))], actor="乙", now=NOW)
    engine = DuckEngine(store, folder)
    yield engine
    engine.close()
    store.close()


def asked(engine, indicator, period, **more):
    found = figures(engine, PACK, indicator, [period_of(period)], **more)
    return {one.part: one.value for one in found} if more.get("by") else found[0].value


def by_month(engine, indicator, first="2024-01", last="2024-04"):
    return [one.value for one in figures(engine, PACK, indicator, split_into(period_of(f"{first}/{last}"), "month"))]


def test_nothing_counted_is_nought_nothing_measured_is_not_known(engine):
    assert by_month(engine, "begun") == [3, 0, 0, 0]
    assert by_month(engine, "spent") == [10, 80, None, 30]
    assert by_month(engine, "going") == [1, 1, 0, 0]


def test_growth(engine):
    assert asked(engine, "spent-growth", "2024-02") == Fraction(60)
    assert asked(engine, "spent-growth", "2024-01") is None
    assert asked(engine, "spent-step", "2024-02") == 700
    assert asked(engine, "spent-growth", "2024") == 140


def test_cumulative(engine):
    assert by_month(engine, "spent-year") == [10, 90, 90, 120]
    assert by_month(engine, "spent-ever") == [60, 140, 140, 170]
    assert by_month(engine, "spent-year", "2023-12", "2024-01") == [50, 10]
    assert asked(engine, "spent-year", "2024-01-15/2024-02-29") == 90


def test_ratio_and_what_it_lacks(engine):
    assert by_month(engine, "plan-done") == [Fraction(5, 2), Fraction(45, 2), Fraction(45, 2), 30]
    assert asked(engine, "plan-done", "2023") is None
    (one,) = figures(engine, PACK, "plan-done", [period_of("2024-01")])
    assert one.shown == Decimal("2.50")


def test_share_and_splits(engine):
    assert asked(engine, "spent", "2024", by="kind") == {"大": 70, "小": 50}
    assert asked(engine, "spent", "2024", by="owner.place") == {"东": 70, "西": 50}
    assert asked(engine, "spent-share", "2024", by="kind") == {"大": Fraction(175, 3), "小": Fraction(125, 3)}
    assert asked(engine, "spent-share", "2024") == 100
    assert asked(engine, "spent-small", "2024") == 50


def test_a_level_stated_that_year_is_none_of_the_next(engine):
    """年度计划 is restated each January: what was said for 2024 is no plan of 2025."""
    assert by_month(engine, "planned", "2024-12", "2025-01") == [400, 400]
    assert by_month(engine, "planned-that-year", "2023-12", "2024-02") == [None, 400, 400]
    assert by_month(engine, "planned-that-year", "2024-12", "2025-01") == [400, None]
    assert asked(engine, "planned-that-year", "2024-03-05/2025-03-04") is None
    assert asked(engine, "planned-that-year", "2023-03-05/2024-03-04") == 400
    [stated] = trace(engine, PACK, "planned-that-year", period_of("2024-06"))
    assert (stated.on, stated.amount) == (date(2024, 1, 5), 4_000_000)
    assert trace(engine, PACK, "planned-that-year", period_of("2025-06")) == []


def test_a_mean_counts_every_amount_of_the_period_once(engine):
    assert asked(engine, "mean", "2024") == 30
    assert by_month(engine, "mean") == [10, 40, None, 30]
    assert asked(engine, "mean", "2024", by="kind") == {"大": 35, "小": 25}
    assert [ground.amount for ground in trace(engine, PACK, "mean", period_of("2024-02"))] == [600_000, 200_000]


def test_days(engine):
    assert asked(engine, "days", "2024") == 20
    assert asked(engine, "days-mean", "2024") == 30
    assert asked(engine, "days-p90", "2024") == 52
    assert asked(engine, "days-max", "2024") == 60
    assert asked(engine, "days", "2023") is None


def test_units(engine):
    (land,) = figures(engine, PACK, "land", [period_of("2024")])
    assert land.value == Fraction(66_667, 100) / Fraction(2000, 3)
    assert land.shown == Decimal("1.0")


def test_as_of_size_and_verified(engine):
    assert asked(engine, "spent", "2024", as_of=date(2024, 2, 28)) == 10
    assert asked(engine, "spent", "2024", verified=True) == 10
    assert asked(engine, "spent", "2024", size=10) == 70
    (one,) = figures(engine, PACK, "spent", [period_of("2024")], size=10)
    assert (one.size, one.root) == (10, engine.root(10).hex())


@pytest.mark.parametrize(("indicator", "by"), [("spend", ""), ("spent", "colour"), ("spent", "builder.place")])
def test_what_there_is_not_is_told(engine, indicator, by):
    with pytest.raises(LedgerError, match=r"it has|splits by"):
        figures(engine, PACK, indicator, [period_of("2024")], by=by)


def test_no_periods_no_figures(engine):
    assert figures(engine, PACK, "投资", []) == []


@given(st.lists(st.integers(0, 400), min_size=2, max_size=40))
def test_quantiles_are_those_of_the_statistics_module(days):
    counts = {day: days.count(day) for day in days}
    tenths = quantiles([Fraction(day) for day in days], n=10, method="inclusive")
    assert _TAKES["p90"](counts) == tenths[8]
    assert _TAKES["median"](counts) == tenths[4]
