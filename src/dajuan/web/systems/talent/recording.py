"""Recording: a roster, the city's number, titles that are over, a month of jobs; for pages and programmes alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dajuan.ledger.append import append, would_append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.read import state_of_subject, states_as_known
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.trouble import CellTrouble, Note, placed
from dajuan.ledger.state import State
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER
from dajuan.systems.talent import CITY, JOBS, PEOPLE, TITLES
from dajuan.systems.talent.city import ALL, counted, stated
from dajuan.systems.talent.ending import ended
from dajuan.systems.talent.identity import Identity
from dajuan.systems.talent.jobs import MEASURES, month_end, reported, targeted
from dajuan.systems.talent.pseudonyms import Ring
from dajuan.systems.talent.roster import Known, Line, Roster, read_roster
from dajuan.systems.talent.taking import Taken, taken, title_code
from dajuan.web.access.deeds import whose_state
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.talent.found import choices, known_at, office, settings
from dajuan.web.systems.talent.identities import erased, identities_of, keep, ring

LARGEST = 10 << 20
"""Bytes of a roster: about a hundred thousand people."""


class Done(NamedTuple):
    taken: Taken
    notes: list[Note]


def record_roster(viewer: Viewer, data: bytes, source: str, *, dry_run: bool, key: str = "") -> Done:
    """All of it or none. Raises :class:`RefusedError` with every cell that is wrong; no message holds a name or a number."""
    _demand(viewer)
    if len(data) > LARGEST:
        raise RefusedError([Trouble("size", f"名册超过 {LARGEST >> 20} MB，分成几个", f"the roster is over {LARGEST >> 20} MB; split it")])  # fmt: skip
    everybody, keys = known_at(), ring()
    keys.refuse_without(everybody.people)
    keys.ready(served().today())
    roster = read_roster(read_book(data, source), _known(everybody.teams))
    _refuse(roster)
    coded = [(keys.code_of(one.identity.document, everybody.people.keys().__and__), one) for one in roster.lines]
    _same_names(roster, coded)
    done = _taken(coded)
    if dry_run:
        if troubles := would_append(served().ledger, done.drafts, actor=viewer.actor).troubles:
            raise RefusedError(troubles)
    else:
        _write(viewer, done, coded, roster, keys, key)
    return Done(done, roster.notes)


def _demand(viewer: Viewer) -> None:
    if viewer.enterprise or not viewer.may(Action.RECORD, office()):
        raise PermissionDenied(Action.RECORD)


def _known(teams: Mapping[str, Row]) -> Known:
    subjects = served().subjects()
    names = {code: row.name for code, row in teams.items()}
    return Known(programme_called(TITLES), lambda codes: subjects.some(REGISTER, codes).keys(), names, served().today())


def _refuse(roster: Roster) -> None:
    if roster.troubles:
        raise RefusedError([_trouble(one) for one in roster.troubles])


def _trouble(one: CellTrouble) -> Trouble:
    return Trouble("roster", f"{one.place}　{one.zh}", f"{one.place} {one.en}", one.row + 1, one.code)


def _same_names(roster: Roster, coded: Sequence[tuple[str, Line]]) -> None:
    """A number under another name than before is a slip somewhere; which, only people can say."""
    known = identities_of({code for code, _ in coded})
    for code, line in coded:
        if code in known and known[code].name != line.identity.name:
            roster.wrong(line.row, "name", f"与 {code} 登记的姓名不同：对照证件，改名册，或先删除旧身份", f"not the name that {code} was entered with: compare with the card; mend the roster, or erase the old identity first")  # fmt: skip
    _refuse(roster)


def _taken(coded: Sequence[tuple[str, Line]]) -> Taken:
    ledger, size = served().ledger, served().size()
    codes = {code for code, _ in coded}
    titles = {title_code(line.kind, code) for code, line in coded if line.kind}
    return taken(
        coded,
        states_as_known(ledger, programme=PEOPLE, subjects=codes, size=size),
        states_as_known(ledger, programme=TITLES, subjects=titles, size=size),
        office=settings().office,
    )


def _write(
    viewer: Viewer, done: Taken, coded: Sequence[tuple[str, Line]], roster: Roster, keys: Ring, key: str
) -> None:
    """Identities and entries together. Who was erased comes back only with something new: an old roster sent again restores nobody."""
    changed = {draft.subject.rpartition(".")[2] for draft in done.drafts}
    gone = erased({code for code, _ in coded}) - changed
    for code, line in coded:
        if code in gone:
            roster.notes.append(Note(placed(roster.sheet, line.row, -1), "此人的身份已按请求删除，没有新的认定，不再登记", "this person's identity was erased on request; there is nothing new, so it is not entered again"))  # fmt: skip
    kept: dict[str, Identity] = {code: line.identity for code, line in coded if code not in gone}
    with transaction.atomic():
        keep(kept, keys)
        _append(viewer, done.drafts, key)


def _append(viewer: Viewer, drafts: Sequence[Draft], key: str) -> None:
    if drafts:
        append(served().ledger, keyed(drafts, key), actor=viewer.actor)


# What is counted --------------------------------------------------------------------------------------------------


def record_city(viewer: Viewer, kind: str, city: int, source: str, on: date, *, key: str = "") -> None:
    """The city's number with its source; the zone's is counted for that day."""
    _demand(viewer)
    programme_called(CITY)
    _refuse_badly_told(kind, source, on)
    zone = counted(known_at(Moment(as_of=on)).counts, kind)
    state = state_of_subject(served().ledger, programme=CITY, subject=kind)
    drafts = stated(
        kind, city=city, zone=zone, source=source.strip(), on=on, office=settings().office, is_new=state.opened is None
    )
    _append(viewer, drafts, key)


def _refuse_badly_told(kind: str, source: str, on: date) -> None:
    troubles = []
    if kind not in {ALL, *choices("kind")}:
        troubles.append(Trouble("value", f"没有这个类别：{kind}", f"there is no kind {kind}", field="kind"))
    if not source.strip():
        troubles.append(Trouble("value", "写明全市数的出处", "say where the city's number comes from", field="source"))
    if on > served().today():
        troubles.append(Trouble("value", f"{on} 还没有到", f"{on} has not come yet", field="on"))
    if troubles:
        raise RefusedError(troubles)


def record_ended(viewer: Viewer, *, key: str = "") -> int:
    """The titles that are over by today; how many entries."""
    _demand(viewer)
    everybody = known_at()
    drafts = ended(everybody.people.values(), everybody.teams, served().today())
    _append(viewer, drafts, key)
    return len(drafts)


# Jobs -------------------------------------------------------------------------------------------------------------


def record_month(viewer: Viewer, code: str, year: int, month: int, heads: Mapping[str, int], *, key: str = "") -> None:
    _refuse_heads(heads)
    end = month_end(year, month)
    if end > served().today():
        raise RefusedError([Trouble("value", f"{year} 年 {month} 月还没有完", f"{year}-{month:02} is not over yet", field="month")])  # fmt: skip
    state = _office_of(viewer, code)
    _append(viewer, reported(state, end, heads), key)


def record_targets(viewer: Viewer, code: str, year: int, targets: Mapping[str, int], *, key: str = "") -> None:
    _refuse_heads(targets)
    _append(viewer, targeted(_office_of(viewer, code), year, targets), key)


def _office_of(viewer: Viewer, code: str) -> State:
    state = state_of_subject(served().ledger, programme=JOBS, subject=code)
    pack = programme_called(JOBS)
    if state.opened is None:
        raise RefusedError([Trouble("unknown", f"没有统计单位 {code}", f"no office {code} reports", field="office")])
    if not viewer.may(Action.RECORD, whose_state(pack, state).to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)
    return state


def _refuse_heads(heads: Mapping[str, int]) -> None:
    if not heads or set(heads) - set(MEASURES):
        raise RefusedError(
            [Trouble("value", f"至少填一项：{'、'.join(MEASURES)}", f"give at least one of {', '.join(MEASURES)}")]
        )
    if wrong := [key for key, many in heads.items() if many < 0]:
        raise RefusedError([Trouble("value", "人数不能是负数", "heads are not negative", field=wrong[0])])
