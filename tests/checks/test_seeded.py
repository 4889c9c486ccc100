"""The texts of bench/seeded.py: clean ones stay clean, and what was found once is found again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import seeded


@pytest.mark.parametrize("name", seeded.clean_texts())
def test_a_clean_text_raises_no_alarm(name: str) -> None:
    assert not seeded.said_of(seeded.clean_texts()[name])


def test_at_least_three_planted_defects_in_four_are_found() -> None:
    texts = seeded.clean_texts()
    plants = seeded.plants()
    found = [one for one in plants if one.codes & set(seeded.said_of(seeded.with_plant(texts[one.text], one)))]
    assert len(found) / len(plants) >= 0.75
