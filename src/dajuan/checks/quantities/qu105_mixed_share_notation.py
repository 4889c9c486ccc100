"""QU105 同一段里占比写法不一 · shares written in several ways

做什么
    同一句里既有“40%”又有“2/5”“四成”一类占比时提示。
为什么要紧
    读者要自己换算才能比较；也容易让人以为几处占比的口径不同。
例子
    占比40%；占全省50%；占全市2/5。
改成
    占比40%；占全省50%；占全市40%。
已知不足
    只看同一句；是否统一由作者定，默认不查。

What it does
    Notes a sentence that tells shares as percentages and as fractions or tenths (2/5, 四成) at once.
Why it matters
    The reader has to convert before comparing, and may suspect different bases.
Example
    占比40%；占全省50%；占全市2/5。
Use instead
    占比40%；占全省50%；占全市40%。
Known problems
    Looks at one sentence at a time. A matter of style, so off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote, words
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU105"
NAME = "mixed-share-notation"
SEVERITY: Final = "question"
ZH = "同一句里占比的写法不一"
EN = "shares are written in several ways in one sentence"
DEFAULT = False

_PERCENT = lazy(r"占[^，,。；;]{0,14}?\d[\d.]*[%％]")
_OTHER = lazy(
    r"占[^，,。；;\d]{0,14}?(?P<share>\d{1,2}/\d{1,2}|[\d一二三四五六七八九]成(?!立|为|功|员|果|长)|[一二三四五六七八九]分之[一二三四五六七八九])"
)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.flow.sentences:
        text = words(reading, (sentence.start, sentence.end))
        percent, other = _PERCENT.search(text), _OTHER.search(text)
        if not percent or not other:
            continue
        at = (sentence.start + other.start("share"), sentence.start + other.end("share"))
        yield mark(
            reading,
            CODE,
            SEVERITY,
            at,
            zh=f"本句别处用百分数，这里写{quote(other['share'])}：统一为百分数",
            en=f"percentages elsewhere in the sentence, {quote(other['share'])} here: write percentages throughout",
            related=[(sentence.start + percent.start(), sentence.start + percent.end())],
        )
