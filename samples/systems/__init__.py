"""What the systems of ``dajuan.systems`` live through in the made-up zone, one module a system.

A module has ``PROGRAMMES``, the packs it wants switched on, and ``lived(place)``: what everybody writes and when, as
:class:`~samples.plan_year.agenda.Step` s, with the last two years' moments; what lies ahead of today is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import chain
from pathlib import Path

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Place

_NAMES = tuple(sorted(one.stem for one in Path(__file__).parent.glob("*.py") if one.stem not in {"__init__", "place"}))


def programmes() -> tuple[str, ...]:
    """Of every system, each once. Its modules are imported when this is asked: they need ``samples.demo``, which needs this."""
    each = (import_module(f"{__name__}.{one}").PROGRAMMES for one in _NAMES)
    return tuple(dict.fromkeys(chain.from_iterable(each)))


def lived(place: Place) -> list[Step | Call]:
    """Of every system, in the order of moments."""
    steps: Iterable[Step | Call] = chain.from_iterable(
        import_module(f"{__name__}.{one}").lived(place) for one in _NAMES
    )
    return sorted((one for one in steps if one.moment < place.until), key=lambda one: one.moment)
