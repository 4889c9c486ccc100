"""What a need may be written as, and what is asked about instead of guessed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.compute.cases import NOW, need, offer
from tests.systems.compute.life import packs

from dajuan.ledger.trouble import Trouble
from dajuan.subjects.row import Row
from dajuan.systems.compute.calendar import Taken, calendar_of
from dajuan.systems.compute.candidates import candidates, obstacles
from dajuan.systems.compute.needs import need_of, read_amount, read_need
from dajuan.systems.compute.objectives import built_in, objectives
from dajuan.systems.compute.offers import offer_of
from dajuan.systems.compute.precision import Power, Precision
from dajuan.systems.compute.reasons import alone, reasons

FP16, INT8 = Precision.FP16, Precision.INT8


@pytest.mark.parametrize(
    ("text", "precision", "read"),
    [
        ("16卡", FP16, ("cards", 16)),
        ("16 张卡", FP16, ("cards", 16)),
        ("六十四核", Precision.FP64, ("cores", 64)),
        ("3P", FP16, ("flops", 3_000_000)),
        ("3 PFLOPS", FP16, ("flops", 3_000_000)),
        ("0.5EFLOPS", FP16, ("flops", 500_000_000)),
        ("200TOPS", INT8, ("ops", 200_000)),
    ],
)
def test_amounts(text, precision, read):
    assert read_amount(text, precision) == read


@pytest.mark.parametrize(
    ("text", "precision", "zh", "en"),
    [
        ("", FP16, "没有写要多少", "how much"),
        ("20", FP16, "20卡、20核还是 20P", "is it 20卡"),
        ("3P", None, "没有写明精度", "states no precision"),
        ("200卡时", FP16, "是用量", "work done"),
        ("5万核时", Precision.FP64, "是用量", "work done"),
        ("200TOPS", FP16, "数的是整数运算", "counts integer"),
        ("3P", INT8, "用 TOPS", "write TOPS"),
        ("-4卡", FP16, "大于零", "more than nought"),
        ("2.5卡", FP16, "要整数", "whole number"),
        ("约16卡", FP16, "不是确切的数", "not exact"),
        ("16亩", FP16, "不是算力", "no unit of computing"),
        ("0.0000001P", FP16, "不到 1 GFLOPS", "less than 1 GFLOPS"),
    ],
)
def test_what_is_asked_about(text, precision, zh, en):
    found = read_amount(text, precision)
    assert isinstance(found, Trouble)
    assert zh in found.zh
    assert en in found.en


@given(st.text(max_size=20), st.sampled_from([None, *Precision]))
def test_whatever_is_typed_is_read_or_told(text, precision):
    found = read_amount(text, precision)
    assert isinstance(found, Trouble) or found[1] > 0


def test_a_need_typed_is_the_need_read_back():
    typed = {
        "name": "训练", "enterprise": "91410100MA0000001X", "precision": "FP16 半精度", "amount": "3P", "hours": "36",
        "latest-finish": "2025年10月20日", "location": "本市", "budget": "1.2万元", "memory": "40",
    }  # fmt: skip
    fields, troubles = read_need(typed, packs()["compute-jobs"])
    assert troubles == []
    one = need_of("J", fields)
    assert (one.power, one.hours, one.latest_finish) == (Power(FP16, 3_000_000), 36, date(2025, 10, 20))
    assert (one.budget, one.location, one.memory) == (1_200_000, "city", 40)


def test_what_becomes_of_a_need_is_not_typed_with_it():
    typed = {"price": "1", "cards": "5", "own": "1", "offer": "compute-offers/A", "amount": "3P", "precision": "fp16"}
    assert read_need(typed, packs()["compute-jobs"])[0] == {"precision": "fp16", "flops": 3_000_000}


def test_a_power_takes_as_many_cards_as_it_needs_of_each_offer():
    asked = need(cards=0, power=Power(FP16, 2_500_000))
    assert asked.quantity(offer(quantity=8)) == 3
    assert asked.quantity(offer(powers={Precision.FP64: 10**9})) == 0


@pytest.mark.parametrize(
    ("asked", "had", "kind"),
    [
        ({"precision": Precision.FP64}, {}, "precision"),
        ({"cards": 9}, {}, "size"),
        ({"memory": 81}, {}, "memory"),
        ({"memory": 1}, {"memory": 0}, "memory"),
        ({"location": "zone"}, {"location": "city"}, "location"),
        ({"protection": 4}, {}, "protection"),
        ({"budget": 7_999}, {}, "budget"),
        ({"hours": Fraction(200), "budget": 10**9}, {}, "finish"),
        ({}, {"valid_until": date(2025, 10, 14)}, "validity"),
        ({}, {"valid_from": date(2026, 1, 1)}, "validity"),
        ({"cards": 0, "cores": 4}, {}, "amount"),
    ],
)
def test_each_term_keeps_an_offer_out_and_is_named(asked, had, kind):
    there = offer(**had)
    calendar = calendar_of({"A": there}, (), NOW)
    assert [one.kind for one in obstacles(need(**asked), there, calendar)] == [kind]
    assert candidates(need(**asked), there, calendar) == []


def test_on_the_boundary_every_term_is_met():
    asked = need(cards=8, memory=80, protection=3, budget=16_000, location="zone")
    there = offer()
    assert candidates(asked, there, calendar_of({"A": there}, (), NOW))[0].cost == 16_000


def test_no_room_is_an_obstacle_and_later_room_is_a_later_start():
    there = offer()
    full = calendar_of({"A": there}, [Taken("A", 5, 0, 500)], NOW)
    assert [one.kind for one in obstacles(need(), there, full)] == ["room"]
    busy = calendar_of({"A": there}, [Taken("A", 5, 0, 3)], NOW)
    assert candidates(need(), there, busy)[0].start == 3


def test_where_nothing_will_do_it_is_told_what_would_help():
    offers = {"A": offer("A", location="city"), "B": offer("B", location="city", memory=16)}
    calendar = calendar_of(offers, (), NOW)
    told = reasons(need(location="zone", memory=40), offers, calendar, built_in()["balanced"], None)
    assert told.chosen is None
    assert [one.zh for one in told.helps] == ["只放宽“数据所在地”，有 1 处可选，如 A（数据要在本区，它在本市）"]
    assert "with data location alone given up 1 would do" in told.helps[0].en


def test_alone_a_need_goes_to_the_best_of_its_ranks_and_is_not_told_of_others():
    offers = {"A": offer("A", price=900), "B": offer("B", price=500)}
    told = alone(need(), offers, calendar_of(offers, (), NOW), built_in()["cheapest"])
    assert (told.chosen.offer, told.ranks[0].offer.code) == ("B", "B")
    assert "2 处满足要求，加权后这一处最好" in told.why.zh


def test_what_binds_is_told():
    offers = {"A": offer("A")}
    calendar = calendar_of(offers, (), NOW)
    asked = need(cards=8, memory=80, budget=16_100, location="zone")
    told = reasons(asked, offers, calendar, built_in()["balanced"], candidates(asked, offers["A"], calendar)[0])
    assert [one.zh for one in told.binding] == [
        "预算只剩 1.00 元", "显存或内存刚好", "占满了它这段时间的空闲", "数据所在地的要求排除了更远的",
    ]  # fmt: skip


def row(programme: str, code: str, stage: str, **fields: object) -> Row:
    said = {key.replace("_", "-"): value for key, value in fields.items()}
    return Row(programme, code, code, stage, date(2025, 1, 1), 1, False, date(2025, 1, 1), 1, "", said, {}, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fp16": 0}, "没有写明精度"),
        ({"price": -1}, "是负数"),
        ({"quantity": 0}, "大于零"),
        ({"valid_from": "2026-01-01"}, "起始日期晚于截止日期"),
        ({"stage": "withdrawn", "fp16": 0}, "已经下架"),
    ],
)
def test_an_offer_that_is_wrong_is_told_and_not_offered(change, said):
    right = {"quantity": 8, "price": 1000, "fp16": 10**6, "valid_from": "2025-01-01", "valid_until": "2025-12-31"}
    at = row("compute-centres", "C", "connected", location="zone")
    (trouble,) = offer_of(row("compute-offers", "A", **({"stage": "offered"} | right | change)), at)
    assert said in trouble.zh
    assert trouble.en
    assert (
        "PUE"
        in offer_of(row("compute-offers", "A", "offered", **right), at._replace(fields={"pue-stated": 900_000}))[0].zh
    )
    assert "没有接入" in offer_of(row("compute-offers", "A", "offered", **right), at._replace(stage="suspended"))[0].zh


def test_an_objective_of_the_zone_and_one_that_does_not_add_up():
    own = {"objectives": {"night": {"zh": "夜间", "cost": 100, "energy": 0, "finish": 0}}}
    assert objectives(own)["night"].weights["cost"] == 100
    with pytest.raises(Exception, match="合计 100"):
        objectives({"objectives": {"night": {"cost": 90, "energy": 0, "finish": 0}}})
