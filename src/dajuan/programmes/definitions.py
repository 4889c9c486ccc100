"""What a pack declares, in words of either language: what an indicator means, what it takes to come to a stage."""

from __future__ import annotations

from dajuan.programmes.pack import (
    Change,
    Condition,
    Count,
    Cumulative,
    Days,
    Indicator,
    InStage,
    Language,
    Last,
    Mean,
    Programme,
    Ratio,
    RuleResult,
    Share,
    Stage,
    Sum,
)
from dajuan.programmes.values.show import show_value

_TAKES = {
    "median": ("中位数", "median"),
    "mean": ("平均", "mean"),
    "p90": ("九成以内（90% 分位）", "90th percentile"),
    "max": ("最长", "longest"),
}


def definition_in_words(programme: Programme, indicator: Indicator, language: Language = "zh") -> str:
    """``期内到达“交付”的楼盘个数；只算 停工原因 = 资金断裂``."""
    told = (_zh if language == "zh" else _en)(programme, indicator)
    only = [_condition(programme, one, language) for one in indicator.where]
    if not only:
        return told
    return f"{told}；只算{'，且'.join(only)}" if language == "zh" else f"{told}; only where {' and '.join(only)}"


def needs_in_words(programme: Programme, stage: Stage, language: Language = "zh") -> list[str]:
    """``要有佐证 验收单``, ``他人复核后才算``."""
    zh, needs = language == "zh", stage.needs
    comma = "、" if zh else ", "
    said = []
    if needs.evidence:
        said.append(f"{'要有佐证' if zh else 'needs evidence'} {comma.join(needs.evidence)}")
    if needs.fields:
        named = comma.join(_field(programme, key, language) for key in needs.fields)
        said.append(f"{'要先填' if zh else 'needs'} {named}")
    if needs.reviewer:
        said.append("他人复核后才算" if zh else "counts once another person has verified it")
    if needs.other_than:
        named = comma.join(_stage(programme, key, language) for key in needs.other_than)
        said.append(f"不能由办“{named}”的人办" if zh else f"by another than moved it to {named}")
    if needs.where:
        conditions = [_condition(programme, one, language) for one in needs.where]
        said.append(f"要{'，且'.join(conditions)}" if zh else f"needs {' and '.join(conditions)}")
    if needs.note:
        said.append("要写明理由" if zh else "says why")
    return said


def _condition(programme: Programme, condition: Condition, language: Language) -> str:
    field = programme.fields[condition.field]
    values = [show_value(field, value, language) for value in condition.values]
    joined = "、".join(values) if language == "zh" else " or ".join(values)
    return f"“{field.name.zh}”是{joined}" if language == "zh" else f"“{field.name.said('en')}” is {joined}"


def _zh(programme: Programme, indicator: Indicator) -> str:
    subject = programme.subject.name.zh
    match indicator.definition:
        case Count(stage):
            return f"期内首次到达“{_stage(programme, stage)}”的{subject}数"
        case InStage(stages):
            return f"期末处在{_stages(programme, stages)}的{subject}数"
        case Sum(field, ""):
            return f"期内“{_field(programme, field)}”相加"
        case Sum(field, at):
            return f"期内到达“{_stage(programme, at)}”的{subject}，到达时的“{_field(programme, field)}”相加"
        case Mean(field):
            return f"期内“{_field(programme, field)}”的平均"
        case Last(field, "year"):
            return f"各{subject}本年报的、期末的“{_field(programme, field)}”相加；本年没有报的不算"
        case Last(field):
            return f"各{subject}期末的“{_field(programme, field)}”相加"
        case Days(start, end, take):
            return f"期内到达“{_stage(programme, end)}”的{subject}，从“{_stage(programme, start)}”起的天数，取{_TAKES[take][0]}"
        case Ratio(over, under):
            return f"{_named(programme, over)} ÷ {_named(programme, under)}"
        case Change(of, against):
            base = "上年同期" if against == "year" else "上一期"
            return f"{_named(programme, of)}比{base}的增减"
        case Share(of):
            return f"各部分的{_named(programme, of)}占全部的份额"
        case Cumulative(of, since):
            return f"{_named(programme, of)}从{'本年 1 月 1 日' if since == 'year' else '有记录起'}累计到期末"
        case RuleResult(rule, equals):
            return f"期末按规则 {rule} 判定{'为“' + equals + '”' if equals else '、按结果分组'}的{subject}数"


def _en(programme: Programme, indicator: Indicator) -> str:
    match indicator.definition:
        case Count(stage):
            return f"subjects that first reached “{_stage(programme, stage, 'en')}” in the period"
        case InStage(stages):
            return f"subjects in {_stages(programme, stages, 'en')} at the period's end"
        case Sum(field, ""):
            return f"“{_field(programme, field, 'en')}” of the period, added up"
        case Sum(field, at):
            return (
                f"“{_field(programme, field, 'en')}” of the subjects that reached “{_stage(programme, at, 'en')}” in the"
                " period, as it was then, added up"
            )
        case Mean(field):
            return f"the mean of “{_field(programme, field, 'en')}” over the period"
        case Last(field, "year"):
            return (
                f"“{_field(programme, field, 'en')}” at the period's end of every subject that stated it that year,"
                " added up"
            )
        case Last(field):
            return f"“{_field(programme, field, 'en')}” of every subject at the period's end, added up"
        case Days(start, end, take):
            return (
                f"days from “{_stage(programme, start, 'en')}” to “{_stage(programme, end, 'en')}”, of the subjects that"
                f" reached the latter in the period: {_TAKES[take][1]}"
            )
        case Ratio(over, under):
            return f"{_named(programme, over, 'en')} ÷ {_named(programme, under, 'en')}"
        case Change(of, against):
            base = "the same period of the year before" if against == "year" else "the period before"
            return f"growth of {_named(programme, of, 'en')} against {base}"
        case Share(of):
            return f"each part's share of {_named(programme, of, 'en')}"
        case Cumulative(of, since):
            begin = "1 January" if since == "year" else "the first entry"
            return f"{_named(programme, of, 'en')} from {begin} to the period's end"
        case RuleResult(rule, equals):
            return (
                f"subjects that rule {rule} puts into {f'“{equals}”' if equals else 'each class'} at the period's end"
            )


def _stage(programme: Programme, key: str, language: Language = "zh") -> str:
    return programme.stages[key].name.said(language)


def _stages(programme: Programme, keys: tuple[str, ...], language: Language = "zh") -> str:
    named = [f"“{_stage(programme, key, language)}”" for key in keys]
    return "或".join(["".join(named[:-1]), named[-1]]) if len(named) > 1 and language == "zh" else " or ".join(named)


def _field(programme: Programme, key: str, language: Language = "zh") -> str:
    return programme.fields[key].name.said(language)


def _named(programme: Programme, key: str, language: Language = "zh") -> str:
    return f"“{programme.indicators[key].name.said(language)}”"
