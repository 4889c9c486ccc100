"""How far a backup or a restore has come: entries and files done, of about how many."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""What it raises ends the work, and nothing is left of it."""


def unseen(done: int, of: int) -> None:
    """Nobody watches."""


class Count:
    """Adds up what is done; how much there is to do is learned on the way."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done, self._of = progress, 0, 0

    def expect(self, more: int) -> None:
        self._of = self._done + more

    def __call__(self, more: int) -> None:
        self._done += more
        self._progress(self._done, max(self._done, self._of))
