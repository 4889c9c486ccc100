"""The names that outputs give to grades, roles and qualifiers, in both languages, and numbers as plain words."""

from __future__ import annotations

from decimal import Decimal

from dajuan.claims.claim import Claim
from dajuan.language.spans import Period

GRADES = {
    "error": {"zh": "错误", "en": "error"},
    "warning": {"zh": "可疑", "en": "warning"},
    "question": {"zh": "请确认", "en": "question"},
}
ROLES = {
    "result": {"zh": "已完成", "en": "done"},
    "target": {"zh": "承诺", "en": "promised"},
    "context": {"zh": "背景", "en": "background"},
}
BASES = {
    "level": {"zh": "水平", "en": "level"},
    "change": {"zh": "增减", "en": "change"},
    "growth": {"zh": "增速", "en": "growth"},
    "share": {"zh": "占比", "en": "share"},
    "rank": {"zh": "位次", "en": "rank"},
    "multiple": {"zh": "倍数", "en": "multiple"},
}
QUALIFIERS = {
    "approx": {"zh": "约", "en": "about"},
    "at_least": {"zh": "不低于", "en": "at least"},
    "at_most": {"zh": "不超过", "en": "at most"},
    "more_than": {"zh": "超过", "en": "more than"},
    "nearly": {"zh": "近", "en": "nearly"},
}
FAMILIES = {
    "RD": {"zh": "读", "en": "Reading"},
    "QU": {"zh": "数量", "en": "Quantities"},
    "CT": {"zh": "列举", "en": "Counts"},
    "AR": {"zh": "勾稽", "en": "Arithmetic"},
    "CO": {"zh": "前后一致", "en": "Consistency"},
    "TM": {"zh": "时间", "en": "Time"},
    "TG": {"zh": "目标", "en": "Targets"},
    "FU": {"zh": "接续", "en": "Follow-up"},
    "WD": {"zh": "措辞", "en": "Wording"},
    "LG": {"zh": "台账", "en": "Ledger"},
}
HELD = {
    "holds": {"zh": "一致", "en": "holds"},
    "differs": {"zh": "不一致", "en": "differs"},
    "without_evidence": {"zh": "没有佐证", "en": "no evidence"},
    "not_in_ledger": {"zh": "台账里没有", "en": "not in the ledger"},
}
"""What a ledger says of a number."""
VERDICTS = {
    "met": {"zh": "兑现", "en": "met"},
    "partly": {"zh": "接近", "en": "partly"},
    "missed": {"zh": "未兑现", "en": "missed"},
    "admitted": {"zh": "未兑现，已说明", "en": "missed, admitted"},
    "not_answered": {"zh": "没有回答", "en": "not answered"},
    "cannot_compare": {"zh": "不可比", "en": "cannot be compared"},
    "definition_changed": {"zh": "口径已变", "en": "definition changed"},
}


def plain(value: Decimal | None) -> str | None:
    """An exact decimal in plain notation: no exponent, no idle zeros. ``None`` stays ``None``."""
    if value is None:
        return None
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def grouped(value: Decimal | None) -> str:
    """``51960000000`` → ``51,960,000,000``."""
    return "" if value is None else f"{Decimal(plain(value) or 0):,f}"


def amount(claim: Claim, language: str = "zh") -> str:
    """The value in its base unit: ``51,960,000,000 元``, ``≥ 85%``, ``2–3 所``."""
    unit = "" if claim.unit in ("", "1") else f" {claim.unit}"
    per = f"/{claim.per}" if claim.per else ""
    percent = claim.unit == "1" and claim.dimension == "ratio"
    low, high = (_shown(end, percent) for end in (claim.low, claim.high))
    if low and high:
        number = low if low == high else f"{low}–{high}"
    elif low or high:
        number = f"≥ {low}" if low else f"≤ {high}"
    else:
        number = claim.text
    before = {"approx": "≈ "}.get(claim.qualifier or "", "")
    return f"{before}{number}{unit}{per}"


def _shown(value: Decimal | None, percent: bool) -> str:
    if value is None:
        return ""
    return f"{grouped(value * 100)}%" if percent else grouped(value)


def period_words(period: Period | None, language: str = "zh") -> str:
    """A period as a person writes it: ``2025-Q1`` → 2025年一季度; in English the label itself."""
    if period is None:
        return ""
    return "—".join(map(_chinese_period, period.label.split("/"))) if language == "zh" else period.label


def _chinese_period(label: str) -> str:
    year, _, rest = label.partition("-")
    if not year.isdigit():
        return label
    if rest in _PARTS_OF_YEAR:
        return f"{year}年{_PARTS_OF_YEAR[rest]}"
    return (
        year
        + "年"
        + "".join(f"{int(n)}{unit}" for n, unit in zip(rest.split("-"), "月日", strict=False) if n.isdigit())
    )


_PARTS_OF_YEAR = {"H1": "上半年", "H2": "下半年", "Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}


def when(claim: Claim, language: str = "zh") -> str:
    """By when a claim is promised, or else the period it is about."""
    if claim.deadline and claim.role == "target":
        return f"≤ {claim.deadline.isoformat()}"
    return period_words(claim.period, language)
