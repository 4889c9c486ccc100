"""A unit said once for several numbers."""

from __future__ import annotations

import pytest

from dajuan.language import Quantity, read_spans


def read(text: str) -> list[tuple[str, str]]:
    return [(str(span.low), span.unit) for span in read_spans(text) if isinstance(span, Quantity)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别提高3.3和0.7个百分点", [("3.3", "个百分点"), ("0.7", "个百分点")]),
        ("12、15万元", [("120000", "元"), ("150000", "元")]),
        ("20、36、54家", [("20", "家"), ("36", "家"), ("54", "家")]),
        ("拉动0.15、-5.64、1.34个百分点", [("0.15", "个百分点"), ("-5.64", "个百分点"), ("1.34", "个百分点")]),
    ],
)
def test_shared(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["编号12，新增15家", "12个、15万元"])
def test_not_shared(text: str) -> None:
    first, second = read(text)
    assert first[1] != second[1]
