"""Cases by others: the Chinese dates, periods and durations of Recognizers-Text, read with each case's own "now".

Run ``python bench/recognizers_cases/periods.py [folder]``; prints what ``quantities.py`` beside it prints, for the cases
of ``datetime.json``, and then the sum of both. (No file here may be called datetime.py: it would hide Python's own.)

What is asked for: a period of ours over the words, with the same days. Theirs end before the day after, ours on the last
day. A day or month without its year (``XXXX-06-18``) may lie in any of the years they offer. 之前/截止 must leave the
beginning open or be an instant at that end, 之后/起 must leave the end open; whether the day itself belongs to it is not
asked. A duration is the sum of ours over its words. Sets (每日, 每年: a rate to us) and moments without a day (马上) are
not compared.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import quantities
from cases import CASES, Case, Count, run

from dajuan.language import read_spans
from dajuan.language.spans import Period, Quantity, Span

COMPARED = ("date", "daterange", "duration")
SECONDS = {"年": 365 * 86400, "个季度": 91 * 86400, "个月": 30 * 86400, "天": 86400, "小时": 3600}
BEFORE, AFTER = ("before", "until"), ("after", "since")


def failure(_file: str, case: Case, _instead: str = "") -> str:
    text = case["input"]
    reference = case.get("reference")
    spans = read_spans(text, today=datetime.fromisoformat(reference).date() if reference else None)
    compared = [each for each in case["results"] if kind(each) in COMPARED]
    for result in compared:
        over = [one for one in spans if one.start < result["end"] and one.end > result["start"]]
        if not (lasts if kind(result) == "duration" else lies)(result["resolution"]["values"], over):
            seen = " ".join(shown(text, one) for one in over) or "nothing"
            return f"wants {text[result['start'] : result['end']]} = {wanted(result)}, read {seen}"
    for one in spans:
        if isinstance(one, Period) and not any(one.start < r["end"] and one.end > r["start"] for r in case["results"]):
            return f"not expected: {shown(text, one)}"
    return ""


def kind(result: Case) -> str:
    return str(result["type"]).rpartition(".")[2]


def lasts(values: Sequence[Case], over: Sequence[Span]) -> bool:
    found = [one for one in over if isinstance(one, Quantity) and one.unit in SECONDS and one.low is not None]
    seconds = sum((one.low * SECONDS[one.unit] for one in found if one.low is not None), Decimal())
    return any(value["type"] == "duration" and int(value["value"]) == seconds for value in values)


def lies(values: Sequence[Case], over: Sequence[Span]) -> bool:
    return any(isinstance(one, Period) and any(is_same(one, value) for value in values) for one in over)


def is_same(one: Period, value: Case) -> bool:
    if value.get("value") == "not resolved":  # 2月30日, 今年夏天: only their name for it can be compared
        return one.label == value["timex"].removeprefix("XXXX-") or one.label.endswith(value["timex"][4:])
    if value.get("Mod") in BEFORE:
        ends = {day(value["end"]), day(value["end"]) - timedelta(1), year_end(value["end"])}
        return one.kind in ("deadline", "instant") and one.last in ends
    if value.get("Mod") in AFTER:
        starts = {day(value["start"]), year_start(value["start"])}
        return one.kind == "since" and one.last is None and one.first in starts
    if "value" in value:
        return one.first == one.last == day(value["value"])
    last = day(value["end"])
    ends = (last - timedelta(1), last, month_end(last), year_end(value["end"]))
    return one.first == day(value["start"]) and one.last in ends


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def year_end(text: str) -> date | None:
    """1995-1997年 ends with 1997 to us, at its first day to them; the same for 截止到2018年."""
    return date(day(text).year, 12, 31) if text[4:] == "-01-01" else None


def month_end(first: date) -> date | None:
    """三月到五月 ends with May to us, at its first day to them."""
    return (first + timedelta(31)).replace(day=1) - timedelta(1) if first.day == 1 else None


def year_start(text: str) -> date | None:
    """2018年之后 begins with 2018 to us, with 2019 to them."""
    return date(day(text).year - 1, 1, 1) if text[4:] == "-01-01" else None


def wanted(result: Case) -> str:
    return str(result["resolution"]["values"][0]["timex"])


def shown(text: str, one: Span) -> str:
    if isinstance(one, Period):
        return f"{text[one.start : one.end]}={one.label}:{one.kind}"
    return quantities.brief(text, one)


def count(folder: Path) -> Count:
    return run(folder, ("datetime",), failure)


def main(folder: Path) -> int:
    if not folder.is_dir():
        print(f"没有用例 / no cases at {folder}")
        return 2
    ours = count(folder)
    print(ours)
    both = [sum(pair) for pair in zip(ours, quantities.count(folder), strict=True)]
    print(f"both: {Count(*both)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES))
