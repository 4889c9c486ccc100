"""The one way in: drafts are judged, sealed into the log and written, all of them or none.

What happens inside the log's lock: known idempotency keys are set aside, subjects that moved since the caller looked
are refused, every draft is held to the rules as if those before it stood, and the rest is hashed and written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dajuan.ledger.entry import Draft, Entry, canonical, entry_of, leaf_hash, moment_of, timestamp
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.merkle import Edge, Node
from dajuan.ledger.rules import Case, judge
from dajuan.ledger.states import asked_of, states_of
from dajuan.ledger.store import Ahead, Head, PackVersion, Reader, Writer
from dajuan.ledger.trouble import ConflictError, LedgerError, RefusedError, Trouble
from dajuan.ledger.unique import Holders
from dajuan.ledger.uses import refuse_orphans
from dajuan.programmes.pack import Programme
from dajuan.programmes.text import pack_text, sha256_of

_SUBJECT = tuple[str, str]
"""Programme and code."""
_OF_DRAFT = Draft.__struct_fields__


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
    with ledger.store.writing(_ahead(drafts)) as writer:
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
        self.rows: list[tuple[int, str, bytes]] = []
        self.nodes: list[Node] = []
        self.seqs: list[int | None] = []
        self.added = 0
        self.troubles: list[Trouble] = []
        self.declared: set[tuple[str, int]] = set()
        self.packs: list[PackVersion] = []

    def take_all(self, drafts: Sequence[Draft]) -> None:
        self.known = self.reader.with_keys({draft.key for draft in drafts if draft.key})
        self.states = states_of(
            self.reader, ((draft.programme, draft.subject) for draft in drafts if draft.key not in self.known)
        )
        self.found_at = {subject: state.last for subject, state in self.states.items()}
        new = [draft for draft in drafts if draft.key not in self.known]
        self.holders = Holders(self.reader, self.ledger.programmes, new, self.states)
        for row, draft in enumerate(drafts):
            troubles = self._repeated(draft, row) if draft.key in self.known else self._judged(draft, row)
            self.troubles += troubles
            if troubles:
                self.seqs.append(None)
            elif draft.key in self.known:
                self.seqs.append(self.known[draft.key])
            else:
                self.seqs.append(self._take(draft))

    def _take(self, draft: Draft) -> int:
        programme = self.ledger.programmes[draft.programme]
        self._declare(programme)
        seq, entry = self._seal(draft, programme.version)
        self.states[draft.programme, draft.subject].take(seq, entry)
        self.holders.took(draft)
        if draft.key:
            self.known[draft.key] = seq
        self.added += 1
        return seq

    def _seal(self, draft: Draft, version: int) -> tuple[int, Entry]:
        entry = Entry(
            programme=draft.programme,
            subject=draft.subject,
            kind=draft.kind,
            effective_on=draft.effective_on,
            stage=draft.stage,
            fields=draft.fields,
            written=draft.written,
            links=draft.links,
            evidence=draft.evidence,
            about=draft.about,
            replaces=draft.replaces,
            note=draft.note,
            key=draft.key,
            version=version,
            actor=self.actor,
            recorded_at=self.recorded_at,
        )
        data = canonical(entry)
        leaf = leaf_hash(data)
        seq = self.edge.size
        self.nodes += self.edge.append(leaf)
        self.rows.append((seq, data.decode(), leaf))
        return seq, entry

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
        subject = draft.programme, draft.subject
        troubles = judge(Case(programme, self.states[subject], draft, self.actor, self.today, row))
        troubles += self.holders.troubles(draft, row)
        if self.seen is not None and self.found_at[subject] >= self.seen:
            troubles.append(self._conflict(subject, row))
        if draft.kind in {"verified", "withdrawn"} and not draft.subject and not troubles:
            troubles += self._wide(draft, row)
        return troubles

    def _conflict(self, subject: _SUBJECT, row: int) -> Trouble:
        seq, code = self.found_at[subject], subject[1]
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

    def _declare(self, programme: Programme) -> None:
        """The first entry under a version of a programme is preceded by one that declares it, with the pack's hash."""
        version = programme.code, programme.version
        if version in self.ledger.declared or version in self.declared:
            return
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
