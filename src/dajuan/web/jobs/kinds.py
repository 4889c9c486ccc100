"""The kinds of jobs: each a function that its folder's ``jobs.py`` declares."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from dajuan.web.jobs.work import Work
from dajuan.web.words import Words

Run = Callable[..., dict[str, Any]]


class Kind(NamedTuple):
    key: str
    name: Words
    run: Run
    repeats: bool
    """Whether it may simply be done again when its worker died in the middle."""


_kinds: dict[str, Kind] = {}


def job(key: str, name: Words, *, repeats: bool = True) -> Callable[[Run], Run]:
    """Declare a kind. The function takes the :class:`Work` and the arguments it was started with (values of JSON), and
    returns its result: ``url``, the address of its fruit, and whatever its own pages want."""

    def keep(run: Run) -> Run:
        _kinds[key] = Kind(key, name, run, repeats)
        return run

    return keep


def kind_of(key: str) -> Kind:
    if key not in _kinds:
        _find()
    return _kinds[key]


def _find() -> None:
    from django.conf import settings

    for page in (*settings.PAGES, *(f"systems.{one}" for one in settings.SYSTEMS)):
        if find_spec(f"dajuan.web.{page}") and find_spec(f"dajuan.web.{page}.jobs"):
            import_module(f"dajuan.web.{page}.jobs")


__all__ = ["Kind", "Work", "job", "kind_of"]
