"""到期 ending: titles whose last day has passed, and people who are left with none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dajuan.ledger.entry import Draft
from dajuan.subjects.row import Row
from dajuan.systems.talent import PEOPLE, TITLES
from dajuan.systems.talent.people import HELD, Person, Title


def overdue(known: Iterable[Person], on: date) -> list[Title]:
    """Held by the ledger, and over."""
    return [title for one in known for title in one.titles if title.row.stage == HELD and title.is_over(on)]


def ended(known: Iterable[Person], teams: dict[str, Row], on: date) -> list[Draft]:
    """The titles that are over have expired; who has no other and is in no team that stands is not counted any more."""
    drafts: list[Draft] = []
    for one in known:
        over = overdue([one], on)
        drafts += [Draft(programme=TITLES, subject=title.row.code, kind="moved", stage="expired", effective_on=on) for title in over]  # fmt: skip
        stands = any(title.in_force(on) for title in one.titles)
        in_team = any(teams[code].stage != "ended" for code in one.teams if code in teams)
        if over and one.is_here and not stands and not in_team:
            drafts.append(Draft(programme=PEOPLE, subject=one.code, kind="moved", stage="lapsed", effective_on=on))
    return drafts
