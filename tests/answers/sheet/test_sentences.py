"""Templates: slots, what is left out when a slot is empty, and a zone's own words before ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers.sheet.year import items, sheet_on

from dajuan.answers.sheet.content import Words, text_of
from dajuan.answers.sheet.sentences import fill, sentences_of
from dajuan.answers.sheet.verdict import ORDER
from dajuan.ledger.trouble import LedgerError

SLOTS = {"value": (Words("52个"),), "change": (Words("同比增长"), Words("8%"))}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("完成{value}。", "完成52个。"),
        ("完成{value}[，{change}]。", "完成52个，同比增长8%。"),
        ("完成{value}[，完成率{completion}][，{change}]。", "完成52个，同比增长8%。"),
        ("[{value}和{completion}]没有", "没有"),
    ],
)
def test_what_has_nothing_to_say_is_left_out(template, said):
    assert text_of(fill(template, SLOTS)) == said


@given(
    st.sampled_from(ORDER),
    st.sampled_from(["number", "task", "milestone"]),
    st.sampled_from(["level", "change", "growth", "share", "rank", "multiple"]),
    st.sampled_from(["at-least", "at-most", "about", "range", "exactly"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_there_is_a_sentence_for_every_case(verdict, kind, basis, bound, accrues, percent, silent):
    case = {
        "verdict": verdict,
        "kind": kind,
        "basis": basis,
        "bound": bound,
        "accrues": accrues,
        "percent": percent,
        "silent": silent,
    }
    slots = {name: (Words(name),) for name in ("asked", "value", "verdict", "why", "deadline")}
    said = text_of(sentences_of().sentence(case, slots))
    assert said.endswith("。")
    assert not set("[]{}") & set(said)


def test_a_zone_says_it_in_its_own_words(year, tmp_path):
    own = tmp_path / "words.yaml"
    own.write_text(
        "sentences:\n- {when: {verdict: partly, kind: number}, say: '实际完成{value}（目标{asked}）。'}\n"
        "verdicts: {unmeasured: 暂不能衡量}\nframe: {summary: 总的情况}\n",
        encoding="utf-8",
    )
    sheet = sheet_on(year.zone, year.ledger, "2025-12-31", sentences=sentences_of(own))
    assert items(sheet)["2025-033"].startswith("3. 新签约亿元以上项目：实际完成52个（目标60个）。")
    assert items(sheet)["2025-032"].endswith("已完成。（经济发展局）[32]")
    assert sheet.sections[0].title == "一、总的情况"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("words: {}", "没有 words 这一项"),
        ("frame: {tittle: 甲}", "frame 里没有 tittle"),
        ("sentences: [{say: 甲}]", "第 1 条应写 when 和 say"),
        ("sentences: [{when: {colour: red}, say: 甲}]", "when 没有 colour"),
        ("sentences: [{when: {}, say: '完成{value'}]", "括号不成对"),
        ("- 甲", "应是一张表"),
        ("{", "读不了"),
    ],
)
def test_what_cannot_be_followed_is_named(tmp_path, text, told):
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match=told) as refused:
        sentences_of(path)
    assert "words.yaml" in refused.value.en
