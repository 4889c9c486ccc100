"""Who writes: an office that settles, two that review, and a person in each department."""

from __future__ import annotations

OFFICE = "督查室 何"
REVIEWERS = ("督查室 程", "督查室 苏")
DEPARTMENTS = (
    "经济发展局",
    "科技创新局",
    "规划建设局",
    "生态环境分局",
    "社会事业局",
    "财政金融局",
    "投资促进局",
    "数字经济局",
)
"""For plans that name nobody."""
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙"


def reporter(owner: str) -> str:
    """填报人: the same person of a department every time."""
    return f"{owner} {_SURNAMES[sum(map(ord, owner)) % len(_SURNAMES)]}"


def another_reviewer(who: str) -> str:
    return REVIEWERS[1 - REVIEWERS.index(who)]
