"""What a number takes from the one beside it: a list's verb, the noun that stands after the second of two counts."""

from __future__ import annotations

import itertools

from dajuan.claims import phrases
from dajuan.claims.draft import Draft
from dajuan.language.lazy import lazy
from dajuan.language.spans import Quantity

_BATCH = lazy(r"(?:首批|第[一二三四五六七八九十]{1,3}批次?|新一批|本批)")


def like(draft: Draft, previous: Draft) -> None:
    """A list keeps its verb: 新增A3家、B5家 adds both."""
    draft.verb = previous.verb
    draft.cumulative = draft.cumulative or previous.cumulative
    if previous.dimension == draft.dimension or draft.dimension == "count":
        moved = draft.basis == "level" and previous.basis in ("change", "growth")
        if moved:
            draft.basis = previous.basis
        written = isinstance(previous.item, Quantity) and previous.item.low is not None and previous.item.low < 0
        fell = not written and previous.low is not None and previous.low < 0 and draft.low is not None and draft.low > 0
        if fell and (moved or (draft.dimension == "point" and previous.dimension == "point")):
            draft.negate()
        if not draft.noun:
            draft.act = previous.act


def share_noun(made: list[Draft]) -> None:
    """12类55件民生实事: two counts side by side are of one thing."""
    for left, right in reversed(list(itertools.pairwise(made))):
        beside = left.end == right.start and (left.inherited or left.dimension == right.dimension == "count")
        batches = _BATCH.fullmatch(left.noun) is not None and left.unit == right.unit
        if (beside or batches) and not right.inherited and right.noun:
            act = left.act or right.act or (left.verb if phrases.trailing_verb(left.verb) == left.verb else "")
            left.noun, left.act, left.noun_at = right.noun, act, right.noun_at
            right.act = right.act or (act if beside else "")
