"""Why a reading is refused, in both languages; ``reasons.toml`` has the words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dajuan.programmes.pack import Name
from dajuan.systems.telemetry.measures import HERE


class Reason(NamedTuple):
    name: Name
    zh: str
    en: str
    keeps: bool
    """Whether what was sent may be kept beside it."""
    passes: bool
    """Whether the same may be right later: the device registered, the clock reached, the key mended."""


class Refusal(NamedTuple):
    """Why one reading is not taken."""

    code: str
    zh: str
    en: str


class RefusedReading(Exception):  # noqa: N818 - it is a reading that was refused
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@cache
def reasons() -> Mapping[str, Reason]:
    table = tomllib.loads((HERE / "reasons.toml").read_text("utf-8"))
    return {
        code: Reason(Name(**one["name"]), one["zh"], one["en"], one.get("keep", True), one.get("passes", False))
        for code, one in table.items()
    }


def refusal(code: str, **values: object) -> Refusal:
    """The words of a reason with what it speaks of."""
    reason = reasons()[code]
    said = {key: str(value)[:200] for key, value in values.items()}
    return Refusal(code, reason.zh.format(**said), reason.en.format(**said))


def refused(code: str, **values: object) -> RefusedReading:
    return RefusedReading(refusal(code, **values))
