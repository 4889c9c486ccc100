"""Why a verdict is as it is, in one short line of each language, with both values and the gap."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dajuan.claims.claim import Claim
from dajuan.comparison.verdict import less_is_better

_MAGNITUDES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_POWERS = {"": Decimal(1), "千": Decimal(1000), "百": Decimal(100)} | {word: size for size, word in _MAGNITUDES}
_NUMBER = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<magnitude>万亿|亿|万|千|百)?")


class Reason(NamedTuple):
    zh: str
    en: str


def value(claim: Claim) -> str:
    """As written, with what kind of number it is: 增长5.5%左右, 新增120万人."""
    fall = claim.basis in ("growth", "change") and ((claim.low or claim.high or 0) < 0)
    word = ""
    if claim.basis == "growth":
        word = "下降" if fall else "增长"
    elif claim.basis == "change":
        word = "减少" if fall else "新增" if claim.dimension == "count" else ""
    return word + claim.text


def amount(size: Decimal, claim: Claim) -> tuple[str, str]:
    """A gap in words of both languages: 0.2个百分点, 0.2 points."""
    size = abs(size)
    if claim.dimension == "ratio":
        points = plain(size * 100)
        return f"{points}个百分点", f"{points} points"
    if claim.dimension == "point":
        return f"{plain(size)}个百分点", f"{plain(size)} points"
    unit, factor = _written(claim)
    size /= factor
    for magnitude, word in _MAGNITUDES:
        if size >= magnitude:
            return f"{plain(size / magnitude)}{word}{unit}", f"{plain(size / magnitude)}{word}{unit}"
    return f"{plain(size)}{unit}", f"{plain(size)}{unit}"


def _written(claim: Claim) -> tuple[str, Decimal]:
    """The unit as written and what one of it is in the base unit: 亩 and 666.67, P and 10^15."""
    found = _NUMBER.search(claim.text)
    whole = claim.low if claim.low is not None else claim.high
    if found is None or not claim.written_unit or not whole:
        return claim.unit, Decimal(1)
    number = Decimal(found["number"].replace(",", "")) * _POWERS[found["magnitude"] or ""]
    return (claim.written_unit, abs(whole) / number) if number else (claim.unit, Decimal(1))


def plain(number: Decimal) -> str:
    """At most two decimals, no trailing zeros, no exponent."""
    rounded = f"{number:.2f}" if number == 0 or abs(number) >= Decimal("0.01") else f"{number:.4f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def judged(promise: Claim, answer: Claim, verdict: str, gap: Decimal, slack: Decimal) -> Reason:
    """承诺增长5.5%左右，答增长5.3%，差0.2个百分点，在“左右”之内."""
    asked, got = value(promise), value(answer)
    zh, en = amount(gap, promise)
    head_zh, head_en = f"承诺{asked}，答{got}", f"promised {asked}, answered {got}"
    if gap == 0 and answer.qualifier == "approx" and promise.qualifier != "approx":
        return Reason(f"{head_zh}，约数正好相当", f"{head_en}: about what was promised")
    if gap == 0:
        return Reason(f"{head_zh}，正好达到", f"{head_en}: exactly reached")
    if gap > 0:
        word_zh, word_en = _beyond(promise)
        return Reason(f"{head_zh}，{word_zh}{zh}", f"{head_en}: {en} {word_en}")
    short_zh, short_en = f"{head_zh}，差{zh}", f"{head_en}: {en} short"
    if verdict == "met":
        return Reason(f"{short_zh}，在“左右”之内", f"{short_en}, within “about”")
    if verdict == "partly":
        return Reason(f"{short_zh}，接近而未到", f"{short_en}, close")
    return Reason(short_zh, short_en)


def _beyond(promise: Claim) -> tuple[str, str]:
    """In which direction an answer is better than the promise asked."""
    if promise.basis in ("growth", "change") and ((promise.low or promise.high or 0) < 0):
        return "多降" if promise.basis == "growth" else "多减", "further down"
    return ("低", "below it") if less_is_better(promise) else ("高出", "beyond it")


_BARS: dict[str, tuple[str, str]] = {
    "years": ("答的是几年合计，不是这一年", "the answer covers several years, not this one"),
    "basis": ("一个是水平，一个是增速，不能互相核对", "one is a level, the other a rate"),
    "unit": ("两处单位不同", "the units differ"),
    "base": ("口径不同（同口径与否）", "on another base (like for like, or not)"),
    "scope": ("两处范围不同", "the scopes differ"),
    "stock": ("一个是新增，一个是总量", "one counts what was added, the other what there is"),
    "revised": ("统计口径或分母改了", "the definition or the denominator has changed"),
    "rank": ("只答了位次", "only a rank is given"),
    "unsure": ("指标是否同一件事没有把握", "not sure that both are about the same thing"),
    "two": ("报告里有两个不同的数", "the report gives two different numbers"),
    "ceiling": (
        "远低于目标；涨幅目标习惯上是上限，不判",
        "far below; a price target is a ceiling by custom, not judged",
    ),
    "wordless": ("承诺里没有可以核对的数", "the promise names no number"),
    "said": ("报告说完成了，没有给数", "the report says it was fulfilled, without a number"),
    "no_number": ("报告提到了，没有给可比的数", "the report speaks of it without a comparable number"),
    "net": (
        "一个是新增，一个是净增（减去退出的）",
        "one counts what was added, the other what was added less what left",
    ),
    "stage": ("两处说的不是同一个环节（开工、建成…）", "they count different stages of the work"),
    "parts": ("只有城镇和农村的数，没有全体居民的", "only town and country are given, not the total"),
    "no_base": ("报告没有当年经济增速可比", "the report gives no economic growth to hold it against"),
}


def barred(bar: str, promised: str, answered: str) -> Reason:
    zh, en = _BARS[bar]
    return Reason(f"承诺{promised}，答{answered}：{zh}", f"promised {promised}, answered {answered}: {en}")


def silent(year: int | None) -> Reason:
    when = f"{year}年" if year is not None else "当年"
    return Reason(f"报告里没有{when}的同一指标", f"the report has nothing on it for {year or 'the year'}")


def other_year(promised: int | None, told: int | None) -> Reason:
    return Reason(
        f"承诺的是{promised}年，报告总结的是{told}年，不是同一年",
        f"promised for {promised}; the report tells {told}, another year",
    )


def pace(income: Claim, economy: Claim, gap: Decimal, verdict: str) -> Reason:
    zh, en = amount(gap, income)
    side_zh = f"快{zh}" if gap > 0 else f"慢{zh}" if gap < 0 else "持平"
    side_en = f"{en} faster" if gap > 0 else f"{en} slower" if gap < 0 else "even"
    tail_zh = "，在“同步”之内" if verdict == "met" and gap < 0 else ""
    return Reason(
        f"居民收入{value(income)}，经济{value(economy)}，{side_zh}{tail_zh}",
        f"income {value(income)}, economy {value(economy)}: {side_en}",
    )


def admitted(reason: Reason, words: str) -> Reason:
    return Reason(f"{reason.zh}；报告自己承认：{words}", f"{reason.en}; the report admits it: {words}")
