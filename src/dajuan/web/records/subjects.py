"""Everything known of one subject: its own fields, what it names and what names it by programme, the targets that its
programme's figures answer, what a rule says of it, what is not known, and all of it in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from dajuan.answers.board import Standing
from dajuan.figures.rules import rules
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Field, Link, Name, Programme, RuleResult
from dajuan.programmes.values.show import tell_value
from dajuan.programmes.values.subject_code import CREDIT_CODE
from dajuan.standards.sme_size import NAMES
from dajuan.subjects.naming import Named
from dajuan.subjects.row import Row
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row, thing_of_target
from dajuan.web.moment import Moment, year_shown
from dajuan.web.records.entries import Told, told, told_of_each
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

_AT_ONCE = 40
"""Entries of a page of the timeline."""
_RULES = {"sme-size": Words("划型", "Size")}
_RELATED = 200
"""Related subjects that are shown, and whose entries are in the timeline."""


class Fact(NamedTuple):
    """A field with what is known of it."""

    key: str
    field: Field
    value: str
    other: tuple[str, str] | None
    """Programme and code of the subject that it names."""
    seq: int | None
    on: date | None
    """The entry that says so, and from which day on."""


class Relation(NamedTuple):
    """Subjects of one programme that this one names, or that name it."""

    programme: str
    name: Words
    rows: list[tuple[Words, Row]]
    """How, and which."""


class Result(NamedTuple):
    """What a published rule says of it; ``result`` None where what is known does not decide it."""

    name: Words
    result: Words | None


@dataclass(frozen=True, slots=True)
class Known:
    row: Row
    programme: Programme | None
    stage: Words | None
    facts: list[Fact]
    missing: list[Field]
    """Fields of its programme that nothing was stated of."""
    results: list[Result]
    relations: list[Relation]
    hidden: int
    """Related subjects that are not in the viewer's reach."""
    targets: list[Standing]
    timeline: list[Told]
    next: str


def known_of(row: Row, viewer: Viewer, moment: Moment, *, before: str = "") -> Known:
    pack = served().ledger.programmes.get(row.programme)
    related = list(_related(row, pack, moment))
    mine = _within_reach(related, viewer, moment)
    timeline = _timeline(row, mine[:_RELATED], moment, int(before) if before.isdigit() else None)
    stage = pack.stages.get(row.stage) if pack else None
    return Known(
        row,
        pack,
        _words(stage.name) if stage else None,
        _facts(row, pack, moment),
        _missing(row, pack),
        _results(row, pack, moment),
        _relations(mine[:_RELATED]),
        len({(one.programme, one.code) for one in related}) - len({(one.programme, one.code) for one in mine}),
        _targets(row, pack, viewer, moment),
        timeline[:_AT_ONCE],
        str(timeline[_AT_ONCE - 1].seq) if len(timeline) > _AT_ONCE else "",
    )


def _within_reach(related: Sequence[Named], viewer: Viewer, moment: Moment) -> list[Named]:
    """By whose each is now: what somebody once answered for is not theirs for ever."""
    rows = {(one.programme, one.code): one.row for one in related if one.row}
    if moment.is_past:
        for programme in {code for code, _ in rows}:
            now = served().subjects().some(programme, [code for of, code in rows if of == programme])
            rows |= {(programme, code): row for code, row in now.items()}
    packs = served().programmes
    may = {at for at, row in rows.items() if viewer.may(Action.SEE, thing_of_row(packs.get(row.programme), row))}
    return [one for one in related if (one.programme, one.code) in may]


def _words(name: Name) -> Words:
    return Words(name.zh, name.en)


# What is known ----------------------------------------------------------------------------------------------------


def _facts(row: Row, pack: Programme | None, moment: Moment) -> list[Fact]:
    held = _held(row, moment)
    return [
        Fact(
            key,
            field,
            tell_value(field, row.fields[key], spoken()),
            _named(field, str(row.fields[key])),
            *held.get(key, (None, None)),
        )
        for key, field in (pack.fields.items() if pack else ())
        if key in row.fields
    ]


def _named(field: Field, value: str) -> tuple[str, str] | None:
    if field.type != "reference":
        return None
    programme, _, code = value.partition("/")
    return programme, code


def _held(row: Row, moment: Moment) -> Mapping[str, tuple[int, date]]:
    """The entry that each field's level comes from: the last by day, then by place in the log, of those that count."""
    held: dict[str, tuple[int, date]] = {}
    for one in told(row.programme, row.code, size=moment.size, as_of=moment.as_of):
        if not one.later.counts or one.entry.kind == "measured":
            continue
        for key in one.entry.fields:
            if key not in held or one.entry.effective_on >= held[key][1]:
                held[key] = one.seq, one.entry.effective_on
    return held


def _missing(row: Row, pack: Programme | None) -> list[Field]:
    fields = pack.fields.items() if pack else ()
    return [one for key, one in fields if key not in row.fields and one.type != "geometry" and not one.unconfirmed]


def _results(row: Row, pack: Programme | None, moment: Moment) -> list[Result]:
    """Of each rule that an indicator of the programme asks."""
    indicators = pack.indicators.values() if pack else ()
    asked = {one.definition.rule for one in indicators if isinstance(one.definition, RuleResult)} & set(rules())
    day = moment.as_of or served().today()
    found = [(rule, rules()[rule](row.fields, day)) for rule in sorted(asked)]
    return [
        Result(_RULES.get(rule, Words(rule, rule)), _result(rule, result) if result else None) for rule, result in found
    ]


def _result(rule: str, result: str) -> Words:
    return Words(*NAMES.get(result, (result, result))) if rule == "sme-size" else Words(result, result)


def _targets(row: Row, pack: Programme | None, viewer: Viewer, moment: Moment) -> list[Standing]:
    """This year's targets that are measured by its programme, of it or of the part it is in. None for enterprises."""
    years = served().years()
    if pack is None or not years or not viewer.is_staff:
        return []
    day = moment.as_of or served().today()
    try:
        board = served().board(year_shown("", years, day), moment)
    except LedgerError:  # no plan by then
        return []
    return [
        one
        for one in board.standings
        if one.target.binding is not None
        and one.target.binding.programme in (pack.code, pack.name.zh)
        and (
            not one.target.binding.field or str(row.fields.get(one.target.binding.field, "")) == one.target.binding.part
        )
        and viewer.may(Action.SEE, thing_of_target(one.target))
    ]


# What is around it ------------------------------------------------------------------------------------------------


def _related(row: Row, pack: Programme | None, moment: Moment) -> Iterator[Named]:
    """Each other subject once: what it names, what names it, and what goes by the same credit code."""
    here = served().subjects()
    around = here.linked(row.programme, row.code, as_of=moment.as_of, size=moment.size)
    found = [*around.names, *around.named_by]
    if pack is not None and pack.code_rule == CREDIT_CODE:
        enterprise = here.of_enterprise(row.code, as_of=moment.as_of, size=moment.size)
        found += [*enterprise.names, *enterprise.named_by]
    seen = {(row.programme, row.code)}
    for one in found:
        if (one.programme, one.code) not in seen and one.row is not None:
            seen.add((one.programme, one.code))
            yield one


def _relations(related: Iterable[Named]) -> list[Relation]:
    programmes = served().ledger.programmes
    by_programme: dict[str, list[tuple[Words, Row]]] = {}
    for one in related:
        assert one.row is not None
        by_programme.setdefault(one.programme, []).append((_how(one, programmes), one.row))
    return [
        Relation(code, _words(programmes[code].name) if code in programmes else Words(code, code), rows)
        for code, rows in sorted(by_programme.items())
    ]


def _how(one: Named, programmes: Mapping[str, Programme]) -> Words:
    """The name of the link or field by which they are related, wherever it is declared."""
    for pack in programmes.values():
        named: Link | Field | None = pack.links.get(one.by) or pack.fields.get(one.by)
        if named is not None:
            return _words(named.name)
    return Words("同一编号", "the same code") if not one.by else Words(one.by, one.by)


def _timeline(row: Row, related: Iterable[Named], moment: Moment, before: int | None) -> list[Told]:
    """The newest entries about it and its related ones, one more than a page has; keyset by place in the log."""
    by_programme: dict[str, dict[str, str]] = defaultdict(dict)
    for each in (row, *(one.row for one in related if one.row)):
        by_programme[each.programme][each.code] = each.name
    found = (
        one
        for programme, names in by_programme.items()
        for some in told_of_each(programme, names, size=moment.size, as_of=moment.as_of).values()
        for one in some
        if before is None or one.seq < before
    )
    return nlargest(_AT_ONCE + 1, found, key=lambda one: one.seq)
