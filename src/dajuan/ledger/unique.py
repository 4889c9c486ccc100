"""Fields that no two subjects of a programme may share (``unique: true``): who holds a value by now.

The log is asked once an append, only for the values its drafts bring to such fields, and only subjects that ever had
one of them are looked at again: a value that its subject has given up, or that was withdrawn, is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dajuan.ledger.entry import Draft, Value, entry_of
from dajuan.ledger.states import States
from dajuan.ledger.store import Reader
from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values.canonical import is_canonical

_VALUE = tuple[str, str, Value]
"""Programme, field, value."""


class Holders:
    """Who had a value of a unique field, in the log or among the drafts let in so far."""

    def __init__(
        self,
        reader: Reader,
        programmes: Mapping[str, Programme],
        drafts: Iterable[Draft],
        states: States,
    ) -> None:
        self._unique = {
            code: {field.key: field for field in programme.fields.values() if field.unique and not field.flow}
            for code, programme in programmes.items()
        }
        self._had: dict[_VALUE, set[str]] = defaultdict(set)
        self._states = states
        self._look(reader, drafts)

    def _set_by(self, draft: Draft) -> list[tuple[Field, Value]]:
        """The unique fields that a draft gives a value."""
        unique = self._unique.get(draft.programme)
        if not unique:
            return []
        if draft.kind == "measured" or unique.keys().isdisjoint(draft.fields):
            return []
        return [
            (field, draft.fields[key])
            for key, field in unique.items()
            if key in draft.fields and is_canonical(field, draft.fields[key])
        ]

    def _look(self, reader: Reader, drafts: Iterable[Draft]) -> None:
        wanted: dict[tuple[str, str], set[Value]] = defaultdict(set)
        for draft in drafts:
            for field, value in self._set_by(draft):
                wanted[draft.programme, field.key].add(value)
        if not wanted:
            self._unique = {}
        for (programme, key), values in wanted.items():
            for row in reader.with_values(programme, key, values):
                entry = entry_of(row.data)
                self._had[programme, key, entry.fields[key]].add(entry.subject)
        self._states.look_for((programme, subject) for (programme, _, _), some in self._had.items() for subject in some)

    def took(self, draft: Draft) -> None:
        """A draft was let in: those after it find its values taken."""
        if not self._unique:
            return
        for field, value in self._set_by(draft):
            self._had[draft.programme, field.key, value].add(draft.subject)

    def troubles(self, draft: Draft, row: int) -> list[Trouble]:
        """Values of a draft that are another subject's."""
        if not self._unique:
            return []
        return [
            Trouble(
                "unique",
                f"{draft.subject}：{field.name.zh} {str(value)[:60]} 已是 {other} 的，不许重复：请核对是否同一个对象",
                f"{draft.subject}: '{field.key}' {str(value)[:60]} is {other}'s, and no two may share it:"
                f" check whether they are the same",
                row,
                field.key,
            )
            for field, value in self._set_by(draft)
            if (other := self._holder(draft, field.key, value)) is not None
        ]

    def _holder(self, draft: Draft, key: str, value: Value) -> str | None:
        for subject in sorted(self._had.get((draft.programme, key, value), ())):
            if subject == draft.subject:
                continue
            held = self._states[draft.programme, subject].level(key)
            if held is not None and held.value == value:
                return subject
        return None
