"""Dead letters that may be right by now — the device registered, the key mended — taken again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dajuan.systems.telemetry.intake import Intake
from dajuan.systems.telemetry.letters import Letter
from dajuan.systems.telemetry.reasons import reasons


class Again(NamedTuple):
    taken: int
    """Readings."""
    refused: int
    """Letters that were written anew."""
    left: int
    """Letters whose reason does not pass, or of which nothing was kept."""


def take_again(letters: Iterable[Letter], intake: Intake) -> Again:
    """What is refused again becomes a letter anew; what was taken twice counts once. Commits."""
    left, taken, refused = 0, len(intake), intake.waiting_letters
    passing = {code for code, one in reasons().items() if one.passes}
    for one in letters:
        if one.payload is None or one.code not in passing:
            left += 1
            continue
        intake.take(one.topic, one.payload.encode(), verified=one.verified)
    done = Again(len(intake) - taken, intake.waiting_letters - refused, left)
    intake.commit()
    return done
