"""What a change of a chain's drawing starts from: the chain, and all subjects in it, those that were taken off too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dajuan.ledger.entry import Draft, Value
from dajuan.programmes.pack import Programme
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import CHAINS, NODES, PROBLEMS, PROSPECTS, Chain
from dajuan.systems.chains.firm_names import FirmNames
from dajuan.systems.chains.reading import Look, chain_of, rows_in

_LETTER = {NODES: "", PROBLEMS: "P", PROSPECTS: "T"}
_DIGITS = {NODES: 2, PROBLEMS: 3, PROSPECTS: 3}


@dataclass(frozen=True)
class Ground:
    programmes: Mapping[str, Programme]
    look: Look
    row: Row
    """The chain's."""
    on: date
    """The day from which what is changed is so."""

    @cached_property
    def chain(self) -> Chain:
        return chain_of(self.look, self.row, lambda programme: self.held(programme).values())

    @cached_property
    def names(self) -> FirmNames:
        return FirmNames(self.look)

    def held(self, programme: str) -> dict[str, Row]:
        """All subjects of the chain in a programme, by code."""
        if programme not in self._held:
            self._held[programme] = {row.code: row for row in rows_in(self.look, self.row.code, programme)}
        return self._held[programme]

    @cached_property
    def _held(self) -> dict[str, dict[str, Row]]:
        return {}

    @cached_property
    def shared(self) -> dict[str, Value]:
        """Fields that everything in the chain has of it."""
        office = self.row.fields.get("office")
        return {"chain": f"{CHAINS}/{self.row.code}", **({"office": office} if office else {})}

    def next_code(self, programme: str, taken: int = 0) -> str:
        """The next of the chain's numbered codes; ``taken`` of those after it are given out already."""
        return f"{self._stem(programme)}{self._highest(programme) + 1 + taken:0{_DIGITS[programme]}}"

    def _stem(self, programme: str) -> str:
        return f"{self.row.code}-{_LETTER[programme]}"

    def _highest(self, programme: str) -> int:
        if programme not in self._numbered:
            pattern = re.compile(rf"{re.escape(self._stem(programme))}(\d{{1,9}})\Z")
            used = [int(found[1]) for code in self.held(programme) if (found := pattern.match(code))]
            self._numbered[programme] = max(used, default=0)
        return self._numbered[programme]

    @cached_property
    def _numbered(self) -> dict[str, int]:
        """Programme → the highest number that a code of it has."""
        return {}

    def opened(self, programme: str, code: str, fields: Mapping[str, Value]) -> list[Draft]:
        """A new subject of the chain, in its first stage."""
        found = [self.draft(programme, code, "opened", fields={**fields, **self.shared})]
        return [*found, self.began(programme, code)] if self.programmes[programme].first_stage else found

    def began(self, programme: str, code: str) -> Draft:
        return self.moved(programme, code, self.programmes[programme].first_stage)

    def moved(self, programme: str, code: str, stage: str, note: str = "") -> Draft:
        return self.draft(programme, code, "moved", stage=stage, note=note)

    def draft(self, programme: str, code: str, kind: str, **more: object) -> Draft:
        return Draft(programme=programme, subject=code, kind=kind, effective_on=self.on, **more)  # type: ignore[arg-type]


def link_code(upstream: str, downstream: str) -> str:
    return f"{upstream}.{downstream}"


def placement_code(node: str, firm: str) -> str:
    return f"{node}.{firm}"


def supply_code(chain: str, fields: Mapping[str, Value]) -> str:
    """The same purchase has the same code whoever records it: of buyer, supplier, node and product."""
    supplier = fields.get("supplier") or fields["supplier-name"]
    said = "\n".join(str(one) for one in (fields["node"], fields["buyer"], supplier, fields.get("product", "")))
    return f"{chain}-S-{hashlib.sha256(said.encode()).hexdigest()[:10]}"
