"""Searching for any part of a name: text as overlapping pairs of characters, which SQLite's full-text index finds as a phrase.

Chinese has no spaces to cut words at, and people search for two characters (置业), which is less than the trigrams of
FTS5 take. Case, width and punctuation make no difference: ``e001`` finds ``E-001``.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_KNOWN = re.compile(r"[0-9a-z\u3400-\u4db5\u4e00-\u9fcb]")
"""Characters that the tokenizer of FTS5 (Unicode 6.1) is sure to take for letters; others are written as their number."""
_OTHER = "ꀀ"
"""Before a number: a letter to the tokenizer, and none of those above."""


def folded(text: str) -> str:
    """What is compared: letters and digits only, half-width, lower case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def pairs(text: str) -> str:
    """What is indexed: every two characters that stand together, and the last alone."""
    written = [_written(one) for one in folded(text)]
    return " ".join([*(one + other for one, other in pairwise(written)), *written[-1:]])


def phrase(text: str) -> str:
    """The question to FTS5 that finds what holds ``text``; empty where there is nothing to look for."""
    written = [_written(one) for one in folded(text)]
    if len(written) < 2:
        return "".join(f'"{one}"*' for one in written)
    return '"' + " ".join(one + other for one, other in pairwise(written)) + '"'


def holds(text: str, part: str) -> bool:
    """Whether the one is found in the other; ``part`` is folded already."""
    return part in folded(text)


def _written(character: str) -> str:
    return character if _KNOWN.match(character) else f"{_OTHER}{ord(character):05x}"
