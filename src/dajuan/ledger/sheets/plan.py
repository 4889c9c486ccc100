"""Rows against the ledger: what each would add. Nothing is written here, and nothing that is there already is planned.

A row of a template is held to what the template showed (``base``): a cell that still says so was not touched, whatever
has been recorded since. A touched cell whose value somebody else has changed meanwhile is told, never overwritten. A
sheet made by hand has no base: each filled cell says what is so on its day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.sheets.cells import Row
from dajuan.ledger.sheets.ground import Ground
from dajuan.ledger.sheets.periods import Flows, flows_of, last_day
from dajuan.ledger.sheets.trouble import CellTrouble, Note, placed
from dajuan.ledger.state import Held, State
from dajuan.programmes.values import ValueTrouble, show_value


@dataclass(slots=True)
class Plan:
    """Drafts, each with the row it came from."""

    drafts: list[Draft] = field(default_factory=list)
    origins: list[Row] = field(default_factory=list)
    troubles: list[CellTrouble] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def counts(self, rows: int) -> dict[str, int]:
        touched = len(set(map(id, self.origins)))
        return counted(self.drafts) | {"unchanged": rows - touched}


KINDS = ("opened", "stated", "moved", "measured", "corrected", "linked", "attached")


def counted(drafts: Iterable[Draft]) -> dict[str, int]:
    """How many there are of each of :data:`KINDS`."""
    kinds = Counter(["corrected" if one.replaces is not None else one.kind for one in drafts])
    return {kind: kinds.get(kind, 0) for kind in KINDS}


def plan_rows(ground: Ground, rows: Sequence[Row]) -> Plan:
    """What these rows would add, subjects before the periods that speak of them."""
    planner = _Planner(ground, rows)
    kinds = [head.kind for _, head in ground.sheets]
    for kind in ("subjects", "periods"):
        for row in rows if kind in kinds else ():
            if kinds[row.sheet] == kind:
                planner.take(row, kind)
    return planner.plan


class _Planner:
    def __init__(self, ground: Ground, rows: Sequence[Row]) -> None:
        self.ground, self.plan = ground, Plan()
        self.programme, self.on, self.today = ground.programme.code, ground.on, ground.today
        self.now: dict[str, State] = dict(ground.now)
        self.base = ground.base.states if ground.base else None
        self.taken: dict[tuple[str, str, str], Row] = {}
        times = Counter([row.code for row in rows if ground.sheets[row.sheet][1].kind == "subjects"])
        self.several = {code for code, count in times.items() if count > 1}
        self.flows: dict[str, Flows] = {}
        self.flows_shown: dict[str, Flows] = {}

    def take(self, row: Row, kind: str) -> None:
        earlier = self.taken.setdefault((kind, row.code, row.on), row)
        if earlier is not row:
            self._repeated(row, earlier)
            return
        before = len(self.plan.troubles)
        drafts = self._subject(row) if kind == "subjects" else self._period(row)
        if len(self.plan.troubles) > before or not drafts:
            return
        if row.note:
            drafts[0] = msgspec.structs.replace(drafts[0], note=row.note)
        self.plan.drafts += drafts
        self.plan.origins += (row for _ in drafts)
        if kind == "subjects" and row.code in self.several:
            self._suppose(row.code, drafts)

    def _suppose(self, code: str, drafts: list[Draft]) -> None:
        """The next row of the same subject is held to what this one adds."""
        state = self.now.get(code)
        if state is None:
            state = self.now[code] = State(self.programme, code)
        for draft in drafts:
            state.take(1 << 52 | len(state.entries), draft)  # type: ignore[arg-type]

    def _repeated(self, row: Row, earlier: Row) -> None:
        sheet = self.ground.sheets[earlier.sheet][0].name
        where = f"{sheet} {earlier.at + 1}".strip()
        if self.ground.sheets[row.sheet][1].kind == "periods":
            self._wrong(row, "month", "", f"{row.code} 的 {row.on} 在第 {where} 行已有；留一行", f"{row.code}, {row.on} is in row {where} already; keep one", "repeated")  # fmt: skip
            return
        self._wrong(
            row,
            "code",
            "",
            f"{row.code} 在第 {where} 行已有；留一行，或在“数据日期”写不同的日子",
            f"{row.code} is in row {where} already; keep one, or give each its own day under “Values as of”",
            "repeated",
        )

    def _wrong(self, row: Row, role: str, key: str, zh: str, en: str, code: str) -> None:
        sheet, head = self.ground.sheets[row.sheet]
        self.plan.troubles.append(CellTrouble(sheet.name, row.at, head.cell_of(role, key), zh, en, code))

    # a row of a subject

    def _subject(self, row: Row) -> list[Draft]:
        now = self.now.get(row.code)
        shown = self.base.get(row.code) if self.base is not None else None
        evidence = self._evidence(row, now)
        if now is None or now.opened is None:
            if shown is not None and shown.opened is not None:
                self._wrong(row, "code", "", f"这张表生成之后，{row.code} 的建档已被撤回；要再用，先重新生成模板", f"since this sheet was made, {row.code} was withdrawn; make a new template first", "overtaken")  # fmt: skip
                return []
            return self._new(row, evidence)
        drafts: list[Draft] = []
        on = _day(row.on) or self.on or self.today
        changed = self._changed(row, now, shown, on)
        if changed:
            drafts.append(self._draft(row, "stated", on, fields=changed))
        moved = self._moved(row, now, shown)
        if moved is not None:
            drafts.append(moved)
        drafts += [self._draft(row, "linked", on, links=links) for links in self._links(row, now)]
        if evidence:
            if not drafts:
                return [self._draft(row, "attached", on, evidence=evidence)]
            last = next((place for place, one in enumerate(drafts) if one.kind == "moved"), 0)
            drafts[last] = msgspec.structs.replace(drafts[last], evidence=(*drafts[last].evidence, *evidence))
        return drafts

    def _draft(self, row: Row, kind: Any, on: date, **more: Any) -> Draft:
        if row.written and "fields" in more:
            more["written"] = {key: said for key, said in row.written.items() if key in more["fields"]}
        return Draft(programme=self.programme, subject=row.code, kind=kind, effective_on=on, **more)

    def _new(self, row: Row, evidence: tuple[Evidence, ...]) -> list[Draft]:
        if not row.links and not row.stage and not row.stage_on:
            return [self._opened(row, _day(row.on) or self.on or self.today, evidence)]
        stage_on = _day(row.stage_on)
        on = _day(row.on) or stage_on or self.on or self.today
        links = [{relation: other} for relation, some in row.links.items() for other in some]
        opened = {relation: others[0] for relation, others in row.links.items()}
        more = [one for one in links if one.items() - opened.items()]
        if not row.stage:
            return [
                self._draft(row, "opened", on, fields=row.values, links=opened, evidence=evidence),
                *(self._draft(row, "linked", on, links=one) for one in more),
            ]
        moved_on = stage_on or _day(row.on) or self.on
        if moved_on is None:
            self._undated(row)
            return []
        return [
            self._draft(row, "opened", on, fields=row.values, links=opened),
            self._draft(row, "moved", moved_on, stage=row.stage, evidence=evidence),
            *(self._draft(row, "linked", on, links=one) for one in more),
        ]

    def _opened(self, row: Row, on: date, evidence: tuple[Evidence, ...]) -> Draft:
        """What most rows of a first import come to."""
        return Draft(
            programme=self.programme,
            subject=row.code,
            kind="opened",
            effective_on=on,
            fields=row.values,
            written=row.written,
            evidence=evidence,
        )

    def _undated(self, row: Row) -> None:
        stage = self.ground.programme.stages[row.stage].name
        self._wrong(row, "stage-date", "", f"到“{stage.zh}”是哪一天？写上阶段日期，如 2024-06-18", f"on which day did it reach “{stage.said('en')}”? fill in its date, such as 2024-06-18", "date")  # fmt: skip

    def _changed(self, row: Row, now: State, shown: State | None, on: date) -> dict[str, Value]:
        """The levels that the row says otherwise."""
        if not row.values:
            return {}
        levels = now.levels()
        base = shown.levels() if shown is not None else {}
        changed: dict[str, Value] = {}
        for key, value in row.values.items():
            was, held = base.get(key), levels.get(key)
            if was is not None and was.value == value:
                if held is not None and held.value != value:
                    self._untouched(row, key, held)
                continue
            theirs = held
            if row.on and held is not None and held.on > on:
                held = now.level(key, on)
            if held is not None and held.value == value:
                continue
            if theirs is not None and theirs != was and self._by_another(now, theirs.seq):
                self._overtaken(row, key, now, theirs)
            elif not row.on and held is not None and held.on > on:
                self._later(row, key, held, on)
            changed[key] = value
        return changed

    def _untouched(self, row: Row, key: str, held: Held) -> None:
        """A cell that still shows what the template did, while the ledger has moved on: left alone, and told."""
        own = self.ground.programme.fields[key]
        self._note(
            row,
            "field",
            key,
            f"没有动过，台账里已是 {show_value(own, held.value)}（第 {held.seq} 条）：照台账的，没有改回",
            f"was not touched, and the ledger says {show_value(own, held.value, 'en')} by now (entry {held.seq}): left as it is",
        )

    def _note(self, row: Row, role: str, key: str, zh: str, en: str) -> None:
        sheet, head = self.ground.sheets[row.sheet]
        self.plan.notes.append(Note(placed(sheet.name, row.at, head.cell_of(role, key)), zh, en))

    def _by_another(self, now: State, seq: int) -> bool:
        """Whether an entry came after the template was made, from somebody else than who imports it now."""
        base = self.ground.base
        return base is not None and seq >= base.seen and getattr(now.entries.get(seq), "actor", "") != self.ground.actor

    def _overtaken(self, row: Row, key: str, now: State, theirs: Held) -> None:
        own = self.ground.programme.fields[key]
        entry = now.entries[theirs.seq]
        by = getattr(entry, "actor", "")
        self._wrong(
            row,
            "field",
            key,
            f"{own.name.zh}：这张表生成之后，{by}已改为 {show_value(own, theirs.value)}（第 {theirs.seq} 条）；核对后重新生成模板再填",
            f"{own.name.said('en')}: since this sheet was made, {by} recorded {show_value(own, theirs.value, 'en')} (entry {theirs.seq}); compare, then fill in a new template",
            "overtaken",
        )

    def _later(self, row: Row, key: str, held: Held, on: date) -> None:
        own = self.ground.programme.fields[key]
        self._wrong(
            row,
            "field",
            key,
            f"{own.name.zh}：{held.on} 起已是 {show_value(own, held.value)}，不能用更早的 {on} 改它；确要补记旧数，在“数据日期”写明 {on}",
            f"{own.name.said('en')}: it is {show_value(own, held.value, 'en')} from {held.on} on, which {on} is before; to add an old value write {on} under “Values as of”",
            "earlier",
        )

    def _moved(self, row: Row, now: State, shown: State | None) -> Draft | None:
        if not row.stage:
            return None
        held, was = now.stage, shown.stage if shown is not None else None
        day = _day(row.stage_on)
        if was is not None and was.value == row.stage:
            if day is None or day == was.on:
                return None
            return self._redated(row, now, was, day)
        if held is not None and held.value == row.stage and (day is None or day == held.on):
            return None
        if day is not None and any(
            one.kind == "moved" and one.stage == row.stage and one.effective_on == day for one in now.entries.values()
        ):
            return None
        if held is not None and held != was and self._by_another(now, held.seq):
            stage = self.ground.programme.stages[str(held.value)].name
            self._wrong(row, "stage", "", f"这张表生成之后，它已到“{stage.zh}”（{held.on}，第 {held.seq} 条）；重新生成模板再填", f"since this sheet was made it has reached “{stage.said('en')}” ({held.on}, entry {held.seq}); fill in a new template", "overtaken")  # fmt: skip
            return None
        if held is not None and held.value == row.stage:
            self._same_stage(row, held)
            return None
        if was is not None and day == was.on:
            self._wrong(row, "stage-date", "", f"阶段改了，日期还是原来阶段的 {day}；写到达新阶段的日期（若正是同一天，用 dajuan record 记）", f"the stage has changed, its date is still {day}, that of the stage before; fill in the new one (if it was the same day, use dajuan record)", "date")  # fmt: skip
            return None
        day = day or _day(row.on) or self.on
        if day is None:
            self._undated(row)
            return None
        return self._draft(row, "moved", day, stage=row.stage)

    def _redated(self, row: Row, now: State, was: Held, day: date) -> Draft | None:
        """Another date for the stage it is in corrects the entry that said so."""
        entry = now.entries.get(was.seq)
        if entry is None:
            if any(e.stage == row.stage and e.effective_on == day for e in now.entries.values() if e.kind == "moved"):
                return None
            self._wrong(row, "stage-date", "", f"这张表生成之后，这一步（第 {was.seq} 条）已被更正或撤回；重新生成模板再填", f"since this sheet was made, that step (entry {was.seq}) was corrected or withdrawn; fill in a new template", "overtaken")  # fmt: skip
            return None
        return self._draft(
            row, "moved", day, stage=row.stage, fields=entry.fields, evidence=entry.evidence, replaces=was.seq
        )

    def _same_stage(self, row: Row, held: Held) -> None:
        self._note(
            row,
            "stage-date",
            "",
            f"{row.code} {held.on} 已在这个阶段，日期没有改（要改，用模板或 dajuan record）",
            f"{row.code} has been in this stage since {held.on}: its date was left (to correct it use a template or dajuan record)",
        )

    def _links(self, row: Row, now: State) -> list[dict[str, str]]:
        if not row.links:
            return []
        many = self.ground.programme.links
        there = {(relation, other) for one in now.entries.values() for relation, other in one.links.items()}
        last = now.links()
        return [
            {relation: other}
            for relation, others in row.links.items()
            for other in others
            if (
                (relation, other) not in there
                if many[relation].many
                else getattr(last.get(relation), "value", "") != other
            )
        ]

    def _evidence(self, row: Row, now: State | None) -> tuple[Evidence, ...]:
        """The files that the row names and the ledger does not know of this subject yet."""
        if not row.evidence:
            return ()
        known = (
            {(one.kind, one.sha256 or one.address) for some in now.evidence().values() for one in some}
            if now
            else set()
        )
        found: list[Evidence] = []
        for kind, names in row.evidence.items():
            for name in names:
                try:
                    one = self.ground.files.find(name, kind)
                except ValueTrouble as trouble:
                    self._wrong(row, "evidence", kind, trouble.zh, trouble.en, "evidence")
                    continue
                if (one.kind, one.sha256 or one.address) not in known:
                    found.append(one)
        return tuple(found)

    # a row of a period

    def _period(self, row: Row) -> list[Draft]:
        now = self.now.get(row.code)
        day = last_day(row.on)
        evidence = self._evidence(row, now)
        held = self._flows(self.flows, now, row.code)
        shown = self._flows(self.flows_shown, self.base.get(row.code), row.code) if self.base is not None else {}
        new: dict[str, Value] = {}
        corrected: dict[int, dict[str, Value]] = {}
        for key, value in row.values.items():
            was, own = shown.get((key, day)), held.get((key, day))
            if was is not None and was.value == value:
                if own is not None and own.value != value:
                    self._untouched(row, key, own)
                continue
            if own is not None and own.value == value:
                continue
            if own is None:
                new[key] = value
                continue
            if now is not None and own != was and self._by_another(now, own.seq):
                self._overtaken(row, key, now, own)
            corrected.setdefault(own.seq, {})[key] = value
        drafts = [self._draft(row, "measured", day, fields=new, evidence=evidence)] if new else []
        for seq, fields in corrected.items():
            assert now is not None
            entry = now.entries[seq]
            proof = entry.evidence if drafts else (*entry.evidence, *evidence)
            drafts.append(
                self._draft(row, "measured", day, fields={**entry.fields, **fields}, evidence=proof, replaces=seq)
            )
        if evidence and not drafts:
            drafts.append(self._draft(row, "attached", day, evidence=evidence))
        return drafts

    def _flows(self, known: dict[str, Flows], state: State | None, code: str) -> Flows:
        found = known.get(code)
        if found is None:
            found = known[code] = flows_of(state)
        return found


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
