"""One of the files here → its rules by code, and what in it nobody could confirm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.supervision.rule_file import Origin, in_force, origin_of, rule_file
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words


class Unconfirmed(NamedTuple):
    """Something that decides nothing, as nobody could confirm it."""

    words: Words
    source: str


def told(file: str) -> Mapping[str, Any]:
    return rule_file(Path(__file__).with_name(file))


def rule_called(file: str, key: str, code: str, on: date) -> tuple[Origin, Mapping[str, Any]]:
    """One of a file's ``key`` that is in force on a day. Raises :class:`RuleError`."""
    rule = in_force({str(one["code"]): one for one in told(file)[key]}, code, on)
    origin = origin_of(rule)
    if origin.mark == "memory":
        raise RuleError(f"规则 {code} 没有证实，不能用来判定", f"the rule {code} is unconfirmed and decides nothing")
    return origin, rule


@cache
def unconfirmed() -> tuple[Unconfirmed, ...]:
    """Of all files here."""
    files = ("unit_code.yaml", "custom_land.yaml", "grades.yaml")
    return tuple(
        Unconfirmed(Words(one["zh"], one["en"]), one["source"])
        for file in files
        for one in told(file).get("unconfirmed", ())
    )
