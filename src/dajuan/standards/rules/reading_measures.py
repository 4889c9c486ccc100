"""A measure as it is written → the measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dajuan.standards.rules.facts import NUMBERS, vocabulary
from dajuan.standards.rules.measures import Difference, Fact, Growth, Measure, Named, Share, Total, YearsSince
from dajuan.standards.rules.nodes import Node

_FORMS = ("last", "mean", "compound", "ratio-mean")
_UNTIL = ("year-end", "day")


def measure_of(raw: object, named: Mapping[str, Named], at: Node) -> Measure:
    """A name, a fact, or a table with one of :data:`_READERS`' keys. ``at``: the table that it stands in."""
    if isinstance(raw, str):
        if raw in named:
            return named[raw]
        if raw not in vocabulary():
            raise at.refuse(f"没有名为 {raw} 的事实或算法", f"there is no fact or measure {raw}")
        return Fact(fact_of(at, raw, *NUMBERS))
    if not isinstance(raw, Node):
        raise at.refuse(f"这里要写一个算法，不是“{raw}”", f"a measure is wanted here, not “{raw}”")
    raw.only("zh", "en", "back", "inside", "form", "less", "years", "at", *_READERS)
    for key, read in _READERS.items():
        if key in raw:
            return read(raw, named)
    raise raw.refuse("这里要写一个算法", "a measure is wanted here")


def fact_of(node: Node, key: object, *kinds: str) -> str:
    """A fact of the vocabulary that is of one of these kinds; of any, where none is named."""
    kind = vocabulary().get(str(key))
    if kind is None:
        raise node.refuse(f"没有名为 {key} 的事实", f"there is no fact {key}")
    if kinds and kind.kind not in kinds:
        raise node.refuse(
            f"{kind.name.zh}是 {kind.kind}，这里要 {'、'.join(kinds)}",
            f"{key} is a {kind.kind}, {' or '.join(kinds)} is wanted",
        )
    return kind.key


def _yearly(node: Node, key: str) -> str:
    fact = fact_of(node, node[key], "number")
    if not vocabulary()[fact].yearly:
        raise node.refuse(f"{vocabulary()[fact].name.zh}不是按年的", f"{fact} is not by year")
    return fact


def _share(node: Node, named: Mapping[str, Named]) -> Measure:
    part, whole = (measure_of(one, named, node) for one in node.pair("share"))
    return Share(part, whole, node.flag("inside"))


def _growth(node: Node, named: Mapping[str, Named]) -> Measure:
    form = node.get("form", _FORMS[0])
    if form not in _FORMS:
        raise node.refuse(f"form 只能是 {'、'.join(_FORMS)}", f"form is one of {', '.join(_FORMS)}")
    less = _yearly(node, "less") if "less" in node else ""
    return Growth(_yearly(node, "growth"), form, node.whole("years", "1"), less)


def _difference(node: Node, named: Mapping[str, Named]) -> Measure:
    one, other = (measure_of(each, named, node) for each in node.pair("difference"))
    return Difference(one, other)


def _years_since(node: Node, named: Mapping[str, Named]) -> Measure:
    until = node.get("at", _UNTIL[0])
    if until not in _UNTIL:
        raise node.refuse(f"at 只能是 {'、'.join(_UNTIL)}", f"at is one of {', '.join(_UNTIL)}")
    return YearsSince(fact_of(node, node["years-since"], "date"), until)


_READERS: Mapping[str, Callable[[Node, Mapping[str, Named]], Measure]] = {
    "fact": lambda node, named: Fact(fact_of(node, node["fact"], *NUMBERS), node.whole("back", "1")),
    "share": _share,
    "total": lambda node, named: Total(_yearly(node, "total"), node.whole("years", "1")),
    "mean": lambda node, named: Total(_yearly(node, "mean"), node.whole("years", "1"), mean=True),
    "growth": _growth,
    "difference": _difference,
    "years-since": _years_since,
}
