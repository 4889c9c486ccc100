"""催办: what a board gives the office to remind people of. What is told to whom is ``notices``' to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from dajuan.answers.board import Board, Standing
from dajuan.answers.notices.reasons import Stage, Watched


def watched(board: Board, office: str) -> Iterator[Watched]:
    """Every target on the board that is not over. Until zones name their reviewers, the office is everybody's."""
    for one in board.standings:
        if not one.target.over:
            yield _watched(one, office)


def _watched(one: Standing, office: str) -> Watched:
    target = one.target
    heard = [day for day in (target.heard_on, one.measured.last_on) if day]
    return Watched(
        code=target.code,
        name=target.name,
        owner=target.owner,
        reviewer=office,
        supervisor=office,
        stage=cast(Stage, target.stage),
        stage_since=target.stage_on,
        deadline=target.due,
        state=one.light.state,
        progress=one.completion,
        reported_until=max(heard, default=None),
        asked_until=target.asked_until,
        said=target.note,
    )
