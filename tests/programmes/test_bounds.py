"""``at_most`` names another level that is measured alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import dajuan.programmes
from dajuan.programmes.load import parse_pack
from dajuan.programmes.trouble import PackError

TEXT = (Path(dajuan.programmes.__file__).parent / "packs" / "financing-applications.yaml").read_text("utf-8")


def test_a_level_may_be_bounded_by_another():
    fields = parse_pack(TEXT).fields
    assert (fields["drawn"].at_most, fields["repaid"].at_most) == ("approved", "drawn")


@pytest.mark.parametrize("other", ["aproved", "rate", "drawn"])
def test_not_by_one_that_is_missing_of_another_type_or_itself(other):
    with pytest.raises(PackError, match=f"不是 {other}"):
        parse_pack(TEXT.replace("at_most: approved", f"at_most: {other}"))
