"""Whether an indicator's unit fits its definition: 套 are not added to 个, a growth is in %, of a rate in points."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.programmes.forms import Form
from dajuan.programmes.pack import (
    Change,
    Count,
    Cumulative,
    Days,
    Field,
    Indicator,
    InStage,
    Last,
    Mean,
    Ratio,
    RuleResult,
    Share,
    Sum,
)
from dajuan.programmes.units import Unit, measure_word, same_base, unit_of
from dajuan.programmes.values.quantities import unit_for


def indicator_unit(indicator: Indicator) -> Unit | None:
    """The unit that a figure of this indicator is shown in."""
    if isinstance(indicator.definition, (Count, InStage, RuleResult)):
        return _counted(indicator.unit)
    return unit_of(indicator.unit) or measure_word(indicator.unit) or _rate_of_counts(indicator.unit)


def _counted(written: str) -> Unit | None:
    unit = unit_of(written)
    return unit if unit is not None and unit.dimension == "count" else measure_word(written) if unit is None else None


def _rate_of_counts(written: str) -> Unit | None:
    """万元/楼栋: over or under a measure word that no table has."""
    over, slash, under = written.partition("/")
    top, bottom = (unit_of(one) or measure_word(one) for one in (over, under))
    if not slash or top is None or bottom is None:
        return None
    base, dimension = f"{top.base}/{bottom.base}", f"{top.dimension}/{bottom.dimension}"
    return Unit(written, base, top.factor / bottom.factor, dimension)


class UnitCheck:
    """Over all indicators of a pack, none of which leads back to itself."""

    def __init__(self, indicators: Mapping[str, Indicator], fields: Mapping[str, Field]) -> None:
        self.indicators, self.fields = indicators, fields

    def look(self, one: Indicator, form: Form) -> None:
        unit = indicator_unit(one)
        if unit is None:
            form.notes.wrong(form.place("unit"), f"不认识的单位 {one.unit}", f"unknown unit {one.unit}")
            return
        match one.definition:
            case Sum(field) | Mean(field) | Last(field):
                self._same(unit, self._unit_of_field(field), form)
            case Days() if unit.base != "天":
                form.notes.wrong(
                    form.place("unit"), f"天数的单位是天，不是 {one.unit}", f"days are in 天, not {one.unit}"
                )
            case Ratio(over, under):
                self._quotient(unit, over, under, form)
            case Share(of) if isinstance(self.indicators[of].definition, (Ratio, Change, Share, Days, Mean)):
                form.notes.wrong(
                    form.place("share"),
                    f"{of} 各部分相加不成整体，没有占比",
                    f"the parts of {of} make no whole to be a share of",
                )
            case Cumulative(of) if not isinstance(self.indicators[of].definition, (Count, Sum)):
                form.notes.wrong(
                    form.place("cumulative"),
                    f"{of} 不是按期的量（count 或 sum），没有累计；期末数本身就是到那天为止的",
                    f"{of} is no amount of a period (count or sum) and has no cumulative; a level is up to its day anyway",
                )
            case Cumulative(of):
                self._same(unit, indicator_unit(self.indicators[of]), form)
            case Share() if unit.dimension != "ratio":
                form.notes.wrong(form.place("unit"), "占比的单位是 %", "a share is in %")
            case Change(of):
                self._growth(unit, of, form)
            case _:
                pass

    def _unit_of_field(self, key: str) -> Unit | None:
        """None where the field's own unit is wrong, which has been told."""
        field = self.fields[key]
        try:
            return unit_for(field.type, field.unit)
        except ValueError:
            return None

    def _same(self, unit: Unit, part: Unit | None, form: Form) -> None:
        if part is not None and not same_base(unit, part):
            form.notes.wrong(
                form.place("unit"),
                f"单位 {unit.written} 和所加的数的单位 {part.written} 不是一回事",
                f"the unit {unit.written} does not go with {part.written}, the unit of what is added up",
            )

    def _quotient(self, unit: Unit, over: str, under: str, form: Form) -> None:
        top, bottom = indicator_unit(self.indicators[over]), indicator_unit(self.indicators[under])
        if top is None or bottom is None:
            return
        if unit.dimension in ("ratio", "multiple"):
            if not same_base(top, bottom):
                form.notes.wrong(
                    form.place("ratio"),
                    f"{over} 的单位是 {top.written}，{under} 的是 {bottom.written}，不能相除成 {unit.written}；"
                    f"同一单位的数才能算率，或把单位写成 {top.written}/{bottom.written}",
                    f"{over} is in {top.written}, {under} in {bottom.written}: no {unit.written} comes of that; take two of "
                    f"one unit, or make the unit {top.written}/{bottom.written}",
                )
        elif unit.base != f"{top.base}/{bottom.base}":
            form.notes.wrong(
                form.place("unit"),
                f"{top.written} 除以 {bottom.written} 得不出 {unit.written}，如 {top.written}/{bottom.written}",
                f"{top.written} over {bottom.written} is not {unit.written}; such as {top.written}/{bottom.written}",
            )

    def _growth(self, unit: Unit, of: str, form: Form) -> None:
        part = indicator_unit(self.indicators[of])
        wants = "point" if part is not None and part.dimension == "ratio" else "ratio"
        if unit.dimension != wants:
            zh = "比率的变化用 个百分点" if wants == "point" else "增减幅度用 %"
            en = "the change of a ratio is in 个百分点" if wants == "point" else "growth is in %"
            form.notes.wrong(form.place("unit"), f"{zh}，不是 {unit.written}", f"{en}, not {unit.written}")
