"""What a number leans on when its own clause does not name it: the thing told before, the clause before, its whole."""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.claims import phrases
from dajuan.claims.clauses import Clause
from dajuan.claims.draft import Draft
from dajuan.language.lazy import lazy
from dajuan.language.spans import Name, Period

STANDING = frozenset(("税收", "收入", "营业收入", "产值", "融资", "贷款", "投资", "营收", "利润", "出口额", "增加值"))
"""Attributes that can stand alone: after a semicolon they are no longer the last thing's."""

_CROP = lazy(r"(?P<crop>[\u4e00-\u9fff]{1,10}?)(?:总?播种|种植|栽培|收获)?面积$")
_YIELD = frozenset(("产量", "总产量", "单产", "总产", "亩产"))
"""蔬菜播种面积3930亩，产量5346吨: of vegetables."""


class Leaning:
    """The part of the reader that looks back: the drafts of the sentence so far and the words of its clauses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.asides: Sequence[Period | Name] = ()

    def _words(self, piece: tuple[int, int]) -> str:
        """The text of a piece without the periods in it, nor what the number is per (每万人)."""
        a, b = piece
        if a >= b:
            return ""
        out, at = "", a
        for aside in self.asides:
            if aside.end > at and aside.start < b:
                out += self.text[at : max(at, aside.start)]
                at = min(b, aside.end)
        return out + self.text[at:b]

    def _per(self, piece: tuple[int, int]) -> str:
        for aside in self.asides:
            if isinstance(aside, Name) and piece[0] <= aside.start < piece[1]:
                return self.text[aside.start + 1 : aside.end]
        return ""

    @staticmethod
    def _broken(clause: Clause, clauses: list[Clause]) -> bool:
        """Whether a semicolon parts the clause from the one before."""
        index = clauses.index(clause)
        return index > 0 and clauses[index - 1].mark in "；;"

    def _of_part(self, draft: Draft, clauses: list[Clause], clause: Clause) -> bool:
        """工业项目35个，到位资金6亿元: the clause just before has counted whose money it is."""
        index = clauses.index(clause)
        before = self.drafts[-1] if self.drafts else None
        return (
            draft.act == "到位"
            and before is not None
            and before.dimension == "count"
            and index > 0
            and clauses[index - 1].start <= before.start < clauses[index - 1].end
            and not self._broken(clause, clauses)
        )

    def _owner_of_count(self, source: Draft, draft: Draft) -> Draft:
        """总投资24亿元；已开工6个: the six are projects, which were counted before their money."""
        if draft.dimension != "count" or source.dimension != "money":
            return source
        return next((d for d in reversed(self.drafts) if d.dimension == "count" and d.unit == draft.unit), source)

    def _lean(self, draft: Draft, previous: Draft | None, clause: Clause, clauses: list[Clause]) -> None:
        """A number without a noun of its own is about the thing last named in the sentence."""
        source = previous or (self.drafts[-1] if self.drafts else None)
        draft.inherited = True
        if source is not None:
            source = self._owner_of_count(source, draft)
        index = clauses.index(clause)
        if source is not None and not self._named_since(source, clauses[:index]):
            draft.noun = source.noun.removesuffix(f"{source.unit}数") if source.inherited else source.noun
            if draft.dimension == "count" and source.dimension == "money":
                draft.noun = phrases.attribute_owner(draft.noun)
            if draft.act and phrases.trailing_verb(draft.noun) == draft.noun:
                draft.noun = ""
            if not draft.noun:
                draft.noun, draft.act = draft.act, ""
                draft.doubt += 0.3
                return
            if draft.act and (ended := phrases.trailing_verb(draft.noun)) and ended != draft.noun:
                draft.noun = draft.noun.removesuffix(ended).removesuffix("已")
            if draft.basis == "level" and draft.dimension == "count" and draft.unit != source.unit:
                draft.noun += f"{draft.unit}数"
            draft.act = draft.act or source.act
            draft.noun_at = source.noun_at
            draft.doubt += 0.05
            return
        named = self._named(clauses[:index])
        if named is not None:
            draft.noun, draft.noun_at = named
            draft.doubt += 0.15
            return
        draft.noun, draft.act = draft.act, ""
        draft.doubt += 0.3

    def _named(self, clauses: list[Clause]) -> tuple[str, tuple[int, int]] | None:
        """What the nearest of the clauses is about, and where it stands."""
        for clause in reversed(clauses):
            told = [d for d in self.drafts if clause.start <= d.start < clause.end and d.noun]
            if told:
                return told[-1].noun, told[-1].noun_at
            noun = phrases.before(phrases.untrended(phrases.plain(self._words((clause.start, clause.end))))).noun
            if len(noun) >= 2:
                return noun, (clause.start, clause.end)
        return None

    @staticmethod
    def _named_since(source: Draft, earlier: list[Clause]) -> bool:
        """Whether, behind a semicolon after ``source``, a clause without numbers has named something else."""
        marks = [clause.mark for clause in earlier if clause.start >= source.clause[0] and clause.depth == 0]
        return len(marks) > 1 and marks[0] in "；;" and marks[-1] in "，,"

    def _own(self, draft: Draft, previous: Draft | None, clause: Clause, clauses: list[Clause]) -> None:
        """总投资 is that of the projects named just before."""
        source = previous or (self.drafts[-1] if self.drafts else None)
        earlier = clauses[: clauses.index(clause)]
        if previous is None and source is not None and self._named_since(source, earlier):
            named = self._named(earlier)
            draft.noun = named[0] + draft.noun if named else draft.noun
            return
        if source is None and earlier and phrases.is_trend(self._words((earlier[-1].start, earlier[-1].end))):
            named = self._named(earlier[-1:])
            draft.noun = named[0].removesuffix(draft.noun) + draft.noun if named else draft.noun
            return
        if source is None or not source.noun:
            return
        crop = _CROP.match(source.noun) if draft.noun in _YIELD else None
        if crop is not None:
            draft.noun = crop["crop"] + draft.noun
            return
        if draft.basis != "rank" and source.dimension in ("ratio", "rank", "point"):
            return

        if source.goal or (draft.noun in STANDING and self._broken(clause, clauses)):
            return
        owner = source.noun
        if draft.basis == source.basis == "rank":
            owner = phrases.attribute_owner(source.noun)
        elif draft.basis != "rank" and source.dimension != "count":
            owner = phrases.attribute_owner(source.noun)
            if owner == source.noun and draft.noun in STANDING:
                return
        elif draft.unit == "1":
            owner = phrases.undone(owner)
        draft.noun = owner + draft.noun
        draft.doubt += 0.03
