"""Dead letters that may be right by now — the device registered, the key mended — taken again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dajuan.systems.telemetry.intake import Intake
from dajuan.systems.telemetry.letters import Letter

_OF_TIME = frozenset({"unknown-device", "not-its-device", "scrapped", "wrong-key", "unsigned", "future"})
"""Reasons that may pass."""


class Again(NamedTuple):
    taken: int
    refused: int
    left: int
    """Letters whose reason does not pass, or of which nothing was kept."""


def take_again(letters: Iterable[Letter], intake: Intake) -> Again:
    """What is refused again becomes a letter anew; what was taken twice counts once. Commits."""
    tried = left = 0
    before = len(intake)
    for one in letters:
        if one.code not in _OF_TIME or one.payload is None:
            left += 1
            continue
        tried += 1
        intake.take(one.topic, one.payload.encode("utf-8", "surrogateescape"))
    taken = len(intake) - before
    intake.commit()
    return Again(taken, tried - taken, left)
