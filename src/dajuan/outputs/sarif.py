"""Findings → SARIF 2.1.0, with character offsets beside lines and columns, since a report has no lines of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from dajuan.checks.finding import Finding
from dajuan.checks.rule import Rule
from dajuan.claims.claim import Reading
from dajuan.outputs.checked import Checked
from dajuan.outputs.manual import manual
from dajuan.outputs.places import Places

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "question": "note"}


def sarif_object(
    checked: Iterable[Checked], rules: Mapping[str, Rule], *, version: str, language: str = "zh"
) -> dict[str, Any]:
    """One run. Columns and offsets count Unicode code points; offsets are into the text that was read."""
    checked = list(checked)
    spoken = sorted({one.code for each in checked for one in (*each.findings, *each.let_stand)})
    index = {code: place for place, code in enumerate(spoken)}
    results = [result for place, each in enumerate(checked) for result in _results(each, place, index, language)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "dajuan",
                        "version": version,
                        "semanticVersion": version,
                        "language": "en" if language == "en" else "zh-CN",
                        "rules": [_rule(rules[code], language) if code in rules else {"id": code} for code in spoken],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(each.reading) for each in checked],
                "results": results,
            }
        ],
    }


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    page = manual(rule, language)
    told = "\n\n".join(f"{heading}\n{body}" for heading, body in page.sections)
    marked = "\n\n".join(f"**{heading}**\n\n{body}" for heading, body in page.sections)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": rule.en if language == "en" else rule.zh},
        "help": {"text": told or page.title, "markdown": marked or page.title},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"severity": rule.severity},
    }


def _artifact(reading: Reading) -> dict[str, Any]:
    document = reading.document
    artifact: dict[str, Any] = {"location": {"uri": uri(document.source)}, "roles": ["analysisTarget"]}
    if document.sha256:
        artifact["hashes"] = {"sha-256": document.sha256}
    return artifact


def _results(each: Checked, artifact: int, index: Mapping[str, int], language: str) -> Iterable[dict[str, Any]]:
    places = Places(each.reading.document)
    text = each.reading.document.text
    for finding, stands in [(one, False) for one in each.findings] + [(one, True) for one in each.let_stand]:
        location = _location(places, artifact, finding.start, finding.end)
        titles = places.sections(finding.start)
        if titles:
            location["logicalLocations"] = [{"fullyQualifiedName": " › ".join(titles), "kind": "module"}]
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": finding.message(language)},
            "locations": [location],
            "partialFingerprints": {"dajuan/v1": _fingerprint(finding.code, text[finding.start : finding.end])},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": place, **_location(places, artifact, one.start, one.end)}
                for place, one in enumerate(finding.related)
            ]
        if finding.fix:
            result["fixes"] = [_fix(places, artifact, finding)]
        if stands:
            result["suppressions"] = [{"kind": "external"}]
        yield result


def _location(places: Places, artifact: int, start: int, end: int) -> dict[str, Any]:
    region = _region(places, start, end)
    region["snippet"] = {"text": places.document.text[start:end]}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _where(places, artifact), "region": region}}
    page = places.page(start)
    if page:
        location["properties"] = {"page": page}
    return location


def _where(places: Places, artifact: int) -> dict[str, Any]:
    return {"uri": uri(places.document.source), "index": artifact}


def _region(places: Places, start: int, end: int) -> dict[str, Any]:
    line, column = places.line_and_column(start)
    last, last_column = places.line_and_column(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": last_column,
        "charOffset": start,
        "charLength": end - start,
    }


def _fix(places: Places, artifact: int, finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    assert fix is not None
    return {
        "description": {"text": "safe" if fix.safe else "unsafe"},
        "artifactChanges": [
            {
                "artifactLocation": _where(places, artifact),
                "replacements": [
                    {
                        "deletedRegion": _region(places, fix.start, fix.end),
                        "insertedContent": {"text": fix.replacement},
                    }
                ],
            }
        ],
    }


def uri(source: str) -> str:
    """A relative path stays relative, as a checkout wants it; an absolute one becomes ``file:``."""
    if source in ("", "-"):
        return "stdin"
    path = Path(source)
    if path.is_absolute():
        return path.as_uri()
    return quote(PurePath(source).as_posix())


def _fingerprint(code: str, words: str) -> str:
    return sha256(f"{code}\0{''.join(words.split())}".encode("utf-8", "replace")).hexdigest()[:16]
