"""Words that were broken into lines by an editor, as one line again."""

from __future__ import annotations

import re

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—"
_BETWEEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\s*\n\s*(?=[{_CHINESE}])")


def unwrapped(words: str) -> str:
    """A line break between two Chinese characters is nothing, any other is a space."""
    return " ".join(_BETWEEN_CHINESE.sub("", words).split("\n"))
