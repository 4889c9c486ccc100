"""四证: sets of certificates, how soon is soon, and the limits that texts set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.standards.permits.when import When, read_when
from dajuan.standards.rules.nodes import Node, read_yaml, words_of
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words

MARKS = ("seen", "copy", "ours")


class Origin(NamedTuple):
    name: Words
    source: str
    mark: str


class Certificate(NamedTuple):
    key: str
    name: Words
    issuer: Words

    @property
    def applied(self) -> str:
        """The field of a case that says when it was applied for."""
        return f"{self.key}-applied"

    @property
    def issued(self) -> str:
        return f"{self.key}-issued"


class CertificateSet(NamedTuple):
    code: str
    origin: Origin
    certificates: tuple[Certificate, ...]


class Limit(NamedTuple):
    """Days, of work or of the calendar as its text has it; ``when`` a case is bound by it."""

    days: int
    origin: Origin
    when: When


class Published(NamedTuple):
    sets: Mapping[str, CertificateSet]
    every: tuple[Certificate, ...]
    bands: tuple[int, ...]
    """Working days from the deal, the shortest first."""
    bands_from: Origin
    before_start: Limit
    """In working days."""
    limits: Mapping[str, Limit]
    """Of single certificates, in calendar days."""


@cache
def published() -> Published:
    path = Path(__file__).with_suffix(".yaml")
    read = read_yaml(path.read_text("utf-8"), path.name)
    every = {
        key: Certificate(key, words_of(one), words_of(one, "issuer")) for key, one in read.table("certificates").items()
    }
    bands = read.table("bands")
    return Published(
        {one.text("code"): _set(one, every) for one in read.tables("sets")},
        tuple(every.values()),
        tuple(bands.whole_of(one) for one in bands.listing("days")),
        origin_of(bands),
        _limit(read.table("before_start"), "for"),
        {key: _limit(one, "for") for key, one in read.table("limits").items()},
    )


def set_called(code: str) -> CertificateSet:
    """Raises :class:`RuleError` naming those there are."""
    known = published().sets
    if code not in known:
        raise RuleError(f"没有四证“{code}”；有 {'、'.join(known)}", f"no set of certificates '{code}'; there are {', '.join(known)}")  # fmt: skip
    return known[code]


def _set(node: Node, every: Mapping[str, Certificate]) -> CertificateSet:
    return CertificateSet(node.text("code"), origin_of(node), tuple(every[one] for one in node.listing("certificates")))


def _limit(node: Node, when: str) -> Limit:
    return Limit(node.whole("days"), origin_of(node), read_when(node, when))


def origin_of(node: Node) -> Origin:
    """Raises :class:`RuleError` where no source is named, or how far it is confirmed is not said."""
    mark = node.text("mark")
    if mark not in MARKS:
        raise node.refuse(f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}")
    return Origin(words_of(node, "name"), node.text("source"), mark)
