"""A zone in which many work at once: the little zone with every assigned target accepted, so that it can be reported.

Nine of ten people report, each of one organisation's targets; the tenth reviews. All see everything.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.web.little_zone import NAME, make_little_zone

from dajuan.answers.read import targets
from dajuan.answers.target import PROGRAMME
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import Zone

ACCEPTED_ON = date(2025, 1, 25)
YEAR = 2025


class Busy(NamedTuple):
    zone: Zone
    people: Path
    """people.toml, for ``dajuan serve --people``."""
    targets: dict[str, list[str]]
    """Organisation → the codes of its targets."""
    reporters: dict[str, str]
    """User name → organisation."""
    reviewers: list[str]
    office: str = "office"


def make_busy_zone(folder: Path, *, database: str, users: int, estates: int = 0) -> Busy:
    zone = make_little_zone(folder, database=database)
    ledger = ledger_of(zone)
    try:
        found = [one for one in targets(ledger) if one.stage == "assigned"]
        accepted = [
            Draft(programme=PROGRAMME, subject=one.code, kind="moved", stage="accepted", effective_on=ACCEPTED_ON)
            for one in found
        ]
        append(ledger, accepted, actor="督查室 何")
        append(ledger, _estates(estates), actor="住房保障中心 王")
    finally:
        ledger.store.close()
    owned: dict[str, list[str]] = {}
    for one in found:
        owned.setdefault(one.owner, []).append(one.code)
    reviewers = [f"reviewer-{n}" for n in range(max(1, users // 10))]
    owners = sorted(owned)
    reporters = {f"reporter-{n}": owners[n % len(owners)] for n in range(users - len(reviewers))}
    people = folder.parent / "people.toml"
    people.write_text(_people(reporters, reviewers), "utf-8")
    return Busy(zone, people, owned, reporters, reviewers)


def _estates(many: int) -> list[Draft]:
    opened = {"programme": "housing-delivery", "kind": "opened", "effective_on": date(2024, 1, 2)}
    return [
        Draft(
            **opened,
            subject=f"E-{n:06}",
            fields={"name": f"云岭{n}号", "developer": "云岭置业", "homes": 100 + n % 900},
        )  # type: ignore[arg-type]
        for n in range(1000, 1000 + many)
    ]


def _people(reporters: dict[str, str], reviewers: list[str]) -> str:
    organisations = [f'[[organisations]]\nname = "{NAME}"\n']
    organisations += [f'[[organisations]]\nname = "{name}"\nparent = "{NAME}"\n' for name in (*sorted(set(reporters.values())), "督查室")]  # fmt: skip
    see = f'{{role = "see", at = "{NAME}"}}'
    people = [
        _person(name, organisation, f'{see}, {{role = "report", at = "{organisation}"}}')
        for name, organisation in reporters.items()
    ]
    people += [_person(name, "督查室", f'{{role = "review", at = "{NAME}"}}') for name in reviewers]
    people.append(_person("office", "督查室", f'{{role = "lead", at = "{NAME}"}}'))
    return "\n".join([*organisations, *people])


def _person(username: str, organisation: str, grants: str) -> str:
    return (
        f'[[people]]\nusername = "{username}"\nname = "{username}"\norganisation = "{organisation}"\ndemo = true\n'
        f"grants = [{grants}]\n"
    )
