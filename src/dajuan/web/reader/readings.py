"""A reading as it is kept: the JSON of docs/contracts.md, with what a page needs besides — the blocks of the document, the
words in English, what the ledger said. Read back, it can be marked, listed and written out without the document's file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from dajuan.answers.proposals import Proposal, proposals
from dajuan.checks.backing import Fact
from dajuan.checks.coverage import Coverage, Judged
from dajuan.checks.finding import Finding, Fix, Place
from dajuan.checks.ignores import Ignore, lets_stand, read_ignores
from dajuan.checks.run import Examined
from dajuan.claims.claim import Claim, Commitment, Reading
from dajuan.documents.document import Block, Box, Document, Section
from dajuan.documents.rejoin import flow_of
from dajuan.language.spans import Period
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.contract import iso, json_text, reading_object

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a document that was read."""

    reading: Reading
    """Without the spans of the language: to compare or check again it is read again from ``reading.document``."""
    found: tuple[Finding, ...]
    """All that the rules said, but for what a comment in the text lets stand."""
    coverage: Coverage | None
    proposals: tuple[tuple[Proposal, str], ...]
    """What it promises as targets, each with the key that a form names it by."""

    def findings(self, decisions: tuple[Ignore, ...]) -> tuple[list[Finding], list[tuple[Finding, Ignore]]]:
        """What is open, and what somebody let stand."""
        text = self.reading.document.text
        judged = [(one, lets_stand(decisions, one, text)) for one in self.found]
        return [one for one, stands in judged if stands is None], [(one, why) for one, why in judged if why is not None]


def keep(path: Path, told: Examined) -> None:
    """Write down what was read and found."""
    reading = told.reading
    kept = reading_object(reading, told.findings)
    for row, finding in zip(kept["findings"], told.findings, strict=True):
        row["en"] = finding.en
    document = reading.document
    kept["document"] |= {"notes": document.notes, "blocks": [_block(one) for one in document.blocks]}
    kept |= {
        "version": _VERSION,
        "report_year": reading.report_year,
        "plan_year": reading.plan_year,
        "proposals": [_proposal(one) for one in proposals(reading)] if reading.plan_year else [],
        "judged": None if told.coverage is None else [_judged(one) for one in told.coverage.judged],
    }
    write_whole(path, json_text(kept, one_line=True))


def load(path: Path) -> Kept | None:
    """What was kept; None where it is not there, or is another version's: then the document is read again."""
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return None
    return _load(path, stamp.st_mtime_ns, stamp.st_size)


def decisions(path: Path) -> tuple[Ignore, ...]:
    return read_ignores(path)


@lru_cache(maxsize=16)
def _load(path: Path, changed: int, size: int) -> Kept | None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept.get("version") != _VERSION:
        return None
    reading = _reading(kept)
    return Kept(
        reading,
        tuple(_finding(one) for one in kept["findings"]),
        _coverage(kept["judged"], reading),
        tuple((_proposed(one), f"{one['start']}-{one['end']}-{one['value']}") for one in kept["proposals"]),
    )


def key_of(proposal: Proposal) -> str:
    return f"{proposal.start}-{proposal.end}-{proposal.value}"


# To JSON ----------------------------------------------------------------------------------------------------------


def _block(block: Block) -> list[Any]:
    return [block.start, block.end, block.kind, block.level, list(block.box) if block.box else None, block.doubt]


def _judged(one: Judged) -> dict[str, Any]:
    fact = one.fact
    told = fact and {
        "name": fact.name,
        "value": None if fact.value is None else str(fact.value),
        "upper": None if fact.upper is None else str(fact.upper),
        "unit": fact.unit,
        "first": iso(fact.first),
        "last": iso(fact.last),
        "zh": fact.zh,
        "en": fact.en,
        "entries": fact.entries,
        "proven": fact.proven,
        "sure": fact.sure,
    }
    return {"claim": one.claim.id, "standing": one.standing, "fact": told}


_OF_PROPOSAL = ("kind", "name", "words", "start", "end", "area", "value", "value_to", "bound", "owner")


def _proposal(one: Proposal) -> dict[str, Any]:
    return {key: getattr(one, key) for key in _OF_PROPOSAL} | {
        "deadline": iso(one.deadline),
        "co_owners": list(one.co_owners),
        "open_question": one.open_question,
    }


# From JSON --------------------------------------------------------------------------------------------------------


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _reading(kept: dict[str, Any]) -> Reading:
    told = kept["document"]
    document = Document(
        told["source"],
        told["sha256"],
        told["title"],
        told["text"],
        _day(told["published"]),
        tuple(Block(s, e, kind, level, Box(*box) if box else None, doubt) for s, e, kind, level, box, doubt in told["blocks"]),
        tuple(Section(**one) for one in told["sections"]),
        tuple(told["notes"]),
    )  # fmt: skip
    return Reading(
        document,
        flow_of(document),
        (),
        tuple(_claim(one) for one in kept["claims"]),
        tuple(_commitment(one) for one in kept["commitments"]),
        kept["report_year"],
        kept["plan_year"],
    )


def _claim(told: dict[str, Any]) -> Claim:
    period = told["period"]
    return Claim(
        **told
        | {
            "low": None if told["low"] is None else Decimal(told["low"]),
            "high": None if told["high"] is None else Decimal(told["high"]),
            "period": period
            and Period(0, 0, period["label"], _day(period["start"]), _day(period["end"]), "year"),
            "deadline": _day(told["deadline"]),
            "entities": tuple(told["entities"]),
            "section": tuple(told["section"]),
        },
        at=(0, 0),
        sentence=0,
        indicator_at=(0, 0),
    )  # fmt: skip


def _commitment(told: dict[str, Any]) -> Commitment:
    return Commitment(
        **told
        | {"deadline": _day(told["deadline"]), "claims": tuple(told["claims"]), "section": tuple(told["section"])},
        at=(0, 0),
        sentence=0,
    )


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(
        told["code"],
        told["severity"],
        told["start"],
        told["end"],
        told["message"],
        told["en"],
        tuple(Place(**one) for one in told["related"]),
        Fix(**told["fix"]) if told["fix"] else None,
    )


def _coverage(told: list[dict[str, Any]] | None, reading: Reading) -> Coverage | None:
    if told is None:
        return None
    claims = {one.id: one for one in reading.claims}
    return Coverage(tuple(Judged(claims[one["claim"]], one["standing"], _fact(one["fact"])) for one in told))


def _fact(told: dict[str, Any] | None) -> Fact | None:
    if told is None:
        return None
    value, upper = (None if told[key] is None else Fraction(told[key]) for key in ("value", "upper"))
    first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
    return Fact(**told | {"value": value, "upper": upper, "first": first, "last": last})


def _proposed(told: dict[str, Any]) -> Proposal:
    question = told["open_question"]
    return Proposal(
        **told
        | {
            "deadline": _day(told["deadline"]),
            "co_owners": tuple(told["co_owners"]),
            "open_question": (question[0], question[1]) if question else None,
        }
    )
