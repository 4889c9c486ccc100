"""One sentence → drafts: each quantity with its indicator, verb, basis and scope."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from dajuan.claims import phrases
from dajuan.claims.bases import set_basis
from dajuan.claims.clauses import Clause, clause_of, cut
from dajuan.claims.distribution import shares
from dajuan.claims.draft import Draft
from dajuan.claims.pieces import pieces, without_thresholds
from dajuan.claims.scopes import split_scope
from dajuan.claims.weak import is_claimed, measures
from dajuan.language.spans import Name, Ordinal, Period, Quantity, Span

_SHARE = re.compile(
    r"占(?P<whole>[\u4e00-\u9fff“”A-Z、]{0,18}?)(?:的)?(?P<word>总量|比重|比例|份额|比|总数)?(?:将|约|近|超|达|达到|为|提高到|提高至|上升到|提升至|提升到|升至|降至|下降到|稳定在|保持在|的)*$"
)
_FROM = re.compile(r"(?:从|由)(?:[^，。；]{0,8}的)?$")
_PEOPLE = re.compile(r"居民|群众|人口|市民|村民|农民|学生|职工|游客|劳动力|老人|儿童|旅客|观众|用户|党员|干部")
_STRETCH = re.compile("力争|争取|确保|奋斗|冲刺|努力")
_COMPLETION = re.compile(
    r"(?:已|分别)?(?:完成|达|占|达到)[\u4e00-\u9fff“”]{0,12}?(?:任务|目标|计划|预算|任务数|目标数|目标任务|计划数)(?:数)?的?$"
)
_COMPARED = re.compile(
    r"(?P<verb>高于|快于|低于|慢于|高出|领先|少于|多于)(?P<other>[\u4e00-\u9fff“”]{0,14}?)(?:平均水平|平均|均值|水平)?$"
)
_STOP = re.compile(r"、|，|；")
_ETC = re.compile(r"^(?P<names>.{2,80}?)等$")


def _names(text: str) -> tuple[str, ...]:
    """经过梳理明确了甲、乙 → 甲, 乙; an ordinal (第一批) names nobody."""
    _, _, tail = text.rpartition("了")
    return tuple(name for name in re.split(r"[、和与]", tail or text) if name and not name.startswith(("第", "首批")))


def _start(draft: Draft) -> int:
    return draft.start


class SentenceReader:
    """Reads the sentences of one flow in turn; keeps what the next clause may lean on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.items: list[str] | None = None
        self.asides: Sequence[Period | Name] = ()

    def read(self, start: int, end: int, spans: Sequence[Span]) -> tuple[list[Draft], list[Clause]]:
        """The drafts of ``text[start:end]``, whose spans are ``spans``."""
        self.drafts, self.items = [], None
        self.asides = [
            span
            for span in spans
            if isinstance(span, Period) or (isinstance(span, Name) and self.text[span.start] == "每")
        ]
        clauses = cut(self.text, start, end, spans)
        groups: dict[Clause, list[Quantity | Ordinal]] = {}
        for span in spans:
            if (isinstance(span, Quantity) and measures(self.text, span)) or (isinstance(span, Ordinal) and span.rank):
                clause = clause_of(clauses, span.start)
                if clause is not None:
                    groups.setdefault(clause, []).append(span)
        for clause in clauses:
            if clause in groups:
                self._clause(clause, groups[clause], clauses)
        return sorted(self.drafts, key=_start), clauses

    def _clause(self, clause: Clause, items: list[Quantity | Ordinal], clauses: list[Clause]) -> None:
        text = self.text
        items = without_thresholds(text, items)
        lefts, rights = pieces(text, clause, items)
        first = len(self.drafts)
        named = self._distributed(clause, items, lefts)
        previous: Draft | None = None
        for i, item in enumerate(items):
            left, right = lefts[i], rights[i]
            draft = self._draft(item, left, right, previous, clause)
            if named is not None and i >= named[0]:
                index = (i - named[0]) * len(named[1]) // (len(items) - named[0])
                share = named[1][min(index, len(named[1]) - 1)]
                place, noun = split_scope(share)
                draft.noun, draft.act, draft.inherited = noun, "", False
                draft.scope = draft.scope or place
                draft.noun_at = (clause.start, lefts[named[0]][1])
                if i > named[0] and previous is not None and draft.basis == "level" and not draft.verb:
                    self._like(draft, previous)
            if not is_claimed(text, draft):
                continue
            if not draft.noun:
                self._lean(draft, previous, clause, clauses)
            elif phrases.is_attribute(draft.noun) and not draft.act:
                self._own(draft, previous)
            draft.clause = (clause.start, clause.end)
            self.drafts.append(draft)
            previous = draft
        self._share_noun(self.drafts[first:])
        self._mark_baselines(first)

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

    def _draft(
        self,
        item: Quantity | Ordinal,
        left: tuple[int, int],
        right: tuple[int, int],
        previous: Draft | None,
        clause: Clause,
    ) -> Draft:
        if isinstance(item, Ordinal):
            return self._rank(item, left)
        draft = Draft(item, item.start, item.end, item.low, item.high, item.unit, item.dimension, per=item.per)
        draft.qualifier = item.qualifier
        draft.per = draft.per or self._per(left)
        words = self._words(left)
        draft.part = "其中" in words
        draft.cumulative = "累计" in words or "总数" in words or "历年" in words
        share = _SHARE.search(words) if item.dimension == "ratio" else None
        if share is not None:
            self._share(draft, words[: share.start()], share)
            draft.noun_at = left if draft.noun else (0, 0)
            return draft
        if item.dimension in ("ratio", "point", "multiple"):
            done = _COMPLETION.search(words)
            if done is not None:
                draft.suffix, draft.verb, words = "完成率", "完成", words[: done.start()]
            compared = _COMPARED.search(words)
            if compared is not None and done is None:
                return self._compared(draft, words[: compared.start()], compared, left)
        led, words = split_scope(words.lstrip("，、 \u3000"))
        phrase = phrases.before(words)
        if phrase.move in ("rise", "fall") and item.dimension == "count" and not phrase.noun:
            phrase = self._doing(phrase, right)
        draft.verb, draft.act = draft.verb or phrase.verb, phrase.act
        place, noun = split_scope(phrase.noun)
        draft.scope = place or led
        draft.noun, draft.noun_at = noun, left if noun else (0, 0)
        self._counted(draft, right, words, phrase)
        set_basis(draft, phrase)
        if previous is not None and draft.basis == "level" and not draft.cumulative:
            listed = not words.strip("、和与及，")
            stretched = not draft.noun and _STRETCH.search(words) and previous.basis == "growth" and draft.unit == "1"
            if listed or stretched or (not draft.verb and previous.dimension != "ratio"):
                self._like(draft, previous)
        return draft

    def _compared(self, draft: Draft, subject: str, compared: re.Match[str], left: tuple[int, int]) -> Draft:
        """高于全市平均水平2个百分点: a distance from somebody else's number, kept in ``scope``."""
        draft.basis, draft.verb = "change", compared["verb"]
        draft.scope = compared["other"] or None
        draft.noun = split_scope(phrases.before(subject).noun)[1]
        draft.noun_at = left if draft.noun else (0, 0)
        if compared["verb"] in ("低于", "慢于", "少于"):
            draft.negate()
        return draft

    def _doing(self, phrase: phrases.Phrase, right: tuple[int, int]) -> phrases.Phrase:
        """改造提升3000个行政村: before a counted noun 提升 is what is done to it, not how far a number rose."""
        if phrases.begins_predicate(phrases.plain(self._words(right))):
            return phrase
        if phrase.verb == "增加":
            return phrases.Phrase("", phrase.verb, "new", "+", "")
        return phrases.Phrase("", phrase.act + phrase.verb, "", "", phrase.act + phrase.verb)

    @staticmethod
    def _like(draft: Draft, previous: Draft) -> None:
        """A list keeps its verb: 新增A3家、B5家 adds both."""
        draft.verb = previous.verb
        draft.cumulative = draft.cumulative or previous.cumulative
        if previous.dimension == draft.dimension or draft.dimension == "count":
            if draft.basis == "level" and previous.basis in ("change", "growth"):
                draft.basis = previous.basis
                if previous.low is not None and previous.low < 0:
                    draft.negate()
            if not draft.noun:
                draft.act = previous.act

    def _rank(self, item: Ordinal, left: tuple[int, int]) -> Draft:
        value = Decimal(item.numbers[0])
        draft = Draft(item, item.start, item.end, value, value, "位", "rank", "rank")
        words = phrases.plain(self._words(left))
        found = re.search(
            r"(?:位居|稳居|居|位列|列|排名|排|跃居|升至|跃升至|均居|保持|继续保持|位次|总量|数量|规模)?(全国|全省|全市|全区|全球|世界|中部|西部|东部|亚洲)?$",
            words,
        )
        if found is not None:
            draft.scope = found[1]
            words = words[: found.start()]
        draft.noun = phrases.before(words).noun
        draft.noun_at = left if draft.noun else (0, 0)
        return draft

    def _share(self, draft: Draft, subject: str, share: re.Match[str]) -> None:
        draft.basis = "share"
        draft.verb = "占"
        whole, word = share["whole"], share["word"] or ""
        draft.scope = whole or None
        if draft.qualifier is None and subject.endswith("约"):
            draft.qualifier = "approx"
        phrase = phrases.before(subject)
        draft.noun = phrase.noun
        if draft.noun and whole and word:
            draft.noun += f"占{whole}{word}"
        elif draft.noun and word == "比":
            draft.noun += "占比"

    def _counted(self, draft: Draft, right: tuple[int, int], words: str, phrase: phrases.Phrase) -> None:
        """培育2个省级平台: the noun may stand after the number; what stood before it is then a name or a subject."""
        after = self._words(right)
        bare_share = not draft.noun and after.startswith("的")
        if (draft.dimension in ("ratio", "point", "multiple") and not bare_share) or phrase.move in ("rise", "fall"):
            return
        after = phrases.plain(after)
        stop = _STOP.search(after)
        if stop is not None and stop.start() > 3:
            after = after[: stop.start()]
        if draft.dimension == "number" and not draft.unit and _PEOPLE.match(after):
            draft.unit, draft.dimension = "人", "count"
        if not after:
            if not draft.noun and draft.act and draft.dimension != "count":
                draft.noun, draft.act, draft.noun_at = draft.act, "", right
            return
        if phrases.begins_predicate(after):
            if draft.noun and draft.dimension == "count" and not phrase.verb:
                draft.noun += after
            elif not draft.noun and not draft.act:
                draft.noun, draft.noun_at = after, right
            return
        if draft.noun:
            listed = _ETC.match(draft.noun)
            names = listed["names"] if listed else draft.noun
            if draft.dimension != "count" and not listed:
                return
            draft.entities = _names(names)
        draft.noun, draft.noun_at = after, right

    def _lean(self, draft: Draft, previous: Draft | None, clause: Clause, clauses: list[Clause]) -> None:
        """A number without a noun of its own is about the thing last named in the sentence."""
        source = previous or (self.drafts[-1] if self.drafts else None)
        draft.inherited = True
        index = clauses.index(clause)
        if source is not None and not self._named_since(source, clauses[:index]):
            draft.noun = source.noun.removesuffix(f"{source.unit}数") if source.inherited else source.noun
            if draft.basis == "level" and draft.dimension == "count" and draft.unit != source.unit:
                draft.noun += f"{draft.unit}数"
            draft.act = draft.act or source.act
            draft.noun_at = source.noun_at
            draft.doubt += 0.05
            return
        for earlier in reversed(clauses[:index]):
            words = phrases.untrended(phrases.plain(self._words((earlier.start, earlier.end))))
            phrase = phrases.before(words)
            if len(phrase.noun) >= 2:
                draft.noun, draft.noun_at = phrase.noun, (earlier.start, earlier.end)
                draft.doubt += 0.15
                return
        draft.noun, draft.act = draft.act, ""
        draft.doubt += 0.3

    @staticmethod
    def _named_since(source: Draft, earlier: list[Clause]) -> bool:
        """Whether, behind a semicolon after ``source``, a clause without numbers has named something else."""
        marks = [clause.mark for clause in earlier if clause.start >= source.clause[0] and clause.depth == 0]
        return len(marks) > 1 and marks[0] in "；;" and marks[-1] in "，,"

    def _own(self, draft: Draft, previous: Draft | None) -> None:
        """总投资 is that of the projects named just before."""
        source = previous or (self.drafts[-1] if self.drafts else None)
        if source is None or not source.noun or source.dimension in ("ratio", "rank", "point"):
            return
        owner = source.noun
        if source.dimension != "count":
            owner = phrases.attribute_owner(source.noun)
        draft.noun = owner + draft.noun
        draft.doubt += 0.03

    def _distributed(
        self, clause: Clause, items: list[Quantity | Ordinal], lefts: list[tuple[int, int]]
    ) -> tuple[int, list[str]] | None:
        """(index of the first item that 分别 hands out, the things in order), or None."""
        for i, left in enumerate(lefts):
            words = self._words(left)
            head, mark, _ = words.partition("分别")
            if not mark:
                continue
            count = len(items) - i
            noun = phrases.before(head).noun if head else ""
            if not noun and self.items is not None and len(self.items) == count:
                return i, self.items
            for n in (count, count // 2 if count % 2 == 0 else count):
                named = shares(noun, n)
                if named is not None:
                    self.items = named
                    return i, named
            return None
        if self.items and len(items) == len(self.items) and self.drafts:
            first = phrases.before(self._words(lefts[0]))
            if not first.noun and all(not self._words(left).strip("、和") for left in lefts[1:]):
                return 0, self.items
        return None

    @staticmethod
    def _share_noun(made: list[Draft]) -> None:
        """12类55件民生实事: two counts side by side are of one thing."""
        for left, right in itertools.pairwise(made):
            if left.end == right.start and left.inherited and not right.inherited:
                left.noun, left.act, left.noun_at = right.noun, right.act, right.noun_at

    def _mark_baselines(self, first: int) -> None:
        """从A提高到B: A is where it started."""
        made = self.drafts[first:]
        for left, right in itertools.pairwise(made):
            if left.unit == right.unit and _FROM.search(self.text[max(0, left.start - 12) : left.start]):
                left.baseline = True
                if not left.noun or _FROM.search(left.noun) or left.noun in ("从", "由"):
                    left.noun, left.act = right.noun, right.act
                right.noun, right.act = (left.noun, left.act) if right.inherited else (right.noun, right.act)
