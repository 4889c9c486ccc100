"""Facts of the enterprise register by year: what firms stated of a year, in the unit of the field.

A level counts for the year in whose days it lies, the last of that year. What holds over from an earlier year is not that year's:
only a scheme's ``panel`` may carry it on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from dajuan.indices.facts import Facts
from dajuan.indices.measures import facts_in, years_back
from dajuan.indices.scheme import Scheme
from dajuan.programmes.pack import Programme
from dajuan.programmes.values.quantities import minor_per_unit
from dajuan.standards.sme_size import sme_size
from dajuan.subjects.asked import Filter
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.growth.trouble import GrowthError

_PRESENT = Filter(stages=("present",))


def facts_of(
    subjects: Subjects, packs: Mapping[str, Programme], scheme: Scheme, *, year: int, as_of: date, size: int
) -> Facts:
    """Of the firms that are on the register on a day, as the log's first ``size`` entries have them."""
    pack = packs.get(REGISTER)
    if pack is None:
        raise GrowthError("没有启用企业名录", "the enterprise register is not switched on")
    if (taken := subjects.follow()) < size:
        raise GrowthError(
            f"要用日志前 {size} 条，名录才收到 {taken} 条；稍后再算",
            f"the first {size} entries of the log are asked for, the register has taken in {taken}; try again later",
        )
    keys = tuple(key for key in facts_in(scheme.indicators.values()) if is_number(pack, key))
    years = tuple(range(year - years_back(scheme), year + 1))
    rows = list(every(subjects, REGISTER, where=_PRESENT, as_of=as_of, size=size))
    stated = subjects.by_year(REGISTER, keys, as_of=as_of, size=size)
    values = np.full((len(rows), len(years), len(keys)), np.nan)
    for at, key in enumerate(keys):
        field = pack.fields[key]
        per_unit = float(minor_per_unit(field.type, field.unit, field.scale))
        for nth, row in enumerate(rows):
            for of, value in stated.get(row.code, {}).get(key, {}).items():
                if of in years:
                    values[nth, of - years[0], at] = int(value) / per_unit
    classes = {
        "industry": tuple(str(row.fields.get("industry", "")) for row in rows),
        "size": tuple(sme_size(row.fields, as_of) or "" for row in rows),
    }
    return Facts(tuple(row.code for row in rows), years, keys, values, classes)


def is_number(pack: Programme, key: str) -> bool:
    """Whether firms can state it by year; a fact that the register does not have yet is one that nobody states."""
    field = pack.fields.get(key)
    return field is not None and field.is_quantity and not field.flow
