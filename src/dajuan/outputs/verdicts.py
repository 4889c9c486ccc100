"""A verdict as plain data, for JSON: exact numbers as strings, words in both languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dajuan.figures.figure import exact_text
from dajuan.standards.rules.assess import Verdict
from dajuan.standards.rules.conditions import Line
from dajuan.standards.rules.grades import Grade
from dajuan.standards.rules.interval import Interval
from dajuan.standards.rules.measures import Change
from dajuan.standards.rules.rule import Rule, Version
from dajuan.standards.rules.scoring import PartScored
from dajuan.standards.words import Words


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule.key,
        "version": verdict.version.key,
        "on": verdict.on.isoformat(),
        "truth": verdict.truth.value,
        "score": interval_object(verdict.score),
        "at_least": _grade(verdict.at_least),
        "at_most": _grade(verdict.at_most),
        "effort": number(verdict.effort),
        "missing": sorted(verdict.missing),
        "lines": [_line(one) for one in verdict.lines],
        "parts": [_part(one) for one in verdict.parts],
    }


def rule_object(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.key,
        "name": said(rule.name),
        "about": said(rule.about),
        "versions": [_version(one) for one in rule.versions],
    }


def _version(one: Version) -> dict[str, Any]:
    return {
        "version": one.key,
        "title": said(one.title),
        "from": one.first.isoformat(),
        "from_unconfirmed": one.first_unconfirmed,
        "to": one.last.isoformat() if one.last else None,
        "note": said(one.note),
        "unconfirmed": [said(words) for words in one.unconfirmed],
        "sources": [source._asdict() for source in one.sources],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "clause": line.clause,
        "depth": line.depth,
        "name": said(line.name),
        "joins": line.joins,
        "truth": line.truth.value,
        "found": said(line.found),
        "asked": said(line.asked),
        "change": change_object(line.change),
        "missing": sorted(line.missing),
        "note": said(line.note),
        "unconfirmed": line.unconfirmed,
    }


def _part(one: PartScored) -> dict[str, Any]:
    return {
        "key": one.key,
        "group": one.group,
        "name": said(one.name),
        "most": number(one.most),
        "points": interval_object(one.scored.points),
        "found": said(one.scored.told),
        "change": change_object(one.scored.change),
        "gains": number(one.scored.gains),
        "unconfirmed": one.unconfirmed,
    }


def _grade(grade: Grade | None) -> dict[str, Any] | None:
    return {"key": grade.key, "name": said(grade.name), "about": said(grade.about)} if grade else None


def change_object(change: Change | None) -> dict[str, Any] | None:
    """``by``: how much more (or less, with a minus) of a fact, in base units."""
    return {"fact": change.fact, "by": number(change.by), "of": number(change.of)} if change else None


def interval_object(value: Interval | None) -> dict[str, Any] | None:
    return {"low": number(value.low), "high": number(value.high)} if value else None


def number(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def said(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
