"""The tables in ``cases/``: some 350 phrases of reports, a line each, with every span that must be read in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.language.notation import written

from dajuan.language import read_spans
from dajuan.language.fold import fold

CASES = Path(__file__).parent / "cases"


def rows() -> list[list[str]]:
    lines = [line for path in sorted(CASES.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_phrase(row: list[str]) -> None:
    text, *expected = row
    assert [written(text, span) for span in read_spans(text)] == expected


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_the_same_inside_a_sentence(row: list[str]) -> None:
    """What stands around a phrase may add words to it (a bound, a rank), never take its numbers away."""
    text, *expected = row
    if not expected or fold(text)[0] in "0123456789.-" or text.startswith(("（", "图", "表", "附件")):
        return  # a list number is one only at the head of its line
    inside = [written(f"云岭：{text}。", span) for span in read_spans(f"云岭：{text}。")]
    assert len(inside) >= len(expected)
