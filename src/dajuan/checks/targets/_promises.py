"""Which sentences promise: those of the plan half, and those elsewhere with a target among their claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dajuan.checks.once import once
from dajuan.claims.claim import Reading
from dajuan.claims.parts import roles
from dajuan.claims.years import Years


@once
def promising(reading: Reading) -> set[int]:
    """Indices into ``flow.sentences`` of the sentences that promise something."""
    return planned(reading) | {claim.sentence for claim in reading.claims if claim.role == "target"}


@once
def planned(reading: Reading) -> set[int]:
    """Indices of the sentences of the plan half."""
    years = Years(reading.report_year, reading.plan_year, reading.plan_year or reading.report_year)
    halves = roles(reading.flow.text, reading.flow.sentences, years)
    return {index for index, role in enumerate(halves) if role == "target"}


def words_in_promises(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match of a pattern inside a sentence that promises, with the sentence's index."""
    promises = promising(reading)
    for index, sentence in enumerate(reading.flow.sentences):
        if index in promises and not sentence.heading:
            for match in pattern.finditer(reading.flow.text, sentence.start, sentence.end):
                yield index, match
