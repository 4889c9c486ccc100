"""The code by which a programme knows a subject: what a cell says → the code, held to the programme's rule."""

from __future__ import annotations

import re
from functools import lru_cache

from dajuan.programmes.pack import Programme
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.programmes.values.words import read_code

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


@lru_cache(256)
def _compiled(rule: str) -> re.Pattern[str]:
    return re.compile(rule)
