"""What else a number may be called: 改造老旧小区 is 老旧小区改造, 争取上级资金 is 上级资金, 民生支出占…比重 is 民生支出.

A plan names the deed, a report what came of it. Whoever compares only the words finds no answer where there is one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dajuan.claims.claim import Claim

_TABLE = Path(__file__).parent / "same_deeds.tsv"
_BULLETS = "●■◆▪•○□★☆※►▶➢✓—- "
_LEAD = re.compile(r"^(?:其中)?(?:包括|提出|即|帮助|协助)|^(?:为|帮助|向)(?:企业|群众|园区|辖区)(?=[\u4e00-\u9fff]{4})")
_TAIL = re.compile(r"(?:预期)?目标(?:确定|设定|安排|拟定|定)?为?$")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_SHARE = re.compile(r"^(?P<part>.{2,}?)占.+(?:比重|比例|份额|比)$")
_FILLER = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:实现|完成)(?=就业|再就业|增收|销售|产值|营收|收入|投资|税收)")
_DEED_NOUN = re.compile(
    r"(?:改造|建设|整治|修复|招商|培训|招聘会|招聘|再就业|转移就业|新增就业|竣工|开工|签约|征收|收储|供应|交付)$"
)
"""Nouns that count what was done in a time, whatever verb stands before them."""


@cache
def _deeds() -> dict[str, str]:
    """verb → the deed it says."""
    found: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            deed, words = line.split("\t")
            found |= dict.fromkeys(words.split("|"), deed)
    return found


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_deeds(), key=len, reverse=True)))


def plain(indicator: str) -> str:
    """Without list marks, what leads to it and what calls it a target: ●经济增长目标确定为 → 经济增长."""
    words = _TWICE.sub(r"\1", _FILLER.sub("", indicator.strip(_BULLETS)))
    words = _LEAD.sub("", words)
    shorter = _TAIL.sub("", words)
    return shorter if len(shorter) >= 2 else words


def core(claim: Claim) -> str:
    """The thing alone, the deed taken off, or ``""`` when nothing is to be taken off."""
    words = plain(claim.indicator)
    share = _SHARE.match(words)
    if share is not None and claim.basis == "share":
        return share["part"]
    found = _verb().search(words)
    if found is None:
        return ""
    rest = words[: found.start()] + words[found.end() :]
    return rest if len(rest) >= 3 and (found.start() == 0 or len(found.group()) + found.start() <= 4) else ""


def deed(claim: Claim) -> str:
    """Which deed is counted, or ``""``: 新签约 and 签约 are one, 新开工 is another."""
    found = _verb().match(plain(claim.indicator)) or _verb().fullmatch(claim.verb)
    found = found or _verb().search(plain(claim.indicator))
    return _deeds()[found.group()] if found is not None else ""


def turned(indicator: str) -> str:
    """改造老旧小区 → 老旧小区改造: the deed behind its thing, as a report may name it."""
    words = plain(indicator)
    found = _verb().match(words)
    return words[found.end() :] + found.group() if found is not None and len(words) - found.end() >= 3 else words


def counts_deeds(claim: Claim) -> bool:
    """老旧小区改造30个, 外出招商73批次: deeds of the year, though no verb stands before the number."""
    return claim.unit in ("批次", "场", "场次", "次", "人次", "起", "件", "列", "班次", "期") or bool(
        _DEED_NOUN.search(claim.indicator)
    )


def same_unit(first: Claim, second: Claim) -> bool:
    """40场 and 52场次, 8个 and 8家 count alike; people and attendances do not."""
    a, b = first.unit, second.unit
    if a == b:
        return True
    if first.dimension != "count" or second.dimension != "count" or {a, b} & {"人", "人次", "万人", "户"}:
        return False
    return a + "次" == b or b + "次" == a or "个" in (a, b)
