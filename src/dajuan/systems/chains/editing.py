"""Changing a drawing: what a form or a programme says → drafts, or what is wrong with it, field by field.

Each is one of ``DEEDS``; nothing is taken back silently: a link is cut and a firm leaves on a day, and the drawing of
the days before stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.standards.words import Words
from dajuan.systems.chains.chain import CHAINS, FIRMS, LINKS, NODES, PROBLEMS, PROSPECTS, SUPPLIES
from dajuan.systems.chains.ground import Ground, link_code, placement_code, supply_code
from dajuan.systems.chains.reading import placements_of_firm, share_of
from dajuan.systems.chains.supply_graph import circle_with

Typed = Mapping[str, str]
"""Field → as it was typed."""
FIELDS: Mapping[str, tuple[str, Mapping[str, bool]]] = {
    "add-node": (NODES, {"name": True, "position": False, "key": False, "local": False, "about": False}),
    "link": (LINKS, {"product": False}),
    "place": (FIRMS, {"product": True, "share": True, "main": False}),
    "problem": (PROBLEMS, {"name": True, "kind": True, "handler": False, "due": False}),
    "prospect": (
        PROSPECTS,
        {"name": True, "home": False, "product": False, "planned": False, "due": False, "next-step": False},
    ),
    "supply": (SUPPLIES, {"supplier-name": True, "place": True, "product": False, "value": True}),
    "hand-over": (CHAINS, {"office": True}),
}
"""Deed → the programme of whose fields it asks these; True: it may not be empty."""
_MISSING = Words("没有填", "is missing")


class _Reading:
    """What was typed, read field by field; all that is wrong is told at once."""

    def __init__(self, ground: Ground, typed: Typed) -> None:
        self.ground, self.typed = ground, {key: value.strip() for key, value in typed.items()}
        self.troubles: list[Trouble] = []

    def wrong(self, field: str, said: Words | ValueTrouble) -> None:
        self.troubles.append(Trouble("value", said.zh, said.en, 0, field))

    def fields(self, deed: str) -> dict[str, Value]:
        """The values of a deed's ``FIELDS``."""
        found: dict[str, Value] = {}
        programme, keys = FIELDS[deed]
        pack = self.ground.programmes[programme]
        for key, must in keys.items():
            said = self.typed.get(key, "")
            if not said:
                if must:
                    self.wrong(key, _MISSING)
                continue
            try:
                found[key] = read_value(pack.fields[key], said)
            except ValueTrouble as trouble:
                self.wrong(key, trouble)
        return found

    def node(self, field: str, *, must: bool = True) -> str:
        """The code of a node of the chain, told by its code or its name."""
        said, nodes = self.typed.get(field, ""), self.ground.chain.nodes
        if not said:
            if must:
                self.wrong(field, _MISSING)
            return ""
        found = [code for code, node in nodes.items() if said in {code, node.name}]
        if len(found) == 1:
            return found[0]
        why = (
            ("这条链没有环节", "this chain has no node")
            if not found
            else ("这条链有几个环节叫", "several nodes are called")
        )
        self.wrong(field, Words(f"{why[0]}“{said}”", f"{why[1]} '{said}'"))
        return ""

    def firm(self, field: str) -> tuple[str, str]:
        """Credit code and name of a firm of the register."""
        said = self.typed.get(field, "")
        if not said:
            self.wrong(field, _MISSING)
            return "", ""
        row = self.ground.names.called(said).row
        if row is None:
            self.wrong(field, self.ground.names.trouble(said))
            return "", ""
        return row.code, row.name

    def done(self) -> None:
        if self.troubles:
            raise RefusedError(self.troubles)


def add_node(ground: Ground, typed: Typed) -> list[Draft]:
    """``name``, ``position``, ``key``, ``local``, ``about``; ``upstream`` and ``downstream`` name nodes that it links to."""
    read = _Reading(ground, typed)
    fields = read.fields("add-node")
    if fields.get("name") in {node.name for node in ground.chain.nodes.values()}:
        read.wrong("name", Words("这条链已有这个环节", "the chain has a node of this name"))
    before, after = read.node("upstream", must=False), read.node("downstream", must=False)
    read.done()
    code = ground.next_code(NODES)
    pairs = [*([(before, code)] if before else []), *([(code, after)] if after else [])]
    return [
        *ground.opened(NODES, code, fields),
        *(draft for pair in pairs for draft in linked(ground, pair, {})),
    ]


def remove_node(ground: Ground, typed: Typed) -> list[Draft]:
    """``node`` goes off the drawing, with a ``note`` saying why; its links are cut with it."""
    read = _Reading(ground, typed)
    code = read.node("node")
    if not read.typed.get("note"):
        read.wrong("note", _MISSING)
    if code and ground.chain.placed[code]:
        many = len(ground.chain.placed[code])
        read.wrong(
            "node", Words(f"还有 {many} 家企业在这里：先让它们退出", f"{many} firms are there: let them leave first")
        )
    read.done()
    links = [one for one in ground.chain.links if code in {one.upstream, one.downstream}]
    return [
        *(ground.moved(LINKS, one.code, "cut") for one in links),
        ground.moved(NODES, code, "removed", read.typed["note"]),
    ]


def add_link(ground: Ground, typed: Typed) -> list[Draft]:
    """``upstream``, ``downstream``, ``product``; ``circle``: yes, where one that closes a circle is meant."""
    read = _Reading(ground, typed)
    pair = read.node("upstream"), read.node("downstream")
    fields = read.fields("link")
    if all(pair):
        _check_pair(read, pair)
    read.done()
    return linked(ground, pair, fields)


def _check_pair(read: _Reading, pair: tuple[str, str]) -> None:
    chain = read.ground.chain
    if pair[0] == pair[1]:
        read.wrong("downstream", Words("上游和下游是同一个环节", "a node does not supply itself"))
    elif pair in chain.edges:
        read.wrong("downstream", Words("这两个环节已经连着", "the two are linked already"))
    elif (way := circle_with(chain.edges, pair)) and read.typed.get("circle") != "yes":
        names = " → ".join(chain.nodes[code].name for code in (*way, way[0]))
        read.wrong(
            "circle",
            Words(
                f"连上会成环：{names}；确是回收利用一类的循环，选“是”再交",
                f"it closes a circle: {names}; say yes if one is meant",
            ),
        )


def linked(ground: Ground, pair: tuple[str, str], fields: Mapping[str, Value]) -> list[Draft]:
    """A link between two nodes, or one that was cut linked again."""
    code = link_code(*pair)
    if code in ground.held(LINKS):
        again = [ground.draft(LINKS, code, "stated", fields=dict(fields))] if fields else []
        return [ground.began(LINKS, code), *again]
    ends: dict[str, Value] = {"upstream": f"{NODES}/{pair[0]}", "downstream": f"{NODES}/{pair[1]}"}
    return ground.opened(LINKS, code, {**ends, **fields})


def cut_link(ground: Ground, typed: Typed) -> list[Draft]:
    """``link`` is its code."""
    read = _Reading(ground, typed)
    code = read.typed.get("link", "")
    if code not in {one.code for one in ground.chain.links}:
        read.wrong("link", Words("这条链没有这条连线，或已断开", "the chain has no such link, or it was cut"))
    read.done()
    return [ground.moved(LINKS, code, "cut", read.typed.get("note", ""))]


def place_firm(ground: Ground, typed: Typed) -> list[Draft]:
    """``enterprise`` (name or credit code) at ``node`` with ``product`` and ``share``; ``main``: whether it is counted there,
    left empty yes where it has no main node yet."""
    read = _Reading(ground, typed)
    node, (firm, name) = read.node("node"), read.firm("enterprise")
    fields = read.fields("place")
    if firm and node and any(one.firm == firm for one in ground.chain.placed[node]):
        read.wrong("enterprise", Words(f"{name} 已在这个环节", f"{name} is at this node already"))
    elsewhere = placements_of_firm(ground.look, firm) if firm else []
    rest = sum((share_of(row.fields) for row in elsewhere), Fraction(0))
    if "share" in fields and rest + share_of(fields) > 1:
        read.wrong("share", over_whole(rest))
    mains = [row.code for row in elsewhere if row.fields.get("main")]
    if fields.get("main") and mains:
        read.wrong("main", Words(f"主环节已是 {mains[0]}", f"its main node is {mains[0]} already"))
    fields.setdefault("main", not mains)
    read.done()
    return [*placed(ground, node, firm, name, fields), *present(ground, node)]


def over_whole(rest: Fraction) -> Words:
    """``rest``: what the firm's other shares come to."""
    much = f"{float(100 * rest):.6g}%"
    return Words(f"连同它在别处的 {much} 超过 100%", f"with its {much} elsewhere it is over 100%")


def placed(ground: Ground, node: str, firm: str, name: str, fields: Mapping[str, Value]) -> list[Draft]:
    """A firm at a node, or back at it."""
    code = placement_code(node, firm)
    own: dict[str, Value] = {"name": name, "enterprise": firm, "node": f"{NODES}/{node}", **fields}
    if code in ground.held(FIRMS):
        return [ground.draft(FIRMS, code, "stated", fields=own), ground.began(FIRMS, code)]
    return ground.opened(FIRMS, code, own)


def present(ground: Ground, node: str) -> list[Draft]:
    """A node that was only charted is present once a firm is at it; a gap is filled by who has the evidence."""
    stage = ground.chain.nodes[node].stage
    if stage not in {"", "charted"}:
        return []
    return [ground.moved(NODES, node, one) for one in ("charted", "present")[bool(stage) :]]


def let_firm_leave(ground: Ground, typed: Typed) -> list[Draft]:
    """``placement`` is its code."""
    read = _Reading(ground, typed)
    code = read.typed.get("placement", "")
    if code not in {one.code for one in ground.chain.placements}:
        read.wrong("placement", Words("这条链没有它，或已退出", "it is not in the chain, or has left"))
    read.done()
    return [ground.moved(FIRMS, code, "left", read.typed.get("note", ""))]


def add_problem(ground: Ground, typed: Typed) -> list[Draft]:
    """A new line of the problem list; with ``handler`` and ``due`` it is assigned at once."""
    read = _Reading(ground, typed)
    fields = read.fields("problem")
    code = read.node("node", must=False)
    if read.typed.get("enterprise"):
        fields |= {"enterprise": read.firm("enterprise")[0]}
    read.done()
    new = ground.next_code(PROBLEMS)
    drafts = ground.opened(PROBLEMS, new, {**fields, **_at(code)})
    return [*drafts, ground.moved(PROBLEMS, new, "assigned")] if {"handler", "due"} <= fields.keys() else drafts


def add_prospect(ground: Ground, typed: Typed) -> list[Draft]:
    """A new line of the list of firms to attract."""
    read = _Reading(ground, typed)
    fields = read.fields("prospect")
    code = read.node("node", must=False)
    read.done()
    return ground.opened(PROSPECTS, ground.next_code(PROSPECTS), {**fields, **_at(code)})


def add_supply(ground: Ground, typed: Typed) -> list[Draft]:
    """A purchase: ``buyer`` of the register, ``supplier-name`` (or a code of the register), ``place``, ``value``."""
    read = _Reading(ground, typed)
    node, (buyer, _) = read.node("node"), read.firm("buyer")
    fields = read.fields("supply")
    read.done()
    supplier = ground.names.called(read.typed["supplier-name"]).row
    if supplier is not None:
        fields |= {"supplier": supplier.code, "supplier-name": supplier.name}
    fields |= {**_at(node), "buyer": buyer}
    code = supply_code(ground.row.code, fields)
    known = ground.held(SUPPLIES).get(code)
    if known is None:
        return ground.opened(SUPPLIES, code, fields)
    return [ground.draft(SUPPLIES, code, "stated", fields={key: fields[key] for key in ("value", "place")})]


def _at(node: str) -> dict[str, Value]:
    return {"node": f"{NODES}/{node}"} if node else {}


def hand_over(ground: Ground, typed: Typed) -> list[Draft]:
    """The chain and all that stands in it to another ``office``: rights follow that field."""
    read = _Reading(ground, typed)
    fields = read.fields("hand-over")
    if fields.get("office") == ground.row.fields.get("office"):
        read.wrong("office", Words("就是现在的牵头单位", "it is the chain's office already"))
    read.done()
    found = [ground.draft(CHAINS, ground.row.code, "stated", fields=fields)]
    for programme in (NODES, LINKS, FIRMS, SUPPLIES, PROBLEMS, PROSPECTS):
        rows = ground.held(programme).values()
        found += [
            ground.draft(programme, row.code, "stated", fields=fields)
            for row in rows
            if row.fields.get("office") != fields["office"]
        ]
    return found


DEEDS: Mapping[str, Callable[[Ground, Typed], list[Draft]]] = {
    "add-node": add_node,
    "remove-node": remove_node,
    "link": add_link,
    "cut": cut_link,
    "place": place_firm,
    "leave": let_firm_leave,
    "problem": add_problem,
    "prospect": add_prospect,
    "supply": add_supply,
    "hand-over": hand_over,
}
