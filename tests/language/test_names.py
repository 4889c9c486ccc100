"""What looks like a number and is none: every word of the table, and shapes of digits."""

from __future__ import annotations

import pytest

from dajuan.language import Name, Quantity, read_spans
from dajuan.language.lexicon import names

NAMES = names()


@pytest.mark.parametrize("word", NAMES)
def test_every_name_of_the_table(word: str) -> None:
    assert not any(isinstance(span, Quantity) for span in read_spans(f"云岭推进{word}工作"))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("云开办〔2024〕12号", "2024〕12号", "document-number"),
        ("执行GB 3096-93标准", "3096-93", "code"),
        ("符合GB/T 4754—2017", "4754—2017", "code"),
        ("证券代码688001", "688001", "code"),
        ("云岭科技（301234）", "301234", "code"),
        ("226省道改线", "226省道", "name"),
        ("15路公交延伸", "15路", "name"),
        ("30万吨级码头", "30万吨级", "name"),
        ("1%人口抽样调查", "1%人口抽样", "name"),
        ("12345工单", "12345", "name"),
        ("22时以后", "22时", "code"),
        ("24小时自助服务", "24小时自助", "name"),
        ("4横12纵路网", "4横12纵", "name"),
        ("电话0371-55667788", "0371-55667788", "phone"),
    ],
)
def test_a_shape(text: str, words: str, kind: str) -> None:
    (span,) = (one for one in read_spans(text) if isinstance(one, Name))
    assert (text[span.start : span.end], span.kind) == (words, kind)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("办结12345件", 12345, "件"),
        ("完成226万元", 2_260_000, "元"),
        ("新增15路，", 15, "路"),
        ("监测110家企业", 110, "家"),
        ("吞吐量30万吨", 300_000_000, "千克"),
        ("GDP115亿元", 11_500_000_000, "元"),
    ],
)
def test_an_amount_that_looks_like_a_shape(text: str, value: int, unit: str) -> None:
    (span,) = (one for one in read_spans(text) if isinstance(one, Quantity))
    assert (span.low, span.unit) == (value, unit)
