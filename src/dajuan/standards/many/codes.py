"""统一社会信用代码 of many, part by part; see ``rules.code_parts``."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dajuan.programmes.values.credit_code import (
    ALPHABET,
    CATEGORIES,
    LENGTH,
    ORGANISATION_WEIGHTS,
    WEIGHTS,
)
from dajuan.standards.many.columns import NO, UNKNOWN, YES, Texts, Truths

_VALUES = np.full(128, -1, np.int64)
for _value, _character in enumerate(ALPHABET):
    _VALUES[ord(_character)] = _value
_IN_BASE_36 = np.array([int(one, 36) for one in ALPHABET])
_REGISTERED = np.zeros((31, 31), np.bool_)
for _department, _categories in CATEGORIES.items():
    for _category in _categories:
        _REGISTERED[ALPHABET.index(_department), ALPHABET.index(_category)] = True
_ORGANISATION_CHECKS = np.array([ALPHABET.index(one) for one in "0123456789X"])


def code_truths(codes: Texts, part: str) -> Truths:
    wide = codes.astype(f"U{LENGTH + 1}")  # One more, so that a longer code is not cut to a right one.
    characters = wide.view(np.uint32).reshape(len(wide), LENGTH + 1)
    values = np.where(characters < 128, _VALUES[np.minimum(characters, 127)], -1)[:, :LENGTH]
    written = (values >= 0).all(axis=1) & (characters[:, LENGTH] == 0)
    if part == "characters":
        return np.where(codes == "", UNKNOWN, np.where(written, YES, NO)).astype(np.int8)
    right = _is_right(np.where(written[:, None], values, 0), part)
    return np.where(written, np.where(right, YES, NO), UNKNOWN).astype(np.int8)


def _is_right(values: NDArray[np.int64], part: str) -> NDArray[np.bool_]:
    """``values``: 18 of each code, by their places in the alphabet."""
    found: Any
    match part:
        case "department":
            found = _REGISTERED[values[:, 0]].any(axis=1)
        case "category":
            found = _REGISTERED[values[:, 0], values[:, 1]]
        case "division":
            found = (values[:, 2:8] < 10).all(axis=1)
        case "subject":
            total = _IN_BASE_36[values[:, 8:16]] @ np.array(ORGANISATION_WEIGHTS)
            found = _ORGANISATION_CHECKS[-total % 11] == values[:, 16]
        case "check":
            found = -(values[:, :17] @ np.array(WEIGHTS)) % 31 == values[:, 17]
        case _:
            raise TypeError(f"a code has no part {part}")
    return found  # type: ignore[no-any-return]
