"""What a zone says under ``[requests]`` of its settings: who receives, who supervises, who is told last.

[requests]
office = "政务服务中心"
supervision = "督查室"        # left out: the office of [notices]
leader = "云岭高新区管委会"
"""

from __future__ import annotations

from typing import NamedTuple

from dajuan.answers.notices import settings as notices
from dajuan.answers.notices.timing import Timing
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.systems.requests.handling import Handlings, handlings_in


class Settings(NamedTuple):
    office: str
    """受理单位: what comes in and names nobody is its."""
    supervision: str
    leader: str
    handlings: Handlings
    timing: Timing
    """How often the zone's notices say the same again, and when they tell the supervision too."""

    def called(self, who: str, department: str) -> str:
        """The organisation that a step of the ladder tells."""
        named = {
            "department": department,
            "office": self.office,
            "supervision": self.supervision,
            "leader": self.leader,
        }
        return named[who]


def settings_of(zone: Zone) -> Settings:
    """Raises :class:`LedgerError` naming the key that is wrong."""
    of_notices, path = notices.settings_of(zone), zone.folder / SETTINGS
    named = {"office": "政务服务中心", "supervision": of_notices.office, "leader": zone.name}
    for key, value in zone.table("requests", named).items():
        if not isinstance(value, str) or not value.strip():
            raise LedgerError(f"{path}：[requests] 的 {key} 应是单位名称", f"{path}: [requests] {key} is an organisation's name")  # fmt: skip
        named[key] = value.strip()
    return Settings(**named, handlings=handlings_in(zone.folder), timing=of_notices.timing)
