"""Three forms of statement with a grammar of their own: a place (位居全省第2), a share (占全市的40%), a distance (高于全省2个百分点)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dajuan.claims import phrases
from dajuan.claims.draft import Draft
from dajuan.claims.scopes import split_scope
from dajuan.language.lazy import lazy
from dajuan.language.spans import Ordinal, Quantity, Span

SHARE = lazy(
    r"占(?P<whole>[\u4e00-\u9fff“”A-Z、]{0,18}?)(?:的)?(?P<word>总量|比重|比例|份额|比|总数)?"
    r"(?:将|约|近|超|达|达到|为|提高到|提高至|上升到|提升至|提升到|升至|降至|下降到|稳定在|保持在|预计|已|的)*$"
)
COMPARED = lazy(
    r"(?P<verb>高于|快于|低于|慢于|高出|领先|少于|多于|超出|落后|滞后|(?<![赶反])超过?(?=[^，。；]{0,10}(?:均值|平均|水平|进度)))"
    r"(?P<other>[\u4e00-\u9fff“”]{0,14}?)(?:平均水平|平均|均值|水平)?$"
    r"|(?<!同)(?:比|较)(?P<than>(?!上年|去年|同期|上月|上半年|年初|前)[\u4e00-\u9fff“”]{1,14}?)(?:平均水平|平均|均值|水平)?(?<![提升降])(?P<side>[高快低慢])(?:出|了|约|近)?$"
)
_PLACED = lazy(
    r"(?P<still>继续|均|再次|连续|首次|并列|跃升|升至|跃升至|上升至|上升到|提升至|提升到|前移至)*(?:位居|稳居|位列|排名|排在|跃居|位次|总量|数量|规模|均居|保持|继续保持|居|列|排)?"
    r"(?:升至|跃升至|上升至|上升到|提升至|提升到|前移至)?(?P<where>全国|全省|全市|全区|全县|全州)?(?:综合)?(?:排名|位列|排)?(?P<scope>全国|全省|全市|全区|全县|全州|全球|世界|中部|西部|东部|亚洲)?$"
)
_AMONG = lazy(
    r"(?:^|(?<=..))(?:继续|均|再次|并列)*(?:位居|稳居|位列|排名|排在|跃居|(?<![\u4e00-\u9fff])[居列](?![民家]))(?![上提前晋跃下]?[升移降])(?P<scope>[\u4e00-\u9fff“”]{2,16})$"
)


_SUBJECT = 6
_OF_WHICH = lazy(
    r"(?P<who>(?:全[国省市区县州球]|世界)[\u4e00-\u9fff“”]{0,8}?(?:百强|十强|千强|百佳)[县市区镇]?|全[国省市区县州球])(?P<what>[\u4e00-\u9fff]{4,})$"
)
"""位居全国百强县投资潜力第3: among whom and in what."""


def placed(item: Ordinal, words: str) -> Draft:
    """产能位居全国第一: what stands where, and among whom."""
    value = Decimal(item.numbers[0])
    draft = Draft(item, item.start, item.end, value, value, "位", "rank", "rank")
    found = _AMONG.search(words) or _PLACED.search(words)
    if found is not None:
        draft.scope = found["scope"] or found.groupdict().get("where")
        words = words[: found.start()]
        inner = _OF_WHICH.match(draft.scope or "")
        if inner is not None and len(words) <= _SUBJECT and not phrases.verbs().strong.search(words):
            draft.scope, words = inner["who"], inner["what"]
    if _CITY.fullmatch(words):
        draft.scope, words = words, ""
    phrase = phrases.before(words)
    draft.noun = phrase.act + phrase.noun if phrase.noun else ""
    return draft


_CITY = lazy(r"[\u4e00-\u9fff]{2,4}[省市县区州]")
_NEXT_PLACE = lazy(r"[、和，][\u4e00-\u9fff“”]{2,16}$")


def ranked(text: str, spans: Sequence[Span]) -> list[Span]:
    """位居全省园区产值第3、税收第5: what comes after a place in a list is a place as well."""
    told: list[Span] = []
    last: Ordinal | None = None
    for span in spans:
        if isinstance(span, Ordinal):
            if (
                not span.rank
                and not span.noun
                and last is not None
                and _NEXT_PLACE.fullmatch(text[last.end : span.start])
            ):
                span = span._replace(rank=True)
            last = span if span.rank else None
        elif isinstance(span, Quantity):
            last = None
        told.append(span)
    return told


def share_of(draft: Draft, subject: str, share: re.Match[str]) -> None:
    """占全市的40%: the whole is kept in ``scope``."""
    draft.basis = "share"
    draft.verb = "占"
    whole, word = share["whole"], share["word"] or ""
    draft.scope = whole or None
    if draft.qualifier is None and subject.endswith("约"):
        draft.qualifier = "approx"
    draft.noun = "" if subject.endswith("了") else phrases.before(subject).noun
    if draft.noun and whole and word:
        draft.noun += f"占{whole}{word}"
    elif draft.noun and word == "比":
        draft.noun += "占比"


def distance(draft: Draft, subject: str, compared: re.Match[str]) -> Draft:
    """高于全市平均水平2个百分点: from somebody else's number, kept in ``scope``."""
    draft.basis, draft.verb = "change", compared["verb"] or compared["side"]
    draft.scope = compared["other"] or compared["than"] or None
    draft.noun = split_scope(phrases.before(subject).noun)[1]
    if draft.verb in ("低", "慢", "低于", "慢于", "少于", "落后", "滞后"):
        draft.negate()
    return draft
