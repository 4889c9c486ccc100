"""YAML whose tables know the line they stand on, so that a wrong rule can be named by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from dajuan.language import Quantity, read_numbers
from dajuan.standards.rules.trouble import RuleError
from dajuan.standards.rules.words import NOTHING, Words

LARGEST = 500_000
"""Characters of a rule file."""


class Node(dict[str, Any]):
    """A table of the file; ``line`` counts from 1."""

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


def read_yaml(text: str, source: str) -> Node:
    """The file's one table. Raises :class:`RuleError` where it is none."""
    import yaml

    if len(text) > LARGEST:
        raise RuleError(
            f"文件有 {len(text):,} 个字符，最多 {LARGEST:,}", f"{len(text):,} characters, at most {LARGEST:,}", source
        )

    class Loader(yaml.SafeLoader):
        pass

    def mapping(loader: Any, node: Any) -> Node:
        made = Node(loader.construct_mapping(node, deep=True))
        made.line, made.source = node.start_mark.line + 1, source
        if len(made) < len(node.value):
            raise made.refuse("同一个键写了两次", "a key stands twice")
        return made

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    try:
        # Anchors would let a small file grow without end; no rule needs one.
        if any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise RuleError("不用 YAML 的别名", "no aliases", source)
        loaded = yaml.load(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise RuleError(
            f"不是合法的 YAML：{error.problem}", f"not valid YAML: {error.problem}", f"{source}:{line}"
        ) from error
    except yaml.YAMLError as error:
        raise RuleError(f"不是合法的 YAML：{error}", f"not valid YAML: {error}", source) from error
    if not isinstance(loaded, Node):
        raise RuleError("整个文件应是一个键值表", "the file should be one table", source)
    return loaded


def words_of(node: Node, key: str = "") -> Words:
    """``{zh: …, en: …}``, or the same two keys beside others."""
    found = node.get(key) if key else node
    if found is None:
        return NOTHING
    if isinstance(found, str):
        return Words(found, found)
    if not isinstance(found, Mapping) or not isinstance(found.get("zh"), str):
        return NOTHING if not key else _refuse_words(node, key)
    return Words(found["zh"], str(found.get("en", found["zh"])))


def _refuse_words(node: Node, key: str) -> Words:
    raise node.refuse(f"{key} 要写 {{zh: …, en: …}}", f"{key} is {{zh: …, en: …}}")


def number_of(node: Node, raw: object, unit: str) -> Fraction:
    """``2亿元`` with unit 元 → 200000000; ``30%`` with unit ``1`` → 3/10; a plain number as it stands. Raises
    :class:`RuleError` where the unit is another."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise node.refuse(f"{raw!r} 不是数", f"{raw!r} is no number")
    if not isinstance(raw, str):
        return Fraction(str(raw))
    text = raw.strip()
    negative = text.startswith(("-", "−"))
    read = [one for one in read_numbers(text) if isinstance(one, Quantity)]
    if len(read) != 1 or read[0].low is None or read[0].low != read[0].high:
        raise node.refuse(f"“{raw}”读不成一个数", f"“{raw}” cannot be read as one number")
    found = Fraction(read[0].low)
    if read[0].unit not in ("", None, unit):
        raise node.refuse(
            f"“{raw}”的单位是{read[0].unit}，这里要{unit}", f"“{raw}” is in {read[0].unit}, {unit} is wanted"
        )
    return -abs(found) if negative else found


Reader = Callable[[Node], Any]
