"""Sensitivity of a run as the ledger has it: kept with the run as evidence, read back; the last one counts."""

from __future__ import annotations

import io
import json
from datetime import date

from dajuan.indices.sensitivity import Sensitivity, Share
from dajuan.ledger.entry import Draft
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import state_of_subject
from dajuan.systems.growth.record import PROGRAMME, Recorded
from dajuan.systems.growth.trouble import GrowthError

KIND = "敏感性分析"
_DIGITS = 4
"""Enough to draw, fewer than differ from machine to machine."""


def draft_of(store: EvidenceStore, one: Recorded, found: Sensitivity, *, on: date) -> Draft:
    """The draft that keeps it with its run."""
    kept = store.keep_stream(io.BytesIO(text_of(found).encode()), name=f"sensitivity-{one.code}.json", kind=KIND)
    return Draft(programme=PROGRAMME, subject=one.code, kind="attached", effective_on=on, evidence=(kept,))


def sensitivity_of(ledger: Ledger, store: EvidenceStore, one: Recorded) -> Sensitivity | None:
    """What a run's last one came to; None where it was not worked out yet. Raises :class:`GrowthError` where its evidence is
    gone."""
    state = state_of_subject(ledger, programme=PROGRAMME, subject=one.code)
    kept = [(seq, each.sha256) for seq, some in state.evidence().items() for each in some if each.kind == KIND]
    if not kept:
        return None
    sha256 = max(kept)[1]
    try:
        return parse_sensitivity(store.path_of(sha256).read_text(encoding="utf-8"))
    except OSError as error:
        raise GrowthError(
            f"测算 {one.code} 的敏感性分析不在了（{sha256[:12]}…）；从备份恢复佐证，或重算",
            f"the sensitivity of run {one.code} is gone ({sha256[:12]}…); restore the evidence from a backup, or do it again",
        ) from error


def text_of(found: Sensitivity) -> str:
    shares = [
        {
            "factor": one.kind,
            "first": round(one.first, _DIGITS),
            "first_off": round(one.first_off, _DIGITS),
            "total": round(one.total, _DIGITS),
            "total_off": round(one.total_off, _DIGITS),
        }
        for one in found.shares
    ]
    told = {"runs": found.runs, "mean": round(found.mean, _DIGITS), "shares": shares}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)


def parse_sensitivity(text: str) -> Sensitivity:
    """What :func:`text_of` wrote, the choice that matters most first."""
    told = json.loads(text)
    shares = [
        Share(one["factor"], one["first"], one["first_off"], one["total"], one["total_off"]) for one in told["shares"]
    ]
    return Sensitivity(tuple(sorted(shares, key=lambda one: -one.total)), told["runs"], told["mean"])
