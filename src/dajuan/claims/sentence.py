"""One sentence → drafts: each quantity with its indicator, verb, basis and scope."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dajuan.claims import phrases
from dajuan.claims.bases import set_basis
from dajuan.claims.clauses import Clause, clause_of, cut
from dajuan.claims.distribution import parallel, shares
from dajuan.claims.draft import Draft
from dajuan.claims.goals import PLANNED, is_done, is_goal, looks_ahead, reached, without_goal
from dajuan.claims.leaning import Leaning
from dajuan.claims.neighbours import like, share_noun
from dajuan.claims.pieces import pieces, without_thresholds
from dajuan.claims.scopes import is_place, split_scope
from dajuan.claims.statements import COMPARED, SHARE, distance, placed, ranked, share_of
from dajuan.claims.subjects import before_counted, is_list
from dajuan.claims.weak import is_claimed, measures
from dajuan.language.lazy import lazy
from dajuan.language.spans import Name, Ordinal, Period, Quantity, Span

_FROM = lazy(r"(?:从|由)(?:[^，。；]{0,8}的)?$")
_PEOPLE = lazy(r"居民|群众|人口|市民|村民|农民|学生|职工|游客|劳动力|老人|儿童|旅客|观众|用户|党员|干部")
_STRETCH = lazy("力争|争取|确保|奋斗|冲刺|努力")
_STOP = lazy(r"、|，|；")
_PLACE_LAST = lazy("(?:全国|全省|全市|全区|全县|全球)$")
"""创造了全市42%的工业增加值: a share without 占."""
_SHORT = 4
_BY = lazy("(?<=.)[以用凭]$")
_GROWN = lazy("的?(?:增长|增幅|增速|涨幅)(?![\u4e00-\u9fff])")
"""保持了年均38%的增幅: the word comes after."""
_REACHED = lazy("(?:完成|实现)(?=[\u4e00-\u9fff]{3,}$)")
_EACH = lazy("(?<!每.)每[人户亩](?:每[月年天])?$")
_WHOLE = lazy("总|共|现有|现存|拥有|存量|保有|其中")
"""What is counted in whole is not added, though it stands beside what is."""
_ALL_TOLD = lazy("(?:主要)?(?:经济)?(?:指标的?增[速幅]|指标|增[速幅])均?")
"""三项增速分别高于全省…: those just told."""
_OWN_VERB = lazy("获(?!得感)|入选|入围|被")


def _start(draft: Draft) -> int:
    return draft.start


class SentenceReader(Leaning):
    """Reads the sentences of one flow in turn; keeps what the next clause may lean on."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.items: list[str] | None = None

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
        for span in ranked(self.text, spans):
            if (isinstance(span, Quantity) and measures(self.text, span)) or (isinstance(span, Ordinal) and span.rank):
                clause = clause_of(clauses, span.start)
                if clause is not None:
                    groups.setdefault(clause, []).append(span)
        ahead, sure = False, self.text.startswith("确保", start)
        for clause in clauses:
            words = self.text[clause.start : clause.end].strip()
            ahead = looks_ahead(words, clause.start == start, ahead and (sure or not self._broken(clause, clauses)))
            if clause in groups:
                made = len(self.drafts)
                self._clause(clause, groups[clause], clauses)
                done = is_done(words)
                for draft in self.drafts[made:]:
                    draft.ahead, draft.done = ahead, done
        return sorted(self.drafts, key=_start), clauses

    def _clause(self, clause: Clause, items: list[Quantity | Ordinal], clauses: list[Clause]) -> None:
        text = self.text
        items = without_thresholds(text, items)
        if not items:
            return
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
                if i > named[0] and previous is not None:
                    draft.suffix = draft.suffix or previous.suffix
                    if previous.basis == "share" and draft.dimension == "ratio":
                        draft.basis = "share"
                if i > named[0] and previous is not None and not draft.verb and draft.basis in ("level", "change"):
                    like(draft, previous)
                    if previous.basis == "share" and draft.dimension == "ratio":
                        draft.basis = "share"
            if previous is None and (added := self._listed(draft, clause, clauses)) is not None:
                like(draft, added)
            if not is_claimed(text, draft):
                continue
            if not draft.noun:
                self._lean(draft, previous, clause, clauses)
            elif phrases.is_attribute(draft.noun) and (not draft.act or self._of_part(draft, clauses, clause)):
                self._own(draft, previous, clause, clauses)
            draft.clause = (clause.start, clause.end)
            self.drafts.append(draft)
            previous = draft
        share_noun(self.drafts[first:])
        self._mark_baselines(first)

    def _listed(self, draft: Draft, clause: Clause, clauses: list[Clause]) -> Draft | None:
        """新增图书70万册，电子图书100万册: what 新增 was said of, when the next clause goes on with more of the same."""
        index = clauses.index(clause)
        before = self.drafts[-1] if self.drafts else None
        if (
            before is None
            or not index
            or clauses[index - 1].mark not in "，,"
            or clauses[index - 1].depth != clause.depth
        ):
            return None
        goes_on = before.clause == (clauses[index - 1].start, clauses[index - 1].end) and before.unit == draft.unit
        kind = before.noun != "" and draft.noun.endswith(before.noun)  # 梯田面积，播种面积 are two things
        before_it = draft.noun_at[1] == draft.start  # 新增载体6家，7家载体获评优秀 adds no seven
        plain = (
            draft.basis == "level"
            and bool(draft.noun)
            and before_it
            and not (draft.verb or draft.act or draft.cumulative)
        )
        added = before.verb == "新增" and before.basis == "change" and draft.dimension not in ("ratio", "rank")
        return before if goes_on and kind and plain and added and not _WHOLE.search(draft.noun) else None

    def _draft(
        self,
        item: Quantity | Ordinal,
        left: tuple[int, int],
        right: tuple[int, int],
        previous: Draft | None,
        clause: Clause,
    ) -> Draft:
        if isinstance(item, Ordinal):
            draft = placed(item, phrases.plain(self._words(left)))
            draft.noun_at = left if draft.noun else (0, 0)
            return draft
        draft = Draft(item, item.start, item.end, item.low, item.high, item.unit, item.dimension, per=item.per)
        draft.qualifier = item.qualifier
        draft.per = draft.per or self._per(left)
        text, words = self.text, self._words(left)
        draft.part = "其中" in words or self.text[left[0] - 3 : left[0] - 1] == "其中"
        draft.baseline = "之一" in self._words(right)[:8] or text.startswith("的基础上", item.end)
        draft.planned = item.dimension == "money" and PLANNED.search(words) is not None
        draft.cumulative = "累计" in words or "总数" in words or "历年" in words
        draft.goal = is_goal(words, self._words(right), self._leads_to_share(item.end))
        done = None if draft.goal or item.dimension not in ("ratio", "multiple") else reached(words)
        if (
            previous is not None
            and previous.goal
            and item.dimension == "ratio"
            and text[previous.end : item.start] == "的"
        ):
            return self._of_goal(draft, previous)
        share = SHARE.search(words) if item.dimension == "ratio" and done is None else None
        if share is not None:
            share_of(draft, words[: share.start()], share)
            draft.noun_at = left if draft.noun else (0, 0)
            behind = self._words(right)
            if not draft.noun and behind.startswith("的"):
                draft.noun, draft.noun_at = phrases.plain(behind), right
            return draft
        if item.dimension in ("ratio", "point", "multiple"):
            if done is not None:
                draft.suffix, draft.verb, words = "完成率", "完成", words[: done.start()]
            compared = COMPARED.search(words)
            if compared is not None and done is None:
                distance(draft, words[: compared.start()], compared)
                draft.noun_at = left if draft.noun else (0, 0)
                return draft
        if draft.per:
            words = words.removesuffix(f"每{draft.per}")
        elif (each := _EACH.search(words)) and draft.dimension == "money":
            draft.per = "/".join(each.group().replace("每", " ").split())
            draft.unit = f"{draft.unit}/{draft.per}"
            words = words[: each.start()]
        led, words = split_scope(words.lstrip("，、 \u3000"))
        phrase = phrases.before(words)
        if phrase.move in ("rise", "fall") and item.dimension == "count":
            if not phrases.begins_predicate(phrases.plain(self._words(right))) and not phrases.trailing_verb(
                phrase.noun
            ):
                phrase = self._doing(phrase, right)._replace(noun=phrase.noun)
            elif phrases.trailing_verb(phrase.noun) == phrase.noun:
                phrase = self._doing(phrase._replace(act=phrase.act + phrase.noun), right)
        draft.verb, draft.act = draft.verb or phrase.verb, phrase.act
        place, noun = split_scope(phrase.noun)
        if place and (done := _REACHED.match(noun)):
            noun = noun[done.end() :]
        draft.scope = place or led
        draft.noun, draft.noun_at = noun, left if noun else (0, 0)
        self._counted(draft, right, words, phrase)
        set_basis(draft, phrase, words)
        if draft.dimension == "ratio" and _GROWN.match(self._words(right)):
            draft.basis = "growth"
        if draft.goal:
            draft.noun, draft.act, draft.suffix = without_goal(draft.noun), "", "目标"
            return draft
        bare = draft.basis == "level" or (draft.dimension == "point" and not draft.verb)
        if previous is not None and bare and not draft.cumulative:
            listed = not words.strip("、和与及，") and not _OWN_VERB.search(draft.noun)
            stretched = not draft.noun and _STRETCH.search(words) and previous.basis == "growth" and draft.unit == "1"
            silent = not draft.verb and previous.dimension != "ratio" and not _OWN_VERB.search(draft.noun)
            if listed or stretched or silent:
                like(draft, previous)
            if listed and not draft.noun and draft.dimension == previous.dimension == "ratio":
                draft.suffix = draft.suffix or previous.suffix
        return draft

    def _leads_to_share(self, end: int) -> bool:
        """任务数132.63亿元的90.8%: the amount is the plan, the share is what was done of it."""
        return self.text.startswith("的", end) and self.text[end + 1 : end + 2].isdigit()

    @staticmethod
    def _of_goal(draft: Draft, previous: Draft) -> Draft:
        draft.noun, draft.noun_at, draft.inherited = previous.noun, previous.noun_at, True
        draft.verb, draft.suffix = "完成", "完成率"
        return draft

    def _doing(self, phrase: phrases.Phrase, right: tuple[int, int]) -> phrases.Phrase:
        """改造提升3000个行政村: before a counted noun 提升 is what is done to it, not how far a number rose."""
        if phrases.begins_predicate(phrases.plain(self._words(right))):
            return phrase
        if phrase.verb == "增加":
            return phrases.Phrase("", phrase.verb, "new", "+", "")
        return phrases.Phrase("", phrase.act + phrase.verb, "", "", phrase.act + phrase.verb)

    def _counted(self, draft: Draft, right: tuple[int, int], words: str, phrase: phrases.Phrase) -> None:
        """培育2个省级平台: the noun may stand after the number; what stood before it is then a name or a subject."""
        after = self._words(right)
        if draft.dimension == "ratio" and (wrought := phrases.wrought(phrases.plain(after))):
            draft.suffix = wrought
        by = _BY.search(draft.noun)
        if by is not None and after.startswith("的"):
            draft.noun = draft.noun[: by.start()] + phrases.plain(after.removeprefix("的"))
            return
        if draft.dimension == "money" and not draft.noun and after.startswith("的") and draft.act.endswith("投资"):
            draft.noun, draft.act, draft.noun_at = phrases.plain(after.removeprefix("的")) + "投资", "", right
            return
        owned = after.startswith("的") or self.text[draft.end - 1] == "的"
        whole = _PLACE_LAST.search(words) if draft.dimension == "ratio" and owned else None
        if whole is not None:
            draft.noun, draft.noun_at, draft.basis, draft.scope = phrases.plain(after), right, "share", whole.group()
            return
        bare_share = not draft.noun and after.startswith("的")
        if (draft.dimension in ("ratio", "point", "multiple") and not bare_share) or phrase.move in ("rise", "fall"):
            return
        after = phrases.plain(after)
        stop = _STOP.search(after)
        if stop is not None and stop.start() > 3 and after[stop.start() - 1] not in "级型类":
            after = after[: stop.start()]
        if draft.dimension == "number" and not draft.unit and _PEOPLE.match(after):
            draft.unit, draft.dimension = "人", "count"
        if not after:
            if not draft.noun and draft.act and draft.dimension != "count":
                draft.noun, draft.act, draft.noun_at = draft.act, "", right
            return
        if draft.verb in ("给予", "予以") and draft.dimension == "money" and len(after) <= _SHORT:
            draft.noun = draft.noun.lstrip("对为向给") + after
            return
        if phrases.begins_predicate(after):
            if draft.noun and draft.dimension == "count" and not phrase.verb:
                where = draft.noun if is_place(draft.noun) else None
                draft.scope = where or draft.scope
                draft.noun = after if where else draft.noun + after
            elif not draft.noun and not draft.act:
                draft.noun, draft.noun_at = after, right
            return
        if draft.noun:
            if owned and phrases.is_attribute(draft.noun):
                draft.noun, draft.act = after + draft.noun, ""
            if owned:
                return
            if draft.dimension != "count" and not is_list(draft.noun):
                return
            lead = before_counted(draft.noun)
            draft.entities, draft.scope = lead.entities, draft.scope or lead.scope
            if lead.act and not draft.act and not (isinstance(draft.item, Quantity) and draft.item.chinese):
                draft.act, draft.verb = lead.act, draft.verb or lead.act
        draft.noun, draft.noun_at = after, right

    def _distributed(
        self, clause: Clause, items: list[Quantity | Ordinal], lefts: list[tuple[int, int]]
    ) -> tuple[int, list[str]] | None:
        """(index of the first item that 分别 hands out, the things in order), or None."""
        for i, left in enumerate(lefts):
            words = self._words(left)
            head, mark, behind = words.partition("分别")
            count = len(items) - i
            if mark and _ALL_TOLD.fullmatch(phrases.plain(head)):
                rates = [d.noun for d in self.drafts if d.basis == "growth" and d.noun][-count:]
                return (i, rates) if len(rates) == count and count > 1 else None
            if not mark or self._has_noun(items[i], behind):
                continue
            noun = phrases.before(head).noun if head else ""
            if not noun and self.items is None:
                told = [d.act + d.noun for d in self.drafts if d.basis == "level" and d.noun][-count:]
                return (i, told) if len(told) == count and count > 1 else None
            if not noun and self.items is not None and len(self.items) == count:
                return i, self.items
            for n in (count, count // 2 if count % 2 == 0 else count):
                named = parallel(split_scope(phrases.plain(head))[1], n) or shares(noun, n)
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
    def _has_noun(item: Quantity | Ordinal, behind: str) -> bool:
        """分别完成工业开票销售506亿元、639亿元: one thing in several years, not several things."""
        amount = isinstance(item, Quantity) and item.dimension not in ("ratio", "point")
        return amount and len(phrases.before(behind).noun) > 1

    def _mark_baselines(self, first: int) -> None:
        """从A提高到B: A is where it started."""
        made = self.drafts[first:]
        for left, right in itertools.pairwise(made):
            if left.unit == right.unit and _FROM.search(self.text[max(0, left.start - 12) : left.start]):
                left.baseline = True
                if not left.noun or _FROM.search(left.noun) or left.noun in ("从", "由"):
                    left.noun, left.act = right.noun, right.act
                right.noun, right.act = (left.noun, left.act) if right.inherited else (right.noun, right.act)
