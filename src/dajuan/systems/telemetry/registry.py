"""The devices that are registered and the consents that firms gave, as the ledger has them now."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo

from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import every
from dajuan.systems.telemetry.days import day_start
from dajuan.systems.telemetry.judge import LISTED, Consent, Device, Known
from dajuan.systems.telemetry.reading import VALUES

DEVICES, CONSENTS, PLATFORMS = "industrial-devices", "telemetry-consents", "industrial-platforms"
GIVEN, WITHDRAWN = "given", "withdrawn"


def known_of(subjects: Subjects, timezone: tzinfo) -> Known:
    """``subjects`` should have followed the ledger."""
    consents = {one.code: found for one in every(subjects, CONSENTS) if (found := consent_of(one, timezone))}
    return Known({one.code: device_of(one) for one in every(subjects, DEVICES)}, consents)


def device_of(row: Row) -> Device:
    return Device(
        str(row.fields.get("firm", "")),
        row.stage or LISTED,
        int(row.fields.get("energy-register", 0)),
        int(row.fields.get("output-register", 0)),
    )


def consent_of(row: Row, timezone: tzinfo) -> Consent | None:
    """None where none was ever given."""
    if row.stage not in {GIVEN, WITHDRAWN} or row.stage_on is None:
        return None
    until = date.fromisoformat(str(row.fields["until"])) if "until" in row.fields else None
    return Consent(
        row.stage_on,
        day_start(row.stage_on, timezone),
        frozenset(key for key in VALUES if row.fields.get(key) is True),
        until,
        day_start(until + timedelta(days=1), timezone) if until else None,
        row.stage_on if row.stage == WITHDRAWN else None,
    )
