"""Taking entries in: each leaves its values behind, and what it withdraws, corrects or verifies is marked so.

The rules are those of ``ledger.state``: an entry about others speaks of those before it, of its programme, and of its
subject if it names one. What a stretch brings is gathered and written in the order of its tables, which is several
times as quick as entry by entry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dajuan.ledger.entry import Entry
from dajuan.programmes.pack import Programme
from dajuan.subjects.naming import named_by
from dajuan.subjects.row import LINK, OPENED, STAGE, Stored, microseconds, stored


class Fact(NamedTuple):
    """An entry of the stretch; a new number in ``Taking.died`` says that it does not count any more."""

    seq: int
    subject: int
    kind: str
    actor: str
    at: int


class Taking:
    """One stretch of the log on its way into the register, within a transaction of its own."""

    def __init__(self, db: sqlite3.Connection, programmes: Mapping[str, Programme], start: int) -> None:
        self._db, self._programmes, self._start = db, programmes, start
        self._ids: dict[tuple[str, str], int] = {}
        self._programme_of: dict[int, str] = {}
        self._facts: dict[int, Fact] = {}
        self._of: dict[int, list[int]] = {}
        """The entries of the stretch about each subject."""
        self._died: dict[int, int] = {}
        """Entries of the stretch that died, and by which."""
        self._held: list[tuple[int, str, str, int, Stored]] = []
        self._named: set[tuple[str, str, int]] = set()
        self._files: set[tuple[str, int]] = set()
        self._seen: dict[int, list[int]] = {}
        """What each verification of the stretch has passed."""
        self.touched: set[int] = set()
        """Subjects whose rows are to be made anew."""
        self.latest = ""
        """The latest day on which any of the entries took effect."""

    def take(self, seq: int, entry: Entry) -> None:
        if entry.kind == "declared":
            return
        subject = self._id(entry.programme, entry.subject)
        self._facts[seq] = Fact(seq, subject, entry.kind, entry.actor, microseconds(entry.recorded_at))
        self._of.setdefault(subject, []).append(seq)
        self._files |= {(one.sha256, seq) for one in entry.evidence if one.sha256}
        if entry.subject:
            self.touched.add(subject)
        if entry.kind in ("verified", "withdrawn") and entry.about:
            self._speak(self._facts[seq], entry)
        if entry.kind == "withdrawn":
            return
        if entry.replaces is not None:
            self._bury(self._meant(subject, entry.programme, entry.replaces, entry.replaces, ""), seq)
        on = entry.effective_on.isoformat()
        self.latest = max(self.latest, on)
        self._held += [(subject, key, on, seq, value) for key, value in _values(entry)]
        self._named |= {(*one, subject) for one in self._names(entry)}

    def write(self) -> None:
        """All that was gathered."""
        died = self._died.get
        many = self._db.executemany
        many("insert into fact values (?, ?, ?, ?, ?, ?)", ((*one, died(one.seq)) for one in self._facts.values()))
        self._held.sort(key=lambda one: one[:4])
        many("insert into held values (?, ?, ?, ?, ?, ?)", ((*one, died(one[3])) for one in self._held))
        seen = sorted((seq, by, died(by)) for by, some in self._seen.items() for seq in some)
        many("insert into seen values (?, ?, ?)", seen)
        many("insert or ignore into named values (?, ?, ?)", sorted(self._named))
        many("insert or ignore into file values (?, ?)", sorted(self._files))

    def _id(self, programme: str, code: str) -> int:
        known = self._ids.get((programme, code))
        if known is None:
            known = self._ids[programme, code] = self._id_kept(programme, code)
            self._programme_of[known] = programme
        return known

    def _id_kept(self, programme: str, code: str) -> int:
        asked = "select id from subject where programme = ? and code = ?"
        found = self._db.execute(asked, (programme, code)).fetchone()
        if found is None:
            self._db.execute("insert into subject (programme, code) values (?, ?)", (programme, code))
            found = self._db.execute(asked, (programme, code)).fetchone()
        return int(found[0])

    def _names(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The code and the programme of each subject that an entry names."""
        for other in entry.links.values():
            programme, _, code = other.partition("/")
            yield code, programme
        pack = self._programmes.get(entry.programme)
        for key, value in entry.fields.items():
            field = pack.fields.get(key) if pack else None
            yield from ((code, programme) for programme, code in named_by(field, value, ("",)))

    def _speak(self, fact: Fact, entry: Entry) -> None:
        assert entry.about is not None
        first, last = entry.about
        meant = self._meant(fact.subject, entry.programme, first, min(last, fact.seq - 1), entry.subject)
        if entry.kind == "withdrawn":
            self._bury(meant, fact.seq)
            return
        passed = [one for one in meant if one.kind == "moved" and one.actor != fact.actor]
        self.touched.update(one.subject for one in passed)
        self._seen[fact.seq] = [one.seq for one in passed]

    def _meant(self, subject: int, programme: str, first: int, last: int, code: str) -> list[Fact]:
        """Entries that count, of one subject if ``code`` says which, else of the whole programme."""
        found: list[Fact] = []
        if first < self._start:
            about = {"subject": subject, "programme": programme, "first": first, "last": min(last, self._start - 1)}
            found += map(Fact._make, self._db.execute(_OWN if code else _WIDE, about))
        if code:
            new = [self._facts[seq] for seq in self._of.get(subject, ()) if first <= seq <= last]
        else:
            stretch = range(max(first, self._start), last + 1)
            facts = (self._facts[seq] for seq in stretch if seq in self._facts)
            new = [one for one in facts if self._programme_of[one.subject] == programme]
        return found + [one for one in new if one.seq not in self._died and one.kind != "withdrawn"]

    def _bury(self, facts: list[Fact], by: int) -> None:
        for one in facts:
            if one.seq >= self._start:
                self._died[one.seq] = by
            else:
                self._db.execute("update fact set died = ? where seq = ?", (by, one.seq))
            if one.kind == "verified":
                self._unsee(one.seq, by)
                continue
            self.touched.add(one.subject)
            if one.seq < self._start:
                self._db.execute("update held set died = ? where subject = ? and seq = ?", (by, one.subject, one.seq))

    def _unsee(self, verification: int, by: int) -> None:
        """What it had passed is to be looked at again."""
        for seq in self._seen.get(verification, ()):
            fact = self._facts.get(seq)
            found = (fact.subject,) if fact else self._db.execute(_SUBJECT_OF, (seq,)).fetchone()
            self.touched.add(found[0])
        if verification < self._start:
            self.touched.update(one for (one,) in self._db.execute(_PASSED, (verification,)))
            self._db.execute("update seen set died = ? where by_seq = ?", (by, verification))


def _values(entry: Entry) -> Iterator[tuple[str, Stored]]:
    if entry.kind == "opened":
        yield OPENED, ""
    if entry.kind == "moved":
        yield STAGE, entry.stage
    if entry.kind != "measured":
        for key, value in entry.fields.items():
            yield key, stored(value)
    for relation, other in entry.links.items():
        yield LINK + relation, other


_FACT = "select f.seq, f.subject, f.kind, f.actor, f.at from fact f"
_ALIVE = "f.seq between :first and :last and f.died is null and f.kind <> 'withdrawn'"
_OWN = f"{_FACT} where f.subject = :subject and {_ALIVE}"
_WIDE = f"{_FACT} join subject s on s.id = f.subject where s.programme = :programme and {_ALIVE}"
_SUBJECT_OF = "select subject from fact where seq = ?"
_PASSED = "select f.subject from seen s join fact f on f.seq = s.seq where s.by_seq = ?"
