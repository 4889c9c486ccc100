"""A row of the register: one subject as it is by now, or as it was; made of the values that counted then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from dajuan.ledger.entry import timestamp
from dajuan.programmes.pack import Programme, Value

OPENED, STAGE, LINK = "#opened", "#stage", ">"
"""What stands for a field's key where a value is not of a field; of a link the relation follows."""
Stored = str | int | bytes
"""A value as SQLite keeps it: a flag is one byte, so that yes is not 1."""
_START = datetime(1970, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """A subject."""

    programme: str
    code: str
    name: str
    stage: str
    """Empty: it was moved to none yet."""
    stage_on: date | None
    stage_seq: int | None
    """The entry that says so."""
    verified: bool
    """Whether another person has verified that entry."""
    since: date
    """When it was opened."""
    last: int
    """The newest entry about it."""
    last_at: str
    """When that was recorded, UTC."""
    fields: Mapping[str, Value]
    """Levels; shapes on the map are not among them (see ``Subjects.shapes``)."""
    links: Mapping[str, tuple[str, ...]]
    """Relation → ``programme/code``, several where the pack lets it be many."""
    owners: tuple[str, ...]
    """Organisations that answer for it."""

    @property
    def called(self) -> str:
        """Its name, its code where it has none."""
        return self.name or self.code

    def day(self, field: str) -> date | None:
        """What a field of days says."""
        said = self.fields.get(field)
        return date.fromisoformat(str(said)) if said else None

    def number(self, field: str) -> int | None:
        """Of a quantity, in the smallest unit of its field."""
        said = self.fields.get(field)
        return said if type(said) is int else None

    def linked(self, relation: str) -> tuple[str, ...]:
        """The codes of those that a relation leads to."""
        return tuple(other.partition("/")[2] for other in self.links.get(relation, ()))

    def linked_one(self, relation: str) -> str:
        """The code of the one, of several the last, that a relation leads to; "": it leads to none."""
        return (self.linked(relation) or ("",))[-1]


class Held(NamedTuple):
    """A value that counts, the day from which it does, and its entry."""

    key: str
    on: str
    seq: int
    value: Stored


class Levels(NamedTuple):
    """What a subject's values come to."""

    name: str
    stage: Held | None
    since: str
    fields: dict[str, Value]
    shapes: dict[str, str]
    links: dict[str, tuple[str, ...]]
    owners: tuple[str, ...]


def levels_of(held: Iterable[Held], programme: Programme | None) -> Levels | None:
    """By the rules of ``ledger.state``; ``held`` in the order of key, day and entry. None: it was not opened."""
    opened: Held | None = None
    latest: dict[str, Held] = {}
    linked: dict[str, dict[str, None]] = {}
    for one in held:
        if one.key == OPENED:
            opened = one if opened is None or one.seq < opened.seq else opened
        elif one.key.startswith(LINK):
            relation = one.key[len(LINK) :]
            if not _is_many(programme, relation):
                linked[relation] = {}
            linked.setdefault(relation, {})[str(one.value)] = None
        else:
            latest[one.key] = one
    if opened is None:
        return None
    stage = latest.pop(STAGE, None)
    values = {key: shown(one.value) for key, one in latest.items()}
    shapes = {key: str(values.pop(key)) for key in shape_fields(programme) if key in values}
    links = {relation: tuple(others) for relation, others in linked.items()}
    name = str(values.get("name", ""))
    return Levels(name, stage, opened.on, values, shapes, links, owners_of(values, programme))


def owners_of(values: Mapping[str, Value], programme: Programme | None) -> tuple[str, ...]:
    """The organisations in the fields that a pack names as its owners', each once."""
    keys = programme.owners if programme else ()
    return tuple(dict.fromkeys(one for key in keys if key in values for one in organisations_in(str(values[key]))))


def organisations_in(text: str) -> list[str]:
    """Several are separated by 、 and organisations have none in their names."""
    return [one for part in text.split("、") if (one := part.strip())]


def shape_fields(programme: Programme | None) -> list[str]:
    return [key for key, one in programme.fields.items() if one.type == "geometry"] if programme else []


def searched_fields(programme: Programme | None) -> list[str]:
    """Organisations; the name is looked at in any case."""
    fields = programme.fields if programme else {}
    return [key for key, one in fields.items() if one.type == "organisation" and key != "name"]


def _is_many(programme: Programme | None, relation: str) -> bool:
    link = programme.links.get(relation) if programme else None
    return link is not None and link.many


def stored(value: Value) -> Stored:
    return bytes((value,)) if isinstance(value, bool) else value


def shown(value: Stored) -> Value:
    return value == b"\x01" if isinstance(value, bytes) else value


def microseconds(stamp: str) -> int:
    """Since 1970, of an entry's ``recorded_at``."""
    return (datetime.fromisoformat(stamp) - _START) // timedelta(microseconds=1)


def stamp_of(at: int) -> str:
    return timestamp(_START + timedelta(microseconds=at))
