"""统一社会信用代码 of many, part by part; see ``rules.code_parts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

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


def code_truths(codes: Texts) -> Mapping[str, Truths]:
    wide = codes.astype(f"U{LENGTH + 1}")  # One more, so that a longer code is not cut to a right one.
    characters = wide.view(np.uint32).reshape(len(wide), LENGTH + 1).astype(np.int64)
    values = np.where(characters < 128, _VALUES[np.minimum(characters, 127)], -1)[:, :LENGTH]
    written = (values >= 0).all(axis=1) & (characters[:, LENGTH] == 0)
    digits = np.where(written[:, None], values, 0)
    right: dict[str, Any] = {
        "department": _REGISTERED[digits[:, 0]].any(axis=1),
        "category": _REGISTERED[digits[:, 0], digits[:, 1]],
        "division": (digits[:, 2:8] < 10).all(axis=1),
        "subject": _ORGANISATION_CHECKS[-(_IN_BASE_36[digits[:, 8:16]] @ np.array(ORGANISATION_WEIGHTS)) % 11]
        == digits[:, 16],
        "check": -(digits[:, :17] @ np.array(WEIGHTS)) % 31 == digits[:, 17],
    }
    known = {"characters": np.where(codes == "", UNKNOWN, np.where(written, YES, NO)).astype(np.int8)}
    return known | {
        part: np.where(written, np.where(one, YES, NO), UNKNOWN).astype(np.int8) for part, one in right.items()
    }
