"""A rule with its versions; one version is in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dajuan.standards.rules.conditions import Condition
from dajuan.standards.rules.scoring import Table
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words


class Source(NamedTuple):
    """Where it is from. ``mark``: ``seen`` (the text itself), ``copy`` (a restatement), ``memory`` (unconfirmed)."""

    text: str
    address: str
    mark: str


@dataclass(frozen=True)
class Version:
    key: str
    title: Words
    first: date
    last: date | None
    first_unconfirmed: bool
    """The first day could not be confirmed."""
    sources: tuple[Source, ...]
    note: Words
    """What holds between this version and the next; what the text leaves to others."""
    unconfirmed: tuple[Words, ...]
    """What nobody could confirm and is therefore not in the rule at all."""
    table: Table | None
    requires: Condition
    better: Mapping[str, str]
    """Fact → ``up`` or ``down``: moved that way, it never makes the verdict worse."""

    def in_force(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    @property
    def is_copy(self) -> bool:
        """Whether nobody here has read the text itself."""
        return all(one.mark != "seen" for one in self.sources)


@dataclass(frozen=True)
class Rule:
    key: str
    name: Words
    about: Words
    title: str
    """The title that whoever meets it may be given; "" of a rule that tells a class or a level."""
    versions: tuple[Version, ...]

    def in_force(self, on: date) -> bool:
        return any(one.in_force(on) for one in self.versions)

    def version(self, on: date, key: str = "") -> Version:
        """The one in force on a day, or the one asked for by name. Raises :class:`RuleError`."""
        for one in self.versions:
            if one.key == key or (not key and one.in_force(on)):
                return one
        listed = "；".join(f"{one.key}（{one.first} 至 {one.last or '今'}）" for one in self.versions)
        listed_en = "; ".join(f"{one.key} ({one.first} to {one.last or 'now'})" for one in self.versions)
        if key:
            raise RuleError(
                f"{self.name.zh}没有 {key} 这一版；有：{listed}", f"no version {key}; there are {listed_en}", self.key
            )
        raise RuleError(
            f"{on} 没有施行中的{self.name.zh}规则；有：{listed}",
            f"no version of this rule is in force on {on}; there are {listed_en}",
            self.key,
        )
