"""Findings → GitHub annotations: one ``::error file=…`` line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dajuan.checks.finding import Finding
from dajuan.claims.claim import Reading
from dajuan.outputs.places import Places

_LEVELS = {"error": "error", "warning": "warning", "question": "notice"}


def annotation_lines(reading: Reading, findings: Sequence[Finding], language: str = "zh") -> Iterator[str]:
    """A finding over several lines is marked at its first; GitHub shows columns only within one line."""
    places = Places(reading.document)
    for one in findings:
        line, column = places.line_and_column(one.start)
        last, end_column = places.line_and_column(max(one.end - 1, one.start))
        properties = {"file": places.document.source, "line": line, "endLine": last}
        if last == line:
            properties |= {"col": column, "endColumn": end_column + 1}
        properties["title"] = one.code
        told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{_LEVELS[one.severity]} {told}::{_message(one.message(language))}"


def _message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")
