"""A target made ready to be told: its verdict, what fills the slots of its sentence, its note — and counts of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dajuan.answers.board import Board, Standing
from dajuan.answers.sheet.content import Key, Number, Run, Runs, Verdict, Words
from dajuan.answers.sheet.lineage import Lineage
from dajuan.answers.sheet.said import day_said, said
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.verdict import ORDER, verdict
from dajuan.answers.wording import percent_said

ALWAYS: tuple[Verdict, ...] = ("met", "unmeasured")
"""Counted out loud even where there are none."""


@dataclass(frozen=True, slots=True)
class Told:
    standing: Standing
    verdict: Verdict
    slots: Mapping[str, Runs]
    note: int
    lineage: Lineage

    @property
    def code(self) -> str:
        return self.standing.target.code

    @property
    def case(self) -> Mapping[str, object]:
        target = self.standing.target
        return {
            "verdict": self.verdict,
            "kind": target.kind,
            "basis": target.basis if target.basis != "growth" or self._in_percent else "change",
            "bound": target.bound,
            "accrues": target.accrues,
            "percent": self._in_percent,
            "silent": target.over and self.standing.measured.value is None,
        }

    @property
    def _in_percent(self) -> bool:
        value = self.standing.target.value
        return value is not None and value.amount.unit.dimension in ("ratio", "point")

    @property
    def silent(self) -> bool:
        """Nothing was recorded of it and nothing reported."""
        target = self.standing.target
        return self.verdict == "unmeasured" and not self.lineage.entries and not target.doing


def told(board: Board, lineages: Mapping[str, Lineage], sentences: Sentences) -> list[Told]:
    """Every target on the board, in its order; notes are numbered in that order."""
    made = []
    for number, one in enumerate(board.standings, 1):
        lineage = lineages.get(one.target.code, Lineage())
        judged = verdict(one, board.as_of)
        slots = dict(said(one, lineage.decimals))
        slots["verdict"] = (Words(sentences.name(judged)),)
        made.append(Told(one, judged, slots, number, lineage))
    return made


class Counts:
    """How many of some targets have which verdict, each count a number that can be asked what it counts."""

    def __init__(self, some: Sequence[Told], of: str, sentences: Sentences) -> None:
        self.some, self.of, self.sentences = some, of, sentences
        self.codes: dict[Verdict, tuple[str, ...]] = {
            one: codes for one in ORDER if (codes := tuple(told.code for told in some if told.verdict == one))
        }

    def all(self) -> Runs:
        return (items(len(self.some), Key(self.of, "count/all")),)

    def verdicts(self) -> Runs:
        """``已完成45项，占54.2%；无法衡量3项，占3.6%``."""
        parts = [self._one(one) for one in ORDER if one in self.codes or one in ALWAYS]
        return tuple(run for place, part in enumerate(parts) for run in ((Words("；"),) if place else ()) + part)

    def _one(self, one: Verdict) -> Runs:
        count = len(self.codes.get(one, ()))
        share = percent_said(Fraction(count, len(self.some))) if count and len(self.some) > 1 else ""
        return self.sentences.framed(
            "verdict",
            verdict=self.sentences.name(one),
            count=(items(count, Key(self.of, f"count/{one}")),),
            share=(Number(share, Key(self.of, f"share/{one}")),) if share else (),
        )

    def counted(self) -> dict[str, tuple[str, ...]]:
        """Key of each count → the codes behind it."""
        listed = {f"{self.of}/count/{one}": codes for one, codes in self.codes.items()}
        return listed | {f"{self.of}/count/all": tuple(one.code for one in self.some)}


def items(count: int, key: Key) -> Number:
    return Number(f"{count}项", key)


def day_run(day: date, what: str, of: str = "") -> Runs:
    return (Number(day_said(day), Key(of, what)),)


def joined(parts: Iterable[Runs], between: str) -> Runs:
    runs: list[Run] = []
    for part in parts:
        runs += ([Words(between)] if runs else []) + list(part)
    return tuple(runs)


def chinese(number: int) -> str:
    """一 to 九十九, for headings."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")
