"""Bindings for a plan that nobody bound: the best that is suggested is accepted, as an office in a hurry would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dajuan.answers.suggestions import suggestions
from dajuan.answers.target import PROGRAMME, Target
from dajuan.programmes.pack import Programme


def suggested(programmes: Mapping[str, Programme], known: Sequence[Target]) -> dict[str, str]:
    """Code → binding, of those that something is suggested for."""
    others = {code: one for code, one in programmes.items() if code != PROGRAMME}
    return {code: str(one.best[0].binding) for code, one in suggestions(known, known, others).items() if one.best}
