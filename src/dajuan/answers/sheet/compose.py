"""答卷成文: a board → a sheet. Pure: the same board, lineages and words give the same sheet.

What was not kept and what cannot be measured stands right after the counts, each entry leading to its place; then
every promise in the plan's order; then what nobody answered, what was dropped, and how it was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dajuan.answers.board import Board
from dajuan.answers.sheet import annex
from dajuan.answers.sheet.areas import area_sections
from dajuan.answers.sheet.charts import bars
from dajuan.answers.sheet.content import (
    Block,
    Key,
    Link,
    Paragraph,
    Promise,
    Runs,
    Section,
    Sheet,
    Verdict,
    Words,
    target_anchor,
)
from dajuan.answers.sheet.lineage import Lineage
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.stamp import Stamp, Style, stamp_line
from dajuan.answers.sheet.telling import Counts, Told, chinese, day_run, items, told
from dajuan.answers.sheet.verdict import UNMET
from dajuan.ledger.zone import Zone


def compose(
    board: Board,
    zone: Zone,
    lineages: Mapping[str, Lineage],
    *,
    known_on: date,
    sentences: Sentences,
    style: Style = "plain",
    verified: bool = False,
) -> Sheet:
    """The sheet of a board. ``known_on``: the day of the last entry it knows (``lineage.known_on``)."""
    all_told = told(board, lineages, sentences)
    stamp = stamp_of(board, zone, words=sentences.digest, style=style, verified=verified)
    sections = _Sections(board, all_told, sentences).all(zone, known_on, stamp, verified=verified)
    label = (Paragraph(sentences.framed("simulated"), "label"),) if zone.simulated else ()
    return Sheet(
        title_lines=tuple(_text(sentences.framed("title", zone=zone.name, year=str(board.year))).split("|")),
        zone=zone.name,
        simulated=zone.simulated,
        year=board.year,
        known_on=known_on,
        stamp=stamp,
        opening=label,
        sections=sections,
        notes={one.code: one.note for one in all_told},
        lineages={one.code: one.lineage for one in all_told},
        names={one.code: one.standing.target.name for one in all_told},
        words={one.code: _promise(one) for one in all_told},
        counted=_counted(all_told, sentences),
    )


def stamp_of(board: Board, zone: Zone, *, words: str, style: Style, verified: bool) -> Stamp:
    return Stamp(
        zone.origin, board.year, board.as_of, board.size, board.root, verified,
        board.rules.lights.origin.code, board.rules.schedule.origin.code, words, style,
    )  # fmt: skip


def _promise(one: Told) -> Promise:
    target = one.standing.target
    return Promise(target.words, target.source.sha256 if target.source else "")


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _counted(all_told: Sequence[Told], sentences: Sentences) -> dict[str, tuple[str, ...]]:
    wholes = [one for one in all_told if not one.standing.level]
    found = Counts(wholes, "", sentences).counted()
    for area in dict.fromkeys(one.standing.target.area for one in wholes if one.standing.target.area):
        found |= Counts([one for one in wholes if one.standing.target.area == area], area, sentences).counted()
    for what, holds in _KINDS.items():
        found[f"/count/{what}"] = tuple(one.code for one in wholes if holds(one))
    return found


_KINDS: Mapping[str, Callable[[Told], bool]] = {
    "numbers": lambda one: one.standing.target.kind == "number",
    "tasks": lambda one: one.standing.target.kind != "number",
    "changed": lambda one: one.standing.target.changed,
    "silent": lambda one: one.silent,
}


class _Sections:
    def __init__(self, board: Board, all_told: Sequence[Told], sentences: Sentences) -> None:
        self.board, self.told, self.sentences = board, all_told, sentences
        self.wholes = [one for one in all_told if not one.standing.level]

    def all(self, zone: Zone, known_on: date, stamp: Stamp, *, verified: bool) -> tuple[Section, ...]:
        frame, known = self.sentences.frame, day_run(known_on, "known-on")
        sections = [
            *self._top(1, "summary", *self._summary()),
            self._list("（一）", "unmet", UNMET),
            self._list("（二）", "unmeasured", ("unmeasured",)),
            *self._top(2, "areas"),
            *area_sections(self.told, self.sentences),
            *self._top(3, "silent", *annex.silent(self.told, self.board, self.sentences)),
        ]
        number = 4
        if self.board.dropped:
            sections += self._top(number, "dropped", *annex.dropped(self.board, self.sentences))
            number += 1
        signed = (Paragraph((Words(zone.name),), "organisation"), Paragraph(known, "day"))
        told_how = annex.method(self.board, self.sentences, known, verified=verified)
        sections += self._top(number, "method", *told_how, *signed)
        sections.append(Section(f"附1　{frame['table']}", 1, (annex.table(self.told, self.sentences),), "table"))
        last = Paragraph((Words(stamp_line(stamp)),), "stamp", "stamp")
        sections.append(Section(f"附2　{frame['notes']}", 1, (*annex.notes(self.told, self.sentences), last), "notes"))
        return tuple(sections)

    def _top(self, number: int, key: str, *blocks: Block) -> list[Section]:
        return [Section(f"{chinese(number)}、{self.sentences.frame[key]}", 1, blocks, key)]

    def _summary(self) -> list[Block]:
        counts = Counts(self.wholes, "", self.sentences)
        runs = self.sentences.framed(
            "counted",
            year=str(self.board.year),
            all=counts.all(),
            numbers=self._number("numbers"),
            tasks=self._number("tasks"),
            as_of=day_run(self.board.as_of, "as-of"),
            verdicts=counts.verdicts(),
        )
        if any(_KINDS["changed"](one) for one in self.wholes):
            runs += self.sentences.framed("changed", changed=self._number("changed"))
        runs += self.sentences.framed(
            "aside",
            proposed=(items(self.board.proposed, Key("", "count/proposed")),) if self.board.proposed else (),
            dropped=(items(len(self.board.dropped), Key("", "count/dropped")),) if self.board.dropped else (),
        )
        return [Paragraph(runs, "lead"), bars(self.told, self.sentences)]

    def _number(self, what: str) -> Runs:
        return (items(sum(_KINDS[what](one) for one in self.wholes), Key("", f"count/{what}")),)

    def _list(self, number: str, key: str, verdicts: Sequence[Verdict]) -> Section:
        """A short list, gravest first, each entry a link to where more is said."""
        some = sorted(
            (one for one in self.wholes if one.verdict in verdicts), key=lambda one: verdicts.index(one.verdict)
        )
        entries = [
            Paragraph(
                (
                    Words(f"{place}. "),
                    Link(one.standing.target.name, target_anchor(one.code)),
                    *self.sentences.framed(f"{key}_entry", **_entry_slots(one)),
                ),
                "entry",
            )
            for place, one in enumerate(some, 1)
        ]
        return Section(
            f"{number}{self.sentences.frame[key]}",
            2,
            tuple(entries) or (Paragraph(self.sentences.framed(f"no_{key}")),),
            key,
        )


def _entry_slots(one: Told) -> dict[str, Runs | str]:
    """Of a task its progress is its completion."""
    left = {"name"} if one.standing.target.value else {"name", "value"}
    return {slot: runs for slot, runs in one.slots.items() if slot not in left}
