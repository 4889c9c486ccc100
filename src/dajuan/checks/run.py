"""Run the rules over one reading → findings, sorted by place, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dajuan.checks.backing import Backing
from dajuan.checks.coverage import Coverage, coverage
from dajuan.checks.finding import Finding, Place
from dajuan.checks.ignores import (
    Ignore,
    commented,
    comments_in,
    lets_stand,
    read_ignores,
    side_file,
    touches_comment,
    unused_ignores,
)
from dajuan.checks.rule import Rule
from dajuan.checks.settings import Settings, chosen, settings_for
from dajuan.checks.source import path_of, source_of
from dajuan.checks.trouble import CheckError
from dajuan.claims.claim import Reading


@dataclass(frozen=True, slots=True)
class Examined:
    """What the rules said of one document, and what became of the decisions made about it before."""

    reading: Reading
    findings: tuple[Finding, ...]
    let_stand: tuple[Finding, ...]
    """Found, and suppressed by a comment in the text or an entry of the side file."""
    unused: tuple[Ignore, ...]
    """Entries of the side file that cover nothing any more."""
    coverage: Coverage | None = None
    """What a ledger holds of it, where one was handed in."""


def check(
    source: str | Path | Reading,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    ignores: Sequence[Ignore] | None = None,
    backing: Backing | None = None,
) -> list[Finding]:
    """What does not hold in a document: findings sorted by place. A path is read first; a string is a path or a text.

    ``select`` and ``ignore`` name rules by code or by its beginning (``QU``, ``CT2``, ``ALL``). Settings come from the
    nearest ``dajuan.toml`` or ``pyproject.toml`` above the document, earlier decisions from the side file next to it,
    unless they are handed in. With a ``backing`` its numbers are held against a ledger's too (LG). Raises :class:`CheckError` when a setting or a side file is wrong or a rule breaks.
    """
    told = examine(source, select=select, ignore=ignore, settings=settings, ignores=ignores, backing=backing)
    return list(told.findings)


def examine(
    source: str | Path | Reading,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    ignores: Sequence[Ignore] | None = None,
    backing: Backing | None = None,
) -> Examined:
    """:func:`check` with what was suppressed and which decisions are out of date."""
    reading = source if isinstance(source, Reading) else _read(source)
    path = path_of(reading.document)
    if settings is None:
        settings = settings_for(path) if path else Settings()
    if ignores is None:
        ignores = read_ignores(side_file(path)) if path else ()
    covered = coverage(reading, backing) if backing is not None else None
    found = findings_of(reading, chosen(settings, select=tuple(select), ignore=tuple(ignore)), settings, covered)
    text = reading.document.text
    written = source_of(reading.document) if path else None
    comments = comments_in(reading.document, written.text if written else None)
    if comments:
        found = [one for one in found if not touches_comment(reading.document, Place(one.start, one.end))]
    stand = [one for one in found if commented(comments, one) or lets_stand(ignores, one, text)]
    return Examined(
        reading=reading,
        findings=tuple(one for one in found if one not in stand),
        let_stand=tuple(stand),
        unused=tuple(unused_ignores(ignores, found, text)),
        coverage=covered,
    )


def findings_of(
    reading: Reading, rules: Iterable[Rule], settings: Settings, covered: Coverage | None = None
) -> list[Finding]:
    """What these rules find: sorted by place, one finding a rule and place."""
    once: dict[tuple[int, int, str], Finding] = {}
    for rule in rules:
        severity = settings.severity.get(rule.code, None)
        for finding in _run(rule, reading, settings, covered):
            graded = replace(finding, severity=severity) if severity else finding
            once.setdefault((graded.start, graded.end, graded.code), graded)
    return [once[key] for key in sorted(once)]


def _run(rule: Rule, reading: Reading, settings: Settings, covered: Coverage | None) -> list[Finding]:
    if rule.needs_backing and covered is None:
        return []
    try:
        options = {**rule.options, **settings.options.get(rule.code, {})}
        given = (reading, covered) if rule.needs_backing else (reading,)
        return list(rule.check(*given, **{name.replace("-", "_"): value for name, value in options.items()}))
    except Exception as error:
        source = reading.document.source if "\n" not in reading.document.source else ""
        what = f"{type(error).__name__}: {error}"
        raise CheckError(
            f"{source}：规则 {rule.code} 出错（{what}）；可用 --ignore {rule.code} 跳过，并请报告",
            f"{source}: rule {rule.code} broke ({what}); pass over it with --ignore {rule.code}",
        ) from error


def _read(source: str | Path) -> Reading:
    from dajuan.claims.read import read

    return read(source)
