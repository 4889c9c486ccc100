"""Whether a reading is taken: its device is registered and of this firm, its time is possible, the firm consents.

Pure: everything it looks at is handed in. A measure that the consent does not cover is taken out of the reading before
anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dajuan.systems.telemetry.reading import MISSING, VALUES, Reading, moment_said
from dajuan.systems.telemetry.reasons import refused

DAY = 86_400_000
LISTED, CONNECTED, OFFLINE, SCRAPPED = "listed", "connected", "offline", "scrapped"
"""Stages of a device."""


class Device(NamedTuple):
    """A registered device: whose it is, and where its counters roll over (0: nobody knows)."""

    firm: str
    stage: str
    energy_register: int
    output_register: int


class Consent(NamedTuple):
    """What a firm consents to, from a day on to a day. Beside each day its first and its last moment in milliseconds."""

    given: date
    since: int
    measures: frozenset[str]
    until: date | None
    ends: int | None
    withdrawn: date | None


class Known(NamedTuple):
    """What the ledger says of devices and consents."""

    devices: Mapping[str, Device]
    consents: Mapping[str, Consent]


class Limits(NamedTuple):
    """``ahead``: seconds by which a device's clock may be fast; ``behind``: days after which a reading is too late."""

    ahead: int
    behind: int


def judged(reading: Reading, known: Known, limits: Limits, now: int) -> Reading:
    """The reading as it may be kept. ``now``: milliseconds. Raises :class:`RefusedReading`."""
    consent = consent_now(known.consents.get(reading.firm), now)
    device = known.devices.get(reading.device)
    if device is None:
        raise refused("unknown-device", device=reading.device)
    if device.firm != reading.firm:
        raise refused("not-its-device", device=reading.device)
    if device.stage == SCRAPPED:
        raise refused("scrapped", device=reading.device)
    if reading.at > now + limits.ahead * 1000:
        by = (reading.at - now) // 1000
        raise refused("future", at=moment_said(reading.at), by=by, most=limits.ahead)
    if reading.at < now - limits.behind * DAY:
        raise refused("too-old", at=moment_said(reading.at), days=limits.behind)
    return _covered(reading, consent)


def consent_now(consent: Consent | None, now: int) -> Consent:
    """Raises :class:`RefusedReading` where a firm does not consent just now."""
    if consent is None:
        raise refused("consent-none")
    if consent.withdrawn is not None:
        raise refused("consent-withdrawn", on=consent.withdrawn)
    if consent.ends is not None and now >= consent.ends:
        raise refused("consent-ended", on=consent.until)
    return consent


def _covered(reading: Reading, consent: Consent) -> Reading:
    """What of a reading its firm lets be kept."""
    if reading.at < consent.since:
        raise refused("consent-before", on=consent.given)
    if consent.ends is not None and reading.at >= consent.ends:
        raise refused("consent-ended", on=consent.until)
    if len(consent.measures) == len(VALUES):
        return reading
    kept = Reading(
        *reading[:3], *(_if(key in consent.measures, value) for key, value in zip(VALUES, reading[3:], strict=True))
    )
    if kept[3:] == (MISSING,) * len(VALUES):
        sent = [key for key, value in zip(VALUES, reading[3:], strict=True) if value != MISSING]
        raise refused("consent-scope", measures="、".join(sent))
    return kept


def _if(covered: bool, value: int) -> int:
    return value if covered else MISSING
