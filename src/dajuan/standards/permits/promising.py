"""告知承诺: whether a case may promise at all, and how long a breach bars its builder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.standards.permits.certificates import Origin, origin_of
from dajuan.standards.permits.when import Facts, When, read_when
from dajuan.standards.rules.interval import Truth, either, every
from dajuan.standards.rules.nodes import Node, read_yaml


class Scope(NamedTuple):
    """Cases that may promise, or may not."""

    code: str
    origin: Origin
    when: When


class Promising(NamedTuple):
    may: tuple[Scope, ...]
    """One of these has to hold."""
    never: tuple[Scope, ...]
    suspension_months: int
    suspension_from: Origin

    def truth(self, facts: Facts) -> Truth:
        """Whether a case with these facts may promise."""
        allowed = either(one.when.weigh(facts) for one in self.may)
        barred = [_opposite(one.when.weigh(facts)) for one in self.never]
        return every([allowed, *barred])

    def bars(self, facts: Facts) -> tuple[Scope, ...]:
        """Why not: each that bars it; where none does and it is not among those that may, those that may."""
        found = tuple(one for one in self.never if one.when.weigh(facts) is Truth.YES)
        return found or tuple(one for one in self.may if one.when.weigh(facts) is Truth.NO)

    def missing(self, facts: Facts) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for one in (*self.may, *self.never) for key in one.when.missing(facts)))


@cache
def promising() -> Promising:
    path = Path(__file__).with_suffix(".yaml")
    read = read_yaml(path.read_text("utf-8"), path.name)
    suspension = read.table("suspension")
    return Promising(
        _scopes(read.tables("may")), _scopes(read.tables("not")), suspension.whole("months"), origin_of(suspension)
    )


def _scopes(nodes: Sequence[Node]) -> tuple[Scope, ...]:
    return tuple(Scope(one.text("code"), origin_of(one), read_when(one)) for one in nodes)


def _opposite(truth: Truth) -> Truth:
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}[truth]
