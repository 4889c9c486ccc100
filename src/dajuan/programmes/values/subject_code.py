"""The code by which a programme knows a subject: what a cell says → the code, held to the programme's rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from dajuan.programmes.pack import Programme
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.programmes.values.words import CODE, read_code

CREDIT_CODE = "credit-code"


def read_subject_code(programme: Programme, raw: object) -> str:
    """Half-width and without spaces. Raises :class:`ValueTrouble` where it cannot be a code of this programme."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise ValueTrouble("没有编号", "no code")
    if programme.code_rule == CREDIT_CODE:
        return read_credit_code(raw)
    code = read_code(raw)
    if programme.code_rule and not _compiled(programme.code_rule).fullmatch(code):
        raise ValueTrouble(
            f"“{code}”不像{programme.subject.name.zh}的编号（{programme.code_rule}）",
            f"“{code}” does not look like the code of a {programme.subject.name.said('en')} ({programme.code_rule})",
        )
    return code


def subject_code_reader(programme: Programme) -> Callable[[object], str]:
    """:func:`read_subject_code` of one programme, made ready for many cells."""
    if programme.code_rule == CREDIT_CODE:
        return partial(read_subject_code, programme)
    rule = _compiled(programme.code_rule) if programme.code_rule else CODE

    def read(raw: object) -> str:
        if isinstance(raw, str) and CODE.fullmatch(raw) and rule.fullmatch(raw):
            return raw  # Nothing in it could be spelled otherwise.
        return read_subject_code(programme, raw)

    return read


@lru_cache(256)
def _compiled(rule: str) -> re.Pattern[str]:
    return re.compile(rule)
