"""统一社会信用代码 part by part (GB 32100-2015, table 1): each a condition of its own, as the standard has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dajuan.programmes.values.credit_code import (
    ALPHABET,
    CATEGORIES,
    LENGTH,
    check_character,
    organisation_code_checks,
)
from dajuan.standards.rules.conditions import Condition, Line, Points, Weighed
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.standards.words import Words

FACT = "credit-code"


class _Part(NamedTuple):
    words: Words
    found: Callable[[str], str]
    """What stands in the code."""
    right: Callable[[str], bool]
    """Of a code of 18 characters of the alphabet."""


def _is_written(code: str) -> bool:
    return len(code) == LENGTH and all(one in ALPHABET for one in code)


PARTS: Mapping[str, _Part] = {
    "characters": _Part(
        Words("18 位，由数字和 I、O、S、V、Z 以外的大写字母组成", "18 characters: digits and capitals but I, O, S, V, Z"),
        lambda code: code,
        _is_written,
    ),
    "department": _Part(
        Words("第 1 位：登记管理部门（1—9、A、N、Y）", "1: the registering department (1–9, A, N, Y)"),
        lambda code: code[:1],
        lambda code: code[0] in CATEGORIES,
    ),
    "category": _Part(
        Words("第 2 位：该部门登记的机构类别", "2: a category that the department registers"),
        lambda code: code[1:2],
        lambda code: code[1] in CATEGORIES.get(code[0], ""),
    ),
    "division": _Part(
        Words("第 3—8 位：登记管理机关行政区划码，六位数字", "3–8: the division code, six digits"),
        lambda code: code[2:8],
        lambda code: code[2:8].isdigit(),
    ),
    "subject": _Part(
        Words("第 9—17 位：主体标识码（组织机构代码）自带的校验", "9–17: the organisation code's own check"),
        lambda code: code[8:17],
        lambda code: organisation_code_checks(code),
    ),
    "check": _Part(
        Words("第 18 位：校验码", "18: the check character"),
        lambda code: code[17:],
        lambda code: code[17] == check_character(code[:17]),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class CodePart(Condition):
    """One part of the code; all but the first are not known of what is no code at all."""

    part: str

    @property
    def words(self) -> Words:
        return PARTS[self.part].words

    def weigh(self, facts: Facts, points: Points, depth: int) -> Weighed:
        code = facts.word(FACT)
        if code is None:
            return Weighed(Truth.UNKNOWN, (Line(self, depth, Truth.UNKNOWN, missing=frozenset({FACT})),))
        part = PARTS[self.part]
        if self.part != "characters" and not _is_written(code):
            return Weighed(Truth.UNKNOWN, (Line(self, depth, Truth.UNKNOWN, part.found(code)),))
        truth = Truth.YES if part.right(code) else Truth.NO
        return Weighed(truth, (Line(self, depth, truth, part.found(code), note=_note(self.part, code, truth)),))


def _note(part: str, code: str, truth: Truth) -> Words:
    if part != "check" or truth is Truth.YES:
        return Words("", "")
    right = check_character(code[:17])
    return Words(
        f"前 17 位若都对，末位应是 {right}；错的可能是任何一位，请对照营业执照",
        f"if the first 17 are right, the last is {right}; any may be the wrong one, compare with the licence",
    )
