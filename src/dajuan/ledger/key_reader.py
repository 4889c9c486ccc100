"""A zone's own YAML of rules on its way in, key by key: what is wrong is named with its key and what would be right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from dajuan.ledger.trouble import LedgerError

MARKS = ("seen", "copy", "ours")
"""How far rules are confirmed: read in the source itself, only in a restatement; or laid down by ourselves."""


class KeyReader:
    """One table of the file. Every method raises what :meth:`wrong` makes."""

    error: type[LedgerError] = LedgerError

    def __init__(self, told: object, where: str, *, keys: Collection[str], longest: int) -> None:
        """``keys``: all that there may be. ``longest``: the most of a number; beyond it is a slip."""
        self.where, self.longest = where, longest
        if not isinstance(told, dict):
            raise self.wrong("", "应是一张表", "is a table")
        self.told: dict[str, Any] = told
        for key in told:
            if key not in keys:
                raise self.wrong(str(key), f"没有这一项；有 {'、'.join(keys)}", f"is no key here; there are {', '.join(keys)}")  # fmt: skip

    def wrong(self, key: str, zh: str, en: str) -> LedgerError:
        place = f"{self.where} {key}".strip()
        return self.error(f"{place}：{zh}", f"{place}: {en}")

    def table(self, key: str, *, needed: bool = True) -> Mapping[Any, Any]:
        value = self.told.get(key)
        if value is None and not needed:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(key, "应是一张表", "is a table")
        return value

    def word(self, key: str) -> str:
        value = self.told.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "没有写", "is missing")
        return value.strip()

    def one_of(self, key: str, known: Collection[str]) -> str:
        value = self.told.get(key)
        if value not in known:
            raise self.wrong(key, f"应是 {'、'.join(known)} 之一，现为 {value!r}", f"is one of {', '.join(known)}, not {value!r}")  # fmt: skip
        return str(value)

    def number(self, key: str, *, fewest: int = 1) -> int:
        return self.whole(self.told.get(key), key, fewest)

    def whole(self, value: object, key: str, fewest: int = 1) -> int:
        if type(value) is not int or not fewest <= value <= self.longest:
            raise self.wrong(
                key,
                f"应是 {fewest} 到 {self.longest} 的整数，现为 {value!r}",
                f"is a whole number from {fewest} to {self.longest}, not {value!r}",
            )
        return value


def loaded(text: str, where: str, error: type[LedgerError] = LedgerError) -> Any:
    """What YAML says. Raises ``error`` where it is none."""
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        said = " ".join(str(wrong).split())
        raise error(f"{where} 读不懂：{said}", f"{where} cannot be read: {said}") from wrong
