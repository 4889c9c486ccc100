"""Compiled patterns kept between runs, as Python keeps compiled modules: in ``__pycache__``, told by version, disposable.

What is stored is the code that ``re`` makes of a pattern and hands to its engine. A pattern is looked up by its own
words, so an edited one is compiled anew and nothing can be out of date. Where the folder cannot be written, or another
Python has no such code to give, patterns are compiled as ever: slower, and otherwise the same.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
from array import array
from functools import cache
from typing import Any, TypeAlias

Code: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, the engine's instructions, number of groups, groups by name, names by group."""

_MOST = 2_000
"""Patterns kept; more can only be left over from edited ones, and the store begins again."""


@cache
def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """The compiled pattern: from the store, or made and put there when the program ends."""
    engine = _engine()
    if engine is None:
        return re.compile(pattern, flags)
    code = _stored().get((pattern, flags))
    if code is not None:
        try:
            return _handed_over(engine, pattern, code)
        except (TypeError, ValueError, RuntimeError):
            pass  # not what was stored: made anew
    code = _stored()[pattern, flags] = _code_of(pattern, flags)
    _keep_at_exit()
    return _handed_over(engine, pattern, code)


def _handed_over(engine: Any, pattern: str, code: Code) -> re.Pattern[str]:
    flags, instructions, groups, by_name, names = code
    found: re.Pattern[str] = engine.compile(pattern, flags, list(array("I", instructions)), groups, by_name, names)
    return found


def _code_of(pattern: str, flags: int) -> Code:
    """What ``re.compile`` makes of a pattern before it hands it to the engine."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    instructions = array("I", _compiler._code(parsed, flags)).tobytes()
    return int(flags | state.flags), instructions, state.groups - 1, dict(state.groupdict), tuple(names)


@cache
def _engine() -> Any:
    """The engine under ``re``; None where it is not the one these instructions are for, or where nothing is to be kept."""
    if sys.implementation.name != "cpython" or not (3, 11) <= sys.version_info < (3, 15) or not _path():
        return None
    import _sre  # type: ignore[import-not-found]

    return _sre


def _path() -> str:
    """Beside the bytecode of this module, wherever Python keeps that; "" where it keeps none."""
    bytecode = __spec__.cached if __spec__ else None
    return f"{bytecode.removesuffix('.pyc')}.patterns" if bytecode else ""


@cache
def _stored() -> dict[tuple[str, int], Code]:
    try:
        with open(_path(), "rb") as file:
            known = marshal.loads(file.read())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if isinstance(known, dict) and len(known) <= _MOST else {}


@cache
def _keep_at_exit() -> None:
    if not sys.dont_write_bytecode:
        atexit.register(_keep)


def _keep() -> None:
    """Written whole and moved into place; whoever cannot write does without."""
    neighbour = f"{_path()}.{os.getpid()}"
    try:
        with open(neighbour, "wb") as file:
            file.write(marshal.dumps(_stored()))
        os.replace(neighbour, _path())
    except OSError:
        return
