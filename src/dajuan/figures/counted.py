"""Which entries count, in SQL: the same as ``ledger.state`` says in Python, over the whole log at once.

``fact`` and ``amount`` are what ``sql`` asks: the log's first ``size`` entries without those withdrawn or corrected by
then, and beside each whether another person had verified it by then. They are computed by way of ``gone``, the entries
withdrawn or corrected, and ``checks``, the verifications that stand.
"""

from __future__ import annotations

from dajuan.figures.dialect import DUCKDB, Dialect

HEARD = "(w.subject is null or w.subject = e.subject) and e.programme = w.programme and e.seq < w.seq"
"""An entry about others speaks of those before it, of its programme, and of its subject if it names one."""
FACTUAL = "kind not in ('withdrawn', 'declared', 'verified')"


def counted(size: int, dialect: Dialect = DUCKDB) -> tuple[tuple[str, str], ...]:
    """Names of tables and the queries that make them, each reading ``entry``, ``value`` and the tables before it.

    In ``entry`` the subject of an entry about a whole programme is null.
    """
    withdrawn = f"(select * from entry where kind = 'withdrawn' and seq < {size}) t"
    return (
        (
            "gone",
            f"select replaces as seq from entry where replaces is not null and seq < {size}"
            f" union select e.seq from {meant(withdrawn, dialect)} w"
            f" join entry e on e.seq = w.one where {HEARD} and e.kind <> 'withdrawn' and e.kind <> 'declared'",
        ),
        (
            "checks",
            "select seq, programme, subject, actor, about_first, about_last from entry"
            f" where kind = 'verified' and seq < {size} and seq not in (select seq from gone)",
        ),
        (
            "fact",
            "select e.seq, e.programme, e.subject, e.kind, e.stage, e.effective_on, e.actor, s.seq is not null as verified"
            f" from entry e left join (select distinct e.seq from {meant('checks', dialect)} w"
            f" join entry e on e.seq = w.one where {HEARD} and e.actor <> w.actor) s on s.seq = e.seq"
            f" where e.seq < {size} and e.{FACTUAL} and e.seq not in (select seq from gone)",
        ),
        (
            "amount",
            "select v.seq, f.programme, f.subject, v.flow, v.field, v.effective_on, v.number, v.word, f.verified"
            " from value v join fact f on f.seq = v.seq",
        ),
    )


def meant(table: str, dialect: Dialect = DUCKDB) -> str:
    """The entries that those of a table speak of, one a row.

    Stretches as single numbers, to be joined by equality: a join over ranges has an engine match every entry of a
    programme with every stretch of it first, which takes a hundred times as long.
    """
    one = dialect.stretch("about_first", "about_last")
    return f"(select programme, subject, actor, seq, {one} as one from {table} where about_first is not null)"
