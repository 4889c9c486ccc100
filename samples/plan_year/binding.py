"""Bindings for a plan that nobody bound: the best that is suggested is accepted, as an office in a hurry would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from dajuan.answers.target import PROGRAMME, Target
from dajuan.programmes.pack import Programme

_SUGGESTIONS = "dajuan.answers.suggestions"


def suggested(programmes: Mapping[str, Programme], known: Sequence[Target]) -> dict[str, str]:
    """Code → binding, of those that something is suggested for."""
    if find_spec(_SUGGESTIONS) is None:
        return {}
    others = {code: one for code, one in programmes.items() if code != PROGRAMME}
    found = import_module(_SUGGESTIONS).suggestions(known, known, others)
    return {code: str(one.best[0].binding) for code, one in found.items() if one.best}
