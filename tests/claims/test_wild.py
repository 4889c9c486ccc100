"""Paragraphs of a made-up county in the styles that reports come in, each with what a careful reader takes from it.

One line a claim: ``words | indicator | basis | role | period``; a trailing ``…`` means the indicator begins so.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dajuan
from dajuan.claims.claim import Claim

STREET = (
    "望江街道2025年工作总结和2026年工作思路\n一、2025年工作回顾\n"
    "一是高质高效完成6个背街小巷改造。辖区城管中队出清23家占道摊点，全年走访企业410余家次，协调解决诉求百余个。"
    "5000万以上投资项目4个。新增个体户320户；累计税收880万元。\n",
    """
    6个 | 完成|背街小巷改造 | level | result | 2025
    23家 | 出清占道摊点 | level | result | 2025
    410余家次 | 走访企业 | level | result | 2025
    百余个 | 协调解决诉求 | level | result | 2025
    4个 | 5000万以上投资项目 | level | result | 2025
    320户 | 个体户 | change | result | 2025
    880万元 | 税收 | level | result | 2025
    """,
)
BUREAU = (
    "云岭县商务局2025年工作总结\n"
    "1—10月到位县外资金41.2亿元，占全年目标任务的91.6%，完成市下达任务数40亿元的103%。其中，工业项目到位资金18亿元，"
    "比上年同期增长12%。社零总额已达到三年前同期的108%。新增限上企业30家，超年度目标5家。\n",
    """
    41.2亿元 | 到位县外资金 | level | result | 2025-01/2025-10
    91.6% | 到位县外资金完成率 | level | result | *
    40亿元 | 县外资金目标 | level | context | *
    103% | 县外资金完成率 | level | result | *
    18亿元 | 工业项目到位资金 | level | result | *
    12% | 工业项目到位资金 | growth | result | *
    108% | 社零总额 | level | result | *
    30家 | 限上企业 | change | result | *
    5家 | 限上企业目标 | * | context | *
    """,
)
BULLETIN = (
    "云岭县2025年国民经济和社会发展统计公报\n"
    "全年地区生产总值实现312.5亿元，比上年增长5.1%。其中：第一产业增加值41.3亿元，增长3.2%。"
    "第二、第三产业占比重分别回落1.2和0.4个百分点。规上战略产业总产值86亿元，同比增幅9%。"
    "开展1%人口抽样调查。第一、二、三产业对经济增长的贡献率分别为8%、52%、40%。\n",
    """
    312.5亿元 | 地区生产总值 | level | result | 2025
    5.1% | 地区生产总值 | growth | result | 2025
    41.3亿元 | 第一产业增加值 | level | result | 2025
    3.2% | 第一产业增加值 | growth | result | 2025
    1.2 | 第二产业占比重 | change | result | 2025
    0.4个百分点 | 第三产业占比重 | change | result | 2025
    86亿元 | 规上战略产业总产值 | level | result | 2025
    9% | 规上战略产业总产值 | growth | result | 2025
    8% | 第一产业对经济增长的贡献率 | share | result | 2025
    52% | 第二产业对经济增长的贡献率 | share | result | 2025
    40% | 第三产业对经济增长的贡献率 | share | result | 2025
    """,
)
ZONE = (
    "云岭经开区2025年工作总结和2026年工作安排\n一、2025年工作总结\n"
    "全区拥有规上企业86家、增加值增长7.3%。省、市重点项目分别完成年度投资目标的108%、112%。"
    "松湖电子、云杉医药2家企业入选省级名单。总投资12亿元的松湖产业园开工。新签约项目14个，计划于年底前开工5个。"
    "科创项目投资好于预期，实现投资3.1亿元，超全市均值6.2个百分点。\n"
    "二、2026年工作安排\n今年我区主要预期目标为：工业增加值增长8%，出口额增长5%、力争7%。\n",
    """
    86家 | 规上企业 | level | result | 2025
    7.3% | 规上企业增加值 | growth | result | 2025
    108% | 省重点项目完成率 | level | result | 2025
    112% | 市重点项目完成率 | level | result | 2025
    2家 | 企业入选省级名单 | level | result | 2025
    12亿元 | 松湖产业园…总投资 | level | result | 2025
    14个 | 新签约项目 | * | result | 2025
    5个 | 开工 | * | target | 2025
    3.1亿元 | 科创项目投资 | level | result | 2025
    6.2个百分点 | 科创项目投资 | change | result | 2025
    8% | 工业增加值 | growth | target | 2026
    5% | 出口额 | growth | target | 2026
    7% | 出口额 | growth | target | 2026
    """,
)
NEWSPAPER = (
    "本报讯 2025年，云岭经开区固定资产投资增速11.5%，高于全市3.1个百分点，增速排全市第2。"
    "松湖纤维长丝产能继续位居全国第一。36家综合保税区企业以不到千分之三的土地，贡献了占全市21%的出口额。\n",
    """
    11.5% | 固定资产投资 | growth | result | 2025
    3.1个百分点 | 固定资产投资 | change | result | 2025
    第2 | 增速 | rank | result | 2025
    第一 | 松湖纤维长丝产能 | rank | result | 2025
    36家 | 综合保税区企业 | level | result | 2025
    不到千分之三 | 土地 | * | result | 2025
    21% | 出口额 | share | result | 2025
    """,
)
DEEDS = (
    "2026年着力办好十件民生实事\n1.改善办学条件。新建学校9所，其中城区学校4所（含幼儿园2所），新增学位3200个。\n"
    "2.安全出行。全年排查不少于60个隐患路口。\n",
    """
    9所 | 新建学校 | level | target | 2026
    4所 | 城区学校 | level | target | 2026
    2所 | 幼儿园 | level | target | 2026
    3200个 | 学位 | change | target | 2026
    不少于60个 | 排查隐患路口 | level | target | 2026
    """,
)
FARM = (
    "云岭县农业农村局2025年工作总结\n"
    "粮食播种面积20.1万亩，粮食总产量9.4万吨，分别比上年增长2.5%和1.7%。高标准农田建设考核指标3万亩，完成3.2万亩。"
    "纳入监测对象12户35人。\n",
    """
    20.1万亩 | 粮食播种面积 | level | result | 2025
    9.4万吨 | 粮食总产量 | level | result | 2025
    2.5% | 粮食播种面积 | growth | result | 2025
    1.7% | 粮食总产量 | growth | result | 2025
    3万亩 | 高标准农田建设目标 | level | context | 2025
    3.2万亩 | 高标准农田建设 | level | result | 2025
    12户 | 监测对象 | level | result | 2025
    35人 | 监测对象 | level | result | 2025
    """,
)
STYLES = {
    "street": STREET, "bureau": BUREAU, "bulletin": BULLETIN, "zone": ZONE,
    "newspaper": NEWSPAPER, "deeds": DEEDS, "farm": FARM,
}  # fmt: skip


def _fits(pattern: str, indicator: str) -> bool:
    """``甲…乙``: 甲 and later 乙; ``甲|乙``: either word is enough to find, both may stand."""
    if "…" in pattern:
        first, _, last = pattern.partition("…")
        return indicator.startswith(first) and indicator.endswith(last)
    return any(part in indicator for part in pattern.split("|"))


def _rows(table: str) -> list[list[str]]:
    rows = []
    for line in filter(None, map(str.strip, table.splitlines())):
        words, indicator, *rest = re.split(r" \| ", line)
        rows.append([words, indicator, *rest])
    return rows


def _labelled(claim: Claim) -> str:
    return claim.period.label if claim.period else ""


@pytest.mark.parametrize("style", STYLES)
def test_what_a_careful_reader_takes_from_it(style: str) -> None:
    text, table = STYLES[style]
    claims = dajuan.read(text).claims
    rows = _rows(table)
    assert [claim.text for claim in claims] == [row[0] for row in rows]
    for claim, (words, indicator, basis, role, period) in zip(claims, rows, strict=True):
        assert _fits(indicator, claim.verb + claim.indicator), (words, claim.verb, claim.indicator)
        assert basis in ("*", claim.basis), (words, claim.basis)
        assert role in ("*", claim.role), (words, claim.role)
        assert period in ("*", _labelled(claim)), (words, _labelled(claim))


def test_who_and_where_stand_before_a_count() -> None:
    claims = dajuan.read(
        "2025年，松湖电子、云杉医药2家企业入选名单。全县31所学校达标。住建局承担了8个代建项目。"
    ).claims
    assert claims[0].entities == ("松湖电子", "云杉医药")
    assert claims[1].scope == "全县"
    assert (claims[2].verb, claims[2].entities) == ("承担", ("住建局",))


def test_counts_side_by_side_are_of_one_thing() -> None:
    claims = dajuan.read("2025年建成7栋216套保障房。推进首批3项及第二批5项改革试点。").claims
    assert [claim.indicator for claim in claims[:2]] == ["建成保障房", "建成保障房"]
    assert all("改革试点" in claim.indicator for claim in claims[2:])


def test_parts_after_a_colon_belong_to_the_total() -> None:
    total, _, part, *_ = dajuan.read("2025年生产总值90亿元，增长5%。其中：第一产业增加值20亿元，增长3%。").claims
    assert part.part_of is not None
    assert total.part_of is None


def test_a_year_said_later_takes_over_within_the_paragraph() -> None:
    claims = dajuan.read("2024年，县里完成投资8亿元，全年新增就业300人。2025年，共设9项指标。其中，投资增长6%。").claims
    assert [_labelled(claim) for claim in claims] == ["2024", "2024", "2025", "2025"]


@pytest.mark.parametrize(
    ("sentence", "words", "indicator", "basis"),
    [
        ("2025年，对困难家庭给予每户2万元补助。", "2万元", "困难家庭补助", "level"),
        ("2025年，商品蔬菜面积2万亩，产量3.3万吨，产值6600万元。", "6600万元", "商品蔬菜产值", "level"),
        ("2025年签约工业项目35个，到位资金6亿元，增长4%。", "6亿元", "到位工业项目资金", "level"),
        ("16家园区创造了全市42%的工业增加值。", "42%", "工业增加值", "share"),
        ("2025年保障性住房已开工440套，基本建成236套。", "236套", "建成保障性住房", "level"),
        ("2025年新增图书7万册，电子图书9万册。", "9万册", "电子图书", "change"),
        ("2025年新增图书7万册，图书总量90万册。", "90万册", "图书总量", "level"),
        ("2025年新增梯田面积7万亩，粮食播种面积9万亩。", "9万亩", "粮食播种面积", "level"),
        ("2025年新增孵化器6家，7家孵化器考核优秀。", "7家", "孵化器考核优秀", "level"),
        ("生产总值、技改投资分别增长6%、7%，两项增速分别高于全省1.2、2.3个百分点。", "2.3个百分点", "技改投资", "change"),
        ("2025年生猪存栏6万头，出栏7万头。", "7万头", "出栏生猪", "level"),
    ],
)  # fmt: skip
def test_what_is_named_once_and_meant_twice(sentence: str, words: str, indicator: str, basis: str) -> None:
    claim = next(claim for claim in dajuan.read(sentence).claims if claim.text == words)
    assert (claim.indicator, claim.basis) == (indicator, basis)


PLAN = """云岭高新区2026年重点工作及责任清单
1.高标准推进松湖园区建设，落实项目专班制度，确保云杉路年底前建成通车。责任单位：规划建设局。
2.着力激发消费潜能。坚持以人民为中心，松湖小学新校区投入使用，健全招商机制，理顺园区体制。
"""


def test_promises_without_a_number() -> None:
    promises = {(p.action, p.object): p for p in dajuan.read(PLAN).commitments}
    actions = [action for action, _ in promises]
    assert actions == ["高标准推进", "落实", "确保", "着力激发", "投入使用", "健全", "理顺"]
    owners = {p.owner for (action, _), p in promises.items() if action in ("高标准推进", "落实", "确保")}
    assert owners == {"规划建设局"}
    dated = next(p for (action, _), p in promises.items() if action == "确保")
    assert dated.deadline is not None
    assert dated.deadline.year == 2026


@pytest.mark.parametrize(
    ("clause", "action"),
    [
        ("科学编制松湖片区规划", "科学编制"),
        ("久久为功推进河道治理", "久久为功推进"),
        ("坚决防止拖欠工资", "坚决防止"),
        ("重点做好以下三个方面工作", ""),
        ("坚持以人民为中心", ""),
    ],
)
def test_how_hard_comes_before_what_is_done(clause: str, action: str) -> None:
    promises = dajuan.read(f"云岭县2026年工作计划\n{clause}。").commitments
    assert [promise.action for promise in promises] == ([action] if action else [])


PIECES = st.sampled_from(
    ["新增", "企业", "3家", "12.5%", "、", "，", "。", "；", "分别", "增长", "占全市1/4", "（", "）", "“", "”", "其中：", "2025年", "从", "到", "每万人", "第4位", "\n", "力争", "累计", "十余个", "目标任务的", "完成任务数", "5亿元", "的", "全县", "了", "等", "计划", "年底前", "首批", "超", "均值", "个百分点", "一、", "1.", "责任单位：", "<b>", "&nbsp;", "|", "#", "\u3000", "１２", "之一", "以"]
)  # fmt: skip
MIXES = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(MIXES)
def test_claims_of_any_text_keep_their_promises(text: str) -> None:
    reading = dajuan.read(text + "\n")
    again = dajuan.read(text + "\n")
    assert (reading.claims, reading.commitments) == (again.claims, again.commitments)
    source = reading.document.text
    for claim in reading.claims:
        assert 0 <= claim.start < claim.end <= len(source)
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert reading.flow.text[claim.at[0] : claim.at[1]] == claim.text
        assert "".join(source[claim.start : claim.end].split()) == "".join(claim.text.split())
    ids = [claim.id for claim in reading.claims]
    assert len(set(ids)) == len(ids)
    assert {claim.part_of for claim in reading.claims} - {None} <= set(ids)
    assert {i for promise in reading.commitments for i in promise.claims} <= set(ids)
    assert [claim.start for claim in reading.claims] == sorted(claim.start for claim in reading.claims)


def _told(claim: Claim) -> tuple[object, ...]:
    return claim.text, claim.low, claim.high, claim.unit, claim.basis, claim.role, claim.indicator, _labelled(claim)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([t for t, _ in (STREET, BUREAU, FARM)]), st.lists(PIECES, max_size=20).map("".join))
def test_a_section_says_the_same_whatever_stands_in_another(body: str, other: str) -> None:
    head = "云岭县2025年工作总结\n\n一、工作情况\n\n"
    words = body.split("\n", 1)[1].replace("一、2025年工作回顾\n", "")
    tail = "\n二、其他\n\n" + re.sub(r"[0-9一二三四五六七八九十]+[、.]|2025年|#|\n", "", other) + "。\n"
    alone = dajuan.read(head + words, year=2025).claims
    beside = dajuan.read(head + words + tail, year=2025).claims
    assert [_told(claim) for claim in beside[: len(alone)]] == [_told(claim) for claim in alone]
