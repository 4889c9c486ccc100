"""遮掩 masking: what stands in the ledger instead of a person's name, phone, identity number or mail address.

Masked text cannot be unmasked. A unified social credit code has no date of birth in it and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TITLES = "先生|女士|小姐|老板|经理|主任|厂长|主管|总监|会计|师傅|老师|工程师|助理|总"
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![0-9A-Za-z])")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z])((?:0\d{2,3})[-— ]?)(\d{5,6})(\d{2})(?![0-9A-Za-z])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d{3}[\dXx](?![0-9A-Za-z])"
)
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", re.ASCII)
_TITLED = re.compile(rf"(.)(.*?)({TITLES})\Z")


def masked_name(name: str) -> str:
    """``许建国`` → ``许**``, ``许经理`` → ``许经理``, ``Anna Berg`` → ``A***``. A title tells nobody who it is."""
    name = name.strip()
    if not name:
        return ""
    if titled := _TITLED.fullmatch(name):
        return f"{titled[1]}{'*' * len(titled[2])}{titled[3]}"
    return f"{name[0]}{'*' * min(max(len(name) - 1, 1), 3)}"


def masked_phone(phone: str) -> str:
    """``138 1234 5678`` → ``138****5678``. What is no phone keeps its last two characters."""
    text = phone.strip()
    masked = masked_text(text)
    return masked if masked != text or not text else "*" * max(len(text) - 2, 1) + text[-2:] * (len(text) > 2)


def masked_text(text: str, names: Iterable[str] = ()) -> str:
    """Words with every number that reaches or names a person masked, and these names."""
    text = _IDENTITY.sub(lambda found: f"{found[1]}********{'*' * 4}", text)
    text = _MOBILE.sub(r"\1****\3", text)
    text = _LANDLINE.sub(lambda found: f"{found[1]}{'*' * len(found[2])}{found[3]}", text)
    text = _MAIL.sub(r"***@\1", text)
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, masked_name(name))
    return text


def phones_in(text: str) -> list[str]:
    """Mobile numbers and landlines, as written."""
    return [found[0].strip() for pattern in (_MOBILE, _LANDLINE) for found in pattern.finditer(text)]
