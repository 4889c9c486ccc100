"""公民身份号码, GB 11643-1999: 18 characters that check themselves.

1-6 division · 7-14 day of birth · 15-17 sequence · 18 check (ISO 7064, MOD 11-2). Residence permits of people from Hong Kong,
Macao and Taiwan (81, 82, 83) and the permanent residence card of 2023 (9 in front) are built the same. The old number of
15 (GB 11643-1989) is given the form of 18: whoever had both is one person.

Messages never hold the number: they are read aloud, copied and photographed.
"""

from __future__ import annotations

import re
from datetime import date

from dajuan.standards.trouble import RuleError

LENGTH, OLD_LENGTH = 18, 15
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_PROVINCES = frozenset(
    str(one)
    for one in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    )
)
_FOREIGN = "9"
_OLDEST = 1880


def check_character(body: str) -> str:
    """The 18th character for the first 17."""
    return _CHECKS[sum(int(one) * weight for one, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def read_identity_number(said: str, *, today: date) -> str:
    """Its 18 characters. Raises :class:`RuleError` saying which part is wrong, without the number."""
    number = _half_width(said)
    if len(number) == OLD_LENGTH and number.isdecimal():
        body = f"{number[:6]}19{number[6:]}"
        number = body + check_character(body)
    if len(number) != LENGTH:
        raise RuleError(
            f"公民身份号码是 18 位，这里有 {len(number)} 位", f"an identity number has 18 characters, not {len(number)}"
        )
    if not _SHAPE.fullmatch(number):
        raise RuleError("前 17 位是数字，末位是数字或 X", "17 digits, then a digit or X")
    if number[:2] not in _PROVINCES and number[0] != _FOREIGN:
        raise RuleError("前两位不是任何省份的代码", "the first two digits are no province's")
    _check_birth(number[6:14], today)
    if check_character(number[:17]) != number[17]:
        raise RuleError(
            "校验位不符：有一位写错了，可能是任何一位；请对照证件",
            "it does not check: one character is wrong, any of them; compare with the card",
        )
    return number


def _half_width(said: str) -> str:
    """Capital, without spaces and hyphens; full-width digits as sheets sometimes have them."""
    return "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in said if not one.isspace() and one not in "-－").upper()  # fmt: skip


def _check_birth(said: str, today: date) -> None:
    try:
        born = date(int(said[:4]), int(said[4:6]), int(said[6:]))
    except ValueError as error:
        raise RuleError("第 7—14 位不是一个日期", "places 7 to 14 are no day") from error
    if born.year < _OLDEST or born > today:
        raise RuleError("第 7—14 位的出生日期不可能", "places 7 to 14 are nobody's day of birth")
