"""CT201: an announced count against the list that follows it."""

import pytest

HEADINGS = "\n\n".join(
    f"（{n}）{title}\n\n{title}，今年抓紧抓实，做到有部署、有检查、有结果。"
    for n, title in zip("一二三", ["做强产业链条", "做优创新生态", "做美城市环境"], strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"围绕上述目标，重点抓好以下四个方面工作。\n\n{HEADINGS}", "四个方面"),
        (f"2026年要重点做好5个方面工作：\n\n{HEADINGS}", "5个方面"),
        ("抢抓“三个机遇”，一是抢抓政策机遇，二是抢抓市场机遇。", "“三个机遇”"),
        (
            "主要做了以下四项工作：一是抓项目，开工38个。二是抓招商，签约52个。三是抓服务，走访企业260家。全年平稳。",
            "四项工作",
        ),
    ],
)
def test_fires(marked, text, words):
    assert marked("CT201", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        f"围绕上述目标，重点抓好以下三个方面工作。\n\n{HEADINGS}",
        "突出“三个聚焦”，即聚焦项目、聚焦转型、聚焦融合。",
        "推动“四港”联动、“五链”融合，深入推进十大战略行动。",
        "深入实施六大行动，建成云岭数据港。",
        "全年办理人大代表建议38件、政协提案52件。",
        "出台支持民营经济32条举措。一是建立台账，逐项销号。二是开展评估。",
        # Five were announced and five are there, though the third holds a list of its own.
        "我们重点抓了五个方面工作：\n\n一是抓项目。\n\n二是抓招商。\n\n三是抓改革。其中，一是放权，二是减证。\n\n"
        "四是抓民生。\n\n五是抓安全。",
        # The list itself is missing from the page, and what follows belongs to something else.
        "重点做好四个方面工作。\n\n第一批项目已经开工。云岭大道全线贯通。\n\n（十）抓好安全生产\n\n隐患整改到位。",
    ],
)
def test_stays_silent(marked, text):
    assert marked("CT201", text) == []


def test_headings_without_numbers_are_counted_only_where_the_text_says_so(marked):
    titles = ["强化数字赋能，塑造新优势", "强化动力牵引，夯实新支撑"]
    body = "\n\n".join(
        f"{title}\n\n2026年，高新区将继续推进各项重点任务，加快项目建设，确保年底前见到成效。" for title in titles
    )
    assert marked("CT201", f"高新区2026年要抓好以下三个方面重点工作。\n\n{body}") == ["三个方面"]
    assert marked("CT201", f"高新区2026年要抓好三个方面重点工作。\n\n{body}") == []


def test_the_mend_is_named_and_unsafe(said):
    finding = said("CT201", f"重点抓好以下四个方面工作。\n\n{HEADINGS}")[0]
    assert "“四”改为“三”" in finding.zh
    assert finding.fix is not None
    assert finding.fix.replacement == "三"
    assert not finding.fix.safe
    assert len(finding.related) == 3
