"""A plain edge list → drafts: nodes, links, firms at nodes, purchases; what cannot be taken is told by its cell.

A row says: this node supplies that one; beside it a firm that is at the first (product and share of its revenue), or a
buyer and what it buys there of the firm in a year. Any part may be left out. What is there already is not recorded
again, what differs is stated anew; importing a list a second time changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import msgspec

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.sheets.book import Book
from dajuan.ledger.sheets.trouble import CellTrouble, Note
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import FIRMS, NODES, SUPPLIES, Placement
from dajuan.systems.chains.edge_rows import EdgeRow, edge_rows
from dajuan.systems.chains.editing import linked, over_whole, placed, present
from dajuan.systems.chains.ground import Ground, placement_code, supply_code
from dajuan.systems.chains.reading import placement_of, placements_of_firm, share_of
from dajuan.systems.chains.supply_graph import circles


@dataclass(frozen=True, slots=True)
class EdgeList:
    """What a sheet would record. ``drafts`` are of the rows that are right."""

    drafts: tuple[Draft, ...]
    troubles: tuple[CellTrouble, ...]
    notes: tuple[Note, ...]
    counts: Mapping[str, int]
    """How many drafts of each programme open a subject, and how many state one anew (``stated``)."""


def read_edge_list(ground: Ground, book: Book, source: Evidence | None = None) -> EdgeList:
    """``source``: the file itself, which then stands behind what it says."""
    rows, troubles = edge_rows(book)
    work = _Work(ground)
    for row in rows:
        work.take(row)
    drafts = [msgspec.structs.replace(one, evidence=(source,)) if source else one for one in work.drafts]
    counts = Counter(one.programme for one in drafts if one.kind == "opened")
    counts["stated"] = sum(one.kind == "stated" for one in drafts)
    return EdgeList(tuple(drafts), (*troubles, *work.troubles), tuple(work.notes()), dict(counts))


class _WrongError(Exception):
    """A row that is not taken: what is wrong stands in ``troubles``."""


@dataclass
class _Work:
    ground: Ground
    drafts: list[Draft] = field(default_factory=list)
    troubles: list[CellTrouble] = field(default_factory=list)

    def __post_init__(self) -> None:
        chain = self.ground.chain
        self.by_name = {node.name: code for code, node in chain.nodes.items()}
        self.edges = dict.fromkeys(chain.edges)
        self.new_nodes: dict[str, str] = {}
        """Name → code."""
        self.shown: dict[str, None] = {}
        """Nodes stated present by this list."""
        self.own: dict[str, dict[str, Fraction]] = {}
        """Firm → placement → share, in all chains and in this list."""
        self.supplies: dict[str, EdgeRow] = {}
        self.placements: dict[str, EdgeRow] = {}

    def take(self, row: EdgeRow) -> None:
        """All of a row, or none of it."""
        kept, wrong = len(self.drafts), len(self.troubles)
        filled = [(one, len(one)) for one in self._noted()]
        with suppress(_WrongError):
            self._row(row)
        if len(self.troubles) > wrong:
            del self.drafts[kept:]
            for one, many in filled:
                while len(one) > many:
                    one.popitem()

    def _noted(self) -> tuple[dict[Any, Any], ...]:
        """What rows leave for those after them, in the order in which it came."""
        return self.new_nodes, self.edges, self.shown, self.supplies, self.placements

    def _row(self, row: EdgeRow) -> None:
        said = row.cells
        upstream = self._node(row, "upstream", self._values(row, NODES, {"position": "position"}))
        if "downstream" in said:
            self._link(row, upstream, self._node(row, "downstream", {}))
        if "buyer" in said:
            self._supply(row, upstream)
        if ("firm" in said or "code" in said) and ("buyer" not in said or "share" in said):
            self._place(row, upstream)

    # Nodes and links ------------------------------------------------------------------------------------------------

    def _node(self, row: EdgeRow, column: str, fields: dict[str, Value]) -> str:
        said = row.cells.get(column, "")
        if not said:
            raise self._wrong(row, column, "没有写环节", "no node is given")
        code = said if said in self.ground.chain.nodes else self.by_name.get(said) or self.new_nodes.get(said)
        if code:
            return code
        try:
            name = read_value(self.ground.programmes[NODES].fields["name"], said)
        except ValueTrouble as trouble:
            raise self._wrong(row, column, trouble.zh, trouble.en) from trouble
        code = self.ground.next_code(NODES, len(self.new_nodes))
        self.new_nodes[said] = code
        self.drafts += self.ground.opened(NODES, code, {"name": name, **fields})
        return code

    def _link(self, row: EdgeRow, upstream: str, downstream: str) -> None:
        if upstream == downstream:
            raise self._wrong(row, "downstream", "上游和下游是同一个环节", "a node does not supply itself")
        if (upstream, downstream) in self.edges:
            return
        self.edges[upstream, downstream] = None
        self.drafts += linked(self.ground, (upstream, downstream), {})

    # Firms ----------------------------------------------------------------------------------------------------------

    def _place(self, row: EdgeRow, node: str) -> None:
        firm = self._firm(row, "code" if "code" in row.cells else "firm")
        fields = self._values(row, FIRMS, {"product": "product", "share": "share"}, must=True)
        code = placement_code(node, firm.code)
        if code in self.placements:
            other = self.placements[code].at + 1
            raise self._wrong(row, "firm", f"第 {other} 行已放过它", f"row {other} has it at this node already")
        shares = self._shares(firm.code)
        share = share_of(fields)
        rest = sum((one for key, one in shares.items() if key != code), Fraction(0))
        if rest + share > 1:
            raise self._wrong(row, "share", *over_whole(rest))
        known = self.ground.held(FIRMS).get(code)
        self.placements[code] = row
        if known is not None and known.stage != "left":
            self._again(FIRMS, known, fields)
        else:
            main: dict[str, Value] = {"main": not any(key != code for key in shares)}
            self.drafts += placed(self.ground, node, firm.code, firm.name, {**fields, **main})
            self._present(node)
        shares[code] = share

    def _present(self, node: str) -> None:
        if node in self.shown:
            return
        self.shown[node] = None
        if node in self.ground.chain.nodes:
            self.drafts += present(self.ground, node)
        else:
            self.drafts.append(self.ground.moved(NODES, node, "present"))

    def _shares(self, firm: str) -> dict[str, Fraction]:
        if firm not in self.own:
            there: list[Placement] = [placement_of(row) for row in placements_of_firm(self.ground.look, firm)]
            self.own[firm] = {one.code: one.share for one in there}
        return self.own[firm]

    def _firm(self, row: EdgeRow, column: str) -> Row:
        said = row.cells.get(column, "")
        found = self.ground.names.called(said).row
        if found is None:
            trouble = self.ground.names.trouble(said)
            raise self._wrong(row, column, trouble.zh, trouble.en)
        return found

    # Purchases ------------------------------------------------------------------------------------------------------

    def _supply(self, row: EdgeRow, node: str) -> None:
        buyer = self._firm(row, "buyer")
        supplier = self._supplier(row)
        fields = {
            **self._values(row, SUPPLIES, {"value": "value", "supplier-name": "firm"}, must=True),
            **self._values(row, SUPPLIES, {"product": "product"}),
            **supplier, "node": f"{NODES}/{node}", "buyer": buyer.code,
        }  # fmt: skip
        code = supply_code(self.ground.row.code, fields)
        if code in self.supplies:
            other = self.supplies[code].at + 1
            raise self._wrong(row, "buyer", f"第 {other} 行已写过这笔采购", f"row {other} has this purchase already")
        self.supplies[code] = row
        known = self.ground.held(SUPPLIES).get(code)
        if known is not None:
            self._again(SUPPLIES, known, fields)
        else:
            self.drafts += self.ground.opened(SUPPLIES, code, fields)

    def _supplier(self, row: EdgeRow) -> dict[str, Value]:
        """Of the register it is in the zone; of any other supplier the row has to say where it is."""
        said = row.cells.get("code") or row.cells.get("firm", "")
        if not said:
            raise self._wrong(row, "firm", "写了买方，没有写供方", "there is a buyer and no supplier")
        place = self._values(row, SUPPLIES, {"place": "place"})
        found = self.ground.names.called(said)
        if found.row is not None:
            if place.get("place", "zone") != "zone":
                raise self._wrong(
                    row,
                    "place",
                    "企业名录里有这家供方，所在地应是区内",
                    "the supplier is on the register: it is in the zone",
                )
            return {"supplier": found.row.code, "supplier-name": found.row.name, "place": "zone"}
        if not place:
            trouble = self.ground.names.trouble(said)
            raise self._wrong(
                row, "place", f"{trouble.zh}；区外的供方写明所在地", f"{trouble.en}; say where a supplier elsewhere is"
            )
        if place["place"] == "zone":
            trouble = self.ground.names.trouble(said)
            raise self._wrong(row, "firm", f"写的是区内，{trouble.zh}", f"said to be in the zone, but {trouble.en}")
        return place

    # ----------------------------------------------------------------------------------------------------------------

    def _again(self, programme: str, known: Row, fields: Mapping[str, Value]) -> None:
        """What a row says of a subject that is there: only what differs."""
        new = {key: value for key, value in fields.items() if known.fields.get(key) != value}
        if new:
            self.drafts.append(self.ground.draft(programme, known.code, "stated", fields=new))

    def _values(
        self, row: EdgeRow, programme: str, columns: Mapping[str, str], *, must: bool = False
    ) -> dict[str, Value]:
        """Field → its value, from these columns."""
        found: dict[str, Value] = {}
        wrong = len(self.troubles)
        for key, column in columns.items():
            one = self.ground.programmes[programme].fields[key]
            if column not in row.cells:
                if must:
                    self._wrong(row, column, f"没有填{one.name.zh}", f"'{column}' is missing")
                continue
            try:
                found[key] = read_value(one, row.cells[column])
            except ValueTrouble as trouble:
                self._wrong(row, column, f"{one.name.zh}：{trouble.zh}", f"{column}: {trouble.en}")
        if len(self.troubles) > wrong:
            raise _WrongError
        return found

    def _wrong(self, row: EdgeRow, column: str, zh: str, en: str) -> _WrongError:
        self.troubles.append(row.trouble(column, zh, en))
        return _WrongError()

    def notes(self) -> Iterable[Note]:
        names = {code: node.name for code, node in self.ground.chain.nodes.items()}
        names |= {code: name for name, code in self.new_nodes.items()}
        for way in circles(names, self.edges):
            told = " → ".join(names[code] for code in (*way, way[0]))
            yield Note("", f"上下游成环：{told}", f"they supply each other in a circle: {told}")
