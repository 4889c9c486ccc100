"""绑定建议: the right indicator first, with its reason; what contradicts is kept out; where nothing fits that is said."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.binding import check_binding
from dajuan.answers.catalogue import Catalogue
from dajuan.answers.plan import Part, bind, settle, split
from dajuan.answers.proposals import Proposal, proposals
from dajuan.answers.read import target_called, targets
from dajuan.answers.suggestions import LEAST, suggest, suggestions
from dajuan.answers.target import Binding
from dajuan.claims.read import read
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import binding as bench

DAY = date(2025, 1, 20)
PACKS = bench.built_in()
CATALOGUE = Catalogue(PACKS)

ROADS = """
programme: road-works
version: 1
name: {zh: 道路工程, en: Road works}
subject: {kind: road, name: {zh: 道路, en: Road}}
fields:
  name: {type: text, required: true, name: {zh: 名称, en: Name}}
  length: {type: length, unit: 公里, name: {zh: 里程, en: Length}}
  kind:
    type: choice
    name: {zh: 类别, en: Kind}
    choices: {trunk: {zh: 主干路, en: Trunk}, branch: {zh: 支路, en: Branch}}
stages:
  listed: {name: {zh: 列入, en: Listed}}
  open: {name: {zh: 通车, en: Open}}
indicators:
  roads-open: {name: {zh: 通车条数, en: Roads opened}, also: [打通断头路], unit: 条, count: open}
  length-open: {name: {zh: 通车里程, en: Length opened}, unit: 公里, sum: length, at: open}
"""


def asked(sentence: str) -> Proposal:
    [found] = [one for one in proposals(read(bench.HEAD + sentence)) if one.kind == "number"]
    return found


def suggested(sentence: str):
    return suggest(asked(sentence), CATALOGUE)


def first(sentence: str) -> str:
    return next((str(one.binding) for one in suggested(sentence).best), "none")


@pytest.mark.parametrize("group", ["seen", "held", "later"])
def test_the_right_indicator_comes_first_and_where_none_is_right_none_comes(group):
    read_pairs = [(pair, bench.proposed(pair)) for pair in bench.pairs() if pair.group == group]
    told = bench.measure(read_pairs, bench.ours(PACKS))
    having = sum(told[f"{code} all"] for code in PACKS)
    assert having >= 30
    assert told["none all"] >= having / 2
    assert sum(told[f"{code} first"] for code in PACKS) / having >= 0.9
    assert told["none suggested"] / told["none all"] <= 0.05


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("8个“保交楼”项目年底前全部销号。", "housing-delivery/estates-closed"),
        ("交付8个“保交楼”项目。", "housing-delivery/estates-delivered"),
        ("新签约项目80个。", "investment-projects/projects-signed"),
        ("新开工项目80个。", "investment-projects/projects-started"),
        ("重点项目完成投资240亿元。", "investment-projects/invested"),
        ("重点项目计划总投资240亿元。", "investment-projects/planned-total"),
        ("年度计划投资240亿元。", "investment-projects/planned-year"),
        ("规上企业总数突破700家。", "enterprise-register/enterprises-above-scale"),
        ("新增规上企业30家。", "none"),
        ("智能工厂达到50个。", "none"),
        ("新签约亿元以上项目60个。", "none"),
        ("全社会研发投入强度达到3.5%。", "none"),
        ("企业研发投入强度达到3.5%。", "enterprise-register/rd-intensity"),
        ("固定资产投资增长8%。", "none"),
    ],
)
def test_a_word_tells_two_indicators_apart(sentence, right):
    assert first(sentence) == right


def test_a_choice_that_is_named_makes_it_a_part():
    assert first("签约制造业项目30个。") == "investment-projects/projects-signed?category=manufacturing"
    assert first("规上工业企业达到295家。") == "enterprise-register/enterprises-above-scale?industry=industry"


def test_an_indicator_of_its_own_goes_before_a_part_of_a_wider_one():
    found = [str(one.binding) for one in suggested("制造业项目完成投资90亿元。").best]
    assert found[0] == "investment-projects/manufacturing-invested"
    assert "investment-projects/invested?category=manufacturing" in found


def test_what_only_its_unit_keeps_apart_is_told():
    """An installed capacity in kilowatt-hours: the plan is asked about, and nothing is bound to it."""
    found = suggested("新增光伏发电装机规模3万千瓦时。")
    assert not found.best
    assert "单位不能换算：目标用万千瓦时，指标用万千瓦" in found.nearest.zh
    assert first("新增光伏发电装机规模3万千瓦。") == "energy-installations/pv-capacity-new"


def test_a_growth_is_of_a_growth_and_a_level_of_a_level():
    assert first("企业税收增长7%。") == "enterprise-register/tax-growth"
    assert first("企业税收达到85亿元。") == "enterprise-register/tax"


def test_the_reason_says_what_agrees():
    [best] = suggested("年内再交付“保交楼”项目4个。").best
    assert best.score >= 0.95
    assert best.zh == "“交付项目数”：对象“保交楼”“项目”、动作“交付”、单位“个”一致；指标按期累加，和目标一致"
    assert "doing “交付”" in best.en


def test_what_came_nearest_is_told_with_why_it_will_not_do():
    found = suggested("新签约亿元以上项目60个。")
    assert not found.best
    assert found.nearest.binding == Binding("investment-projects", "projects-signed")
    assert "目标说的是“亿元以上”，指标没有" in found.nearest.zh
    assert suggested("种植苗木3万株。") == ((), None)


def test_a_unit_that_does_not_convert_is_never_suggested():
    assert first("交付“保交楼”住房4个。") != "housing-delivery/homes-delivered"
    assert suggested("工业用地亩均税收提高到30万元。").best == ()


def test_a_promise_without_a_number_has_no_suggestion():
    [task] = proposals(read(bench.HEAD + "望岭大道快速化改造工程9月底前主线通车。"))
    assert suggest(task, CATALOGUE) == ((), None)


def test_a_zone_s_own_pack_is_suggested_by_its_names_and_by_what_it_is_called_besides():
    catalogue = Catalogue(
        {code: one for code, one in PACKS.items() if code != "public-works"} | {"road-works": parse_pack(ROADS)}
    )
    for sentence, right in (
        ("打通断头路5条。", "road-works/roads-open"),
        ("道路通车里程达到36公里。", "road-works/length-open"),
        ("道路工程主干路通车里程达到20公里。", "road-works/length-open?kind=trunk"),
    ):
        assert [str(one.binding) for one in suggest(asked(sentence), catalogue).best][:1] == [right]
    assert suggest(asked("改造雨污分流管网36公里。"), catalogue).best == ()


@given(st.text(alphabet="交付保楼项目签约新开工企业规上营业收入亩均税、亿元以上", max_size=20), st.sampled_from(["4个", "30亿元", "5%", "6家", "x"]))  # fmt: skip
def test_whatever_is_suggested_can_be_bound(name, value):
    """It leads to an indicator that is there, in a unit that converts, and its score is at least what is asked."""
    found = suggest(Proposal("number", name, name + value, 0, 1, "", value=value, basis="level"), CATALOGUE)
    for one in found.best:
        check_binding(PACKS, str(one.binding), value)
        assert LEAST <= one.score <= 1
    assert [one.score for one in found.best] == sorted((one.score for one in found.best), reverse=True)


def test_only_what_is_bound_to_nothing_yet_is_asked_about(planned):
    before = suggestions(targets(planned), targets(planned), planned.programmes)
    assert before["2025-053"].best[0].binding == Binding("housing-delivery", "estates-delivered")
    bind(planned, {"2025-053": Binding("housing-delivery", "estates-delivered")}, why={}, actor="督查室甲", on=DAY)
    assert "2025-053" not in suggestions(targets(planned), targets(planned), planned.programmes)
    assert target_called(targets(planned), "2025-053").stage == "proposed"


def test_a_binding_that_leads_nowhere_is_refused_and_nothing_is_bound(planned):
    wrong = {
        "2025-053": Binding("housing-delivery", "estates-delivered"),
        "2025-054": Binding("housing-delivery", "roads"),
    }
    with pytest.raises(LedgerError, match="没有指标 roads"):
        bind(planned, wrong, why={}, actor="督查室甲", on=DAY)
    assert target_called(targets(planned), "2025-053").binding is None


def test_a_part_follows_the_binding_of_the_whole_split_by_who_leads(planned):
    settle(planned, ["2025-032"], actor="督查室甲", on=DAY)
    bind(planned, {"2025-032": Binding("investment-projects", "invested")}, why={}, actor="督查室甲", on=DAY)
    split(planned, "2025-032", [Part("科技局", "130亿元"), Part("经发局", "100亿元")], actor="督查室甲", on=DAY)
    known = targets(planned)
    found = suggestions(known, known, planned.programmes)["2025-032.1"].best
    assert [one.binding for one in found] == [Binding("investment-projects", "invested", "lead-department", "科技局")]
    assert "牵头单位" in found[0].zh
