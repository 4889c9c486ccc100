"""统一社会信用代码, GB 32100-2015: 18 characters that check themselves.

1 registering department · 2 category · 3-8 division · 9-17 organisation code (GB 11714, with its own check) · 18 check.
Codes that begin with A, N and Y (army, rural collectives, others) are codes like any other.
"""

from __future__ import annotations

import re
from operator import mul

from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.programmes.values.words import plain_text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Value = place. I, O, S, V and Z are not used: they look like 1, 0, 5, U and 2."""
LENGTH = 18
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LOOKS_LIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
CATEGORIES = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129", "8": "19", "9": "123",
    "A": "19", "N": "1239", "Y": "1",
}  # fmt: skip
"""Registering department → the categories it registers (GB 32100-2015, table 1 and its amendments)."""
_SHAPE = re.compile(f"[{ALPHABET}]{{18}}")
_EXACT_DIGITS = 15


def check_character(body: str) -> str:
    """The 18th character for the first 17. A sum that 31 divides gives 0, not a 31st value."""
    total = sum(map(mul, map(_VALUE.__getitem__, body), WEIGHTS))
    return ALPHABET[-total % 31]


def organisation_check_character(body: str) -> str:
    """The ninth character of an organisation code for its first eight."""
    total = sum(int(one, 36) * weight for one, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def read_credit_code(raw: object) -> str:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw >= 10**_EXACT_DIGITS:
        raise ValueTrouble(
            "代码被表格当成数，末几位已经丢了；把单元格格式设为“文本”，再填一次",
            "the sheet took the code for a number and lost its last digits; format the cell as text, enter it again",
        )
    code = raw if isinstance(raw, str) and _SHAPE.fullmatch(raw) else _tidied(raw)
    _check_parts(code)
    return code


def _tidied(raw: object) -> str:
    code = "".join(_half_width(one) for one in plain_text(raw) if not one.isspace() and one not in "-－").upper()
    _check_shape(code)
    return code


def _half_width(one: str) -> str:
    return chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one


def _check_shape(code: str) -> None:
    if len(code) != LENGTH:
        raise ValueTrouble(
            f"统一社会信用代码是 18 位，“{code}”有 {len(code)} 位",
            f"a unified social credit code has 18 characters, “{code}” has {len(code)}",
        )
    for place, one in enumerate(code, 1):
        if one in _VALUE:
            continue
        like = _LOOKS_LIKE.get(one)
        meant = (f"；代码不用 {one}，是不是 {like}？", f"; codes do not use {one}, is it {like}?") if like else ("", "")
        raise ValueTrouble(
            f"“{code}”第 {place} 位“{one}”不能用在统一社会信用代码里{meant[0]}",
            f"“{code}”: “{one}” at place {place} cannot stand in a credit code{meant[1]}",
        )


def _check_parts(code: str) -> None:
    if code[0] not in CATEGORIES:
        raise ValueTrouble(
            f"“{code}”第 1 位是登记管理部门（1—9、A、N、Y），没有“{code[0]}”",
            f"“{code}”: the first character is the registering department (1–9, A, N, Y), there is no “{code[0]}”",
        )
    if code[1] not in CATEGORIES[code[0]]:
        known = "、".join(CATEGORIES[code[0]])
        raise ValueTrouble(
            f"“{code}”第 2 位是机构类别，{code[0]} 之后应是 {known}，不是“{code[1]}”",
            f"“{code}”: after {code[0]} the second character is one of {known}, not “{code[1]}”",
        )
    if not code[2:8].isdigit():
        raise ValueTrouble(
            f"“{code}”第 3—8 位是行政区划码，要全是数字，写的是“{code[2:8]}”",
            f"“{code}”: places 3–8 are the division code, six digits, not “{code[2:8]}”",
        )
    right = check_character(code[:17])
    if code[17] != right:
        raise ValueTrouble(
            f"“{code}”校验不符：前 17 位若都对，末位应是 {right}，不是 {code[17]}；请对照营业执照，错的可能是任何一位",
            f"“{code}” does not check: if its first 17 characters are right, the last is {right}, not {code[17]}; compare "
            "with the licence, any character may be the wrong one",
        )


def organisation_code_checks(code: str) -> bool:
    """Whether places 9-17 check by GB 11714. No reason to refuse a code: it is for a question to the enterprise."""
    return code[16] == organisation_check_character(code[8:16])
