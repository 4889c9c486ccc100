"""One way to ask a rule about a text: ``marked("CT201", text)`` → the words it marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dajuan.checks.finding import Finding
from dajuan.checks.run import check


def findings(code: str, text: str) -> list[Finding]:
    return check(text, select=[code], ignores=(), settings=None)


@pytest.fixture(scope="session")
def marked() -> Callable[[str, str], list[str]]:
    """The words that one rule marks in a text, in order."""

    def ask(code: str, text: str) -> list[str]:
        return [text[one.start : one.end] for one in findings(code, text)]

    return ask


@pytest.fixture(scope="session")
def said() -> Callable[[str, str], list[Finding]]:
    """The findings of one rule in a text."""
    return findings


@pytest.fixture(scope="session")
def year() -> Callable[[str, str], str]:
    """A small report: what was done in 2025, what is promised for 2026."""

    def report(done: str, promised: str) -> str:
        return (
            "云岭高新区2025年工作总结和2026年工作安排\n\n一、2025年工作回顾\n\n"
            f"2025年，全区上下攻坚克难，较好完成了年度任务。{done}\n\n二、2026年工作安排\n\n"
            f"2026年，全区要重点做好以下工作。{promised}\n"
        )

    return report
