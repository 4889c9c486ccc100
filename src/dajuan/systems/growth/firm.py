"""One firm's score taken apart: its parts, its peers, what is missing, what would be without an indicator."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dajuan.indices.construct import Construction
from dajuan.indices.explain import Standing, contributions, standings
from dajuan.indices.scheme import Indicator
from dajuan.indices.table import Array, Mask, Table

FEWEST_PEERS = 5
"""Ours. With fewer the peers are all firms that are scored, and of fewer values no median is told: a median of three gives one
of them away."""


class Part(NamedTuple):
    """An indicator of the firm."""

    indicator: Indicator
    raw: float | None
    """None: it is missing."""
    treated: bool
    """Its value was drawn in, or logs were taken."""
    value: float | None
    """On the scale."""
    contribution: float | None
    """Of the score; None also where the scheme's aggregation has none."""
    weight: float
    """In the index of one who has everything."""
    standing: Standing | None
    idle: bool
    """Nobody has it, or all have the same: it counts for nobody."""


class Side(NamedTuple):
    """A group under the index."""

    key: str
    value: float | None
    median: float | None
    """Of the peers; None where fewer than :data:`FEWEST_PEERS` have the side."""
    contribution: float | None
    parts: tuple[Part, ...]


class Card(NamedTuple):
    score: float | None
    sides: tuple[Side, ...]
    peers: int
    by: tuple[str, ...]
    """What the peers have in common with the firm: ``industry``, ``size``; nothing: all that are scored."""
    strengths: tuple[Standing, ...]
    weaknesses: tuple[Standing, ...]
    adds_up: bool
    """Whether contributions add up to the score."""


def card_of(made: Construction, code: str) -> Card | None:
    """None where the firm was not looked at or has no data."""
    if code not in made.units:
        return None
    at = made.units.index(code)
    peers, by = peers_of(made, at)
    parts_of_all = contributions(made)
    found = standings(made, at, peers, fewest=FEWEST_PEERS)
    own = {one.key: one for one in found}
    sides = [_side(made, at, side, peers, parts_of_all, own) for side in made.scheme.children(made.scheme.root)]
    ranked = sorted((one for one in found if one.of > 1), key=lambda one: -one.share_behind)
    score = made.scores[at]
    return Card(
        None if np.isnan(score) else float(score),
        tuple(sides),
        int(peers.sum()),
        by,
        tuple(one for one in ranked[:3] if one.share_behind >= 0.5),
        tuple(one for one in reversed(ranked[-3:]) if one.share_behind < 0.5),
        parts_of_all is not None,
    )


def missing_of(made: Construction, table: Table, code: str) -> list[Indicator]:
    """What others have and this firm has not. ``table``: of all that were looked at; a firm without a score is in it."""
    if code not in table.units:
        return []
    values = table.values[table.units.index(code)]
    indicators = zip(made.scheme.indicators.values(), values, strict=True)
    return [one for one, value in indicators if np.isnan(value) and one.key not in made.screened.idle]


def peers_of(made: Construction, at: int) -> tuple[Mask, tuple[str, ...]]:
    """The firms that are scored and like this one: of its industry and size, of its industry, all; the first that are enough."""
    scored = ~np.isnan(made.scores)
    classes = made.raw.classes
    same = {name: np.array(some, dtype=object) == some[at] for name, some in classes.items() if some[at]}
    for by in (("industry", "size"), ("industry",)):
        if all(name in same for name in by):
            chosen = scored & np.logical_and.reduce([same[name] for name in by])
            if chosen.sum() >= FEWEST_PEERS:
                return chosen, by
    return scored, ()


def _side(
    made: Construction,
    at: int,
    key: str,
    peers: Mask,
    contributed: Array | None,
    own: dict[str, Standing],
) -> Side:
    scheme = made.scheme
    parts = tuple(_part(made, at, leaf, contributed, own.get(leaf)) for leaf in scheme.below(key))
    told = [one.contribution for one in parts if one.contribution is not None]
    values = made.value(key)
    others = values[peers & ~np.isnan(values)]
    return Side(
        key,
        None if np.isnan(values[at]) else float(values[at]),
        float(np.median(others)) if len(others) >= FEWEST_PEERS else None,
        sum(told) if told else None,
        parts,
    )


def _part(
    made: Construction,
    at: int,
    key: str,
    contributed: Array | None,
    standing: Standing | None,
) -> Part:
    place = list(made.scheme.indicators).index(key)
    raw, value = made.raw.values[at, place], made.normalised[at, place]
    share = contributed[at, place] if contributed is not None else np.nan
    return Part(
        made.scheme.indicators[key],
        None if np.isnan(raw) else float(raw),
        key in made.treated,
        None if np.isnan(value) else float(value),
        None if np.isnan(share) else float(share),
        made.effective_weight(key),
        standing,
        key in made.screened.idle,
    )
