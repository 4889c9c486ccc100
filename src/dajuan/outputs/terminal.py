"""Findings as a linter prints them: the place, the rule, the mend, and the sentence with the words marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dajuan.checks.finding import Finding, Place
from dajuan.claims.claim import Reading
from dajuan.outputs.places import Places, Sentences
from dajuan.outputs.width import fit, fit_end, pad, width
from dajuan.outputs.words import GRADES

COLOURS = {"error": "31", "warning": "33", "question": "36"}
_BREAK = re.compile(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*")


def finding_lines(
    reading: Reading, findings: Sequence[Finding], *, language: str = "zh", colour: bool = False, columns: int = 100
) -> Iterator[str]:
    """One block of lines a finding: ``file:line:column [page] section › CODE grade message``, the words, the mend."""
    paint = _Paint(colour)
    places = Places(reading.document)
    sentences = Sentences(reading)
    for finding in findings:
        yield _head(finding, places, paint, language)
        yield from _excerpt(finding, reading.document.text, sentences, paint, columns)
        for one in finding.related:
            yield _related(one, reading.document.text, places, paint)
        if finding.fix:
            yield _mend(finding, reading.document.text, paint, language)
        yield ""


def summary(
    findings: Sequence[Finding], *, files: int, let_stand: int = 0, failed: int = 0, language: str = "zh"
) -> str:
    """The last line: how many of each grade, what was let stand, what can be mended."""
    counts = Counter(finding.severity for finding in findings)
    grades = " · ".join(f"{GRADES[grade][language]} {counts[grade]}" for grade in GRADES if counts[grade])  # type: ignore[index]
    safe = sum(1 for one in findings if one.fix and one.fix.safe)
    unsafe = sum(1 for one in findings if one.fix and not one.fix.safe)
    if language == "en":
        told = f"{_many(len(findings), 'finding')}: {grades}" if findings else "no findings"
        extra = [f"in {files} files"] if files > 1 else []
        extra += [f"{_many(failed, 'file')} not read"] if failed else []
        extra += [f"{let_stand} let stand"] if let_stand else []
        extra += [f"{safe} mendable with --fix"] if safe else []
        extra += [f"{unsafe} with --unsafe-fixes"] if unsafe else []
        return "; ".join([told, *extra])
    told = f"{len(findings)} 处发现：{grades}" if findings else "没有发现"
    extra = [f"共 {files} 份文件"] if files > 1 else []
    extra += [f"另有 {failed} 份没读成"] if failed else []
    extra += [f"另有 {let_stand} 处已记为例外"] if let_stand else []
    extra += [f"--fix 可改 {safe} 处"] if safe else []
    extra += [f"--unsafe-fixes 可改 {unsafe} 处"] if unsafe else []
    return "；".join([told, *extra])


def next_step(code: str, language: str = "zh", *, colour: bool = False) -> str:
    """Where to look further, for a person at a terminal."""
    told = {
        "zh": f"规则说明：dajuan explain {code}　在原文上看：加 --format html -o 核对.html",
        "en": f"about a rule: dajuan explain {code}   on the report itself: add --format html -o marked.html",
    }
    return _Paint(colour)(told[language], "2")


def statistics_lines(findings: Sequence[Finding], names: dict[str, str], language: str = "zh") -> Iterator[str]:
    """How often each rule spoke, most first: ``  12  QU101  错误      …``."""
    counts = Counter((finding.code, finding.severity) for finding in findings)
    for (code, severity), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count:>5}  {code}  {pad(GRADES[severity][language], 8)}  {names.get(code, '')}"


class _Paint:
    """ANSI colours, or nothing."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour and words else words


def _head(finding: Finding, places: Places, paint: _Paint, language: str) -> str:
    line, column = places.line_and_column(finding.start)
    page = places.page(finding.start)
    titles = places.sections(finding.start)
    where = paint(f"{places.document.source or '-'}:{line}:{column}", "1")
    where += f" [{page}]" if page else ""
    section = f" {paint(fit(printable(titles[-1]), 36), '2')} ›" if titles else ""
    grade = paint(f"{finding.code} {GRADES[finding.severity][language]}", f"1;{COLOURS[finding.severity]}")
    return f"{where}{section} {grade} {printable(finding.message(language))}"


def _excerpt(finding: Finding, text: str, sentences: Sentences, paint: _Paint, columns: int) -> Iterator[str]:
    begin, stop = sentences.around(finding.start, finding.end)
    before, words, after = (
        printable(text[begin : finding.start]).lstrip(),
        printable(text[finding.start : finding.end]),
        printable(text[finding.end : stop]).rstrip(),
    )
    room = max(columns - 6, 30)
    words = _middle_cut(words, room - 8)
    spare = room - width(words)
    left = min(width(before), max(spare // 2, spare - width(after)))
    before = fit_end(before, left)
    after = fit(after, max(room - width(before) - width(words), 2)) if after else ""
    bar = paint("  │ ", "2")
    if paint.colour:
        yield f"{bar}{before}{paint(words, f'1;4;{COLOURS[finding.severity]}')}{after}"
        return
    yield f"{bar}{before}{words}{after}"
    yield f"{bar}{' ' * width(before)}{'^' * max(width(words), 1)}"


def _related(place: Place, text: str, places: Places, paint: _Paint) -> str:
    line, column = places.line_and_column(place.start)
    return f"  {paint('↳', '2')} {line}:{column} “{_middle_cut(printable(text[place.start : place.end]), 60)}”"


def _mend(finding: Finding, text: str, paint: _Paint, language: str) -> str:
    fix = finding.fix
    assert fix is not None
    old, new = (_middle_cut(printable(one), 40) for one in (text[fix.start : fix.end], fix.replacement))
    label = {"zh": "改", "en": "fix"}[language]
    doubt = "" if fix.safe else {"zh": "（须人确认）", "en": " (needs a person)"}[language]
    return f"  {paint(label, '32')} “{old}” → “{new}”{doubt}"


def _middle_cut(words: str, columns: int) -> str:
    if width(words) <= columns:
        return words
    half = max(columns // 2 - 1, 2)
    return f"{fit(words, half)}{fit_end(words, half).lstrip('…')}"


def printable(words: str) -> str:
    """On one line, without line breaks (which in Chinese mean nothing) and without control characters of a terminal."""
    words = _BREAK.sub("", words)
    return "".join(c if c.isprintable() else " " for c in words) if not words.isprintable() else words


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


__all__ = ["finding_lines", "pad", "printable", "statistics_lines", "summary"]
