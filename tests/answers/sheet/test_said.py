"""Numbers in words: never rounded to what they fall short of, dates without padding, quotations within quotations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.answers.sheet.annex import entries_said
from dajuan.answers.sheet.content import Key, Number, text_of
from dajuan.answers.sheet.said import dated, day_said, quoted, short_of_whole
from dajuan.answers.sheet.telling import chinese

KEY = Key("2025-001", "day")


def test_a_day_has_a_full_year_and_no_padding():
    assert day_said(date(2025, 3, 5)) == "2025年3月5日"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("1", "100%"),
        ("0.9996", "99.96%"),
        ("0.999996", "99.9996%"),
        ("1.0004", "100.04%"),
        ("0.867", "86.7%"),
        ("0", "0%"),
    ],
)
def test_a_hundred_per_cent_is_all_of_it(share, said):
    assert short_of_whole(Fraction(share)) == said


@given(st.fractions(Fraction(1, 2), Fraction(3, 2), max_denominator=10**6))
def test_only_all_of_it_is_a_hundred_per_cent(share):
    assert (short_of_whole(share) == "100%") == (share == 1)


def test_iso_dates_become_numbers_of_their_own():
    runs = dated("指标“交付”到 2025-06-30 没有记录", KEY)
    assert text_of(runs) == "指标“交付”到2025年6月30日没有记录"
    assert [run for run in runs if isinstance(run, Number)] == [Number("2025年6月30日", KEY)]


@pytest.mark.parametrize(
    ("words", "said"), [("签约“一号”地块。", "签约‘一号’地块"), ("推进中；", "推进中"), (" 。 ", "")]
)
def test_words_of_others_fit_into_our_sentence(words, said):
    assert text_of(quoted(words, KEY)) == said


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((12,), "第12条"),
        ((12, 13, 15), "第12条、第13条、第15条"),
        ((12, 13, 14, 20), "第12条至第14条、第20条"),
        ((1, 3, 5, 7, 9, 11, 13), "第1条、第3条、第5条、第7条、第9条、第11条等共7条"),
    ],
)
def test_entries_by_their_place(entries, said):
    assert text_of(entries_said(entries, "2025-001")) == said


@given(st.lists(st.integers(0, 300), min_size=1, unique=True).map(sorted))
def test_entries_are_all_there_or_counted(entries):
    runs = entries_said(entries, "2025-001")
    told = [run for run in runs if isinstance(run, Number)]
    if told[-1].key.what == "entries":
        assert told[-1].text == f"{len(entries)}条"
    else:
        assert int(told[-1].text) == entries[-1]
    assert int(told[0].text) == entries[0]


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")])
def test_headings_count_in_chinese(number, said):
    assert chinese(number) == said
