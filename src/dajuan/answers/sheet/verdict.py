"""结论: what the sheet says of a target, out of its light — and, once its time is up, how much of it was kept.

A light tells the office whether to act; a sheet tells the reader what became of a promise. Before the deadline they say
the same. From the deadline's day on a target is met or it is not: 部分完成 is said only of what adds up and was done in
part, since a rate, a level or a ceiling is either reached or not.
"""

from __future__ import annotations

from datetime import date

from dajuan.answers.board import Standing
from dajuan.answers.sheet.content import Verdict
from dajuan.standards.supervision.lights import State

ORDER: tuple[Verdict, ...] = (
    "met", "on_schedule", "slightly_behind", "behind", "partly", "missed", "not_due", "unmeasured",
)  # fmt: skip
"""As they are counted."""
UNMET: tuple[Verdict, ...] = ("missed", "partly", "behind")
"""What is listed first thing, gravest first."""

_UNDER_WAY: dict[State, Verdict] = {
    "on_schedule": "on_schedule",
    "slightly_behind": "slightly_behind",
    "behind": "behind",
    "far_behind": "behind",
}


def verdict(one: Standing, as_of: date) -> Verdict:
    state = one.light.state
    if state == "done":
        return "met"
    if state == "unmeasured":
        return "unmeasured"
    if as_of >= one.target.due:
        return "partly" if _in_part(one) else "missed"
    return _UNDER_WAY.get(state, "not_due")


def _in_part(one: Standing) -> bool:
    """What adds up, is to be as much as possible, and has begun."""
    done = one.light.done
    return one.progress.accrues and one.progress.bound != "at_most" and done is not None and done > 0
