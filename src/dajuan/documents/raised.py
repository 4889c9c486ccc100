"""Raised digits: a square metre keeps its ², a footnote mark must not stick to the number before it.

``18.6亿元¹`` set with a raised 1 comes out of a file as ``18.6亿元1``, ``10⁶`` as ``106``. Every reader that knows what
is raised asks here what stays of it.
"""

from __future__ import annotations

_UP = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_EXPONENT = frozenset("0123456789+-−–")
MARKS = _EXPONENT | frozenset("[]()（）［］〔〕【】,，、*＊†‡§①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳注")
"""What footnote marks and exponents are written with."""


def raised(before: str, words: str) -> str:
    """What is read of raised ``words`` after ``before``: m2 → m², 10 6 → 10⁶; a footnote mark is not read."""
    if not MARKS.issuperset(words.strip()):
        return words
    last = before.rstrip()[-1:]
    is_exponent = last.isascii() and last.isalnum() and _EXPONENT.issuperset(words.strip())
    return words.strip().translate(_UP) if is_exponent else ""
