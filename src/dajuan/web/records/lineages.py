"""来历: what a figure rests on — subject by subject, so many at a time, those in the viewer's reach; the others counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dajuan.answers.board import Standing
from dajuan.answers.target import PROGRAMME
from dajuan.figures.ask import figures, indicator_of
from dajuan.figures.figure import Figure
from dajuan.figures.period import Period
from dajuan.figures.trace import Ground, amount_said, evidence_kinds, trace
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Indicator, Programme
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.records.entries import Told, told, told_of_each
from dajuan.web.served import served
from dajuan.web.words import Words

_AT_ONCE = 25
"""Subjects of a page."""
_MANY = 1000


class Amount(NamedTuple):
    """What a subject adds to a figure: so much, on a day, said by these entries."""

    on: date
    said: str
    unit: str
    of: str
    """Where a figure is made of others: which of them."""
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """One subject behind a figure."""

    code: str
    name: str
    amounts: list[Amount]
    entries: list[Told]
    """Those that say so, and those that brought the evidence which its stage needs."""


@dataclass(frozen=True, slots=True)
class Lineage:
    figure: Figure
    programme: Programme
    indicator: Indicator
    by: str
    part: str | None
    subjects: int
    hidden: int
    """Subjects that are not in the viewer's reach."""
    behind: list[Behind]
    next: str
    """Where the next subjects begin; "" at the end."""
    ruled: Words | None = None
    """Why no entries can be listed."""


def lineage_of(
    viewer: Viewer,
    programme: Programme,
    key: str,
    period: Period,
    moment: Moment,
    *,
    by: str = "",
    part: str | None = None,
    after: str = "",
    size: int | None = None,
) -> Lineage | None:
    """None where the figure has no such part. Raises :class:`LedgerError` where it cannot be asked."""
    indicator = indicator_of(programme, key)
    size = moment.size if size is None else size
    grounds: list[Ground] = []
    ruled = None
    with served().engine() as engine:
        figure = next(
            (
                one
                for one in figures(
                    engine, programme, indicator.key, [period], by=by, as_of=moment.as_of, size=size,
                    verified=moment.verified,
                )
                if not by or one.part == part
            ),
            None,
        )  # fmt: skip
        if figure is None:
            return None
        try:
            grounds = trace(
                engine, programme, indicator.key, period, by=by, part=part, as_of=moment.as_of, size=size,
                verified=moment.verified,
            )  # fmt: skip
        except LedgerError as error:  # What a rule decides has no list of entries.
            ruled = Words(error.zh, error.en)
    by_subject: dict[str, list[Ground]] = defaultdict(list)
    for one in grounds:
        by_subject[one.subject].append(one)
    codes = sorted(by_subject)
    mine = _seen(viewer, programme.code, codes)
    page = [code for code in mine if code > after][: _AT_ONCE + 1]
    shown, more = page[:_AT_ONCE], page[_AT_ONCE:]
    entries = told_of_each(programme.code, dict.fromkeys(shown, ""), size=size)
    behind = [_behind(programme, code, by_subject[code], entries[code]) for code in shown]
    return Lineage(
        figure, programme, indicator, by, part, len(codes), len(codes) - len(mine), behind,
        shown[-1] if more else "", ruled,
    )  # fmt: skip


def _seen(viewer: Viewer, programme: str, codes: Sequence[str]) -> list[str]:
    """Those of these subjects that the viewer may see."""
    owners = viewer.owners(Action.SEE)
    if owners is None:
        return list(codes)
    return sorted(_owned(programme, codes, owners))


def _owned(programme: str, codes: Collection[str], owners: Collection[str]) -> Iterable[str]:
    subjects, after = served().subjects(), None
    while True:
        page = subjects.page(programme, only=codes, owners=owners, after=after, limit=_MANY)
        yield from (row.code for row in page.rows)
        if (after := page.next) is None:
            return


def _behind(programme: Programme, code: str, grounds: Sequence[Ground], entries: Sequence[Told]) -> Behind:
    name = next((str(one.entry.fields["name"]) for one in reversed(entries) if "name" in one.entry.fields), "")
    wanted = {seq for one in grounds for seq in one.seqs} | set(_bringing(programme, entries, grounds))
    several = len({one.indicator for one in grounds}) > 1
    amounts = [
        Amount(one.on, *amount_said(programme, one), str(_name(programme, one.indicator)) if several else "", one.seqs)
        for one in grounds
    ]
    return Behind(code, name, amounts, [one for one in entries if one.seq in wanted])


def _name(programme: Programme, key: str) -> Words:
    name = programme.indicators[key].name
    return Words(name.zh, name.en)


def _bringing(programme: Programme, entries: Sequence[Told], grounds: Sequence[Ground]) -> Iterable[int]:
    """The entries with the evidence that the stages of these figures ask for, brought by then."""
    for ground in grounds:
        kinds = evidence_kinds(programme, programme.indicators[ground.indicator])
        for one in entries:
            proves = any(file.kind in kinds for file in one.entry.evidence)
            if proves and one.later.counts and one.entry.effective_on <= ground.on:
                yield one.seq


# A target's own ---------------------------------------------------------------------------------------------------

_TOLD = frozenset({"reported", "progress", "doing"})
_PASSED = frozenset({"reviewed", "done", "closed"})
"""审核通过、办结、销号."""
_STEPS = _PASSED | {"reported", "sent-back"}


def own_entries(one: Standing, size: int, as_of: date) -> list[Told]:
    """What a target's owner reported of it and what reviewers said to that, newest first."""
    entries = told(PROGRAMME, one.target.code, one.target.name, size=size, as_of=as_of)
    chosen = [each for each in entries if each.entry.stage in _STEPS or not _TOLD.isdisjoint(each.entry.fields)]
    marked = [replace(each, passed=_passed(each, chosen)) for each in chosen]
    return sorted(marked, key=lambda each: (each.entry.effective_on, each.seq), reverse=True)


def _passed(report: Told, entries: Sequence[Told]) -> bool | None:
    """Whether somebody else took a step that passes what was reported before it."""
    if _TOLD.isdisjoint(report.entry.fields):
        return None
    return any(
        one.seq > report.seq and one.entry.stage in _PASSED and one.entry.actor != report.entry.actor for one in entries
    )
