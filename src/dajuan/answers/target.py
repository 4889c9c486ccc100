"""目标: one promise as the ledger has it — what is to be reached, by when, by whom, how it is measured, how far it is.

A target is a subject of the programme ``targets`` (``programmes/packs/targets.yaml``); :func:`target_of` folds its
entries into this value. What somebody wrote into it by hand that cannot be read is told in ``troubles`` and left out:
a target is never lost for a bad cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, cast

from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.state import Held, State
from dajuan.programmes.values.amounts import Amount, amount_in
from dajuan.programmes.values.trouble import ValueTrouble

PROGRAMME = "targets"

Kind = Literal["number", "task", "milestone"]
Bound = Literal["at-least", "at-most", "about", "range", "exactly"]

_OWNERS_STEPS = frozenset({"accepted", "disputed", "reported", "extension-asked"})
OWNERS_FIELDS = frozenset({"reported", "progress", "doing", "asked-until"})
"""What a target's owner says of it; all else was settled with the plan."""
OVER = frozenset({"done", "closed"})
"""Stages after which nothing more is asked of its owner."""


class Source(NamedTuple):
    """The words it was promised in: ``[start, end)`` in the text of the document with this SHA-256."""

    sha256: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.sha256}#{self.start}-{self.end}"


class Binding(NamedTuple):
    """绑定: the indicator that measures it; with ``field`` only the part of it where the field has this value."""

    programme: str
    indicator: str
    field: str = ""
    part: str = ""

    def __str__(self) -> str:
        part = f"?{self.field}={self.part}" if self.field else ""
        return f"{self.programme}/{self.indicator}{part}"


class Said(NamedTuple):
    """A value that was stated of a target, from which day on, and in which entry."""

    amount: Amount
    text: str
    on: date
    seq: int


@dataclass(frozen=True, slots=True)
class Target:
    """One promise by now. Values are in base units (元, a ratio for %), exact."""

    code: str
    name: str
    year: int
    kind: Kind
    stage: str
    stage_on: date
    since: date
    """The day of the plan that promised it."""
    area: str = ""
    words: str = ""
    source: Source | None = None
    value: Said | None = None
    upper: Said | None = None
    """The upper end of a range."""
    accepted_value: Said | None = None
    """What was asked when its owner accepted it, where that was another value than now."""
    set_value: Said | None = None
    """What was asked when it was set (立项), where that was another value than now: a dispute may lower it (异议)."""
    bound: Bound = "at-least"
    basis: str = "level"
    accrues: bool = True
    baseline: Amount | None = None
    deadline: date | None = None
    accepted_deadline: date | None = None
    """The deadline when it was accepted, where it has been moved since."""
    asked_until: date | None = None
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    leader: str = ""
    weight: Fraction | None = None
    binding: Binding | None = None
    curve: str = ""
    reported: tuple[Said, ...] = ()
    """The figures reported by hand, oldest first."""
    progress: tuple[tuple[date, Fraction, int], ...] = ()
    """Of a task: day, share done, entry."""
    doing: str = ""
    part_of: str = ""
    evidence: tuple[tuple[int, Evidence], ...] = ()
    heard_on: date | None = None
    """When its owner last said anything of it."""
    sent_back: int = 0
    """How often a report of it was sent back (退回)."""
    extensions: int = 0
    """How often more time was asked for."""
    note: str = ""
    """Why it is where it is (退回, 异议, 申请延期): the note of its last step."""
    last: int = -1
    troubles: tuple[tuple[str, str], ...] = ()
    """What could not be read, in Chinese and English."""

    @property
    def low(self) -> Fraction | None:
        return self.value.amount.value if self.value else None

    @property
    def high(self) -> Fraction | None:
        """The upper end of a range; of any other bound the same as :attr:`low`."""
        return self.upper.amount.value if self.upper else self.low

    @property
    def due(self) -> date:
        """The deadline, or the last day of its year."""
        return self.deadline or date(self.year, 12, 31)

    @property
    def changed(self) -> bool:
        """Whether it is no longer what was set, or what its owner accepted."""
        return any(one is not None for one in (self.set_value, self.accepted_value, self.accepted_deadline))

    @property
    def over(self) -> bool:
        return self.stage in OVER


def target_of(state: State, as_of: date = date.max) -> Target | None:
    """The target that a subject's entries make up to a day; None where there is none yet, or no more."""
    if state.opened is None or state.entries[state.opened].effective_on > as_of:
        return None
    return _Fold(state, as_of).target()


class _Fold:
    """The entries up to a day, field by field."""

    def __init__(self, state: State, as_of: date) -> None:
        self.state = state
        self.troubles: list[tuple[str, str]] = []
        self.entries = {seq: one for seq, one in state.entries.items() if one.effective_on <= as_of}
        self.levels: dict[str, list[Held]] = {}
        """Of each field what was stated, the one that holds last."""
        for seq, entry in self.entries.items():
            for key, value in entry.fields.items():
                self.levels.setdefault(key, []).append(Held(value, entry.effective_on, seq))
        for some in self.levels.values():
            some.sort(key=lambda held: held[1:])
        self.moves = sorted((one for one in state.moves() if one.on <= as_of), key=lambda held: held[1:])

    def target(self) -> Target | None:
        year = self._text("year")
        if not (year.isdigit() and len(year) == 4):
            return None
        stage = self.moves[-1] if self.moves else None
        accepted = self._first("accepted")
        value, deadline, year_end = self._said("value"), self._day("deadline"), date(int(year), 12, 31)
        due_then = (self._day("deadline", accepted) or year_end) if accepted else None
        return Target(
            code=self.state.subject,
            name=self._text("name"),
            year=int(year),
            kind=cast(Kind, self._text("kind") or "number"),
            stage=str(stage.value) if stage else "proposed",
            stage_on=stage.on if stage else next(iter(self.entries.values())).effective_on,
            since=min(entry.effective_on for entry in self.entries.values()),
            area=self._text("area"),
            words=self._text("words"),
            source=self._source(),
            value=value,
            upper=self._said("value-to"),
            accepted_value=self._other_then(value, accepted),
            set_value=self._other_then(value, self._first("set")),
            bound=cast(Bound, self._text("bound") or "at-least"),
            basis=self._text("basis") or "level",
            accrues=self._flag("accrues", otherwise=True),
            baseline=said.amount if (said := self._said("baseline")) else None,
            deadline=deadline,
            accepted_deadline=due_then if due_then != (deadline or year_end) else None,
            asked_until=self._day("asked-until"),
            owner=self._text("owner"),
            co_owners=tuple(one.strip() for one in self._text("co-owners").split("、") if one.strip()),
            leader=self._text("leader"),
            weight=self._share(self._held("weight")),
            binding=self._binding(),
            curve=self._text("curve"),
            reported=tuple(said for held in self._by_day("reported") if (said := self._read(held))),
            progress=tuple((held.on, self._share(held) or Fraction(0), held.seq) for held in self._by_day("progress")),
            doing=self._text("doing"),
            part_of=self._part_of(),
            evidence=tuple((seq, one) for seq, entry in self.entries.items() for one in entry.evidence),
            heard_on=max((one.effective_on for one in self.entries.values() if _from_owner(one)), default=None),
            sent_back=sum(one.value == "sent-back" for one in self.moves),
            extensions=sum(one.value == "extension-asked" for one in self.moves),
            note=self.state.entries[stage.seq].note if stage else "",
            last=self.state.last,
            troubles=tuple(self.troubles),
        )

    def _first(self, stage: str) -> Held | None:
        return next((one for one in self.moves if one.value == stage), None)

    def _other_then(self, value: Said | None, step: Held | None) -> Said | None:
        """The value as it stood when that step was recorded, where it was another."""
        then = self._said("value", step) if step and value else None
        return then if then and value and then.amount.value != value.amount.value else None

    def _held(self, key: str, then: Held | None = None) -> Held | None:
        """The level of a field; with ``then`` as it stood when that step was recorded."""
        levels = [
            held for held in self.levels.get(key, ()) if then is None or (held.on <= then.on and held.seq <= then.seq)
        ]
        return levels[-1] if levels else None

    def _by_day(self, key: str) -> list[Held]:
        """Every value a field was given, oldest first; of one day the last one recorded."""
        return list({held.on: held for held in self.levels.get(key, ())}.values())

    def _text(self, key: str) -> str:
        held = self._held(key)
        return held.value if held and isinstance(held.value, str) else ""

    def _flag(self, key: str, *, otherwise: bool) -> bool:
        held = self._held(key)
        return held.value if held and isinstance(held.value, bool) else otherwise

    def _day(self, key: str, then: Held | None = None) -> date | None:
        held = self._held(key, then)
        return date.fromisoformat(str(held.value)) if held else None

    def _said(self, key: str, then: Held | None = None) -> Said | None:
        held = self._held(key, then)
        return self._read(held) if held else None

    def _read(self, held: Held) -> Said | None:
        try:
            return Said(amount_in(str(held.value)), str(held.value), held.on, held.seq)
        except ValueTrouble as trouble:
            self.troubles.append((f"第 {held.seq} 条：{trouble.zh}", f"entry {held.seq}: {trouble.en}"))
            return None

    @staticmethod
    def _share(held: Held | None) -> Fraction | None:
        return Fraction(held.value, 10**6) if held and isinstance(held.value, int) else None

    def _source(self) -> Source | None:
        sha256, _, span = self._text("source").partition("#")
        start, _, end = span.partition("-")
        return Source(sha256, int(start), int(end)) if start.isdigit() and end.isdigit() else None

    def _binding(self) -> Binding | None:
        text = self._text("indicator").strip()
        return binding_of(text) if text else None

    def _part_of(self) -> str:
        whole = [
            (entry.effective_on, seq, entry.links["part-of"])
            for seq, entry in self.entries.items()
            if "part-of" in entry.links
        ]
        return max(whole)[2].partition("/")[2] if whole else ""


def _from_owner(entry: Entry) -> bool:
    return entry.stage in _OWNERS_STEPS or not OWNERS_FIELDS.isdisjoint(entry.fields)


def binding_of(text: str) -> Binding:
    """``housing-delivery/homes-delivered?developer=云岭置业`` as its parts; whether they exist is another question."""
    named, _, condition = text.partition("?")
    programme, _, indicator = named.partition("/")
    field, _, part = condition.partition("=")
    return Binding(programme.strip(), indicator.strip(), field.strip(), part.strip())
