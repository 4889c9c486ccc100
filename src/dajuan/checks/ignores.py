"""Findings that a person has looked at and lets stand: in a side file next to the document, or in the text itself.

The document is often not ours to edit, so what was decided about ``report.docx`` stands in
``report.docx.dajuan-ignore.toml`` beside it, one entry a decision:

    [[ignore]]
    rule = "QU101"
    quote = "装机规模5万千瓦时"   # the marked words: holds when they move, ends when they change
    reason = "原文如此，已向能源科核实为容量口径"
    by = "李敏"
    on = 2026-03-02

``words``, the hash of the marked words, stands in for ``quote`` where they are too long to copy.

In a text that is ours, a comment does: ``<!-- dajuan: ignore QU101 原因 -->`` for its own line (for the next one when
it stands alone), ``<!-- dajuan: ignore-file QU101 原因 -->`` for the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.checks.finding import Finding, Place
from dajuan.checks.rule import matching
from dajuan.checks.trouble import CheckError
from dajuan.documents.document import Document
from dajuan.language.lazy import lazy

SUFFIX = ".dajuan-ignore.toml"
_NEEDED = ("rule", "quote", "reason", "by", "on")
_COMMENT = lazy(
    r"<!--\s*dajuan\s*[:：]\s*ignore(?P<file>-file)?\s+"
    r"(?P<codes>(?:ALL|[A-Z]{2}\d{0,3})(?:[\s,，、]+[A-Z]{2}\d{0,3}(?![A-Za-z]))*)(?P<why>.*?)-->"
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One decision: this rule, on these words, is let stand, for this reason, by this person, on this day."""

    rule: str
    words: str
    """First 12 hexadecimal digits of the SHA-256 of the marked words, white space left out; empty: ``quote`` holds
    them, with words around them or without."""
    reason: str
    by: str
    on: date
    quote: str = ""


class Comment(NamedTuple):
    """A suppression written in the text: these codes, on ``document.text[start:end]``."""

    codes: tuple[str, ...]
    start: int
    end: int
    reason: str


def side_file(document: Path) -> Path:
    """Where the decisions about a document stand: beside it, under its own name."""
    return document.with_name(document.name + SUFFIX)


def words_hash(words: str) -> str:
    return sha256("".join(words.split()).encode()).hexdigest()[:12]


def read_ignores(path: Path) -> tuple[Ignore, ...]:
    """The decisions in a side file, if there is one. Raises :class:`CheckError` for an entry that lacks a part."""
    if not path.is_file():
        return ()
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckError(f"{path}：不是合法的 TOML：{error}", f"{path}: not valid TOML: {error}") from error
    entries = table.get("ignore", [])
    if set(table) - {"ignore"} or not isinstance(entries, list):
        raise CheckError(f"{path}：只应有 [[ignore]] 条目", f"{path}: holds [[ignore]] entries and nothing else")
    return tuple(_ignore(entry, number, path) for number, entry in enumerate(entries, 1))


def add_ignore(path: Path, finding: Finding, words: str, *, reason: str, by: str, on: date) -> Ignore:
    """Write down that a finding is let stand; ``words`` is the text it marks."""
    if not reason.strip() or not by.strip():
        raise CheckError("忽略一条问题要写明原因和姓名", "letting a finding stand takes a reason and a name")
    entry = Ignore(finding.code, words_hash(words), reason.strip(), by.strip(), on, quote="".join(words.split())[:60])
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(before + ("\n" if before else "") + _as_toml(entry), encoding="utf-8")
    return entry


def remove_ignore(path: Path, entry: Ignore) -> None:
    """Take a decision back."""
    left = [one for one in read_ignores(path) if one != entry]
    path.write_text("\n".join(map(_as_toml, left)), encoding="utf-8")


def lets_stand(ignores: Iterable[Ignore], finding: Finding, text: str) -> Ignore | None:
    """The decision that covers a finding, if there is one."""
    return next((one for one in ignores if _covers(one, finding, text)), None)


def unused_ignores(ignores: Iterable[Ignore], findings: Sequence[Finding], text: str) -> list[Ignore]:
    """Decisions about something that is no longer found: the words changed, or the fault is gone."""
    return [one for one in ignores if not any(_covers(one, finding, text) for finding in findings)]


def _covers(one: Ignore, finding: Finding, text: str) -> bool:
    if one.rule != finding.code:
        return False
    marked = text[finding.start : finding.end]
    return one.words == words_hash(marked) if one.words else "".join(marked.split()) in "".join(one.quote.split())


def comments_in(document: Document, source: str | None = None) -> list[Comment]:
    """The suppressions written in a document, or in ``source``, the file it was read from (html drops its comments)."""
    written = document.text if source is None else source
    if "dajuan" not in written:
        return []
    found = []
    for match in _COMMENT.finditer(written):
        codes = tuple(re.findall(r"[A-Z]+\d*", match["codes"]))
        reason = match["why"].strip()
        if match["file"]:
            found.append(Comment(codes, 0, len(document.text), reason))
            continue
        start, end = _line_of(written, match)
        if written == document.text:
            found.append(Comment(codes, start, end, reason))
        else:
            found += [Comment(codes, *place, reason) for place in _words_of(written[start:end], document.text)]
    return found


def _words_of(line: str, text: str) -> list[tuple[int, int]]:
    """Where the words of a line of markup stand in the text that was read from it."""
    pieces = (piece.strip(" \t#*->|•") for piece in re.split(r"<!--.*?-->|<[^<>]*>|(?<=[。！？；])", line))
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces if piece and piece in text]


def commented(comments: Iterable[Comment], finding: Finding) -> bool:
    return any(
        comment.start <= finding.start < comment.end and matching(comment.codes, (finding.code,))
        for comment in comments
    )


def touches_comment(document: Document, place: Place) -> bool:
    """True for a finding about the words of a suppression itself."""
    return any(match.start() <= place.start < match.end() for match in _COMMENT.finditer(document.text))


def _line_of(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The line a comment speaks of: its own, or the next one with words when it stands alone."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = _line_end(text, match.end())
    if (text[start : match.start()] + text[match.end() : end]).strip():
        return start, end
    while end < len(text) and not text[start:end].replace(match[0], "").strip():
        start, end = end + 1, _line_end(text, end + 1)
    return start, end


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _ignore(entry: Any, number: int, path: Path) -> Ignore:
    has = entry if isinstance(entry, dict) else {}
    missing = [name for name in _NEEDED if not (has.get(name) or (name == "quote" and has.get("words")))]
    if missing:
        raise CheckError(
            f"{path}：第 {number} 条缺少 {'、'.join(missing)}", f"{path}: entry {number} lacks {', '.join(missing)}"
        )
    if not isinstance(entry["on"], date):
        raise CheckError(
            f"{path}：第 {number} 条的 on 应是日期，如 2026-03-02",
            f"{path}: entry {number}: on takes a date, 2026-03-02",
        )
    quote = str(entry.get("quote", ""))
    return Ignore(entry["rule"], str(entry.get("words", "")), entry["reason"], entry["by"], entry["on"], quote=quote)


def _as_toml(entry: Ignore) -> str:
    def quoted(value: str) -> str:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'

    return (
        f"[[ignore]]\nrule = {quoted(entry.rule)}\nwords = {quoted(entry.words)}\nquote = {quoted(entry.quote)}\n"
        f"reason = {quoted(entry.reason)}\nby = {quoted(entry.by)}\non = {entry.on.isoformat()}\n"
    )
