"""What a device sends → readings. A payload is JSON: one object, or a list of them from an edge box::

    {"at": "2026-03-01T08:00:00+08:00", "energy": 1234.5, "power": 12.3, "output": 100, "state": "running"}
    {"at": "…Z", "energy": {"value": 1.2345, "unit": "MWh"}, "device": "CNC-7", "id": "a1"}

``at`` carries its zone. A plain number is in the measure's own unit (``measures.toml``). ``device`` is for lists that speak
of several devices; ``id`` asks for a receipt. A signed payload is the signature, a space and the JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from dajuan.systems.telemetry.measures import STATE, Measure, measures, state_words
from dajuan.systems.telemetry.reasons import refused

MOST = 1000
"""Readings of one payload."""
MISSING = -1
"""A measure that a reading has not."""
_NOT_MEASURES = frozenset({"at", "device", "id"})


class Reading(NamedTuple):
    """One device at one moment. ``at``: milliseconds since 1970; counters and levels in the smallest unit kept (Wh, W, 件),
    :data:`MISSING` where it does not say."""

    firm: str
    device: str
    at: int
    energy: int = MISSING
    power: int = MISSING
    output: int = MISSING
    state: int = MISSING


COLUMNS = Reading._fields
VALUES = COLUMNS[3:]
_decode = msgspec.json.decode


def objects_in(payload: bytes) -> Sequence[Any]:
    """The objects of a payload. Raises :class:`RefusedReading` where it is no JSON or holds none."""
    try:
        found = _decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        found = _with_nan(payload, error)
    if isinstance(found, dict):
        return (found,)
    if not isinstance(found, list) or not 0 < len(found) <= MOST:
        what = f"{len(found)} 项 items" if isinstance(found, list) else type(found).__name__
        raise refused("shape", most=MOST, what=what)
    return found


def _with_nan(payload: bytes, error: Exception) -> Any:
    """Many devices write NaN, which JSON has not: it is read, so that what is wrong can be named."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as worse:
        raise refused("not-json", why=error) from worse


def reading_of(sent: Any, firm: str, device: str) -> Reading:
    """One object as a reading. Raises :class:`RefusedReading`."""
    if not isinstance(sent, dict):
        raise refused("shape", most=MOST, what=type(sent).__name__)
    at = _moment(sent.get("at"))
    values: dict[str, int] = {}
    for key, said in sent.items():
        if measure := measures().get(key):
            values[key] = _amount(measure, said)
        elif key == STATE:
            values[key] = _state(said)
        elif key not in _NOT_MEASURES:
            raise refused("unknown-measure", measure=key, known=_known())
    if not values:
        raise refused("no-measure", known=_known())
    return Reading(firm, device, at, **values)


def _moment(said: Any) -> int:
    if not isinstance(said, str) or not said:
        raise refused("no-time")
    try:
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is None:
            raise refused("no-zone", at=said)
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise refused("bad-time", at=said) from error


def _amount(measure: Measure, said: Any) -> int:
    kind = type(said)
    if kind is float or kind is int:
        return _kept(measure, said, measure.unit)
    if isinstance(said, dict):
        return _kept(measure, said.get("value"), str(said.get("unit", measure.unit)))
    raise refused("not-number", measure=measure.key, value=said)


def _kept(measure: Measure, value: Any, unit: str) -> int:
    per = _per_own(measure) if unit == measure.unit else measure.per(unit)
    if per is None:
        raise refused("unit", measure=measure.key, unit=unit, right=measure.unit)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise refused("not-number", measure=measure.key, value=value)
    if not math.isfinite(value):
        raise refused("nan", measure=measure.key, value=value)
    if value < 0:
        raise refused("negative", measure=measure.key, value=value)
    if value * per > measure.most * _per_own(measure):
        raise refused("too-large", measure=measure.key, value=value, most=measure.most, unit=measure.unit)
    return round(value * per)


_TIMES: Mapping[str, int] = {key: 10**one.scale for key, one in measures().items()}


def _per_own(measure: Measure) -> int:
    return _TIMES[measure.key]


def _state(said: Any) -> int:
    found = state_words().get(said) if isinstance(said, str) else None
    if found is None:
        raise refused("state", value=said, known="、".join(state_words()))
    return found


def _known() -> str:
    return "、".join((*measures(), STATE))


def moment_said(at: int) -> str:
    """Milliseconds since 1970 as people read them, UTC."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
