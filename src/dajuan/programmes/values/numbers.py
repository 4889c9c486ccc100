"""A cell that holds one number: ``1,234.5``, ``１２３４．５``, ``1.2亿元``, ``三千零五十亩``, ``80%`` → exact amount and unit word."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dajuan.language import read_numbers
from dajuan.language.amounts import NUMERAL, amount_at
from dajuan.language.fold import fold
from dajuan.programmes.values.trouble import ValueTrouble

LONGEST = 60
"""Characters. A number with its unit is shorter; what is longer is prose."""
_PLAIN = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(?![0-9,.])")
_POWER = re.compile(r"[+-]?[0-9](?:\.[0-9]{1,20})?[eE][+-]?[0-9]{1,2}")
_GROUP_GAP = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f'](?=[0-9]{3}(?![0-9]))")
_CURRENCY = re.compile(r"^(?:[¥￥]|RMB|CNY|人民币)\s*")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "，": ",", "．": ".", "：": ":"})
_INEXACT = re.compile(r"约|大概|近|左右|上下|以上|以下|以内|不低于|不少于|不超过|超|逾|[余多几数]|[~～]|至|到")


class Written(NamedTuple):
    """``amount`` times what the word ``unit`` says; "" where the cell names none. ``magnitude``: 万 stood before it."""

    amount: Decimal
    unit: str
    magnitude: str = ""
    """Only where no unit follows: 3万."""
    dimension: str = ""
    """Only where the amount is in base units already, and ``unit`` is one (50元6角 is 50.6元)."""


def written_number(text: str, *, units: tuple[str, ...] = ()) -> Written:
    """The one number that a cell holds. ``units`` are unit words known besides the table's (the field's own)."""
    cell = _tidied(text)
    plain = _PLAIN.match(cell)
    if plain is not None:
        rest = cell[plain.end() :]
        if not rest or rest in units or _is_unit(rest):
            return Written(Decimal(cell[: plain.end()].replace(",", "")), rest)
    if _POWER.fullmatch(cell):
        return Written(Decimal(cell), "")
    return _with_magnitude(cell, units) or _compound(cell) or _refuse(text.strip(), cell)


def _tidied(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueTrouble(
            f"这里要一个数，写了 {len(text)} 个字；只写数和单位，说明写进备注",
            f"a number belongs here, not {len(text)} characters; write the number and its unit, the rest in the note",
        )
    cell = _GROUP_GAP.sub("", fold(text.strip().translate(_MINUS)))
    cell = _CURRENCY.sub("", cell).removesuffix("整")
    return re.sub(r"(?<![0-9,.])\s+|\s+(?![0-9,.])", "", cell)


def _is_unit(word: str) -> bool:
    from dajuan.programmes.units import unit_of

    return unit_of(word) is not None


def _with_magnitude(cell: str, units: tuple[str, ...]) -> Written | None:
    found = NUMERAL.search(cell)
    if found is None or found.start() > 1:
        return None
    amount = amount_at(cell, found.start(), found.end(), False)
    if amount is None or amount.start != 0 or amount.low != amount.high or amount.more:
        return None
    rest = cell[amount.end :]
    if rest and rest not in units and not _is_unit(rest):
        return None
    return Written(amount.low, rest, "" if rest else amount.magnitude)


def _compound(cell: str) -> Written | None:
    """50元6角, 1小时30分, 一吨半: what the reader of reports makes of it, if it is one exact amount."""
    found = read_numbers(cell)
    if len(found) != 1 or found[0].low is None or found[0].low != found[0].high:
        return None
    one = found[0]
    if one.start != 0 or one.end != len(cell) or one.qualifier or one.per or not one.unit:
        return None
    return Written(found[0].low, one.unit, dimension=one.dimension)


def _refuse(text: str, cell: str) -> Written:
    if re.fullmatch(r"[(（][0-9,.]+[)）]", cell):
        raise ValueTrouble(
            f"“{text}”：负数写成 -{cell[1:-1]}，不用括号", f"“{text}”: write -{cell[1:-1]}, not brackets, below zero"
        )
    if re.search(r"[0-9],", cell) and re.fullmatch(r"[+-]?[0-9,]+(?:\.[0-9]*)?\D*", cell):
        raise ValueTrouble(
            f"“{text}”的逗号不在千分位上，不知道是多少；写成 1,234.5 或 1234.5",
            f"“{text}”: the comma stands at no thousand, so the number is unclear; write 1,234.5 or 1234.5",
        )
    if any(one.isdigit() for one in cell) or NUMERAL.search(cell):
        _refuse_inexact(text, cell)
        raise ValueTrouble(
            f"“{text}”读不成一个数；只写一个数，需要时跟一个单位，如 1234.5 或 300亩",
            f"“{text}” is not one number; write one, with a unit if need be, such as 1234.5 or 300亩",
        )
    raise ValueTrouble(
        f"“{text}”不是数；没有数就空着，为零写 0", f"“{text}” is no number; leave the cell empty, or write 0 for none"
    )


def is_exact(words: str) -> bool:
    """Whether nothing in them says about, over, within."""
    return _INEXACT.search(words) is None


def _refuse_inexact(text: str, cell: str) -> None:
    found = _INEXACT.search(cell)
    if found is not None:
        raise ValueTrouble(
            f"“{text}”不是确切的数（“{found.group()}”）；台账只记确切的数，约数写进备注",
            f"“{text}” is not exact (“{found.group()}”); the ledger keeps exact numbers, put the estimate in the note",
        )
