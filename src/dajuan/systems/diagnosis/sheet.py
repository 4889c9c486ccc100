"""问卷: answers and levels of scenes as lines of text, ``network: shop, systems`` — and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from dajuan.standards.digital.level import Answer
from dajuan.standards.digital.questionnaire import Edition, Question
from dajuan.standards.trouble import RuleError


def answers_text(edition: Edition, answers: Mapping[str, Answer]) -> str:
    """In the order of the questionnaire, so that the same answers are the same text."""
    return "\n".join(f"{key}: {_said(one, answers[key])}" for key, one in edition.questions.items() if key in answers)


def _said(question: Question, answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, frozenset):
        return ", ".join(
            sorted(answer, key=lambda key: list(question.options).index(key) if key in question.options else 99)
        )
    return f"{_number(answer[0])} / {_number(answer[1])}"


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"


def read_answers(edition: Edition, text: str) -> dict[str, Answer]:
    """Raises :class:`RuleError` naming the line."""
    found: dict[str, Answer] = {}
    for nth, line in enumerate(text.splitlines(), 1):
        key, colon, said = (part.strip() for part in line.partition(":"))
        question = edition.questions.get(key)
        if question is None or not colon:
            raise RuleError(
                f"问卷第 {nth} 行“{line}”不是“题: 答案”", f"line {nth}, “{line}”, is no “question: answer”", key
            )
        found[key] = read_answer(question, said)
    return found


def read_answer(question: Question, said: str) -> Answer:
    if question.kind == "one":
        return said
    if question.kind == "many":
        return frozenset(one.strip() for one in said.split(",") if one.strip())
    part, _slash, whole = said.partition("/")
    try:
        return Fraction(Decimal(part.strip())), Fraction(Decimal(whole.strip()))
    except InvalidOperation as error:
        raise RuleError(
            f"{question.name.zh}要写“部分 / 全部”，写的是“{said}”",
            f"{question.name.en} is “part / whole”, not “{said}”",
            question.key,
        ) from error


def scenes_text(edition: Edition, scenes: Mapping[str, int]) -> str:
    return "\n".join(f"{one.key}: {scenes[one.key]}" for one in edition.scenes if one.key in scenes)


def read_scenes(text: str) -> dict[str, int]:
    """Raises :class:`RuleError`."""
    found: dict[str, int] = {}
    for nth, line in enumerate(text.splitlines(), 1):
        key, _, step = (part.strip() for part in line.partition(":"))
        if not step.isdigit() or len(step) > 1:
            raise RuleError(
                f"场景第 {nth} 行“{line}”不是“场景: 等级”", f"line {nth}, “{line}”, is no “scene: level”", key
            )
        found[key] = int(step)
    return found
