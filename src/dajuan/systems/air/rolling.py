"""Days of an area → what the ledger is to hold of them: one entry a day, with the file it came from as evidence.

Another file that changes a day gives a corrected entry, never a second one. What a person wrote or corrected by hand is not
touched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from msgspec import structs

from dajuan.ledger.entry import Draft, Entry, Evidence, Value
from dajuan.ledger.state import State
from dajuan.standards.air.index import Index, first_day, grade_of, pollutants
from dajuan.systems.air.results import Day
from dajuan.systems.air.stations import AREAS

KIND = "空气小时数据"
"""Of the evidence: the file that the hours came in."""
KEY = "air/"
"""With which the keys of these entries begin."""
FIELDS = {
    "pm25": "pm25-24h", "pm10": "pm10-24h", "so2": "so2-24h", "no2": "no2-24h", "co": "co-24h", "o3": "o3-8h",
    "o3-hour": "o3-1h",
}  # fmt: skip
"""Field of the pack → item."""
COUNTS = ("valid-days", "good-days", "excellent-days", "heavy-days")
ONE_DAY = 1000
"""As the ledger keeps a duration."""
_HEAVY = ("heavy", "severe")
_MINOR = 1000
"""The ledger's units in a microgram a cubic metre."""


class Rolled(NamedTuple):
    drafts: list[Draft]
    by_hand: list[date]
    """Days that a person has written of, which say something else."""


def rolled(area: str, days: Iterable[Day], state: State, file: Evidence) -> Rolled:
    """``state``: of the area. Days that say what is held already, and days without a value, give nothing."""
    drafts: list[Draft] = []
    by_hand: list[date] = []
    held = held_days(state)
    for day in days:
        seq = held.get(day.day)
        if day.is_empty and seq is None:
            continue
        draft = draft_of(area, day, file)
        if seq is None:
            # What a person has withdrawn stays so while the numbers are the same: they make the key.
            drafts.append(draft)
            continue
        entry = state.entries[seq]
        if not entry.key.startswith(KEY):
            by_hand += [day.day] if entry.fields != draft.fields else []
        elif entry.fields != draft.fields:
            drafts.append(_in_place_of(entry, seq, draft))
    return Rolled(drafts, by_hand)


def _in_place_of(entry: Entry, seq: int, draft: Draft) -> Draft:
    evidence = tuple(dict.fromkeys((*entry.evidence, *draft.evidence)))
    return structs.replace(draft, replaces=seq, evidence=evidence, key=f"{draft.key}/{seq}")


def held_days(state: State) -> dict[date, int]:
    """Day → the entry that says how it was."""
    return {one.effective_on: seq for seq, one in state.entries.items() if _is_day(one)}


def at_odds(state: State) -> list[date]:
    """Days whose counts are not what their concentrations give: somebody wrote them by hand."""
    said = {day: state.entries[seq].fields for day, seq in held_days(state).items()}
    return [
        one.day
        for one in days_held(state.entries)
        if any(bool(said[one.day].get(key)) != yes for key, yes in zip(COUNTS, counted(one.told()), strict=True))
    ]


def draft_of(area: str, day: Day, file: Evidence) -> Draft:
    told = day.told()
    fields: dict[str, Value] = {key: ONE_DAY if yes else 0 for key, yes in zip(COUNTS, counted(told), strict=True)}
    fields |= {key: _minor(item, day.values[item]) for key, item in FIELDS.items() if item in day.values}
    return Draft(
        programme=AREAS, subject=area, kind="measured", effective_on=day.day, fields=fields, evidence=(file,),
        note=note_of(told), key=_key(area, day.day, fields),
    )  # fmt: skip


def _key(area: str, day: date, fields: Mapping[str, Value]) -> str:
    said = " ".join(f"{key}={fields[key]}" for key in sorted(fields))
    return f"{KEY}{area}/{day}/{sha256(said.encode()).hexdigest()[:16]}"


def counted(told: Index) -> tuple[bool, bool, bool, bool]:
    """Whether the day is valid, good, excellent, heavily polluted."""
    if told.aqi is None:
        return False, False, False, False
    grade = grade_of(told.aqi).key
    return True, told.is_good, grade == "excellent", grade in _HEAVY


def note_of(told: Index) -> str:
    """AQI 114 轻度污染，首要污染物 PM2.5（HJ 633-2026）."""
    if told.aqi is None:
        gone = "、".join(pollutants()[key].name.zh for key in told.missing)
        return f"AQI 不发布：缺 {gone}（{told.edition}）"
    primary = "、".join(pollutants()[key].name.zh for key in told.primary)
    return (
        f"AQI {told.aqi} {grade_of(told.aqi).name.zh}{f'，首要污染物 {primary}' if primary else ''}（{told.edition}）"
    )


def days_held(entries: Mapping[int, Entry]) -> list[Day]:
    """The days that entries tell of, in order, with their concentrations. Those before the first edition are left out: nothing
    judges them."""
    found = [
        Day(one.effective_on, {item: _back(item, one.fields[key]) for key, item in FIELDS.items() if key in one.fields})
        for one in entries.values()
        if _is_day(one) and one.effective_on >= first_day()
    ]
    return sorted(found, key=lambda one: one.day)


def _is_day(one: Entry) -> bool:
    return one.kind == "measured" and "valid-days" in one.fields


def _minor(item: str, value: Fraction) -> int:
    return round(value * _MINOR * _in_micrograms(item))


def _back(item: str, held: Value) -> Fraction:
    return Fraction(int(held), _MINOR * _in_micrograms(item))


def _in_micrograms(item: str) -> int:
    return 1000 if item.startswith("co-") else 1
