"""The gateway's door: what comes in is judged, written to the journal or the dead letters, and only then acknowledged.

:meth:`Intake.take` may be called from several threads; :meth:`Intake.commit` makes all that was taken until then last on
the disk and gives back what the senders are to be told.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from dajuan.systems.telemetry.days import day_of
from dajuan.systems.telemetry.journal import Journal
from dajuan.systems.telemetry.judge import Known, Limits, consent_now, judged
from dajuan.systems.telemetry.letters import Letter, Letters, letter
from dajuan.systems.telemetry.reading import Reading, objects_in, reading_of
from dajuan.systems.telemetry.reasons import Refusal, RefusedReading, reasons, refused
from dajuan.systems.telemetry.tally import Heard, Tally

TOPIC = "telemetry"
"""``telemetry/FIRM/DEVICE``."""
_SIGNATURE = 64
_OF_CONSENT = frozenset(code for code, one in reasons().items() if not one.keeps)


@dataclass
class Receipt:
    """What a firm's senders that asked for it are told: by their ``id`` what is kept, what is refused and why."""

    kept: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)


class Intake:
    def __init__(
        self,
        journal: Journal,
        letters: Letters,
        tally: Tally,
        *,
        known: Known,
        keys: Mapping[str, bytes],
        limits: Limits,
        timezone: tzinfo,
        clock: Callable[[], int],
    ) -> None:
        """``keys``: of firms whose readings are signed. ``clock``: milliseconds since 1970."""
        self.journal, self.letters, self.tally = journal, letters, tally
        self.known, self.keys, self.limits, self.timezone, self.clock = known, keys, limits, timezone, clock
        self._lock = threading.Lock()
        self._readings: list[Reading] = []
        self._letters: list[Letter] = []
        self._receipts: dict[str, Receipt] = defaultdict(Receipt)
        self._newest: dict[str, Heard] = {}

    def __len__(self) -> int:
        """Readings taken and not yet committed."""
        return len(self._readings)

    @property
    def waiting_letters(self) -> int:
        """What was refused and is not yet committed."""
        return len(self._letters)

    def take(self, topic: str, payload: bytes, *, verified: bool = False) -> None:
        """A message of the broker. ``verified``: it is what was signed, and its signature was right."""
        now = self.clock()
        _, _, rest = topic.partition("/")
        firm, _, device = rest.partition("/")
        try:
            if not firm or not device or "/" in device:
                raise refused("topic", topic=topic)
            body = payload if verified else self._verified(firm, topic, payload)
            objects = objects_in(body)
        except RefusedReading as error:
            self.refuse(error.refusal, now, topic, payload, firm, device)
            return
        for sent in objects:
            self._take_one(sent, firm, device, now, topic, body if len(objects) == 1 else None)

    def take_object(self, sent: dict[str, Any], firm: str, device: str, topic: str) -> None:
        """What was not sent as JSON but says the same."""
        self._take_one(sent, firm, device, self.clock(), topic, None)

    def _take_one(self, sent: Any, firm: str, device: str, now: int, topic: str, body: bytes | None) -> None:
        named = isinstance(sent, dict) and sent
        told = str(sent.get("id", ""))[:200] if named else ""
        device = str(sent.get("device", device)) if named else device
        try:
            kept = judged(reading_of(sent, firm, device), self.known, self.limits, now)
        except RefusedReading as error:
            body = _alone(sent) if body is None else body
            self.refuse(error.refusal, now, topic, body, firm, device, told, verified=True)
            return
        self.keep(kept, now, told)

    def keep(self, reading: Reading, now: int, told: str = "") -> None:
        """A reading that was judged."""
        with self._lock:
            self._readings.append(reading)
            before = self._newest.get(reading.device)
            if before is None or before.reading.at <= reading.at:
                self._newest[reading.device] = Heard(reading, now)
            if told:
                self._receipts[reading.firm].kept.append(told)

    def refuse(
        self, why: Refusal, now: int, topic: str, payload: bytes, firm: str = "", device: str = "", told: str = "",
        *, verified: bool = False,
    ) -> None:  # fmt: skip
        """Whatever else is wrong, of a firm that does not consent nothing is kept."""
        if firm and why.code not in _OF_CONSENT:
            try:
                consent_now(self.known.consents.get(firm), now)
            except RefusedReading as error:
                why = error.refusal
        with self._lock:
            self._letters.append(
                letter(why, at=now, topic=topic, payload=payload, firm=firm, device=device, verified=verified)
            )
            if told:
                self._receipts[firm].refused.append({"id": told, "code": why.code, "zh": why.zh, "en": why.en})

    def _verified(self, firm: str, topic: str, payload: bytes) -> bytes:
        """What was signed, where the firm signs."""
        key = self.keys.get(firm)
        if key is None:
            return payload
        if payload[_SIGNATURE : _SIGNATURE + 1] != b" ":
            raise refused("unsigned")
        body = payload[_SIGNATURE + 1 :]
        if not hmac.compare_digest(signature(key, topic, body), payload[:_SIGNATURE]):
            raise refused("wrong-key")
        return body

    def commit(self) -> dict[str, Receipt]:
        """Returns, by firm, what is to be told, once all that was taken is on the disk."""
        with self._lock:
            readings, letters, receipts = self._readings, self._letters, self._receipts
            self._readings, self._letters, self._receipts = [], [], defaultdict(Receipt)
        if letters:
            today = day_of(self.clock(), self.timezone)
            self.letters.keep(today, letters)
            self.tally.refuse(today, Counter((one.code, one.firm) for one in letters))
        if readings:
            self.journal.write(readings)
        return receipts

    def tell_heard(self) -> None:
        """Let pages see what every device said last."""
        with self._lock:
            newest, self._newest = self._newest, {}
        if newest:
            self.tally.hear(newest)


def signature(key: bytes, topic: str, body: bytes) -> bytes:
    """HMAC-SHA256 over topic, line feed and JSON, in hexadecimal."""
    return hmac.new(key, topic.encode() + b"\n" + body, hashlib.sha256).hexdigest().encode()


def _alone(sent: Any) -> bytes:
    """One of many objects, by itself."""
    return json.dumps(sent, ensure_ascii=False).encode("utf-8", "surrogatepass")
