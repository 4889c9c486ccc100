"""The forms by which something is recorded: what each asks for, from the pack and from what its subject is by now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from dajuan.ledger.entry import Entry, Value
from dajuan.ledger.state import State
from dajuan.outputs.entry_words import happened
from dajuan.programmes.pack import Field, Programme, Stage
from dajuan.web.access.deeds import action_of, action_of_draft
from dajuan.web.access.roles import Action
from dajuan.web.programmes.asking import Option
from dajuan.web.programmes.blanks import Blank, Form, Proof, blank_of, code_blank, link_blank
from dajuan.web.words import Words, spoken

Deed = Literal["open", "state", "measure", "move", "attach", "link", "correct", "withdraw", "verify"]
KINDS = {
    "open": "opened", "state": "stated", "measure": "measured", "move": "moved", "attach": "attached", "link": "linked",
    "withdraw": "withdrawn", "verify": "verified",
}  # fmt: skip
TITLES: dict[str, Words] = {
    "open": Words("建档", "Open"),
    "state": Words("填报", "State"),
    "measure": Words("按期填报", "Report a period"),
    "move": Words("到达阶段", "Move"),
    "attach": Words("附佐证", "Attach evidence"),
    "link": Words("关联", "Link"),
    "correct": Words("更正", "Correct"),
    "withdraw": Words("撤回", "Withdraw"),
    "verify": Words("复核", "Verify"),
}
_WITHOUT_FILES = frozenset({"withdraw", "verify", "link"})


@dataclass(slots=True)
class Wanted:
    """What a form is for. ``shown``: the values that it shows, by which it is known what was touched."""

    deed: Deed
    programme: Programme
    code: str = ""
    state: State | None = None
    stage: Stage | None = None
    seq: int | None = None
    entry: Entry | None = None
    """The entry that is corrected, withdrawn or verified."""
    shown: dict[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        if self.deed == "correct" and self.entry is not None:
            return self.entry.kind
        return KINDS[self.deed]

    @property
    def action(self) -> Action:
        """What it takes, before it is known which fields will be touched."""
        if self.deed in {"correct", "withdraw"} and self.entry is not None:
            return action_of_draft(self.programme, self.entry)
        return action_of(self.programme, self.kind, stage=self.stage.key if self.stage else "")

    @property
    def fields(self) -> list[Field]:
        known = self.programme.fields
        match self.deed:
            case "open" | "state":
                return [one for one in known.values() if not one.flow]
            case "measure":
                return [one for one in known.values() if one.flow]
            case "move" if self.stage is not None:
                return [known[key] for key in self.stage.needs.fields]
            case "correct" if self.entry is not None:
                return [known[key] for key in self.entry.fields if key in known]
        return []


def wanted(
    deed: Deed,
    programme: Programme,
    *,
    code: str = "",
    state: State | None = None,
    stage: Stage | None = None,
    seq: int | None = None,
    entry: Entry | None = None,
) -> Wanted:
    want = Wanted(deed, programme, code, state, stage, seq, entry)
    if deed == "correct" and entry is not None:
        want.shown = dict(entry.fields)
    elif deed in {"state", "move"} and state is not None:
        levels = state.levels()
        want.shown = {one.key: levels[one.key].value for one in want.fields if one.key in levels}
    return want


def form_for(want: Wanted, *, today: date, seen: int, fields: Iterable[Field] | None = None) -> Form:
    """The form, empty or filled in with what is known. ``fields``: of the deed's only these."""
    blanks = [code_blank(want.programme)] if want.deed == "open" else []
    blanks += [_day(want, today)]
    if want.deed == "correct" and want.entry is not None and want.entry.kind == "moved":
        blanks.append(_stages(want))
    must = set(want.stage.needs.fields) if want.stage else set()
    for one in want.fields if fields is None else fields:
        required = one.key in must or (want.deed == "open" and one.required)
        blanks.append(blank_of(one, want.shown.get(one.key), required=required))
    blanks += _links(want)
    blanks.append(_note(want))
    return Form(
        want.deed,
        _title(want),
        TITLES[want.deed] if want.deed != "move" else Words("记下", "Record"),
        blanks,
        uuid.uuid4().hex,
        seen,
        proofs=_proofs(want),
        about=_about(want),
        takes_files=want.deed not in _WITHOUT_FILES,
    )


def _title(want: Wanted) -> Words:
    title, who = TITLES[want.deed], want.code
    if want.stage is not None and want.deed == "move":
        return Words(f"{who} → {want.stage.name.zh}", f"{who} → {want.stage.name.said('en')}")
    if want.seq is not None:
        return Words(f"{title.zh}第 {want.seq} 条", f"{title.en} entry {want.seq}")
    if want.deed == "open":
        subject = want.programme.subject.name
        return Words(f"新增{subject.zh}", f"New {subject.said('en').lower()}")
    return Words(f"{who} {title.zh}", f"{who}: {title.en.lower()}")


def _about(want: Wanted) -> str:
    if want.entry is None:
        return ""
    return f"{happened(want.entry, want.programme, spoken())} · {want.entry.effective_on} · {want.entry.actor}"


def _day(want: Wanted, today: date) -> Blank:
    if want.deed == "measure":
        last = today.replace(day=1)
        hint = Words(
            "如 2024-06、2024年6月、2024Q2；数记在期末那天",
            "such as 2024-06, 2024年6月 or 2024Q2; recorded at its last day",
        )
        return Blank("period", str(Words("哪一期", "Which period")), f"{last:%Y-%m}", required=True, hint=str(hint))  # fmt: skip
    on = want.entry.effective_on if want.deed == "correct" and want.entry is not None else today
    labels = {
        "move": Words("到达日期", "Reached on"),
        "state": Words("数据日期", "Values as of"),
        "correct": Words("日期（生效）", "Date (in effect)"),
    }
    label = labels.get(want.deed, Words("日期", "Date"))
    hint = Words("如 2024-06-18 或 2024年6月18日", "such as 2024-06-18 or 2024年6月18日")
    return Blank("on", str(label), on.isoformat(), required=True, hint=str(hint))


def _stages(want: Wanted) -> Blank:
    assert want.entry is not None
    options = [
        Option(key, one.name.said(spoken()), key == want.entry.stage) for key, one in want.programme.stages.items()
    ]
    return Blank("stage", str(Words("阶段", "Stage")), want.entry.stage, options, required=True)


def _links(want: Wanted) -> list[Blank]:
    if want.deed == "correct" and want.entry is not None:
        named = want.entry.links
        return [
            link_blank(want.programme.links[key], other.partition("/")[2])
            for key, other in named.items()
            if key in want.programme.links
        ]
    return [link_blank(one) for one in want.programme.links.values()] if want.deed in {"open", "link"} else []


def _note(want: Wanted) -> Blank:
    must = want.stage is not None and want.stage.needs.note
    label = Words("理由", "Reason") if must or want.deed in {"withdraw", "correct"} else Words("备注", "Note")
    typed = want.entry.note if want.deed == "correct" and want.entry is not None else ""
    return Blank("note", str(label), typed, required=must, long=True)


def _proofs(want: Wanted) -> list[Proof]:
    if want.deed in _WITHOUT_FILES:
        return []
    had = want.state.evidence_kinds() if want.state is not None else set()
    kinds = want.stage.needs.evidence if want.stage is not None else ()
    found = [Proof(f"file.{at}", kind, kind not in had, kind in had) for at, kind in enumerate(kinds)]
    return [*found, Proof("file.other", "")]


def deed_called(said: str) -> Deed | None:
    return cast(Deed, said) if said in TITLES else None
