"""Settings of the zone: ``[talent]`` in dajuan.toml."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone


class Settings(NamedTuple):
    office: str = "人才工作办公室"
    """Answers for people, titles and teams; its people may know who they are."""


def settings_of(zone: Zone) -> Settings:
    office = zone.table("talent", Settings._fields).get("office", Settings().office)
    if not isinstance(office, str) or not office.strip():
        raise LedgerError(
            "dajuan.toml [talent] 的 office 是单位名称", "office in [talent] of dajuan.toml is an organisation's name"
        )
    return Settings(office.strip())
