"""The page on lights: its examples are true, and it names every state and every rule there is."""

from __future__ import annotations

import doctest
from pathlib import Path

from dajuan.standards.supervision.lights import state_names
from dajuan.standards.supervision.rule_file import entries

PAGE = Path(__file__).parents[2] / "docs" / "lights.md"


def test_the_examples_are_true(need):
    need.module("numpy", extra="server")
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 15
    assert result.failed == 0


def test_every_state_and_every_rule_is_told():
    page = PAGE.read_text(encoding="utf-8")
    assert not [state for state, name in state_names().items() if f"`{state}` {name.zh}" not in page]
    codes = {code for file in ("schedules.yaml", "lights.yaml", "scores.yaml") for code in entries(file)}
    assert not [code for code in codes if f"`{code}`" not in page]
