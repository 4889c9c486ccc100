"""Blanks that mean nothing: the thin gaps that typesetters put between digits and 汉字, and zero-width characters."""

from __future__ import annotations

from dajuan.language.lazy import lazy

_CJK = r"㐀-鿿豈-﫿\U00020000-\U0003ffff"
_STOP = r"，。；：、！？（）《》【】％‰℃"
_GAP = r"[ \u00a0\u2002-\u200a\u202f\t]"
STRAY = lazy(
    r"[\u200b-\u200d\u2060\ufeff\u00ad]+"
    rf"|(?<=[{_CJK}])(?:{_GAP}|(?:{_GAP}|\u3000)+(?=[0-9０-９])|(?={_GAP}*[A-Za-z{_STOP}]){_GAP}+)(?=[{_CJK}0-9０-９A-Za-z{_STOP}“”])"
    rf"|(?<=[0-9０-９A-Za-z.%％])(?:{_GAP}|\u3000)+(?=[{_CJK}{_STOP}])"
    rf"|(?<=[0-9０-９]){_GAP}+(?=[%％‰])"
    rf"|(?<=[{_STOP}“])(?:{_GAP}|\u3000)+(?=[{_CJK}0-9０-９A-Za-z{_STOP}“”])"
)
"""A blank beside 汉字 or a Chinese stop; those between Latin words, and between two numbers, stay."""


def squeezed(words: str) -> str:
    """The words without stray blanks."""
    return STRAY.sub("", words)
