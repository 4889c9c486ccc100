"""Entries as pages show them: what one says, by whom, whether it still counts, who verified it, its proof."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dajuan.ledger.entry import Entry, canonical, leaf_hash
from dajuan.ledger.kept import Kept, newest_kept
from dajuan.ledger.later import Later, later
from dajuan.ledger.proofs import proof_of_entry
from dajuan.ledger.read import entries_at, entries_of_subject, entries_of_subjects
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Programme
from dajuan.web.served import served
from dajuan.web.words import spoken


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with what was said of it later."""

    seq: int
    entry: Entry
    later: Later
    programme: Programme | None
    name: str = ""
    """Of its subject."""
    passed: bool | None = None
    """Of a report on a target: whether a reviewer let it pass. None of any other entry."""

    @property
    def says(self) -> str:
        return happened(self.entry, self.programme, spoken())

    @property
    def readable(self) -> str:
        """Its JSON over several lines, for eyes; what is hashed has no spaces."""
        return json.dumps(json.loads(canonical(self.entry)), ensure_ascii=False, indent=2)

    @property
    def bytes(self) -> str:
        return canonical(self.entry).decode()

    @property
    def leaf(self) -> str:
        return leaf_hash(canonical(self.entry)).hex()


def entry_at(seq: int, size: int | None) -> Entry | None:
    """An entry by its place; None where the log, or its first ``size`` entries, has none."""
    if seq >= (served().size() if size is None else size):
        return None
    return entries_at(served().ledger, seqs=[seq])[0][1]


def told(
    programme: str, subject: str, name: str = "", *, size: int | None = None, as_of: date | None = None
) -> list[Told]:
    """The entries about a subject, in the log's order."""
    return told_of_each(programme, {subject: name}, size=size, as_of=as_of)[subject]


def told_of_each(
    programme: str, names: Mapping[str, str], *, size: int | None = None, as_of: date | None = None
) -> dict[str, list[Told]]:
    """The entries about each of these subjects, in the log's order. ``names``: code → name."""
    here = served().ledger
    pack = here.programmes.get(programme)
    found: dict[str, list[Told]] = {}
    for code, entries in entries_of_subjects(here, programme=programme, subjects=names, size=size).items():
        said = later(entries)
        found[code] = [
            Told(seq, entry, said[seq], pack, names[code])
            for seq, entry in entries
            if entry.subject == code and (as_of is None or entry.effective_on <= as_of)
        ]
    return found


def told_at(seq: int, entry: Entry, size: int | None) -> Told:
    here = served().ledger
    programme, subject = entry.programme, entry.subject
    if subject:
        [entries] = entries_of_subjects(here, programme=programme, subjects=[subject], size=size).values()
    else:
        every = entries_of_subject(here, programme=programme, subject="")
        entries = [one for one in every if size is None or one[0] < size]
    return Told(seq, entry, later(entries).get(seq, Later()), here.programmes.get(programme))


def told_together(found: Sequence[tuple[int, Entry]], size: int | None) -> list[Told]:
    """Entries of any subjects, each with what was said of it later."""
    here, said = served().ledger, dict[int, Later]()
    subjects: dict[str, set[str]] = defaultdict(set)
    for seq, entry in found:
        if entry.subject:
            subjects[entry.programme].add(entry.subject)
        else:
            said[seq] = told_at(seq, entry, size).later
    wanted = {seq for seq, _ in found} - said.keys()
    for programme, some in subjects.items():
        for entries in entries_of_subjects(here, programme=programme, subjects=some, size=size).values():
            said |= {seq: one for seq, one in later(entries).items() if seq in wanted}
    return [Told(seq, entry, said.get(seq, Later()), here.programmes.get(entry.programme)) for seq, entry in found]


# Proofs -----------------------------------------------------------------------------------------------------------


def checkpoint_over(seq: int) -> Kept | None:
    """The newest checkpoint that was kept and has this entry under it."""
    here = served()
    try:
        verifier = here.zone.verifier()
    except (OSError, ValueError):  # Without its key no checkpoint can be looked at.
        return None
    with here.ledger.store.reading() as reader:
        return newest_kept(here.zone.checkpoints, reader, verifier, least=seq + 1)


def proof_under(kept: Kept, seq: int) -> dict[str, object]:
    here = served()
    with here.ledger.store.reading() as reader:
        return proof_of_entry(reader, seq, kept.checkpoint.size, kept.note, str(here.zone.verifier()))


def seqs_said(seqs: Sequence[int]) -> list[tuple[int, Entry]]:
    """The entries that said something of another."""
    return entries_at(served().ledger, seqs=seqs)
