"""From one version of a scheme to the next: what was added, taken out, weighed or measured otherwise."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.indices.scheme import Group, Indicator, Scheme


class Difference(NamedTuple):
    zh: str
    en: str


_STEPS = (
    ("only", "参评范围", "who is scored"),
    ("available", "数据要求", "data asked of a firm"),
    ("group_available", "每组的数据要求", "data asked of a group"),
    ("imputation", "缺失填补", "what fills in missing data"),
    ("imputed_by", "缺失按什么分类填补", "the classes by which missing data is filled in"),
    ("panel", "用往年的数补", "filling in from earlier years"),
    ("treatment", "异常值处理", "treatment of outliers"),
    ("normalisation", "归一化", "normalisation"),
    ("uncertainty", "不确定性的备选", "the other choices of uncertainty"),
)


def differences(old: Scheme, new: Scheme) -> list[Difference]:
    found: list[Difference] = []
    for what_zh, what_en, before, after in (
        ("组", "group", old.groups, new.groups),
        ("指标", "indicator", old.indicators, new.indicators),
    ):
        added = [after[key].name for key in after if key not in before]
        gone = [before[key].name for key in before if key not in after]
        found += [Difference(f"新增{what_zh} {one.zh}", f"{what_en} added: {one.said('en')}") for one in added]
        found += [Difference(f"去掉{what_zh} {one.zh}", f"{what_en} taken out: {one.said('en')}") for one in gone]
        for key in (one for one in after if one in before):
            found += _of_part(before[key], after[key])
    for key, zh, en in _STEPS:
        if getattr(old, key) != getattr(new, key):
            found.append(Difference(f"{zh}变了", f"changed: {en}"))
    return found


def _of_part(old: Group | Indicator, new: Group | Indicator) -> list[Difference]:
    found = []
    zh, en = new.name.zh, new.name.said("en")
    if old.weight != new.weight:
        found.append(
            Difference(f"{zh}：权重 {old.weight:g} → {new.weight:g}", f"{en}: weight {old.weight:g} → {new.weight:g}")
        )
    if old.parent != new.parent:
        found.append(
            Difference(f"{zh}：从 {old.parent} 移到 {new.parent}", f"{en}: moved from {old.parent} to {new.parent}")
        )
    if isinstance(old, Indicator) and isinstance(new, Indicator):
        if old.measure != new.measure:
            found.append(Difference(f"{zh}：算法变了", f"{en}: measured otherwise"))
        if old.falls != new.falls:
            found.append(Difference(f"{zh}：方向反了", f"{en}: turned round"))
        if (old.target, old.goalposts, old.treated) != (new.target, new.goalposts, new.treated):
            found.append(Difference(f"{zh}：目标或处理变了", f"{en}: target or treatment changed"))
    if isinstance(old, Group) and isinstance(new, Group):
        if old.aggregation != new.aggregation:
            found.append(
                Difference(
                    f"{zh}：合成 {old.aggregation} → {new.aggregation}", f"{en}: {old.aggregation} → {new.aggregation}"
                )
            )
        if old.weighting != new.weighting:
            found.append(Difference(f"{zh}：定权办法变了", f"{en}: weighed otherwise"))
    return found
