"""授权: what a firm lets an institution see, item by item, until a day; asked for a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Value
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import REGISTER, every

CONSENTS, MEMBERS = "financing-consents", "financing-members"


class Case(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    NEVER = "never"


class Consent(NamedTuple):
    item: str
    institution: str
    case: Case
    until: date | None
    code: str


@cache
def items() -> Mapping[str, tuple[str, ...]]:
    """Data item → fields of the register."""
    import yaml

    loaded = yaml.safe_load((Path(__file__).parent / "items.yaml").read_text("utf-8"))
    return {key: tuple(fields) for key, fields in loaded.items()}


def code_of(institution: str, item: str, firm: str) -> str:
    """``institution`` and ``firm`` by their credit codes."""
    return f"{institution}.{item}.{firm}"


def consents(rows: Iterable[Row], firm: str, institutions: Mapping[str, str], on: date) -> list[Consent]:
    """Every item with every institution, whether something was said of it or not. ``institutions``: name by credit code."""
    known = {row.code: row for row in rows}
    return [
        _consent(known.get(code), item, name, code, on)
        for its, name in institutions.items()
        for item in items()
        if (code := code_of(its, item, firm))
    ]


def _consent(row: Row | None, item: str, institution: str, code: str, on: date) -> Consent:
    if row is None or row.stage in ("", "asked"):
        return Consent(item, institution, Case.ASKED if row and row.stage else Case.NEVER, None, code)
    said = row.fields.get("until")
    until = date.fromisoformat(str(said)) if said else None
    if row.stage != "given":
        return Consent(item, institution, Case.WITHDRAWN, until, code)
    started = row.stage_on is not None and row.stage_on <= on
    # Whose end nobody stated does not hold: the pack asks for it.
    valid = started and until is not None and on <= until
    ended = until is None or until < on
    return Consent(item, institution, Case.VALID if valid else Case.EXPIRED if ended else Case.NEVER, until, code)


def institutions(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> dict[str, str]:
    """Those that are members: name by credit code."""
    rows = every(subjects, MEMBERS, as_of=as_of, size=size)
    return {row.code: row.name for row in rows if row.fields.get("kind") == "institution" and row.stage == "joined"}


def consents_of(
    subjects: Subjects,
    firm: str,
    some: Mapping[str, str],
    on: date,
    *,
    as_of: date | None = None,
    size: int | None = None,
) -> list[Consent]:
    """A firm's with these institutions."""
    codes = [code_of(its, item, firm) for its in some for item in items()]
    return consents(every(subjects, CONSENTS, only=codes, as_of=as_of, size=size), firm, some, on)


def asked(firm: str, institution: tuple[str, str], item: str, *, on: date, note: str) -> list[Draft]:
    """``institution``: credit code and name."""
    code, name = code_of(institution[0], item, firm), institution[1]
    fields: dict[str, Value] = {"name": f"{item} → {name}", "institution": name, "item": item}
    links = {"enterprise": f"{REGISTER}/{firm}"}
    return [
        Draft(programme=CONSENTS, subject=code, kind="opened", effective_on=on, fields=fields, links=links),
        Draft(programme=CONSENTS, subject=code, kind="moved", stage="asked", effective_on=on, note=note),
    ]


def given(
    firm: str, institution: tuple[str, str], item: str, *, until: date, on: date, note: str, case: Case
) -> list[Draft]:
    """``case``: how it stood. What stands already, or has run out, gets another last day."""
    stands = case in (Case.VALID, Case.EXPIRED)
    last = Draft(
        programme=CONSENTS, subject=code_of(institution[0], item, firm), kind="stated" if stands else "moved",
        stage="" if stands else "given", effective_on=on, fields={"until": until.isoformat()}, note=note,
    )  # fmt: skip
    return [*(asked(firm, institution, item, on=on, note=note) if case is Case.NEVER else ()), last]


def withdrawn(code: str, *, on: date, note: str) -> Draft:
    return Draft(programme=CONSENTS, subject=code, kind="moved", stage="withdrawn", effective_on=on, note=note)
