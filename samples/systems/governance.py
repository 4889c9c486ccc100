"""数智治理: data sets that the offices list and another person publishes, month after month; a handful of scenes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise, product
from typing import NamedTuple

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Firm, Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from dajuan.systems.governance.datasets import DATA_SETS
from dajuan.systems.governance.scenes import SCENES

PROGRAMMES = (DATA_SETS, SCENES)
OFFICE, CHECKER = "数字经济局 韩", "数字经济局 秦"
_TO_DATE = (126, 214, 300)
"""Published by the end of the year before the life, of its first year, of its second: as the plans and the answer sheet have it."""
_SITE = "https://data.yunling.example/"
_OFFICES = {
    "经济发展局": ("重点项目", "规上企业", "能源消费", "物流园区", "价格监测点", "专项债项目", "节能审查", "外贸企业", "商贸综合体"),
    "产业发展局": ("产业园区", "标准厂房", "绿色工厂", "工业设备", "技改项目", "企业用电", "产业链企业", "工业固废", "展会"),
    "科技创新局": ("创新平台", "孵化载体", "高新技术企业", "科技项目", "科研仪器", "技术合同", "专利授权", "科技特派员", "科普基地"),
    "数字经济局": ("算力中心", "5G 基站", "智能工厂", "数据企业", "感知设备", "公共无线", "软件企业", "数字应用", "开放场景"),
    "规划建设局": ("道路", "桥梁", "公园绿地", "路灯", "雨水泵站", "公共停车场", "地下管线", "建筑工地", "充电桩"),
    "住房建设局": ("商品房预售", "物业企业", "老旧小区", "保障房", "房屋租赁", "燃气管道", "电梯", "供水水质", "供热面积"),
    "生态环境分局": ("空气质量", "地表水断面", "重点排污单位", "环评批复", "噪声监测", "危废经营单位", "排污许可", "土壤监测点", "入河排口"),
    "社会事业局": ("中小学", "幼儿园", "社区卫生站", "养老机构", "体育场地", "文化场馆", "社会救助", "婴幼儿托位", "公益活动"),
    "政务服务中心": ("政务事项", "办件", "热线诉求", "帮办网点", "证照目录", "中介服务", "满意度", "自助终端", "办事指南"),
    "市场监管局": ("经营主体", "食品经营许可", "药店", "特种设备", "行政处罚", "抽检结果", "计量器具", "商标", "信用修复"),
    "统计局": ("地区生产总值", "工业增加值", "固定资产投资", "社会消费品零售额", "居民收入", "人口", "物价", "就业", "财政收支"),
    "财政金融局": ("部门预算", "政府采购", "国有资产", "惠企资金", "金融机构", "债务限额", "非税收入", "融资产品", "上市后备企业"),
}  # fmt: skip
_FORMS = (("名录", "quarterly", "csv"), ("季度统计", "quarterly", "xlsx"), ("年度统计", "yearly", "xlsx"))
_HERE = (
    ("housing-delivery", "住房保障中心", "monthly"), ("investment-projects", "经济发展局", "monthly"),
    ("enterprise-register", "市场监管局", "quarterly"), ("employment", "社会事业局", "monthly"),
)  # fmt: skip
"""Programmes of which the catalogue says whose they are and how often they are to be updated."""
_CLOSED = (
    ("人口基础信息", "有条件共享需经区级审批"),
    ("个人社保缴费明细", "涉及个人信息，不予共享"),
    ("案件侦办信息", "法律规定不予共享"),
)


class _Set(NamedTuple):
    code: str
    fields: dict[str, Value]


def lived(place: Place) -> Iterator[Step | Call]:
    sets = list(_sets())
    begun = place.since.date() + timedelta(days=3)
    yield _publishing(place, sets[: _TO_DATE[0]], begun, begun)
    yield Call(place.at(begun, 14), lambda moment: _listed_only(place, begun, moment))
    for year, (before, after) in zip((begun.year, begun.year + 1), pairwise(_TO_DATE), strict=True):
        for month in range(2 if year == begun.year else 1, 13):
            day, first = date(year, month, 24), 2 if year == begun.year else 1
            start, end = (before + (after - before) * (at - first) // (13 - first) for at in (month, month + 1))
            if day < place.today:
                yield _publishing(place, sets[start:end], day, day)
        renewed = date(year, 9, 30)
        yield Call(place.at(renewed), partial(_renewed, place, sets, renewed))
    yield from _scenes(place)


def _sets() -> Iterator[_Set]:
    """In the order in which they are published: every office has some of each round."""
    rounds = [
        (office, names[nth], form) for nth, form in product(range(9), _FORMS) for office, names in _OFFICES.items()
    ]
    for number, (office, noun, (form, cycle, kind)) in enumerate(rounds, 1):
        fields: dict[str, Value] = {
            "name": f"{noun}{form}", "owner": office, "abstract": f"全区{noun}的{form}（虚构）", "items": f"{noun}名称、数量、所在街道、更新日期",
            "format": kind, "cycle": cycle, "share": "unconditional", "open": "conditional" if number % 9 == 0 else "unconditional",
            "address": f"{_SITE}{number:04d}.{kind}", "licence": "公共数据开放许可（虚构）", "contact": "data@yunling.example",
        }  # fmt: skip
        if number % 9 == 0:
            fields["open-terms"] = "实名申请，签开放利用协议"
        yield _Set(f"YL-{number:04d}", fields)


def _publishing(place: Place, some: Sequence[_Set], listed: date, published: date) -> Call:
    def run(moment: datetime) -> None:
        drafts = []
        for one in some:
            fields = {**one.fields, "updated-on": listed.isoformat()}
            drafts += [
                _draft(DATA_SETS, one.code, "opened", listed, fields=fields),
                _draft(DATA_SETS, one.code, "moved", listed, stage="listed"),
            ]
        append(place.ledger, drafts, actor=OFFICE, now=moment)
        passed = [_draft(DATA_SETS, one.code, "moved", published, stage="published") for one in some]
        append(place.ledger, passed, actor=CHECKER, now=moment + timedelta(minutes=30))

    return Call(place.at(published), run)


def _listed_only(place: Place, day: date, moment: datetime) -> None:
    """What is not opened: programmes of this software, whose rows say how they are to be kept; data that others hold."""
    drafts = []
    for number, (programme, owner, cycle) in enumerate(_HERE, 1):
        name = place.ledger.programmes[programme].name.zh
        fields: dict[str, Value] = {"name": name, "owner": owner, "programme": programme, "cycle": cycle, "share": "conditional", "share-terms": "按职责申请"}  # fmt: skip
        drafts += _listed(f"YL-H{number:03d}", day, fields)
    for number, (name, terms) in enumerate(_CLOSED, 1):
        fields = {"name": name, "owner": "信息中心", "cycle": "irregular", "share": "none" if number > 1 else "conditional", "share-terms": terms, "open": "none", "open-terms": terms}  # fmt: skip
        drafts += _listed(f"YL-C{number:03d}", day, fields)
    append(place.ledger, drafts, actor=OFFICE, now=moment)


def _listed(code: str, day: date, fields: dict[str, Value]) -> list[Draft]:
    return [
        _draft(DATA_SETS, code, "opened", day, fields=fields),
        _draft(DATA_SETS, code, "moved", day, stage="listed"),
    ]


def _renewed(place: Place, sets: Sequence[_Set], day: date, moment: datetime) -> None:
    """Most holders have updated theirs; of some the catalogue has not heard since."""
    subjects = Subjects(place.ledger, place.derived)
    subjects.follow()
    there = subjects.some(DATA_SETS, [one.code for one in sets])
    subjects.close()
    due = [code for code, row in there.items() if row.fields["cycle"] != "yearly" or row.since.year < day.year]
    drafts = [
        _draft(DATA_SETS, code, "stated", day, fields={"updated-on": day.isoformat()})
        for number, code in enumerate(sorted(due))
        if number % 13
    ]
    append(place.ledger, drafts, actor=OFFICE, now=moment)


_SCENES = (
    ("松涛路智能网联公交接驳", "traffic", "规划建设局", "松涛路至云溪公园", 150, "passed"),
    ("云溪公园无人清扫", "governance", "规划建设局", "云溪公园", 90, "passed"),
    ("园区无人机物流配送", "low-altitude", "数字经济局", "高端装备产业园", 120, "partly"),
    ("政务大厅智能导办", "services", "政务服务中心", "区政务服务大厅", 60, "passed"),
    ("厂区能耗智能优化", "energy", "产业发展局", "生物医药加速器", 180, ""),
    ("道路井盖视觉巡检", "governance", "规划建设局", "望岭街道", 45, ""),
    ("产线视觉质检", "industry", "产业发展局", "光电产业园", 0, ""),
    ("低空巡河", "low-altitude", "生态环境分局", "云河两岸", 0, ""),
)
"""Name, kind, who opens it, where, how many days it is tested, how it ended. Each is offered 70 days after the one before."""


def _scenes(place: Place) -> Iterator[Step | Call]:
    firms = place.random("governance").sample(place.firms, len(_SCENES))
    for nth, (name, _, owner, _, length, result) in enumerate(_SCENES):
        offered = _offered(place, nth)
        code, actor = f"CJ-{nth + 1:02d}", f"{owner} 叶"
        yield Call(place.at(offered, 9), partial(_opened, place, nth, offered))
        if not length:
            continue
        applied, agreed = offered + timedelta(days=25), offered + timedelta(days=48)
        until = agreed + timedelta(days=length)
        firm = firms[nth]
        deeds: list[tuple[date, Draft]] = [
            (applied, _applied(code, firm, applied)),
            (applied, _draft(SCENES, code, "linked", applied, links={"enterprise": firm.reference})),
            (applied, _draft(SCENES, code, "moved", applied, stage="applied")),
            (
                agreed,
                _draft(SCENES, code, "stated", agreed, fields={"from": agreed.isoformat(), "until": until.isoformat()}),
            ),
            (agreed, _draft(SCENES, code, "moved", agreed, stage="agreed", papers=(place.file("测试协议", name),))),
            (agreed, _draft(SCENES, code, "moved", agreed, stage="testing")),
        ]
        for day, draft in deeds:
            yield Step(place.at(day), actor, draft)
        if result:
            over: dict[str, Value] = {
                "result": result,
                "found": "测试记录完整，问题清单已移交（虚构）",
                "adopted": result == "passed",
            }
            yield Step(place.at(until), actor, _draft(SCENES, code, "stated", until, fields=over))
            report = (place.file("测试报告", name),)
            yield Step(
                place.at(until, 16), CHECKER, _draft(SCENES, code, "moved", until, stage="concluded", papers=report)
            )


def _offered(place: Place, nth: int) -> date:
    return place.since.date() + timedelta(days=20 + 70 * nth)


def _opened(place: Place, nth: int, day: date, moment: datetime) -> None:
    """With the data that it uses and the project that pays for the platform it runs on."""
    name, kind, owner, where, *_ = _SCENES[nth]
    subjects = Subjects(place.ledger, place.derived)
    subjects.follow()
    page = subjects.page("investment-projects", where=Filter(fields={"category": ("infrastructure",)}), limit=1)
    subjects.close()
    links = {"data": f"{DATA_SETS}/YL-{nth + 1:04d}"}
    if page.rows:
        links["project"] = f"investment-projects/{page.rows[0].code}"
    fields: dict[str, Value] = {"name": name, "kind": kind, "owner": owner, "need": f"{name}的安全、效果和成本", "place": where}  # fmt: skip
    code = f"CJ-{nth + 1:02d}"
    drafts = [
        _draft(SCENES, code, "opened", day, fields=fields, links=links),
        _draft(SCENES, code, "moved", day, stage="offered"),
    ]
    append(place.ledger, drafts, actor=f"{owner} 叶", now=moment)


def _applied(code: str, firm: Firm, day: date) -> Draft:
    return _draft(SCENES, code, "stated", day, fields={"applicant": firm.name})


def _draft(programme: str, code: str, kind: Kind, on: date, *, stage: str = "", fields: dict[str, Value] | None = None,
           links: dict[str, str] | None = None, papers: tuple[Evidence, ...] = ()) -> Draft:  # fmt: skip
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=on, stage=stage, fields=fields or {}, links=links or {}, evidence=papers,
    )  # fmt: skip
