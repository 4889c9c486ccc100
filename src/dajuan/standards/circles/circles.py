"""``circles.yaml`` as values: levels, paces, sports area per head."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

MARKS = ("seen", "copy", "ours")
_FILE = Path(__file__).parent / "circles.yaml"


class Origin(NamedTuple):
    source: str
    mark: str

    @property
    def words(self) -> Words:
        """How far it is confirmed, as it stands beside the value."""
        return {
            "seen": Words("", ""),
            "copy": Words("据转载", "as restated"),
            "ours": Words("自定", "our own"),
        }[self.mark]


class Level(NamedTuple):
    """``metres`` and ``people``: least and most."""

    code: str
    name: Words
    minutes: int
    metres: tuple[int, int]
    people: tuple[int, int]
    origin: Origin


class Pace(NamedTuple):
    code: str
    name: Words
    km_h: Fraction
    origin: Origin

    def metres(self, minutes: int) -> int:
        """How far one gets in so many minutes; whole metres, a started one left out."""
        return int(self.km_h * 1000 * minutes / 60)


class SportsArea(NamedTuple):
    """Square metres a head that somebody set or reached."""

    code: str
    name: Words
    area: Fraction
    origin: Origin


@cache
def document() -> str:
    return str(_loaded()["document"])


@cache
def levels() -> tuple[Level, ...]:
    return tuple(
        Level(one["code"], _name(one), one["minutes"], tuple(one["metres"]), tuple(one["people"]), _origin(one))
        for one in _loaded()["levels"]
    )


@cache
def paces() -> Mapping[str, Pace]:
    """By their codes, the usual one first."""
    return {
        one["code"]: Pace(one["code"], _name(one), Fraction(str(one["km_h"])), _origin(one))
        for one in _loaded()["paces"]
    }


@cache
def sports_areas() -> tuple[SportsArea, ...]:
    return tuple(
        SportsArea(one["code"], _name(one), Fraction(str(one["area"])), _origin(one)) for one in _loaded()["sports"]
    )


def pace_called(code: str) -> Pace:
    """Raises :class:`RuleError` naming those there are."""
    found = paces().get(code)
    if found is None:
        raise RuleError(
            f"没有名为 {code} 的步行速度；有：{'、'.join(paces())}",
            f"there is no walking speed {code}; there are {', '.join(paces())}",
            "pace",
        )
    return found


def minutes_called(said: str) -> int:
    """Minutes of one of the levels. Raises :class:`RuleError`."""
    known = [one.minutes for one in levels()]
    if said not in map(str, known):
        listed = "、".join(map(str, known)), ", ".join(map(str, known))
        raise RuleError(
            f"分钟数是 {listed[0]} 之一，不是 {said}", f"minutes are one of {listed[1]}, not {said}", "minutes"
        )
    return int(said)


def _name(one: Mapping[str, Any]) -> Words:
    return Words(one["name"]["zh"], one["name"]["en"])


def _origin(one: Mapping[str, Any]) -> Origin:
    if one["mark"] not in MARKS:
        raise RuleError(
            f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}", f"{_FILE.name} {one['code']}"
        )
    return Origin(one["source"], one["mark"])


@cache
def _loaded() -> Mapping[str, Any]:
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded
