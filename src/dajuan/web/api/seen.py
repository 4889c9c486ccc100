"""What of the log a viewer may see, each subject looked at once."""

from __future__ import annotations

from collections.abc import Iterable

from dajuan.ledger.entry import Entry
from dajuan.ledger.read import state_of_subject
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_entry, things_of_subjects
from dajuan.web.served import served


class Seen:
    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.all = viewer.everywhere(Action.SEE)
        self.may: dict[tuple[str, str], bool] = {}

    def look(self, entries: Iterable[Entry]) -> None:
        """At the subjects of all of these at once: :meth:`sees` then need not, one by one."""
        if self.all:
            return
        here = served()
        wanted = {(one.programme, one.subject) for one in entries} - self.may.keys()
        things = things_of_subjects(here.subjects(), here.programmes, wanted)
        self.may |= {at: self.viewer.may(Action.SEE, thing) for at, thing in things.items()}

    def sees(self, entry: Entry) -> bool:
        if self.all:
            return True
        subject = entry.programme, entry.subject
        if subject not in self.may:
            self.may[subject] = self.viewer.may(Action.SEE, thing_of_entry(served().ledger, entry))
        return self.may[subject]


def is_verified(seq: int, entry: Entry) -> bool:
    """Whether another person than its author has verified it."""
    state = state_of_subject(served().ledger, programme=entry.programme, subject=entry.subject)
    return bool(entry.subject) and state.is_verified(seq)
