"""数据所在地: a term on where data may lie is met by any place at least as near."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dajuan.programmes.pack import Name

PLACES: Final[Mapping[str, Name]] = MappingProxyType(
    {
        "zone": Name("本区", "in the zone"),
        "city": Name("本市", "in the city"),
        "province": Name("本省", "in the province"),
        "country": Name("境内", "in the country"),
    }
)
"""Nearest first; the packs' choices are the same, in the same order."""
_NEARNESS = {key: nth for nth, key in enumerate(PLACES)}


def is_within(place: str, term: str) -> bool:
    """Whether data at ``place`` keep to ``term``; an unknown place keeps to none."""
    return place in _NEARNESS and term in _NEARNESS and _NEARNESS[place] <= _NEARNESS[term]
