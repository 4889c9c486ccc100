"""What argparse says of wrong arguments → what we say: in both languages, and with what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

from dajuan.cli.nearest import did_you_mean, nearest

_TYPES = {"int": ("整数", "a whole number")}


def told(message: str, options: Iterable[str]) -> tuple[str, str]:
    """The message in Chinese and in English. ``options`` are those that the command knows."""
    for pattern, say in _PATTERNS:
        match = pattern.match(message)
        if match:
            return say(*match.groups(), options=tuple(options))
    return f"参数不对：{message}", f"wrong arguments: {message}"


def _choice(name: str, word: str, choices: str, *, options: tuple[str, ...]) -> tuple[str, str]:
    known = re.findall(r"[\w-]+", choices)
    near = did_you_mean(nearest(word, known))
    if name == "COMMAND" and PurePath(word).suffix:
        return f"要先写命令，如 dajuan check {word}", f"a command comes first, such as dajuan check {word}"
    zh, en = (
        (f"没有 {word} 这个命令", f"{word} is no command")
        if name == "COMMAND"
        else (f"{name} 没有 {word} 这个值", f"{word} is no value of {name}")
    )
    return (
        f"{zh}{near[0] or '，'}可用 {'、'.join(known)}",
        f"{en}{near[1] or ','} there are {', '.join(known)}",
    )


def _unknown(words: str, *, options: tuple[str, ...]) -> tuple[str, str]:
    first = words.split()[0].partition("=")[0]
    near = did_you_mean(nearest(first, [one for one in options if one.startswith("--")]) if first[:1] == "-" else [])
    return f"不认识 {words}{near[0]}", f"{words} is not known{near[1]}"


def _missing(names: str, *, options: tuple[str, ...]) -> tuple[str, str]:
    return f"还缺 {names}", f"{names} is missing"


def _empty(name: str, *, options: tuple[str, ...]) -> tuple[str, str]:
    return f"{name} 后面要有一个值", f"{name} needs a value"


def _not_of_type(name: str, kind: str, word: str, *, options: tuple[str, ...]) -> tuple[str, str]:
    zh, en = _TYPES.get(kind, (kind, kind))
    return f"{name} 要{zh}，不是 {word}", f"{name} takes {en}, not {word}"


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[..., tuple[str, str]]], ...] = (
    (re.compile(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)$"), _choice),
    (re.compile(r"unrecognized arguments: (.+)$"), _unknown),
    (re.compile(r"the following arguments are required: (.+)$"), _missing),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument$"), _empty),
    (re.compile(r"argument (\S+): invalid (\w+) value: '(.*)'$"), _not_of_type),
)
