"""What the report says of its own year: goals called fulfilled, and goals admitted not to be reached."""

from __future__ import annotations

import re
from typing import NamedTuple

from dajuan.claims.claim import Reading
from dajuan.claims.parts import roles
from dajuan.claims.similarity import covered
from dajuan.claims.years import Years

_MANNER = r"(?:圆满|顺利|较好|全面|胜利|超额|如期|高质量|总体|均|全部|地|的)*"
_WHEN = r"全年|年度|年初|当年|20\d\d年度?|(?:[省市区县州]?第?[一二三四五六七八九十百\d]+届)?(?:人大|人民代表大会|人代会)(?:第?[一二三四五六七八九十百\d]+次)?(?:会议)?"
_WHOLE = (
    rf"(?:{_WHEN}|各项|主要|预期|全部|经济社会发展|经济和社会发展|国民经济和社会发展|经济|社会发展|发展|工作|政府工作报告|计划|既定|"
    r"确定|提出|下达|部署|审议|批准|通过|明确|安排|的|了|我们|我[省市区县]|全[省市区县州]|[省市区县州]委|党工委|管委会|[一二三四五六七八九十]*届?[一二三四五六七八九十]*次?全会)*"
    r"(?:目标任务|预期目标|主要目标|工作目标|目标|主要指标|任务指标|主要任务|各项任务|指标任务|重点任务)"
)
"""The year's goals as a whole: no word in it names one indicator or one field (清欠企业账款年度目标 does)."""
_DONE = "(?:完成|实现|兑现|达成)"
_SUCCESS = (
    re.compile(rf"{_MANNER}{_DONE}了?(?P<what>{_WHOLE})(?!(?:任务|指标)?的?(?:\d|[“\"]?百分))"),
    re.compile(rf"(?P<what>{_WHOLE})(?:的)?{_MANNER}{_DONE}(?!率|度|进度)"),
)
_YEARLY = re.compile(_WHEN)
_MAINLY = re.compile(r"经济社会发展.{0,4}(?:目标|任务)|主要(?:预期)?(?:目标|指标)|各项(?:预期|工作)?目标")
_NEUTRAL = re.compile(
    r"^(?:一年来|过去一年|总的看|总体(?:上)?看|可以说|预计|我们|全[省市区县州国](?:上下|人民)?|并|也|就|以|共同|同时|各方面|在[^，。]*下|经过[^，。]*努力|齐心协力|团结奋斗|各位代表|这些|地|的)*$"
)
"""What may stand before it in its clause; anything else is a subject of its own (城镇新增就业超额完成全年目标任务)."""
_SHORT = re.compile(
    r"未能?(?:全面|全部|完全)?(?:实现|完成|达到|达成)|没有(?:能)?(?:实现|完成|达到)|未达(?:到)?(?:预期|目标|年初|计划)?|不及预期|低于(?:年初)?(?:预期|目标|计划)|与(?:年初|预期|年度|全年|既定)[^，。；]{0,8}(?:目标|计划|任务)?[^，。；]{0,4}(?:差距|有差)|(?:存在|有)(?:一定|较大|不小)?差距[^，。；]{0,4}预期"
)
_GENERAL = re.compile(r"指标|目标|任务|计划")


class Admission(NamedTuple):
    """``[start, end)`` of the flow; ``general`` when it names no indicator but speaks of the year's goals as a whole."""

    start: int
    end: int
    words: str
    general: bool


def success_claims(reading: Reading) -> list[tuple[int, int]]:
    """Where the report calls the year's goals as a whole fulfilled: spans of its flow."""
    text = reading.flow.text
    out: list[tuple[int, int]] = []
    for start, end in _told(reading):
        for clause in re.finditer(r"[^，。；！？：:]+", text[start:end]):
            found = _success(clause.group())
            if found is not None:
                out.append((start + clause.start() + found[0], start + clause.start() + found[1]))
    return out


def _success(clause: str) -> tuple[int, int] | None:
    for pattern in _SUCCESS:
        for found in pattern.finditer(clause):
            what = found["what"]
            if not _NEUTRAL.match(clause[: found.start()].strip()) or _SHORT.search(clause):
                continue
            if _YEARLY.search(what) or _MAINLY.search(what):
                return found.span()
    return None


def admissions(reading: Reading) -> list[Admission]:
    """Where the report says that yearly goals were not reached."""
    text = reading.flow.text
    out: list[Admission] = []
    for start, end in _told(reading):
        for clause in re.finditer(r"[^，。；！？：:]+", text[start:end]):
            found = _SHORT.search(clause.group())
            if found is None:
                continue
            words = clause.group()
            general = bool(_GENERAL.search(words[: found.end()])) and bool(
                re.search("预期|年度|全年|年初|计划|主要", words)
            )
            out.append(Admission(start + clause.start(), start + clause.end(), words, general))
    return out


def admits(admission: Admission, subjects: tuple[str, ...]) -> bool:
    """Whether it speaks of one of these indicators."""
    return any(covered(subject, admission.words) >= 0.95 for subject in subjects)


def _told(reading: Reading) -> list[tuple[int, int]]:
    """The sentences of the half that tells, the problems included."""
    years = Years(reading.report_year, reading.plan_year, reading.plan_year or reading.report_year)
    flow = reading.flow
    halves = roles(flow.text, flow.sentences, years)
    return [(s.start, s.end) for s, role in zip(flow.sentences, halves, strict=True) if role != "target"]
