"""A rule's docstring → its manual page, one half for each language.

The first line is ``CODE 标题 · title``; then five headings in Chinese and the same five in English, each alone on its
line, its body indented by four spaces.
"""

from __future__ import annotations

from typing import NamedTuple

from dajuan.checks.rule import Rule

HEADINGS = {
    "zh": ("做什么", "为什么要紧", "例子", "改成", "已知不足"),
    "en": ("What it does", "Why it matters", "Example", "Use instead", "Known problems"),
}


class Manual(NamedTuple):
    """One half of a manual page: a title, and each heading with its body."""

    title: str
    sections: tuple[tuple[str, str], ...]


def manual(rule: Rule, language: str = "zh") -> Manual:
    """The half of a rule's manual in one language, in the order of the docstring."""
    first, *rest = rule.manual.strip("\n").splitlines() or [rule.code]
    zh, _, en = first.removeprefix(rule.code).strip().partition(" · ")
    bodies: dict[str, list[str]] = {}
    known = HEADINGS[language]
    heading = ""
    for line in rest:
        if line and not line[0].isspace():
            heading = line.strip()
        elif heading in known:
            bodies.setdefault(heading, []).append(line[4:].rstrip())
    title = (en or zh)[:1].upper() + (en or zh)[1:] if language == "en" else zh
    return Manual(title, tuple((one, "\n".join(bodies[one]).strip("\n")) for one in known if one in bodies))


def option_lines(rule: Rule) -> list[str]:
    """``factor = 3``: what ``[rules.CODE]`` of the settings may set, with the default."""
    return [f"{name} = {value!r}" for name, value in rule.options.items()]
