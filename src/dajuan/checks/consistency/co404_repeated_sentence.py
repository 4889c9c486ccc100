"""CO404 整句整段重复 · sentence or paragraph repeated

做什么
    找出一字不差写了两遍的长句（30字以上），整段重复时只报一处。
为什么要紧
    多半是粘贴时多贴了一次，或两个部门交来同一段话；汇总时里面的数会被算两遍。
例子
    全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
    投资稳中有进。全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
改成
    全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
    投资稳中有进。全年完成固定资产投资120亿元，增长7.5%。
已知不足
    标题、目录、表格里的字不查；不足30字的提法可能有意重复，不查；
    只说完成了多少、没说是什么的句子（本领域目标任务3项：已完成1项，占33.3%）跟着各自的标题，不查。

What it does
    Finds a long sentence (30 characters or more) that stands twice, word for word; a repeated paragraph is told once.
Why it matters
    Usually pasted twice, or handed in by two offices; its numbers will be counted twice.
Example
    全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
    投资稳中有进。全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
Use instead
    全区新增规上工业企业31家，完成技改投资8.6亿元，建成智能工厂和数字化车间9个。
    投资稳中有进。全年完成固定资产投资120亿元，增长7.5%。
Known problems
    Headings, tables of contents and cells are passed over; shorter phrases may be repeated on purpose;
    so are sentences that only say how much was done, each of what its own heading names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dajuan.checks.consistency._clauses import body_clauses, is_bare
from dajuan.checks.finding import Finding
from dajuan.checks.mark import Span, mark, quote
from dajuan.claims.claim import Reading
from dajuan.documents.flow import Sentence
from dajuan.language.lazy import lazy

CODE = "CO404"
NAME = "repeated-sentence"
SEVERITY: Final = "warning"
ZH = "整句或整段一字不差地重复"
EN = "a sentence or paragraph stands twice, word for word"

_SHORTEST = 30
_CALL = lazy("我们一定|让我们|我们要|团结|奋斗|奋勇|领导下|紧密")
"""The calls at the end of a speech, repeated on purpose."""


def check(reading: Reading) -> Iterator[Finding]:
    first: dict[str, int] = {}
    done = -1
    sentences = reading.flow.sentences
    for index, sentence in enumerate(sentences):
        plain = _plain(reading, sentence)
        if index <= done or len(plain) < _SHORTEST or not _body(reading, sentence):
            continue
        before = first.setdefault(plain, index)
        if before == index or _only_how_much(reading, index):
            continue
        done = _last_repeated(reading, before, index)
        yield _finding(
            reading,
            (sentences[before].start, sentences[before + done - index].end),
            (sentence.start, sentences[done].end),
        )


def _only_how_much(reading: Reading, index: int) -> bool:
    """本领域目标任务3项：已完成1项，占33.3%: of what stands before it, which need not be the same."""
    clauses = [one for one in body_clauses(reading) if one.sentence == index]
    return bool(clauses) and all(is_bare(reading, one) for one in clauses)


def _last_repeated(reading: Reading, before: int, index: int) -> int:
    """How far the two places stay the same, as the index of the last repeated sentence."""
    sentences = reading.flow.sentences
    step = 0
    while (
        before + step + 1 < index
        and index + step + 1 < len(sentences)
        and _plain(reading, sentences[before + step + 1]) == _plain(reading, sentences[index + step + 1])
    ):
        step += 1
    return index + step


def _plain(reading: Reading, sentence: Sentence) -> str:
    return "".join(reading.flow.text[sentence.start : sentence.end].split())


def _body(reading: Reading, sentence: Sentence) -> bool:
    blocks = reading.document.blocks
    cell = sentence.block < len(blocks) and blocks[sentence.block].kind == "cell"
    return not (sentence.heading or cell or _CALL.search(reading.flow.text, sentence.start, sentence.end))


def _finding(reading: Reading, first: Span, later: Span) -> Finding:
    words = quote(reading.flow.text[later[0] : later[1]], 40)
    return mark(
        reading,
        CODE,
        SEVERITY,
        later,
        zh=f"{words}与前文一字不差：删去一处",
        en=f"{words} stands word for word earlier on: drop one of the two",
        related=[first],
    )
