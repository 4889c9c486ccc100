"""A photograph of works going on, or what stands for one: floors as far as they are up, a crane beside them. PNG."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 240, 160
_FLOORS = 10
_SKY, _EARTH, _WALL, _GLASS, _CRANE = (
    bytes((205, 221, 233)), bytes((160, 140, 115)), bytes((214, 205, 192)), bytes((120, 145, 165)), bytes((214, 150, 40)),
)  # fmt: skip


def photograph(words: str, share: float) -> bytes:
    """A building of which this share is up. ``words`` are kept in the file as its description."""
    up = round(_FLOORS * min(1.0, max(0.0, share)))
    rows = b"".join(b"\0" + _row(y, up) for y in range(HEIGHT))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)),
            (b"iTXt", b"Description\0\0\0zh\0\0" + words.encode()),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _row(y: int, up: int) -> bytes:
    if y >= 140:
        return _EARTH * WIDTH
    pixels = [_SKY] * WIDTH
    floor, within = divmod(139 - y, 11)
    if floor < up:
        for x in range(60, 160):
            pixels[x] = _GLASS if within > 3 and x % 20 > 6 else _WALL
    for x in (*range(185, 190), *(range(110, 225) if 12 <= y < 17 else ())):
        if y >= 12:
            pixels[x] = _CRANE
    return b"".join(pixels)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
