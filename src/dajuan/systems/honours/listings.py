"""上市挂牌: how far each firm is on its way to a market, what it raised, which letters run out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dajuan.standards.months import months_after
from dajuan.subjects.row import Row
from dajuan.systems.honours.settings import Settings

LISTINGS = "listings"
WAY = ("reserve", "tutored", "accepted", "passed", "registered", "listed")
EXCHANGES = ("sse-main", "star", "szse-main", "chinext", "bse", "hkex", "abroad")
"""Who is there is listed; on the NEEQ or a regional market a firm is quoted."""
_BEFORE_ACCEPTED = ("reserve", "tutored")


class Listing(NamedTuple):
    row: Row
    board: str
    firm: str
    raised: int | None
    """分; of those that are listed."""
    letter_until: date | None
    """The last day on which it may apply after its tutoring was accepted; of those who have not."""
    too_soon: bool
    """Its tutoring was accepted sooner after it was put on file than the rule lets it."""

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def stage(self) -> str:
        return self.row.stage


def listing_of(row: Row, settings: Settings) -> Listing:
    said = row.fields.get("tutored-until")
    done = date.fromisoformat(str(said)) if said else None
    raised = row.fields.get("raised") if row.stage == "listed" else None
    waits = done is not None and row.stage in _BEFORE_ACCEPTED
    begun = row.stage_on if row.stage == "tutored" else None
    return Listing(
        row,
        str(row.fields.get("board", "")),
        row.linked_one("enterprise") or row.code.partition(".")[2],
        raised if isinstance(raised, int) else None,
        months_after(done, settings.letter_months) if done and waits else None,
        bool(done and begun and done < months_after(begun, settings.tutoring_months)),
    )


def board_matrix(some: Iterable[Listing]) -> dict[str, Counter[str]]:
    """Board → stage → how many."""
    found: dict[str, Counter[str]] = {}
    for one in some:
        found.setdefault(one.board, Counter())[one.stage] += 1
    return found


def listed_firms(some: Iterable[Listing]) -> set[str]:
    """Credit codes of the firms that are on an exchange: each once, also where it is on two."""
    return {one.firm for one in some if one.stage == "listed" and one.board in EXCHANGES}
