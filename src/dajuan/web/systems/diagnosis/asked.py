"""A questionnaire as it comes from a form: ``q.<question>``, ``q.<question>.whole`` and ``s.<scene>``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.http import QueryDict

from dajuan.standards.digital.level import Answer
from dajuan.standards.digital.questionnaire import Edition, Question
from dajuan.standards.trouble import RuleError


def posted(edition: Edition, form: QueryDict) -> tuple[dict[str, Answer], dict[str, int]]:
    """What was filled in. Raises :class:`RuleError` where a number is none."""
    answers: dict[str, Answer] = {}
    for key, one in edition.questions.items():
        if (answer := _answer(one, form)) is not None:
            answers[key] = answer
    scenes = {
        one.key: int(said) for one in edition.scenes if (said := form.get(f"s.{one.key}", "")) in "01234" and said
    }
    return answers, scenes


def _answer(question: Question, form: QueryDict) -> Answer | None:
    said = [one for one in form.getlist(f"q.{question.key}") if one.strip()]
    if not said:
        return None
    if question.kind == "many":
        return frozenset(said)
    if question.kind == "one":
        return said[0]
    try:
        part, whole = (Fraction(Decimal(one.strip())) for one in (said[0], form.get(f"q.{question.key}.whole", "")))
    except (InvalidOperation, ValueError) as error:
        raise RuleError(
            f"{question.name.zh}：部分和全部都要写数", f"{question.name.en}: part and whole are numbers", question.key
        ) from error
    return part, whole
