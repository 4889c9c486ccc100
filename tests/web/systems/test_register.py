"""The list of the systems: each is there with its pages, or not named at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.urls import reverse

import dajuan.web.systems
from dajuan.web.systems.register import places_of, systems

HERE = Path(dajuan.web.systems.__file__).parent


def test_every_folder_is_listed() -> None:
    listed = [one for file in HERE.glob("*.toml") for one in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert len(listed) == len(set(listed))
    assert {one.parent.name for one in HERE.glob("*/urls.py")} <= set(listed)


@pytest.mark.parametrize("system", systems(), ids=lambda one: one.key)
def test_addresses_are_there(system: object) -> None:
    assert reverse(system.home)  # type: ignore[attr-defined]
    for view in system.subjects.values():  # type: ignore[attr-defined]
        assert reverse(view, args=["91410000170001401D"])


def test_subjects_of_no_system_have_no_place() -> None:
    assert places_of("targets", "2025-001") == []
