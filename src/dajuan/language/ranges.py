"""From one number to another: 2-3所, 5%—6%, 30亿至50亿元, 20和30之间."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dajuan.language.amounts import HANZI, NUMERAL, Amount, amount_at
from dajuan.language.lazy import lazy
from dajuan.language.lexicon import Unit
from dajuan.language.numerals import MAGNITUDES
from dajuan.language.scan import Scan, kind_of
from dajuan.language.spans import Quantity, Span

_GAP = lazy(rf"(?:[-—–－~～〜]{{1,2}}|至|到)(?=[-−负]?[0-9{HANZI}])")
_GAPS = frozenset("-—–－~～〜至到")
_BETWEEN = frozenset(("和", "与", "到", "至", "-", "—", "~"))


class Ranged(NamedTuple):
    """Both ends in the unit of the second, which lends the first its unit and its magnitude."""

    amount: Amount
    low: Decimal
    high: Decimal
    unit: tuple[int, Unit] | None


def gap_at(text: str, place: int) -> int:
    """Where the second number begins when a dash or 至 at ``place`` joins two; 0 when none does."""
    if text[place : place + 1] not in _GAPS:
        return 0
    gap = _GAP.match(text, place)
    return gap.end() if gap else 0


def range_at(scan: Scan, first: Amount, unit: tuple[int, Unit] | None, limit: int) -> Ranged | None:
    """The range that begins with ``first``; at ``limit`` a period begins, which ends no range."""
    text = scan.text
    place = gap_at(text, unit[0] if unit else first.end)
    if not place or place >= limit:
        return None
    numeral = NUMERAL.match(text, place + (text[place] in "-−负"))
    if numeral is None:
        return None
    hanzi = text[numeral.start()] > "9"
    second = amount_at(text, *numeral.span(), not hanzi and scan.unit(numeral.end(), 0) is not None)
    if second is None or second.end > limit:
        return None
    found = scan.unit(second.end, kind_of(text, second))
    if unit and found and unit[1].dimension != found[1].dimension:
        return None
    if found is None and (unit is not None or hanzi != first.hanzi or (hanzi and not scan.bare)):
        return None
    low, high = first.low, second.high
    if place < numeral.start() and second.start == numeral.start():
        high = -second.low
    if unit is not None and found is not None:
        low = unit[1].to_base(low) * found[1].over / found[1].times
    elif not first.magnitude and second.magnitude:
        low *= MAGNITUDES[second.magnitude]
    if low > high:
        return None
    return Ranged(second._replace(start=first.start), low, high, found)


def between(text: str, spans: list[Span]) -> list[Span]:
    """The same spans, with A和B之间 made one range."""
    place = text.find("间")
    if place < 0:
        return spans
    out: list[Span] = []
    for span in spans:
        joined = _joined(text, out[-1], span) if out else None
        if joined is None:
            out.append(span)
        else:
            out[-1] = joined
    return out


def _joined(text: str, left: Span, right: Span) -> Quantity | None:
    if not isinstance(left, Quantity) or not isinstance(right, Quantity) or left.qualifier or right.qualifier:
        return None
    joint = text[left.end : right.start]
    if joint not in _BETWEEN:
        return None
    if text.startswith("之间", right.end):
        end = right.end + 2
    elif joint == "与" and right.written_unit == "间":
        # 10000与20000间: 间 is no room here.
        left, right = (one._replace(unit="", dimension="number", written_unit="") for one in (left, right))
        end = right.end
    else:
        return None
    if left.unit != right.unit or left.low is None or right.high is None or left.low > right.high:
        return None
    return right._replace(start=left.start, end=end, low=left.low, number_start=left.number_start)
