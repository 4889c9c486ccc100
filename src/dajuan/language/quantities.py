"""Quantities, ordinals and numeric names in a text: one pass over its numerals, a dictionary for what follows each.

The order of reading is the whole trick: **the longest unit first, then the magnitude**, so that 5万千瓦时 is 5万 × 千瓦时
and not 5万千 × 瓦时, while 5千万元 is 5千万 × 元.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dajuan.language.amounts import HANZI, NUMERAL, Amount, amount_at
from dajuan.language.lexicon import Unit
from dajuan.language.numerals import MAGNITUDES
from dajuan.language.ordinals import first_ordinals, ordinal_at, rank_after
from dajuan.language.shapes import Name, code_at
from dajuan.language.sharing import share_units
from dajuan.language.spans import Qualifier, Quantity, Span
from dajuan.language.tables import Tables, tables

_RANGE = re.compile(rf"(?:[-—–－~～〜]{{1,2}}|至|到)(?=[0-9{HANZI}])")
_QUOTED = re.compile(r"“[^“”]{1,12}”|《[^《》]{1,80}》")
_ENUMERATED = re.compile(r"(?:^|(?<=[\n。；;：:（(\s\u3000]))[0-9]{1,2}(?=[.．、)）](?![0-9]))", re.M)
_PARTS = re.compile(rf"分之(百|[0-9]+(?:\.[0-9]+)?|[{HANZI}]+(?:点[{HANZI[:12]}]+)?)")
_FRACTION = re.compile(r"/([0-9]{1,3})(?![0-9/.％%])")
_PROPORTION = re.compile(r"[:：]([1-9][0-9]?)(?![0-9:：])")
_PER = re.compile(r"每([\u4e00-\u9fff]{1,5})$")
_ONE = Decimal(1)
_MARKS = frozenset("，。、；！？：,;）)\n ") | {""}
_NO_MEASURE = frozenset("年月日号余多左右上下以内外的和与等后前强级时分秒度")
_CUTS = {"成": re.compile(r"[，。、；）)\s以左的多]|$"), "元": re.compile(r"(?!素|旦|宵|月)"), "方": re.compile(r"(?![面案式法向位])")}
"""Units that are words of their own before other characters: 八成 is 80 %, 八成立 is not."""


def find_quantities(text: str, taken: Sequence[Span] = (), *, bare: bool = False) -> list[Span]:
    """Every quantity, ordinal and numeric name of ``text`` (already folded), in order, none overlapping ``taken``.

    ``taken`` are spans read before (periods), sorted. ``bare`` also returns Chinese numerals that nothing follows,
    which in running prose are nearly never amounts.
    """
    scan = _Scan(text, bare)
    masks = _Masks(text, taken, bare)
    out: list[Span] = []
    reached = 0
    for found in NUMERAL.finditer(text):
        start = found.start()
        if start < reached:
            continue
        mask = masks.over(start)
        if mask is None:
            span = scan.at(start, found.end(), masks.limit)
            if span is None:
                continue
        elif isinstance(mask, Name):
            span = mask
        else:
            reached = mask.end
            continue
        reached = span.end
        out.append(span)
    firsts = first_ordinals(text)
    if firsts:
        out = sorted(out + firsts, key=lambda span: span.start)
    return share_units(text, out)


class _Masks:
    """Stretches in which no amount is read: periods, quoted names and titles, list enumerators. Asked left to right."""

    def __init__(self, text: str, taken: Sequence[Span], bare: bool) -> None:
        names = [] if bare else [Name(*found.span(), "name") for found in _QUOTED.finditer(text)]
        marks = [Name(*found.span(), "enumerator") for found in _ENUMERATED.finditer(text)]
        self._taken, self._names, self._marks = list(taken), names, marks
        self._next = [0, 0, 0]
        self._end = len(text)
        self.limit = self._end
        """Where the next period begins."""

    def over(self, place: int) -> Span | None:
        taken = self._step(0, self._taken, place)
        self.limit = self._end if taken is None else taken.start
        if taken is not None and taken.start <= place:
            return taken
        for row, spans in ((1, self._names), (2, self._marks)):
            span = self._step(row, spans, place)
            if span is not None and span.start <= place:
                return span
        return None

    def _step(self, row: int, spans: Sequence[Span], place: int) -> Span | None:
        at = self._next[row]
        while at < len(spans) and spans[at].end <= place:
            at += 1
        self._next[row] = at
        return spans[at] if at < len(spans) else None


class _Scan:
    """What is at one place of the text. Holds the text and the tables, nothing that changes."""

    __slots__ = ("bare", "tables", "text")

    def __init__(self, text: str, bare: bool) -> None:
        self.text = text
        self.tables: Tables = tables()
        self.bare = bare

    def at(self, start: int, end: int, limit: int) -> Span | None:
        """The span of the numeral ``[start, end)``; at ``limit`` a period begins."""
        text = self.text
        before = text[start - 1] if start else ""
        if before == "第":
            return ordinal_at(text, start, end)
        if text[start] <= "9":
            code = code_at(text, start, end, before, self.unit(end, False) is not None, self.tables.name_suffixes)
            return code or self._quantity(start, end, limit)
        if before and before in "数几" and text[start] in "十百千万亿":
            return Name(start - 1, end, "name")
        name = None if before and before in "上近超逾" else self._name(start)
        return self._longer(name, self._quantity(start, end, limit))

    @staticmethod
    def _longer(name: Name | None, span: Span | None) -> Span | None:
        return name if name is not None and (span is None or name.end >= span.end) else span

    def _name(self, start: int) -> Name | None:
        text, names = self.text, self.tables.names
        for size in self.tables.name_sizes.get(text[start], ()):
            if text[start : start + size] in names:
                return Name(start, start + size, "name")
        return None

    def unit(self, place: int, hanzi: bool) -> tuple[int, Unit] | None:
        """The longest unit at ``place`` with where it ends.

        ``hanzi``: after Chinese numerals only units marked for them, or any unit of measure after two or more
        characters (三千零五十元), since 三角 and 二元 are words.
        """
        text, units = self.text, self.tables.units
        for size in self.tables.unit_sizes.get(text[place : place + 1], ()):
            end = place + size
            word = text[place:end]
            unit = units.get(word)
            if unit is None or (hanzi and not unit.hanzi and (unit.dimension == "count" or text[place - 2 : place - 1] not in HANZI)):
                continue
            after = text[end : end + 1]
            if word[-1].isascii() and word[-1].isalpha() and after.isascii() and after.isalnum():
                continue
            cut = _CUTS.get(word)
            if cut is not None and not cut.match(text, end):
                continue
            return end, unit
        return None

    def _quantity(self, start: int, end: int, limit: int) -> Span | None:
        text = self.text
        hanzi = text[start] > "9"
        first = amount_at(text, start, end, not hanzi and self.unit(end, False) is not None)
        if first is None:
            return None
        ratio = self._ratio(start, end, first)
        if ratio is not None:
            return ratio
        found = self.unit(first.end, hanzi)
        ranged = self._range(start, first, found, limit)
        if ranged is not None:
            return ranged
        if found is None and not hanzi:
            found = self._unlisted(first.end)
        if found is None:
            return self._without_unit(start, first)
        return self._with_unit(start, first, first.low, first.high, *found)

    def _unlisted(self, place: int) -> tuple[int, Unit] | None:
        """258盏，: one character alone between a number and a mark is its measure word, though no table has it."""
        word = self.text[place : place + 1]
        if "\u4e00" <= word <= "\u9fff" and self.text[place + 1 : place + 2] in _MARKS and word not in _NO_MEASURE:
            return place + 1, Unit(word, _ONE, _ONE, "count", False)
        return None

    def _without_unit(self, start: int, amount: Amount) -> Quantity | None:
        if amount.hanzi and not self.bare:
            return None
        return self._bounded(
            start, amount.end, amount, amount.low, amount.high, ("", "number", amount.end, amount.end, "")
        )

    def _range(self, start: int, first: Amount, unit: tuple[int, Unit] | None, limit: int) -> Span | None:
        """2-3所, 5%—6%, 30亿至50亿元: the second end lends the first its unit, and its magnitude when it has none."""
        text = self.text
        gap = _RANGE.match(text, unit[0] if unit else first.end)
        if gap is None or gap.end() >= limit:
            return None
        numeral = NUMERAL.match(text, gap.end())
        if numeral is None:
            return None
        hanzi = text[numeral.start()] > "9"
        end = numeral.end()
        second = amount_at(text, numeral.start(), end, not hanzi and self.unit(end, False) is not None)
        found = self.unit(second.end, hanzi) if second else None
        if second is None or (unit and found and unit[1].dimension != found[1].dimension):
            return None
        if found is None and (unit is not None or hanzi != first.hanzi or (hanzi and not self.bare)):
            return None
        low, high = first.low, second.high
        if unit is not None and found is not None:
            low = unit[1].to_base(low) * found[1].over / found[1].times
        elif not first.magnitude and second.magnitude:
            low *= MAGNITUDES[second.magnitude]
        if low > high:
            return None
        if found is None:
            return self._bounded(start, second.end, second, low, high, ("", "number", second.end, second.end, ""))
        return self._with_unit(start, second, low, high, *found)

    def _ratio(self, start: int, end: int, amount: Amount) -> Quantity | None:
        """百分之六点二, 三分之二, 2/5, 一半: parts of a whole, as a ratio."""
        text = self.text
        parts = _PARTS.match(text, end)
        if parts is not None:
            top = amount_at(text, parts.start(1), parts.end(1), False)
            if top is None or not amount.low:
                return None
            low, high, stop = top.low / amount.low, top.high / amount.low, top.end
            gap = _RANGE.match(text, stop)
            second = NUMERAL.match(text, gap.end()) if gap else None
            if second is not None and (again := _PARTS.match(text, second.end())):
                upper = amount_at(text, again.start(1), again.end(1), False)
                if upper is not None:
                    high, stop = upper.high / amount.low, upper.end
            return self._bounded(start, stop, top, low, high, ("1", "ratio", stop, stop, ""))
        if text[start] <= "9":
            over = _FRACTION.match(text, end) or _PROPORTION.match(text, end)
            if over is not None and int(over[1]):
                value = amount.low / int(over[1])
                return self._bounded(start, over.end(), amount, value, value, ("1", "ratio", over.end(), over.end(), ""))
        elif text[start:end] == "一" and text[end : end + 1] == "半":
            half = Decimal("0.5")
            return self._bounded(start, end + 1, amount, half, half, ("1", "ratio", end, end, ""))
        return None

    def _with_unit(self, start: int, amount: Amount, low: Decimal, high: Decimal, end: int, unit: Unit) -> Span | None:
        text = self.text
        written = text[amount.end : end]
        if written == "番":
            return self._bounded(start, end, amount, 2**low, 2**high, ("倍", "multiple", amount.end, end, ""))
        rank = rank_after(text, start, end, written, low, high)
        if rank is not None:
            return rank
        if text[start - 1 : start] == "每":
            return Name(start - 1, end, "name")
        base, per = unit.base, ""
        over = self.unit(end + 1, False) if text[end : end + 1] in ("/", "每") else None
        if over is not None:
            per, end = text[end + 1 : over[0]], over[0]
        elif "每" in text[max(0, start - 6) : start] and (each := _PER.search(text, max(0, start - 6), start)):
            per = each[1] if each[1] in self.tables.units else ""
        if per and unit.base == "分":
            base, low, high = "元", low / 100, high / 100
            return self._bounded(start, end, amount, low, high, (f"元/{per}", "money", amount.end, end, per))
        low, high = unit.to_base(low), unit.to_base(high)
        return self._bounded(
            start, end, amount, low, high, (f"{base}/{per}" if per else base, unit.dimension, amount.end, end, per)
        )

    def _bounded(
        self,
        start: int,
        end: int,
        amount: Amount,
        low: Decimal,
        high: Decimal,
        unit: tuple[str, str, int, int, str],
    ) -> Quantity:
        """With the words that bound it, before and after; an open end is None."""
        text = self.text
        number_start = start
        base, dimension, unit_start, unit_end, per = unit
        qualifier, start = self._before(start, amount.hanzi)
        after, end = self._after(end)
        if qualifier is None or qualifier == "approx":
            qualifier = after or qualifier
        if qualifier is None and amount.more:
            qualifier = "more_than"
        if text[max(0, number_start - 2) : number_start] in ("翻了", "翻") or text[number_start - 1 : number_start] == "翻":
            start = min(start, number_start - 1 - (text[number_start - 1] == "了"))
        ends: tuple[Decimal | None, Decimal | None] = (low, high)
        if low == high:
            if qualifier in ("at_least", "more_than"):
                ends = (low, None)
            elif qualifier == "at_most":
                ends = (None, high)
        written = text[unit_start:unit_end]
        return Quantity(
            start, end, *ends, base, dimension, qualifier, number_start, written, amount.magnitude, per, amount.hanzi
        )

    def _before(self, start: int, hanzi: bool) -> tuple[Qualifier | None, int]:
        text = self.text
        for size in self.tables.before_sizes.get(text[start - 1 : start], ()):
            found = self.tables.before.get(text[start - size : start]) if size <= start else None
            if found is not None:
                if found == "nearly" and text[start - 2 : start - 1] in ("最", "附", "临"):
                    return None, start
                return found, start - size
        if hanzi and text[start] in "百千万亿" and text[start - 1 : start] == "上":
            return "more_than", start - 1
        return None, start

    def _after(self, end: int) -> tuple[Qualifier | None, int]:
        text = self.text
        for size in self.tables.after_sizes.get(text[end : end + 1], ()):
            found = self.tables.after.get(text[end : end + size])
            if found is not None:
                if size == 1 and text[end + 1 : end + 2] not in ("", "，", "。", "、", "；", "）", ",", ";", ")", "的"):
                    return None, end
                return found, end + size
        return None, end
