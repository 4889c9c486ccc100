"""Near-duplicates: what makes two requests alike, and what holds of any two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.systems.requests.alike import OTHER_FIRM, Asked, Corpus, groups, pieces

TEXTS = st.text(st.sampled_from("厂区停电供水招工补贴兑现abc123，。 "), max_size=40)
SOME = {
    "1": ("a", "厂区所在的松溪路每周停电两次，生产线被迫停下，希望尽快恢复稳定供电"),
    "2": ("a", "松溪路厂区还是每周停电两次，生产线停产，请尽快恢复供电"),
    "3": ("b", "我公司在松溪路，厂区每周停电，生产线停下来损失很大"),
    "4": ("c", "高新技术企业认定奖补资金去年公示后一直没有兑现"),
    "5": ("d", "想咨询职工子女入学怎么办理"),
}


@pytest.fixture(scope="module")
def corpus():
    return Corpus(Asked(code, firm, text) for code, (firm, text) in SOME.items())


def test_the_same_matter_of_one_firm_and_of_many(corpus):
    found = {frozenset((one.one, one.other)): one.same_firm for one in corpus.pairs()}
    assert found == {frozenset("12"): True, frozenset("23"): False}
    assert groups(corpus.pairs()) == [["1", "2", "3"]]


def test_a_new_one_finds_those_before_it(corpus):
    found = corpus.like(Asked("new", "e", "松溪路厂区经常停电，每周两次，生产线停下"))
    assert {one.other for one in found} >= {"2", "3"}
    assert all(one.score >= OTHER_FIRM for one in found)
    assert corpus.like(Asked("new", "e", "环评批复还要多久")) == []


def likeness(one, other):
    """Of two texts alone: no piece is rarer than another."""
    return Corpus([Asked("1", "", one), Asked("2", "", other)]).score("1", "2")


def test_turns_of_phrase_make_nothing_alike():
    assert likeness("我公司反映停电问题，请尽快协调解决", "我公司反映招工问题，请尽快协调解决") < OTHER_FIRM


def test_width_case_and_punctuation_make_no_difference():
    assert likeness("ＥＴＣ 通道拥堵！", "etc通道拥堵") == pytest.approx(1)


def test_words_that_say_the_same_are_one():
    assert likeness("奖补资金没有到账", "奖补资金迟迟没有拨付") > likeness("奖补资金没有到账", "奖补资金申报材料")


@given(TEXTS, TEXTS)
def test_the_same_both_ways(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(TEXTS)
def test_like_itself(text):
    assert likeness(text, text) == 1


@given(TEXTS, TEXTS)
def test_between_nothing_and_the_same(one, other):
    assert 0 <= likeness(one, other) <= 1


@given(st.lists(TEXTS, max_size=12))
def test_the_index_finds_what_comparing_all_finds_where_two_pieces_are_shared(texts):
    some = [Asked(str(at), "", text) for at, text in enumerate(texts)]
    corpus = Corpus(some)
    found = {(one.one, one.other) for one in corpus.pairs()}
    every = {
        (one.code, other.code)
        for at, one in enumerate(some)
        for other in some[at + 1 :]
        if corpus.score(one.code, other.code) >= OTHER_FIRM
        and set(pieces(one.text)) == set(pieces(other.text))
        and len(set(pieces(one.text))) >= 2
    }
    assert every <= found
