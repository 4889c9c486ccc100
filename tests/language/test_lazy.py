"""A lazy pattern is the compiled one as soon as it is asked, and every one in the house compiles."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import dajuan
from dajuan.language import pattern_store
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


def test_the_store_gives_the_same_pattern_back() -> None:
    """Through the bytes that are written: what a later run finds is what this one compiled."""
    words = r"(?P<place>[一-龥]{2,6})(?:新区|园区)(?:(\d+)|第(?P<rank>[一二三]))?"
    code = pattern_store._code_of(words, re.IGNORECASE)
    flags, instructions, groups, by_name, names = marshal.loads(marshal.dumps(code))
    engine = pattern_store._engine()
    if engine is None:
        pytest.skip("这个 Python 不留已编译的模式 this Python keeps no compiled patterns")
    again = engine.compile(words, flags, list(array("I", instructions)), groups, by_name, names)
    ours, theirs = again.search("在云岭高新区第二"), re.compile(words, re.IGNORECASE).search("在云岭高新区第二")
    assert ours is not None
    assert theirs is not None
    assert (ours.span(), ours.groupdict(), ours.groups()) == (theirs.span(), theirs.groupdict(), theirs.groups())
    assert (again.flags, again.groupindex) == (re.compile(words, re.IGNORECASE).flags, by_name)


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    program = (
        "import re._compiler, sys\n"
        "made = []\n"
        "code = re._compiler._code\n"
        "re._compiler._code = lambda parsed, flags: made.append(parsed) or code(parsed, flags)\n"
        "from dajuan.language.lazy import lazy\n"
        "assert lazy('云岭(?P<n>[一二三]+)期').search('云岭二期')['n'] == '二'\n"
        "print(sum(parsed.state.str.startswith('云岭') for parsed in made))\n"
    )
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
        for _ in range(2)
    ]
    if not list(tmp_path.rglob("*.patterns")):
        pytest.skip("这个 Python 不留已编译的模式 this Python keeps no compiled patterns")
    assert int(runs[0].stdout) == 1
    assert int(runs[1].stdout) == 0


@pytest.mark.parametrize("spoilt", [b"", b"\0", b"not a store", marshal.dumps([1]), marshal.dumps({("云岭", 0): (1,)})])
def test_a_spoilt_store_is_passed_over(spoilt: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "spoilt.patterns"
    store.write_bytes(spoilt)
    monkeypatch.setattr(pattern_store, "_path", lambda: str(store))
    monkeypatch.setattr(pattern_store, "_stored", cache(pattern_store._stored.__wrapped__))
    assert pattern_store.compiled.__wrapped__("云岭", 0).search("在云岭") is not None
