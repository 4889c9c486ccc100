"""The roles, as ``roles.toml`` has them."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.web.words import Words


class Action(StrEnum):
    SEE = "see"
    EXPORT = "export"
    RECORD = "record"
    COMMENT = "comment"
    VERIFY = "verify"
    PLAN = "plan"
    SIGN = "sign"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    AUDIT = "audit"


class Role(NamedTuple):
    key: str
    name: Words
    may: frozenset[Action]


@cache
def roles() -> dict[str, Role]:
    table = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
    return {
        key: Role(key, Words(row["zh"], row["en"]), frozenset(Action(one) for one in row["may"]))
        for key, row in table.items()
    }


def role_called(said: str) -> Role | None:
    """By its key or its Chinese name."""
    return next((role for role in roles().values() if said in {role.key, role.name.zh}), None)
