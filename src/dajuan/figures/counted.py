"""Which entries count, in SQL: the same as ``ledger.state`` says in Python, over the whole log at once.

``fact`` and ``amount`` are what ``sql`` asks: the log's first ``size`` entries without those withdrawn or corrected by
then, and beside each whether another person had verified it by then.
"""

from __future__ import annotations

_HEARD = "(w.subject = '' or w.subject = e.subject) and e.programme = w.programme and e.seq < w.seq"
"""An entry about others speaks of those before it, of its programme, and of its subject if it names one."""


def counted(size: int) -> tuple[str, str]:
    """Two queries, for ``fact`` and ``amount``; the second reads the first's result under the name ``fact``."""
    gone = (
        f"select replaces as seq from entry where replaces is not null and seq < {size}"
        f" union select e.seq from entry w join entry e on e.seq between w.about_first and w.about_last and {_HEARD}"
        f" where w.kind = 'withdrawn' and w.seq < {size} and e.kind <> 'withdrawn' and e.kind <> 'declared'"
    )
    checks = f"select * from entry where kind = 'verified' and seq < {size} and seq not in (select seq from gone)"
    seen = (
        # One by one is joined by equality; only checks of a range need the slower join over ranges.
        f"select e.seq from checks w join entry e on e.seq = w.about_first"
        f" where w.about_first = w.about_last and {_HEARD} and e.actor <> w.actor"
        f" union select e.seq from checks w join entry e on e.seq between w.about_first and w.about_last"
        f" where w.about_first < w.about_last and {_HEARD} and e.actor <> w.actor"
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
