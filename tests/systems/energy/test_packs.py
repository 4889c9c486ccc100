"""The sum of kW and kWh cannot be written: not in a pack, not in a cell, not in code."""

from __future__ import annotations

import pytest

from dajuan.programmes.find import find_programmes
from dajuan.programmes.load import parse_pack
from dajuan.programmes.trouble import PackError
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.systems.energy.quantities import Energy, Power, all_energy, all_power

PACK = """
programme: roofs
version: 1
name: {zh: 屋顶光伏}
subject: {kind: roof, name: {zh: 屋顶}}
fields:
  name: {type: text, required: true, name: {zh: 名称}}
  capacity: {type: power, unit: 千瓦, name: {zh: 装机}}
  generation: {type: energy, unit: 千瓦时, flow: true, name: {zh: 发电}}
  heat: {type: energy, unit: 吉焦, scale: -6, flow: true, name: {zh: 供热}}
stages:
  running: {name: {zh: 并网}}
indicators:
  capacity: {name: {zh: 装机}, unit: 万千瓦, last: capacity}
  generation: {name: {zh: 发电量}, unit: 万千瓦时, sum: generation}
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "  wrong: {name: {zh: 新增装机}, unit: 万千瓦时, last: capacity}",
            "万千瓦时 和所加的数的单位 千瓦 不是一回事",
        ),
        ("  wrong: {name: {zh: 发电}, unit: 千瓦, sum: generation}", "千瓦 和所加的数的单位 千瓦时 不是一回事"),
        ("  wrong: {name: {zh: 发电和供热}, unit: 吉焦, sum: generation}", "吉焦 和所加的数的单位 千瓦时 不是一回事"),
        ("  wrong: {name: {zh: 利用率}, ratio: [generation, capacity]}", "不能相除成 %"),
        ("  wrong: {name: {zh: 累计}, unit: 千瓦, cumulative: generation}", "不是一回事"),
    ],
)
def test_an_indicator_that_mixes_them_is_refused_when_the_pack_is_read(line, said):
    with pytest.raises(PackError) as told:
        parse_pack(PACK + line)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("was", "wrong", "said"),
    [
        ("{type: power, unit: 千瓦,", "{type: power, unit: 千瓦时,", "千瓦时 是能量的单位"),
        ("{type: energy, unit: 千瓦时,", "{type: energy, unit: 千瓦,", "千瓦 是功率的单位"),
        ("{type: power, unit: 千瓦,", "{type: power, unit: 千瓦, flow: true,", "不能按期相加"),
    ],
)
def test_a_field_has_a_unit_of_its_own_type(was, wrong, said):
    with pytest.raises(PackError) as told:
        parse_pack(PACK.replace(was, wrong))
    assert said in str(told.value)


def test_energy_over_power_is_hours_and_right():
    assert parse_pack(f"{PACK}  hours: {{name: {{zh: 小时}}, unit: 千瓦时/千瓦, ratio: [generation, capacity]}}")


@pytest.mark.parametrize(
    ("key", "cell"), [("grid-capacity", "3万千瓦时"), ("generation", "3万千瓦"), ("heated-area", "3万千瓦")]
)
def test_a_cell_of_another_dimension_is_refused(key, cell):
    pack = find_programmes().programmes["energy-installations"]
    with pytest.raises(ValueTrouble):
        read_value(pack.fields[key], cell)


def test_ten_thousand_kilowatts_are_ten_megawatts():
    pack = find_programmes().programmes["energy-installations"]
    assert read_value(pack.fields["grid-capacity"], "1万千瓦") == read_value(pack.fields["grid-capacity"], "10兆瓦")


def test_in_code_neither_is_added_to_the_other():
    power, energy = Power(3_000), Energy(3_000)
    with pytest.raises(TypeError):
        power + energy
    with pytest.raises(TypeError):
        energy + power
    with pytest.raises(TypeError):
        energy / energy
    assert (power == energy, energy / power) == (False, 1)
    assert (all_power([power, power]), all_energy([energy, energy])) == (Power(6_000), Energy(6_000))
