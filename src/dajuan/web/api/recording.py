"""Drafts as they were sent → drafts of the ledger, held to the viewer's rights as the pages hold theirs, and appended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from dajuan.answers.target import PROGRAMME, target_of
from dajuan.figures.period import PeriodError, period_of
from dajuan.ledger.append import append, would_append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.evidence import media_type
from dajuan.ledger.read import state_of_subject
from dajuan.ledger.state import State
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import ValueTrouble, read_subject_code, read_value
from dajuan.programmes.values.show import says_all
from dajuan.web.access.deeds import Whose, action_of_draft, whose_fields, whose_state
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.api.shapes.programmes import DraftIn, DraftsIn, EvidenceIn
from dajuan.web.served import served
from dajuan.web.targets.steps import may_take_back

_HEAD = 2**16


def recorded(viewer: Viewer, told: DraftsIn, key: str) -> dict[str, Any]:
    """Raises ``RefusedError`` with all that is wrong, ``Http404`` and ``PermissionDenied`` as a page would."""
    here = served()
    work = _Reading(here.programmes, here.today(), key)
    drafts = [work.draft(one, row, len(told.drafts)) for row, one in enumerate(told.drafts)]
    if work.troubles:
        raise RefusedError(work.troubles)
    _Rights(viewer, here.programmes).check(drafts)
    if told.dry_run:
        done = would_append(here.ledger, drafts, actor=viewer.actor, seen=told.seen)
        if done.troubles:
            raise RefusedError(done.troubles)
    else:
        done = append(here.ledger, drafts, actor=viewer.actor, seen=told.seen)
    return {"seqs": list(done.seqs), "added": done.added, "size": done.size, "root": done.root.hex()}


class _Reading:
    """Reads what was sent; what is wrong is kept with the draft's place as its row."""

    def __init__(self, programmes: dict[str, Programme], today: date, key: str) -> None:
        self.programmes, self.today, self.key = programmes, today, key
        self.troubles: list[Trouble] = []

    def draft(self, one: DraftIn, row: int, of: int) -> Draft:
        pack = self.programmes.get(one.programme)
        if pack is None:
            raise Http404
        values, written = self._values(pack, one, row)
        return Draft(
            programme=one.programme,
            subject=self._code(pack, one, row),
            kind=one.kind,
            effective_on=self._day(one, row),
            stage=one.stage,
            fields=values,
            written=written,
            links={key: other if "/" in other else self._whole(pack, key, other) for key, other in one.links.items()},
            evidence=self._evidence(one.evidence, row),
            about=(one.about[0], one.about[1]) if one.about else None,
            replaces=one.replaces,
            note=one.note,
            key=self.key if of == 1 or not self.key else f"{self.key}-{row}",
        )

    def _wrong(self, code: str, zh: str, en: str, row: int, field: str) -> None:
        self.troubles.append(Trouble(code, zh, en, row, field))

    def _code(self, pack: Programme, one: DraftIn, row: int) -> str:
        if not one.subject and one.kind in {"verified", "withdrawn"}:
            return ""
        try:
            return read_subject_code(pack, one.subject)
        except ValueTrouble as trouble:
            self._wrong("code", trouble.zh, trouble.en, row, "subject")
            return one.subject

    def _day(self, one: DraftIn, row: int) -> date:
        if not one.period:
            return one.effective_on or self.today
        try:
            return period_of(one.period).end
        except PeriodError as error:
            self._wrong("period", error.zh, error.en, row, "period")
            return self.today

    def _values(self, pack: Programme, one: DraftIn, row: int) -> tuple[dict[str, Value], dict[str, str]]:
        values, written = dict[str, Value](), dict[str, str]()
        for key, raw in one.fields.items():
            field = pack.fields.get(key)
            if field is None or not isinstance(raw, str):
                values[key] = raw  # The ledger says what is wrong with it.
                continue
            try:
                values[key] = read_value(field, raw)
            except ValueTrouble as trouble:
                self._wrong("value", f"{field.name.zh}：{trouble.zh}", f"{key}: {trouble.en}", row, key)
                continue
            if field.is_quantity and not says_all(field, values[key], raw):
                written[key] = raw.strip()
        return values, written

    @staticmethod
    def _whole(pack: Programme, key: str, other: str) -> str:
        link = pack.links.get(key)
        return f"{link.to}/{other}" if link else other

    def _evidence(self, some: Sequence[EvidenceIn], row: int) -> tuple[Evidence, ...]:
        try:
            return evidence_of(some, row)
        except RefusedError as error:
            self.troubles += error.troubles
            return ()


def evidence_of(some: Sequence[EvidenceIn], row: int = 0) -> tuple[Evidence, ...]:
    """Files that were uploaded, and addresses. Raises ``RefusedError`` naming what is neither."""
    troubles: list[Trouble] = []
    found = [_file(one, row, troubles) if one.sha256 else _address(one, row, troubles) for one in some]
    if troubles:
        raise RefusedError(troubles)
    return tuple(one for one in found if one)


def _address(one: EvidenceIn, row: int, troubles: list[Trouble]) -> Evidence | None:
    address = one.address or ""
    if address.startswith(("https://", "http://")) and address.isprintable():
        return Evidence(name=one.name or address, address=address, kind=one.kind)
    troubles.append(
        Trouble(
            "evidence",
            "佐证要有 sha256（先上传），或以 https:// 开头的 address",
            "evidence takes the sha256 of a file uploaded before, or an address that begins with https://",
            row,
            "evidence",
        )
    )
    return None


def _file(one: EvidenceIn, row: int, troubles: list[Trouble]) -> Evidence | None:
    sha256 = one.sha256 or ""
    path = served().zone.evidence().path_of(sha256)
    try:
        with path.open("rb") as file:
            kind = media_type(file.read(_HEAD), one.name)
    except OSError:
        troubles.append(
            Trouble(
                "evidence",
                f"没有这个文件：{sha256}；先上传",
                f"no such file: {sha256}; upload it first",
                row,
                "evidence",
            )
        )
        return None
    size = path.stat().st_size
    return Evidence(name=one.name or sha256[:12], sha256=sha256, size=size, media_type=kind, kind=one.kind)


class _Rights:
    """Whether this viewer may record these drafts, one after the other."""

    def __init__(self, viewer: Viewer, programmes: dict[str, Programme]) -> None:
        self.viewer, self.programmes = viewer, programmes
        self.opened: dict[tuple[str, str], Whose] = {}

    def check(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            pack = self.programmes[draft.programme]
            if not draft.subject:
                self._demand(action_of_draft(pack, draft), None)
                continue
            state = state_of_subject(served().ledger, programme=draft.programme, subject=draft.subject)
            whose = self._whose(pack, draft, state)
            target = target_of(state, date.max) if pack.code == PROGRAMME else None
            for seq in _meant(draft, state):
                if target is not None and not may_take_back(seq, target, state, pack, self.viewer):
                    raise PermissionDenied(seq)
            for action in _actions(pack, draft, state):
                self._demand(action, whose.to(action))

    def _whose(self, pack: Programme, draft: Draft, state: State) -> Whose:
        """Whose the subject is; one that the batch itself opens is of those that it names."""
        subject = draft.programme, draft.subject
        if state.opened is None and draft.kind == "opened":
            self.opened[subject] = whose_fields(pack, draft.fields)
        if subject in self.opened:
            return self.opened[subject]
        whose = whose_state(pack, state)
        if state.opened is None or not self.viewer.may(Action.SEE, whose.thing):
            raise Http404
        return whose

    def _demand(self, action: Action, thing: Thing | None) -> None:
        allowed = self.viewer.everywhere(action) if thing is None else self.viewer.may(action, thing)
        if not allowed:
            raise PermissionDenied(action)


def _meant(draft: Draft, state: State) -> list[int]:
    """The entries that a draft corrects or withdraws."""
    meant = [] if draft.replaces is None else [draft.replaces]
    if draft.kind == "withdrawn" and draft.about:
        meant += [seq for seq in state.entries if draft.about[0] <= seq <= draft.about[1]]
    return [seq for seq in meant if seq in state.entries]


def _actions(pack: Programme, draft: Draft, state: State) -> set[Action]:
    """What it takes: to withdraw, what it took to record that; to correct, both. (Of a target, ``may_take_back`` decides.)"""
    if pack.code == PROGRAMME and draft.kind == "withdrawn":
        return set()
    own = set() if draft.kind == "withdrawn" else {action_of_draft(pack, draft)}
    before = {action_of_draft(pack, state.entries[seq]) for seq in _meant(draft, state)}
    return own | before or {action_of_draft(pack, draft)}
