"""A programme as one canonical text, and its SHA-256: the same pack gives the same bytes whatever its YAML looks like.

The text is JSON in the shape of the YAML, and JSON is YAML: ``load.parse_pack`` reads it back as the same programme, so
a ledger that keeps the text of each version can always say what an entry of that version meant.
"""

from __future__ import annotations

import hashlib
import json

from dajuan.programmes.pack import Programme
from dajuan.programmes.plain import plain_pack


def pack_text(programme: Programme) -> str:
    """The whole declaration on one line, in the order declared; where the file lay is no part of it."""
    return json.dumps(plain_pack(programme), ensure_ascii=False, separators=(",", ":"))


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
