"""What of a programme its entries stand on: before a new version of a pack comes into use, nothing may lose its ground."""

from __future__ import annotations

from collections import Counter

from dajuan.ledger.entry import entry_of
from dajuan.ledger.store import PackVersion, Reader
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.load import parse_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.versions import Orphan, Use, orphans


def uses_of(reader: Reader, programme: Programme) -> list[Use]:
    """Fields, stages, links and choices that entries of a programme use, and how many do."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in reader.of_programme(programme.code):
        entry = entry_of(row.data)
        if not entry.subject:
            continue
        if entry.stage:
            found["stage", entry.stage, ""] += 1
        for key, value in entry.fields.items():
            found["field", key, ""] += 1
            if key in programme.fields and programme.fields[key].choices:
                found["choice", key, str(value)] += 1
        for relation in entry.links:
            found["link", relation, ""] += 1
    return [Use(part, key, count, value) for (part, key, value), count in found.items()]


def lost_by(reader: Reader, kept: list[PackVersion], programme: Programme) -> list[Orphan]:
    """What of the entries written under the newest version kept of this programme the new one would leave without
    meaning."""
    earlier = [one for one in kept if one.programme == programme.code]
    if not earlier:
        return []
    newest = max(earlier, key=lambda one: one.version)
    old = parse_pack(newest.text, f"{programme.code}@{newest.version}")
    return orphans(old, programme, uses_of(reader, old))


def refuse_orphans(reader: Reader, kept: list[PackVersion], programme: Programme) -> None:
    """Raise if there is anything that :func:`lost_by` tells."""
    lost = lost_by(reader, kept, programme)
    if lost:
        raise LedgerError("；".join(one.zh for one in lost), "; ".join(one.en for one in lost))
