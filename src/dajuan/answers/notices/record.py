"""The record of what was sent, in ``notices.sqlite`` in the zone's folder: the only truth about it, so back it up.

It is no part of the ledger: that holds facts about subjects, signed and for others to verify; who was mailed when is
neither. It is one file even where the ledger is in PostgreSQL: evidence and keys are in the zone's folder too, so
whoever sends works in that folder, and a lock there keeps two senders apart on one machine.

A notice is written down as *sending* before it is handed over and as *sent* after; both commits reach the disk
(synchronous = FULL). What is found *sending* by the next run was in the air when the last one died.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.trouble import NoticesError
from dajuan.standards.words import Words

if sys.platform != "win32":
    import fcntl

NAME = "notices.sqlite"
VERSION = 1
State = Literal["waiting", "sending", "sent", "unsure", "given-up", "replaced", "withdrawn"]
_WAIT = 30.0
_KEPT_SECONDS = 3600.0
_NO_WORDS = Words("", "")


class Kept(NamedTuple):
    """A notice on one channel, and what became of it so far."""

    notice: Notice
    channel: str
    contact: str
    state: State
    tries: int
    changed_at: datetime
    why: Words


class Pause(NamedTuple):
    failures: int
    until: float
    why: Words


class Record:
    """One SQLite file. Writing belongs to who holds :meth:`turn`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._clear():
            self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._made()

    def _made(self) -> None:
        with self._writing():
            (version,) = self._db.execute("pragma user_version").fetchone()
            if version == 0:
                for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"pragma user_version = {VERSION}")
        if version > VERSION:
            self.close()
            raise NoticesError(
                f"{self.path} 是更新版本的答卷写的（第 {version} 版，此处认得第 {VERSION} 版）：请升级 dajuan",
                f"{self.path} was written by a newer Dajuan (version {version}, known here {VERSION}): upgrade dajuan",
            )

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the only sender while the block runs; a sender that dies gives it back. Another one is told to wait."""
        if sys.platform == "win32":  # no such lock there: two runs at once are not kept apart
            yield
            return
        handle = os.open(f"{self.path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise NoticesError(
                    f"{self.path}：另一条命令正在发通知，请等它做完",
                    f"{self.path}: another run is sending; wait for it",
                ) from error
            yield
        finally:
            os.close(handle)

    @contextmanager
    def _clear(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise NoticesError(
                f"{self.path}：SQLite 出错（{error}）；磁盘满、文件损坏或没有权限都会如此",
                f"{self.path}: SQLite says '{error}': a full disk, a damaged file or missing rights",
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._clear():
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    def kept(self, *states: State) -> list[Kept]:
        """All in these states, oldest first."""
        marks = ",".join("?" * len(states))
        return self._found(f"where state in ({marks}) order by planned_at, key, channel", states)

    def of(self, notice: Notice, channel: str) -> Kept | None:
        """What became of a notice on a channel; None if it was never planned there."""
        found = self._found("where key = ? and channel = ?", (notice.key, channel))
        return found[0] if found else None

    def _found(self, where: str, values: Sequence[str]) -> list[Kept]:
        with self._clear():
            rows = self._db.execute(
                f"select data, channel, contact, state, tries, changed_at, why_zh, why_en from notice {where}", values
            ).fetchall()
        return [
            Kept(_notice(data), channel, contact, state, tries, datetime.fromisoformat(changed), Words(zh, en))
            for data, channel, contact, state, tries, changed, zh, en in rows
        ]

    def plan(self, wanted: Iterable[tuple[Notice, str, str]], at: datetime) -> None:
        """Write down what is to go out (notice, channel, contact); what is there already stays as it is, but what was
        withdrawn unsent has its cause again.

        An older notice of the same thread that still waits on that channel gives way: the newer has the newer numbers.
        """
        now = at.isoformat()
        with self._writing():
            for notice, channel, contact in wanted:
                data = json.dumps(asdict(notice), ensure_ascii=False, default=str)
                made = self._db.execute(
                    "insert into notice (key, channel, contact, thread, data, state, planned_at, changed_at)"
                    " values (?, ?, ?, ?, ?, 'waiting', ?, ?) on conflict do update set state = 'waiting',"
                    " data = excluded.data, changed_at = excluded.changed_at where state = 'withdrawn'",
                    (notice.key, channel, contact, notice.thread, data, now, now),
                ).rowcount
                if made:
                    self._db.execute(
                        "update notice set state = 'replaced', changed_at = ? where thread = ? and channel = ?"
                        " and state = 'waiting' and key <> ?",
                        (now, notice.thread, channel, notice.key),
                    )

    def withdraw(self, but: set[str], at: datetime) -> int:
        """What waits and is not among these keys is not told any more; how many that were."""
        gone = [(kept.notice.key, kept.channel) for kept in self.kept("waiting") if kept.notice.key not in but]
        with self._writing():
            self._db.executemany(
                "update notice set state = 'withdrawn', changed_at = ? where key = ? and channel = ?",
                [(at.isoformat(), *one) for one in gone],
            )
        return len(gone)

    def begin(self, notices: Iterable[Notice], channel: str, *, message: str, lane: str, at: datetime) -> None:
        """These are about to be handed over."""
        with self._writing():
            self._db.executemany(
                "update notice set state = 'sending', message = ?, changed_at = ? where key = ? and channel = ?",
                [(message, at.isoformat(), notice.key, channel) for notice in notices],
            )
            self._db.execute("delete from attempt where at < ?", (at.timestamp() - _KEPT_SECONDS,))
            self._db.execute("insert into attempt values (?, ?)", (lane, at.timestamp()))

    def end(
        self,
        notices: Iterable[Notice],
        channel: str,
        state: State,
        *,
        at: datetime,
        refused: bool = False,
        why: Words = _NO_WORDS,
    ) -> None:
        """What became of them; ``refused`` counts a try."""
        with self._writing():
            self._db.executemany(
                "update notice set state = ?, tries = tries + ?, changed_at = ?, why_zh = ?, why_en = ?"
                " where key = ? and channel = ?",
                [(state, refused, at.isoformat(), *why, notice.key, channel) for notice in notices],
            )

    def settle(self, notice_key: str, channel: str, *, sent: bool, at: datetime) -> bool:
        """A person decides about one that is unsure or given up: it was sent after all, or it goes out again."""
        with self._writing():
            changed = self._db.execute(
                "update notice set state = ?, tries = 0, changed_at = ? where key = ? and channel = ?"
                " and state in ('unsure', 'given-up')",
                ("sent" if sent else "waiting", at.isoformat(), notice_key, channel),
            ).rowcount
        return bool(changed)

    def attempts(self, lane: str, after: float, until: float) -> list[float]:
        """When something was handed over on a lane, in seconds since 1970, oldest first."""
        with self._clear():
            found = self._db.execute(
                "select at from attempt where lane = ? and at > ? and at <= ? order by at", (lane, after, until)
            )
            return [at for (at,) in found]

    def paused(self, place: str) -> Pause | None:
        with self._clear():
            found = self._db.execute(
                "select failures, until, why_zh, why_en from pause where place = ?", (place,)
            ).fetchone()
        return Pause(found[0], found[1], Words(found[2], found[3])) if found else None

    def pause(self, place: str, pause: Pause) -> None:
        with self._writing():
            self._db.execute(
                "insert or replace into pause values (?, ?, ?, ?, ?)", (place, pause.failures, pause.until, *pause.why)
            )

    def resume(self, *places: str) -> None:
        with self._writing():
            self._db.executemany("delete from pause where place = ?", [(place,) for place in places])


def _notice(data: str) -> Notice:
    told = json.loads(data)
    read = {
        "subject": Words(*told["subject"]),
        "text": Words(*told["text"]),
        "made_on": date.fromisoformat(told["made_on"]),
    }
    return Notice(**{**told, **read})
