"""A comparison → rows for csv and xlsx, and the object that ``dajuan compare --format json`` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dajuan.comparison.comparison import Answer, Answered, Comparison, Promised
from dajuan.outputs.contract import claim_object
from dajuan.outputs.places import Places
from dajuan.outputs.rows import Cell, Column
from dajuan.outputs.words import VERDICTS, plain

COMPARISON_COLUMNS = (
    Column("verdict", "结论", "verdict", "text", 14),
    Column("main", "主要目标", "main target", "flag", 8),
    Column("indicator", "指标", "indicator", "text", 28),
    Column("promise", "承诺", "promise", "text", 40),
    Column("answer", "回答", "answer", "text", 40),
    Column("promised", "承诺值", "promised value", "decimal", 16),
    Column("answered", "回答值", "answered value", "decimal", 16),
    Column("unit", "单位", "unit", "text", 8),
    Column("gap", "差", "gap", "decimal", 14),
    Column("called_success", "报告称已完成", "called a success", "flag", 10),
    Column("reason", "理由", "reason", "text", 60),
    Column("promise_section", "承诺所在章节", "promise section", "text", 30),
    Column("promise_line", "承诺所在行", "promise line", "whole", 8),
    Column("answer_section", "回答所在章节", "answer section", "text", 30),
    Column("answer_line", "回答所在行", "answer line", "whole", 8),
    Column("score", "配对把握", "pairing", "number", 8),
)


def comparison_rows(comparison: Comparison, language: str = "zh", *, words: bool = False) -> Iterator[list[Cell]]:
    """One row a promise, cells in the order of ``COMPARISON_COLUMNS``; ``words`` writes verdicts as a person says them."""
    plan, report = Places(comparison.plan.document), Places(comparison.report.document)
    for one in comparison.answers:
        asked, answered = one.promise.claim, one.answer
        got = answered.claim if answered else None
        yield [
            VERDICTS[one.verdict][language] if words else one.verdict,
            one.promise.main,
            one.promise.indicator,
            one_line(one.promise.text),
            one_line(answered.text) if answered else None,
            plain(asked.low if asked.low is not None else asked.high) if asked else None,
            plain(got.low if got.low is not None else got.high) if got else None,
            asked.unit if asked else None,
            plain(one.gap),
            one.called_success,
            one.reason(language),
            " › ".join(one.promise.section) or None,
            plan.line_and_column(one.promise.start)[0],
            " › ".join(report.sections(answered.start)) or None if answered else None,
            report.line_and_column(answered.start)[0] if answered else None,
            round(answered.score, 3) if answered else None,
        ]


def one_line(words: str) -> str:
    return "".join(words.split("\n")).strip()


def counts(comparison: Comparison) -> dict[str, int]:
    """How many of each verdict, in the order of the table of verdicts, those that occur."""
    counted = Counter(one.verdict for one in comparison.answers)
    return {verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]}  # type: ignore[index]


def comparison_object(comparison: Comparison, language: str = "zh") -> dict[str, Any]:
    """The JSON: both documents by name, counts by verdict, the success claims, then each promise with its answer."""
    text = comparison.report.document.text
    return {
        "plan": _side(comparison.plan.document.source, comparison.plan.document.sha256, comparison.plan.plan_year),
        "report": _side(
            comparison.report.document.source, comparison.report.document.sha256, comparison.report.report_year
        ),
        "counts": counts(comparison),
        "success_claims": [
            {"start": start, "end": end, "text": one_line(text[start:end])} for start, end in comparison.success_claims
        ],
        "answers": [_answer(one, language) for one in comparison.answers],
    }


def _side(source: str, sha256: str, year: int | None) -> dict[str, Any]:
    return {"source": source, "sha256": sha256, "year": year}


def _answer(one: Answer, language: str) -> dict[str, Any]:
    target = {"target": one.target._asdict()} if one.target else {}
    return {
        "verdict": one.verdict,
        "called_success": one.called_success,
        "gap": plain(one.gap),
        "reason": one.reason(language),
        "promise": _promise(one.promise),
        "answer": _answered(one.answer) if one.answer else None,
        "others": [_answered(other) for other in one.others],
        **target,
    }


def _promise(promise: Promised) -> dict[str, Any]:
    return {
        "start": promise.start,
        "end": promise.end,
        "text": one_line(promise.text),
        "indicator": promise.indicator,
        "main": promise.main,
        "section": list(promise.section),
        "claim": claim_object(promise.claim) if promise.claim else None,
    }


def _answered(answered: Answered) -> dict[str, Any]:
    return {
        "start": answered.start,
        "end": answered.end,
        "text": one_line(answered.text),
        "score": round(answered.score, 3),
        "claim": claim_object(answered.claim) if answered.claim else None,
    }
