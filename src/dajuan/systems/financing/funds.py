"""基金: what is committed, subscribed, paid in and invested, with and without the money that passes between funds of the zone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dajuan.standards.words import Words
from dajuan.subjects.row import Row

FUNDS, COMMITMENTS, INVESTMENTS = "funds", "fund-commitments", "fund-investments"
INSIDE = "zone-fund"


class Sum(NamedTuple):
    """分. ``gross``: all that was said; ``inside``: of that, money of the zone's own funds."""

    gross: int = 0
    inside: int = 0

    @property
    def net(self) -> int:
        return self.gross - self.inside

    def plus(self, amount: int, inside: bool) -> Sum:
        return Sum(self.gross + amount, self.inside + (amount if inside else 0))


class Sums(NamedTuple):
    committed: Sum = Sum()
    subscribed: Sum = Sum()
    paid_in: Sum = Sum()
    invested: Sum = Sum()


class FundSums(NamedTuple):
    row: Row
    sums: Sums


class Funds(NamedTuple):
    each: tuple[FundSums, ...]
    total: Sums
    cycles: tuple[tuple[str, ...], ...]
    """Funds that by way of others invest in themselves: each once round, the first again at the end."""
    troubles: tuple[Words, ...]


def funds(rows: Iterable[Row], commitments: Iterable[Row], investments: Iterable[Row]) -> Funds:
    known = {row.code: row for row in rows}
    paid, bought = list(commitments), list(investments)
    each = tuple(FundSums(row, _sums_of(code, paid, bought)) for code, row in known.items())
    into = {(investor, str(_code(one, "fund"))) for one in paid if (investor := investor_of(one)) in known}
    troubles = [words for one in paid for words in _wrong(one, known.keys())]
    return Funds(each, _total(paid, bought), tuple(cycles(into)), tuple(troubles))


def _sums_of(fund: str, commitments: list[Row], investments: list[Row]) -> Sums:
    """Of one fund: what came into it; what it put into firms and, ``inside``, into other funds."""
    mine = [one for one in commitments if _code(one, "fund") == fund]
    out = [one for one in commitments if investor_of(one) == fund]
    return _sums(mine, out, [one for one in investments if _code(one, "fund") == fund])


def _total(commitments: list[Row], investments: list[Row]) -> Sums:
    return _sums(commitments, [one for one in commitments if _is_inside(one)], investments)


def _sums(paid: list[Row], passed_on: list[Row], bought: list[Row]) -> Sums:
    invested = Sum()
    for one in bought:
        invested = invested.plus(_money(one, "invested") if one.stage in ("invested", "exited") else 0, False)
    for one in passed_on:
        invested = invested.plus(_money(one, "paid-in"), True)
    return Sums(_came(paid, "committed"), _came(paid, "subscribed"), _came(paid, "paid-in"), invested)


def _came(paid: list[Row], key: str) -> Sum:
    found = Sum()
    for one in paid:
        found = found.plus(_money(one, key), _is_inside(one))
    return found


def cycles(into: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """``into``: investor → fund. A shortest ring through every fund that lies on one; of the same funds one is told."""
    out: dict[str, list[str]] = {}
    for investor, fund in sorted(into):
        out.setdefault(investor, []).append(fund)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for fund in out:
        if ring := _ring(fund, out):
            found.setdefault(frozenset(ring), ring)
    return [*found.values()]


def _ring(fund: str, out: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The shortest way of a fund's money back to it; none: empty."""
    ways, seen = deque[tuple[str, ...]]([(fund,)]), set[str]()
    while ways:
        way = ways.popleft()
        for to in out.get(way[-1], ()):
            if to == fund:
                return (*way, fund)
            if to not in seen:
                seen.add(to)
                ways.append((*way, to))
    return ()


def _wrong(row: Row, known: Iterable[str]) -> Iterable[Words]:
    investor = _code(row, "investor-fund")
    if _is_inside(row) and not investor:
        yield Words(
            f"{row.code} {row.name}：是区内基金出资，没有写明哪一只",
            f"{row.code} {row.name}: of a fund of the zone, and not said of which",
        )
    if investor and not _is_inside(row):
        yield Words(
            f"{row.code} {row.name}：写了出资的区内基金 {investor}，类别却不是区内基金，会重复计",
            f"{row.code} {row.name}: names the zone's fund {investor} but its kind is another, so it is counted twice",
        )
    for code in (investor, _code(row, "fund")):
        if code and code not in known:
            yield Words(f"{row.code} {row.name}：没有基金 {code}", f"{row.code} {row.name}: there is no fund {code}")


def _is_inside(row: Row) -> bool:
    return row.fields.get("investor-kind") == INSIDE


def investor_of(row: Row) -> str:
    """The code of the zone's fund whose money it is; "": it is another's."""
    return _code(row, "investor-fund") if _is_inside(row) else ""


def _code(row: Row, key: str) -> str:
    return str(row.fields.get(key, "")).partition("/")[2]


def _money(row: Row, key: str) -> int:
    value = row.fields.get(key, 0)
    return value if type(value) is int else 0
