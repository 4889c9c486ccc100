"""居民分布表: heads by cell or estate, with ages where they are known → :class:`Residents`. xlsx or csv, nobody in person.

A row has a code, longitude and latitude of its middle, and people. ``side`` (metres) says that it is a square cell. A table
with a column of persons (names of people, identity numbers, telephones) is refused whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dajuan.ledger.sheets.book import Book, Cell, Sheet
from dajuan.ledger.sheets.columns import plain_head, tidy_head, without_unit
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.geometry import read_geometry
from dajuan.programmes.values.words import plain_text
from dajuan.standards.gcj02 import unshifted
from dajuan.systems.services.planes import Array

AGES: Mapping[str, tuple[str, ...]] = {
    "0-2": ("0至2岁", "0-2岁", "ages 0-2"),
    "3-5": ("3至5岁", "3-5岁", "ages 3-5"),
    "6-11": ("6至11岁", "6-11岁", "ages 6-11"),
    "12-14": ("12至14岁", "12-14岁", "ages 12-14"),
    "15-17": ("15至17岁", "15-17岁", "ages 15-17"),
    "60+": ("60岁以上", "60岁及以上", "ages 60+"),
}
HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("编号", "网格编号", "code"),
    "name": ("名称", "小区", "name"),
    "longitude": ("经度", "longitude", "lon"),
    "latitude": ("纬度", "latitude", "lat"),
    "people": ("人数", "常住人口", "居民", "people"),
    "side": ("边长", "side"),
    "district": ("街道", "办事处", "district"),
    **AGES,
}
"""Column → what it may be called; the first is how the template calls it."""
NEEDED = ("code", "longitude", "latitude", "people")
MOST_CELLS = 300_000
_CALLED = {plain_head(name): column for column, names in HEADS.items() for name in (*names, column)}
_PERSONAL = re.compile(r"身份证|手机|电话|姓名|户主|联系人|identity|phone|surname")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,15})?")
_LOOKED_AT = 10
"""Rows among which the head is looked for."""
_TOLD = 200
"""Troubles kept."""


class Home(NamedTuple):
    """A cell or an estate."""

    code: str
    name: str
    longitude: float
    latitude: float
    people: int
    side: float
    """Metres; 0: no square cell."""
    district: str
    ages: tuple[int | None, ...]
    """In the order of :data:`AGES`; None: not said."""


@dataclass(frozen=True, eq=False, slots=True)
class Residents:
    homes: tuple[Home, ...]

    @property
    def people(self) -> Array:
        return np.array([one.people for one in self.homes], dtype=float)

    @property
    def total(self) -> int:
        return sum(one.people for one in self.homes)

    @property
    def degrees(self) -> Array:
        return np.array([(one.longitude, one.latitude) for one in self.homes], dtype=float).reshape(-1, 2)

    def of_ages(self, ages: str) -> int | None:
        """How many of an age there are; None where a home does not say."""
        at = list(AGES).index(ages)
        said = [one.ages[at] for one in self.homes]
        return None if None in said or not said else sum(one for one in said if one is not None)

    def unshifted(self) -> Residents:
        """Taken for GCJ-02 and brought back."""
        back = unshifted(self.degrees).tolist()
        moved = zip(self.homes, back, strict=True)
        return Residents(tuple(one._replace(longitude=there[0], latitude=there[1]) for one, there in moved))


def read_residents(book: Book) -> Residents:
    """Raises :class:`RefusedError` naming every row and column that cannot be so; rows as the file counts them."""
    sheet, head, places = _table(book)
    reading = _Rows(sheet, places)
    homes = [reading.home(at) for at in range(head + 1, len(sheet.rows)) if any(c != "" for c in sheet.rows[at])]
    reading.whole([one for one in homes if one is not None], book.source)
    if reading.troubles:
        raise RefusedError(reading.troubles[:_TOLD])
    return Residents(tuple(one for one in homes if one is not None))


def _table(book: Book) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet, the row of its head, and where its columns are."""
    nearest: set[str] = set()
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
            heads = [without_unit(tidy_head(cell))[0] for cell in row]
            places = {
                column: place for place, one in reversed([*enumerate(heads)]) if (column := _CALLED.get(one.casefold()))
            }
            if set(NEEDED) <= places.keys():
                _no_persons(heads, at)
                return sheet, at, places
            nearest = max(nearest, set(places) & set(NEEDED), key=len)
    lacking = [HEADS[one][0] for one in NEEDED if one not in nearest]
    raise RefusedError([
        Trouble(
            "columns", f"{book.source}：缺栏目 {'、'.join(lacking)}",
            f"{book.source}: columns are missing: {', '.join(one for one in NEEDED if one not in nearest)}",
        )
    ])  # fmt: skip


def _no_persons(heads: Sequence[str], row: int) -> None:
    found = [one for one in heads if _PERSONAL.search(one.casefold())]
    if found:
        raise RefusedError([
            Trouble(
                "persons", f"栏目“{'”“'.join(found)}”像是个人信息；居民表只要每格的人数，删掉再传",
                f"columns {', '.join(found)} seem to be of persons; a table of residents has heads by cell: take them out",
                row + 1, found[0],
            )
        ])  # fmt: skip


class _Rows:
    """Reads the rows of a table; what is wrong is kept with its row, from 1."""

    def __init__(self, sheet: Sheet, places: Mapping[str, int]) -> None:
        self.sheet, self.places = sheet, places
        self.troubles: list[Trouble] = []

    def home(self, at: int) -> Home | None:
        before = len(self.troubles)
        code = self._said(at, "code") or self._wrong(at, "code", "没有编号", "there is no code")
        longitude, latitude = self._place(at)
        people = self._count(at, "people")
        side = self._number(at, "side") if self._said(at, "side") else 0.0
        ages = tuple(self._count(at, one) if self._said(at, one) else None for one in AGES)
        if people is not None and sum(one or 0 for one in ages) > people:
            self._wrong(
                at, "people", f"各年龄段加起来超过总人数 {people}", f"the ages add up to more than the {people} people"
            )
        if len(self.troubles) > before or people is None or side is None:
            return None
        return Home(code, self._said(at, "name"), longitude, latitude, people, side, self._said(at, "district"), ages)

    def whole(self, homes: Sequence[Home], source: str) -> None:
        for code, many in Counter(one.code for one in homes).items():
            if many > 1:
                self._tell(
                    "twice", f"编号 {code} 有 {many} 行，应只有一行", f"{many} rows have the code {code}", 0, "code"
                )
        if not homes and not self.troubles:
            self._tell("empty", f"{source}：表里没有居民", f"{source}: there are no residents in it", 0, "")
        if len(homes) > MOST_CELLS:
            self._tell(
                "many",
                f"超过 {MOST_CELLS:,} 行；合并成格子再传",
                f"over {MOST_CELLS:,} rows; bring them together as cells",
                0,
                "",
            )

    def _place(self, at: int) -> tuple[float, float]:
        longitude, latitude = self._number(at, "longitude"), self._number(at, "latitude")
        if longitude is None or latitude is None:
            return 0.0, 0.0
        try:
            read_geometry({"type": "Point", "coordinates": [longitude, latitude]})
        except ValueTrouble as trouble:
            self._tell("place", trouble.zh, trouble.en, at + 1, HEADS["longitude"][0])
        return longitude, latitude

    def _count(self, at: int, column: str) -> int | None:
        number = self._number(at, column)
        if number is None:
            return None
        if number < 0 or number != int(number):
            said = self._said(at, column)
            self._wrong(at, column, f"{said} 不是人数：要 0 或正整数", f"{said} is no number of people: 0, 1, 2, …")
            return None
        return int(number)

    def _number(self, at: int, column: str) -> float | None:
        said = self._said(at, column)
        if _NUMBER.fullmatch(said.replace(",", "")):
            return float(said.replace(",", ""))
        self._wrong(
            at, column, f"“{said}”不是数" if said else "没有填", f"'{said}' is no number" if said else "is empty"
        )
        return None

    def _said(self, at: int, column: str) -> str:
        place, row = self.places.get(column), self.sheet.rows[at]
        cell: Cell = row[place] if place is not None and place < len(row) else ""
        return plain_text(cell)

    def _wrong(self, at: int, column: str, zh: str, en: str) -> str:
        name = HEADS[column][0]
        self._tell("cell", f"第 {at + 1} 行 {name}：{zh}", f"row {at + 1}, {column}: {en}", at + 1, name)
        return ""

    def _tell(self, code: str, zh: str, en: str, row: int, field: str) -> None:
        if code == "place":
            zh, en = f"第 {row} 行 {zh}", f"row {row}, {en}"
        self.troubles.append(Trouble(code, zh, en, row, field))
