"""How many statements a page puts to its databases: Django's tables, the ledger, the register of subjects, the figures."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dajuan.figures.duck import DuckEngine
from dajuan.web.served import served


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that this thread asks within the block, but for beginnings and ends of transactions."""
    found: list[str] = []
    with ExitStack() as within:
        django = within.enter_context(CaptureQueriesContext(connection))
        for one in (served().ledger.store, served()._subjects.register):
            opened = one._connection()
            if isinstance(opened, sqlite3.Connection):
                opened.set_trace_callback(found.append)
                within.callback(opened.set_trace_callback, None)
        _listen(within, psycopg.Cursor, "execute", found)
        _listen(within, psycopg.Cursor, "executemany", found)
        _listen(within, DuckEngine, "_ask", found, place=1)
        yield found
        found += [one["sql"] for one in django.captured_queries]
    found[:] = _told(found)


_EMPTY = ("begin", "commit", "rollback", "savepoint", "release")
"""Beginnings and ends of transactions, where nothing else is asked with them."""
_WITHIN = "--"
"""Before what SQLite asks itself, in an index."""
_HALVING = (
    "select recorded_at from entry where", "select data::jsonb ->> 'recorded_at' from entry where",
    "select hash from log_node", "select leaf from entry",
)  # fmt: skip
"""Steps of a walk through the log or its tree, each half as long as the one before: told once, whatever their number."""


def _told(found: list[str]) -> list[str]:
    asked = [one for one in found if not one.startswith(_WITHIN) and (";" in one or not one.lower().startswith(_EMPTY))]
    walks = {start for start in _HALVING for one in asked if one.startswith(start)}
    return [*(one for one in asked if not one.startswith(_HALVING)), *sorted(walks)]


def _listen(within: ExitStack, kind: type, name: str, found: list[str], *, place: int = 0) -> None:
    """``place``: of the statement among the method's arguments."""
    real = getattr(kind, name)

    def heard(self: object, *asked: object, **named: object) -> object:
        statement = asked[place]
        found.append(statement.decode() if isinstance(statement, bytes) else str(statement))
        return real(self, *asked, **named)

    within.enter_context(patch.object(kind, name, heard))
