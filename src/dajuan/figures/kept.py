"""Answers that are kept: a question asked again is computed again only as far as new entries touch it.

What figures ask adds up over subjects. So an answer once given is brought forward by what the subjects touched
since then bring now, less what they brought before: two questions to small tables. An answer that reads none of the
fields and stages that were touched stands as it is; one that is split by a link, where a subject's part hangs on
another, is asked anew once anything that it reads was touched.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

from dajuan.figures.sql import Query, Rows, Shape

Tables: TypeAlias = Literal["now", "past", "was", "anew"]
"""All rows, all rows of an earlier day, those of the subjects touched as they were, and the same as they are now."""
_MOST = 1_000_000
"""Rows kept in all, about 150 MB; the answers that were not asked for the longest go first."""

_FORWARD = 2_000


class Kept:
    """``ask`` puts a question to some tables. Whoever changes the tables says so with :meth:`change` or :meth:`forget`."""

    def __init__(self, ask: Callable[[Tables, str], Rows], most: int = _MOST) -> None:
        self._ask, self._most, self._rows = ask, most, 0
        self._base: OrderedDict[tuple[str, int | None], Rows] = OrderedDict()
        """Answers before anything was touched; those with a size are of the past, which nothing touches."""
        self._forward: dict[str, tuple[Query, Rows]] = {}
        """Those among them that were touched since, brought forward."""
        self._touched: frozenset[tuple[str, str]] = frozenset()

    def __len__(self) -> int:
        return len(self._base) + len(self._forward)

    def change(self, touched: Iterable[tuple[str, str]]) -> None:
        """Entries came, and in ``anew`` these fields and stages, as in ``Query.reads``, are not what they were before."""
        new = frozenset(touched)
        self._touched |= new
        self._forward = {sql: one for sql, one in self._forward.items() if new.isdisjoint(one[0].reads)}

    def forget(self) -> None:
        """Begin again: nothing is touched, and no answer about the present is there."""
        for key in [key for key in self._base if key[1] is None]:
            self._rows -= len(self._base.pop(key))
        self._touched, self._forward = frozenset(), {}

    def past(self, query: Query, size: int) -> Rows:
        """An answer from the tables ``past``, which are now those of this size."""
        rows = self._known(query.sql, size)
        return rows if rows is not None else self._keep(query.sql, size, self._put("past", query))

    def has_past(self, query: Query, size: int) -> bool:
        return (query.sql, size) in self._base

    def present(self, query: Query) -> Rows:
        """An answer from the tables ``now``."""
        untouched = self._touched.isdisjoint(query.reads)
        base = self._known(query.sql, None)
        if base is not None and untouched:
            return base
        if query.sql not in self._forward:
            rows = self._brought_forward(query, base, untouched=untouched)
            if untouched:
                return rows
            if len(self._forward) >= _FORWARD:
                self._forward = {}
            self._forward[query.sql] = query, rows
        return self._forward[query.sql][1]

    def _brought_forward(self, query: Query, base: Rows | None, *, untouched: bool) -> Rows:
        if base is not None and query.adds_up:
            return added(query.shape, base, self._put("anew", query), self._put("was", query))
        rows = self._put("now", query)
        if untouched:
            self._keep(query.sql, None, rows)
        elif query.adds_up:
            back = added(query.shape, rows, self._put("was", query), self._put("anew", query))
            self._keep(query.sql, None, back)
        return rows

    def _put(self, tables: Tables, query: Query) -> Rows:
        return query.answer(self._ask(tables, query.sql))

    def _known(self, sql: str, size: int | None) -> Rows | None:
        rows = self._base.get((sql, size))
        if rows is not None:
            self._base.move_to_end((sql, size))
        return rows

    def _keep(self, sql: str, size: int | None, rows: Rows) -> Rows:
        self._base[sql, size] = rows
        self._rows += len(rows)
        while self._rows > self._most and len(self._base) > 1:
            (old, _), gone = self._base.popitem(last=False)
            self._forward.pop(old, None)
            self._rows -= len(gone)
        return rows


def added(shape: Shape, rows: Rows, more: Rows, less: Rows) -> Rows:
    """An answer with some rows more and some less; buckets and parts that no entry is left in are gone."""
    wide = 3 if shape == "days" else 2  # Of days, the amount is what is counted, not what is added.
    sums: dict[tuple[Any, ...], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for some, sign in ((rows, 1), (more, 1), (less, -1)):
        for row in some:
            amount, entries = sums[row[:wide]]
            sums[row[:wide]] = amount + sign * int(row[2] or 0), entries + sign * row[3]
    return [(*key[:2], key[2] if wide == 3 else amount, entries) for key, (amount, entries) in sums.items() if entries]
