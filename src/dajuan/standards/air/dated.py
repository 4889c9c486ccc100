"""Our YAML files, and which of several versions of a rule is in force on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from dajuan.standards.trouble import RuleError


class Span(NamedTuple):
    """Days in force, both included; ``last`` is None where it still is."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class Dated(Protocol):
    @property
    def span(self) -> Span: ...


D = TypeVar("D", bound=Dated)


def span_of(told: Mapping[str, Any]) -> Span:
    return Span(told["in_force"]["from"], told["in_force"]["to"])


def in_force(versions: Sequence[D], day: date, what: str) -> D:
    """Raises :class:`RuleError` for a day before the first version that is on file."""
    found = next((one for one in versions if one.span.holds(day)), None)
    if found is None:
        first = min(one.span.first for one in versions)
        raise RuleError(
            f"{day} 没有可用的 {what}，最早的一版自 {first} 起", f"no {what} on file for {day}; the first is of {first}"
        )
    return found


@cache
def file(name: str) -> Mapping[str, Any]:
    """One of the files beside this module."""
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return loaded
