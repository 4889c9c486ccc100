"""Every clause of a document's body with where it stands; what makes one tell a particular event, what leaves it bare."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from dajuan.checks.clauses import clauses_of
from dajuan.checks.once import once
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy
from dajuan.language.spans import Ordinal, Period, Quantity

EVENT = lazy(
    "上市|挂牌|获批|获评|入选|获得|荣获|落户|开工|投产|揭牌|签约|通车|通航|投用|投入使用|投入运营|竣工|授牌|认定|推广|建成|启用|开馆|封顶"
)
"""Words that tell a thing that happened once."""

SLOGAN = lazy("意识|自信|维护|确立|思想|精神|中央|总书记|各位|代表|人民|高质量发展$|坚持|锚定|围绕|聚焦|贯彻|落实")
"""Words of the phrases that a report repeats on purpose."""

_STANDING = lazy(
    r"(?:[本该各](?:领域|行业|区域|板块|部门|单位|章|节|项)|目标(?:任务|值)?|年度|全年|任务|序时进度|进度|完成率|达标率|增速|增幅|其中"
    r"|[已未尚累计均共为约]|部分|无法(?:衡量|计算|判断)|如期|按期|提前|超额|全部|目前|实际|完成|实现|达到|落后于?|略慢于|快于|领先|符合|超过|不及|到期"
    r"|同比|[比较](?:上年(?:同期|同月)?|去年(?:同期)?|年初|目标|计划)?|增长|下降|提高|提升|降低|增加|减少|持平|基本|占(?:比)?|[快慢高低多少]"
    r"|(?:牵头|责任|配合|主办|承办)(?:单位|部门)[^，,；;]*|[（(][^（）()]{2,20}[）)]|台账|佐证|未?经他人复核|至|[，,；;、：:\s]|\d)*"
)
"""How a thing stands, whatever it is, who answers for it and where that is recorded: what is left of a clause that says
no more, without its numbers and dates."""


class Clause(NamedTuple):
    """A clause of the body: ``flow.text[start:end]``, ``words`` without white space, its place in reading order."""

    start: int
    end: int
    words: str
    sentence: int
    order: int


@once
def body_clauses(reading: Reading) -> list[Clause]:
    found: list[Clause] = []
    for index, sentence in enumerate(reading.flow.sentences):
        if sentence.heading:
            continue
        for start, end in clauses_of(reading, index):
            plain = "".join(reading.flow.text[start:end].split())
            found.append(Clause(start, end, plain, index, len(found)))
    return found


def repeated(clauses: list[Clause], shortest: int) -> Iterator[tuple[Clause, Clause]]:
    """Pairs of clauses with the same words, the earlier one first; each later one is paired with the first of all."""
    by_words: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if len(clause.words) >= shortest:
            by_words[clause.words].append(clause)
    for same in by_words.values():
        for later in same[1:]:
            yield same[0], later


def is_bare(reading: Reading, clause: Clause) -> bool:
    """完成5家, 比目标高0.2个百分点: says how something stands and not what; that is named before it."""
    spans = [one for one in reading.spans if isinstance(one, Quantity | Period | Ordinal)]
    at, rest = clause.start, ""
    for span in spans[bisect_left(spans, clause.start, key=lambda one: one.start) :]:
        if span.start >= clause.end:
            break
        rest += reading.flow.text[at : span.start]
        at = span.end
    return _STANDING.fullmatch(rest + reading.flow.text[at : clause.end]) is not None
