"""A rule file → its rule. What is written wrong is named by file and line, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from dajuan.standards.rules import conditions, scoring
from dajuan.standards.rules.facts import titles, vocabulary
from dajuan.standards.rules.interval import Interval, exactly
from dajuan.standards.rules.measures import Difference, Fact, Growth, Measure, Named, Share, Total, YearsSince
from dajuan.standards.rules.nodes import Node, number_of, read_yaml, words_of
from dajuan.standards.rules.rule import Level, Rule, Source, Version
from dajuan.standards.rules.trouble import RuleError
from dajuan.standards.rules.words import NOTHING, Words

MARKS = ("seen", "copy", "memory")
_HEAD = ("key", "clause", "name", "mark")


def read_rule(text: str, source: str) -> Rule:
    """Raises :class:`RuleError`."""
    node = read_yaml(text, source)
    node.only("rule", "name", "about", "title", "versions")
    versions = tuple(_version(one) for one in node.need("versions"))
    return Rule(
        str(node.need("rule")), words_of(node, "name"), words_of(node, "about"), str(node.get("title", "")), versions
    )


def _version(node: Node) -> Version:
    node.only(
        "version", "title", "in_force", "sources", "note", "measures", "score", "requires", "levels", "better",
    )  # fmt: skip
    measures: dict[str, Named] = {}
    for key, one in node.get("measures", {}).items():
        measures[key] = Named(measure_of(one, measures, node), words_of(one))
    reading = Reading(measures, _table(node["score"], measures) if "score" in node else None)
    in_force = node.need("in_force")
    return Version(
        str(node.need("version")),
        words_of(node, "title"),
        _day(in_force, "from") or date.min,
        _day(in_force, "to"),
        bool(in_force.get("unconfirmed")),
        tuple(_source(one) for one in node.need("sources")),
        words_of(node, "note"),
        measures,
        reading.table,
        reading.condition(node["requires"]) if "requires" in node else None,
        tuple(
            Level(str(one.need("key")), words_of(one, "name"), reading.condition(one["requires"]))
            for one in node.get("levels", ())
        ),
        _better(node),
    )


def _day(node: Node, key: str) -> date | None:
    found = node.get(key)
    if found is not None and not isinstance(found, date):
        raise node.refuse(f"{key} 要写日期，如 2026-04-01", f"{key} is a day such as 2026-04-01")
    return found


def _source(node: Node) -> Source:
    node.only("text", "address", "mark")
    if node.get("mark") not in MARKS:
        raise node.refuse(f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}")
    return Source(str(node.need("text")), str(node.get("address", "")), str(node["mark"]))


def _better(node: Node) -> Mapping[str, str]:
    found: Mapping[str, str] = node.get("better", {})
    for key, way in found.items():
        _known(node, key)
        if way not in ("up", "down"):
            raise node.refuse(f"{key} 只能是 up 或 down", f"{key} is up or down")
    return found


def _known(node: Node, key: object) -> str:
    if key not in vocabulary():
        raise node.refuse(f"没有名为 {key} 的事实", f"there is no fact {key}")
    return str(key)


# Measures ----------------------------------------------------------------------------------------------------------


def measure_of(raw: object, named: Mapping[str, Named], at: Node) -> Measure:
    """A name, a fact, or a table with one of ``fact``, ``share``, ``total``, ``mean``, ``growth``, ``difference``, ``years-since``."""
    if isinstance(raw, str):
        if raw in named:
            return named[raw]
        if raw not in vocabulary():
            raise at.refuse(f"没有名为 {raw} 的事实或算法", f"there is no fact or measure {raw}")
        return Fact(raw)
    if not isinstance(raw, Node):
        raise at.refuse(f"{raw!r} 不是算法", f"{raw!r} is no measure")
    raw.only(
        "zh",
        "en",
        "fact",
        "back",
        "share",
        "inside",
        "total",
        "mean",
        "growth",
        "form",
        "less",
        "years",
        "difference",
        "years-since",
        "at",
    )
    years = int(raw.get("years", 1))
    if "fact" in raw:
        return Fact(_known(raw, raw["fact"]), int(raw.get("back", 1)))
    if "share" in raw:
        part, whole = (measure_of(one, named, raw) for one in raw["share"])
        return Share(part, whole, bool(raw.get("inside")))
    if "total" in raw:
        return Total(_known(raw, raw["total"]), years)
    if "mean" in raw:
        return Total(_known(raw, raw["mean"]), years, mean=True)
    if "growth" in raw:
        return Growth(_known(raw, raw["growth"]), str(raw.get("form", "last")), years, str(raw.get("less", "")))
    if "difference" in raw:
        one, other = (measure_of(each, named, raw) for each in raw["difference"])
        return Difference(one, other)
    if "years-since" in raw:
        return YearsSince(_known(raw, raw["years-since"]), str(raw.get("at", "year-end")))
    raise raw.refuse("这里要写一个算法", "a measure is wanted here")


# The table of points ------------------------------------------------------------------------------------------------


def _table(node: Node, named: Mapping[str, Named]) -> scoring.Table:
    node.only("most", "groups")
    return scoring.Table(tuple(_group(one, named) for one in node.need("groups")), Fraction(str(node.need("most"))))


def _group(node: Node, named: Mapping[str, Named]) -> scoring.Group:
    node.only("key", "clause", "name", "most", "parts")
    parts = tuple(_part(one, named) for one in node.need("parts"))
    return scoring.Group(
        str(node.need("key")),
        str(node.get("clause", "")),
        words_of(node, "name"),
        Fraction(str(node.need("most"))),
        parts,
    )


def _part(node: Node, named: Mapping[str, Named]) -> scoring.Part:
    node.only("key", "clause", "name", "most", "note", "mark", *_POINTS)
    most = Fraction(str(node.need("most")))
    return scoring.Part(
        str(node.need("key")), str(node.get("clause", "")), words_of(node, "name"), most, points_of(node, named),
        words_of(node, "note"), str(node.get("mark", "")),
    )  # fmt: skip


_POINTS = (
    "of",
    "from",
    "up-to",
    "else",
    "choice",
    "points",
    "flag",
    "judged",
    "per",
    "gives",
    "best",
    "sum",
    "up_to_points",
)


def points_of(node: Node, named: Mapping[str, Named]) -> scoring.Points:
    if "best" in node:
        return scoring.Best(tuple(points_of(one, named) for one in node["best"]))
    if "sum" in node:
        return scoring.Sum(tuple(points_of(one, named) for one in node["sum"]), Fraction(str(node.need("most"))))
    if "flag" in node:
        return scoring.Flagged(
            _known(node, node["flag"]), Fraction(str(node.need("points"))), Fraction(str(node.get("else", 0)))
        )
    if "judged" in node:
        return scoring.Judged(_known(node, node["judged"]), Fraction(str(node.need("most"))))
    if "choice" in node:
        named_points = node.need("points")
        points = {key: Fraction(str(one["points"])) for key, one in named_points.items()}
        return scoring.Choices(
            _known(node, node["choice"]), points, {key: words_of(one) for key, one in named_points.items()}
        )
    measure = measure_of(node.need("of"), named, node)
    if "per" in node:
        size = number_of(node, node["per"], measure.unit)
        return scoring.PerUnit(measure, size, Fraction(str(node.need("gives"))), Fraction(str(node.need("most"))))
    up_to = "up-to" in node
    bands = tuple(_band(node, one, measure.unit) for one in node.need("up-to" if up_to else "from"))
    bounds = [one.bound for one in bands]
    if bounds != sorted(bounds, reverse=not up_to):
        raise node.refuse("各档要从最好的写起", "the best band comes first")
    return scoring.Bands(measure, bands, _span(node, node.get("else", 0)), up_to)


def _band(node: Node, raw: Any, unit: str) -> scoring.Band:
    if not isinstance(raw, list) or len(raw) != 2:
        raise node.refuse("一档写成 [界限, 分]", "a band is [bound, points]")
    bound, points = raw
    strict = isinstance(bound, str) and bound[:1] in "<>"
    return scoring.Band(number_of(node, bound[1:] if strict else bound, unit), _span(node, points), strict)


def _span(node: Node, raw: Any) -> Interval:
    """Points, or ``[from, to]`` where somebody chooses within the band."""
    if isinstance(raw, list):
        low, high = (Fraction(str(one)) for one in raw)
        return Interval(low, high)
    return exactly(Fraction(str(raw)))


# Conditions ---------------------------------------------------------------------------------------------------------


class Reading:
    """Conditions over a version's measures and its table of points."""

    def __init__(self, measures: Mapping[str, Named], table: scoring.Table | None = None) -> None:
        self.measures, self.table = measures, table

    def condition(self, node: Any) -> conditions.Condition:
        if not isinstance(node, Node):
            raise RuleError(f"{node!r} 不是条件", f"{node!r} is no condition")
        node.only(*_HEAD, *_FORMS, *conditions.OPERATORS)
        head = _head(node)
        for form in ("all", "any"):
            if form in node:
                return conditions.Joined(head, form, tuple(map(self.condition, node[form])))
        for form, wanted in (("is", True), ("is-not", False)):
            if form in node:
                return conditions.Flag(head, _known(node, node[form]), wanted)
        if "held" in node:
            if node["held"] not in titles():
                raise node.refuse(f"没有名为 {node['held']} 的资质", f"there is no title {node['held']}")
            return conditions.Held(head, str(node["held"]))
        if "one-of" in node:
            key, among = node["one-of"]
            return conditions.Chosen(head, _known(node, key), tuple(map(str, among)))
        if "within" in node:
            key, years = node["within"]
            return conditions.Within(head, _known(node, key), int(years))
        if "clean" in node:
            asked = node["clean"]
            return conditions.Clean(head, *((1, True) if asked == "last-year" else (int(asked), False)))
        return self._compared(node, head)

    def _compared(self, node: Node, head: conditions.Head) -> conditions.Condition:
        form = next((one for one in conditions.OPERATORS if one in node), None)
        if form is None:
            raise node.refuse("这里要写一个条件", "a condition is wanted here")
        if "score" in node:
            what = str(node["score"])
            return conditions.Scored(head, what, self._scored(node, what), form, Fraction(str(node[form])))
        measure = measure_of(node.need("of"), self.measures, node)
        return conditions.Compared(head, measure, form, number_of(node, node[form], measure.unit))

    def _scored(self, node: Node, what: str) -> Words:
        names = {"total": Words("总分", "total")}
        for group in self.table.groups if self.table else ():
            names[group.key] = group.name
            names.update({part.key: part.name for part in group.parts})
        if what not in names:
            raise node.refuse(f"评分表里没有 {what}", f"there is no {what} in the table of points")
        return names[what]


_FORMS = ("all", "any", "is", "is-not", "held", "one-of", "within", "clean", "score", "of")


def _head(node: Node) -> conditions.Head:
    mark = str(node.get("mark", ""))
    if mark and mark not in MARKS:
        raise node.refuse(f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}")
    name = words_of(node, "name") if "name" in node else NOTHING
    return conditions.Head(str(node.get("key", "")), str(node.get("clause", "")), name, mark)
