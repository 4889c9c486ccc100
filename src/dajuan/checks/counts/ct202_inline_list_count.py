"""CT202 所列与所数不符 · inline list differs from its count

做什么
    数一数“A、B等2家”“2条道路（A、B）”“A、B、C三项工作”里列出的名称，与紧跟着的数对照。
    有“等”字时，列出的不能比数多；没有“等”字时，应当正好相等。
为什么要紧
    名称和个数写在一起，一眼就能看出不符；多半是补了名称而没有改数。
例子
    岭川光电、砺峰精工、恒岳生物、澄观数据等3家企业获评。
改成
    岭川光电、砺峰精工、恒岳生物、澄观数据等4家企业获评。
已知不足
    名称里自带顿号时会多数一项；“和”“及”可能在名称里，也可能分开两项，两种数法有一种相符就不作声。
    没有“等”字又没有括号的列举，只在多列时报告。

What it does
    Counts the names in A、B等2家, in 2条道路（A、B） and in A、B、C三项工作, and compares with the number beside them.
    With 等 no more may be listed than are counted; without it, exactly as many.
Why it matters
    Names and number stand side by side: anybody sees it. Usually a name was added and the number was not.
Example
    岭川光电、砺峰精工、恒岳生物、澄观数据等3家企业获评。
Use instead
    岭川光电、砺峰精工、恒岳生物、澄观数据等4家企业获评。
Known problems
    A name that holds a 、 counts twice. 和 and 及 may join two names or stand inside one: either count is accepted.
    A list with neither 等 nor brackets is reported only when it lists too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.clauses import clauses_of
from dajuan.checks.counts._numerals import NUMERAL, value_of
from dajuan.checks.finding import Finding
from dajuan.checks.mark import Span, mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "CT202"
NAME = "inline-list-count"
SEVERITY: Final = "error"
ZH = "列出的名称与写明的个数不符"
EN = "the names listed differ from the count beside them"

_UNIT = "[家个条所座项处种类名支款场部件只座]"
_COUNTED = lazy(rf"等?(?P<n>{NUMERAL}){_UNIT}(?![多余几])")
_BRACKET = lazy(
    rf"(?<![\d.])(?P<n>{NUMERAL})(?P<unit>{_UNIT})(?P<noun>[^，。；：、（）()]{{1,12}})[（(](?P<list>[^（）()]*、[^（）()]*)[）)]"
)
_OR_RATHER = lazy("^(?:省|市|州|盟|县|区|旗|镇|乡|村|街道|行政村|部门|单位)(?:级)?$")
"""29个省（自治区、直辖市）: the brackets give other words for the kind of thing, they do not list the 29."""

_VERB = lazy(
    "建设|新建|建成|推进|推动|支持|实施|打造|加快|获批|入选|新增|引进|培育|开展|完成|提升|改造|举办|组建|设立|创建"
    "|聚焦|围绕|统筹|深化|落实|成立|发展|开通|打通|优化|做好|抓好|坚持|增强|突出|完善|承办|出台|包括|其中|分别"
)
_ORDINAL = lazy("(?:^|[。；：，])第[一二三四五六七八九十]{1,3}$")
_JOINED = lazy("[、和与及]|以及")


def check(reading: Reading) -> Iterator[Finding]:
    for index, sentence in enumerate(reading.flow.sentences):
        if "、" not in words(reading, (sentence.start, sentence.end)):
            continue
        for clause in clauses_of(reading, index):
            yield from _in_brackets(reading, clause)
            yield from _before_the_count(reading, clause)


def _before_the_count(reading: Reading, clause: Span) -> Iterator[Finding]:
    """A、B等3家, and A、B、C三项."""
    text = words(reading, clause)
    begin = 0
    for match in _COUNTED.finditer(text):
        listed = re.split("[（）()]", text[begin : match.start()])[-1]
        begin = match.end()
        number = value_of(match["n"])
        if "、" not in listed or not number or not 2 <= number <= 12:
            continue
        names = _names(listed)
        if len(names) > number:
            at = (clause[0] + match.start() - len("、".join(names)), clause[0] + match.end())
            numeral = (clause[0] + match.start("n"), clause[0] + match.end("n"))
            yield _finding(reading, at, numeral, names, number)


def _in_brackets(reading: Reading, clause: Span) -> Iterator[Finding]:
    """2条道路（A、B）."""
    for match in _BRACKET.finditer(words(reading, clause)):
        number = value_of(match["n"])
        names = match["list"].split("、")
        fewest, most = len(names), len(_JOINED.split(match["list"]))
        if not number or any(len(name) <= 2 or re.search(r"\d", name) for name in names):
            continue
        open_end = "等" in names[-1]
        if fewest <= number <= most or (open_end and most <= number):
            continue
        if re.match("含|包括|其中|不含", match["list"]) or _OR_RATHER.search(match["noun"]):
            continue
        numeral = (clause[0] + match.start("n"), clause[0] + match.end("n"))
        yield _finding(reading, (numeral[0], clause[0] + match.end()), numeral, names, number)


def _names(listed: str) -> list[str]:
    """The names of a list that ends at its count: from the last verb on. Empty where an item is no name."""
    names = [name for name in listed.split("、") if not _ORDINAL.search(name)]
    for place in range(len(names) - 1, -1, -1):
        whose, of, name = names[place].rpartition("的")
        if of and whose and len(name) >= 2:
            names = [name, *names[place + 1 :]]
            break
    for place in range(len(names) - 1, -1, -1):
        verbs = list(_VERB.finditer(names[place]))
        if verbs:
            names = [names[place][verbs[-1].end() :], *names[place + 1 :]]
            break
    if any(not 2 <= len(name) <= 24 or re.search(r"\d|[“”]", name) for name in names):
        return []
    return names


def _finding(reading: Reading, at: Span, numeral: Span, names: list[str], number: int) -> Finding:
    counted = len(names)
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"列出 {counted} 项（{quote('、'.join(names))}），写的是 {number}：把数改为 {counted}，或核对名称",
        en=f"{counted} are listed and {number} is written: write {counted}, or check the names",
        fix=(numeral, str(counted)) if words(reading, numeral).isdigit() else None,
    )
