"""Quantities: a cell → an integer of minor units, and back. Exact fractions throughout; rounded once, half to even.

Rounding is GB/T 8170-2008, which breaks ties to the even digit. Money of 元 keeps 分, so no sum of 万元 with up to
six decimals loses anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from math import isfinite

from dajuan.programmes.pack import Field, Language
from dajuan.programmes.type_names import type_name
from dajuan.programmes.units import Unit, is_of, measure_word, same_base, unit_of
from dajuan.programmes.values.numbers import Written, written_number
from dajuan.programmes.values.trouble import ValueTrouble

LARGEST = 2**53 - 1
"""Minor units. Beyond it JSON readers that hold numbers as doubles would silently change them."""
BELOW_ZERO = frozenset(("money", "ratio", "point", "multiple", "carbon"))
"""Levels that can be negative: a loss, a fall, a sink. A flow of anything can (an adjustment)."""
_MOST_PLACES = 40
_EXACT = 10**18
"""No amount in any unit comes near; whatever is larger is told without being computed."""
_FIFTEEN_DIGITS = 10**15
_POWERS = frozenset(10**places for places in range(16))
_DIGITS = re.compile(r"-?(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,18})?")


@lru_cache(4096)
def unit_for(kind: str, written: str) -> Unit:
    """The unit of a field of this type; a pack that was loaded has no other."""
    unit = unit_of(written) or (measure_word(written) if kind == "count" else None)
    if unit is None or not is_of(unit, kind):
        raise ValueError(f"{written!r} is no unit of {kind}")
    return unit


@lru_cache(4096)
def minor_per_unit(kind: str, written: str, scale: int) -> Fraction:
    """How many minor units make one of the field's unit: 1,000,000 分 make one 万元."""
    return unit_for(kind, written).factor * Fraction(10) ** scale


def amount_of(value: int, unit: Unit, scale: int) -> Fraction:
    """The exact amount, in ``unit``, of a quantity kept as ``value`` of 10^-scale base units."""
    return Fraction(value) / (Fraction(10) ** scale * unit.factor)


def quantity_reader(field: Field) -> Callable[[object], int]:
    """:func:`read_quantity` of one field, made ready for the many plain numbers of a column."""
    times, over = _per_unit(field.type, field.unit, field.scale)
    if over != 1 or times not in _POWERS:
        return partial(read_quantity, field)

    def read(raw: object) -> int:
        # The decimal value / times has at most 15 digits, which a float holds. If raw is the float nearest to it, then
        # the 15 digits that the sheet shows are that decimal, and nothing has to be rounded.
        if type(raw) is float and 0 <= raw < _FIFTEEN_DIGITS:
            value = round(raw * times)
            if value < _FIFTEEN_DIGITS and value / times == raw:
                return value
        return read_quantity(field, raw)

    return read


def read_quantity(field: Field, raw: object) -> int:
    amount = _plain(field, raw)
    if amount is not None:
        return _kept(field, amount, *_per_unit(field.type, field.unit, field.scale))
    written = written_number(str(raw), units=(field.unit, unit_for(field.type, field.unit).base))
    if not written.unit:
        _refuse_bare_magnitude(field, written, str(raw))
        return _kept(field, written.amount, *_per_unit(field.type, field.unit, field.scale))
    unit = _unit_written(field, written, str(raw))
    return _kept(field, written.amount, *(unit.factor * Fraction(10) ** field.scale).as_integer_ratio())


@lru_cache(4096)
def _per_unit(kind: str, written: str, scale: int) -> tuple[int, int]:
    return minor_per_unit(kind, written, scale).as_integer_ratio()


def _plain(field: Field, raw: object) -> Decimal | int | None:
    """A cell that is a number already. A sheet's float is taken to the 15 digits that the sheet itself shows."""
    if isinstance(raw, str):
        return Decimal(raw.replace(",", "")) if _DIGITS.fullmatch(raw) else None
    if isinstance(raw, float):
        if not isfinite(raw):
            raise ValueTrouble(
                "单元格是错误值，不是数；请改正公式", "the cell is an error, no number; mend its formula"
            )
        return int(raw) if raw.is_integer() and abs(raw) < _EXACT else Decimal(format(raw, ".15g"))
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        raise _not_a_number(field, raw)
    if isinstance(raw, Decimal) and not _writable(raw):
        raise ValueTrouble("不是数，或位数太多", "not a number, or one of too many digits")
    return raw


def _writable(raw: Decimal) -> bool:
    """Whether anybody could have written it: 1e-999999 would take megabytes as a fraction."""
    return raw.is_finite() and len(raw.as_tuple().digits) <= _MOST_PLACES and -raw.adjusted() <= _MOST_PLACES


def _not_a_number(field: Field, raw: object) -> ValueTrouble:
    kind = type_name(field.type)
    return ValueTrouble(
        f"这里要{kind.zh}（{field.unit}），单元格是{_said(raw, 'zh')}；把单元格格式改为“数值”再填",
        f"{kind.en} ({field.unit}) belongs here, the cell holds {_said(raw, 'en')}; format it as a number",
    )


def _said(raw: object, language: Language) -> str:
    if isinstance(raw, bool):
        return {"zh": "TRUE/FALSE", "en": "TRUE or FALSE"}[language]
    return {"zh": f"日期 {raw}", "en": f"the date {raw}"}[language] if hasattr(raw, "year") else repr(raw)


def _refuse_bare_magnitude(field: Field, written: Written, text: str) -> None:
    """3万 under a heading in 万元 may be 3万元 or 3亿元: ten thousand times apart, so it is asked, not guessed."""
    unit = unit_for(field.type, field.unit)
    if written.magnitude and unit.factor != 1 and unit.written != unit.base:
        raise ValueTrouble(
            f"“{text}”没有单位，而这一栏的单位是{field.unit}，会差出数量级；写成带单位的，如 {text}{unit.base}",
            f"“{text}” has no unit while this column is in {field.unit}; write the unit too, such as {text}{unit.base}",
        )


def _unit_written(field: Field, written: Written, text: str) -> Unit:
    own = unit_for(field.type, field.unit)
    unit = _unit_of(written, own)
    if same_base(unit, own):
        return unit
    zh, en = f"12 或 12{field.unit}", f"12 or 12{field.unit}"
    if unit.dimension == own.dimension:
        raise ValueTrouble(
            f"“{text}”的单位{written.unit}和这一栏的{field.unit}不能互换；请按{field.unit}填，如 {zh}",
            f"“{text}”: {written.unit} does not convert to this column's {field.unit}; fill in {field.unit}, such as {en}",
        )
    has, wants = type_name(unit.dimension), type_name(own.dimension)
    raise ValueTrouble(
        f"“{text}”是{has.zh}，这一栏要{wants.zh}（{field.unit}），如 {zh}",
        f"“{text}” is {has.en}, this column takes {wants.en} in {field.unit}, such as {en}",
    )


def _unit_of(written: Written, own: Unit) -> Unit:
    if written.dimension:
        return Unit(written.unit, written.unit, Fraction(1), written.dimension)
    if written.unit == own.written:
        return own
    return unit_of(written.unit) or Unit(written.unit, written.unit, Fraction(1), own.dimension)


def _kept(field: Field, amount: Decimal | int, times: int, over: int) -> int:
    """``amount`` times ``times`` / ``over``, rounded once; whole where only whole numbers make sense."""
    if amount > _EXACT or amount < -_EXACT:
        raise _too_large(field)
    top, bottom = amount.as_integer_ratio()
    value, rest = divmod(top * times, bottom * over)
    if rest:
        bottom *= over
        if field.type == "count":
            exact = _decimal(Fraction(top * times, bottom) / Fraction(10) ** field.scale)
            base = unit_for(field.type, field.unit).base
            raise ValueTrouble(f"要整数，这里是 {exact}{base}", f"a whole number belongs here, not {exact}")
        value = _half_even(top * times, bottom)
    if value < 0 and not field.flow and field.type not in BELOW_ZERO:
        kind = type_name(field.type)
        raise ValueTrouble(f"{kind.zh}不能是负数（{amount}）", f"{kind.en} cannot be below zero ({amount})")
    if abs(value) > LARGEST:
        raise _too_large(field)
    return value


def _too_large(field: Field) -> ValueTrouble:
    most = show_quantity(field, LARGEST, "zh")
    return ValueTrouble(
        f"数太大，这一栏最大 {most}；看看单位是不是{field.unit}",
        f"too large, this column holds up to {most}; is the unit {field.unit}?",
    )


def show_quantity(field: Field, value: int, language: Language, *, with_unit: bool = True) -> str:
    """The shortest decimal, in the field's unit, that is read as the same value: 66667 of 0.01 平方米 is 1亩."""
    number = _shortest(value, *_per_unit(field.type, field.unit, field.scale))
    if not with_unit:
        return number
    gap = " " if language == "en" and not field.unit.startswith(("%", "‰")) else ""
    return f"{number}{gap}{field.unit}"


def _shortest(value: int, times: int, over: int) -> str:
    """``value`` * ``over`` / ``times`` with as few decimals as still read back as ``value``."""
    for places in range(_MOST_PLACES):
        digits = _half_even(value * over * 10**places, times)
        if _half_even(digits * times, over * 10**places) == value:
            return _grouped(digits, places)
    raise ValueError(
        f"{value} has no decimal in this unit"
    )  # pragma: no cover — 10^-40 of any unit is below a minor unit


def _half_even(top: int, bottom: int) -> int:
    value, rest = divmod(top, bottom)
    return value + (2 * rest > bottom or (2 * rest == bottom and value & 1))


def _grouped(digits: int, places: int) -> str:
    """``digits`` / 10^places with thousands separators."""
    whole, part = divmod(abs(digits), 10**places)
    decimals = f".{part:0{places}}" if places else ""
    return f"{'-' if digits < 0 else ''}{whole:,}{decimals}"


def _decimal(exact: Fraction) -> str:
    """A short decimal for a message."""
    text = f"{float(exact):,.4f}".rstrip("0")
    return text.rstrip(".")
