"""购房人能看到的: an estate as the public may see it. Only these fields leave the ledger, whatever else it holds; never a person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.standards.words import NOTHING, Words
from dajuan.systems.housing.estate import Estate


class Step(NamedTuple):
    stage: str
    on: date


class Status(NamedTuple):
    code: str
    name: str
    developer: str
    street_office: str
    homes: int
    stage: str
    since: date | None
    words: Words
    next: Words
    promised: date | None
    days_late: int
    """After the day promised, of one that is not handed over."""
    plan: str
    """一楼一策; "" where it is not published."""
    steps: tuple[Step, ...]


def status_of(one: Estate, on: date, *, with_plan: bool) -> Status:
    words, after = told_of(one.stage)
    return Status(
        one.code, one.name, one.word("developer"), one.word("street-office"), one.number("homes"), one.stage,
        one.moves[-1].on if one.moves else None, words, after, one.day("due-on"), one.days_late(on), one.word("plan") if with_plan else "",
        tuple(Step(str(held.value), held.on) for held in one.moves),
    )  # fmt: skip


def told_of(stage: str) -> tuple[Words, Words]:
    """How things stand and what comes next; nothing of a stage that a zone has added."""
    said = _words().get(stage)
    if said is None:
        return NOTHING, NOTHING
    return Words(said["zh"], said["en"]), Words(said["next_zh"], said["next_en"])


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "status.toml").read_text(encoding="utf-8"))
