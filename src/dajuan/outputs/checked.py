"""What every output of ``dajuan check`` is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.claims.claim import Reading


class Checked(NamedTuple):
    """One document with what was found in it."""

    reading: Reading
    findings: Sequence[Finding]
    let_stand: Sequence[Finding] = ()
    coverage: Coverage | None = None
