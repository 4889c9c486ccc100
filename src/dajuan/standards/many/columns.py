"""What is known of many enterprises on a day, a column a fact; one of them as facts, where it has to be exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dajuan.standards.rules.facts import MAY_BE_NEGATIVE, NUMBERS, Facts, Kind, Read, titles, vocabulary, year_of
from dajuan.standards.rules.interval import Interval
from dajuan.standards.trouble import RuleError

Floats: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.int8]
"""No, not known, yes: 0, 1, 2. All of several is then their least, any of several their most."""
Days: TypeAlias = NDArray[np.datetime64]
Texts: TypeAlias = NDArray[np.str_]
NO, UNKNOWN, YES = 0, 1, 2


class Span(NamedTuple):
    """Both ends of each, the same array where all are exact; NaN where it is not known."""

    low: Floats
    high: Floats

    @property
    def is_exact(self) -> bool:
        return self.low is self.high


def exact(values: Floats) -> Span:
    return Span(values, values)


class Columns:
    """Numbers as float64 (NaN: not known) or a pair of such arrays for what is judged within a range; flags as booleans, days
    as datetime64[D] (NaT), words as text (""); a yearly fact by year. Raises :class:`RuleError` for a column that is none.
    """

    def __init__(self, given: Mapping[str, Any], on: date, *, held: Mapping[str, Sequence[Any]] | None = None) -> None:
        """``held``: of each title the last day it is valid, NaT where it is not held."""
        self.on = on
        self._given = {key: self._read(_kind(key), one) for key, one in given.items()}
        self._held = {_title(key): _days(key, one) for key, one in (held or {}).items()}
        lengths = {key: len(one) for key, one in _flat({**self._given, **self._held})}
        if len(set(lengths.values())) > 1:
            told = "、".join(f"{key} {many}" for key, many in lengths.items())
            raise RuleError(f"各列长短不一：{told}", f"columns differ in length: {told}")
        self.many = next(iter(lengths.values()), 0)
        self._none = exact(np.zeros(self.many))
        self._open = exact(np.full(self.many, np.nan))
        self._asked: dict[tuple[str, int], Span] = {}

    def number(self, key: str, back: int = 1) -> Span:
        if (key, back) not in self._asked:
            self._asked[key, back] = self._number(key, back)
        return self._asked[key, back]

    def _number(self, key: str, back: int) -> Span:
        kind, known = vocabulary()[key], self._given.get(key)
        if isinstance(known, dict):
            known = known.get(self.on.year - back)
        elif kind.yearly and back != 1:
            known = None
        if known is None:
            return self._none if kind.none else self._open
        if not kind.none:
            return known  # type: ignore[no-any-return]  # What a column is, its kind says.
        low = np.nan_to_num(known.low)
        return exact(low) if known.is_exact else Span(low, np.nan_to_num(known.high))

    def flag(self, key: str) -> Truths:
        known = self._given.get(key)
        if known is None:
            known = np.full(self.many, UNKNOWN, np.int8)
        return np.where(known == UNKNOWN, NO, known).astype(np.int8) if vocabulary()[key].none else known

    def day(self, key: str) -> Days:
        known = self._given.get(key)
        return np.full(self.many, "NaT", "datetime64[D]") if known is None else known

    def word(self, key: str) -> Texts:
        known = self._given.get(key)
        if known is None:
            known = np.full(self.many, "", np.str_)
        return np.where(known == "", "none", known) if vocabulary()[key].none else known

    def holds(self, title: str) -> Truths:
        until = self._held.get(title)
        if until is None:
            return np.full(self.many, NO, np.int8)
        return np.where(until >= np.datetime64(self.on), YES, NO).astype(np.int8)

    @staticmethod
    def _read(kind: Kind, given: Any) -> Any:
        if isinstance(given, Mapping):
            if not kind.yearly:
                raise RuleError(f"{kind.name.zh}不是按年的", f"{kind.name.en} is not by year", kind.key)
            return {year_of(kind, year): _column(kind, one) for year, one in given.items()}
        return _column(kind, given)


class OneOfMany(Facts):
    """One row of columns as facts, for a measure that has to be reckoned exactly."""

    def __init__(self, columns: Columns, place: int) -> None:
        super().__init__({}, columns.on)
        self._columns, self._place = columns, place

    def number(self, key: str, back: int = 1) -> Read:
        low, high = (float(end[self._place]) for end in self._columns.number(key, back))
        return Read(None if np.isnan(low) else Interval(_fraction(low), _fraction(high)))


def _fraction(number: float) -> Fraction:
    """A float by its written digits, as ``Facts`` reads it."""
    return Fraction(int(number)) if number.is_integer() else Fraction(str(number))


def _kind(key: str) -> Kind:
    if key not in vocabulary():
        raise RuleError(f"没有名为 {key} 的事实", f"there is no fact {key}", key)
    return vocabulary()[key]


def _title(key: str) -> str:
    if key not in titles():
        raise RuleError(f"没有名为 {key} 的资质", f"there is no title {key}", key)
    return key


def _flat(columns: Mapping[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, one in columns.items():
        some = one.values() if isinstance(one, dict) else [one]
        found += [(key, each.low if isinstance(each, Span) else each) for each in some]
    return found


def _column(kind: Kind, given: Any) -> Any:
    if kind.kind in NUMBERS:
        if isinstance(given, tuple):
            return _range(kind, *(_numbers(kind, one) for one in given))
        return exact(_numbers(kind, given))
    if kind.kind == "flag":
        return _flags(kind, given)
    if kind.kind == "date":
        return _days(kind.key, given)
    words = _texts(given)
    if kind.choices and not np.isin(words, ("", *kind.choices)).all():
        listed = "、".join(kind.choices)
        raise _at(kind, ~np.isin(words, ("", *kind.choices)), f"只能是 {listed}", f"is one of {listed}")
    return words


def _numbers(kind: Kind, given: Any) -> Floats:
    try:
        numbers = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise RuleError(f"{kind.name.zh}这一列要写数", f"the column {kind.name.en} takes numbers", kind.key) from error
    if kind.key not in MAY_BE_NEGATIVE and (numbers < 0).any():
        raise _at(kind, numbers < 0, "不能是负数", "cannot be negative")
    return numbers


def _range(kind: Kind, low: Floats, high: Floats) -> Span:
    if (low > high).any():
        raise _at(kind, low > high, "的区间颠倒了", "has a range upside down")
    return Span(low, high)


def _flags(kind: Kind, given: Any) -> Truths:
    """Booleans; None or NaN where it is not known."""
    raw = np.asarray(given)
    if raw.dtype == np.bool_:
        return np.where(raw, YES, NO).astype(np.int8)
    words = {True: YES, False: NO, None: UNKNOWN}
    try:
        return np.fromiter((words[None if one != one else one] for one in raw.tolist()), np.int8, len(raw))
    except (KeyError, TypeError) as error:
        raise RuleError(
            f"{kind.name.zh}这一列要写是否", f"the column {kind.name.en} takes yes or no", kind.key
        ) from error


def _days(key: str, given: Any) -> Days:
    try:
        return np.asarray(given, dtype="datetime64[D]")
    except ValueError as error:
        raise RuleError(f"{key} 这一列要写日期", f"the column {key} takes days", key) from error


def _texts(given: Any) -> Texts:
    raw = np.asarray(given)
    if raw.dtype.kind == "U":
        return raw
    return np.array(["" if one is None or one != one else str(one) for one in raw.tolist()], np.str_)


def _at(kind: Kind, wrong: NDArray[np.bool_], zh: str, en: str) -> RuleError:
    row = int(wrong.argmax())
    return RuleError(f"第 {row + 1} 行{kind.name.zh}{zh}", f"row {row + 1}: {kind.name.en} {en}", kind.key)
