"""Facts of the enterprise register by year: what firms stated of a year, in the unit of the field.

A level counts for the year in whose days it lies, the last of that year. What holds over from an earlier year is not that year's:
only a scheme's ``panel`` may carry it on.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from dajuan.indices.facts import Facts
from dajuan.indices.measures import facts_in, years_back
from dajuan.indices.scheme import Scheme
from dajuan.indices.table import Array
from dajuan.ledger.entry import Entry, Value
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_of_programme
from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values.quantities import amount_of, unit_for
from dajuan.standards.sme_size import sme_size
from dajuan.systems.growth.trouble import GrowthError

PROGRAMME = "enterprise-register"
_CLASSED = ("industry", "employees", "revenue", "assets")
"""What the size rule goes by."""
_PRESENT = "present"


class _Said(NamedTuple):
    on: date
    seq: int
    value: Value


def facts_of(ledger: Ledger, scheme: Scheme, *, year: int, as_of: date, size: int) -> Facts:
    """Of the firms that are on the register on a day, as the log's first ``size`` entries have them."""
    programme = ledger.programmes.get(PROGRAMME)
    if programme is None:
        raise GrowthError("没有启用企业名录", "the enterprise register is not switched on")
    asked = facts_in(scheme.indicators.values())
    keys = tuple(key for key in asked if _is_number(programme, key))
    years = tuple(range(year - years_back(scheme), year + 1))
    firms = _Firms(programme, keys, years, as_of)
    for state in states_of_programme(ledger, programme=PROGRAMME, size=size).values():
        firms.take(state.subject, state.entries)
    return firms.facts()


def _is_number(programme: Programme, key: str) -> bool:
    """A fact that the register does not have yet is one that nobody states."""
    field = programme.fields.get(key)
    return field is not None and field.is_quantity and not field.flow


class _Firms:
    def __init__(self, programme: Programme, keys: tuple[str, ...], years: tuple[int, ...], as_of: date) -> None:
        self.keys, self.years, self.as_of = keys, years, as_of
        self._places = {key: at for at, key in enumerate(keys)}
        self._in_unit = [_minor_units(programme.fields[key]) for key in keys]
        self._codes: list[str] = []
        self._rows: list[Array] = []
        self._classes: dict[str, list[str]] = {"industry": [], "size": []}

    def take(self, code: str, entries: dict[int, Entry]) -> None:
        latest: dict[str, _Said] = {}
        of_year: dict[tuple[int, str], _Said] = {}
        stage: _Said | None = None
        for seq, entry in entries.items():
            on = entry.effective_on
            if on > self.as_of or entry.kind == "measured":
                continue
            if entry.kind == "moved" and (stage is None or (on, seq) > stage[:2]):
                stage = _Said(on, seq, entry.stage)
            for key, value in entry.fields.items():
                said = _Said(on, seq, value)
                if key in _CLASSED and (key not in latest or said[:2] > latest[key][:2]):
                    latest[key] = said
                if key in self._places and on.year in self.years:
                    place = on.year, key
                    if place not in of_year or said[:2] > of_year[place][:2]:
                        of_year[place] = said
        if stage is None or stage.value != _PRESENT:
            return
        self._codes.append(code)
        self._rows.append(self._row(of_year))
        levels = {key: said.value for key, said in latest.items()}
        self._classes["industry"].append(str(levels.get("industry", "")))
        self._classes["size"].append(sme_size(levels, self.as_of) or "")

    def _row(self, of_year: dict[tuple[int, str], _Said]) -> Array:
        row = np.full((len(self.years), len(self.keys)), np.nan)
        for (year, key), said in of_year.items():
            at = self._places[key]
            row[year - self.years[0], at] = int(said.value) * self._in_unit[at]
        return row

    def facts(self) -> Facts:
        shape = (0, len(self.years), len(self.keys))
        values = np.stack(self._rows) if self._rows else np.empty(shape)
        classes = {name: tuple(some) for name, some in self._classes.items()}
        return Facts(tuple(self._codes), self.years, self.keys, values, classes)


def _minor_units(field: Field) -> float:
    """How many of the field's unit one minor unit is."""
    return float(amount_of(1, unit_for(field.type, field.unit), field.scale))
