"""What somebody may have meant: the known words nearest to the one that was typed."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """At most three of ``known``, the likeliest first; capitals do not count."""
    from difflib import get_close_matches

    spelled = {one.lower(): one for one in known}
    return [spelled[one] for one in get_close_matches(word.lower(), spelled, 3, 0.6)]


def did_you_mean(near: list[str]) -> tuple[str, str]:
    """The question in Chinese and in English; nothing where nothing is near."""
    if not near:
        return "", ""
    return f"，是不是 {'、'.join(near)}？", f", did you mean {' or '.join(near)}?"
