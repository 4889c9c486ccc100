"""``parse_scheme``: YAML text → a :class:`Scheme`, or every one of its errors with line and column, as packs have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dajuan.indices.load_parts import group_of, indicator_of, weighting_of
from dajuan.indices.load_steps import (
    imputation_of,
    normalisation_of,
    only_of,
    panel_of,
    screening_of,
    treatment_of,
    uncertainty_of,
)
from dajuan.indices.measures import facts_in
from dajuan.indices.scheme import Group, Indicator, Normalisation, Scheme
from dajuan.programmes.forms import Form, Notes
from dajuan.programmes.pack import Name
from dajuan.programmes.trouble import PackError
from dajuan.programmes.yaml_nodes import Node, nodes_of

_LAST_VERSION = 1_000_000


def parse_scheme(text: str, source: str = "scheme.yaml") -> Scheme:
    """The scheme that ``text`` declares; ``source`` names it in errors. Raises :class:`PackError` with all that is wrong."""
    notes = Notes(source)
    scheme = _scheme(notes, nodes_of(text, source))
    if notes.troubles or scheme is None:
        raise PackError(notes.troubles)
    return scheme


def _scheme(notes: Notes, root: Node) -> Scheme | None:
    form = Form(notes, Name("方案", "the scheme"), root, root)
    code = form.key_text("index", required=True)
    version = form.integer("version", 1, 1, _LAST_VERSION)
    name, hint = form.name(), form.name("hint", required=False, longest=2000)
    source, ours = form.text("source", required=True, longest=2000), form.flag("ours")
    group_forms = form.forms("groups", Name("组", "group"))
    indicator_forms = form.forms("indicators", Name("指标", "indicator"))
    group_keys = [key for key, _ in group_forms]
    groups = {key: made for key, one in group_forms if (made := group_of(key, one, group_keys))}
    indicators = {key: read for key, one in indicator_forms if (read := indicator_of(key, one, group_keys))}
    _one_tree(form, groups, indicators, dict(group_forms), dict(indicator_forms))
    weightings = {
        key: weighting_of(inner, _children(key, groups, indicators)) for key, inner in group_forms if key in groups
    }
    groups = {key: replace(one, weighting=weightings[key]) for key, one in groups.items()}
    only, (available, group_available) = only_of(form), screening_of(form)
    imputation, by = imputation_of(form)
    panel, treatment = panel_of(form, facts_in(indicators.values())), treatment_of(form)
    normalisation, uncertainty = normalisation_of(form), uncertainty_of(form)
    form.close()
    for inner in (*dict(group_forms).values(), *dict(indicator_forms).values()):
        inner.close()
    if imputation.startswith("class") or any(one.startswith("class") for one in uncertainty.imputation):
        _needs_by(form, by)
    _scales_fit(form, (normalisation, *uncertainty.normalisation), groups, indicators, uncertainty.aggregation)
    if name is None or notes.troubles or not groups:
        if not groups and not notes.troubles:
            notes.wrong(root, "方案要有 groups", "the scheme has no groups")
        return None
    return Scheme(
        code, version, name, source, ours, indicators, groups, hint, only, available, group_available, imputation, by,
        panel, treatment, normalisation, uncertainty,
    )  # fmt: skip


def _children(group: str, groups: Mapping[str, Group], indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    return tuple(key for some in (groups, indicators) for key, one in some.items() if one.parent == group)


def _one_tree(
    form: Form,
    groups: Mapping[str, Group],
    indicators: Mapping[str, Indicator],
    group_forms: Mapping[str, Form],
    indicator_forms: Mapping[str, Form],
) -> None:
    """One group has no parent, every other leads up to it, none is empty, no key is both."""
    roots = [key for key, one in groups.items() if not one.parent]
    if groups and len(roots) != 1:
        zh = f"只有指数本身没有 parent，现有 {len(roots)} 个：{'、'.join(roots)}"
        en = f"only the index itself has no parent, here are {len(roots)}: {', '.join(roots)}"
        form.notes.wrong(form.place("groups"), zh, en)
    for key in groups:
        if _comes_round(key, groups):
            zh, en = f"组 {key} 绕了一圈回到自己", f"the group {key} leads back to itself"
            form.notes.wrong(group_forms[key].at, zh, en)
        elif not _children(key, groups, indicators):
            form.notes.wrong(group_forms[key].at, f"组 {key} 是空的", f"nothing is in the group {key}")
    for key in indicators.keys() & groups.keys():
        form.notes.wrong(
            indicator_forms[key].at,
            f"{key} 既是组又是指标，改一个",
            f"{key} is both a group and an indicator; rename one",
        )


def _comes_round(key: str, groups: Mapping[str, Group]) -> bool:
    seen = {key}
    at = groups[key].parent
    while at:
        if at in seen:
            return at == key
        seen.add(at)
        at = groups[at].parent if at in groups else ""
    return False


def _needs_by(form: Form, by: str) -> None:
    if not by:
        at = form.place("imputation")
        form.notes.wrong(
            at,
            "按类填补要写按什么分类：{method: class-median, by: industry}",
            "filling in by class says by which: {method: class-median, by: industry}",
        )


def _scales_fit(
    form: Form,
    scales: tuple[Normalisation, ...],
    groups: Mapping[str, Group],
    indicators: Mapping[str, Indicator],
    others: tuple[str, ...],
) -> None:
    """What a method asks of indicators, and of the scale where a mean takes values above 0."""
    at = form.place("normalisation")
    for scale in scales:
        for key, one in indicators.items():
            if scale.method == "target" and one.target is None:
                form.notes.wrong(
                    at,
                    f"target 要每个指标都写 target，{key} 没有",
                    f"the method target takes a target of every indicator; {key} has none",
                )
            if scale.method == "goalposts" and one.goalposts is None:
                form.notes.wrong(
                    at,
                    f"goalposts 要每个指标都写 goalposts，{key} 没有",
                    f"the method goalposts takes goalposts of every indicator; {key} has none",
                )
    bent = {one.aggregation for one in groups.values()} | set(others)
    if bent & {"geometric", "harmonic"} and any(not _above_nothing(scale) for scale in scales):
        form.notes.wrong(
            at,
            "几何、调和平均要求值大于 0：min-max 等写 low: 1，z-score 写 floor: 1",
            "geometric and harmonic means take values above 0: write low: 1 for min-max and its like, floor: 1 for z-score",
        )


def _above_nothing(scale: Normalisation) -> bool:
    return scale.method == "rank" or (scale.floor or 0) > 0 or (scale.method != "z-score" and scale.low > 0)
