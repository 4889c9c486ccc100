"""结算口径: what of a run is charged for, and what vouchers may pay; data that a zone changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.compute.metering import OUTCOMES


class Terms(NamedTuple):
    voucher_share: int
    """Per cent of a bill."""
    vouchers_a_bill: int
    charged: Mapping[str, int]
    """Outcome of a run → per cent."""


def terms(zone: Mapping[str, object]) -> Terms:
    """With the zone's own over ours; ``zone``: what ``dajuan.toml`` has under ``[compute]``."""
    said = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
    own = zone.get("terms", {})
    own = own if isinstance(own, dict) else {}
    said["charged"] |= own.get("charged", {})
    said |= {key: value for key, value in own.items() if key != "charged"}
    charged = said["charged"]
    for key, value in (("voucher-share", said["voucher-share"]), *charged.items()):
        if type(value) is not int or not 0 <= value <= 100:
            raise _wrong(key, "0 到 100 的整数", "a whole number of 0 to 100")
    if set(charged) != set(OUTCOMES):
        raise _wrong("charged", "、".join(OUTCOMES), ", ".join(OUTCOMES))
    if type(said["vouchers-a-bill"]) is not int or said["vouchers-a-bill"] < 0:
        raise _wrong("vouchers-a-bill", "不小于零的整数", "a whole number of at least 0")
    return Terms(said["voucher-share"], said["vouchers-a-bill"], charged)


def _wrong(key: str, zh: str, en: str) -> LedgerError:
    return LedgerError(f"dajuan.toml [compute.terms] {key}：应是 {zh}", f"dajuan.toml, [compute.terms] {key}: {en}")
