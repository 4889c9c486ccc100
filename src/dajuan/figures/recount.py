"""What new entries change in the counted tables, in DuckDB: the same as ``counted`` would say of the whole log.

Reads ``news``, the new entries; changes ``fact``, ``amount`` and ``checks``. For answers that are ``kept``, the subjects
that new entries touch have their rows in the schema ``was``, as they were, and in ``anew``, as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from dajuan.figures.columns import LINK
from dajuan.figures.counted import FACTUAL, HEARD, meant
from dajuan.figures.sql import STAGE
from dajuan.ledger.entry import Entry

_SPOKEN_OF = meant("(select * from news where kind in ('withdrawn', 'verified')) t")
_WITHDRAWN = meant("(select * from news where kind = 'withdrawn') t")
_VERIFIED = meant("(select n.* from news n semi join checks c on c.seq = n.seq) t")
_HIT = (
    f"select e.seq from {_WITHDRAWN} w join {{table}} e on e.seq = w.one"
    f" where {HEARD} union select replaces from news where replaces is not null"
)
"""What new entries withdraw or correct."""
_STRANGE = "subject is null and code <> ''"
"""Of a subject that has no number yet."""


def read_news(db: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    """``news``, and numbers for subjects never heard of before."""
    db.execute(
        "create or replace table main.news as select e.* replace (s.subject as subject), e.subject as code"
        " from entry_tail e left join subjects s on s.programme = e.programme and s.code = e.subject"
        f" where seq between {first} and {last}"
    )
    strange = db.execute(f"select distinct programme, code from news where {_STRANGE}").fetchall()
    if strange:
        db.execute(
            "insert into subjects select (select coalesce(max(subject), 0) from subjects) + row_number() over (), *"
            f" from (select distinct programme, code from news where {_STRANGE})"
        )
        db.execute(
            "update news set subject = s.subject from subjects s"
            " where news.subject is null and s.programme = news.programme and s.code = news.code"
        )


def take_checks(db: duckdb.DuckDBPyConnection) -> None:
    """New verifications stand, and those that new entries take back fall, into ``fallen``."""
    db.execute(
        "insert into checks select seq, programme, subject, actor, about_first, about_last from news"
        " where kind = 'verified'"
    )
    db.execute(
        "create or replace table main.fallen as"
        f" select * from checks where seq in (select seq from ({_HIT.format(table='checks')}))"
    )
    db.execute("delete from checks where seq in (select seq from fallen)")


_PLAIN = "select subject from news where subject is not null"
"""Subjects that may differ afterwards, if the new entries speak of no others; and if they do."""
_TOUCHED = (
    f"{_PLAIN} union select f.subject from news n join fact f on f.seq = n.replaces"
    f" union select e.subject from {_SPOKEN_OF} w join fact e on e.seq = w.one where {HEARD}"
    f" union select e.subject from {meant('fallen')} w join fact e on e.seq = w.one where {HEARD}"
)


def prepare(db: duckdb.DuckDBPyConnection) -> None:
    """Room for the rows of subjects touched: of none yet."""
    for name in ("fact", "amount"):
        for schema in ("was", "anew"):
            db.execute(f"create or replace table {schema}.{name} as select * from now.{name} limit 0")
    db.execute("create or replace table was.touched as select subject from now.fact limit 0")


def remember(db: duckdb.DuckDBPyConnection, *, plain: bool) -> int:
    """Keep the rows that are going to change, before :func:`take_facts`; returns how many are kept by now."""
    db.execute(
        f"create or replace table main.coming as select distinct subject from ({_PLAIN if plain else _TOUCHED})"
        " where subject not in (select subject from was.touched)"
    )
    if _rows_in(db, "main.coming"):
        db.execute("insert into was.touched select * from coming")
        for schema in ("was", "anew"):
            for name in ("fact", "amount"):
                db.execute(
                    f"insert into {schema}.{name} select * from now.{name} where subject in (select subject from coming)"
                )
    return _rows_in(db, "was.amount")


def _rows_in(db: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(db.execute(f"select count(*) from {table}").fetchall()[0][0])


def compare(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The rows as they are now; returns the fields and stages, by programme, in which they differ from the last time."""
    for name in ("fact", "amount"):
        db.execute(
            f"create or replace table main.next_{name} as"
            f" select * from now.{name} where subject in (select subject from was.touched)"
        )
    field = "select programme, field, seq, verified from {}amount"
    stage = f"select programme, concat('{STAGE}', stage), seq, verified from {{}}fact where kind = 'moved'"
    differ = [
        f"({one.format(left)} except {one.format(right)})"
        for one in (field, stage)
        for left, right in (("anew.", "next_"), ("next_", "anew."))
    ]
    found = db.execute(f"select distinct programme, field from ({' union all '.join(differ)})").fetchall()
    for name in ("fact", "amount"):
        db.execute(f"create or replace table anew.{name} as select * from next_{name}")
    return [(programme, what) for programme, what in found]


def take_facts(db: duckdb.DuckDBPyConnection, schema: str = "now") -> None:
    """New facts, as nobody has verified them yet."""
    db.execute(
        f"insert into {schema}.fact select seq, programme, subject, kind, stage, effective_on, actor, false"
        f" from news where {FACTUAL}"
    )
    db.execute(
        f"insert into {schema}.amount select v.seq, n.programme, n.subject, v.flow, v.field, v.effective_on, v.number,"
        f" v.word, false from value_tail v join news n on n.seq = v.seq where n.{FACTUAL}"
    )


def told(new: Iterable[tuple[int, Entry]]) -> set[tuple[str, str]]:
    """The fields and stages, by programme, that new facts speak of."""
    return {
        (entry.programme, what)
        for _, entry in new
        for what in (
            *entry.fields,
            *(LINK + relation for relation in entry.links),
            *([STAGE + entry.stage] if entry.kind == "moved" else []),
        )
    }


def take_effect(db: duckdb.DuckDBPyConnection) -> None:
    """What new entries say of others: those withdrawn or corrected go, those verified are, and those no longer are not."""
    gone = [seq for (seq,) in db.execute(_HIT.format(table="fact")).fetchall()]
    seen = db.execute(
        f"select distinct e.seq from {_VERIFIED} w"
        f" join fact e on e.seq = w.one where {HEARD} and e.actor <> w.actor and not e.verified"
    ).fetchall()
    for name in ("fact", "amount"):
        _where_seq(db, f"delete from {name}", gone)
        _where_seq(db, f"update {name} set verified = true", [seq for (seq,) in seen])
    left = db.execute(
        f"with maybe as (select distinct e.* from {meant('fallen')} w join fact e on e.seq = w.one where {HEARD} and e.verified)"
        " select e.seq from maybe e where not exists (select 1 from checks w where"
        f" e.seq between w.about_first and w.about_last and {HEARD} and e.actor <> w.actor)"
    ).fetchall()
    for name in ("fact", "amount"):
        _where_seq(db, f"update {name} set verified = false", [seq for (seq,) in left])


def _where_seq(db: duckdb.DuckDBPyConnection, change: str, seqs: list[int]) -> None:
    if seqs:
        db.execute(f"{change} where seq in ({', '.join(map(str, seqs))})")
