"""Commitments without a number: which of them can be seen done, and whether a clause of the report says so."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Stage = Literal["begin", "finish", "hold", "issue", "found", "work", ""]

_DONE_BY: dict[str, tuple[str, ...]] = {
    "begin": ("begin", "finish"),
    "finish": ("finish",),
    "hold": ("hold",),
    "issue": ("issue",),
    "found": ("found",),
}
_NAMED = re.compile(
    r"[“《]|(?:行动|工程|计划|项目|平台|基地|中心|大桥|铁路|高铁|高速|机场|码头|医院|学校|校区|条例|办法|方案|试点|大会|论坛|赛事|园区|产业园|"
    r"线|站|馆|院|库|厂|路|桥|港|区|城|公园|大道|基金|实验室|示范区|综合体|网络|体系建设)[^，。；]{0,6}$"
)
_SLOGAN = re.compile(r"指导|思想|精神|部署|总基调|发展理念|自信|意识|决定性意义|高质量发展$")


class _Verbs(NamedTuple):
    stages: dict[str, Stage]
    ends: dict[str, re.Pattern[str]]
    unfinished: re.Pattern[str]
    any: re.Pattern[str]


@cache
def _verbs() -> _Verbs:
    stages: dict[str, Stage] = {}
    by_stage: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "deeds.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, stage = line.split("\t")
        by_stage.setdefault(stage, []).append(word)
        if stage != "not":
            stages[word] = stage  # type: ignore[assignment]
    longest = {stage: sorted(words, key=len, reverse=True) for stage, words in by_stage.items()}
    ends = {
        asked: re.compile("|".join(word for stage in done for word in longest[stage]))
        for asked, done in _DONE_BY.items()
    }
    return _Verbs(
        stages,
        ends,
        re.compile("|".join(longest["not"])),
        re.compile("|".join(sorted(stages, key=len, reverse=True))),
    )


def stage(action: str) -> Stage:
    """What it takes to call the action done: the last verb of it that the table knows (加快推进…开工 is a start)."""
    found = [match.group() for match in _verbs().any.finditer(action)]
    firm = [word for word in found if _verbs().stages[word] != "work"]
    return _verbs().stages[(firm or found)[-1]] if found else ""


def answerable(action: str, thing: str) -> bool:
    """Whether a reader could say, a year later, that it was done: a deed with an end, or work on something with a name."""
    if _SLOGAN.search(thing) or len(thing) < 4:
        return False
    kind = stage(action)
    return bool(kind) and (kind != "work" or bool(_NAMED.search(thing)))


def done(action: str, words: str) -> bool:
    """Whether ``words`` of the report say that it reached the stage promised, without a word of the unfinished."""
    ends = _verbs().ends.get(stage(action))
    return ends is not None and bool(ends.search(words)) and not _verbs().unfinished.search(words)
