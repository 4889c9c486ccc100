"""Patterns that are compiled when they are first asked, and kept beside Python's own bytecode once they have been.

Python compiles a pattern of Chinese words slowly: all of ours together take longer than reading forty pages. A report
never comes to most of them; those that it comes to are found in the store of the runs before (``pattern_store``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from dajuan.language.pattern_store import compiled

if TYPE_CHECKING:
    import re


class _Lazy:
    """Stands where a compiled pattern would; from the first question on, its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(compiled(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off until the pattern is used."""
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))
