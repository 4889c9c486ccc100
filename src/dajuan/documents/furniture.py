"""What stands round a report and is no part of it: buttons, bylines, captions, page numbers, pull quotes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from dajuan.documents.lines import MAX_HEADING, RUNS_ON, Kind, Line, is_closed
from dajuan.language.lazy import lazy

MAX_CAPTION = 140
"""Longest line with a photographer at its end that is the caption of a picture."""
_MAX_WORDS = 70

_BYLINE = lazy(
    r"[^。；]{0,30}(?:记者|通讯员|实习生)[\s　:：/][^。，；\d]{1,40}$"
    r"|[^。；]{0,24}[\s　](?:摄|供图|制图)[)）]?$|[^。；]{0,16}(?:供图|制图)[)）]?$"
    r"|[（(][^）)]{0,30}(?:记者|通讯员)[^）)]{0,30}[）)]$"
)
_TAIL_BYLINE = lazy(r"(?<=[。！？”）])[ 　]*([（(]?[^。，；！？”）（(]{0,12}(?:记者|通讯员)[\s　:：][^。，；]{2,60})$")
_PAGE = lazy(r"[-—–－·•\s]*第?\s*\d{1,4}\s*页?(?:\s*[/，,共]\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*$")
_STAMP = lazy(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}秒?)?)?$")
_MEETING = lazy(r"[—\-–(（ ]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,40}(?:会|会议|大会).{0,30}$")
_CONTENTS = lazy(r".{2,50}?(?:[.…·．]{3,}|\t)\s*\d{1,4}$")
_ASCII = lazy(r"[A-Za-z\x20-\x2f\x3a-\x40][\x20-\x7e]{2,59}$|[0-9a-f]{24,}:?$")
_SALUTATION = lazy(r"(?:各位|同志们|尊敬|女士们|朋友们).{0,16}[：:！!，,]$")


@cache
def _tables() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    exact, prefix, tail = set(), [], set()
    for row in (Path(__file__).parent / "furniture.tsv").read_text(encoding="utf-8").splitlines():
        how, _, words = row.partition("\t")
        if how == "exact":
            exact.add(words)
        elif how == "prefix":
            prefix.append(words)
        elif how == "tail":
            tail.add(words)
    return frozenset(exact | tail), tuple(prefix), frozenset(tail)


def is_label(words: str) -> bool:
    """A button, a source line or the like, by the table."""
    exact, prefixes, _ = _tables()
    return words in exact or (len(words) <= 50 and words.startswith(prefixes))


def is_meeting(words: str) -> bool:
    """——2026年1月26日在某某会议上: when and where the report was given."""
    return _MEETING.match(words) is not None


def is_by_its_words(words: str) -> bool:
    """A byline, a date and time, a caption: furniture wherever it stands."""
    return bool(_BYLINE.match(words) or _STAMP.match(words))


def with_bylines_apart(lines: Sequence[Line]) -> list[Line]:
    """A byline at the end of a paragraph (…。记者 某某) becomes a line of its own."""
    out = []
    for line in lines:
        end = line.words[-60:]
        tail = None
        if not line.kind and ("记者" in end or "通讯员" in end):
            tail = _TAIL_BYLINE.search(line.words, max(0, len(line.words) - _MAX_WORDS))
        if tail is None:
            out.append(line)
        elif tail[1].endswith(("摄", "供图", "摄影")) and len(line.words) <= MAX_CAPTION:
            out.append(line._replace(kind="furniture"))
        else:
            out.append(line._replace(end=line.start + tail.start(), words=line.words[: tail.start()]))
            out.append(line._replace(start=line.end - len(tail[1]), words=tail[1], kind="furniture"))
    return out


def mark_furniture(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Mark what shows by its own words, and all that follows a closing label (相关报道：)."""
    _, _, tails = _tables()
    pages = _page_numbers(lines)
    over = False
    for index, line in enumerate(lines):
        words = line.words
        if line.kind or len(words) > _MAX_WORDS:
            continue
        over = over or (words in tails and index > len(lines) // 2)
        if over or index in pages or _shows(lines, index) or _is_debris(lines, kinds, index):
            kinds[index] = "furniture"


def _shows(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if is_label(line.words):
        return not _inside_sentence(lines, index)
    return is_by_its_words(line.words) or (line.mark != "tag" and _CONTENTS.match(line.words) is not None)


def _inside_sentence(lines: Sequence[Line], index: int) -> bool:
    """Is the line a word cut out of a sentence (…的 / 首页 / 是…)?"""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1].words, lines[index + 1].words
    return len(before) > 12 and not is_closed(before) and after[0] in RUNS_ON


def _is_debris(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """A line of Latin letters between Chinese paragraphs (Public domain, a hash) that no sentence runs into."""
    words = lines[index].words
    if not words.isascii() or not index or (lines[index - 1].words[-1].isascii() and kinds[index - 1] != "furniture"):
        return False
    return _ASCII.match(words) is not None and (kinds[index - 1] == "furniture" or is_closed(lines[index - 1].words))


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that hold nothing but a page number; bare numbers count only when most of them go up by one."""
    found = [i for i, line in enumerate(lines) if len(line.words) <= 14 and not line.kind and _PAGE.match(line.words)]
    values = [int(lines[i].words) for i in found if lines[i].words.isdecimal()]
    rising = len(values) > 1 and sum(b == a + 1 for a, b in pairwise(values)) * 2 >= len(values)
    return {i for i in found if rising or not lines[i].words.isdecimal()}


def mark_head(lines: Sequence[Line], kinds: list[Kind], title: int) -> None:
    """What stands before the first words of the report: who gave it, where, when. None of it is the report."""
    body = _first_words(lines, kinds)
    for index in range(max(title, 0)):
        kinds[index] = kinds[index] or "furniture"
    for index, line in enumerate(lines[: max(body, title + 6)]):
        if not kinds[index] and (index < body or is_meeting(line.words)):
            kinds[index] = "furniture"


def _first_words(lines: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """The line of the salutation (各位代表：) if there is one and only short lines stand before it; else 0."""
    for index, line in enumerate(lines[:40]):
        if _SALUTATION.match(line.words):
            return index
        if kinds[index] != "furniture" and (line.mark not in {"", "dash", "tag"} or len(line.words) > MAX_HEADING):
            return 0
    return 0


def mark_pull_quotes(lines: Sequence[Line], kinds: list[Kind], text: str) -> None:
    """Lines shaped like headings that lead on to another heading and only repeat what the text says; and twins."""
    for index, line in enumerate(lines):
        if kinds[index] != "heading" or line.mark or line.kind or not index:
            continue
        follower = next((i for i in range(index + 1, len(lines)) if kinds[i] != "furniture"), -1)
        leads_on = follower < 0 or kinds[follower] == "heading"
        twin = (follower >= 0 and lines[follower].words == line.words) or _has_twin(lines, kinds, index)
        quoted = leads_on and len(line.words) >= 4 and all(text.count(part) > 1 for part in line.words.split())
        if twin or quoted:
            kinds[index] = "furniture"


def _has_twin(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Does the same line stand just before, with nothing but furniture between?"""
    previous = index - 1
    while previous >= 0 and kinds[previous] == "furniture":
        if lines[previous].words == lines[index].words:
            return True
        previous -= 1
    return False
