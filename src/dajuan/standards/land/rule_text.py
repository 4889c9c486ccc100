"""One of the files here → its rules by code, and what in it nobody could confirm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.supervision.rule_file import Origin, origin_of
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words


class Unconfirmed(NamedTuple):
    """Something that decides nothing, as nobody could confirm it."""

    words: Words
    source: str


@cache
def told(file: str) -> Mapping[str, Any]:
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return loaded


def rule_called(file: str, key: str, code: str, on: date) -> tuple[Origin, Mapping[str, Any]]:
    """One of a file's ``key`` that is in force on a day. Raises :class:`RuleError`."""
    known = {str(one["code"]): one for one in told(file)[key]}
    if code not in known:
        raise RuleError(
            f"没有名为 {code} 的规则；有：{'、'.join(known)}", f"no rule {code}; there are {', '.join(known)}"
        )
    origin = origin_of(known[code])
    if (origin.first and on < origin.first) or (origin.last and on > origin.last):
        raise RuleError(f"规则 {code} 在 {on} 不施行", f"the rule {code} is not in force on {on}")
    if origin.mark == "memory":
        raise RuleError(f"规则 {code} 没有证实，不能用来判定", f"the rule {code} is unconfirmed and decides nothing")
    return origin, known[code]


@cache
def unconfirmed() -> tuple[Unconfirmed, ...]:
    """Of all files here."""
    files = ("unit_code.yaml", "custom_land.yaml", "grades.yaml")
    return tuple(
        Unconfirmed(Words(one["zh"], one["en"]), one["source"])
        for file in files
        for one in told(file).get("unconfirmed", ())
    )
