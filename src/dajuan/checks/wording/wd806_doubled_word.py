"""WD806 词语重复 · word written twice

做什么
    找出“增长增长”“亿元亿元”“的的”一类紧挨着写了两遍的词。
为什么要紧
    多半是改稿时留下的；出现在数字旁边时，读者会疑心少了半句。
例子
    规上工业总产值增长增长8.2%。
改成
    规上工业总产值增长8.2%。
已知不足
    只认列出的常用词和“的”；“一个个”“常常”一类叠词不查。

What it does
    Finds a common word written twice in a row: 增长增长, 亿元亿元, 的的.
Why it matters
    Left over from editing; beside a number it looks as if half a sentence were missing.
Example
    规上工业总产值增长增长8.2%。
Use instead
    规上工业总产值增长8.2%。
Known problems
    Knows listed words only; words that double by nature (一个个, 常常) are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "WD806"
NAME = "doubled-word"
SEVERITY: Final = "warning"
ZH = "同一个词紧挨着写了两遍"
EN = "a word is written twice in a row"

_TWICE = lazy(
    r"(?P<word>增长|下降|提高|增加|减少|完成|实现|达到|推进|推动|加快|建设|发展|同比|累计|亿元|万元|万人|万亩|公里|平方米|个百分点"
    r"|项目|企业|工作|全面|深入|进行|进一步|通过|以及|并且|其中|目标|任务|全市|全区|全县|全省|我区|我市|我县|预计|力争|确保|带动|举办|开展|建成|改造|引进)(?P=word)"
    r"|(?<!目)(?P<one>的)的(?![确士])"
)


def check(reading: Reading) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _TWICE.finditer(text):
        word = match["word"] or match["one"]
        if "\n" in match[0]:
            continue
        around = text[max(match.start() - 4, 0) : match.end() + 4]
        yield mark(
            reading,
            CODE,
            SEVERITY,
            match.span(),
            zh=f"{quote(around)}里“{word}”写了两遍：留一个",
            en=f"{word} stands twice in {quote(around)}: keep one",
            fix=(match.span(), word),
        )
