"""Reading a pack: each mistake is named at its line and column, in two languages, all of a file at once."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.drafts import ROADS, changed, errors_of

from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.load import parse_pack, read_pack
from dajuan.programmes.pack import Count, Cumulative, Last, Mean, Name, Needs, Ratio, Sum
from dajuan.programmes.text import pack_text
from dajuan.programmes.trouble import PackError


def test_a_pack_without_mistakes():
    roads = parse_pack(ROADS)
    assert (roads.code, roads.version, roads.name) == ("road-works", 1, Name("道路工程", "Road works"))
    assert list(roads.fields) == ["name", "length", "spent", "budget", "slope", "kind"]
    assert (roads.fields["spent"].scale, roads.fields["length"].scale, roads.fields["name"].scale) == (2, 3, 0)
    assert roads.stages["open"].needs == Needs(("验收单",), ("length",), True)
    assert {key: one.after for key, one in roads.stages.items()} == {
        "listed": (), "building": ("listed",), "open": ("building",), "halted": (),
    }  # fmt: skip
    assert roads.first_stage == "listed"
    assert roads.indicators["roads-open"].definition == Count("open")
    assert roads.indicators["length-open"].definition == Sum("length", "open")
    assert roads.indicators["spent-rate"].definition == Ratio("spent", "budget")
    assert roads.indicators["spent-rate"].unit == "%"
    assert roads.indicators["spent"].name.said("en") == "支出"


CASES = [
    # what is changed · into what · the line, and the words there at which the error points · what is said
    ("type: length", "typ: length", 6, "typ:", "没有键 typ；是不是 type？"),
    ("type: length", "typ: length", 6, "length:", "字段 length 缺 type"),
    ("type: length", "类型: length", 6, "类型", "没有键 类型；是不是 type？"),
    ("type: length", "type: 长度", 6, "长度", "没有这样的 type 长度；是不是 length？"),
    ("type: length", "type: lenght", 6, "lenght", "没有这样的 type lenght；是不是 length？"),
    ("type: length, unit: 公里", "type: length, unit: 亩", 6, "亩", "亩 是面积的单位，length 要长度的单位，如 公里"),
    ("type: length, unit: 公里", "type: length, unit: 公理", 6, "公理", "不认识的单位 公理；如 公里"),
    ("type: length, unit: 公里", "type: length", 6, "length:", "字段 length 缺 unit"),
    ("{type: text,", "{type: text, unit: 个,", 5, "unit", "text 不用 unit，数量才用"),
    ("type: length, unit: 公里", "type: rate, unit: 公里", 6, "公里", "公里 是长度的单位，rate 要单价或强度的单位，如 万元/亩"),
    ("required: true", "required: yes", 5, "yes", "required 写 true 或 false，不是 yes"),
    ("unit: '%', name", "unit: '%', flow: true, name", 9, "true", "比率不能按期相加"),
    ("  slope:", "  坡度:", 9, "坡度:", "代码 坡度 只用小写字母、数字和连字符"),
    ("  slope:", "  name:", 9, "name:", "name 写了两次，第 5 行已有"),
    (", choices: {main: {zh: 主干路}, side: {zh: 支路}}", "", 10, "kind:", "缺 choices"),
    ("side: {zh: 支路}", "side: {zh: 主干路}", 10, "side:", "选项 main 和 side 同名 主干路"),
    ("fields: [length]", "fields: [lenght]", 14, "lenght", "没有字段 lenght；是不是 length？"),
    ("reviewer: true", "reviewers: true", 14, "reviewers", "没有键 reviewers；是不是 reviewer？"),
    ("{zh: 通车, en: Open},", "{zh: 通车, en: Open}, after: [bulding],", 14, "bulding", "没有阶段 bulding；是不是 building？"),
    ("{zh: 通车, en: Open},", "{zh: 通车, en: Open}, after: [halted],", 14, "[halted]", "halted 是旁支（side）"),
    ("{zh: 通车, en: Open},", "{zh: 通车, en: Open}, after: [open],", 14, "[open]", "open 不能跟在自己后面"),
    ("{zh: 在建, en: Building}", "{zh: 在建, en: Building}, after: [open]", 13, "building:", "从 listed 走不到 building"),
    ("count: open", "count: opened", 17, "opened", "没有阶段 opened；是不是 open？"),
    ("count: open", "count: open, last: budget", 17, "last", "有几个定义（count、last），只留一个"),
    (", count: open", "", 17, "roads-open:", "没有定义，要 count、in、sum"),
    ("sum: length, at: open", "sum: length", 18, "length}", "length 是水平数，要写到哪个阶段时取"),
    ("sum: length, at: open", "last: length, at: open", 18, "at:", "at 只和 sum 一起用，这里是 last"),
    ("sum: length", "sum: slope", 18, "slope", "slope 是 ratio，不能相加"),
    ("sum: length", "sum: lengths", 18, "lengths", "没有字段 lengths；是不是 length？"),
    ("unit: 公里, sum", "unit: 平方米, sum", 18, "平方米", "单位 平方米 和所加的数的单位 公里 不是一回事"),
    ("sum: spent}", "sum: spent, at: open}", 19, "at:", "spent 是按期的量（flow），不用 at"),
    ("sum: spent}", "last: spent}", 19, "spent}", "spent 是按期的量（flow），没有期末数；用 sum"),
    ("sum: spent}", "mean: budget}", 19, "budget", "budget 不是按期的量（flow），没有期内平均；期末数用 last"),
    ("sum: spent}", "sum: spent, since: year}", 19, "since:", "since 只和 cumulative、last 一起用，这里是 sum"),
    ("ratio: [spent, budget]", "ratio: [spent, budgets]", 21, "budgets", "没有指标 budgets；是不是 budget？"),
    ("ratio: [spent, budget]", "ratio: [spent]", 21, "[spent]", "ratio 要两个指标"),
    ("ratio: [spent, budget]", "ratio: [spent, roads-open]", 21, "[spent", "不能相除成 %"),
    ("ratio: [spent, budget]", "ratio: [spent, spent-rate]", 21, "spent-rate:", "绕回自己：spent-rate → spent-rate"),
    ("ratio: [spent, budget]", "change: spent, unit: 个百分点", 21, "个百分点", "增减幅度用 %，不是 个百分点"),
    ("ratio: [spent, budget]", "cumulative: budget, unit: 亿元", 21, "budget", "没有累计"),
    ("ratio: [spent, budget]", "days: [listed, open], unit: 年", 21, "年", "天数的单位是天，不是 年"),
    ("ratio: [spent, budget]", "days: [listed, open], take: middle", 21, "middle", "没有这样的 take middle"),
    ("count: open", "count: open, where: {kind: 主干道}", 17, "主干道", "字段 kind：“主干道”不在选项里"),
    ("count: open", "count: open, where: {sort: main}", 17, "sort", "没有字段 sort"),
    ("count: open", "count: open, where: {budget: 3}", 17, "budget", "where 用选项、是否、名称这类字段"),
    ("programme: road-works", "programme: 道路", 1, "道路", "代码 道路 只用小写字母"),
    ("programme: road-works", "programme:", 1, "programme", "programme 后面没有值"),
    ("programme: road-works", "programme: road-works\nversion: 1.0", 2, "1.0", "version 是 1 到 1000000 的整数，不是 1.0"),
    ("programme: road-works", "programme: road-works\nversion: 010", 2, "010", "不是 010"),
    ("programme: road-works", "programme: road-works\nowners: [budget]", 2, "[budget]", "字段 budget 是 money，不写单位"),
    ("programme: road-works", "programme: road-works\nowners: [nmae]", 2, "nmae", "没有字段 nmae；是不是 name？"),
    ("programme: road-works", "programme: road-works\ncode_rule: '(A'", 2, "'(A'", "不是正则表达式"),
    ("programme: road-works", "programme: road-works\ncode_rule: '(A+)+'", 2, "'(A+)+'", "重复里套重复"),
    ("subject: {kind: road, name: {zh: 道路, en: Road}}", "subject: 道路", 3, "道路", "subject（对象）要写成“键: 值”"),
    ("en: Road works}", "en: Road works, renewed}", 2, "renewed", "逗号把一句话切断了"),
    ("{zh: 道路工程, en: Road works}", "{en: Road works}", 2, "{en", "缺 zh"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "word", "said"), CASES, ids=[f"{case[1]} {case[2]}" for case in CASES])
def test_a_mistake_is_named_where_it_stands(old, new, line, word, said):
    text = changed(old, new)
    place = f"{line}:{text.splitlines()[line - 1].index(word) + 1}"
    told = errors_of(text)
    assert any(one.startswith(f"{place} ") and said in one for one in told), told


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "文件是空的"),
        ("# 只有注释\n", "1:1", "文件是空的"),
        ("a: 1\n---\nb: 2\n", "2:1", "一个文件一个事项"),
        ("a: [1, 2\n", "2:1", "不是合法的 YAML"),
        ("a:\n\tb: 1\n", "2:1", "缩进用空格，不用制表符"),
        ("programme：road-works\nname: x\n", "2:5", "冒号用半角"),
        ("name: &a {zh: 甲}\nother: *a\n", "1:7", "不用 & 和 *"),
        ("name: !!python/object:os.system {}\n", "1:7", "不用标签"),
        ("? [a, b]\n: c\n", "1:3", "键要是一个词"),
        ("a: " + "[" * 30 + "]" * 30, "1:23", "层数超过 20"),
        ("- 甲\n", "1:1", "事项包要写成“键: 值”"),
        ("道路工程：新的\n", "1:1", "冒号用半角并空一格"),
        ("a: 1\nb: \x07\n", "2:4", "有控制字符 U+0007"),
        ("a: \ud800\n", "1:4", "有控制字符 U+D800"),
        ("a: " + "x" * 500_001, "0:0", "最多 500,000"),
    ],
)
def test_what_is_no_pack_at_all(text, place, said):
    told = errors_of(text)
    assert len(told) >= 1
    assert told[0].startswith(f"{place} ")
    assert said in told[0]


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order():
    text = changed("type: length", "type: lenght")
    text = changed("count: open", "count: opened", text)
    text = changed("reviewer: true", "reviewer: 是", text)
    assert [one.split(" ")[0] for one in errors_of(text)] == ["6:18", "14:89", "17:50"]


def test_an_error_reads_as_one_line_in_two_languages():
    with pytest.raises(PackError) as told:
        parse_pack(changed("count: open", "count: opened"), "zone/programmes/roads.yaml")
    assert str(told.value) == (
        "zone/programmes/roads.yaml:17:50：没有阶段 opened；是不是 open？ / no stage opened; did you mean open?"
    )


@pytest.mark.parametrize("word", ["no", "on", "off", "2024-06-18", "1.10", "0x10", "~", "null", "12:30"])
def test_words_that_yaml_would_make_into_something_else_stay_words(word):
    roads = parse_pack(changed("zh: 名称, en: Name", f"zh: {word}, en: {word}"))
    assert roads.fields["name"].name == Name(word, word)


def test_choices_called_on_and_no_are_choices():
    roads = parse_pack(changed("{main: {zh: 主干路}, side: {zh: 支路}}", "{on: {zh: 开}, no: 关}"))
    assert [(one.key, one.name.zh) for one in roads.fields["kind"].choices] == [("on", "开"), ("no", "关")]


def test_a_circle_of_indicators_is_told_once_with_its_way():
    text = ROADS + "".join(
        f"  {one}: {{name: 甲, ratio: [{other}, spent]}}\n" for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    (told,) = errors_of(text)
    assert told.startswith("22:3 指标 a 的定义绕回自己：a → b → c → a")


def test_a_pack_of_too_many_parts_is_refused_at_once():
    text = ROADS + "".join(f"  i{at}: {{name: 甲, ratio: [i{at + 1}, i{at + 2}]}}\n" for at in range(3000))
    assert errors_of(text) == ["17:3 indicators 有 3005 个，最多 500 / 3005 indicators, at most 500"]


def test_a_long_chain_of_indicators_is_looked_into_quickly():
    text = ROADS + "".join(f"  i{at}: {{name: 甲, ratio: [i{at + 1}, i{at + 2}]}}\n" for at in range(480))
    assert {one.split(" ")[0].split(":")[0] for one in errors_of(text)} == {"500", "501"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: 道路: 新的\n", "话里有冒号就加引号"),
        ("name: '道路\n", "引号没有闭合"),
        ("name: {zh: 道路\nprogramme: a\n", "花括号没有闭合"),
        ("name: @道路\n", "给这句话加引号"),
        ("fields:\n  a: 1\n b: 2\n", "缩进没有对齐"),
    ],
)
def test_what_yaml_trips_over_is_said_in_an_offices_words(text, said):
    assert said in errors_of(text)[0]


def test_a_cumulative_says_since_when():
    roads = parse_pack(changed("ratio: [spent, budget]", "unit: 万元, cumulative: spent, since: start"))
    assert roads.indicators["spent-rate"].definition == Cumulative("spent", "start")


def test_a_last_level_may_be_of_the_year_alone():
    roads = parse_pack(changed("last: budget", "last: budget, since: year"))
    assert roads.indicators["budget"].definition == Last("budget", "year")
    assert parse_pack(pack_text(roads)) == roads


def test_a_mean_may_be_of_what_cannot_be_added_up():
    field = "dust: {type: concentration, unit: 微克/立方米, flow: true, name: {zh: 扬尘}}"
    mean = "dust: {name: {zh: 平均扬尘}, unit: 微克/立方米, mean: dust}"
    roads = parse_pack(
        changed("  slope:", f"  {field}\n  slope:", changed("  roads-open:", f"  {mean}\n  roads-open:"))
    )
    assert roads.indicators["dust"].definition == Mean("dust")
    assert definition_in_words(roads, roads.indicators["dust"]) == "期内“扬尘”的平均"
    assert parse_pack(pack_text(roads)) == roads


def test_a_file_that_is_not_utf8_or_not_there(tmp_path):
    path = tmp_path / "roads.yaml"
    path.write_bytes("a: 1\nname: 道路\n".encode("gbk"))
    with pytest.raises(PackError, match=r"roads.yaml:2:1：不是 UTF-8"):
        read_pack(path)
    with pytest.raises(PackError, match="打不开"):
        read_pack(tmp_path / "none.yaml")


def test_without_pyyaml_the_mend_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert errors_of(ROADS) == [
        "0:0 读事项包要 PyYAML：pip install 'dajuan[server]' / packs need PyYAML: pip install 'dajuan[server]'"
    ]


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "roads.yaml"
    path.write_text(ROADS, encoding="utf-8-sig")
    assert read_pack(path).code == "road-works"
    assert read_pack(path) == parse_pack(ROADS)


@given(st.data())
def test_any_text_gives_a_pack_or_placed_errors(data):
    start = data.draw(st.integers(0, len(ROADS)))
    length = data.draw(st.integers(0, 40))
    text = ROADS[:start] + data.draw(st.text(max_size=20)) + ROADS[start + length :]
    told = errors_of(text)
    assert all(" / " in one for one in told)


def test_the_pure_parser_gives_the_same_places(monkeypatch):
    import yaml

    quick = [errors_of(changed(old, new)) for old, new, *_ in CASES]
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert [errors_of(changed(old, new)) for old, new, *_ in CASES] == quick
