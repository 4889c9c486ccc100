"""WD801 没有出处的“第一”“首家” · superlative with no source

做什么
    找出“首家”“最大”“第一”“率先”“唯一”“领先”一类的话，而同一句没有写明谁评的、哪份名单、哪个口径。
为什么要紧
    这类话最容易被追问，也最容易被别处的同类说法推翻。
例子
    建成省内最大加氢站。
改成
    建成日加氢能力4吨的加氢站，据省住建厅统计为省内最大。
已知不足
    是否需要出处由作者定，默认不查。有名次来源（公布、发布、统计、评选、位列榜单）的不提示。

What it does
    Finds 首家, 最大, 第一, 率先, 唯一 in a sentence that names no list, ranking or source.
Why it matters
    Such words are the first to be questioned, and the first to be contradicted by somebody else's.
Example
    建成省内最大加氢站。
Use instead
    建成日加氢能力4吨的加氢站，据省住建厅统计为省内最大。
Known problems
    Whether a source is needed is the author's choice: off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "WD801"
NAME = "bare-superlative"
SEVERITY: Final = "question"
ZH = "“首家”“最大”“第一”没有出处"
EN = "a superlative with no source"
DEFAULT = False

_SUPERLATIVE = lazy(
    r"(?:全[国省市球区]|省内|国内|世界|西部|中部|东部|亚洲)(?:首[家个批次座条创例款台]|最[大高多快优长]|第一(?!批|轮|届|书记|方阵|梯队)|唯一|率先|领先)"
)
_SOURCE = lazy("公布|发布|统计|评选|评为|获评|榜|排名|通报|考核|名单|认定|授予|入选|据")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.flow.sentences:
        text = words(reading, (sentence.start, sentence.end))
        if sentence.heading or _SOURCE.search(text):
            continue
        for match in _SUPERLATIVE.finditer(text):
            at = (sentence.start + match.start(), sentence.start + match.end())
            yield mark(
                reading,
                CODE,
                SEVERITY,
                at,
                zh=f"{quote(match[0])}没有出处：写明谁统计、哪份名单，或去掉",
                en=f"{match[0]} has no source: name the list or the count, or drop it",
            )
