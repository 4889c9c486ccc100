"""答卷印记: the line at the end of a sheet with all it takes to make the same sheet again, and the reading of it.

The line is for people and survives what word processors do to it: spaces and line breaks put in or taken out, full-width
signs made half-width and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Style = Literal["plain", "official"]
STYLES: tuple[Style, ...] = get_args(Style)


@dataclass(frozen=True, slots=True)
class Stamp:
    origin: str
    """The name of the log, as in its checkpoints."""
    year: int
    as_of: date
    size: int
    """How many entries of the log it knows."""
    root: str
    """Their RFC 9162 root, 64 hex digits."""
    verified: bool
    """Only what another has verified counts."""
    lights: str
    """Codes of the rules it was judged by."""
    schedule: str
    words: str
    """The sentences it was written in (``Sentences.digest``): other words would be no alteration of these."""
    style: Style = "plain"


def stamp_line(stamp: Stamp) -> str:
    """One line of Chinese; :func:`stamp_in` reads it back. Hexadecimal in capitals: fonts join two small f to one sign."""
    day = stamp.as_of
    counted = "只计已复核" if stamp.verified else "计全部记录"
    return (
        f"答卷印记：日志{stamp.origin}；计划年度{stamp.year}；截至{day.year}年{day.month}月{day.day}日；"
        f"所知记录{stamp.size}条；根{stamp.root.upper()}；{counted}；亮灯规则{stamp.lights}；"
        f"序时规则{stamp.schedule}；文辞{stamp.words.upper()}；版式{stamp.style}。"
    )


_GAPS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_LINE = re.compile(
    r"答卷印记:日志(?P<origin>[a-z0-9][a-z0-9./-]*);计划年度(?P<year>\d{4});"
    r"截至(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日;所知记录(?P<size>\d+)条;根(?P<root>[0-9A-Fa-f]{64});"
    r"(?P<counted>只计已复核|计全部记录);亮灯规则(?P<lights>[^;。]+);序时规则(?P<schedule>[^;。]+);"
    r"文辞(?P<words>[0-9A-Fa-f]{12});版式(?P<style>plain|official)"
)


def stamp_in(text: str) -> Stamp | None:
    """The last stamp in a text, or None where it has none that is whole."""
    stamps = list(_LINE.finditer(_GAPS.sub("", unicodedata.normalize("NFKC", text))))
    if not stamps:
        return None
    found = stamps[-1]
    try:
        as_of = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    return Stamp(
        origin=found["origin"],
        year=int(found["year"]),
        as_of=as_of,
        size=int(found["size"]),
        root=found["root"].lower(),
        verified=found["counted"] == "只计已复核",
        lights=found["lights"],
        schedule=found["schedule"],
        words=found["words"].lower(),
        style="official" if found["style"] == "official" else "plain",
    )
