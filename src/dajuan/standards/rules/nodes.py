"""A rule's YAML as tables that know the line they stand on: read as packs are (``programmes.yaml_nodes``), every scalar as
it was written, so that a wrong rule is named by file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from dajuan.language import Quantity, read_numbers
from dajuan.programmes.trouble import PackError
from dajuan.programmes.yaml_nodes import Listing, Scalar, Table, nodes_of
from dajuan.programmes.yaml_nodes import Node as Read
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import NOTHING, Words

MOST_YEARS = 100


class Node(dict[str, Any]):
    """A table of the file: each value is text, a list or a table again; ``line`` counts from 1."""

    line: int = 0
    source: str = ""

    @property
    def place(self) -> str:
        return f"{self.source}:{self.line}"

    def refuse(self, zh: str, en: str) -> RuleError:
        return RuleError(zh, en, self.place)

    def only(self, *keys: str) -> None:
        """Raises for a key that is none of these."""
        for key in self:
            if key not in keys:
                near = get_close_matches(key, keys, 1)
                meant = (f"；是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
                raise self.refuse(f"没有键 {key}{meant[0]}", f"no key {key}{meant[1]}")

    def need(self, key: str) -> Any:
        if key not in self:
            raise self.refuse(f"缺 {key}", f"{key} is wanted")
        return self[key]

    def listing(self, key: str) -> list[Any]:
        found = self.need(key)
        if not isinstance(found, list) or not found:
            raise self.refuse(f"{key} 是一串，如 [a, b]", f"{key} takes a list, like [a, b]")
        return found

    def pair(self, key: str) -> tuple[Any, Any]:
        found = self.listing(key)
        if len(found) != 2:
            raise self.refuse(f"{key} 要写两项", f"{key} takes two")
        return found[0], found[1]

    def table(self, key: str) -> Node:
        """The table under a key, empty where there is none."""
        found = self.get(key, Node())
        if not isinstance(found, Node):
            raise self.refuse(f"{key} 是一个键值表", f"{key} takes a table")
        return found

    def tables(self, key: str) -> list[Node]:
        found = self.listing(key)
        if not all(isinstance(one, Node) for one in found):
            raise self.refuse(f"{key} 下每项是一个键值表", f"{key} takes a list of tables")
        return found

    def number(self, key: str, default: str | None = None) -> Fraction:
        """A plain number."""
        return number_of(self, self.need(key) if default is None else self.get(key, default), "")

    def whole(self, key: str, default: str | None = None) -> int:
        return self.whole_of(self.need(key) if default is None else self.get(key, default))

    def whole_of(self, raw: object, most: int = MOST_YEARS) -> int:
        """So many years, if nothing else is said."""
        found = number_of(self, raw, "")
        if found.denominator != 1 or not 0 <= found <= most:
            raise self.refuse(f"“{raw}”应是 0 到 {most} 的整数", f"“{raw}” should be an integer from 0 to {most}")
        return int(found)

    def text(self, key: str) -> str:
        found = self.need(key)
        if not isinstance(found, str) or not found.strip():
            raise self.refuse(f"{key} 要写一个词", f"{key} takes a word")
        return found.strip()

    def flag(self, key: str) -> bool:
        found = self.get(key, "false")
        if found not in ("true", "false"):
            raise self.refuse(f"{key} 写 true 或 false", f"{key} takes true or false")
        return bool(found == "true")


def read_yaml(text: str, source: str) -> Node:
    """The file's one table. Raises :class:`RuleError` where it is none."""
    try:
        read = nodes_of(text, source)
    except PackError as error:
        first = error.troubles[0]
        raise RuleError(first.zh, first.en, first.place) from error
    found = _value(read, source)
    if not isinstance(found, Node):
        raise RuleError("整个文件应是一个键值表", "the file should be one table", source)
    return found


def _value(read: Read, source: str) -> Any:
    match read:
        case Scalar(text=text):
            return text
        case Listing(items=items):
            return [_value(one, source) for one in items]
        case Table():
            made = Node()
            made.line, made.source = read.line, source
            for key, value in read.rows:
                if key.text in made:
                    raise RuleError(f"{key.text} 写了两次", f"{key.text} stands twice", f"{source}:{key.line}")
                made[key.text] = _value(value, source)
            return made


def words_of(node: Node, key: str = "") -> Words:
    """``{zh: …, en: …}``, or the same two keys beside others."""
    found = node.get(key) if key else node
    if found is None:
        return NOTHING
    if isinstance(found, str):
        return Words(found, found)
    if isinstance(found, Mapping) and isinstance(found.get("zh"), str):
        return Words(found["zh"], str(found.get("en", found["zh"])))
    if key:
        raise node.refuse(f"{key} 要写 {{zh: …, en: …}}", f"{key} is {{zh: …, en: …}}")
    return NOTHING


def number_of(node: Node, raw: object, unit: str) -> Fraction:
    """``2亿元`` with unit 元 → 200000000; ``30%`` with unit ``1`` → 3/10; a plain number as it stands. Raises
    :class:`RuleError` where the unit is another."""
    if not isinstance(raw, str):
        raise node.refuse(f"{raw!r} 不是数", f"{raw!r} is no number")
    text = raw.strip()
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        pass
    read = [one for one in read_numbers(text) if isinstance(one, Quantity)]
    if len(read) != 1 or read[0].low is None or read[0].low != read[0].high:
        raise node.refuse(f"“{raw}”读不成一个数", f"“{raw}” cannot be read as one number")
    if read[0].unit not in ("", None, unit):
        raise node.refuse(
            f"“{raw}”的单位是{read[0].unit}，这里要{unit}", f"“{raw}” is in {read[0].unit}, {unit} is wanted"
        )
    return Fraction(read[0].low)
