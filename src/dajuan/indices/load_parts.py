"""The parts of a scheme: groups and how they are weighed, indicators and how they are measured."""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.indices.ahp import agreed_weights
from dajuan.indices.load_numbers import checked, number, optional
from dajuan.indices.scheme import (
    AGGREGATIONS,
    WEIGHINGS,
    Change,
    Group,
    Growth,
    Indicator,
    Level,
    Measure,
    Ratio,
    Weighting,
)
from dajuan.indices.trouble import IndicesError
from dajuan.programmes.forms import Form
from dajuan.programmes.pack import Name
from dajuan.programmes.yaml_nodes import Listing, Node, Scalar

_MEASURES = ("level", "ratio", "growth", "change")
_HEAVIEST, _LARGEST, _MOST_YEARS = 1e6, 1e15, 10


def group_of(key: str, form: Form, groups: Sequence[str]) -> Group | None:
    """But for its weighting, which is read once its children are known."""
    name, parent = form.name(), _parent(form, groups, required=False)
    weight = number(form, "weight", 1.0, 0.0, _HEAVIEST)
    how = form.one_of("aggregation", AGGREGATIONS, "arithmetic")
    hint = form.name("hint", required=False, longest=1000)
    form.node("weights")
    return Group(key, name, parent, weight, how, hint=hint) if name else None  # type: ignore[arg-type]


def indicator_of(key: str, form: Form, groups: Sequence[str]) -> Indicator | None:
    name, parent, measure = form.name(), _parent(form, groups, required=True), _measure(key, form)
    falls = form.one_of("direction", ("up", "down"), "up") == "down"
    treated = form.one_of("treatment", ("none",)) != "none"
    made = (
        form.text("unit"),
        falls,
        number(form, "weight", 1.0, 0.0, _HEAVIEST),
        treated,
        optional(form, "target", -_LARGEST, _LARGEST),
        _goalposts(form),
        form.name("hint", required=False, longest=1000),
    )
    return Indicator(key, name, parent, measure, *made) if name and measure else None


def _parent(form: Form, groups: Sequence[str], *, required: bool) -> str:
    parent = form.text("parent", required=required)
    if parent and parent not in groups:
        form.notes.unknown(form.place("parent"), Name("组", "group"), parent, groups)
    return parent


def _measure(key: str, form: Form) -> Measure | None:
    """One of ``level``, ``ratio``, ``growth``, ``change``; with none, the fact of the indicator's own key."""
    given = [one for one in _MEASURES if one in form.rows]
    years = form.integer("years", 1, 1, _MOST_YEARS) if {"growth", "change"} & set(given) else 1
    if len(given) > 1:
        form.notes.wrong(form.at, f"只写一个：{'、'.join(given)}", f"only one of these: {', '.join(given)}")
        return None
    if not given:
        return Level(key)
    if given[0] in {"level", "growth"}:
        fact = form.key_text(given[0], required=True)
        return None if not fact else Level(fact) if given[0] == "level" else Growth(fact, years)
    pair = form.texts(given[0])
    if len(pair) != 2:
        at = form.place(given[0])
        form.notes.wrong(
            at, f"{given[0]} 写两个事实：[rd-spend, revenue]", f"{given[0]} takes two facts: [rd-spend, revenue]"
        )
        return None
    over, under = (one.text for one in pair)
    return Ratio(over, under) if given[0] == "ratio" else Change(over, under, years)


def _goalposts(form: Form) -> tuple[float, float] | None:
    node = form.node("goalposts")
    if node is None:
        return None
    posts = _numbers(form, node, "goalposts")
    if len(posts) != 2 or posts[0] >= posts[1]:
        form.notes.wrong(node, "goalposts 写下限和上限：[0, 100]", "goalposts are a low and a high: [0, 100]")
        return None
    return posts[0], posts[1]


def _numbers(form: Form, node: Node, key: str) -> list[float]:
    items = node.items if isinstance(node, Listing) else (node,)
    found = [checked(form.notes, one, key, -_LARGEST, _LARGEST) if isinstance(one, Scalar) else None for one in items]
    return [one for one in found if one is not None]


def weighting_of(form: Form, children: Sequence[str]) -> Weighting:
    """``weights``: a method's name, or a table of ``budget`` or ``ahp`` with what people said."""
    node = form.node("weights")
    if node is None:
        return Weighting()
    if isinstance(node, Scalar):
        plain = [one for one in WEIGHINGS if one not in {"budget", "ahp"}]
        if node.text not in plain:
            form.notes.unknown(node, Name("这样的权重", "such weights"), node.text, plain)
            return Weighting()
        return Weighting(node.text)
    inner = Form(
        form.notes, Name(f"{form.what.zh}的 weights", f"weights of {form.what.en}"), form.rows["weights"][0], node
    )
    budgets = _budgets(inner, children)
    comparisons = _comparisons(inner, children)
    inner.close()
    if budgets and comparisons:
        form.notes.wrong(node, "budget 和 ahp 只用一个", "either budget or ahp")
    if comparisons:
        return _agreeing(form, node, children, comparisons)
    return Weighting("budget", budgets=budgets) if budgets else Weighting()


def _budgets(form: Form, children: Sequence[str]) -> tuple[tuple[str, dict[str, float]], ...]:
    """``budget: {王: {a: 60, b: 40}}``: who gave how many points to what."""
    node = form.node("budget")
    if node is None:
        return ()
    people = Form(form.notes, Name("budget 部分", "the budget part"), form.rows["budget"][0], node)
    found = []
    for who, (at, given) in people.rows.items():
        inner = Form(form.notes, Name(f"{who} 的分数", f"points of {who}"), at, given)
        points = {child: number(inner, child, 0.0, 0.0, _HEAVIEST) for child in children}
        inner.close()
        if not sum(points.values()):
            form.notes.wrong(at, f"{who} 一分也没有给", f"{who} gives no points at all")
        found.append((who, points))
    return tuple(found)


def _comparisons(form: Form, children: Sequence[str]) -> dict[tuple[str, str], float]:
    """``ahp: {a: {b: 3, c: 1/2}}``: a is three times as important as b, half as important as c."""
    found: dict[tuple[str, str], float] = {}
    for one, inner in form.forms("ahp", Name("比较", "comparison")):
        if one not in children:
            form.notes.unknown(inner.at, Name("这一组里的", "child of this group"), one, children)
        for other in children:
            if other not in inner.rows or other == one:
                continue
            times = number(inner, other, 1.0, 1 / 9, 9.0)
            if (other, one) in found or one not in children:
                form.notes.wrong(
                    inner.rows[other][0], f"{one} 和 {other} 比过了", f"{one} and {other} are compared twice"
                )
            else:
                found[one, other] = times
        inner.close()
    return found


def _agreeing(form: Form, node: Node, children: Sequence[str], comparisons: dict[tuple[str, str], float]) -> Weighting:
    try:
        agreed_weights(children, comparisons)
    except IndicesError as error:
        form.notes.wrong(node, error.zh, error.en)
        return Weighting()
    return Weighting("ahp", comparisons=comparisons)
