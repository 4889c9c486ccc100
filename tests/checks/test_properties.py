"""Whatever the text: no rule breaks, every finding lies inside it, sorted, once, with words in both languages."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.checks.run import check
from dajuan.checks.settings import Settings
from dajuan.claims.read import read
from dajuan.documents.errors import DocumentError

PIECES = st.sampled_from(
    [
        *"一二三十百千万亿0123456789.,，。；：、“”（）《》%％-—～/\n",
        *[
            "一是",
            "二是",
            "（一）",
            "以下三个方面工作",
            "其中",
            "合计",
            "由",
            "增加到",
            "增长",
            "下降",
            "占比",
            "占全省",
            "率",
        ],
        *[
            "2026年",
            "6月31日",
            "亿元",
            "万千瓦时",
            "家",
            "个",
            "项目",
            "装机规模",
            "新增",
            "力争",
            "尽快",
            "开工",
            "“保交楼”",
        ],
        *[
            "共15个",
            "已交付8个",
            "剩余",
            "三次产业结构",
            "8:41:50",
            "个百分点",
            "覆盖率",
            "云岭高新区",
            "在北交所成功上市",
            "等",
        ],
        *[
            "\n\n一、2025年工作回顾\n\n",
            "\n\n二、2026年工作安排\n\n",
            "<!-- dajuan: ignore QU -->",
            "（云溪路、松涛路）",
        ],
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_text(text):
    try:
        reading = read("\n" + text)
    except DocumentError:
        return
    found = check(reading, select=["ALL"], settings=Settings(), ignores=())
    length = len(reading.document.text)
    assert all(0 <= one.start <= one.end <= length for one in found)
    assert all(0 <= place.start <= place.end <= length for one in found for place in one.related)
    assert all(0 <= one.fix.start <= one.fix.end <= length for one in found if one.fix)
    assert all(one.zh and one.en and "\n" not in one.zh + one.en for one in found)
    keys = [(one.start, one.end, one.code) for one in found]
    assert keys == sorted(set(keys))
