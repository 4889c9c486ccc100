"""What may change from one version of a pack to the next while entries stand on it, and what may not."""

from __future__ import annotations

import pytest
from tests.programmes.drafts import ROADS, changed

from dajuan.programmes.load import parse_pack
from dajuan.programmes.versions import Use, orphans

OLD = parse_pack(ROADS)
USES = [
    Use("field", "name", 40),
    Use("field", "length", 30),
    Use("field", "spent", 200),
    Use("field", "budget", 40),
    Use("field", "kind", 40),
    Use("choice", "kind", 25, "main"),
    Use("choice", "kind", 15, "side"),
    Use("stage", "listed", 40),
    Use("stage", "building", 30),
]


def told(*changes: tuple[str, str], uses: list[Use] = USES, version: int = 2) -> list[str]:
    text = ROADS
    for old, new in changes:
        text = changed(old, new, text)
    return [str(one) for one in orphans(OLD, parse_pack(text + f"version: {version}\n"), uses)]


@pytest.mark.parametrize(
    "change",
    [
        ("  slope:", "  paved: {type: flag, name: {zh: 已铺装}}\n  slope:"),
        ("  halted:", "  surveyed: {side: true, name: {zh: 勘察}}\n  halted:"),
        ("zh: 长度", "zh: 里程"),
        ("type: length, unit: 公里", "type: length, unit: 米"),
        ("choices: {main", "choices: {alley: {zh: 巷道}, main"),
        ("  budget: {name: {zh: 预算}, unit: 亿元", "  budget: {name: {zh: 预算}, unit: 万元"),
    ],
)
def test_adding_and_renaming_what_people_read_is_fine(change):
    assert told(change) == []


def test_what_no_entry_stands_on_may_go():
    slope = "  slope: {type: ratio, unit: '%', name: {zh: 坡度, en: Slope}}\n"
    halted = "  halted: {side: true, name: {zh: 停工, en: Halted}}\n"
    assert told((slope, ""), (halted, "")) == []
    assert told((slope, ""), uses=[*USES, Use("field", "slope", 0)]) == []


def test_a_field_taken_away_says_how_many_entries_it_would_orphan():
    budget = "  budget: {type: money, unit: 万元, name: {zh: 预算, en: Budget}}\n"
    text = ROADS[: ROADS.index("indicators:")]
    (line,) = map(str, orphans(OLD, parse_pack(changed(budget, "", text) + "version: 2\n"), USES))
    assert "字段 budget 没有了，有 40 条记录会失去着落" in line
    assert "would orphan 40 entries" in line


def test_a_renamed_stage_is_told_as_a_rename():
    (line,) = told(("  building: {name", "  works: {name"))
    assert "阶段 building 没有了，有 30 条记录" in line
    assert "新增了 works：若是改名，代码不能改，改 name 就行" in line
    assert "keep the key and change its name" in line


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("spent: {type: money, unit: 万元, flow: true", "spent: {type: money, unit: 万美元, flow: true"),
            "的单位由 万元 改成 万美元",
        ),
        (
            ("budget: {type: money, unit: 万元", "budget: {type: money, unit: 万元, scale: 4"),
            "的精度（scale）由 2 改成 4",
        ),
        (("choices: {main: {zh: 主干路}", "choices: {trunk: {zh: 主干路}"), "去掉了选项 main，有 25 条记录用着它"),
        (("{type: text, required: true", "{type: organisation, required: true"), "的类型由 text 改成 organisation"),
    ],
)
def test_a_changed_meaning_is_refused(change, said):
    fields = ROADS[: ROADS.index("indicators:")] + "version: 2\n"
    (line,) = map(str, orphans(OLD, parse_pack(changed(*change, fields)), USES))
    assert said in line


def test_a_level_that_becomes_a_flow_is_refused():
    text = ROADS[: ROADS.index("indicators:")] + "version: 2\n"
    new = parse_pack(changed("unit: 万元, name: {zh: 预算", "unit: 万元, flow: true, name: {zh: 预算", text))
    (line,) = map(str, orphans(OLD, new, USES))
    assert "的性质由 水平数 level 改成 按期的量 flow" in line


def test_a_change_without_a_new_version_is_refused():
    (line,) = told(("zh: 长度", "zh: 里程"), version=1)
    assert "把 version 改成 2" in line


def test_nothing_changed_is_fine():
    assert orphans(OLD, parse_pack(ROADS), USES) == []


def test_another_code_is_another_programme():
    assert "那是另一个事项" in told(("programme: road-works", "programme: rail-works"))[0]


def test_a_link_turned_elsewhere_is_refused():
    link = "links: {firm: {to: enterprise-register, name: {zh: 企业}}}\n"
    old = parse_pack(ROADS + link)
    uses = [Use("link", "firm", 7)]
    new = parse_pack(ROADS + "version: 2\n" + link.replace("enterprise-register", "investment-projects"))
    (line,) = map(str, orphans(old, new, uses))
    assert "由指向 enterprise-register 改成 investment-projects，有 7 条" in line
    (line,) = map(str, orphans(old, parse_pack(ROADS + "version: 2\n"), uses))
    assert "关联 firm 没有了" in line
