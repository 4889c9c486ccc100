"""A file of rules → its entries, each with where it comes from. Wrong entries are named, in both languages.

``mark`` says how far a rule is confirmed: ``seen`` (read in a stored copy of the source), ``copy`` (read only in
somebody's restatement), ``memory`` (nobody could confirm it: it decides nothing until a zone gives the value itself).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.trouble import MARKS, RuleError
from dajuan.standards.words import Words

FOLDER = Path(__file__).parent


class Origin(NamedTuple):
    """``first`` and ``last`` day in force, both included; None where the source sets none."""

    code: str
    name: Words
    source: str
    mark: str
    first: date | None
    last: date | None


def entries(file: str) -> Mapping[str, Mapping[str, Any]]:
    """The rules of one of our files by their codes."""
    return {one["code"]: one for one in rule_file(file)["rules"]}


def default(file: str) -> str:
    return str(rule_file(file)["default"])


def entry(file: str, code: str | None, on: date | None) -> Mapping[str, Any]:
    """One rule, checked to be in force on a day. Raises :class:`RuleError`."""
    return in_force(entries(file), code or default(file), on)


def in_force(known: Mapping[str, Mapping[str, Any]], wanted: str, on: date | None) -> Mapping[str, Any]:
    """One of several rules by their codes. Raises :class:`RuleError` where it is none of them, or not of that day."""
    if wanted not in known:
        listed = "、".join(known)
        raise RuleError(
            f"没有名为 {wanted} 的规则；有：{listed}", f"there is no rule {wanted}; there are {', '.join(known)}"
        )
    origin = origin_of(known[wanted])
    if on is not None and ((origin.first and on < origin.first) or (origin.last and on > origin.last)):
        raise RuleError(
            f"规则 {wanted} 在 {on} 不施行（{origin.first or '…'} 至 {origin.last or '…'}）",
            f"the rule {wanted} is not in force on {on} ({origin.first or '…'} to {origin.last or '…'})",
        )
    return known[wanted]


def origin_of(rule: Mapping[str, Any]) -> Origin:
    code = str(rule.get("code", ""))
    if rule.get("mark") not in MARKS:
        raise RuleError(
            f"规则 {code}：mark 只能是 {'、'.join(MARKS)}", f"rule {code}: mark is one of {', '.join(MARKS)}"
        )
    in_force = rule.get("in_force") or {}
    name = rule.get("name") or {}
    return Origin(
        code,
        Words(str(name.get("zh", code)), str(name.get("en", code))),
        str(rule.get("source", "")),
        str(rule["mark"]),
        in_force.get("from"),
        in_force.get("to"),
    )


def share(rule: Mapping[str, Any], key: str) -> Fraction:
    """A number in percent (``80``, ``"12.5"``) as a share. Raises :class:`RuleError`."""
    found = optional_share(rule, key)
    if found is None:
        raise RuleError(f"规则 {rule.get('code', '')} 缺 {key}", f"rule {rule.get('code', '')} wants {key}")
    return found


def optional_share(rule: Mapping[str, Any], key: str) -> Fraction | None:
    number = optional_number(rule, key)
    return None if number is None else number / 100


def optional_number(rule: Mapping[str, Any], key: str) -> Fraction | None:
    value = rule.get(key)
    if value is None:
        return None
    try:
        # By its written digits: 0.1 in a file is one tenth.
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        code = rule.get("code", "")
        raise RuleError(f"规则 {code}：{key} 不是数：{value}", f"rule {code}: {key} is no number: {value}") from error


@cache
def rule_file(file: str | Path) -> Mapping[str, Any]:
    """One of ours by its name, or another family's by its path."""
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return loaded
