"""A work report of forty pages as a Word file, made up: the same words on every run, no real zone's sentence among them.

Forty pages as official documents are set, 22 lines of 28 characters, are some 24,000 characters. The sentences are
patterns filled with other names and numbers each time, and every kind of phrase occurs: totals and growth, parts of a
whole, promises with and without a number, deadlines, ranges, ranks, lists, a table. Published reports of governments
and zones have some 10 to 15 figures in a thousand characters; this one has more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

CHARACTERS = 24_000
FIELDS = [
    "先进制造",
    "科技创新",
    "招商引资",
    "项目建设",
    "营商环境",
    "数字经济",
    "绿色低碳",
    "城市更新",
    "交通路网",
    "教育事业",
    "医疗健康",
    "就业社保",
    "养老托育",
    "文化旅游",
    "乡村建设",
    "生态治理",
    "安全生产",
    "社会治理",
    "财税金融",
    "人才服务",
    "对外开放",
    "国企改革",
]
PLACES = [
    "溪桥",
    "岭北",
    "望岭",
    "云岫",
    "松岗",
    "竹溪",
    "石泉",
    "柳坪",
    "白鹭湖",
    "青崖",
    "枫林",
    "长坡",
    "杏花",
    "东屏",
    "西岑",
    "南浦",
]
MAKERS = [
    "岭川光电",
    "砺峰精工",
    "恒岳生物",
    "澄观数据",
    "远岫材料",
    "启衡仪器",
    "鹭洲医药",
    "青崖软件",
    "望山储能",
    "石泉食品",
]
OFFICES = [
    "产业发展局",
    "科技人才局",
    "投资促进局",
    "建设管理局",
    "财政金融局",
    "社会事业局",
    "应急管理局",
    "行政审批局",
]
THINGS = [
    "标准厂房",
    "智慧粮库",
    "冷链中心",
    "检测平台",
    "中试基地",
    "孵化大楼",
    "污水处理厂",
    "变电站",
    "体育公园",
    "数据机房",
]

TOLD = (
    "{field}各项任务按序时推进，全年完成投资{d}亿元，增长{p}%，其中{place}片区完成{e}亿元、占全区的{q}%。",
    "{place}片区新开工项目{n}个，总投资{d}亿元；竣工{s}个，{maker}等{t}家企业当年投产。",
    "全年服务企业{m}家次，解决问题{k}件，办结率{q}%，比上年提高{f}个百分点。",
    "{maker}研制的{thing}专用设备通过验收，单台能耗下降{p}%，带动上下游企业{s}家落户{place}。",
    "新建{place}路、{other}路等道路{s}条共{e}公里，改造管网{f}公里，打通断头路{t}条。",
    "{field}专项资金安排{k}万元，支持项目{n}个，拨付进度达到{q}%。",
    "企业开办时间由{u}个工作日压缩到{t}个工作日以内，{n}项业务实现跨省通办。",
    "{place}{thing}建成投用，建筑面积{f}万平方米，可容纳{m}人就业。",
    "引进各类人才{m}名，其中博士{n}名、高级技师{s}名，发放补贴{k}万余元。",
    "一季度完成{e}亿元，上半年累计完成{d}亿元，前三季度增速始终保持在{p}%以上。",
    "空气优良天数达到{g}天，PM2.5平均浓度{n}微克/立方米，同比下降{p}%；{place}断面水质稳定在Ⅲ类。",
    "{maker}、{rival}获评省级绿色工厂，累计建成{s}家，屋顶光伏装机{f}万千瓦。",
    "规模以上{field}相关企业营业收入{d}亿元，利润率{f}%，每亩税收{n}万元，居全市第{t}位。",
    "发放稳岗资金{k}万元，惠及职工{f}万人次，城镇登记失业率控制在{f}%以内。",
    "排查隐患{m}处，整改{k}处，剩余{s}处列入{place}专班挂牌督办。",
    "开展{field}宣讲{n}场，受众近{f}万人，收到建议{m}条，采纳{s}条。",
    "与{t}所高校共建研究院，转化成果{n}项，技术合同成交额{e}亿元，是上年的{f}倍。",
    "{place}社区卫生服务中心投入使用，新增床位{m}张，家庭医生签约{f}万人，人均服务时间约{n}分钟。",
    "完成{place}老旧小区改造{s}个，惠及居民{k}户，加装电梯{n}部，新增车位{m}个。",
    "盘活闲置土地{m}亩，供应工业用地{k}亩，实现“拿地即开工”项目{s}个，平均提速三分之一。",
    "{field}贷款余额{d}亿元，较年初增加{e}亿元，综合融资成本下降{t}至{s}个基点。",
    "跨境电商交易额突破{e}亿美元，新增外贸实绩企业{n}家，开行班列{m}列。",
    "算力中心二期上架服务器{k}台，总算力达到{m}P，机柜使用率{q}%，服务用户{n}家。",
    "目前{field}还有短板，{place}片区配套率仅{q}%，{s}个项目进度慢于计划，须在下一步工作中解决。",
    "承办省级以上赛事{s}项，接待游客{f}万人次，综合收入{e}亿元，增长两成以上。",
    "{place}集体经济收入{k}万元，超过{n}万元的村达到{s}个，占比过半。",
)
PROMISED = (
    "力争{field}投资达到{d}亿元，增长{p}%以上，{place}片区不低于{e}亿元。责任单位：{office}。",
    "6月底前完成{place}{thing}主体工程，年底前投入使用，完成投资{e}亿元。",
    "新引进{field}项目{n}个，其中总投资10亿元以上的不少于{t}个。",
    "实施{place}片区{field}提升行动，推动{maker}、{rival}等企业扩产，产值突破{d}亿元。",
    "完善{field}联席会议制度，适时出台支持办法，让群众得到更多实惠。",
    "建设{place}{thing}{s}处，新增面积{f}万平方米左右，{office}牵头，{other}街道配合。",
    "到2027年，{field}领域培育龙头企业{s}至{n}家，集聚人才{k}名以上。",
    "优化{place}公交线路{s}条，新增充电桩{k}个，确保平均候车时间缩短到{u}分钟以内。",
    "持续压减办理环节，{n}个事项实现“一件事一次办”，网上可办率达到{q}%。",
    "开工建设{place}学校{t}所，新增学位{k}个，教师周转房{m}套，确保秋季学期前交付。",
    "推进{maker}上市辅导，设立{field}基金{e}亿元，带动社会资本{d}亿元。",
    "全面启动{place}水系整治，完成河道清淤{f}公里、截污管{e}公里，努力使水面率明显提升。",
    "组织职业培训{k}人次，新增就业{k}人以上，零就业家庭动态清零。",
    "单位产值能耗再降{p}%，创建绿色园区{t}个，可再生能源占比提高{f}个百分点。",
    "继续做好{field}各项工作，抓紧谋划一批打基础、利长远的项目。",
)
PLAIN = (
    "{other}片区：坚持把{field}放在全区工作大局中谋划，主要负责同志每周调度、每月通报，难题现场办公解决。",
    "{other}片区：{office}建立联系企业名录，干部分片包干，让经营主体有事找得到人、说得清事、办得成事。",
    "{other}片区：在{place}片区先行先试，把好做法写进操作手册，再推广到其他片区，防止各搞一套。",
    "{place}片区结合{field}实际，对照先进园区找差距，组织业务骨干跟班学习，回来以后逐条提出改进办法。",
    "{maker}与{rival}共享试验设备和检测数据，中小企业按次付费就能使用，省去了重复购置的开支。",
    "{other}片区：围绕{field}完善项目储备库，成熟一个推进一个，不搞大水漫灌，也不让好项目等审批。",
    "{place}、{other}两个片区统一规划、统一招商、统一运维，避免同质竞争。",
    "{place}片区结合{field}实际，畅通群众反映渠道，网格员入户走访，居民代表参与评议，结果在社区公开栏公布。",
    "{place}片区结合{field}实际，盯住薄弱环节逐项过堂，凡是整改不到位的一律退回重办，直到企业和群众认可为止。",
    "{field}涉及部门多、链条长，由{office}牵头理顺职责，厘清边界，不留空白地带。",
    "{other}片区：{maker}主动开放应用场景，带着本地配套企业一道攻关，关键部件逐步实现自主供应。",
    "{place}片区结合{field}实际，把预算管理、绩效评价与项目安排挂起钩来，花钱问效、无效问责成为各单位的共识。",
    "{place}片区结合{field}实际，推动数据在部门之间安全流动，材料能共享的不再让群众重复提交，现场能核验的不再要求证明。",
    "{other}片区：{place}沿线环境焕然一新，步道、绿地和小广场连成一片，傍晚散步的居民越来越多。",
    "{place}片区结合{field}实际，压实属地责任、行业责任和主体责任，重要时段领导带班值守，应急队伍随时待命。",
    "{other}片区：鼓励社会力量参与{field}，政府定标准、管质量，市场主体出资金、做运营。",
)
HEADINGS = "一二三四五六七八九十"


class Words:
    """Names and numbers to put into a pattern: the same ones in the same order on every run."""

    def __init__(self) -> None:
        self._random = Random(2026)

    def sentences(self, patterns: tuple[str, ...], field: str) -> str:
        """A paragraph about one field: one or two sentences with figures among three or four without, as reports have."""
        chosen = self._random.sample(patterns, self._random.randint(1, 2)) + self._random.sample(PLAIN, 3)
        self._random.shuffle(chosen)
        return "".join(one.format_map(self._filling(field)) for one in chosen)

    def _filling(self, field: str) -> dict[str, str]:
        pick = self._random
        place, other = pick.sample(PLACES, 2)
        maker, rival = pick.sample(MAKERS, 2)
        return {
            "field": field,
            "place": place,
            "other": other,
            "maker": maker,
            "rival": rival,
            "office": pick.choice(OFFICES),
            "thing": pick.choice(THINGS),
            "t": str(pick.randint(2, 5)),
            "u": str(pick.randint(6, 9)),
            "s": str(pick.randint(4, 19)),
            "n": str(pick.randint(20, 99)),
            "g": str(pick.randint(270, 330)),
            "m": str(pick.randint(110, 990)),
            "k": str(pick.randint(1010, 9990)),
            "f": f"{pick.uniform(1.1, 9.8):.1f}",
            "p": f"{pick.uniform(3.1, 18.9):.1f}",
            "q": f"{pick.uniform(51, 99):.1f}",
            "e": f"{pick.uniform(10, 49):.2f}",
            "d": f"{pick.uniform(60, 480):.1f}",
        }


def blocks() -> Iterator[tuple[int, str]]:
    """Heading level (0 the title, 3 for a paragraph) and words, in the order of the report."""
    words = Words()
    yield 0, "云岭高新区2025年工作情况和2026年工作安排"
    written = 0
    for part, (year, title, patterns) in enumerate(
        ((2025, "年工作回顾", TOLD), (2026, "年重点工作", PROMISED)),
    ):
        yield 1, f"{HEADINGS[part]}、{year}{title}"
        for at in range(len(FIELDS) * 4):
            if written > CHARACTERS * (part + 1) / 2:
                break
            field = FIELDS[at % len(FIELDS)]
            if at % 4 == 0:
                yield 2, f"（{HEADINGS[at // 4 % 10]}）统筹做好{field}等工作"
            paragraph = words.sentences(patterns, field)
            written += len(paragraph)
            yield 3, paragraph


def table() -> list[list[str]]:
    """Works of the year: name, place, investment, when done."""
    pick = Random(2027)
    rows = (
        [f"{place}{pick.choice(THINGS)}", f"{place}片区", f"{pick.randint(2, 40)}亿元", "2026年12月"]
        for place in PLACES
    )
    return [["项目", "片区", "总投资", "计划完工"], *rows]


def write(path: Path) -> int:
    """Write the Word file; returns how many characters of Chinese text, figures and marks are in it."""
    import docx

    document = docx.Document()
    characters = 0
    for level, text in blocks():
        characters += len(re.sub(r"\s", "", text))
        if level < 3:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    cells = table()
    grid = document.add_table(rows=0, cols=len(cells[0]))
    for row in cells:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
            characters += len(text)
    document.save(str(path))
    return characters
