"""死信 dead letters: what was refused, with the reason in both languages, a JSON line each, by the day it came.

Where a firm has not consented only the reason stands, not what was sent.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from dajuan.systems.telemetry.reasons import Refusal, reasons

_TAIL = 2**20
"""Bytes from a file's end that are looked at for its newest letters."""


class Letter(NamedTuple):
    at: int
    """When it came, milliseconds."""
    code: str
    zh: str
    en: str
    firm: str = ""
    device: str = ""
    topic: str = ""
    payload: str | None = None
    """What was sent; bytes that are no UTF-8 stand as ``\\xff``. None: it may not be kept."""
    verified: bool = False
    """Its signature was looked at, if its firm signs, and ``payload`` is what was signed."""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Letter).decode


def letter(refusal: Refusal, *, at: int, topic: str, payload: bytes, firm: str, device: str, verified: bool) -> Letter:
    kept = payload.decode("utf-8", "backslashreplace") if reasons()[refusal.code].keeps else None
    return Letter(at, refusal.code, refusal.zh, refusal.en, firm, device, topic, kept, verified)


class Letters:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, day: date) -> Path:
        return self.folder / f"{day}.jsonl"

    def keep(self, day: date, letters: Sequence[Letter]) -> None:
        """Returns when they are on the disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        data = b"".join(_encode(one) + b"\n" for one in letters)
        path = self.path_of(day)
        with path.open("ab") as file:
            if file.tell() and _last_byte(path) != b"\n":
                file.write(b"\n")  # A crash cut the last line short: nobody was told of it.
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def days(self) -> list[date]:
        """The newest first."""
        return sorted((date.fromisoformat(path.stem) for path in self.folder.glob("*.jsonl")), reverse=True)

    def of_day(self, day: date) -> Iterator[Letter]:
        path = self.path_of(day)
        if path.exists():
            with path.open("rb") as file:
                yield from _whole(file)

    def newest(self, day: date, many: int, firm: str | None = None) -> list[Letter]:
        """The last that came on a day, the newest first."""
        path = self.path_of(day)
        if not path.exists():
            return []
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            if size > _TAIL:
                file.readline()
            found = [one for one in _whole(file) if firm is None or one.firm == firm]
        return found[::-1][:many]


def _whole(lines: Iterable[bytes]) -> Iterator[Letter]:
    for line in lines:
        try:
            yield _decode(line)
        except msgspec.DecodeError:
            continue


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
