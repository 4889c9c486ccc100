"""AR306 不可能的数值 · impossible value

做什么
    找出超过100%的覆盖率、办结率、合格率、占比，一年里超过366天的优良天数，以及超出总数的名次（126家里排第133位）。
为什么要紧
    这是按定义就错的数，不需要任何资料就能看出来。
例子
    按期办结率达到102.3%。
改成
    按期办结率达到98.3%。（核对分子分母）
已知不足
    完成率、到位率、自给率、产销率、毛入学率、参保率、负债率本来可以超过100%，不查。

What it does
    Finds rates that cannot exceed 100% (coverage, completion of cases, pass rates, shares) and do, more than 366
    good-air days in a year, and a rank beyond the number of those ranked (第133位 of 126).
Why it matters
    Wrong by definition: no document is needed to see it.
Example
    按期办结率达到102.3%。
Use instead
    按期办结率达到98.3%。
Known problems
    Rates that may exceed 100% (完成率, 到位率, 自给率, 产销率, 毛入学率, 参保率, 负债率) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.checks.written import written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "AR306"
NAME = "impossible-value"
SEVERITY: Final = "error"
ZH = "按定义不可能的数值"
EN = "a value that is impossible by definition"

_BOUNDED = lazy(
    r"(?P<name>(?:覆盖|普及|城镇化|失业|合格|优良|达标|办结|办复|满意|知晓|整改|化解|结案|交付|开工|投产|竣工|签约|入住|绿化"
    r"|绿地|森林覆盖|就业|巩固|处置|无害化|资源化|普惠|建档|签约服务|机械化|安全利用|处理|破案|渗透)率|占比|比重)"
    r"(?:首次|已|均|平均|稳定)?(?:达到?|为|提高到|提升到|上升到|保持在|稳定在|升至|提升至)?$"
)
_RANK = lazy(
    r"(?:在|全[国省市区县])(?:[^，,。；;、\d]{0,8})(?P<all>\d{2,4})(?:个|家|座)[^，,。；;、\d]{0,16}(?:中|里)[^，,。；;、\d]{0,8}?"
    r"(?P<place>(?:位列|位居|排名|排|列|居)[^，,。；;、\d]{0,6}第?(?P<rank>\d{1,4})[名位])"
)
_GROWS = lazy("增长|增速|增幅|提高$|下降|完成率|计划")
_DAYS = lazy(r"(?P<name>优良天数|重污染天数|优良天)(?:达到?|为|提高到|增加到)?$")


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    yield from _ranks(reading)
    for sentence in reading.flow.sentences:
        for one in written_in(reading, sentence.start, sentence.end):
            before = re.split("[，,；;。]", text[max(sentence.start, one.start - 24) : one.start])[-1]
            rate, days = _BOUNDED.search(before), _DAYS.search(before)
            if rate and one.dimension == "ratio" and one.value > 1 and not _GROWS.search(before):
                yield _finding(reading, (one.start, one.end), rate["name"], one.words, "100%")
            elif days and one.unit == "天" and one.value > 366:
                yield _finding(reading, (one.start, one.end), days["name"], one.words, "366天")


def _ranks(reading: Reading) -> Iterator[Finding]:
    """在126家开发区中位列第133: no place after the last."""
    for match in _RANK.finditer(reading.flow.text):
        if int(match["rank"]) <= int(match["all"]):
            continue
        at, last = (match.start("place"), match.end()), match["all"]
        yield mark(
            reading,
            CODE,
            SEVERITY,
            at,
            zh=f"一共 {last} 个，{quote(match['place'])}超出了范围：核对名次和总数",
            en=f"{match['place']} of {last} is out of range: check both",
            related=[(match.start("all"), match.end("all"))],
        )


def _finding(reading: Reading, at: tuple[int, int], name: str, written: str, most: str) -> Finding:
    return mark(
        reading,
        CODE,
        SEVERITY,
        at,
        zh=f"{quote(name)}不可能超过 {most}，写的是{written}：核对分子和分母",
        en=f"{name} cannot exceed {most}, {written} is written: check both terms",
    )
