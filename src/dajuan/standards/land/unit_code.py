"""不动产单元代码: the 28 characters of a real-estate unit, read by GB/T 37346-2019 and said in their parts.

The standard sets no check digit that we could confirm, so a wrong digit inside a part goes unseen; what cannot be a code is
told position by position.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dajuan.standards.land.rule_text import told
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

LENGTH, PARCEL_LENGTH = 28, 19
NO_FIXTURE = "W00000000"
"""What follows a parcel's code where nothing stands on it."""
LAST_SERIAL = 99_999
_TAKEN_FOR = {"O": "0", "I": "1", "L": "1"}
"""Letters that are written for digits."""


class Fault(NamedTuple):
    """What is wrong with the characters from ``first`` to ``last``, counted from 1."""

    first: int
    last: int
    zh: str
    en: str


class UnitCodeError(RuleError):
    """``faults``: everything that is wrong, in the order of positions."""

    def __init__(self, code: str, faults: list[Fault]) -> None:
        super().__init__("；".join(one.zh for one in faults), "; ".join(one.en for one in faults), code)
        self.faults = tuple(faults)


class UnitCode(NamedTuple):
    """A unit's code in its seven parts, the parcel's feature in its two letters."""

    division: str
    district: str
    subdistrict: str
    ownership: str
    right: str
    serial: str
    fixture: str
    number: str

    @property
    def text(self) -> str:
        return "".join(self)

    @property
    def parcel(self) -> str:
        """宗地代码: the first 19 characters."""
        return self.text[:PARCEL_LENGTH]

    @property
    def series(self) -> str:
        """What parcels that are numbered one after another have in common: the first 14."""
        return self.text[:14]

    @property
    def printed(self) -> str:
        return printed(self.text)

    def parts(self) -> list[tuple[Words, str, Words | None]]:
        """Each part's name, its characters, and what a letter means."""
        listed = zip(rule()["parts"], self, strict=True)
        return [(Words(**part["name"]), value, _meaning(part, value)) for part, value in listed]


def rule() -> Mapping[str, Any]:
    return told("unit_code.yaml")


def printed(code: str) -> str:
    """In groups of 6, 6, 7 and 9, as certificates print it."""
    groups, start = [], 0
    for size in rule()["groups"]:
        groups.append(code[start : start + size])
        start += size
    return " ".join(one for one in groups if one)


def read_unit_code(raw: str) -> UnitCode:
    """Full-width characters and spaces are as good as any. Raises :class:`UnitCodeError`."""
    code = _plain(raw)
    faults = list(_faults(code, LENGTH))
    if faults:
        raise UnitCodeError(code, faults)
    return _cut(code)


def read_either_code(raw: str) -> UnitCode:
    """A parcel's code where it has the 19 characters of one, else a unit's. Raises :class:`UnitCodeError`."""
    return read_parcel_code(raw) if len(_plain(raw)) == PARCEL_LENGTH else read_unit_code(raw)


def read_parcel_code(raw: str) -> UnitCode:
    """宗地代码, 19 characters: the unit of the land alone. Raises :class:`UnitCodeError`."""
    code = _plain(raw)
    faults = list(_faults(code, PARCEL_LENGTH))
    if faults:
        raise UnitCodeError(code, faults)
    return _cut(code + NO_FIXTURE)


def _plain(raw: str) -> str:
    return "".join(unicodedata.normalize("NFKC", raw).split())


def _cut(code: str) -> UnitCode:
    return UnitCode(*(code[part["first"] - 1 : part["last"]] for part in rule()["parts"]))


def _meaning(part: Mapping[str, Any], letter: str) -> Words | None:
    return Words(**rule()["letters"][part["letters"]][letter]) if "letters" in part else None


def _faults(code: str, length: int) -> Iterator[Fault]:
    if len(code) != length:
        yield _length(code, length)
        return
    wrong = False
    for part in rule()["parts"]:
        for at in range(part["first"], min(part["last"], length) + 1):
            if fault := _character(part, at, code[at - 1]):
                wrong = True
                yield fault
    if not wrong:
        yield from _together(code)


def _length(code: str, length: int) -> Fault:
    first, last = min(len(code), length) + 1, max(len(code), length)
    zh, en = (
        (f"少 {length - len(code)} 位", f"{length - len(code)} missing")
        if len(code) < length
        else (f"多 {len(code) - length} 位", f"{len(code) - length} too many")
    )
    return Fault(
        first,
        last,
        f"有 {len(code)} 位，应是 {length} 位（{zh}）",
        f"it has {len(code)} characters instead of {length} ({en})",
    )


def _character(part: Mapping[str, Any], at: int, found: str) -> Fault | None:
    name = part["name"]
    if "letters" not in part:
        if found.isascii() and found.isdigit():
            return None
        digit = _TAKEN_FOR.get(found.upper())
        zh, en = (f"；是不是 {digit}？", f"; is it {digit}?") if digit else ("", "")
        return Fault(
            at,
            at,
            f"第 {at} 位（{name['zh']}）是“{found}”，只能是数字{zh}",
            f"character {at} ({name['en']}) is “{found}”, a digit belongs there{en}",
        )
    letters = rule()["letters"][part["letters"]]
    if found in letters:
        return None
    zh, en = ("；要大写", "; in capitals") if found.upper() in letters else ("", "")
    return Fault(
        at,
        at,
        f"第 {at} 位（{name['zh']}）是“{found}”，只能是 {'、'.join(letters)}{zh}",
        f"character {at} ({name['en']}) is “{found}”, it may be {', '.join(letters)}{en}",
    )


def _together(code: str) -> Iterator[Fault]:
    """What no single character shows."""
    if code[13] in rule()["collective_only"] and code[12] != "J":
        yield Fault(
            13,
            14,
            f"第 13、14 位 {code[12:14]}：{code[13]} 只用于集体所有（J）",
            f"characters 13 and 14, {code[12:14]}: {code[13]} goes with collective ownership (J) alone",
        )
    if code[14:19] == "00000":
        yield Fault(15, 19, "第 15 至 19 位（宗地顺序号）从 00001 起", "characters 15 to 19 (serial) begin at 00001")
    if len(code) < LENGTH:
        return
    if code[19] == "W" and code[20:] != "00000000":
        yield Fault(
            21,
            28,
            f"第 20 位是 W（无定着物），第 21 至 28 位应是 00000000，现为 {code[20:]}",
            f"character 20 is W (no fixture), so 21 to 28 are 00000000 and not {code[20:]}",
        )
    if code[19] != "W" and code[20:] == "00000000":
        yield Fault(
            21,
            28,
            f"第 20 位是 {code[19]}（有定着物），第 21 至 28 位不能都是 0（由 W 的编号推定）",
            f"character 20 is {code[19]} (a fixture), so 21 to 28 cannot all be 0 (inferred from the number of W)",
        )
