"""记录: one fact about a subject, and the bytes by which it is proved.

An entry's canonical bytes are its JSON by RFC 8785 (keys sorted, no spaces, integers and strings only, nothing that is
empty). They are what is stored, hashed and exported: whoever has the bytes needs none of our code to check them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Literal

import msgspec

Value = str | int | bool
Kind = Literal["opened", "moved", "measured", "stated", "linked", "attached", "verified", "withdrawn", "declared"]

KINDS: tuple[Kind, ...] = (
    "opened",  # the subject enters the programme
    "moved",  # it reaches a stage
    "measured",  # a flow: the amount of a period, dated at the period's last day
    "stated",  # a level: so it was from that day on
    "linked",  # to a subject of this or another programme
    "attached",  # evidence comes in
    "verified",  # another person has looked at the entries named in ``about``
    "withdrawn",  # the entries named in ``about`` do not count
    "declared",  # a version of a programme comes into use; its subject is empty
)

LARGEST = 2**53 - 1
"""No integer beyond this goes into an entry: RFC 8785 writes numbers as IEEE doubles hold them."""


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """佐证: a file, by its SHA-256, or a public address; ``kind`` is what it proves (竣工验收备案表). The fields
    stand in the order of their names, as they are written."""

    address: str = ""
    kind: str = ""
    media_type: str = ""
    name: str
    sha256: str = ""
    size: int = 0


class Draft(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An entry not yet appended: all that its author knows. ``fields`` hold canonical values (``programmes.values``)."""

    programme: str
    subject: str
    kind: Kind
    effective_on: date
    stage: str = ""
    fields: dict[str, Value] = {}
    written: dict[str, str] = {}
    """How a value stood in the source where its canonical form says less: ``{"area": "300亩"}``."""
    links: dict[str, str] = {}
    """Relation → ``programme/code``."""
    evidence: tuple[Evidence, ...] = ()
    about: tuple[int, int] | None = None
    """First and last sequence number of the entries that ``verified`` and ``withdrawn`` speak of."""
    replaces: int | None = None
    """The entry that this one corrects."""
    note: str = ""
    key: str = ""
    """Idempotency key: a second draft with the same key adds nothing."""


class Entry(Draft, frozen=True, omit_defaults=True, kw_only=True):
    """A draft as recorded: by whom, when, under which version of its programme. Its number is its place in the log."""

    version: int
    actor: str
    recorded_at: str
    """UTC to the microsecond, ``2024-07-05T08:30:00.000000Z``; it never goes back from one entry to the next."""


class _Line(msgspec.Struct, omit_defaults=True, gc=False):
    """An entry's fields in the order of their names: encoding it has only the keys of ``fields`` and the like to sort.

    What every entry has is None here by default, so that nothing it can hold is left out.
    """

    about: tuple[int, int] | None = None
    actor: str | None = None
    effective_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    fields: dict[str, Value] = {}
    key: str = ""
    kind: Kind | None = None
    links: dict[str, str] = {}
    note: str = ""
    programme: str | None = None
    recorded_at: str | None = None
    replaces: int | None = None
    stage: str = ""
    subject: str | None = None
    version: int | None = None
    written: dict[str, str] = {}


_encode = msgspec.json.Encoder(order="sorted").encode
_encode_line = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(Entry).decode


def keyed(drafts: Sequence[Draft], key: str) -> list[Draft]:
    """Drafts of one request, each with a key of its own made from the request's; without one, as they are."""
    if not key:
        return list(drafts)
    return [msgspec.structs.replace(draft, key=f"{key}/{place}") for place, draft in enumerate(drafts)]


_SAME = ("fields", "stage", "effective_on", "links", "evidence", "note")


def corrected(old: Entry, seq: int, draft: Draft) -> Draft | None:
    """What takes the place of an entry: ``draft`` has all that it is to say, with new evidence only. The evidence it had
    stays with it, and so does how a value that is the same was written. None where it would say the same again."""
    kept = {key: said for key, said in old.written.items() if draft.fields.get(key) == old.fields.get(key)}
    new = msgspec.structs.replace(
        draft,
        written={**kept, **draft.written},
        evidence=tuple(dict.fromkeys((*old.evidence, *draft.evidence))),
        replaces=seq,
    )
    return None if all(getattr(new, name) == getattr(old, name) for name in _SAME) else new


def canonical(entry: Entry) -> bytes:
    """The bytes of an entry, RFC 8785."""
    return _encode(entry)


def sealed(draft: Draft, *, version: int, actor: str, recorded_at: str) -> bytes:
    """The canonical bytes of the entry that a draft becomes."""
    return _encode_line(
        _Line(
            draft.about,
            actor,
            draft.effective_on,
            draft.evidence,
            draft.fields,
            draft.key,
            draft.kind,
            draft.links,
            draft.note,
            draft.programme,
            recorded_at,
            draft.replaces,
            draft.stage,
            draft.subject,
            version,
            draft.written,
        )
    )


def entry_of(data: bytes | str) -> Entry:
    """The entry that these bytes hold."""
    return _decode(data)


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the bytes: RFC 9162, section 2.1.1."""
    return hashlib.sha256(b"\x00" + data).digest()


def timestamp(moment: datetime) -> str:
    """A moment as an entry writes it. A moment without a time zone is refused: it would mean a different one elsewhere."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def moment_of(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
