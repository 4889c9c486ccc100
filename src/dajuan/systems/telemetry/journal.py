"""先写后认 the journal: what was taken is on the disk before anybody is told so.

A segment is a file of frames: length, CRC-32, rows as MessagePack. A frame that a crash cut short was never
acknowledged and is passed over. A segment that is closed is carried into the ``lake`` and then removed.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from dajuan.systems.telemetry.reading import Reading

_HEAD = struct.Struct("<II")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Reading]).decode


class Journal:
    """The open segment. ``number`` has to be larger than that of any segment before."""

    def __init__(self, folder: Path, number: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.number, self.rows = folder, number, 0
        self._file = _new(folder, number)

    @property
    def path(self) -> Path:
        return path_of(self.folder, self.number)

    def write(self, readings: Sequence[Reading]) -> None:
        """Returns when they are on the disk."""
        data = _encode(readings)
        self._file.write(_HEAD.pack(len(data), zlib.crc32(data)) + data)
        self._file.flush()
        os.fdatasync(self._file.fileno())
        self.rows += len(readings)

    def next(self) -> int:
        """Close this segment and begin another; returns the number of the one closed."""
        self._file.close()
        done = self.number
        self.number, self.rows = done + 1, 0
        self._file = _new(self.folder, self.number)
        return done

    def close(self) -> None:
        self._file.close()


def path_of(folder: Path, number: int) -> Path:
    return folder / f"{number:010d}.log"


def segments(folder: Path) -> list[int]:
    """The numbers of those that are there, the oldest first."""
    return sorted(int(path.stem) for path in folder.glob("*.log"))


def readings_in(path: Path) -> Iterator[list[Reading]]:
    """The frames of a segment that are whole."""
    with path.open("rb") as file:
        while head := file.read(_HEAD.size):
            if len(head) < _HEAD.size:
                return
            size, check = _HEAD.unpack(head)
            data = file.read(size)
            if len(data) < size or zlib.crc32(data) != check:
                return
            yield _decode(data)


def _new(folder: Path, number: int) -> IO[bytes]:
    file = path_of(folder, number).open("xb")
    sync(folder)
    return file


def sync(folder: Path) -> None:
    """Makes names that came into a folder, or left it, last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
