"""What stands before 3家企业: the names of the three, who did it, a place, or only a verb that the table lacks."""

from __future__ import annotations

from typing import NamedTuple

from dajuan.claims import phrases
from dajuan.claims.scopes import is_place
from dajuan.language.lazy import lazy

_ETC = lazy(r"^(?P<names>.{2,80}?)等$")
_GROUP = lazy("等?(?:重点|新兴)?(?:领域|行业|方面|地)$")
_AND = lazy(r"[、和与及]")
_DONE = lazy(r"(?P<who>[^了]*?)(?P<verb>[\u4e00-\u9fff]{2})了(?P<names>[^了]*)$")
_NAMED = lazy(r"[县市区镇乡村省州局委办部院校司厂店社团所站园城岛港湾路桥”）)A-Za-z0-9]$")
"""How a name ends; a word of two characters that ends otherwise is more likely a verb."""


_UNNAMED = lazy(
    r"第|首批|[在向为与将对可远共从由把被已正即]|.{25,}$|.*[在向为与将对]$|.*元的|[^、]*(?:的形式|方式)|[\u4e00-\u9fff]{0,8}[地性]$|高质|全力|合力"
)
"""No name: an ordinal (第一批), what begins with a preposition, an adverb, half a sentence."""


class Before(NamedTuple):
    """``act``: a verb of doing to be put before the counted noun; ``scope``: a place that the count is of."""

    entities: tuple[str, ...] = ()
    act: str = ""
    scope: str | None = None


def before_counted(words: str) -> Before:
    """美的厨卫、美智空调2家企业 names two; 住建局承担了45个项目 says who did what; 全县608所机构 where; 出清38家企业 what was done."""
    if words in ("涉及", "惠及", "覆盖"):
        return Before(act=words)
    done = _DONE.match(words)
    if done is not None:
        return Before(_names(done["names"]) or _names(done["who"]), done["verb"])
    listed = _ETC.match(words)
    if listed is not None:
        return _led(_GROUP.sub("", listed["names"]))
    if _AND.search(words):
        return _led(words)
    place = words.removeprefix("在")
    if is_place(place):
        return Before(scope=place)
    verb = phrases.trailing_verb(words)
    if verb:
        return Before(_names(words.removesuffix(verb)), verb)
    if len(words) == 2 and not words.startswith(("首", "第", "其", "信")) and not _NAMED.search(words):
        return Before(act=words)
    return Before(_names(words))


def _led(words: str) -> Before:
    """出台商业航天、医疗器械: the verb before the first name belongs to all of them."""
    verb = phrases.leading_verb(words)
    return Before(_names(words.removeprefix(verb)), verb)


def is_list(words: str) -> bool:
    """甲、乙等: names, whatever is counted after them."""
    return _ETC.match(words) is not None


def _names(text: str) -> tuple[str, ...]:
    """An ordinal (第一批) names nobody."""
    return tuple(name for name in _AND.split(text) if name and not _UNNAMED.match(name))
