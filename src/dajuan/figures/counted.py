"""Which entries count, in SQL: the same as ``ledger.state`` says in Python, over the whole log at once.

``fact`` and ``amount`` are what ``sql`` asks: the log's first ``size`` entries without those withdrawn or corrected by
then, and beside each whether another person had verified it by then.
"""

from __future__ import annotations

from dajuan.figures.dialect import DUCKDB, Dialect

_HEARD = "(w.subject = '' or w.subject = e.subject) and e.programme = w.programme and e.seq < w.seq"
"""An entry about others speaks of those before it, of its programme, and of its subject if it names one."""


def counted(size: int, dialect: Dialect = DUCKDB) -> tuple[str, str]:
    """Two queries, for ``fact`` and ``amount``; the second reads the first's result under the name ``fact``."""

    def meant(table: str) -> str:
        # Stretches as single numbers, to be joined by equality: a join over ranges has an engine match every entry of
        # a programme with every stretch of it first, which takes a hundred times as long.
        one = dialect.stretch("about_first", "about_last")
        return f"(select programme, subject, actor, seq, {one} as one from {table} where about_first is not null)"

    withdrawn = f"(select * from entry where kind = 'withdrawn' and seq < {size}) t"
    gone = (
        f"select replaces as seq from entry where replaces is not null and seq < {size}"
        f" union select e.seq from {meant(withdrawn)} w"
        f" join entry e on e.seq = w.one where {_HEARD} and e.kind <> 'withdrawn' and e.kind <> 'declared'"
    )
    checks = f"select * from entry where kind = 'verified' and seq < {size} and seq not in (select seq from gone)"
    seen = (
        f"select distinct e.seq from {meant('checks')} w join entry e on e.seq = w.one"
        f" where {_HEARD} and e.actor <> w.actor"
    )
    fact = (
        f"with gone as ({gone}), checks as ({checks}), seen as ({seen})"
        " select e.seq, e.programme, e.subject, e.kind, e.stage, e.effective_on, e.actor, s.seq is not null as verified"
        " from entry e left join seen s on s.seq = e.seq"
        f" where e.seq < {size} and e.kind not in ('withdrawn', 'declared', 'verified')"
        " and e.seq not in (select seq from gone)"
    )
    amount = (
        "select v.seq, v.programme, v.subject, v.flow, v.field, v.effective_on, v.number, v.word, f.verified"
        " from value v join fact f on f.seq = v.seq"
    )
    return fact, amount
