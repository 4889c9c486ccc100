"""A rule file → its rule; conditions alone, for policies and products. What is written wrong is named by file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dajuan.standards.rules import conditions
from dajuan.standards.rules.code_parts import PARTS, CodePart
from dajuan.standards.rules.facts import titles
from dajuan.standards.rules.measures import Named
from dajuan.standards.rules.nodes import Node, number_of, read_yaml, words_of
from dajuan.standards.rules.reading_grades import cases_of, grades_of
from dajuan.standards.rules.reading_measures import fact_of, measure_of
from dajuan.standards.rules.reading_points import table_of
from dajuan.standards.rules.rule import Rule, Source, Version
from dajuan.standards.rules.scoring import Table
from dajuan.standards.rules.unread import Unread
from dajuan.standards.trouble import MARKS
from dajuan.standards.words import Words

_HEAD = ("clause", "name", "mark")
_FORMS = ("all", "any", "is", "is-not", "held", "one-of", "within", "clean", "code", "unread", "score", "of")
_GRADES = ("grades", "by", "at_least")


def read_rule(text: str, source: str) -> Rule:
    """Raises :class:`RuleError`."""
    node = read_yaml(text, source)
    node.only("rule", "name", "about", "title", "versions")
    title = node.text("title") if "title" in node else ""
    if title and title not in titles():
        raise node.refuse(f"没有名为 {title} 的资质", f"there is no title {title}")
    versions = tuple(map(_version, node.tables("versions")))
    return Rule(node.text("rule"), words_of(node, "name"), words_of(node, "about"), title, versions)


def _version(node: Node) -> Version:
    node.only(
        "version", "title", "in_force", "sources", "note", "unconfirmed", "measures", "score", "requires", "better"
    )
    in_force, measures = node.table("in_force"), measures_of(node)
    in_force.only("from", "to", "unconfirmed")
    table = table_of(node.table("score"), measures) if "score" in node else None
    first = _day(in_force, "from")
    if first is None:
        raise node.refuse("in_force 缺 from", "in_force has no from")
    return Version(
        node.text("version"),
        words_of(node, "title"),
        first,
        _day(in_force, "to"),
        in_force.flag("unconfirmed"),
        tuple(map(_source, node.tables("sources"))),
        words_of(node, "note"),
        tuple(map(words_of, node.tables("unconfirmed"))) if "unconfirmed" in node else (),
        table,
        Reading(measures, table).condition(node.need("requires"), node),
        _better(node),
    )


def measures_of(node: Node) -> dict[str, Named]:
    """The measures that a table names, each of which may use those before it."""
    found: dict[str, Named] = {}
    for key, one in node.table("measures").items():
        found[key] = Named(measure_of(one, found, node), words_of(one))
    return found


def _day(node: Node, key: str) -> date | None:
    said = node.get(key)
    try:
        return None if said is None else date.fromisoformat(str(said))
    except ValueError as error:
        raise node.refuse(f"{key} 要写日期，如 2026-04-01", f"{key} is a day such as 2026-04-01") from error


def _source(node: Node) -> Source:
    node.only("text", "address", "mark")
    return Source(node.text("text"), str(node.get("address", "")), mark_of(node) or _no_mark(node))


def _no_mark(node: Node) -> str:
    raise node.refuse(f"来源要有 mark：{'、'.join(MARKS)}", f"a source has a mark: {', '.join(MARKS)}")


def mark_of(node: Node) -> str:
    mark = str(node.get("mark", ""))
    if mark and mark not in MARKS:
        raise node.refuse(f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}")
    return mark


def _better(node: Node) -> Mapping[str, str]:
    found = node.table("better")
    for key, way in found.items():
        fact_of(found, key)
        if way not in ("up", "down"):
            raise found.refuse(f"{key} 只能是 up 或 down", f"{key} is up or down")
    return found


class Reading:
    """Conditions over some measures and, in a rule, its table of points."""

    def __init__(self, measures: Mapping[str, Named], table: Table | None = None) -> None:
        self.measures, self.table = measures, table

    def condition(self, node: Any, at: Node) -> conditions.Condition:
        """``at``: the table that it stands in."""
        if not isinstance(node, Node):
            raise at.refuse(f"这里要写一个条件，不是“{node}”", f"a condition is wanted here, not “{node}”")
        head = conditions.Head(str(node.get("clause", "")), words_of(node, "name"), mark_of(node))
        if "grades" in node:
            node.only(*_GRADES)
            return cases_of(node, head) if "by" in node else grades_of(node, head, self.condition)
        node.only(*_HEAD, *_FORMS, *conditions.OPERATORS)
        for form in ("all", "any"):
            if form in node:
                return conditions.Joined(head, form, tuple(self.condition(one, node) for one in node.listing(form)))
        return self._leaf(node, head)

    def _leaf(self, node: Node, head: conditions.Head) -> conditions.Condition:
        for form, wanted in (("is", True), ("is-not", False)):
            if form in node:
                return conditions.Flag(head, fact_of(node, node[form], "flag"), wanted)
        if "held" in node:
            title = node.text("held")
            if title not in titles():
                raise node.refuse(f"没有名为 {title} 的资质", f"there is no title {title}")
            return conditions.Held(head, title)
        if "one-of" in node:
            return self._chosen(node, head)
        if "within" in node:
            key, years = node.pair("within")
            return conditions.Within(head, fact_of(node, key, "date"), node.whole_of(years))
        if "code" in node:
            return self._code_part(node, head)
        if "unread" in node:
            return Unread(replace(head, name=words_of(node, "unread")))
        if "clean" in node:
            year = node["clean"] == "last-year"
            return conditions.Clean(head, 1 if year else node.whole("clean"), year)
        return self._compared(node, head)

    @staticmethod
    def _code_part(node: Node, head: conditions.Head) -> conditions.Condition:
        if node["code"] not in PARTS:
            raise node.refuse(f"code 只能是 {'、'.join(PARTS)}", f"code is one of {', '.join(PARTS)}")
        return CodePart(head, node["code"])

    @staticmethod
    def _chosen(node: Node, head: conditions.Head) -> conditions.Condition:
        key, among = node.pair("one-of")
        if not isinstance(among, list):
            raise node.refuse("one-of 写成 [事实, [选项, 选项]]", "one-of is [fact, [choice, choice]]")
        return conditions.Chosen(head, fact_of(node, key, "choice"), tuple(map(str, among)))

    def _compared(self, node: Node, head: conditions.Head) -> conditions.Condition:
        form = next((one for one in conditions.OPERATORS if one in node), None)
        if form is None:
            raise node.refuse("这里要写一个条件", "a condition is wanted here")
        if "score" in node:
            what = node.text("score")
            return conditions.Scored(head, what, self._scored(node, what), form, node.number(form))
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
