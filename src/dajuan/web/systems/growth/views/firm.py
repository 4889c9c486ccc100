"""一家企业: its score with all the parts, against its peers, year over year, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.indices.explain import Standing, dropped
from dajuan.systems.growth import certificates
from dajuan.systems.growth.firm import Card, Part, card_of, missing_of
from dajuan.systems.growth.record import PUBLISHED, Recorded
from dajuan.systems.growth.results import Line
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.served import served
from dajuan.web.systems.growth.held import Held, firm_seen, held, known_runs, run_asked
from dajuan.web.systems.growth.words import REASONS, SIZES, industries, shown_number
from dajuan.web.words import Words, spoken


class Year(NamedTuple):
    """What a firm came to in a year: of the run that was published, else of the newest."""

    run: Recorded
    line: Line


class Shown(NamedTuple):
    part: Part
    raw: str
    missing: bool
    """The firm lacks what others have."""


class Without(NamedTuple):
    """The firm's rank if an indicator were left out."""

    name: str
    rank: int
    shift: int
    """Places gained (above 0) or lost."""


@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    row = firm_seen(request.viewer, code)  # type: ignore[attr-defined]
    found = known_runs(request)
    one = run_asked(request, found)
    context: dict[str, Any] = {"tab": "", "code": code, "row": row, "runs": found, "run": one}
    if one is None:
        return render(request, "growth/firm.html", context)
    own = held(one)
    line = own.results.line(code)
    card = card_of(own.made, code) if line is not None and line.rank is not None else None
    years = _years(found, code)
    certified = certificates.certificates(served().ledger, size=request.moment.size)  # type: ignore[attr-defined]
    context |= {
        "line": line,
        "why": REASONS.get(line.left_out) if line else None,
        "card": card,
        "scheme": own.scheme,
        "strengths": _named(card.strengths, own) if card else [],
        "weaknesses": _named(card.weaknesses, own) if card else [],
        "by": _by(card, line) if card and line else "",
        "sides": [(side, own.scheme.named(side.key), [_shown(part) for part in side.parts]) for side in card.sides]
        if card
        else [],
        "missing": [each.name for each in missing_of(own.made, own.results.table, code)],
        "years": years,
        "radar": _radar(card, own) if card else None,
        "built": _built(card, own) if card else None,
        "course": _course(years) if len(years) > 1 else None,
        "without": _without(own, code, line.rank) if card and line and line.rank else [],
        "certificates": [each for each in certified.values() if each.firm == code],
    }
    return render(request, "growth/firm.html", context)


def _by(card: Card, line: Line) -> str:
    names = {
        "industry": industries()[line.industry].said(spoken()) if line.industry in industries() else "",
        "size": str(SIZES.get(line.size, "")),
    }
    return " · ".join(names[one] for one in card.by)


def _named(some: Iterable[Standing], own: Held) -> list[str]:
    """``营业收入增长率 3/41``."""
    return [f"{own.scheme.named(one.key).said(spoken())} {one.place}/{one.of}" for one in some]


def _shown(part: Part) -> Shown:
    raw = "" if part.raw is None else shown_number(part.raw, part.indicator)
    return Shown(part, raw, part.raw is None and not part.idle)


def _years(found: list[Recorded], code: str) -> list[Year]:
    """One run a year, the oldest first, where the firm is in it."""
    best: dict[int, Recorded] = {}
    for one in found:
        if one.year not in best or (one.stage == PUBLISHED and best[one.year].stage != PUBLISHED):
            best[one.year] = one
    lines = ((one, held(one).results.line(code)) for one in best.values())
    return sorted((Year(one, line) for one, line in lines if line is not None), key=lambda each: each.run.year)


def _radar(card: Card, own: Held) -> dict[str, Any] | None:
    """Sides against the peers' median; three make a figure."""
    sides = [one for one in card.sides if one.value is not None and one.median is not None]
    if len(sides) < 3:
        return None
    high = own.scheme.normalisation.high if own.scheme.normalisation.method == "min-max" else 0
    top = max(high, *(max(one.value or 0, one.median or 0) for one in sides))
    return {
        "kind": "radar",
        "about": str(Words("各方面与同类中位数", "Sides against the peers' median")),
        "axes": [{"name": own.scheme.named(one.key).said(spoken()), "max": round(top, 1)} for one in sides],
        "series": [
            {"name": str(Words("本企业", "This firm")), "values": [round(one.value or 0, 1) for one in sides]},
            {"name": str(Words("同类中位数", "Peers' median")), "values": [round(one.median or 0, 1) for one in sides]},
        ],
    }


def _built(card: Card, own: Held) -> dict[str, Any] | None:
    """What each indicator contributes, the largest first."""
    parts = [part for side in card.sides for part in side.parts if part.contribution is not None]
    if not parts:
        return None
    parts.sort(key=lambda one: -(one.contribution or 0))
    return {
        "kind": "bars",
        "horizontal": True,
        "unit": str(Words("分", "points")),
        "about": str(Words("得分由什么组成", "What the score is made of")),
        "across": [one.indicator.name.said(spoken()) for one in parts],
        "series": [
            {"name": str(Words("贡献", "Contribution")), "values": [round(one.contribution or 0, 2) for one in parts]}
        ],
    }


def _course(years: list[Year]) -> dict[str, Any]:
    return {
        "kind": "line",
        "about": str(Words("历年得分", "Scores by year")),
        "unit": str(Words("分", "points")),
        "at": [str(one.run.year) for one in years],
        "lines": [{"name": str(Words("得分", "Score")), "role": "actual", "values": [one.line.score for one in years]}],
    }


def _without(own: Held, code: str, rank: int) -> list[Without]:
    at = own.made.units.index(code)
    found = []
    for key, each in own.scheme.indicators.items():
        if key in own.made.screened.idle:
            continue
        other = dropped(own.made, key).ranks[at]
        if other == other and int(other) != rank:
            found.append(Without(each.name.said(spoken()), int(other), rank - int(other)))
    return sorted(found, key=lambda one: -abs(one.shift))[:6]
