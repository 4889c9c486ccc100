"""Words for what schemes and results hold: sizes, industries, methods, factors, reasons."""

from __future__ import annotations

from dajuan.indices.choices import Kind
from dajuan.indices.scheme import Indicator, Level
from dajuan.programmes.pack import Name, Stage
from dajuan.standards.sme_size import NAMES
from dajuan.systems.firms import REGISTER
from dajuan.web.served import served
from dajuan.web.words import Words

_PERCENT = {"%", "个百分点"}
SIZES = {key: Words(zh, en) for key, (zh, en) in NAMES.items()}
REASONS = {
    "class": Words("不在参评范围，或划型数据不全", "not of those scored, or its size is not known"),
    "data": Words("数据不够", "data missing"),
}
FACTORS: dict[Kind, Words] = {
    "imputation": Words("缺失填补", "Filling in"),
    "points": Words("异常值处理", "Outliers"),
    "normalisation": Words("归一化", "Normalisation"),
    "weights": Words("权重", "Weights"),
    "aggregation": Words("合成方法", "Aggregation"),
}
METHODS = {
    "min-max": Words("极差法", "min-max"),
    "z-score": Words("z 值", "z-scores"),
    "rank": Words("名次", "ranks"),
    "percentile-rank": Words("百分位名次", "percentile ranks"),
    "target": Words("距目标", "distance to a target"),
    "goalposts": Words("固定上下限", "goalposts"),
    "none": Words("不填补", "nothing filled in"),
    "mean": Words("均值填补", "means filled in"),
    "median": Words("中位数填补", "medians filled in"),
    "class-mean": Words("同类均值填补", "means of the class filled in"),
    "class-median": Words("同类中位数填补", "medians of the class filled in"),
    "arithmetic": Words("加权算术平均", "arithmetic mean"),
    "geometric": Words("加权几何平均", "geometric mean"),
    "harmonic": Words("加权调和平均", "harmonic mean"),
    "copeland": Words("Copeland 两两比较", "Copeland's pairwise comparison"),
    "given": Words("给定权重", "weights given"),
    "equal": Words("等权", "equal weights"),
    "budget": Words("专家分配", "budget allocation"),
    "ahp": Words("层次分析", "AHP"),
    "entropy": Words("熵权", "entropy weights"),
    "pca": Words("主成分权重", "weights of components"),
}


def stage_of(programme: str, key: str) -> Stage | None:
    """As the pack has it."""
    pack = served().programmes.get(programme)
    return pack.stages.get(key) if pack else None


def industries() -> dict[str, Name]:
    """As the register's pack names them."""
    programme = served().programmes.get(REGISTER)
    field = programme.fields.get("industry") if programme else None
    return {one.key: one.name for one in field.choices} if field else {}


def times_of(indicator: Indicator) -> float:
    """What a value is multiplied by to be read: shares and rates are in percent; a level is in its field's unit already."""
    return 100.0 if indicator.unit in _PERCENT and not isinstance(indicator.measure, Level) else 1.0


def shown_number(value: float, indicator: Indicator) -> str:
    """A value of an indicator as people read it."""
    if indicator.unit in _PERCENT:
        return f"{value * times_of(indicator):,.1f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}" if abs(value) >= 0.1 else f"{value:.3g}"
