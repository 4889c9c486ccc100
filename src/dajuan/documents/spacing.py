"""Blanks that mean nothing: the thin gaps that typesetters put between digits and 汉字, and zero-width characters."""

from __future__ import annotations

from collections.abc import Iterator

from dajuan.language.lazy import lazy

_RUNS = lazy("[\u200b-\u200d\u2060\ufeff\u00ad]+|[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_WIDE = "\u3000"
_STOPS = frozenset("，。；：、！？（）《》【】％‰℃")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def stray(text: str) -> Iterator[tuple[int, int]]:
    """Where stray blanks stand: beside 汉字 or a Chinese stop; those between Latin words and between two numbers stay."""
    for found in _RUNS.finditer(text):
        start, end = found.span()
        if text[start] in _INVISIBLE or _means_nothing(text[start - 1 : start], text[start:end], text[end : end + 1]):
            yield start, end


def squeezed(words: str) -> str:
    """The words without stray blanks."""
    parts, at = [], 0
    for start, end in stray(words):
        parts.append(words[at:start])
        at = end
    return "".join(parts) + words[at:]


def _means_nothing(before: str, blanks: str, after: str) -> bool:
    if not before or not after:
        return False
    wide = _WIDE in blanks
    chinese = after in _STOPS or _is_han(after)
    word = chinese or after in _DIGITS or after in _LETTERS or after in "“”"
    if before in _STOPS or before == "“":
        return word
    if _is_han(before):
        narrow = not wide and (len(blanks) == 1 or after in _STOPS or after in _LETTERS)
        return word and (narrow or after in _DIGITS)
    if before in _DIGITS and not wide and after in "%％‰":
        return True
    return chinese and (before in _DIGITS or before in _LETTERS or before in ".%％")


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿" or "\U00020000" <= char <= "\U0003ffff"
