"""What a measured amount goes on with: 50元6角三分, 1小时30分, 一吨半, 一个半小时."""

from __future__ import annotations

from decimal import Decimal

from dajuan.language import numerals
from dajuan.language.amounts import HANZI
from dajuan.language.lazy import lazy
from dajuan.language.lexicon import Unit
from dajuan.language.scan import MARKS, Scan

_SMALLER: dict[str, dict[str, Decimal]] = {
    "元": {"角": Decimal("0.1"), "毛": Decimal("0.1"), "分": Decimal("0.01")},
    "美元": {"美分": Decimal("0.01")},
    "小时": {"分钟": 1 / Decimal(60), "分": 1 / Decimal(60)},
}
"""Base unit → what may follow it in one sum, in base units."""
_PART = lazy(rf"又?([0-9]{{1,2}}|[{HANZI[2:12]}]{{1,3}})(角|毛|美分|分钟|分)(?!之|钟|别)")
_BEGINS = frozenset("0123456789又" + HANZI[2:12])
_HALVED = frozenset(("mass", "length", "area", "volume", "time", "duration", "multiple"))
_AFTER_HALF = MARKS | frozenset("以左的后前内之长多地时过来又")
_HALF_OF = lazy("个半(小时|月|工作日|学期|世纪|百分点)")


def half_of(scan: Scan, place: int) -> tuple[int, Unit] | None:
    """个半小时 at ``place``: the unit that a half more is of, and where it ends."""
    if scan.text[place + 1 : place + 2] != "半":
        return None
    found = _HALF_OF.match(scan.text, place)
    if found is None:
        return None
    unit = scan.tables.units.get("个" + found[1]) or scan.tables.units.get(found[1])
    return None if unit is None else (found.end(), unit)


def rest(scan: Scan, end: int, unit: Unit) -> tuple[Decimal, int]:
    """How much the text at ``end`` adds, in base units, and where that ends: 6角三分 after 50元, 半 after 一吨."""
    text = scan.text
    after = text[end : end + 1]
    if after == "半" and unit.dimension in _HALVED and text[end + 1 : end + 2] in _AFTER_HALF:
        return unit.to_base(Decimal("0.5")), end + 1
    added = Decimal(0)
    smaller = _SMALLER.get(unit.base)
    if smaller is None or after not in _BEGINS:
        return added, end
    smallest: Decimal | None = None
    while part := _PART.match(text, end):
        worth = smaller.get(part[2])
        value = _value(part[1])
        if worth is None or value is None or (smallest is not None and worth >= smallest):
            break
        added, end, smallest = added + value * worth, part.end(), worth
    return added, end


def _value(text: str) -> Decimal | None:
    if text[0] <= "9":
        return Decimal(text)
    value = numerals.hanzi(text)
    return value[0] if value and value[0] == value[1] else None
