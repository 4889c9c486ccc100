"""Which sentences promise: those with a target among their claims, or a commitment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dajuan.claims.claim import Reading


def promising(reading: Reading) -> set[int]:
    """Indices into ``flow.sentences`` of the sentences that promise something."""
    targets = {claim.sentence for claim in reading.claims if claim.role == "target"}
    return targets | {commitment.sentence for commitment in reading.commitments}


def words_in_promises(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match of a pattern inside a sentence that promises, with the sentence's index."""
    promises = promising(reading)
    for index, sentence in enumerate(reading.flow.sentences):
        if index in promises and not sentence.heading:
            for match in pattern.finditer(reading.flow.text, sentence.start, sentence.end):
                yield index, match
