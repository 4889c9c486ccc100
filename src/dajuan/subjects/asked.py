"""What may be asked of a list: which subjects, in which order, from where on."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from dajuan.programmes.pack import Value
from dajuan.subjects.row import Row, Stored, shown, stored


class Range(NamedTuple):
    """From ``low`` to ``high``, both included; an open end is None. Days are ``2024-06-18``."""

    low: Value | None = None
    high: Value | None = None


ANY = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Only subjects for which all of this is so."""

    stages: tuple[str, ...] = ()
    """In one of these; "" is for those moved to none yet."""
    verified: bool | None = None
    """Whether another person has verified that they are in their stage."""
    fields: Mapping[str, tuple[Value, ...] | Range | None] = field(default_factory=dict)
    """The field has one of these values, or one in this range; None: it has none."""
    stage_on: Range = ANY
    since: Range = ANY
    text: str = ""
    """Part of the code, of the name or of an organisation."""


EVERYTHING = Filter()
By = Literal["code", "name", "stage_on", "since", "last", "field"]


class Order(NamedTuple):
    """By what a list is ordered, then by code. Subjects that have no such value come last in either direction."""

    by: By = "code"
    field: str = ""
    """Which, of ``by="field"``."""
    descending: bool = False


BY_CODE = Order()


class Cursor(NamedTuple):
    """A place between two rows of a list: beside the row with this value and this code."""

    value: Stored | None
    code: str

    def text(self) -> str:
        """To stand in an address."""
        value = None if self.value is None else shown(self.value)
        return base64.urlsafe_b64encode(json.dumps([value, self.code]).encode()).decode().rstrip("=")


def cursor_of(text: str) -> Cursor:
    """Raises ``ValueError`` where it is not one that :meth:`Cursor.text` gave."""
    found: Any = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    match found:
        case [None | str() | int() as value, str(code)]:
            return Cursor(None if value is None else stored(value), code)
    raise ValueError(text)


class Page(NamedTuple):
    """Some rows of a list, and where those after and before them begin: None where there are none."""

    rows: list[Row]
    next: str | None
    previous: str | None
    size: int
    """Entries of the log that were looked at."""
