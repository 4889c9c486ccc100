"""CT202 names beside their count; CT203 a first item with no second."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("岭川光电、砺峰精工、恒岳生物、澄观数据等3家企业获评。", "岭川光电、砺峰精工、恒岳生物、澄观数据等3家"),
        ("加快推动3条道路（云溪路、松涛路）建设。", "3条道路（云溪路、松涛路）"),
        (
            "在高校、企业建设云岭实验室、岭北中试平台、岭川检测中心等2个平台。",
            "云岭实验室、岭北中试平台、岭川检测中心等2个",
        ),
    ],
)
def test_inline_count_fires(marked, text, words):
    assert marked("CT202", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "岭川光电、砺峰精工等3家企业获评。",
        "加快推动2条道路（云溪路、松涛路）建设。",
        "45个县（市、区）实现全覆盖。",
        "在高校、企业建设云岭实验室、岭北中试平台等2个平台。",
        "新建和加密建设、改造提升24个服务区。",
        "从经济发展、创新驱动、民生福祉、绿色低碳、软件和信息服务等5个方面部署。",
        "每个街道至少办好1所初中、每个园区至少办好1所高中。",
        "孵化载体27家、工程研究中心6家、重点实验室2家。",
    ],
)
def test_inline_count_is_silent(marked, text):
    assert marked("CT202", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打造绿色高地。一是完成重点治理项目。加快须水河公园建设。", "一是"),
        ("当前要做好两件事，一是保供，还要稳价。", "一是"),
    ],
)
def test_orphan_fires(marked, text, words):
    assert marked("CT203", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "一是保供，二是稳价。",
        "一是保供。\n\n二是稳价。",
        "坚持一是一、二是二，如实上报。",
        "首先在招大引强上发力。",
    ],
)
def test_orphan_is_silent(marked, text):
    assert marked("CT203", text) == []


def test_firstly_is_asked_about_only_when_wanted():
    from dajuan.checks.run import check
    from dajuan.checks.settings import Settings

    wanted = Settings(options={"CT203": {"sequence-words": True}})
    text = "高新区将首先在招大引强上发力，推动一批项目落地。"
    assert [one.severity for one in check(text, select=["CT203"], settings=wanted)] == ["question"]
    assert check(text.replace("推动", "其次推动"), select=["CT203"], settings=wanted) == []


def test_a_list_that_ends_before_another_begins_agrees_with_its_announcement(marked):
    first = "要抓好三个方面：一是稳增长。二是促改革。三是惠民生。"
    later = "\n\n一要节水。二要节电。三要节地。四要节材。\n\n一要育人。二要引人。三要留人。五要用人。四要敬人。"
    assert marked("CT201", first + later) == []
    assert marked("CT201", first.replace("三个", "四个") + "\n\n下面说明。") == ["四个方面"]


def test_brackets_with_another_word_for_the_kind_list_nothing(marked):
    assert marked("CT202", "改革扩大到29个省（自治区、直辖市）。") == []
    assert marked("CT202", "覆盖12个镇（街道办、管委会）。") == []
    assert marked("CT202", "建成3条道路（云栖大道、岭南二路）。") != []


def test_first_second_and_third_industry_are_no_list(marked):
    assert marked("CT203", "调整势在必行。第一、第二、第三产业的结构都要调整。") == []


def test_two_firsts_are_a_pair(marked):
    assert marked("CT203", "基本点是两条，一是坚持规划引领，一是坚持项目为王。") == []


def test_names_begin_after_what_they_belong_to(marked):
    assert marked("CT202", "在云岭、云溪两区的城关、桥头、河口、东山4个镇试点。") == []
    assert marked("CT202", "第五、互利共赢、平等协商、开放包容、绿色低碳、创新驱动5项原则都要落实。") == []


def test_this_and_that_were_named_before(marked):
    later = "一、抓改革。\n\n二、抓开放。\n\n三、抓民生。"
    assert marked("CT201", f"着重抓好体制改革和对外开放这两件大事。\n\n{later}") == []
