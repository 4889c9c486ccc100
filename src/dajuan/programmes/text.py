"""A programme as one canonical text, and its SHA-256: the same pack gives the same bytes whatever its YAML looks like."""

from __future__ import annotations

import dataclasses
import hashlib
import json

from dajuan.programmes.pack import Programme


def pack_text(programme: Programme) -> str:
    """JSON of the whole declaration, each definition with its kind; where the file lay is no part of it."""
    whole = _plain(programme)
    assert isinstance(whole, dict)
    del whole["source"]
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
        return {"kind_": type(value).__name__, **found}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        # Order says something in a pack: stages come in the order in which a subject goes through them.
        return [[key, _plain(one)] for key, one in value.items()]
    return value
