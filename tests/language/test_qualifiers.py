"""Every bounding word of the table, and what it leaves open."""

from __future__ import annotations

import pytest

from dajuan.language import Quantity, read_spans
from dajuan.language.lexicon import Bound, qualifiers

OPEN = {"at_least": (True, False), "more_than": (True, False), "at_most": (False, True)}


def ends(span: Quantity) -> tuple[bool, bool]:
    return span.low is not None, span.high is not None


@pytest.mark.parametrize(("word", "bound"), qualifiers("before").items())
def test_before_a_number(word: str, bound: Bound) -> None:
    (span,) = read_spans(f"云岭{word}50亿元")
    assert isinstance(span, Quantity)
    assert span.qualifier == bound.qualifier
    assert ends(span) == OPEN.get(bound.qualifier, (True, True))


@pytest.mark.parametrize(("word", "bound"), qualifiers("after").items())
def test_after_a_number(word: str, bound: Bound) -> None:
    (span,) = read_spans(f"云岭新增50家{word}。")
    assert isinstance(span, Quantity)
    assert span.qualifier == bound.qualifier
    assert ends(span) == OPEN.get(bound.qualifier, (True, True))


@pytest.mark.parametrize("text", ["云岭签约5亿元", "节约5吨", "附近3家", "攻破3项技术", "经过3个月"])
def test_the_tail_of_another_word_bounds_nothing(text: str) -> None:
    (span,) = read_spans(text)
    assert isinstance(span, Quantity)
    assert span.qualifier is None
