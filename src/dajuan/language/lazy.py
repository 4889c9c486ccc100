"""Patterns that are compiled when they are first asked.

Python compiles a pattern of Chinese words slowly, and a report never comes to most of the rarer ones: compiling them all
beforehand would take longer than reading a page.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands where a compiled pattern would; from the first question on, its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off until the pattern is used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
