"""QU111 百分号重复或写法不一 · doubled or odd percent sign

做什么
    找出写了两个的百分号（6.1%%），和全文百分号半角、全角（％）、小号（﹪）混用。
为什么要紧
    两个百分号必是笔误；混用的全角百分号会让检索和统计漏数。
例子
    人均可支配收入增长6.1%%。
改成
    人均可支配收入增长6.1%。
已知不足
    全文都用全角百分号时不作声；混用时只报少数的一种，每处一条，等级为提问，需在 dajuan.toml 写
    [rules.QU111] 和 mixed = true 打开。

What it does
    Finds a percent sign written twice (6.1%%), and, with mixed = true, a text that mixes %, ％ and ﹪.
Why it matters
    A doubled sign is a slip; mixed signs are lost to search and to counting.
Example
    人均可支配收入增长6.1%%。
Use instead
    人均可支配收入增长6.1%。
Known problems
    A text that uses ％ throughout is left alone. Mixed signs are looked for only with [rules.QU111] mixed = true.
    The fix is safe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from dajuan.checks.finding import Finding
from dajuan.checks.mark import mark, quote
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

CODE = "QU111"
NAME = "percent-sign"
SEVERITY: Final = "warning"
ZH = "百分号重复或写法不一"
EN = "a doubled percent sign, or several kinds of it"
OPTIONS = {"mixed": False}

_DOUBLED = lazy(r"(?<=\d)[%％﹪]{2,}")
_NUMBER = lazy(r"\d[\d.]*$")
_SIGN = lazy(r"(?<=\d)[%％﹪](?![%％﹪])")


def check(reading: Reading, *, mixed: bool = False) -> Iterator[Finding]:
    text = reading.flow.text
    for match in _DOUBLED.finditer(text):
        number = _NUMBER.search(text[max(match.start() - 12, 0) : match.start()])
        written = number[0] if number else ""
        yield mark(
            reading,
            CODE,
            SEVERITY,
            (match.start() - len(written), match.end()),
            zh=f"{quote(written + match[0])}多写了百分号：改为“{written}%”",
            en=f"{quote(written + match[0])} has a percent sign too many: write {written}%",
            fix=(match.span(), match[0][0]),
            safe=True,
        )
    if mixed:
        yield from _mixed(reading)


def _mixed(reading: Reading) -> Iterator[Finding]:
    found = list(_SIGN.finditer(reading.flow.text))
    kinds = Counter(match[0] for match in found)
    if len(kinds) < 2:
        return
    usual = kinds.most_common(1)[0][0]
    for match in found:
        if match[0] == usual:
            continue
        yield mark(
            reading,
            CODE,
            "question",
            match.span(),
            zh=f"全文多用“{usual}”，这里是“{match[0]}”：统一为“{usual}”",
            en=f"the text mostly writes {usual}, here {match[0]}: write {usual}",
            fix=(match.span(), usual),
            safe=True,
        )
