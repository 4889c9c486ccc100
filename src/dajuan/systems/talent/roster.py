"""名册 roster: a sheet of people recognised, a row a person's title, read whole; what is wrong is told by cell, without names.

A file is read from memory and kept nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from dajuan.ledger.entry import Value
from dajuan.ledger.sheets.book import Book, Cell, Sheet
from dajuan.ledger.sheets.trouble import CellTrouble, Note, placed
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.rows import Column
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.dates import read_date
from dajuan.standards.trouble import RuleError
from dajuan.systems.talent.identity import Document, Identity, read_document, without_persons

COLUMNS = (
    Column("name", "姓名", "Name", "text", 10),
    Column("document-kind", "证件类型", "Document", "text", 14),
    Column("number", "证件号码", "Document number", "text", 24),
    Column("kind", "人才类别", "Kind", "text", 16),
    Column("grade", "层次", "Grade", "text", 8),
    Column("class", "称号或等级", "Class", "text", 16),
    Column("enterprise", "统一社会信用代码", "Credit code", "text", 24),
    Column("on", "认定日期", "Recognised on", "text", 14),
    Column("document", "认定文号", "Recognising document", "text", 24),
    Column("valid-until", "有效期至", "Valid until", "text", 14),
    Column("team", "团队编号", "Team", "text", 16),
)
"""As the template has them; a sheet may have them in any order and leave out those that it does not need."""
_ALSO = {"身份证号": "number", "身份证号码": "number", "公民身份号码": "number", "信用代码": "enterprise", "类别": "kind", "称号": "class", "团队": "team"}  # fmt: skip
_MUST = ("name", "number", "on")
_TITLE = ("grade", "class", "document", "valid-until")
"""Fields of a title as its pack reads them."""
_HEADS_WITHIN, _LARGEST_EXACT, _LONGEST_NAME, _MOST_TOLD = 10, 10**15, 50, 200


class Line(NamedTuple):
    """A row: ``kind`` is empty where it only says that somebody is in a team."""

    row: int
    """From 0, as in the sheet."""
    identity: Identity
    kind: str
    fields: dict[str, Value]
    firm: str
    on: date
    team: str

    def said(self) -> tuple[object, ...]:
        """What it says: two rows that say the same are one."""
        return self.identity, self.kind, tuple(sorted(self.fields.items())), self.firm, self.on, self.team


class Known(NamedTuple):
    """What cells are held against."""

    pack: Programme
    """Of titles."""
    firms: Callable[[Collection[str]], Collection[str]]
    """Which of some credit codes are on the register."""
    teams: Mapping[str, str]
    """Team's code → its name."""
    today: date


@dataclass
class Roster:
    lines: list[Line] = field(default_factory=list)
    troubles: list[CellTrouble] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sheet: str = ""
    columns: dict[str, int] = field(default_factory=dict)

    def wrong(self, row: int, key: str, zh: str, en: str) -> None:
        """``key`` is the column's."""
        head = next(one for one in COLUMNS if one.name == key)
        place = self.columns.get(key, -1)
        self.troubles.append(CellTrouble(self.sheet, row, place, f"{head.zh}：{zh}", f"{head.en}: {en}", key))


def read_roster(book: Book, known: Known) -> Roster:
    """Raises :class:`LedgerError` where it is no roster at all."""
    sheet, at, columns = _found(book)
    roster = Roster(sheet=sheet.name, columns=columns)
    for row in range(at + 1, len(sheet.rows)):
        cells = {key: sheet.rows[row][place] for key, place in columns.items()}
        if any(str(cell).strip() for cell in cells.values()):
            _read_line(roster, row, cells, known)
    _refuse_unknown_firms(roster, known)
    _same_people(roster)
    names = {one.identity.name for one in roster.lines} | _names_in(sheet, at, columns)
    roster.troubles = _told(roster, names)
    if not roster.lines and not roster.troubles:
        raise LedgerError(f"{book.source}：表头下面没有人", f"{book.source}: nobody stands under the heads")
    return roster


def _told(roster: Roster, names: set[str]) -> list[CellTrouble]:
    """In the order of the sheet, without persons."""
    some = sorted(roster.troubles, key=lambda one: (one.row, one.column))
    told = [
        one._replace(zh=without_persons(one.zh, names), en=without_persons(one.en, names)) for one in some[:_MOST_TOLD]
    ]
    if more := len(some) - len(told):
        told.append(
            CellTrouble(roster.sheet, -1, -1, f"另有 {more} 处，先改这些", f"and {more} more: mend these first")
        )
    return told


def _found(book: Book) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet that has the heads, the row of them, and each one's column."""
    found = [
        (sheet, at, columns)
        for sheet in book.sheets
        for at, row in enumerate(sheet.rows[:_HEADS_WITHIN])
        if (columns := _heads(row)).keys() >= set(_MUST)
    ]
    if len(found) != 1:
        heads = "、".join(one.zh for one in COLUMNS if one.name in _MUST)
        english = ", ".join(one.en for one in COLUMNS if one.name in _MUST)
        raise LedgerError(
            f"{book.source}：要有且只有一张表有表头 {heads}，现有 {len(found)} 张；可以下载空白名册照填",
            f"{book.source}: exactly one sheet has the heads {english}, here {len(found)} have; fill in the empty roster",
        )
    return found[0]


def _heads(row: list[Cell]) -> dict[str, int]:
    names = {said: one.name for one in COLUMNS for said in (one.zh, one.en.lower(), one.name)} | _ALSO
    said = [str(cell).strip().rstrip("*＊").lower() for cell in row]
    return {names[word]: place for place, word in reversed(list(enumerate(said))) if word in names}


def _names_in(sheet: Sheet, at: int, columns: dict[str, int]) -> set[str]:
    """As they stand, of rows with mistakes too."""
    return {name for row in sheet.rows[at + 1 :] if (name := str(row[columns["name"]]).strip())}


def _read_line(roster: Roster, row: int, cells: Mapping[str, Cell], known: Known) -> None:
    before = len(roster.troubles)
    text = {key: _text(cell) for key, cell in cells.items()}
    for key in _MUST:
        if not text[key]:
            roster.wrong(row, key, "空的", "empty")
    if len(text["name"]) > _LONGEST_NAME:
        roster.wrong(row, "name", f"超过 {_LONGEST_NAME} 字", f"over {_LONGEST_NAME} characters")
    document = _document(roster, row, cells, text, known.today)
    on = _day(roster, row, cells["on"], known.today)
    kind, fields = _title(roster, row, cells, text, known.pack)
    firm = _firm(roster, row, text.get("enterprise", ""))
    team = text.get("team", "").upper()
    if team and team not in known.teams:
        roster.wrong(
            row, "team", f"没有编号为 {team} 的团队：先在人才团队里建", f"there is no team {team}: enter it first"
        )
    if not kind and not team:
        roster.wrong(row, "kind", "类别和团队总要有一个", "a kind or a team has to stand here")
    for key, words in (("class", text.get("class", "")), ("document", text.get("document", "")), ("team", known.teams.get(team, ""))):  # fmt: skip
        if len(text["name"]) > 1 and text["name"] in words:
            roster.wrong(
                row,
                key,
                "里面有这个人的姓名：台账里不留姓名，去掉它",
                "this person's name stands in it: the ledger keeps no names",
            )
    if len(roster.troubles) == before and document and on:
        roster.lines.append(Line(row, Identity(text["name"], document), kind, fields, firm, on, team))


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _document(roster: Roster, row: int, cells: Mapping[str, Cell], text: Mapping[str, str], today: date) -> Document | None:  # fmt: skip
    number = cells["number"]
    if isinstance(number, int | float) and number >= _LARGEST_EXACT:
        roster.wrong(
            row,
            "number",
            "被表格存成了数字，后几位已经丢了：把这一列设为文本，重新填",
            "kept as a number, which has lost its last digits: make the column text and enter it again",
        )
        return None
    if not text["number"]:
        return None
    try:
        return read_document(text.get("document-kind", ""), text["number"], today=today)
    except RuleError as error:
        roster.wrong(row, "number", error.zh, error.en)
        return None


def _day(roster: Roster, row: int, cell: Cell, today: date) -> date | None:
    if cell == "":
        return None
    try:
        day = date.fromisoformat(read_date(cell.date() if isinstance(cell, datetime) else cell))
    except ValueTrouble as error:
        roster.wrong(row, "on", error.zh, error.en)
        return None
    if day > today:
        roster.wrong(row, "on", f"{day} 还没有到", f"{day} has not come yet")
        return None
    return day


def _title(
    roster: Roster, row: int, cells: Mapping[str, Cell], text: Mapping[str, str], pack: Programme
) -> tuple[str, dict[str, Value]]:
    """Its kind and its fields, both empty where the row has none."""
    kind = _value(roster, row, pack, "kind", cells.get("kind", ""))
    fields: dict[str, Value] = {}
    for key in _TITLE:
        value = _value(roster, row, pack, key, cells.get(key, ""))
        if value is not None:
            fields[key] = value
    if text.get("kind") and not text.get("document"):
        roster.wrong(row, "document", "空的：认定要有文号", "empty: a title needs its document")
    return (str(kind), fields) if kind is not None else ("", {})


def _value(roster: Roster, row: int, pack: Programme, key: str, cell: Cell) -> Value | None:
    if not str(cell).strip():
        return None
    try:
        return read_value(pack.fields[key], _text(cell) if pack.fields[key].type != "date" else cell)
    except ValueTrouble as error:
        roster.wrong(row, key, error.zh, error.en)
        return None


def _firm(roster: Roster, row: int, said: str) -> str:
    if not said:
        return ""
    try:
        return read_credit_code(said)
    except ValueTrouble as error:
        roster.wrong(row, "enterprise", error.zh, error.en)
        return ""


def _refuse_unknown_firms(roster: Roster, known: Known) -> None:
    found = known.firms({one.firm for one in roster.lines if one.firm})
    for one in roster.lines:
        if one.firm and one.firm not in found:
            roster.wrong(
                one.row, "enterprise", f"企业名录里没有 {one.firm}", f"no enterprise {one.firm} on the register"
            )


def _same_people(roster: Roster) -> None:
    """One person has one name; what is said twice is said once, what is said in two ways is asked about."""
    names: dict[Document, Line] = {}
    titles = defaultdict[tuple[Document, str, str], list[Line]](list)
    kept: list[Line] = []
    for one in roster.lines:
        first = names.setdefault(one.identity.document, one)
        if first.identity.name != one.identity.name:
            at = first.row + 1
            roster.wrong(
                one.row, "name", f"与第 {at} 行证件号码相同，姓名不同", f"the number of row {at}, and another name"
            )
        before = titles[one.identity.document, one.kind, one.team if not one.kind else ""]
        if not before:
            kept.append(one)
        elif before[0].said() == one.said():
            _tell_again(roster, one.row, before[0].row + 1)
        else:
            at = before[0].row + 1
            roster.wrong(
                one.row, "kind", f"与第 {at} 行是同一人、同一类，内容不同：只留对的一行", f"the person and kind of row {at}, saying otherwise: keep the right one"
            )  # fmt: skip
        before.append(one)
    roster.lines = kept


def _tell_again(roster: Roster, row: int, first: int) -> None:
    place = placed(roster.sheet, row, -1)
    roster.notes.append(Note(place, f"与第 {first} 行相同，只记一次", f"the same as row {first}, taken once"))
