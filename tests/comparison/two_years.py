"""Two short reports of 云岭, made of a promise and an answer: what most tests of the comparison begin with."""

from __future__ import annotations

import dajuan
from dajuan.claims.claim import Reading
from dajuan.comparison.comparison import Answer, Comparison


def plan(*promises: str, main: str = "") -> Reading:
    """What 云岭 promises for 2025; ``main`` is its sentence of main targets, without the lead."""
    lead = f"全区主要预期目标是：{main}。\n\n" if main else ""
    told = "一、2024年工作总结\n\n2024年，云岭完成了年初的安排。\n\n"
    return dajuan.read(
        f"云岭高新区2024年工作总结和2025年工作计划\n\n{told}二、2025年工作计划\n\n{lead}{''.join(promises)}\n"
    )


def report(*told: str) -> Reading:
    """What 云岭 tells of 2025."""
    rest = "二、2026年工作计划\n\n继续做好各项工作。\n"
    return dajuan.read(f"云岭高新区2025年工作总结和2026年工作计划\n\n一、2025年工作总结\n\n{''.join(told)}\n\n{rest}")


def compared(promise: str, told: str) -> Comparison:
    """One main-targets sentence and what the report says."""
    return dajuan.compare(plan(main=promise), report(told))


def answer(promise: str, told: str) -> Answer:
    """The answer to the only main target."""
    answers = [one for one in compared(promise, told).answers if one.promise.main]
    assert len(answers) == 1, [one.promise.text for one in answers]
    return answers[0]


def deed(promise: str, told: str) -> Answer:
    """The answer to the only promise outside the main targets."""
    answers = dajuan.compare(plan(promise), report(told)).answers
    assert len(answers) == 1, [one.promise.text for one in answers]
    return answers[0]
