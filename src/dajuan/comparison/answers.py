"""The report's words that could answer a promise, nearest first, each with what keeps it from being compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dajuan.claims.claim import Claim, Reading
from dajuan.claims.parts import roles
from dajuan.claims.phrases import verbs
from dajuan.claims.similarity import Index, canonical, distinct, normalised
from dajuan.claims.years import Years
from dajuan.comparison import names
from dajuan.comparison.comparison import Answered
from dajuan.comparison.promises import Promise, phrase_at
from dajuan.comparison.told import Stretch, of_claim, stretches

Bar = Literal["", "years", "basis", "unit", "base", "scope", "stock", "revised", "rank"]
"""What stands between promise and answer: several years at once, another basis (level for growth), another unit, another
base (同口径), another place, stock against flow, a revised definition, only a rank."""

_BASE = re.compile(r"同口径|可比口径|剔除|扣除|还原")
_REVISED = re.compile(
    r"口径(?:调整|变化|改变|修订)|(?:统计)?(?:方法|制度|标准)(?:调整|变化|修订)|新口径|普查(?:修订|调整)|修订后|新(?:的)?统计(?:方法|制度)"
)
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:市|县|(?<![地社小景园片街库灾山校城市郊辖牧林矿厂])区|州|盟|旗|省|都市圈|城市群)(?!场|政|域|内|间|级|外|民|区)"
)
_OWN = re.compile(
    r"^(?:全国|全省|全市|全区|全县|全州|全盟|全域|全社会|全自治区|城镇|农村|城乡|居民|市区|城区|园区|省级|市级|社区|小区|地区|景区|山区|灾区|校区|片区|街区|新区|库区)"
)
_CLAUSES = re.compile(r"[^，,。；;！？!?\n：:]+")
_FLOWS = (
    "新增",
    "净增",
    "新建",
    "新开工",
    "新认定",
    "新签约",
    "新引进",
    "新培育",
    "新获批",
    "完成",
    "改造",
    "建成",
    "竣工",
    "开工",
    "投放",
    "发放",
    "举办",
    "培训",
)
_GROWING = re.compile(r"(?:增长|增速|增幅|涨幅)(?:预期)?(?:目标)?(?:设定|确定|安排)?为?$")
_BRACKET = re.compile(r"[（(][^（()）]{0,20}[）)]")
_IN_YEAR = re.compile(r"全年|当年|今年|年内|1[—\-－~～至到]12月|一至十二月")
_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|高出|领先|超过|跑赢)(?:全国|全省|全市|同期|去年|上年)")


_CORE = 0.95
"""How near two things must be when their deeds are left out."""
_STAGES = (
    ("signed", re.compile("签约|签订|合同")),
    ("planned", re.compile("谋划|储备|规划")),
    ("started", re.compile("开工|动工|启动")),
    ("finished", re.compile("建成|竣工|投产|投用|交付|完工")),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the report that may answer. ``bar`` is empty when the two can be compared."""

    answered: Answered
    bar: Bar
    place: int
    """Order in the report."""
    lasting: bool = False
    """Told of several years, and true of the last: enough to reach a promise by, not to miss it."""


class Answers:
    """All that the report says of its year, looked up by indicator."""

    def __init__(self, reading: Reading, year: int | None) -> None:
        self.reading = reading
        self.year = year
        self.halves = roles(
            reading.flow.text,
            reading.flow.sentences,
            Years(reading.report_year, reading.plan_year, reading.plan_year or reading.report_year),
        )
        self.stretches = stretches(reading.flow)
        self.claims = [claim for claim in reading.claims if claim.role == "result" and claim.indicator]
        self.index = Index(names.plain(claim.indicator) for claim in self.claims)
        self.turned = Index(names.turned(claim.indicator) for claim in self.claims)
        self.cores = Index(names.core(claim) or names.plain(claim.indicator) for claim in self.claims)
        self.ends: defaultdict[int, list[int]] = defaultdict(list)
        for claim in reading.claims:
            self.ends[claim.sentence].append(claim.at[1])
        self.clauses = self._clauses()
        self.words = Index(self.reading.flow.text[start:end] for start, end, _ in self.clauses)

    def _clauses(self) -> list[tuple[int, int, Stretch]]:
        text = self.reading.flow.text
        return [
            (found.start(), found.end(), stretch)
            for sentence, half, stretch in zip(self.reading.flow.sentences, self.halves, self.stretches, strict=True)
            if half == "result" and not sentence.heading
            for found in _CLAUSES.finditer(text, sentence.start, sentence.end)
            if found.end() - found.start() >= 4
        ]

    def to(self, promise: Promise, least: float) -> list[Candidate]:
        """Claims that speak of the promise's indicator: comparable ones first, then the nearest, then the earliest."""
        found: dict[str, Candidate] = {}
        for subject in promise.subjects:
            for score, place in self._nearest(promise, subject, least):
                claim = self.claims[place]
                candidate = self._candidate(promise, claim, score, place)
                if candidate is not None and (
                    claim.id not in found or found[claim.id].answered.score < candidate.answered.score
                ):
                    found[claim.id] = candidate
        return sorted(found.values(), key=lambda c: (_RANK[c.bar], -c.answered.score, c.place))

    def _nearest(self, promise: Promise, subject: str, least: float) -> list[tuple[float, int]]:
        """(nearness, claim) by the whole phrase, with the deed behind its thing, and by the thing alone."""
        asked = promise.promised.claim
        found = self.index.nearest(names.plain(subject), least) + self.turned.nearest(names.turned(subject), least)
        if asked is None:
            return found
        thing, deed = names.core(asked) or names.plain(subject), names.deed(asked)
        for score, place in self.cores.nearest(thing, _CORE):
            theirs = names.deed(self.claims[place])
            if not deed or not theirs or deed == theirs:
                found.append((score * 0.95, place))
        return found

    def _candidate(self, promise: Promise, claim: Claim, score: float, place: int) -> Candidate | None:
        asked = promise.promised.claim
        time = of_claim(claim, self.reading, self.stretches[claim.sentence], self.year)
        around = self.around(claim)
        if time == "other" or _elsewhere(claim, around) or (asked is not None and _apart(promise, claim, around)):
            return None
        bar: Bar = "years" if time == "years" and not _lasting(claim) else ""
        if asked is not None:
            bar = _bar(asked, claim, promise.words, around, self.base(claim), self.in_year(claim, around)) or bar
            if bar == "unit" and asked.dimension == claim.dimension == "count":
                return None
        return Candidate(self.answered(claim, score * (0.98 if time == "years" else 1.0)), bar, place, time == "years")

    def around(self, claim: Claim) -> str:
        """The words of its clause up to the number, and a bracket that follows."""
        flow = self.reading.flow
        sentence = flow.sentences[claim.sentence]
        left = max((flow.text.rfind(mark, sentence.start, claim.at[0]) for mark in "，,；;。！"), default=-1)
        right = flow.text.find("，", claim.at[1], sentence.end)
        return flow.text[max(sentence.start, left + 1) : right if right > 0 else sentence.end]

    def base(self, claim: Claim) -> str:
        """The words that may tell its base: since the number before it (增长2.1%、同口径增长5.4%), and a bracket after."""
        flow = self.reading.flow
        sentence = flow.sentences[claim.sentence]
        left = max(flow.text.rfind(mark, sentence.start, claim.at[0]) for mark in "，,；;。！")
        before = max((end for end in self.ends[claim.sentence] if end <= claim.at[0]), default=-1)
        bracket = _BRACKET.match(flow.text, claim.at[1], sentence.end)
        return flow.text[max(sentence.start, left + 1, before) : claim.at[1]] + (bracket.group() if bracket else "")

    def in_year(self, claim: Claim, around: str) -> bool:
        """全年累计完成, 1—12月累计完成: the sum of the year told, not of several."""
        period = claim.period
        whole = period is not None and period.first and period.last and period.first.year == period.last.year
        return bool(_IN_YEAR.search(around)) or bool(whole and period is not None and period.kind == "span")

    def answered(self, claim: Claim, score: float) -> Answered:
        flow_start, flow_end = phrase_at(claim)
        start, end = self.reading.flow.to_source(flow_start, flow_end)
        return Answered(start, end, self.reading.flow.text[flow_start:flow_end], claim, round(score, 3))

    def growth(self, indicator: str) -> list[Answered]:
        """The growth of an indicator in the year told, in the order of the report."""
        made = []
        for score, place in self.index.nearest(indicator, 0.95):
            claim = self.claims[place]
            time = of_claim(claim, self.reading, self.stretches[claim.sentence], self.year)
            around = self.around(claim)
            if claim.basis == "growth" and claim.dimension == "ratio" and time == "year" and not _BASE.search(around):
                made.append((place, self.answered(claim, score)))
        return [answered for _, answered in sorted(made, key=lambda row: row[0])]

    def wordless(self, subjects: Sequence[str], least: float) -> list[tuple[Answered, Stretch]]:
        """Clauses of the told half that hold the subject's words, fullest first."""
        made: list[tuple[float, int, Answered, Stretch]] = []
        for subject in subjects:
            for score, place in self.words.holding(subject, least):
                start, end, stretch = self.clauses[place]
                source = self.reading.flow.to_source(start, end)
                answered = Answered(*source, self.reading.flow.text[start:end].strip(), None, round(score, 3))
                made.append((-score, place, answered, stretch))
        return [(answered, stretch) for _, _, answered, stretch in sorted(made, key=lambda row: row[:2])]


_RANK: dict[Bar, int] = {
    "": 0,
    "revised": 1,
    "base": 2,
    "basis": 3,
    "stock": 4,
    "years": 5,
    "rank": 6,
    "scope": 7,
    "unit": 8,
}


def _elsewhere(claim: Claim, around: str) -> bool:
    """Another place's number, or a comparison with another's (高于全国0.3个百分点)."""
    place = _PLACE.match(claim.indicator)
    if place is not None and not _OWN.match(claim.indicator):
        return True
    return bool(claim.dimension == "point" and _COMPARED.search(around))


def _apart(promise: Promise, claim: Claim, around: str) -> bool:
    """A word beside the indicator (城镇, 农村) tells the two apart, though the reader left it out of the indicator."""
    if "分别" in around or "分别" in promise.words:
        return False
    mine, theirs = canonical(_near(promise.words, 16)).marks[0], canonical(_near(around, 40)).marks[0]
    if normalised(promise.subjects[0]) == normalised(claim.indicator) and len(normalised(claim.indicator)) > 4:
        return False
    return mine != theirs


def other_stage(promised: str, answered: str) -> bool:
    """改造 promised, 新开工改造 answered: the two count different moments of the same work."""
    return _stage(promised) != _stage(answered)


def _stage(words: str) -> str:
    return next((name for name, pattern in _STAGES if pattern.search(words)), "")


def _near(words: str, size: int) -> str:
    found = re.search(r"\d", words)
    return words[: found.start()][-size:] if found else words[:size]


def _lasting(claim: Claim) -> bool:
    """Told of five years, yet true of their end: a share, a rate, an intensity; 稳定在 says it of each year."""
    if claim.cumulative or claim.basis in ("growth", "change", "rank", "multiple"):
        return False
    return claim.dimension == "ratio" or claim.verb in ("稳定在", "保持在", "保持", "稳定")


def _bar(asked: Claim, claim: Claim, promised: str, around: str, base: str, in_year: bool) -> Bar:
    if claim.dimension == "rank" and asked.dimension != "rank":
        return "rank"
    if not names.same_unit(asked, claim) or asked.dimension != claim.dimension or asked.per != claim.per:
        return (
            "basis"
            if {asked.dimension, claim.dimension} <= {"ratio", "money", "count", "mass", "point"}
            and "ratio" in (asked.dimension, claim.dimension)
            else "unit"
        )
    if _REVISED.search(around):
        return "revised"
    if bool(_BASE.search(base)) != bool(_BASE.search(promised)):
        return "base"
    if asked.cumulative != claim.cumulative and not in_year:
        single = claim if asked.cumulative else asked
        if asked.dimension != "count" or counts_flow(single):
            return "stock"
    return _basis_bar(asked, claim)


def _basis(claim: Claim) -> str:
    """经济增长预期目标6.5% is a growth, though no verb of growing stands before the number."""
    grows = claim.dimension == "ratio" and claim.basis == "level" and _GROWING.search(claim.indicator)
    return "growth" if grows else claim.basis


def _basis_bar(asked: Claim, claim: Claim) -> Bar:
    mine, theirs = _basis(asked), _basis(claim)
    if mine == theirs == "share" and asked.scope and claim.scope and distinct_wholes(asked.scope, claim.scope):
        return "revised"
    if mine == theirs:
        return "stock" if asked.dimension == "count" and counts_flow(asked) != counts_flow(claim) else ""
    levels = {"level", "share"}
    if asked.dimension == "ratio" and {mine, theirs} <= levels:
        return ""
    if {mine, theirs} == {"level", "change"}:
        return "" if counts_flow(asked) and counts_flow(claim) else "stock"
    return "basis"


def distinct_wholes(first: str, second: str) -> bool:
    """占规上工业 and 占生产总值 are shares of different things."""
    a, b = normalised(first), normalised(second)
    return a != b and a not in b and b not in a and (distinct(first, second) or not set(a) & set(b))


def counts_flow(claim: Claim) -> bool:
    """Whether it counts what was done in a time (新增, 建成), not what there is."""
    if claim.basis == "change" or names.counts_deeds(claim):
        return True
    kind = verbs().classes.get(claim.verb, ("", ""))[0]
    return kind in ("act", "new") or claim.indicator.startswith(_FLOWS)
