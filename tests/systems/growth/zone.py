"""Forty firms of two industries with the facts of 2023 and 2024, some with gaps: what the growth index is tried on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.ledger import Ledger
from dajuan.programmes.values.credit_code import check_character, organisation_check_character

PROGRAMMES = ("enterprise-register", "growth-schemes", "growth-runs", "growth-certificates")
MANY = 40
CLERK = "统计中心 方"
_FEN = 10_000 * 100
"""分 in a 万元."""


def code_of(nth: int) -> str:
    organisation = f"MA9{nth:05}"
    body = "91419999" + organisation + organisation_check_character(organisation)
    return body + check_character(body)


CODES = [code_of(nth) for nth in range(MANY)]
SILENT, LARGE, GONE = CODES[37], CODES[38], CODES[39]
"""One that stated nothing but its name, one that is no SME, one that was struck off."""


def firms(ledger: Ledger, *, districts: tuple[str, ...] = ("云河办事处", "望岭办事处")) -> None:
    random = Random(7)
    drafts: list[Draft] = []
    for nth, code in enumerate(CODES):
        fields: dict[str, Value] = {
            "name": f"云岭{nth}号有限公司",
            "industry": ("industry", "software")[nth % 2],
            "district": districts[nth % len(districts)],
        }
        drafts.append(_draft(code, "opened", date(2022, 5, 1), fields))
        drafts.append(_draft(code, "moved", date(2022, 5, 1), {}, stage="present"))
        if code != SILENT:
            drafts += [_draft(code, "stated", date(year, 12, 31), _facts(random, nth, year)) for year in (2023, 2024)]
    append(ledger, drafts, actor=CLERK, now=datetime(2025, 3, 20, tzinfo=UTC))


def _draft(code: str, kind: str, on: date, fields: dict[str, Value], stage: str = "") -> Draft:
    return Draft(
        programme="enterprise-register",
        subject=code,
        kind=kind,
        effective_on=on,
        fields=fields,
        stage=stage,  # type: ignore[arg-type]
    )


def _facts(random: Random, nth: int, year: int) -> dict[str, Value]:
    size = 900 if CODES[nth] == LARGE else 1
    revenue = (800 + 120 * nth) * size * (1 + (year - 2023) * random.uniform(-0.2, 0.5))
    facts: dict[str, Value] = {
        "revenue": round(revenue * _FEN),
        "tax": round(revenue * random.uniform(0.01, 0.06) * _FEN),
        "profit": round(revenue * random.uniform(-0.05, 0.15) * _FEN),
        "rd-spend": round(revenue * random.uniform(0, 0.08) * _FEN),
        "assets": round(revenue * random.uniform(0.6, 1.8) * _FEN),
        "employees": round(10 + nth + random.uniform(0, 10)) * size,
    }
    if nth % 5 == 0:
        del facts["profit"]
    return facts
