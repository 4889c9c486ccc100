"""Certificates: who is proposed by a run, and the drafts that propose, certify and end one.

A firm is proposed when the whole interval of its rank lies in the best part: a rank that other fair choices would take away is no
ground for a certificate. The share is a setting of the zone (``[growth]`` in dajuan.toml), ours where it gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_of_programme
from dajuan.ledger.zone import Zone
from dajuan.systems.growth import record
from dajuan.systems.growth.record import Recorded
from dajuan.systems.growth.results import Line, Results
from dajuan.systems.growth.trouble import GrowthError

PROGRAMME = "growth-certificates"
PROPOSED, CERTIFIED = "proposed", "certified"
BEST, YEARS = 0.2, 2
"""Ours: no official text says how many firms are certified, nor for how long."""


class Settings(NamedTuple):
    best: float
    """The share of the firms scored that may be proposed."""
    years: int
    """How long a certificate is valid."""


class Certificate(NamedTuple):
    code: str
    firm: str
    name: str
    year: str
    score: float
    rank: int
    stage: str
    on: date
    valid_until: str


def settings_of(zone: Zone) -> Settings:
    given = zone.table("growth", ("certified_share", "certified_years"))
    best, years = given.get("certified_share", BEST), given.get("certified_years", YEARS)
    if not isinstance(best, int | float) or not 0 < best <= 1:
        raise GrowthError(
            f"dajuan.toml [growth]：certified_share 是 0 到 1 的数，不是 {best}",
            f"dajuan.toml [growth]: certified_share is a number from 0 to 1, not {best}",
        )
    if not isinstance(years, int) or not 1 <= years <= 10:
        raise GrowthError(
            f"dajuan.toml [growth]：certified_years 是 1 到 10 的整数，不是 {years}",
            f"dajuan.toml [growth]: certified_years is a whole number from 1 to 10, not {years}",
        )
    return Settings(float(best), years)


def certificates(ledger: Ledger, *, size: int | None = None) -> dict[str, Certificate]:
    """By their codes."""
    if PROGRAMME not in ledger.programmes:
        return {}
    found = {}
    for state in states_of_programme(ledger, programme=PROGRAMME, size=size).values():
        stage = state.stage
        if state.opened is None or stage is None:
            continue
        levels = {key: held.value for key, held in state.levels().items()}
        found[state.subject] = Certificate(
            state.subject,
            str(levels["firm"]),
            str(levels["name"]),
            str(levels["year"]),
            int(levels["score"]) / 100,
            int(levels["rank"]),
            str(stage.value),
            stage.on,
            str(levels.get("valid-until", "")),
        )
    return found


def proposed(results: Results, best: float) -> list[Line]:
    """Whose rank lies in the best part whatever is chosen."""
    scored = sum(1 for one in results.lines if one.rank is not None)
    return [one for one in results.lines if one.high is not None and one.high <= best * scored]


def drafts_of_proposals(
    one: Recorded,
    lines: Iterable[Line],
    known: Mapping[str, Certificate],
    who: Mapping[str, tuple[str, str]],
    *,
    on: date,
) -> list[Draft]:
    """Of those that have none of that year yet. ``who``: of each firm its name and its district."""
    drafts = []
    for line in lines:
        code = f"{one.year}-{line.code}"
        if code in known or line.code not in who:
            continue
        assert line.score is not None
        assert line.rank is not None
        name, district = who[line.code]
        fields: dict[str, Value] = {
            "name": name,
            "firm": line.code,
            "year": str(one.year),
            "run": f"{record.PROGRAMME}/{one.code}",
            "score": round(line.score * 100),
            "rank": line.rank,
        }
        if district:
            fields["district"] = district
        if line.low is not None and line.high is not None:
            fields |= {"rank-low": round(line.low), "rank-high": round(line.high)}
        drafts += [
            Draft(programme=PROGRAMME, subject=code, kind="opened", effective_on=on, fields=fields),
            Draft(programme=PROGRAMME, subject=code, kind="moved", stage=PROPOSED, effective_on=on),
        ]
    return drafts


def drafts_of_certifying(codes: Iterable[str], *, on: date, years: int) -> list[Draft]:
    until = _years_on(on, years).isoformat()
    return [
        Draft(
            programme=PROGRAMME,
            subject=code,
            kind="moved",
            stage=CERTIFIED,
            effective_on=on,
            fields={"valid-until": until},
        )
        for code in codes
    ]


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
