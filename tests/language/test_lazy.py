"""A lazy pattern is the compiled one as soon as it is asked, and every one in the house compiles."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import dajuan
from dajuan.language.lazy import lazy

PACKAGE = Path(dajuan.__file__).parent
ROOMS = ("language", "documents", "claims", "checks")


def test_answers_as_the_compiled_pattern_does() -> None:
    floors = lazy(r"(?P<floors>\d+)层")
    found = floors.search("云岭会展中心共12层")
    assert found is not None
    assert (found["floors"], found.span()) == ("12", (7, 10))
    assert floors.sub("多层", "12层和3层") == "多层和多层"
    assert floors.match("云岭") is None


def test_flags_hold() -> None:
    assert lazy("heading", re.IGNORECASE).fullmatch("Heading")


def test_a_wrong_pattern_says_so_when_it_is_asked() -> None:
    broken = lazy("(云岭")
    with pytest.raises(re.error):
        broken.search("云岭")


@pytest.mark.parametrize("room", ROOMS)
def test_every_lazy_pattern_of_the_house_compiles(room: str) -> None:
    names = [one.name for one in walk_packages([str(PACKAGE / room)], f"dajuan.{room}.")]
    kind = type(lazy(""))
    patterns = [value for name in names for value in vars(import_module(name)).values() if isinstance(value, kind)]
    assert patterns
    for pattern in patterns:
        assert isinstance(pattern.groups, int)
