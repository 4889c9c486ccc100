"""What of the log a viewer may see, each subject looked at once."""

from __future__ import annotations

from dajuan.ledger.entry import Entry
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.state import State
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_subject
from dajuan.web.served import served


class Seen:
    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.all = viewer.everywhere(Action.SEE)
        self.states: dict[tuple[str, str], State] = {}
        self.may: dict[tuple[str, str], bool] = {}

    def sees(self, entry: Entry) -> bool:
        if self.all:
            return True
        subject = entry.programme, entry.subject
        if subject not in self.may:
            pack = served().programmes.get(entry.programme)
            thing = thing_of_subject(pack, self._state(entry)) if pack and entry.subject else Thing()
            self.may[subject] = self.viewer.may(Action.SEE, thing)
        return self.may[subject]

    def is_verified(self, seq: int, entry: Entry) -> bool:
        return bool(entry.subject) and self._state(entry).is_verified(seq)

    def _state(self, entry: Entry) -> State:
        subject = entry.programme, entry.subject
        if subject not in self.states:
            self.states[subject] = state_of_subject(served().ledger, programme=subject[0], subject=subject[1])
        return self.states[subject]
