"""Which rule judges targets, and writing another into ``[answers]`` of ``dajuan.toml`` with every comment kept."""

from __future__ import annotations

from typing import NamedTuple

import tomlkit

from dajuan.answers.rules import rules_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone, zone_at
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.trouble import OutputError
from dajuan.standards.supervision.rule_file import Origin, default, entries, origin_of
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person
from dajuan.web.words import Words

KINDS = {"lights": Words("亮灯", "Lights"), "schedule": Words("序时", "Schedule"), "scores": Words("得分", "Scores")}
_FILES = {"lights": "lights.yaml", "schedule": "schedules.yaml", "scores": "scores.yaml"}
MARKS = {
    "seen": Words("见过原文", "seen in the source"),
    "copy": Words("取自转载", "from a restatement"),
    "memory": Words("未能证实", "not confirmed"),
}


class Choice(NamedTuple):
    origin: Origin
    chosen: bool

    @property
    def confirmed(self) -> Words:
        return MARKS[self.origin.mark]


def choices(zone: Zone) -> list[tuple[str, Words, list[Choice]]]:
    table = zone.extra.get("answers", {})
    told = table if isinstance(table, dict) else {}
    found = []
    for kind, name in KINDS.items():
        file = _FILES[kind]
        chosen = str(told.get(kind, default(file)))
        found.append((kind, name, [Choice(origin_of(one), code == chosen) for code, one in entries(file).items()]))
    return found


def choose(zone: Zone, kind: str, code: str, *, by: Person) -> None:
    """Raises :class:`LedgerError` where the rule cannot be used; the settings are then as they were."""
    if kind not in KINDS or code not in entries(_FILES[kind]):
        raise LedgerError(f"没有规则 {kind}/{code}", f"there is no rule {kind}/{code}")
    path = zone.folder / SETTINGS
    text = path.read_text("utf-8")
    document = tomlkit.parse(text)
    table = document.setdefault("answers", tomlkit.table())
    before = str(table.get(kind, default(_FILES[kind])))
    table[kind] = code
    _write(zone, tomlkit.dumps(document))
    try:
        rules_of(zone_at(zone.folder))
    except LedgerError:
        _write(zone, text)
        raise
    if before != code:
        note_change("rule-chosen", kind, by=by, before={"rule": before}, after={"rule": code})


def _write(zone: Zone, text: str) -> None:
    try:
        write_whole(zone.folder / SETTINGS, text)
    except OutputError as error:
        raise LedgerError(error.zh, error.en) from error
