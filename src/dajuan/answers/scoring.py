"""从看板到得分: what each owner is scored by — the targets he leads, their completion, what happened on the way."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dajuan.answers.board import Board, Standing
from dajuan.answers.completion import completion, meets
from dajuan.answers.scores import Score, Scored, scores

_EVENTS = {"sent_back": "sent_back", "extension": "extensions"}
"""Event of the rules → how often it happened, as the target has it."""


def score_board(board: Board) -> tuple[Score, ...]:
    """Every owner's score by the zone's rules, best first.

    A target that was split counts for whom its parts were handed to, and for its own lead as a whole. One that nobody
    leads counts for nobody. Weights are those of the targets; where none is given, all weigh the same.
    """
    led = [one for one in board.standings if one.target.owner and one.target.kind != "milestone"]
    weights = [one.target.weight for one in led if one.target.weight is not None]
    usual = sum(weights, Fraction(0)) / len(weights) * 100 if weights else Fraction(1)
    return scores((_scored(one, usual, board) for one in led), board.rules.scores)


def unled(board: Board) -> list[Standing]:
    """Targets that no owner answers for: listed, never scored."""
    return [one for one in board.wholes() if not one.target.owner]


def _scored(one: Standing, usual: Fraction, board: Board) -> Scored:
    target, progress = one.target, one.progress
    done = _completed(one, progress.value)
    return Scored(
        code=target.code,
        owner=target.owner,
        weight=target.weight * 100 if target.weight is not None else usual,
        completion=Fraction(1) if progress.closed else done,
        met=progress.closed or _met(one),
        co_owners=target.co_owners,
        half=_half_way(one),
        contest=_contest(one),
        events=tuple(
            kind
            for kind, field in _EVENTS.items()
            for _ in range(getattr(target, field))
            if kind in board.rules.scores.events
        ),
    )


def _completed(one: Standing, value: Fraction | None) -> Fraction | None:
    progress = one.progress
    if value is None or (progress.low is None and progress.high is None):
        return None
    return completion(value, progress.low, progress.high, progress.bound, less=progress.less)


def _met(one: Standing) -> bool:
    progress = one.progress
    if progress.value is None or (progress.low is None and progress.high is None):
        return False
    return meets(progress.value, progress.low, progress.high, progress.bound, rate=progress.rate, less=progress.less)


def _half_way(one: Standing) -> Fraction | None:
    """Completion at the end of June, of what adds up over the year."""
    if not one.progress.accrues:
        return None
    june = date(one.target.year, 6, 30)
    known = [value for day, value in one.measured.months if day <= june]
    return _completed(one, known[-1]) if known else None


def _contest(one: Standing) -> str:
    """Parts of one whole are raced against each other, and parts of one indicator."""
    if one.target.part_of:
        return one.target.part_of
    binding = one.target.binding
    return f"{binding.programme}/{binding.indicator}" if binding and binding.part else ""
