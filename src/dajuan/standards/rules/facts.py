"""What is known of an enterprise on a day, by the vocabulary of ``enterprise/facts.yaml``.

Amounts are in base units: 元, 人, a share of one. A yearly fact is given by year: ``{"revenue": {2025: 30_000_000}}``;
given as one number it is that of the year before the day asked about. What only a person can judge may be a pair
``(low, high)``. ``None`` says that it is known to be none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from numbers import Integral
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.rules.interval import Interval, exactly
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

NUMBERS = ("number", "points")
CALENDAR = range(1949, 2101)
"""Years that there are facts of."""


class Kind(NamedTuple):
    """What a fact is. ``none``: unstated, it counts as not there — whoever has an award says so."""

    key: str
    name: Words
    kind: str
    unit: str
    yearly: bool
    judged: bool
    none: bool
    choices: tuple[str, ...]


class Read(NamedTuple):
    """A number that was looked for. ``value`` None: not known; ``missing`` says which facts it would take."""

    value: Interval | None
    missing: frozenset[str] = frozenset()


@cache
def vocabulary() -> Mapping[str, Kind]:
    return {
        key: Kind(
            key,
            Words(one["zh"], one["en"]),
            one["kind"],
            one.get("unit", ""),
            bool(one.get("yearly")),
            bool(one.get("judged")),
            one.get("unstated") == "none",
            tuple(one.get("choices", ())),
        )
        for key, one in _file()["facts"].items()
    }


@cache
def titles() -> Mapping[str, Words]:
    """资质 by code."""
    return {key: Words(one["zh"], one["en"]) for key, one in _file()["titles"].items()}


@cache
def _file() -> Mapping[str, Any]:
    import yaml

    path = Path(__file__).parents[1] / "enterprise" / "facts.yaml"
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


class Facts:
    """Facts as of a day. Raises :class:`RuleError` where one is none of the vocabulary's or of another kind."""

    def __init__(
        self,
        given: Mapping[str, object],
        on: date,
        *,
        held: Mapping[str, date | None] | None = None,
    ) -> None:
        """``held``: titles with the last day on which each is valid, None where it has none."""
        self.on = on
        self._given = {key: self._checked(key, value) for key, value in given.items()}
        self._held = dict(held or {})
        for title in self._held:
            if title not in titles():
                raise RuleError(f"没有名为 {title} 的资质", f"there is no title {title}", title)

    def number(self, key: str, back: int = 1) -> Read:
        """An amount; of a yearly fact that of so many years before the day's."""
        kind = vocabulary()[key]
        known = self._given.get(key, _UNSTATED)
        if isinstance(known, dict):
            known = known.get(self.on.year - back, _UNSTATED)
        elif kind.yearly and back != 1 and known is not None:
            known = _UNSTATED
        if known is None or (known is _UNSTATED and kind.none):
            return Read(exactly(0))
        if isinstance(known, Interval):
            return Read(known)
        return Read(None, frozenset({f"{key}@{self.on.year - back}" if kind.yearly else key}))

    def day(self, key: str) -> date | str | None:
        """A day; ``""`` where it is not known, None where there is none."""
        known = self._given.get(key, _UNSTATED)
        if known is _UNSTATED:
            return None if vocabulary()[key].none else ""
        return known if isinstance(known, date) else None

    def flag(self, key: str) -> bool | None:
        known = self._given.get(key, _UNSTATED)
        if known is _UNSTATED:
            return False if vocabulary()[key].none else None
        return bool(known)

    def word(self, key: str) -> str | None:
        """A choice or a text; ``none`` where there is none, None where it is not known."""
        known = self._given.get(key, _UNSTATED)
        if known is None or (known is _UNSTATED and vocabulary()[key].none):
            return "none"
        return known if isinstance(known, str) else None

    def holds(self, title: str) -> bool:
        until = self._held.get(title, _UNSTATED)
        return until is None or (isinstance(until, date) and self.on <= until)

    def is_stated(self, key: str) -> bool:
        return key in self._given

    def years(self, key: str) -> list[int]:
        """Those of which a yearly fact was stated."""
        known = self._given.get(key)
        return sorted(known) if isinstance(known, dict) else []

    def _checked(self, key: str, value: object) -> Any:
        kind = vocabulary().get(key)
        if kind is None:
            raise RuleError(f"没有名为 {key} 的事实", f"there is no fact {key}", key)
        if isinstance(value, Mapping):
            if not kind.yearly:
                raise RuleError(f"{kind.name.zh}不是按年的", f"{kind.name.en} is not by year", key)
            return {year_of(kind, year): self._one(kind, one) for year, one in value.items()}
        return self._one(kind, value)

    @staticmethod
    def _one(kind: Kind, value: object) -> Any:
        if value is None:
            return None
        if kind.kind in NUMBERS:
            return _amount(kind, value)
        fits = {"flag": bool, "date": date, "choice": str, "text": str}[kind.kind]
        if not isinstance(value, fits):
            raise RuleError(f"{kind.name.zh}写成了 {value!r}", f"{kind.name.en} is given as {value!r}", kind.key)
        if kind.choices and value not in kind.choices:
            listed = "、".join(kind.choices)
            raise RuleError(f"{kind.name.zh}只能是 {listed}", f"{kind.name.en} is one of {listed}", kind.key)
        return value


class _Unstated:
    """Stands for what nobody said."""


_UNSTATED = _Unstated()


def year_of(kind: Kind, year: object) -> int:
    if not isinstance(year, Integral) or year not in CALENDAR:
        raise RuleError(
            f"{kind.name.zh}的年份写成了 {year!r}，应像 2025",
            f"{kind.name.en}: {year!r} is no year such as 2025",
            kind.key,
        )
    return int(year)


def _amount(kind: Kind, value: object) -> Interval:
    if isinstance(value, Interval):
        return value
    if isinstance(value, tuple) and len(value) == 2:
        low, high = (_fraction(kind, one) for one in value)
        if low > high:
            raise RuleError(f"{kind.name.zh}的区间颠倒了", f"the range of {kind.name.en} is upside down", kind.key)
        return Interval(low, high)
    return exactly(_fraction(kind, value))


def _fraction(kind: Kind, value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        raise RuleError(f"{kind.name.zh}要写数，写的是 {value!r}", f"{kind.name.en} is no number: {value!r}", kind.key)
    # A float by its written digits: 0.3 is three tenths.
    number = value if isinstance(value, Fraction) else Fraction(str(value) if isinstance(value, float) else value)
    if number < 0 and kind.key not in MAY_BE_NEGATIVE:
        raise RuleError(f"{kind.name.zh}不能是负数", f"{kind.name.en} cannot be negative", kind.key)
    return number


MAY_BE_NEGATIVE = frozenset({"net-profit"})


def asked_name(key: str) -> Words:
    """What is missing, in words: ``revenue@2025`` → 营业收入（2025 年）."""
    fact, _, year = key.partition("@")
    name = vocabulary()[fact].name
    return Words(f"{name.zh}（{year} 年）", f"{name.en} ({year})") if year else name
