"""A table of points as it is written → the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dajuan.standards.rules import scoring
from dajuan.standards.rules.interval import Interval, exactly
from dajuan.standards.rules.measures import Named
from dajuan.standards.rules.nodes import Node, number_of, words_of
from dajuan.standards.rules.reading_measures import fact_of, measure_of

_POINTS = ("of", "from", "up-to", "else", "choice", "points", "flag", "judged", "per", "gives", "best", "sum")


def table_of(node: Node, named: Mapping[str, Named]) -> scoring.Table:
    node.only("most", "groups")
    return scoring.Table(tuple(_group(one, named) for one in node.tables("groups")), node.number("most"))


def _group(node: Node, named: Mapping[str, Named]) -> scoring.Group:
    node.only("key", "clause", "name", "most", "parts")
    parts = tuple(_part(one, named) for one in node.tables("parts"))
    return scoring.Group(
        node.text("key"), str(node.get("clause", "")), words_of(node, "name"), node.number("most"), parts
    )


def _part(node: Node, named: Mapping[str, Named]) -> scoring.Part:
    node.only("key", "clause", "name", "most", "note", "mark", *_POINTS)
    return scoring.Part(
        node.text("key"), str(node.get("clause", "")), words_of(node, "name"), node.number("most"),
        _points(node, named), words_of(node, "note"), str(node.get("mark", "")),
    )  # fmt: skip


def _points(node: Node, named: Mapping[str, Named]) -> scoring.Points:
    if "best" in node:
        return scoring.Best(tuple(_points(one, named) for one in node.tables("best")))
    if "sum" in node:
        return scoring.Sum(tuple(_points(one, named) for one in node.tables("sum")), node.number("most"))
    if "flag" in node:
        return scoring.Flagged(fact_of(node, node["flag"], "flag"), node.number("points"), node.number("else", "0"))
    if "judged" in node:
        return scoring.Judged(fact_of(node, node["judged"], "points"), node.number("most"))
    if "choice" in node:
        choices = node.table("points")
        points = {key: choices.table(key).number("points") for key in choices}
        names = {key: words_of(choices.table(key)) for key in choices}
        return scoring.Choices(fact_of(node, node["choice"], "choice"), points, names)
    return _of_measure(node, named)


def _of_measure(node: Node, named: Mapping[str, Named]) -> scoring.Points:
    measure = measure_of(node.need("of"), named, node)
    if "per" in node:
        size = number_of(node, node["per"], measure.unit)
        return scoring.PerUnit(measure, size, node.number("gives"), node.number("most"))
    up_to = "up-to" in node
    bands = tuple(_band(node, one, measure.unit) for one in node.listing("up-to" if up_to else "from"))
    bounds = [one.bound for one in bands]
    if bounds != sorted(bounds, reverse=not up_to):
        raise node.refuse("各档要从最好的写起", "the best band comes first")
    return scoring.Bands(measure, bands, _span(node, node.get("else", "0")), up_to)


def _band(node: Node, raw: Any, unit: str) -> scoring.Band:
    if not isinstance(raw, list) or len(raw) != 2 or not isinstance(raw[0], str):
        raise node.refuse("一档写成 [界限, 分]", "a band is [bound, points]")
    bound, points = raw
    strict = bound[:1] in "<>"
    return scoring.Band(number_of(node, bound[1:] if strict else bound, unit), _span(node, points), strict)


def _span(node: Node, raw: Any) -> Interval:
    """Points, or ``[from, to]`` where somebody chooses within the band."""
    if not isinstance(raw, list):
        return exactly(number_of(node, raw, ""))
    if len(raw) != 2:
        raise node.refuse("分写成 [从, 到]", "points are [from, to]")
    return Interval(number_of(node, raw[0], ""), number_of(node, raw[1], ""))
