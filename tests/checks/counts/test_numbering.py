"""CT204: numbers at the beginning of paragraphs, level by level."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（一）稳增长。\n（二）促改革。\n（四）惠民生。", ["（四）"]),
        ("一、工作回顾\n\n云岭稳中有进。\n\n二、工作安排\n\n抓好招商。\n\n二、保障措施\n\n加强领导。", ["二、"]),
        ("1. 建好云岭一中。\n2. 修通云栖大道。\n4. 改造老旧小区。", ["4."]),
    ],
)
def test_fires(marked, text, words):
    assert marked("CT204", text) == words


@pytest.mark.parametrize(
    "text",
    [
        "（一）稳增长。\n（二）促改革。\n（三）惠民生。",
        # Each section counts anew.
        "一、回顾\n\n（一）经济。\n\n（二）民生。\n\n二、安排\n\n（一）投资。\n\n（二）就业。\n\n三、保障\n\n（一）组织。",
        # The third item runs on inside the second one's paragraph.
        "（一）稳增长。\n（二）促改革。（三）扩开放。\n（四）惠民生。",
        # A table of contents, then the body.
        "一、回顾\n二、安排\n三、保障\n一、回顾\n稳中有进。\n二、安排\n抓好招商。",
        # 8.6个 is a number and the eighth item at once.
        "7.云岭算力券：用于购买算力。\n8.6个重点专项：已全部启动。\n9.云岭讲堂：每月一期。",
    ],
)
def test_is_silent(marked, text):
    assert marked("CT204", text) == []


def test_the_mend_is_named(said):
    (finding,) = said("CT204", "（一）稳增长。\n（二）促改革。\n（四）惠民生。")
    assert "改为“（三）”" in finding.zh
    assert "（三）" in finding.en
