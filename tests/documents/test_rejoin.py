"""The flow: broken paragraphs rejoined, furniture left out, stray blanks dropped, every place mapped back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dajuan.documents.document import Document
from dajuan.documents.flow import Flow
from dajuan.documents.read import document_from_text
from dajuan.documents.rejoin import flow_of


def flow(text: str) -> Flow:
    return flow_of(document_from_text(text))


def sentences(text: str) -> list[str]:
    read = flow(text)
    return [read.text[s.start : s.end] for s in read.sentences]


def check_map(document: Document, read: Flow) -> None:
    for place, sentence in enumerate(read.sentences):
        start, end = read.to_source(sentence.start, sentence.end)
        assert document.text[start] == read.text[sentence.start]
        assert document.text[end - 1] == read.text[sentence.end - 1]
        assert place == 0 or read.sentences[place - 1].end <= sentence.start


def test_a_cut_claim_is_one_sentence_again() -> None:
    text = "全区创新平台建设加快，新增国家级平台2家，云岭新材料大学科技\n\n园等12家单位获批试点，累计投入3.2亿元。\n"
    read = flow(text)
    assert [read.text[s.start : s.end] for s in read.sentences] == [text.replace("\n\n", "").strip()]
    assert read.text[read.joins[0] - 2 : read.joins[0] + 2] == "科技园等"
    at = read.text.index("科技园等12家")
    start, end = read.to_source(at, at + 7)
    assert text[start:end] == "科技\n\n园等12家"


def test_a_break_round_a_short_piece_is_mended() -> None:
    assert sentences("工作报告\n今年经济社会发展的\n主要目标\n是：地区生产总值增长5%左右。\n")[-1] == (
        "今年经济社会发展的主要目标是：地区生产总值增长5%左右。"
    )
    assert sentences("空气质量继续改善，PM\n2.5\n年均浓度下降3%。\n") == ["空气质量继续改善，PM2.5年均浓度下降3%。"]


def test_furniture_in_the_middle_of_a_sentence_is_stepped_over() -> None:
    text = "全年新增各类企业35家，新开工亿元以上项目\n— 3 —\n12个，完成投资18.6亿元。\n第二段。\n— 4 —\n"
    assert sentences(text)[0] == "全年新增各类企业35家，新开工亿元以上项目12个，完成投资18.6亿元。"


def test_hard_wrapped_lines_become_paragraphs() -> None:
    whole = "全年新增各类企业三十五家其中规上企业十二家占全区的三分之一左右" * 8 + "。"
    wrapped = "\n".join(whole[i : i + 18] for i in range(0, len(whole), 18))
    assert sentences(wrapped) == [whole]


def test_lines_of_a_list_stay_apart() -> None:
    assert sentences("新增企业35家\n新增平台6家\n新增专利120件\n") == ["新增企业35家", "新增平台6家", "新增专利120件"]


def test_headings_and_items_are_not_joined() -> None:
    text = "一、工作回顾\n全年新增平台6家，主要指标较好\n（一）产业\n新增企业35家。\n"
    assert sentences(text) == ["一、工作回顾", "全年新增平台6家，主要指标较好", "（一）产业", "新增企业35家。"]
    assert [s.heading for s in flow(text).sentences] == [True, False, True, False]


def test_sentences_know_the_headings_over_them() -> None:
    read = flow("年度报告\n总的看很好。\n一、回顾\n（一）产业升级。新增企业35家。再增5家。\n二、安排\n新建学校2所。\n")
    assert [s.section for s in read.sentences] == [
        (),
        (),
        (),
        ("一、回顾", "（一）产业升级"),
        ("一、回顾", "（一）产业升级"),
        ("一、回顾", "（一）产业升级"),
        (),
        ("二、安排",),
    ]


def test_thin_gaps_go_and_blanks_between_latin_words_stay() -> None:
    assert flow("2024 年新增 5G 基站 100 个，占 80 %， Open RAN 试点 3 个。").text == (
        "2024年新增5G基站100个，占80%，Open RAN试点3个。"
    )
    assert flow("2023 2024两年").text.startswith("2023 2024")


def test_quotes_and_brackets_close_with_their_sentence() -> None:
    assert sentences("他说：“干得好！”大家鼓掌。（见附表。）全年新增5家；又增6家。") == [
        "他说：“干得好！”",
        "大家鼓掌。",
        "（见附表。）",
        "全年新增5家；又增6家。",
    ]
    assert sentences("唱响“撸起袖子加油干！”的主旋律。") == ["唱响“撸起袖子加油干！”的主旋律。"]


def test_carriage_returns() -> None:
    text = "一、回顾\r\n新增企业35家。\r\n新增平台6家。\r\n"
    assert sentences(text) == ["一、回顾", "新增企业35家。", "新增平台6家。"]


@given(st.text(alphabet="一二（）、。！”“1234 .年\n\r\t　各记者A：；，—【】的", max_size=120))
def test_any_text_maps_back(text: str) -> None:
    document = document_from_text(text)
    check_map(document, flow_of(document))
    assert all(text[b.start : b.end].strip() for b in document.blocks)


def test_a_newspaper_page(need: object) -> None:
    path = need.data("zone-report-2023-2024.txt")  # type: ignore[attr-defined]
    document = document_from_text(path.read_text(encoding="utf-8"))
    read = flow_of(document)
    check_map(document, read)
    numbers = document.text.count
    assert len(read.joins) == 17, [read.text[j - 5 : j + 5] for j in read.joins]
    assert numbers("\n") == 128
    assert [s.level for s in document.sections] == [1, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2]
    assert sum(b.kind == "furniture" for b in document.blocks) == 8
