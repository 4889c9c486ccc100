"""The ledger's words for a terminal: when an entry was recorded, its evidence, lines that fit."""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.ledger.entry import Entry, Evidence, moment_of
from dajuan.ledger.zone import Zone
from dajuan.outputs.width import width
from dajuan.programmes.pack import Language


def recorded_said(entry: Entry, zone: Zone) -> str:
    """When it was recorded, on the zone's clock."""
    return moment_of(entry.recorded_at).astimezone(zone.timezone).strftime("%Y-%m-%d %H:%M:%S")


def evidence_said(one: Evidence, language: Language) -> str:
    kind = one.kind or ("未写种类" if language == "zh" else "of no kind")
    where = one.address or f"sha256 {one.sha256[:16]}…"
    return f"{one.name} · {kind} · {where}"


def folded(words: str, columns: int, indent: str = "") -> Iterator[str]:
    """Lines of at most so many columns; a Chinese text may break anywhere, English between words."""
    line = indent
    for piece in _pieces(words):
        if width(line) + width(piece.rstrip()) > columns and line.strip():
            yield line.rstrip()
            line = indent
        line += piece if line != indent else piece.lstrip()
    yield line.rstrip()


def _pieces(words: str) -> Iterator[str]:
    """Words with the space after them, and single Chinese characters (with a stop that must not begin a line)."""
    word = ""
    for character in words:
        if character in "，。；：、）”" or character == " ":
            yield word + character
            word = ""
        elif character >= "\u2e80":
            if word:
                yield word
            word = character
        else:
            if word and word[-1] >= "\u2e80":
                yield word
                word = ""
            word += character
    if word:
        yield word
