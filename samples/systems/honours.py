"""创新平台与成果: the stock that the zone began with, what each year adds, raises, reviews and lets lapse; prizes, projects, listings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from samples.plan_year.agenda import Step
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Evidence, Kind, Value

PROGRAMMES = ("innovation-platforms", "platform-reviews", "science-prizes", "science-projects", "listings")
PLATFORMS, REVIEWS, PRIZES, PROJECTS, LISTINGS = PROGRAMMES
SCIENCE, MONEY = "科技创新局", "财政金融局"
_CLERK, _CHECKER, _BROKER = f"{SCIENCE} 罗", f"{SCIENCE} 方", f"{MONEY} 郭"
_WAN = 1_000_000
_STOCK = (
    ("key-lab", "provincial", 7, "光电 传感 材料 生物 算法 装备 能源"), ("key-lab", "national", 1, "智能传感"),
    ("engineering-research", "provincial", 12, "光电 传感 材料 生物 算法 装备"), ("engineering-technology", "provincial", 9, "涂层 轴承 电机 试剂 焊接"),
    ("engineering-technology", "municipal", 14, "刀具 泵阀 仪表 滤膜 线束"), ("enterprise-technology", "national", 2, "光电 装备"),
    ("enterprise-technology", "provincial", 11, "装备 材料 生物 电源"), ("new-institution", "provincial", 5, "光子 微纳 育种"),
    ("consortium", "municipal", 6, "传感 光电 装备"), ("industry-institute", "municipal", 3, "数据 光电"), ("pilot-base", "provincial", 2, "传感 生物医药"),
    ("incubator", "national", 6, "云岭 松溪 望岭"), ("incubator", "municipal", 9, "桐浦 石梁 云岭"), ("makerspace", "national", 5, "云岭 大学"),
    ("makerspace", "municipal", 9, "松溪 望岭 桐浦"), ("science-park", "national", 1, "云岭大学"),
)  # fmt: skip
"""Kind, level, how many there were at the start, what they are about."""
_YEARLY = (
    ("key-lab", "provincial", 2), ("engineering-research", "provincial", 5), ("enterprise-technology", "national", 1),
    ("enterprise-technology", "provincial", 2), ("new-institution", "provincial", 1), ("consortium", "municipal", 5),
    ("industry-institute", "municipal", 1), ("incubator", "municipal", 3), ("makerspace", "municipal", 3),
)  # fmt: skip
_NAMES = {
    "key-lab": "重点实验室", "engineering-research": "工程研究中心", "engineering-technology": "工程技术研究中心", "enterprise-technology": "企业技术中心",
    "new-institution": "研究院", "consortium": "创新联合体", "industry-institute": "产业研究院", "pilot-base": "中试基地", "incubator": "孵化器",
    "makerspace": "众创空间", "science-park": "科技园",
}  # fmt: skip
_CARRIERS = ("incubator", "makerspace", "science-park")
_BOARDS = (("bse", 6), ("chinext", 4), ("star", 3), ("sse-main", 1), ("neeq", 8))
_WAY = ("tutored", "accepted", "passed", "registered", "listed")
_PAPERS = {
    "tutored": "辅导备案公示",
    "accepted": "受理通知",
    "passed": "审议结果公告",
    "registered": "注册批复",
    "listed": "上市挂牌公告",
}


def lived(place: Place) -> Iterator[Step]:
    life = _Life(place)
    yield from life.stock()
    for year in range(place.since.year, place.today.year + 1):
        yield from life.platforms(year)
        yield from life.reviews(year)
        yield from life.prizes(year)
        yield from life.projects(year)
    yield from life.listings()


class _Life:
    def __init__(self, place: Place) -> None:
        self.place, self.random = place, place.random("honours")
        makers = [one for one in place.firms if one.industry in ("industry", "software")]
        self.firms = sorted(makers, key=lambda one: -one.revenue)[:120]
        self.held: dict[str, tuple[str, str]] = {}
        """Code → kind, level."""
        self.paper = cache(place.file)

    def stock(self) -> Iterator[Step]:
        """Entered when the register began, with the days of the documents."""
        entered, nth = self.place.since.date() + timedelta(days=2), 0
        for kind, level, many, themes in _STOCK:
            for number in range(many):
                nth += 1
                got = date(
                    entered.year - self.random.randint(1, 4), self.random.randint(1, 12), self.random.randint(1, 28)
                )
                until = got + timedelta(days=self.random.choice((5, 6)) * 365) if kind in ("new-institution", "engineering-technology") else None  # fmt: skip
                theme = themes.split()[number % len(themes.split())]
                yield from self.platform(f"IP-{nth:03}", kind, theme, number, level, got, until, recorded=entered)

    def platforms(self, year: int) -> Iterator[Step]:
        """New ones, two that are raised a level, one that goes."""
        nth = 1
        for kind, level, many in _YEARLY:
            for number in range(many):
                day = date(year, self.random.randint(3, 11), self.random.randint(1, 28))
                yield from self.platform(
                    f"IP-{year}-{nth:02}",
                    kind,
                    self.random.choice(("光电", "传感", "材料", "云岭")),
                    number,
                    level,
                    day,
                    None,
                )
                nth += 1
        lower = [
            code for code, (kind, level) in self.held.items() if level == "municipal" and kind.startswith("engineering")
        ]
        for code, month in zip(lower[:2], (5, 9), strict=False):
            self.held[code] = self.held[code][0], "provincial"
            yield self.step(date(year, month, 16), self.level(code, "provincial", date(year, month, 16)))
        gone = next(code for code, (kind, _) in self.held.items() if kind == "makerspace")
        del self.held[gone]
        yield self.step(
            date(year, 10, 20),
            _draft(PLATFORMS, gone, "moved", date(year, 10, 20), stage="withdrawn", note="载体停止运营（模拟）"),
        )

    def platform(self, code: str, kind: str, theme: str, number: int, level: str, got: date, until: date | None, *, recorded: date | None = None) -> Iterator[Step]:  # fmt: skip
        some = self.random.sample(self.firms, 3 if kind == "consortium" else 1 + (self.random.random() < 0.25))
        self.held[code] = kind, level
        place = {"national": "国家", "provincial": "省", "municipal": "市"}[level]
        fields: dict[str, Value] = {
            "name": f"{place}{theme}{_NAMES[kind]}（{code[3:]}）", "kind": kind, "department": SCIENCE, "field": theme, "applying": level,
        }  # fmt: skip
        moment = recorded or got
        yield self.step(
            moment, _draft(PLATFORMS, code, "opened", got, fields=fields, links={"lead": some[0].reference})
        )
        for firm in some[1:]:
            yield self.step(moment, _draft(PLATFORMS, code, "linked", got, links={"partners": firm.reference}))
        yield self.step(moment, _draft(PLATFORMS, code, "moved", got, stage="applied"))
        yield self.step(moment, _draft(PLATFORMS, code, "moved", got, stage="recognised"))
        yield self.step(moment, self.level(code, level, got, until))

    def level(self, code: str, level: str, got: date, until: date | None = None) -> Draft:
        fields: dict[str, Value] = {"document": f"云科〔{got.year}〕{10 + got.month}号（虚构）", "applying": "none"}
        if until:
            fields["valid-until"] = until.isoformat()
        paper = self.paper("认定文件", f"{got.year} 年第 {1 + got.month // 7} 批创新平台认定名单")
        return _draft(PLATFORMS, code, "moved", got, stage=level, fields=fields, papers=(paper,))

    def reviews(self, year: int) -> Iterator[Step]:
        """Carriers every year, centres in turns; what is to be mended is mended, mostly."""
        day = date(year, 8, 28)
        for nth, (code, (kind, level)) in enumerate(list(self.held.items())):
            carrier = kind in _CARRIERS
            if code.startswith(f"IP-{year}") or not (carrier or (nth + year) % 4 == 0):
                continue
            its, random = f"{code}.{year}", Random(f"{self.place.seed}-review-{code}-{year}")
            points = random.randint(5600, 9900)
            grade = (
                "excellent" if points >= 9000 else "good" if points >= 6500 else "basic" if points >= 6000 else "failed"
            )
            if not carrier and kind != "enterprise-technology":
                grade = {"basic": "mend", "failed": "mend"}.get(grade, grade)
            fields: dict[str, Value] = {"level": level, "carrier": carrier, "department": SCIENCE}
            yield self.step(
                day, _draft(REVIEWS, its, "opened", day, fields=fields, links={"platform": f"{PLATFORMS}/{code}"})
            )
            yield self.step(day, _draft(REVIEWS, its, "moved", day, stage="due"))
            told: dict[str, Value] = {"grade": grade, "score": points}
            paper = self.paper("评价结果", f"{year} 年度平台和载体评价结果")
            yield self.step(day, _draft(REVIEWS, its, "moved", day, stage="graded", fields=told, papers=(paper,)))
            if grade == "mend" and random.random() < 0.7:
                later = day + timedelta(days=90)
                paper = self.paper("整改报告", f"{year} 年度整改报告")
                yield self.step(later, _draft(REVIEWS, its, "moved", later, stage="mended", papers=(paper,)), _CHECKER)

    def prizes(self, year: int) -> Iterator[Step]:
        for nth in range(1, 9):
            day = date(year, 3 if nth < 7 else 6, 20)
            level = "provincial" if nth < 7 else "national"
            fields: dict[str, Value] = {
                "name": f"{self.random.choice(('光电', '传感', '材料'))}关键技术及应用（{year}-{nth}）", "level": level,
                "prize": self.random.choice(("progress", "progress", "invention")), "grade": self.random.choice(("first", "second", "second", "third")),
                "department": SCIENCE, "document": f"云政〔{year}〕{nth}号（虚构）",
            }  # fmt: skip
            # 国家奖多是参与完成。National prizes mostly by taking part.
            yield from self.shared(
                PRIZES, f"KJ-{year}-{nth}", day, fields, ("nominated", "awarded"), "奖励决定", leads=nth < 8
            )

    def projects(self, year: int) -> Iterator[Step]:
        for nth in range(1, 37):
            day = date(year, self.random.randint(3, 12), self.random.randint(1, 28))
            grant = self.random.choice((50, 80, 120, 300, 500)) * _WAN
            fields: dict[str, Value] = {
                "name": f"{self.random.choice(('光电', '传感', '材料', '装备'))}方向科技项目（{year}-{nth}）",
                "level": self.random.choice(("provincial", "provincial", "provincial", "national", "municipal")),
                "plan": self.random.choice(("major", "key", "key", "open-call", "guidance")), "department": SCIENCE,
                "document": f"云科〔{year}〕{20 + nth}号（虚构）", "total": 3 * grant, "grant": grant, "due-on": f"{year + 2}-12-31",
            }  # fmt: skip
            yield from self.shared(
                PROJECTS, f"KX-{year}-{nth:02}", day, fields, ("applied", "approved"), "立项文件", leads=True
            )

    def shared(self, programme: str, code: str, day: date, fields: dict[str, Value], stages: tuple[str, str], paper: str, *, leads: bool) -> Iterator[Step]:  # fmt: skip
        some = self.random.sample(self.firms, 1 + (self.random.random() < 0.3))
        first, others = (some[0], some[1:]) if leads else (None, some)
        yield self.step(
            day, _draft(programme, code, "opened", day, fields=fields, links={"lead": first.reference} if first else {})
        )
        for firm in others:
            yield self.step(day, _draft(programme, code, "linked", day, links={"partners": firm.reference}))
        yield self.step(day, _draft(programme, code, "moved", day, stage=stages[0]))
        evidence = (self.paper(paper, f"{day.year} 年{paper}"),)
        yield self.step(day, _draft(programme, code, "moved", day, stage=stages[1], papers=evidence))

    def listings(self) -> Iterator[Step]:
        """A firm each; how far it comes hangs on when it set out."""
        boards = [board for board, many in _BOARDS for _ in range(many)]
        for nth, (firm, board) in enumerate(zip(self.firms, boards, strict=False)):
            yield from self.listing(firm, board, nth)

    def listing(self, firm: Firm, board: str, nth: int) -> Iterator[Step]:
        random = Random(f"{self.place.seed}-listing-{nth}")
        market = "neeq" if board == "neeq" else "domestic"
        code, day = f"{market}.{firm.code}", self.place.since.date() + timedelta(days=3 + 11 * nth)
        fields: dict[str, Value] = {
            "name": firm.name,
            "board": board,
            "department": MONEY,
            "sponsor": f"{'云川岭溪'[nth % 4]}信证券（虚构）",
        }
        yield self.step(
            day, _draft(LISTINGS, code, "opened", day, fields=fields, links={"enterprise": firm.reference}), _BROKER
        )
        yield self.step(day, _draft(LISTINGS, code, "moved", day, stage="reserve"), _BROKER)
        for stage in ("accepted", "listed") if board == "neeq" else _WAY[: 1 + nth % 6]:
            day += timedelta(days=random.randint(60, 120))
            said: dict[str, Value] = (
                {"tutored-until": (day - timedelta(days=20)).isoformat()} if stage == "accepted" else {}
            )
            if stage == "listed":
                raised = 0 if board == "neeq" else random.randint(18, 90) * 1000
                said = {"raised": raised * _WAN, "stock-code": f"{870000 + nth}"}
            paper = self.paper(_PAPERS[stage], f"{firm.name} {_PAPERS[stage]}")
            yield self.step(
                day, _draft(LISTINGS, code, "moved", day, stage=stage, fields=said, papers=(paper,)), _BROKER
            )

    def step(self, day: date, draft: Draft, actor: str = _CLERK) -> Step:
        return Step(self.place.at(day), actor, draft)


def _draft(programme: str, code: str, kind: Kind, on: date, *, stage: str = "", fields: dict[str, Value] | None = None,
           links: dict[str, str] | None = None, papers: tuple[Evidence, ...] = (), note: str = "") -> Draft:  # fmt: skip
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=on, stage=stage, fields=fields or {}, links=links or {},
        evidence=papers, note=note,
    )  # fmt: skip
