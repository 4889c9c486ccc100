"""The one way in: drafts are judged, sealed into the log and written, all of them or none.

What happens inside the log's lock: known idempotency keys are set aside, subjects that moved since the caller looked
are refused, every draft is held to the rules as if those before it stood, and the rest is hashed and written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dajuan.ledger.entry import Draft, Entry, entry_of, leaf_hash, moment_of, sealed, timestamp
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.openings import are_right, is_opening
from dajuan.ledger.rules import Case, judge
from dajuan.ledger.states import States, Subject, asked_of
from dajuan.ledger.store import STORED_LEVELS, Ahead, Head, PackVersion, Reader, Writer
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError, Trouble
from dajuan.ledger.unique import Holders
from dajuan.ledger.uses import refuse_orphans
from dajuan.programmes.pack import Programme
from dajuan.programmes.text import pack_text, sha256_of

_OF_DRAFT = Draft.__struct_fields__
_MANY = 20
"""Drafts from which it pays to look at all before each; so many are not asked for ahead."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did."""

    seqs: tuple[int | None, ...]
    """Where each draft stands in the log; None: it was refused (only with ``partial``)."""
    added: int
    """Entries that are new; other drafts were there by their idempotency key."""
    edge: Edge
    """The log's right edge when it was done."""
    troubles: tuple[Trouble, ...] = ()
    clock_behind: float = 0.0
    """Seconds by which this machine's clock was behind the newest entry; the entry's time was used."""

    @property
    def size(self) -> int:
        return self.edge.size

    @property
    def root(self) -> bytes:
        return self.edge.root()


def append(
    ledger: Ledger,
    drafts: Sequence[Draft],
    *,
    actor: str,
    seen: int | None = None,
    now: datetime | None = None,
    partial: bool = False,
) -> Appended:
    """Append drafts. ``seen`` is the log's size when the caller looked: who wrote since about the same subject is told.

    Raises :class:`RefusedError` with everything wrong with every draft (:class:`ConflictError` when somebody was
    quicker) and then nothing was written; with ``partial`` the drafts that are right go in, and the rest is reported.
    """
    with ledger.store.writing(_ahead(drafts) if len(drafts) < _MANY else None) as writer:
        work = _Work(ledger, writer, actor, now or datetime.now(UTC), seen)
        work.take_all(drafts)
        if work.troubles and not partial:
            raise (ConflictError if any(one.code == "conflict" for one in work.troubles) else RefusedError)(
                work.troubles
            )
        work.write(writer)
    ledger.declared |= work.declared
    return work.done()


def would_append(
    ledger: Ledger, drafts: Sequence[Draft], *, actor: str, seen: int | None = None, now: datetime | None = None
) -> Appended:
    """What :func:`append` would do with these drafts just now: the same checks, nothing written, nobody kept waiting."""
    with ledger.store.reading() as reader:
        work = _Work(ledger, reader, actor, now or datetime.now(UTC), seen)
        work.take_all(drafts)
    return work.done()


def _ahead(drafts: Sequence[Draft]) -> Ahead:
    subjects: dict[str, list[str]] = {}
    for draft in drafts:
        subjects.setdefault(draft.programme, []).append(draft.subject)
    return Ahead(
        {draft.key for draft in drafts if draft.key}, {code: asked_of(some) for code, some in subjects.items()}
    )


class _Work:
    """One append on its way, inside the lock; or only looked at, outside of it."""

    def __init__(self, ledger: Ledger, reader: Reader, actor: str, moment: datetime, seen: int | None) -> None:
        if not actor.strip():
            raise LedgerError("没有写明是谁记的", "it is not said who records this")
        self.ledger, self.reader, self.actor, self.moment, self.seen = ledger, reader, actor, moment, seen
        self.today = moment.astimezone(ledger.timezone).date()
        head = reader.head()
        self.edge = Edge(head.edge.size, head.edge.hashes)
        self.start = head.size
        self.asked_at = timestamp(moment)
        self.recorded_at = max(self.asked_at, head.recorded_at)
        self.rows: list[tuple[int, bytes, bytes]] = []
        self.nodes: list[Node] = []
        """Those of the tree's subtrees that the rows complete and that are kept."""
        self.seqs: list[int | None] = []
        self.added = 0
        self.troubles: list[Trouble] = []
        self.declared: set[tuple[str, int]] = set()
        self.packs: list[PackVersion] = []
        self.versions: dict[str, int] = {}
        """Of programmes that were looked at: the version that stands declared."""

    def take_all(self, drafts: Sequence[Draft]) -> None:
        self.known = self.reader.with_keys({draft.key for draft in drafts if draft.key})
        new = [draft for draft in drafts if draft.key not in self.known]
        self.states = States(self.reader, ((draft.programme, draft.subject) for draft in new))
        self.openings = self._right_openings(new) if len(new) >= _MANY else frozenset()
        self.holders = Holders(self.reader, self.ledger.programmes, new, self.states)
        for row, draft in enumerate(drafts):
            known = draft.key in self.known
            troubles = self._repeated(draft, row) if known else self._judged(draft, row)
            if troubles:
                self.troubles += troubles
                self.seqs.append(None)
            else:
                self.seqs.append(self.known[draft.key] if known else self._take(draft))
        self.nodes = self.edge.extend([leaf for _, _, leaf in self.rows], STORED_LEVELS)

    def _right_openings(self, drafts: Sequence[Draft]) -> frozenset[str]:
        """The programmes of which all drafts that open new subjects are right."""
        found: dict[str, list[Draft]] = {}
        for draft in drafts:
            if is_opening(draft) and self.states.is_new((draft.programme, draft.subject)):
                found.setdefault(draft.programme, []).append(draft)
        on = self.ledger.programmes
        return frozenset(code for code, some in found.items() if code in on and are_right(on[code], some, self.today))

    def _take(self, draft: Draft) -> int:
        version = self.versions.get(draft.programme)
        if version is None:
            version = self.versions[draft.programme] = self._declare(self.ledger.programmes[draft.programme])
        seq = self._seal(draft, version)
        self.states.take((draft.programme, draft.subject), seq, self.rows[-1][1])
        self.holders.took(draft)
        if draft.key:
            self.known[draft.key] = seq
        self.added += 1
        return seq

    def _seal(self, draft: Draft, version: int) -> int:
        data = sealed(draft, version=version, actor=self.actor, recorded_at=self.recorded_at)
        seq = self.start + len(self.rows)
        self.rows.append((seq, data, leaf_hash(data)))
        return seq

    def write(self, writer: Writer) -> None:
        for pack in self.packs:
            writer.keep_pack(pack)
        if self.rows:
            writer.append(self.rows, self.nodes, Head(self.edge, self.recorded_at))

    def done(self) -> Appended:
        on_time = not self.rows or self.recorded_at == self.asked_at
        behind = 0.0 if on_time else (moment_of(self.recorded_at) - self.moment).total_seconds()
        return Appended(
            tuple(self.seqs),
            self.added,
            self.edge,
            tuple(self.troubles),
            max(0.0, behind),
        )

    def _judged(self, draft: Draft, row: int) -> list[Trouble]:
        subject = draft.programme, draft.subject
        if draft.programme in self.openings and is_opening(draft) and self.states.is_new(subject):
            return self.holders.troubles(draft, row)
        programme = self.ledger.programmes.get(draft.programme)
        if programme is None:
            on = "、".join(self.ledger.programmes) or "（无）"
            return [
                Trouble(
                    "programme",
                    f"没有启用“{draft.programme}”；已启用：{on}",
                    f"'{draft.programme}' is not switched on; on are: {on}",
                    row,
                )
            ]
        troubles = judge(Case(programme, self.states[subject], draft, self.actor, self.today, row))
        troubles += self.holders.troubles(draft, row)
        if self.seen is not None and self.states.last_logged(subject) >= self.seen:
            troubles.append(self._conflict(subject, row))
        if draft.kind in {"verified", "withdrawn"} and not draft.subject and not troubles:
            troubles += self._wide(draft, row)
        return troubles

    def _conflict(self, subject: Subject, row: int) -> Trouble:
        seq, code = self.states.last_logged(subject), subject[1]
        last = self._entry(seq)
        return Trouble(
            "conflict",
            f"{code}：{last.actor} 已在 {last.recorded_at[:19]}Z 写入新记录（第 {seq} 条）：请取新数据再改",
            f"{code}: {last.actor} wrote entry {seq} at {last.recorded_at[:19]}Z: look again, then change",
            row,
        )

    def _repeated(self, draft: Draft, row: int) -> list[Trouble]:
        """A draft whose key is known: the same again adds nothing, anything else under that key is refused."""
        seq = self.known[draft.key]
        entry = self._entry(seq)
        if all(getattr(entry, name) == getattr(draft, name) for name in _OF_DRAFT):
            return []
        return [
            Trouble(
                "key",
                f"{draft.subject}：幂等键 {draft.key} 已用于内容不同的第 {seq} 条记录",
                f"{draft.subject}: the idempotency key {draft.key} belongs to entry {seq}, which says something else",
                row,
            )
        ]

    def _entry(self, seq: int) -> Entry:
        if seq >= self.start:
            return entry_of(self.rows[seq - self.start][1])
        return entry_of(next(iter(self.reader.rows(seq, seq + 1))).data)

    def _wide(self, draft: Draft, row: int) -> list[Trouble]:
        """A ``verified`` or ``withdrawn`` of a whole programme has to meet something."""
        assert draft.about is not None
        first, last = draft.about
        entries = (entry_of(stored.data) for stored in self.reader.rows(first, last + 1))
        met = any(
            entry.programme == draft.programme
            and entry.kind not in {"withdrawn", "declared", "verified"}
            and (draft.kind == "withdrawn" or entry.actor != self.actor)
            for entry in entries
        )
        if met and last < self.start:
            return []
        what = "复核" if draft.kind == "verified" else "撤回"
        return [
            Trouble(
                "about",
                f"第 {first}–{last} 条里没有可{what}的记录（自己的记录不能自己复核）",
                f"entries {first} to {last} hold nothing of this programme that {self.actor} may call {draft.kind}",
                row,
            )
        ]

    def _declare(self, programme: Programme) -> int:
        """The first entry under a version of a programme is preceded by one that declares it, with the pack's hash."""
        version = programme.code, programme.version
        if version in self.ledger.declared:
            return programme.version
        text = pack_text(programme)
        sha256 = sha256_of(text)
        versions = self.reader.packs()
        kept = next((one.sha256 for one in versions if (one.programme, one.version) == version), None)
        if kept is None:
            refuse_orphans(self.reader, versions, programme)
            self.packs.append(PackVersion(programme.code, programme.version, sha256, text))
            draft = Draft(
                programme=programme.code,
                subject="",
                kind="declared",
                effective_on=self.today,
                fields={"sha256": sha256},
            )
            self._seal(draft, programme.version)
        elif kept != sha256:
            raise LedgerError(
                f"包 {programme.code} 改过，版本号却仍是 {programme.version}：把 version 改为 {programme.version + 1}",
                f"pack {programme.code} has changed but is still version {programme.version}:"
                f" make it {programme.version + 1}",
            )
        self.declared.add(version)
        return programme.version
