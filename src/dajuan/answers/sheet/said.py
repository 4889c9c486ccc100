"""数怎么说: every number of a target as it stands in a sentence, GB/T 15835-2011, rounded once from the exact value.

Two shares differ by 百分点; a growth on last year is said only over a base above nought; a number that falls short is
never rounded up to the one it falls short of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from dajuan.answers.board import Standing
from dajuan.answers.completion import goal
from dajuan.answers.sheet.content import Key, Number, Quote, Run, Runs, Words
from dajuan.answers.wording import amount_said, percent_said, points_said
from dajuan.figures.figure import rounded
from dajuan.programmes.units import Unit

_MOST = 6
"""Decimals are added up to here where fewer would hide that a number falls short."""
_INNER = str.maketrans("“”", "‘’")
_ISO_DAY = re.compile(r"\s?(\d{4})-(\d\d)-(\d\d)\s?")


def day_said(day: date) -> str:
    """``2025年3月5日``: the full year, nothing padded."""
    return f"{day.year}年{day.month}月{day.day}日"


def said(one: Standing, decimals: int | None) -> Mapping[str, Runs]:
    """Slot → what stands in it; a slot that has nothing to say is left out. ``decimals``: of the indicator's pack."""
    slots = _Slots(one, decimals)
    found = {
        "name": (Words(one.target.name, strong=True),),
        "owner": slots.owner(),
        "asked": slots.asked(),
        "value": slots.value(),
        "completion": slots.completion(),
        "due": slots.due(),
        "gap": slots.gap(),
        "short": slots.short(),
        "change": slots.change(),
        "deadline": (slots.number(day_said(one.target.due), "deadline"),),
        "day": (slots.number(day_said(one.measured.last_on), "day"),) if one.measured.last_on else (),
        "doing": slots.doing(),
        "why": slots.why(),
    }
    return {slot: runs for slot, runs in found.items() if runs}


class _Slots:
    def __init__(self, one: Standing, decimals: int | None) -> None:
        self.one, self.target, self.measured = one, one.target, one.measured
        self.unit = one.target.value.amount.unit if one.target.value else None
        self.decimals = decimals
        if decimals is None and one.measured.origin == "figures" and self.in_percent:
            self.decimals = 1

    @property
    def in_percent(self) -> bool:
        return self.unit is not None and self.unit.dimension in ("ratio", "point")

    @property
    def grows(self) -> bool:
        return self.target.basis == "growth" and self.in_percent

    def number(self, text: str, what: str) -> Number:
        return Number(text, Key(self.target.code, what))

    def owner(self) -> Runs:
        return (Words(self.target.owner),) if self.target.owner else ()

    # What was asked -----------------------------------------------------------------------------------------------

    def asked(self) -> Runs:
        if self.target.value is None:
            return ()
        text, upper = self.target.value.text, self.target.upper
        if self.grows:
            return self._asked_growth(text)
        asked = self.number(text, "asked")
        match self.target.bound:
            case "at-most":
                return Words("不超过"), asked
            case "about":
                return asked, Words("左右")
            case "range" if upper is not None:
                return asked, Words("～"), self.number(upper.text, "asked-to")
            case "at-least" if not self.target.accrues:
                return asked, Words("以上")
        return (asked,)

    def _asked_growth(self, text: str) -> Runs:
        """``下降3.5%以上`` of a growth of at most −3.5 %."""
        falls = text.startswith("-")
        asked = self.number(text.removeprefix("-"), "asked")
        more = {"at-least": not falls, "at-most": falls}.get(self.target.bound)
        head = "下降" if falls else "增长"
        if more is None:
            return Words(head), asked, *((Words("左右"),) if self.target.bound == "about" else ())
        return (Words(head), asked, Words("以上")) if more else (Words(f"{head}不超过"), asked)

    # What it came to ----------------------------------------------------------------------------------------------

    def value(self) -> Runs:
        value = self.measured.value
        if value is None:
            return ()
        if self.unit is None:
            return (self.number(percent_said(value), "progress"),)
        if self.grows:
            return self._grown(value, "value") or (self.number("0%", "value"),)
        return (self.number(self._amount(value, self.unit), "value"),)

    def _amount(self, value: Fraction, unit: Unit) -> str:
        """With as many decimals as it takes not to look like an amount asked for that it is not."""
        others = {end for end in (self.target.low, self.target.high) if end is not None and end != value}
        decimals = self.decimals
        while any(rounded(value / unit.factor, decimals) == end / unit.factor for end in others):
            if (decimals := 3 if decimals is None else decimals + 1) > _MOST:
                break
        return amount_said(value, unit, decimals)

    def _grown(self, rate: Fraction, what: str) -> Runs:
        shown = abs(rounded(rate * 100, self.decimals if what == "value" else 1))
        if not shown:
            return ()
        return Words("增长" if rate > 0 else "下降"), self.number(
            percent_said(abs(rate), -int(shown.as_tuple().exponent)), what
        )

    def completion(self) -> Runs:
        """Below where it started there is no share done: then it is left to the amounts."""
        done = self.one.light.done
        return (self.number(short_of_whole(done), "completion"),) if done is not None and done >= 0 else ()

    def due(self) -> Runs:
        share = self.one.light.due
        return (self.number(percent_said(share), "due"),) if share is not None else ()

    def gap(self) -> Runs:
        """``快4.5个百分点``, ``慢20个百分点`` of what was due."""
        gap = self.one.light.gap
        if gap is None:
            return ()
        if not rounded(gap * 100, 1):
            return (Words("基本持平"),) if gap else (Words("持平"),)
        return Words("快" if gap > 0 else "慢"), self.number(points_said(gap), "gap")

    def short(self) -> Runs:
        """``少8个``, ``低0.7个百分点``, ``多降0.3个百分点``: by how much it is beside what was asked."""
        value, unit = self.measured.value, self.unit
        if value is None or unit is None or self.target.low is None:
            return ()
        gap = value - self._end(value)
        if not gap:
            return ()
        text = self._gap_said(gap, unit)
        return Words(self._beside(gap)), self.number(text, "short")

    def _beside(self, gap: Fraction) -> str:
        if self.grows and self.target.low is not None and self.target.low < 0:
            return "少降" if gap > 0 else "多降"
        if self.in_percent:
            return "高" if gap > 0 else "低"
        return "多" if gap > 0 else "少"

    def _gap_said(self, gap: Fraction, unit: Unit) -> str:
        """To as many places as the two amounts that it lies between are shown."""
        shown = [run.text for run in (*self.value(), *self.asked()) if isinstance(run, Number)]
        decimals = max(_places(text) for text in shown)
        while not rounded(gap / unit.factor, decimals) and decimals < _MOST:
            decimals += 1
        return points_said(gap, decimals) if self.in_percent else amount_said(abs(gap), unit, decimals)

    def _end(self, value: Fraction) -> Fraction:
        progress = self.one.progress
        if progress.bound == "range" and progress.high is not None and value > progress.high:
            return progress.high
        return goal(progress.low, progress.high, progress.bound)

    # Against last year --------------------------------------------------------------------------------------------

    def change(self) -> Runs:
        value, before = self.measured.value, self.measured.last_year
        if value is None or before is None or self.unit is None or self.target.basis in ("growth", "rank"):
            return ()
        if self.in_percent:
            if not rounded((value - before) * 100, 1):
                return (Words("与上年同期持平"),) if value == before else (Words("与上年同期基本持平"),)
            return Words("比上年同期提高" if value > before else "比上年同期降低"), self.number(
                points_said(value - before), "change"
            )
        if before <= 0:
            return ()
        rate = value / before - 1
        return (
            (Words("同比"), *self._grown(rate, "change"))
            if rounded(rate * 100, 1)
            else ((Words("同比基本持平"),) if rate else (Words("同比持平"),))
        )

    # In words -----------------------------------------------------------------------------------------------------

    def doing(self) -> Runs:
        return quoted(self.target.doing, Key(self.target.code, "said"))

    def why(self) -> Runs:
        told = self.one.light.zh.replace("：", ":").partition(":")[2] or self.one.light.zh
        return dated(told.strip(), Key(self.target.code, "day"))


def quoted(text: str, key: Key) -> Runs:
    """Somebody's words to stand within “ ” and before a stop of ours: quotation marks in them become ‘ ’."""
    words = text.strip().rstrip("。；，.;, ").translate(_INNER)
    return (Quote(words, key),) if words else ()


def dated(text: str, key: Key) -> Runs:
    """A text with its ISO dates as people write them, each a number of its own."""
    runs: list[Run] = []
    place = 0
    for found in _ISO_DAY.finditer(text):
        runs.append(Words(text[place : found.start()]))
        runs.append(Number(day_said(date(int(found[1]), int(found[2]), int(found[3]))), key))
        place = found.end()
    runs.append(Words(text[place:]))
    return tuple(run for run in runs if run.text)


def short_of_whole(share: Fraction) -> str:
    """A share as a percentage that is 100% only where it is all of it."""
    decimals = 1
    text = percent_said(share, decimals)
    while text == "100%" and share != 1 and decimals < _MOST:
        decimals += 1
        text = percent_said(share, decimals)
    return text


def _places(text: str) -> int:
    """Decimals shown."""
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0
