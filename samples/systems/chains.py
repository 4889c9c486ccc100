"""产业链: ten chains of the made-up zone, charted in the first spring, with firms, purchases, problems and prospects.

``chains.txt`` has the charts. Firms are the register's, each in one chain, some at two of its nodes; what is missing or
has one firm only comes out of the dice and stays for who looks at it to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from samples.plan_year.agenda import Step
from samples.plan_year.people import REVIEWERS, reporter
from samples.systems.place import Firm, Place

from dajuan.ledger.entry import Draft, Value
from dajuan.systems.chains.chain import (
    CHAINS,
    FIRMS,
    LINKS,
    NODES,
    PROBLEMS,
    PROGRAMMES,
    PROJECTS,
    PROSPECTS,
    SUPPLIES,
)  # fmt: skip
from dajuan.systems.chains.ground import link_code, placement_code, supply_code

__all__ = ["PROGRAMMES", "lived"]

_POSITIONS = {"u": "upstream", "m": "midstream", "d": "downstream", "s": "service"}
_TRADES = {"NET": ("software", "information-transmission"), "FOD": ("industry", "wholesale")}
_PLACES = ("city", "province", "country", "country", "abroad")
_ELSEWHERE = {"city": "邻城", "province": "省内", "country": "省外", "abroad": "境外"}
_TROUBLES: Sequence[tuple[str, str]] = (
    ("supply", "{}交货周期长，影响排产"), ("technology", "{}良率不稳，需要联合攻关"), ("land", "扩产缺标准厂房（{}）"),
    ("finance", "{}企业流动资金紧张"), ("staff", "{}缺熟练工"), ("energy", "{}用电增容手续慢"),
    ("logistics", "{}进出货车辆通行受限"), ("market", "{}订单不足，盼本地配套"),
)  # fmt: skip
_FILLED, _ONE = 0.12, 0.2
"""Of wanted nodes: so many have no firm, so many one only."""
_FIRMS = 12
"""Of a chain, at most."""
_WAN = 1_000_000
"""分 in 万元."""


class _Node(NamedTuple):
    code: str
    name: str
    position: str
    outside: bool
    key: bool
    products: tuple[str, ...]
    supplies: tuple[int, ...]


@dataclass
class _Plan:
    """One chain on paper."""

    code: str
    name: str
    office: str
    leader: str
    post: str
    action: str
    nodes: list[_Node] = field(default_factory=list)

    @property
    def actor(self) -> str:
        return reporter(self.office)


def lived(place: Place) -> Iterator[Step]:
    random = place.random("chains")
    plans = _plans()
    pool = _Pool(random, place.firms)
    for nth, plan in enumerate(plans):
        trades = _TRADES.get(plan.code, ("industry",))
        firms = pool.take(trades, pool.portion(trades, len(plans) - nth + 1))
        yield from _Life(place, random, plan, nth, firms, pool).steps()


def _plans() -> list[_Plan]:
    plans: list[_Plan] = []
    for line in (Path(__file__).parent / "chains.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            plans.append(_Plan(*line[2:].split("|")))
        elif line and not line.startswith("#"):
            name, position, marks, products, supplies = line.split("|")
            plan = plans[-1]
            plan.nodes.append(
                _Node(
                    f"{plan.code}-{len(plan.nodes) + 1:02}",
                    name,
                    _POSITIONS[position],
                    "o" in marks,
                    "k" in marks,
                    tuple(products.split("、")),
                    tuple(int(one) - 1 for one in supplies.split(",") if one),
                )
            )
    return plans


class _Pool:
    """The register's firms, each handed to one chain."""

    def __init__(self, random: Random, firms: Sequence[Firm]) -> None:
        self.firms = random.sample(list(firms), len(firms))

    def portion(self, trades: Sequence[str], chains: int) -> int:
        """How many firms of these trades a chain gets where so many are still to come."""
        return min(_FIRMS, sum(one.industry in trades for one in self.firms) // chains)

    def take(self, trades: Sequence[str], many: int) -> list[Firm]:
        found = [one for one in self.firms if one.industry in trades][:many]
        self.firms = [one for one in self.firms if one not in found]
        return found


@dataclass
class _Life:
    place: Place
    random: Random
    plan: _Plan
    nth: int
    firms: list[Firm]
    pool: _Pool
    """Those in no chain yet."""
    at: dict[str, list[Firm]] = field(default_factory=dict)
    """Node → firms at it."""
    bought: set[str] = field(default_factory=set)
    """Purchases told of: a firm at two nodes buys a thing once."""

    def steps(self) -> Iterator[Step]:
        start = self.place.since.date() + timedelta(days=8 + self.nth)
        yield from self._chain(start)
        for node in self.plan.nodes:
            yield from self._node(node, start + timedelta(days=30))
        yield from self._links(start + timedelta(days=31))
        yield from self._placements(start + timedelta(days=40))
        yield from self._purchases(start + timedelta(days=75))
        yield from self._problems(start)
        yield from self._prospects(start)

    def _chain(self, start: date) -> Iterator[Step]:
        plan, programme = self.plan, CHAINS
        fields: dict[str, Value] = {
            "name": plan.name, "office": plan.office, "leader": plan.leader, "leader-post": plan.post,
            "task-force": f"{plan.name}产业链工作专班（{plan.office}牵头，成员单位七家）", "action": plan.action,
        }  # fmt: skip
        yield self._step(start, programme, plan.code, "opened", fields=fields)
        yield self._step(start, programme, plan.code, "moved", stage="listed")
        for firm in self.firms[:1]:
            yield self._step(start, programme, plan.code, "linked", links={"leading-firm": firm.reference})
        yield self._step(start + timedelta(days=14), programme, plan.code, "moved", stage="staffed")
        if self.nth != 8:
            paper = self.place.file("产业链方案", f"{plan.name}产业链培育方案：图谱、四张清单、年度任务")
            day = start + timedelta(days=52)
            yield self._step(day, programme, plan.code, "moved", stage="planned", evidence=(paper,))
        for nth in range(3):
            other = f"{PROJECTS}/P-{1 + self.nth * 3 + nth:04}"
            yield self._step(start + timedelta(days=53), programme, plan.code, "linked", links={"project": other})

    def _node(self, node: _Node, day: date) -> Iterator[Step]:
        fields: dict[str, Value] = {
            "name": node.name, "position": node.position, "local": "outside" if node.outside else "wanted",
            **({"key": True} if node.key else {}), **self._own,
        }  # fmt: skip
        yield self._step(day, NODES, node.code, "opened", fields=fields)
        yield self._step(day, NODES, node.code, "moved", stage="charted")

    def _links(self, day: date) -> Iterator[Step]:
        for node in self.plan.nodes:
            for other in node.supplies:
                down = self.plan.nodes[other].code
                code = link_code(node.code, down)
                ends = {"upstream": f"{NODES}/{node.code}", "downstream": f"{NODES}/{down}"}
                fields = {**ends, "product": node.products[0], **self._own}
                yield self._step(day, LINKS, code, "opened", fields=fields)
                yield self._step(day, LINKS, code, "moved", stage="linked")

    @property
    def _own(self) -> dict[str, Value]:
        return {"chain": f"{CHAINS}/{self.plan.code}", "office": self.plan.office}

    # Firms ----------------------------------------------------------------------------------------------------------

    def _placements(self, day: date) -> Iterator[Step]:
        left = {firm.code: 100 for firm in self.firms}
        for node in self.plan.nodes:
            many = self._many(node)
            free = [one for one in self.firms if left[one.code] >= 30]
            some = self.random.sample(free, min(many, len(free)))
            self.at[node.code] = some
            for firm in some:
                share = self.random.choice((30, 40, 50)) if left[firm.code] == 100 else 30
                main = left[firm.code] == 100
                left[firm.code] -= share
                later = day + timedelta(days=self.random.choice((0, 0, 0, 60, 150)))
                yield from self._placed(node, firm, share, main, later)
            if some:
                yield self._step(day + timedelta(days=160), NODES, node.code, "moved", stage="present")
            elif not node.outside:
                yield self._step(day + timedelta(days=20), NODES, node.code, "moved", stage="gap")

    def _many(self, node: _Node) -> int:
        chance = self.random.random()
        if node.outside or chance < _FILLED:
            return 0
        return 1 if chance < _FILLED + _ONE else self.random.choice((2, 2, 3))

    def _placed(self, node: _Node, firm: Firm, share: int, main: bool, day: date) -> Iterator[Step]:
        fields: dict[str, Value] = {
            "name": firm.name, "enterprise": firm.code, "node": f"{NODES}/{node.code}", "main": main,
            "product": self.random.choice(node.products), "share": share * 10_000, **self._own,
        }  # fmt: skip
        code = placement_code(node.code, firm.code)
        yield self._step(day, FIRMS, code, "opened", fields=fields)
        yield self._step(day, FIRMS, code, "moved", stage="there")

    # Purchases ------------------------------------------------------------------------------------------------------

    def _purchases(self, day: date) -> Iterator[Step]:
        """The firms of a node buy from each node that supplies it; stated in spring for the year before."""
        for node in self.plan.nodes:
            for other in node.supplies:
                buyers = self.at[self.plan.nodes[other].code]
                for buyer in buyers[:2]:
                    yield from self._bought(node, buyer, day)

    def _bought(self, node: _Node, buyer: Firm, day: date) -> Iterator[Step]:
        made = max(60.0, buyer.revenue) * self.random.uniform(0.03, 0.12)
        local = [one for one in self.at[node.code] if one.code != buyer.code]
        fields: dict[str, Value] = {
            "node": f"{NODES}/{node.code}", "buyer": buyer.code, "product": self.random.choice(node.products), **self._own,
        }  # fmt: skip
        share = self.random.uniform(0.2, 0.62) if local else 0.0
        if local:
            firm = local[0]
            near: dict[str, Value] = {"supplier": firm.code, "supplier-name": firm.name, "place": "zone"}
            yield from self._stated({**fields, **near}, made * share, day, 1.25)
        place = self.random.choice(_PLACES)
        name = f"{_ELSEWHERE[place]}{node.name}{self.random.choice('甲乙丙丁')}公司"
        far: dict[str, Value] = {"supplier-name": name, "place": place}
        yield from self._stated({**fields, **far}, made * (1 - share), day, 1.0)

    def _stated(self, fields: dict[str, Value], value: float, day: date, growth: float) -> Iterator[Step]:
        """In 万元, for the year before; and a year later anew."""
        code = supply_code(self.plan.code, fields)
        if code in self.bought:
            return
        self.bought.add(code)
        for nth, factor in enumerate((1.0, growth * self.random.uniform(0.95, 1.1))):
            year_end = date(day.year + nth - 1, 12, 31)
            worth: dict[str, Value] = {"value": round(value * factor * _WAN)}
            kind = "stated" if nth else "opened"
            told = day.replace(year=day.year + nth)
            yield self._step(told, SUPPLIES, code, kind, on=year_end, fields=worth if nth else {**fields, **worth})

    # The lists ------------------------------------------------------------------------------------------------------

    def _problems(self, start: date) -> Iterator[Step]:
        for nth in range(6):
            raised = start + timedelta(days=45 + 100 * nth + self.random.randint(0, 40))
            kind, words = self.random.choice(_TROUBLES)
            node = self.random.choice(self.plan.nodes)
            due = raised + timedelta(days=45)
            code = f"{self.plan.code}-P{nth + 1:03}"
            fields: dict[str, Value] = {
                "name": words.format(node.name), "kind": kind, "node": f"{NODES}/{node.code}", "handler": self.plan.office,
                "due": due.isoformat(), **self._own,
            }  # fmt: skip
            yield self._step(raised, PROBLEMS, code, "opened", fields=fields)
            yield self._step(raised, PROBLEMS, code, "moved", stage="raised")
            yield self._step(raised + timedelta(days=2), PROBLEMS, code, "moved", stage="assigned")
            took = self.random.choice((12, 25, 38, 44, 60, 400))
            solved = raised + timedelta(days=took)
            answer: dict[str, Value] = {"answer": "已协调，企业确认"}
            yield self._step(solved, PROBLEMS, code, "moved", stage="solved", fields=answer)
            paper = self.place.file("销号审批单", f"{code} {fields['name']}：企业确认，同意销号")
            closed = solved + timedelta(days=6)
            yield self._step(closed, PROBLEMS, code, "moved", stage="closed", evidence=(paper,), actor=REVIEWERS[0])

    def _prospects(self, start: date) -> Iterator[Step]:
        wanted = [node for node in self.plan.nodes if not node.outside and len(self.at[node.code]) < 2]
        for nth, node in enumerate(wanted[:5]):
            listed = start + timedelta(days=60 + 35 * nth)
            code = f"{self.plan.code}-T{nth + 1:03}"
            fields: dict[str, Value] = {
                "name": f"{self.random.choice(('华东', '华南', '西南', '东北'))}{node.name}{'甲乙丙丁戊'[nth]}公司",
                "node": f"{NODES}/{node.code}", "home": "省外", "product": node.products[0],
                "planned": self.random.randint(20, 300) * 100 * _WAN,
                "due": (listed + timedelta(days=240)).isoformat(), **self._own,
            }  # fmt: skip
            yield self._step(listed, PROSPECTS, code, "opened", fields=fields)
            yield self._step(listed, PROSPECTS, code, "moved", stage="listed")
            yield self._step(listed + timedelta(days=25), PROSPECTS, code, "moved", stage="contacted")
            if self.random.random() < 0.5:
                signed = listed + timedelta(days=self.random.randint(90, 230))
                paper = self.place.file("投资协议", f"{code} {fields['name']} 投资协议")
                yield self._step(signed, PROSPECTS, code, "moved", stage="signed", evidence=(paper,))
                yield from self._landed(node, code, signed + timedelta(days=120))

    def _landed(self, node: _Node, code: str, day: date) -> Iterator[Step]:
        """Every other one that lands fills a gap: a firm of the register takes it up."""
        paper = self.place.file("落地证明", f"{code} 已注册、设备进场")
        yield self._step(day, PROSPECTS, code, "moved", stage="landed", evidence=(paper,))
        if self.at[node.code]:
            return
        for firm in self.pool.take(("industry", "software"), 1):
            yield from self._placed(node, firm, 60, True, day + timedelta(days=5))
            proof = self.place.file("补链证明", f"{node.code} {node.name}：{firm.name} 投产")
            yield self._step(day + timedelta(days=9), NODES, node.code, "moved", stage="filled", evidence=(proof,))

    def _step(self, day: date, programme: str, code: str, kind: str, *, actor: str = "", on: date | None = None, **more: object) -> Step:  # fmt: skip
        draft = Draft(programme=programme, subject=code, kind=kind, effective_on=on or day, **more)  # type: ignore[arg-type]
        return Step(self.place.at(day, 10, self.nth), actor or self.plan.actor, draft)
