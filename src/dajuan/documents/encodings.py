"""Bytes → text in whatever encoding Chinese files come in."""

from __future__ import annotations

import codecs
from functools import cache
from pathlib import Path

from dajuan.documents.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4000
"""Characters looked at to tell whether a decoding makes sense."""
_CHINESE = 0.08
"""Least share of usual characters among those that are not ASCII for a text to be taken as Chinese."""


def decoded(data: bytes, source: str) -> tuple[str, str]:
    """The text, unchanged but for a byte order mark, and the encoding it was in.

    utf-8, utf-16/32 (with or without a mark), gb18030 (which holds gb2312 and gbk) and big5. Raises ``DocumentError``
    for bytes that are no text and for a file that changes its encoding half way.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, source), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _told_by_words(data, source, error)
    if "\0" in text:
        return _wide(data, source)
    if not _is_text(text):
        raise _binary(source)
    return text, "utf-8"


def _marked(data: bytes, name: str, source: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeError as error:
        raise DocumentError(
            source,
            f"文件开头标明是 {name}，内容却解不开，可能已截断；请另存为 UTF-8",
            f"marked as {name} but does not decode, perhaps cut short; save it as UTF-8",
        ) from error
    if not _is_text(text):
        raise _binary(source)
    return text


def _wide(data: bytes, source: str) -> tuple[str, str]:
    """utf-16 without a mark: every other byte of its Latin letters and line ends is zero."""
    for name in ("utf-16-le", "utf-16-be"):
        text = _as(data, name)
        if text is not None and _share(text, "simplified", "traditional") > _CHINESE:
            return text, name
    raise _binary(source)


def _told_by_words(data: bytes, source: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """The encoding under which the words look most like Chinese."""
    scripts = {"gb18030": "simplified", "big5hkscs": "traditional", "utf-16-le": "simplified"}
    scripts["utf-16-be"] = "simplified"
    best, best_text, best_name = 0.0, "", ""
    for name, script in scripts.items():
        text = _as(data, name)
        share = _share(text, script) if text is not None else 0.0
        if text is not None and share > best:
            best, best_text, best_name = share, text, name
    if best > _CHINESE or (best_name == "gb18030" and best > 0):
        return best_text, best_name
    if error.start > 0 and b"\0" not in data[:_SAMPLE] and _is_text(data[: error.start].decode("utf-8", "replace")):
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            source,
            f"第 {line} 行起编码变了（之前是 UTF-8），或文件已截断；请整份存为 UTF-8",
            f"the encoding changes at line {line} (UTF-8 before it), or the file is cut short; save it all as UTF-8",
        )
    raise _binary(source)


def _as(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except UnicodeError:
        return None
    return text if _is_text(text) else None


@cache
def _usual(script: str) -> frozenset[str]:
    rows = (Path(__file__).parent / "common_characters.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(row.partition("\t")[2] for row in rows if row.startswith(f"{script}\t")))


def _share(text: str, *scripts: str) -> float:
    """How much of what is not ASCII is among the most usual characters of a script."""
    words = [c for c in text[:_SAMPLE] if c > "\x7f"]
    usual = frozenset().union(*(_usual(script) for script in scripts))
    return sum(map(usual.__contains__, words)) / len(words) if words else 0.0


def usual_share(words: str) -> float:
    """The share of usual 汉字, simplified or traditional, among those that are not ASCII."""
    return _share(words, "simplified", "traditional")


def _is_text(text: str) -> bool:
    """No control characters but line ends, tabs, page breaks and the old end-of-file mark."""
    return not any(c < " " and c not in "\t\n\r\f\v\x1a\x1b\x1c\x1d\x1e" for c in set(text[:20000]))


def _binary(source: str) -> DocumentError:
    return DocumentError(
        source,
        "不是文本，也不是能读的格式；可读 txt、md、html、docx、pdf、ofd、xlsx 和图片",
        "neither text nor a format that can be read: txt, md, html, docx, pdf, ofd, xlsx or an image",
    )
