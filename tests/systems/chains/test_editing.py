"""Each deed by what it writes; the drawing of the days before stays as it was; what is wrong is told by its field."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.chains.life import ACTOR, NAMES, NOW, TODAY, A, B

from dajuan.ledger.append import append
from dajuan.ledger.trouble import RefusedError
from dajuan.systems.chains.chain import CHAINS
from dajuan.systems.chains.contradictions import contradictions
from dajuan.systems.chains.coverage import coverage
from dajuan.systems.chains.editing import DEEDS
from dajuan.systems.chains.ground import Ground
from dajuan.systems.chains.reading import Look, chain_of

BEFORE = date(2025, 3, 1)


@pytest.fixture
def does(ground, ledger):
    """Carry a deed out; gives the chain after it."""

    def done(deed: str, on: date = TODAY, **typed: str):
        start: Ground = ground(on)
        append(
            ledger,
            DEEDS[deed](start, {key.replace("_", "-"): value for key, value in typed.items()}),
            actor=ACTOR,
            now=NOW,
        )
        return ground().chain

    return done


def as_of(look: Look, day: date):
    then = Look(look.subjects, day)
    row = then.one(CHAINS, "NEV")
    assert row is not None
    return chain_of(then, row)


def wrong(call) -> dict[str, str]:
    with pytest.raises(RefusedError) as caught:
        call()
    return {one.field: one.zh for one in caught.value.troubles}


def test_a_node_comes_in_linked_and_the_past_does_not_know_it(does, look):
    chain = does("add-node", name="热管理", position="中游", downstream="电池包", on=date(2025, 6, 1))
    assert chain.nodes["NEV-08"].name == "热管理"
    assert ("NEV-08", "NEV-06") in chain.edges
    assert "NEV-08" not in as_of(look, BEFORE).nodes


def test_a_link_is_cut_from_a_day_on_and_may_be_linked_again(does, look):
    chain = does("cut", link="NEV-05.NEV-06", on=date(2025, 8, 1))
    assert ("NEV-05", "NEV-06") not in chain.edges
    assert ("NEV-05", "NEV-06") in as_of(look, date(2025, 7, 31)).edges
    assert ("NEV-05", "NEV-06") in does(
        "link", upstream="壳体", downstream="电池包", product="壳体", on=date(2025, 9, 1)
    ).edges
    assert ("NEV-05", "NEV-06") not in as_of(look, date(2025, 8, 15)).edges


def test_a_firm_is_placed_leaves_and_comes_back(does, look):
    chain = does("place", node="NEV-03", enterprise=NAMES[A], product="铝箔", share="0%", on=date(2025, 5, 1))
    assert [one.firm for one in chain.placed["NEV-03"]] == [A, B]
    assert as_of(look, BEFORE).nodes["NEV-03"].stage == "charted"
    assert chain.nodes["NEV-03"].stage == "present"
    left = does("leave", placement=f"NEV-03.{A}", on=date(2025, 6, 1))
    assert [one.firm for one in left.placed["NEV-03"]] == [B]
    back = does("place", node="NEV-03", enterprise=A, product="铝箔", share="0", on=date(2025, 7, 1))
    assert [one.firm for one in back.placed["NEV-03"]] == [A, B]


def test_a_gap_is_not_filled_by_placing_a_firm_but_told(does):
    chain = does("place", node="隔膜", enterprise=B, product="隔膜", share="0")
    assert chain.nodes["NEV-02"].stage == "gap"
    assert [one.code for one in contradictions(chain, coverage(chain)) if one.kind == "stage"] == ["NEV-02"]


def test_a_node_with_firms_is_not_taken_off(ground, does):
    told = wrong(lambda: DEEDS["remove-node"](ground(), {"node": "NEV-04", "note": "并入"}))
    assert "还有 1 家企业" in told["node"]
    chain = does("remove-node", node="NEV-02", note="并入正极材料")
    assert "NEV-02" not in chain.nodes
    assert ("NEV-02", "NEV-04") not in chain.edges


@pytest.mark.parametrize(
    ("deed", "typed", "told"),
    [
        ("add-node", {}, {"name": "没有填"}),
        ("add-node", {"name": "电芯"}, {"name": "已有这个环节"}),
        ("add-node", {"name": "x", "position": "顶上"}, {"position": "不在选项里"}),
        ("link", {"upstream": "电芯", "downstream": "电芯"}, {"downstream": "同一个环节"}),
        ("link", {"upstream": "电芯", "downstream": "电池包"}, {"downstream": "已经连着"}),
        ("link", {"upstream": "整车", "downstream": "铝材"}, {"circle": "成环：铝材 → 壳体 → 电池包 → 整车 → 铝材"}),
        ("link", {"upstream": "飞轮", "downstream": ""}, {"upstream": "没有环节“飞轮”", "downstream": "没有填"}),
        ("cut", {"link": "NEV-01.NEV-07"}, {"link": "没有这条连线"}),
        ("place", {"node": "电芯", "enterprise": "安芯电磁", "product": "x", "share": "10"}, {"enterprise": "相近的有：安芯电池"}),
        ("place", {"node": "电芯", "enterprise": A, "product": "", "share": "很多"}, {"product": "没有填", "share": ""}),
        ("place", {"node": "电芯", "enterprise": A, "product": "x", "share": "1"}, {"enterprise": "已在这个环节"}),
        ("place", {"node": "铝材", "enterprise": A, "product": "x", "share": "10"}, {"share": "连同它在别处的 100% 超过 100%"}),
        ("problem", {"name": "停电", "kind": "天气"}, {"kind": "不在选项里"}),
        ("supply", {"node": "电芯", "buyer": "无此厂", "supplier-name": "甲厂", "place": "区内", "value": "1"}, {"buyer": "没有"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_field(ground, deed, typed, told):
    found = wrong(lambda: DEEDS[deed](ground(), typed))
    for field, words in told.items():
        assert words in found[field]


def test_a_circle_that_is_meant_is_linked(does):
    assert ("NEV-07", "NEV-03") in does("link", upstream="整车", downstream="铝材", circle="yes").edges


def test_a_problem_with_handler_and_day_is_assigned_and_lists_are_numbered_on(does, look):
    does("problem", name="电芯涨价", kind="供应断点", handler="经济发展局", due="2025-12-01", node="电芯")
    row = look.one("chain-problems", "NEV-P003")
    assert row is not None
    assert row.stage == "assigned"
    does("prospect", name="华南隔膜厂", node="隔膜", planned="3亿元")
    assert look.one("chain-prospects", "NEV-T002").fields["planned"] == 30_000_000_000


def test_the_same_purchase_is_stated_anew(does):
    said = {"node": "电芯", "buyer": NAMES[B], "supplier_name": NAMES[A], "place": "区内"}
    first = does("supply", value="100万元", **said)
    again = does("supply", value="150万元", **said)
    assert len(again.supplies) == len(first.supplies)
    assert {one.value for one in again.supplies if one.buyer == B} == {150_000_000}


def test_a_chain_is_handed_over_with_all_that_stands_in_it(ground, ledger):
    append(ledger, DEEDS["hand-over"](ground(), {"office": "投资促进局"}), actor=ACTOR, now=NOW)
    after = ground()
    for programme in (
        "chain-nodes",
        "chain-links",
        "chain-firms",
        "chain-supplies",
        "chain-problems",
        "chain-prospects",
    ):
        assert {row.owners[0] for row in after.held(programme).values()} == {"投资促进局"}
    assert after.row.owners == ("投资促进局",)
