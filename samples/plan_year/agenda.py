"""What happens when: drafts of many lives brought into one order, and appended in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger


@dataclass(frozen=True)
class Step:
    """One entry that somebody writes at a moment."""

    moment: datetime
    actor: str
    draft: Draft


@dataclass(frozen=True)
class Call:
    """Something that is more than an entry: a month's workbooks, an answer of the office."""

    moment: datetime
    run: Callable[[datetime], object]


def carry_out(ledger: Ledger, agenda: Iterable[Step | Call]) -> None:
    """In the order of moments; what one person writes at one moment is written together."""
    by_moment = sorted(agenda, key=lambda one: (one.moment, one.actor if isinstance(one, Step) else ""))
    for (moment, actor), some in groupby(by_moment, key=lambda one: (one.moment, getattr(one, "actor", ""))):
        together = list(some)
        for one in together:
            if isinstance(one, Call):
                one.run(moment)
        drafts = [one.draft for one in together if isinstance(one, Step)]
        if drafts:
            append(ledger, drafts, actor=actor, now=moment)
