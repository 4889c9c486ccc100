"""The rules a zone judges its targets by: lights, schedule, scores; ours, or those its settings name.

``[answers]`` in ``dajuan.toml``: ``lights``, ``schedule`` and ``scores`` take the code of a rule of
``standards/supervision``; ``sentences`` names a file with the zone's own words for the answer sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from dajuan.answers.schedule import Curve, curve_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.standards.supervision.lights import LightRules, light_rules
from dajuan.standards.supervision.schedules import PublishedSchedule, published_schedule
from dajuan.standards.supervision.scores import ScoreRules, score_rules
from dajuan.standards.trouble import RuleError

_KEYS = ("lights", "schedule", "scores")
_WORDS = "sentences"
"""The file with a zone's own words, which ``sheet`` reads."""


@dataclass(frozen=True, slots=True)
class Rules:
    lights: LightRules
    schedule: PublishedSchedule
    scores: ScoreRules

    @property
    def curve(self) -> Curve:
        """What is due of a target that names no curve of its own."""
        return curve_of(self.schedule)


def rules_of(zone: Zone) -> Rules:
    """Raises :class:`LedgerError` naming the setting that no rule answers to."""
    path, table = zone.folder / SETTINGS, zone.table("answers", (*_KEYS, _WORDS))
    named = {key: str(value) for key, value in table.items()}
    try:
        return Rules(
            light_rules(named.get("lights")),
            published_schedule(named.get("schedule")),
            score_rules(named.get("scores")),
        )
    except RuleError as error:
        raise LedgerError(f"{path}：[answers] {error.zh}", f"{path}: [answers] {error.en}") from error
