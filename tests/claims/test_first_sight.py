"""Forms of sentence that reports share and one report seldom has: a budget's shares, ranks in a row, sizes in names.

One line a claim, as in ``test_wild``: ``words | indicator | basis | role``.
"""

from __future__ import annotations

import pytest

import dajuan
from dajuan.claims.claim import Claim

BUDGET = (
    "1—6月，云岭县财政总收入完成5120万元，占年初预算9600万元的53.3%，比上年减收140万元，下降2.7%。"
    "其中：税收收入4210万元，为年预算的51.8%，同比增收85万元，增长2.1%；非税收入910万元，占调整预算61.5%。\n",
    """
    5120万元 | 财政总收入 | level | result
    9600万元 | 财政总收入目标 | level | context
    53.3% | 财政总收入完成率 | level | result
    140万元 | 财政总收入 | change | result
    2.7% | 财政总收入 | growth | result
    4210万元 | 税收收入 | level | result
    51.8% | 税收收入完成率 | level | result
    85万元 | 税收收入 | change | result
    2.1% | 税收收入 | growth | result
    910万元 | 非税收入 | level | result
    61.5% | 非税收入完成率 | level | result
    """,
)
PROGRESS = (
    "全县38个计划实施项目，总投资92亿元，目前已开工21个，开工率55.3%，较序时进度快3.1个百分点。"
    "完成投资17亿元，超时间进度2.4个百分点。全年实现工业产值86亿元的目标圆满完成。\n",
    """
    38个 | 计划实施项目 | level | result
    92亿元 | 计划实施项目总投资 | level | result
    21个 | 开工计划实施项目 | level | result
    55.3% | 计划实施项目开工率 | level | result
    3.1个百分点 | 计划实施项目开工率 | change | result
    17亿元 | 投资 | level | result
    2.4个百分点 | 投资 | change | result
    86亿元 | 工业产值目标 | level | context
    """,
)
RANKS = (
    "固定资产投资增长11%，增速位居全市第4、云江市第2。云岭位居全国百强县投资潜力第31、绿色发展第40。"
    "引进外资320万美元，居同类乡镇第一。\n",
    """
    11% | 固定资产投资 | growth | result
    第4 | 固定资产投资增速 | rank | result
    第2 | 固定资产投资增速 | rank | result
    第31 | 投资潜力 | rank | result
    第40 | 绿色发展 | rank | result
    320万美元 | 外资 | level | result
    第一 | 引进外资 | rank | result
    """,
)
STREET = (
    "全年地区生产总值41亿元、一般公共预算收入1.6亿元，同比分别-3.1%、4.4%。"
    "引进企业90家，其中注册资本千万元以上25家、亿元以上3家。完工柳湾村等3个村的改造。"
    "蔬菜播种面积2600亩，增长3%，产量4100吨。基础养老金标准提高到每人每月210元。\n",
    """
    41亿元 | 地区生产总值 | level | result
    1.6亿元 | 一般公共预算收入 | level | result
    -3.1% | 地区生产总值 | growth | result
    4.4% | 一般公共预算收入 | growth | result
    90家 | 企业 | level | result
    25家 | 注册资本千万元以上 | level | result
    3家 | 亿元以上 | level | result
    3个 | 改造 | level | result
    2600亩 | 蔬菜播种面积 | level | result
    3% | 蔬菜播种面积 | growth | result
    4100吨 | 蔬菜产量 | level | result
    210元 | 基础养老金标准 | level | result
    """,
)
NAMES = (
    "推动湖西34万千瓦风电、云江中学等12个项目开工。推进60万吨绿色甲醇项目建设。引进一批10亿元以上项目。"
    "计划总投资12亿元的云岭智造园已完成投资5亿元。税收收入、净利润和出口总额分别为8亿元、6亿元和3亿元。\n",
    """
    12个 | 项目 | level | result
    12亿元 | 云岭智造园总投资 | level | context
    5亿元 | 云岭智造园 | level | result
    8亿元 | 税收收入 | level | result
    6亿元 | 净利润 | level | result
    3亿元 | 出口总额 | level | result
    """,
)
STYLES = {"budget": BUDGET, "progress": PROGRESS, "ranks": RANKS, "street": STREET, "names": NAMES}


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _told(claim: Claim) -> list[str]:
    return [claim.text, claim.indicator, claim.basis, claim.role]


@pytest.mark.parametrize("style", STYLES)
def test_what_a_careful_reader_takes_from_it(style: str) -> None:
    text, table = STYLES[style]
    claims = [_told(claim) for claim in dajuan.read("云岭县2025年工作总结\n" + text).claims]
    expected = _rows(table)
    assert [claim[0] for claim in claims] == [row[0] for row in expected]
    for claim, row in zip(claims, expected, strict=True):
        assert claim[2:] == row[2:], claim
        assert row[1] in claim[1], (claim, row)
        assert len(claim[1]) <= len(row[1]) + 6, (claim, row)


def test_a_fall_in_receipts_is_below_nothing() -> None:
    changes = [c.low for c in dajuan.read("云岭县2025年工作总结\n" + BUDGET[0]).claims if c.basis == "change"]
    assert changes == [-1_400_000, 850_000]


def test_parts_in_a_row_belong_to_one_whole() -> None:
    """A semicolon after a list of parts begins something else, unless the parts were told with semicolons."""
    text = "全年完成投资90亿元，其中工业投资50亿元、服务业投资30亿元；高新技术产业投资20亿元。"
    total, first, second, other = dajuan.read(text).claims
    assert (first.part_of, second.part_of, other.part_of) == (total.id, total.id, None)
    text = "农业总产值40亿元，增长3%。其中：种植业产值20亿元，增长2%；林业产值5亿元，增长4%。"
    total, _, crops, _, woods, _ = dajuan.read(text).claims
    assert (crops.part_of, woods.part_of) == (total.id, total.id)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("云岭高新区2025年上半年工作总结\n完成产值60亿元。\n下一步工作打算\n完成投资9亿元。\n", (2025, 2025)),
        ("云岭高新区2025年工作总结\n完成产值60亿元。\n下一步工作打算\n完成投资9亿元。\n", (2025, 2026)),
        ("会议召开，总结2024年工作，部署2025年任务。\n", (2024, 2025)),
    ],
)
def test_what_is_left_to_do_is_due_in_the_same_year_at_its_middle(text: str, years: tuple[int, int]) -> None:
    reading = dajuan.read(text)
    assert (reading.report_year, reading.plan_year) == years


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("日前，记者从云岭县商务局获悉，全县前三季度引进项目40个。到位资金9亿元。", "9亿元", "Y:Q1/Q3"),
        ("1—9月，云岭高新区有企业310户，较2023年末净增12户。", "310户", "2024-01/2024-09"),
        ("云岭县2025年工作总结\n4月，云杉园累计完成投资9亿元。", "9亿元", "2025-04"),
        ("云岭县2025年工作总结\n4月，云杉园开园，完成投资9亿元；税收2亿元。", "2亿元", "2025"),
        ("云岭县2025年工作总结\n在去年高基数的基础上，税收完成9亿元。", "9亿元", "2025"),
    ],
)
def test_which_time_a_number_is_about(text: str, words: str, period: str) -> None:
    claim = next(c for c in dajuan.read(text).claims if c.text == words)
    assert claim.period is not None
    assert claim.period.label == period


@pytest.mark.parametrize(
    ("text", "words", "indicator", "basis"),
    [
        ("分别完成生产总值36亿元、40亿元；分别完成开票销售56亿元、61亿元。", "61亿元", "开票销售", "level"),
        ("柳湾科技等8户企业增速在45%以上。", "45%以上", "企业增速", "growth"),
        ("规上工业产值实现了年均18%以上的增幅。", "18%以上的", "规上工业产值", "growth"),
        ("规上工业产值保持了年均18%的增速。", "18%", "规上工业产值", "growth"),
        ("下一步工作打算\n我们将完成技改投资9亿元。", "9亿元", "技改投资", "level"),
        ("实际利用外资7亿元，总量排名全市第6，增速排名全市第2。", "第2", "实际利用外资增速", "rank"),
        ("云岭智造园已完成全年计划8亿元的76%。", "76%", "云岭智造园完成率", "level"),
        ("人口自然增长率为-3.1‰。", "-3.1‰", "人口自然增长率", "level"),
        ("一般公共预算收入3亿元，自然增幅2%。", "2%", "一般公共预算收入", "growth"),
    ],
)
def test_what_the_number_says(text: str, words: str, indicator: str, basis: str) -> None:
    claim = next(c for c in dajuan.read(text).claims if c.text == words)
    assert (claim.indicator, claim.basis) == (indicator, basis)


def test_a_deadline_before_the_comma_holds_for_what_follows() -> None:
    claims = dajuan.read("云岭县2025年工作总结\n到2027年，力争新建平台5家，培育团队9个以上。").claims
    assert [(c.role, str(c.deadline)) for c in claims] == [("target", "2027-12-31")] * 2


def test_a_fact_among_the_promises() -> None:
    text = "云岭县2026年工作计划\n一、重点项目\n全年开工项目40个。截至3月底已完成投资12亿元。"
    assert [c.role for c in dajuan.read(text).claims] == ["target", "result"]
