"""What others wrote is taken within bounds: ``make audit`` asks whether any of it is known to be unsafe, where there is a network."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LISTED = [
    Requirement(one)
    for some in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for one in some
    if not one.startswith("dajuan[")
]


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one.name)
def test_a_dependency_has_a_version_below_which_it_is_not_taken(one):
    assert any(part.operator in {">=", "~=", "=="} for part in one.specifier)


WEB = [Requirement(one) for one in PROJECT["optional-dependencies"]["web"] if not one.startswith("dajuan[")]


@pytest.mark.parametrize("one", [one for one in WEB if one.name.startswith("django")], ids=lambda one: one.name)
def test_what_answers_pages_stays_within_a_major_version(one):
    [above] = [part for part in one.specifier if part.operator == "<"]
    assert Version(above.version) > Version("0")


def test_make_audit_asks_for_everything_that_is_installed():
    assert "pip-audit" in (ROOT / "Makefile").read_text("utf-8")
