"""金融机构的账号: which organisations are financial institutions, as the members' register of the financing service says.

One that has left is still one: what its account could see would else grow on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dajuan.subjects.asked import Filter
from dajuan.systems.financing.consent import MEMBERS
from dajuan.systems.firms import every
from dajuan.web.served import served


def institutions() -> Mapping[str, str]:
    """Credit code by name; read again when the register has a new entry."""
    here = served()
    if MEMBERS not in here.programmes:
        return {}
    return _institutions(str(here.folder), here.stamp(), here.subjects().last_of(MEMBERS))


@lru_cache(4)
def _institutions(_folder: str, _stamp: str, _last: int) -> Mapping[str, str]:
    where = Filter(fields={"kind": ("institution",)})
    return {row.name: row.code for row in every(served().subjects(), MEMBERS, where=where)}
