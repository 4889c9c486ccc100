"""A filled-in sheet into the ledger: read, held to the state, drafted, checked, appended in one go or not at all.

The same file twice adds nothing the second time, and so for two processes at once: whoever comes second is refused by
the log (its ``seen``), looks again, and finds nothing left to add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dajuan.ledger.append import append, would_append
from dajuan.ledger.entry import Draft, entry_of, keyed
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.proofs import root_at
from dajuan.ledger.sheets.book import Book, Sheet
from dajuan.ledger.sheets.cells import Row, Rows, read_rows
from dajuan.ledger.sheets.collecting import no_collecting
from dajuan.ledger.sheets.columns import code_column
from dajuan.ledger.sheets.evidence_files import EvidenceFiles
from dajuan.ledger.sheets.ground import Base, Ground
from dajuan.ledger.sheets.heads import Head, find_head
from dajuan.ledger.sheets.plan import Plan, plan_rows
from dajuan.ledger.sheets.stamp import Stamp
from dajuan.ledger.sheets.trouble import CellTrouble, Note
from dajuan.ledger.state import State
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError, Trouble
from dajuan.programmes.pack import Programme

Gate = Callable[[Sequence[Draft], Mapping[str, State]], Sequence[Trouble]]
"""Given the drafts of all rows and the subjects as they are: what of them its actor may not record, by ``Trouble.row``."""
TRIES = 5
"""How often an import looks again when others write about the same subjects meanwhile."""
OWN_SHEETS = frozenset(("说明", "Notes", "_lists"))
"""Sheets of a template that hold no rows."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Rows that were not taken, for :mod:`rejected`: of each sheet its head and their places."""

    sheets: tuple[tuple[Sheet, Head, tuple[int, ...]], ...]
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    programme: Programme
    counts: dict[str, int]
    """Of the rows that are right: entries by kind, and rows that say nothing new."""
    drafts: tuple[Draft, ...]
    troubles: tuple[CellTrouble, ...]
    notes: tuple[Note, ...]
    added: int
    """Entries written; 0 for a dry run, and where something was wrong."""
    size: int
    rejected: Rejected


def import_book(
    ledger: Ledger,
    book: Book,
    *,
    evidence: EvidenceStore,
    folder: Path,
    actor: str,
    programme: str = "",
    on: date | None = None,
    dry_run: bool = False,
    partial: bool = False,
    gate: Gate | None = None,
    now: datetime | None = None,
    key: str = "",
) -> Imported:
    """Import a book. Nothing is written unless every row is right, or ``partial`` is asked for. ``folder`` holds the
    files of evidence that rows name; ``on`` is the day of values that name none; ``gate`` refuses what this actor may
    not record; ``key`` names the import, so that what it recorded is found again (``read.recorded_under``)."""
    with no_collecting():
        work = _Import(ledger, book, EvidenceFiles(folder, evidence), actor, programme, on, partial, gate, now, key)
        for tried in range(1, TRIES + 1):
            try:
                return work.look(dry_run)
            except ConflictError:
                if tried == TRIES:
                    raise
    raise AssertionError  # pragma: no cover


class _Import:
    """One import; :meth:`look` may be called again when somebody else was quicker."""

    def __init__(
        self,
        ledger: Ledger,
        book: Book,
        files: EvidenceFiles,
        actor: str,
        programme: str,
        on: date | None,
        partial: bool,
        gate: Gate | None,
        now: datetime | None,
        key: str,
    ) -> None:
        self.ledger, self.book, self.files, self.actor = ledger, book, files, actor
        self.on, self.partial, self.gate, self.now, self.key = on, partial, gate, now, key
        self.programme = programme_of(ledger, book, programme)
        self.sheets, self.notes = sheets_of(book, self.programme)
        self.read = [read_rows(sheet, head, self.programme, number) for number, (sheet, head) in enumerate(self.sheets)]
        self.rows = [row for one in self.read for row in one.rows]
        self.notes += [note for one in self.read for note in one.notes]
        self.today = (now or datetime.now(UTC)).astimezone(ledger.timezone).date()

    def look(self, dry_run: bool) -> Imported:
        self.troubles = [trouble for one in self.read for trouble in one.troubles]
        size, plan, states = self._planned()
        self.troubles += plan.troubles
        told = _Told(self, plan, self.notes + plan.notes)
        if self.gate is not None:
            self._leave_out(plan, self.gate(plan.drafts, states))
        fatal = any(trouble.code == "head" for trouble in self.troubles)
        write = not dry_run and not fatal and (self.partial or not self.troubles)
        if not write or any(draft.evidence for draft in plan.drafts):
            self._checked(plan, size)
            write = write and (self.partial or not self.troubles)
        if not write:
            return told.done(0, size)
        self.files.keep({one.sha256 for draft in plan.drafts for one in draft.evidence})
        while plan.drafts:
            try:
                drafts = keyed(plan.drafts, self.key)
                done = append(self.ledger, drafts, actor=self.actor, seen=size, now=self.now)
            except ConflictError:
                raise
            except RefusedError as error:
                self._leave_out(plan, error.troubles)
                if not self.partial:
                    return told.done(0, size)
            else:
                return told.done(done.added, done.size)
        return told.done(0, size)

    def _planned(self) -> tuple[int, Plan, dict[str, State]]:
        with self.ledger.store.reading() as reader:
            size = reader.head().size
            stamp = self._own_stamp(reader, size)
            now, shown = _states(reader, self.programme.code, [row.code for row in self.rows], stamp)
        base = Base(stamp.seen, shown) if stamp is not None else None
        ground = Ground(self.programme, self.sheets, now, base, self.on, self.today, self.files, self.actor)
        return size, plan_rows(ground, self.rows), now

    def _own_stamp(self, reader: Reader, size: int) -> Stamp | None:
        """The template's stamp, if it was made from this log."""
        stamp = self.book.stamp
        if stamp is None:
            return None
        if stamp.seen <= size and root_at(reader, stamp.seen).hex() == stamp.root:
            return stamp
        note = Note(
            "",
            "这张表不是由这本台账生成的：每个填了的格都算数",
            "this sheet was made from another ledger: every filled cell counts",
        )
        if note not in self.notes:
            self.notes.append(note)
        return None

    def _checked(self, plan: Plan, size: int) -> None:
        """Hold the drafts to the ledger's rules without writing, until those that are left are right."""
        while plan.drafts:
            found = would_append(self.ledger, plan.drafts, actor=self.actor, seen=size, now=self.now).troubles
            if not found:
                return
            if any(one.code == "conflict" for one in found):
                raise ConflictError(found)
            self._leave_out(plan, found)
            if not self.partial:
                return

    def _leave_out(self, plan: Plan, found: Iterable[Trouble]) -> None:
        """Tell what is wrong by its cell, and take all drafts of those rows out."""
        bad: set[tuple[int, int]] = set()
        unopened: dict[tuple[int, int], Draft] = {}
        for trouble in found:
            row, draft = plan.origins[trouble.row], plan.drafts[trouble.row]
            bad.add((row.sheet, row.at))
            if draft.kind == "opened":
                unopened[row.sheet, row.at] = draft
            opened = unopened.get((row.sheet, row.at))
            follows = trouble.code == "unknown-subject" or (opened is not None and trouble.field in opened.fields)
            if opened is not None and draft is not opened and follows:
                continue
            self.troubles.append(self._by_cell(trouble, draft, row))
        kept = [(d, o) for d, o in zip(plan.drafts, plan.origins, strict=True) if (o.sheet, o.at) not in bad]
        plan.drafts[:] = [draft for draft, _ in kept]
        plan.origins[:] = [origin for _, origin in kept]

    def _by_cell(self, trouble: Trouble, draft: Draft, row: Row) -> CellTrouble:
        sheet, head = self.sheets[row.sheet]
        return CellTrouble(sheet.name, row.at, _column_of(trouble, draft, head), trouble.zh, trouble.en, trouble.code)


class _Told:
    """What is to be said of an import when it is done."""

    def __init__(self, work: _Import, plan: Plan, notes: list[Note]) -> None:
        self.work, self.plan, self.notes = work, plan, notes

    def done(self, added: int, size: int) -> Imported:
        work, right = self.work, self.work.rows
        if work.troubles:
            wrong = {(one.sheet, one.row) for one in work.troubles}
            right = [row for row in work.rows if (work.sheets[row.sheet][0].name, row.at) not in wrong]
        troubles = sorted(set(work.troubles), key=lambda one: (one.sheet, one.row, one.column))
        return Imported(
            programme=work.programme,
            counts=self.plan.counts(len(right)),
            drafts=tuple(self.plan.drafts),
            troubles=tuple(troubles),
            notes=tuple(self.notes),
            added=added,
            size=size,
            rejected=_rejected(work.sheets, work.read, right, work.book.stamp),
        )


def _rejected(
    sheets: Sequence[tuple[Sheet, Head]], read: Sequence[Rows], right: Sequence[Row], stamp: Stamp | None
) -> Rejected:
    if len(right) == sum(len(one.places) for one in read):
        return Rejected(tuple((sheet, head, ()) for sheet, head in sheets), stamp)
    taken = {(row.sheet, row.at) for row in right}
    return Rejected(
        tuple(
            (sheet, head, tuple(at for at in read[number].places if (number, at) not in taken))
            for number, (sheet, head) in enumerate(sheets)
        ),
        stamp,
    )


def _column_of(trouble: Trouble, draft: Draft, head: Head) -> int:
    """The cell that a trouble of the ledger speaks of."""
    if trouble.field == "date":
        by_kind = {"moved": "stage-date", "measured": "month"}
        place = head.place_of(by_kind.get(draft.kind, "date"))
        return place if place >= 0 else head.cell_of("stage-date", "")
    if trouble.field in {"stage", "note"}:
        return head.cell_of(trouble.field, "")
    if trouble.field == "evidence":
        kinds = [
            one.key for one in head.places.values() if one.role == "evidence" and one.key in trouble.zh and one.key
        ]
        return head.cell_of("evidence", kinds[0] if kinds else "")
    if head.place_of("link", trouble.field) >= 0:
        return head.place_of("link", trouble.field)
    return head.cell_of("field", trouble.field)


def programme_of(ledger: Ledger, book: Book, code: str) -> Programme:
    """The programme that a book is about: as told, as its template says, or the only one its heads fit."""
    on = ledger.programmes
    stamped = book.stamp.programme if book.stamp else ""
    if code and stamped and code != stamped:
        raise LedgerError(
            f"{book.source}：这张表是 {stamped} 的，不是 {code} 的",
            f"{book.source}: this sheet is of {stamped}, not of {code}",
        )
    wanted = code or stamped
    if wanted:
        if wanted not in on:
            listed = "、".join(on) or "（无）"
            raise LedgerError(
                f"{book.source}：事项 {wanted} 没有启用；已启用：{listed}",
                f"{book.source}: {wanted} is not switched on; on are: {', '.join(on) or 'none'}",
            )
        return on[wanted]
    if len(on) == 1:
        return next(iter(on.values()))
    fits = [one for one in on.values() if _fit(book, one)]
    best = max((_fit(book, one) for one in fits), default=0)
    fits = [one for one in fits if _fit(book, one) == best]
    if len(fits) == 1:
        return fits[0]
    raise LedgerError(
        f"{book.source}：看不出是哪个事项的表；用 --programme 指明：{'、'.join(on)}",
        f"{book.source}: it cannot be told of which programme this is; name it with --programme: {', '.join(on)}",
    )


def _fit(book: Book, programme: Programme) -> int:
    heads = [find_head(sheet, programme) for sheet in book.sheets]
    return sum(len(head.places) for head in heads if head)


def sheets_of(book: Book, programme: Programme) -> tuple[list[tuple[Sheet, Head]], list[Note]]:
    """The sheets with a head that fits; the others are told and left out."""
    found: list[tuple[Sheet, Head]] = []
    notes: list[Note] = []
    for sheet in book.sheets:
        if sheet.name in OWN_SHEETS:
            continue
        head = find_head(sheet, programme)
        if head is not None:
            found.append((sheet, head))
            notes += head.notes
        elif any(cell != "" for row in sheet.rows for cell in row):
            notes.append(Note(sheet.name, "没有认得的表头，没有读", "no head that is known here: ignored"))
    if not found:
        code = code_column(programme)
        names = "、".join(sheet.name for sheet in book.sheets if sheet.name) or "CSV"
        raise LedgerError(
            f"{book.source}：没有一张表（{names}）有{programme.name.zh}的表头；前 20 行里要有一行写着“{code.zh}”和至少一栏{programme.subject.name.zh}的内容。"
            f"dajuan template {programme.code} 生成一张",
            f"{book.source}: no sheet ({names}) has a head of {programme.name.said('en')}; one of its first 20 rows has to hold"
            f" “{code.zh}” ({code.en}) and one more column. dajuan template {programme.code} makes one",
        )
    return found, notes


def _states(
    reader: Reader, programme: str, codes: list[str], stamp: Stamp | None
) -> tuple[dict[str, State], dict[str, State]]:
    """Each of these subjects that is known: as it is, and as the template showed it."""
    now: dict[str, State] = {}
    shown: dict[str, State] = {}
    wide = [(row.seq, entry_of(row.data)) for row in reader.of_subjects(programme, [""])]
    seen = stamp.seen if stamp is not None else 0
    for row in reader.of_subjects(programme, dict.fromkeys(codes)):
        entry = entry_of(row.data)
        code = entry.subject
        state = now.get(code)
        if state is None:
            state = now[code] = State(programme, code)
        state.take(row.seq, entry)
        if row.seq < seen:
            early = shown.get(code)
            if early is None:
                early = shown[code] = State(programme, code)
            early.take(row.seq, entry)
    for seq, entry in wide:
        for code, state in now.items():
            state.take(seq, entry)
            if seq < seen and code in shown:
                shown[code].take(seq, entry)
    return now, shown
