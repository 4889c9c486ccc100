"""``dajuan check``: what does not hold in a document."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.cli import FAILED, FOUND, failed, line_of
from dajuan.cli.arguments import CHECK_FORMATS
from dajuan.cli.backing import backing_of
from dajuan.cli.inputs import reading_of, spread
from dajuan.cli.printing import chosen_format, colour_wanted, columns, put
from dajuan.outputs.checked import Checked
from dajuan.outputs.trouble import OutputError


def run(options: Namespace) -> int:
    with backing_of(options) as options.backing:
        return _run(options)


def _run(options: Namespace) -> int:
    options.format = chosen_format(options.format, options.output, "text", CHECK_FORMATS)
    if options.fix or options.unsafe_fixes or options.diff:
        from dajuan.cli.fix import run_fix

        return run_fix(options)
    if _is_table_of_folder(options):
        from dajuan.cli.folder import run_folder

        return run_folder(options, Path(options.files[0]), "findings")
    if options.engine:
        raise OutputError("--engine 只用于整个文件夹的 csv、json", "--engine is for csv or json of a whole folder")
    codes((*options.select, *options.ignore))
    work = Work(options)
    if options.quiet:
        for _ in work:
            pass
    elif options.format == "text" and not options.output:
        for lines in _text(options, work):
            print(lines)
    else:
        put(_WRITERS[options.format](options, work), options.output)
    return work.status()


def _is_table_of_folder(options: Namespace) -> bool:
    """A folder into one table of findings goes through the batch, with its processes and its resuming."""
    one = len(options.files) == 1 and Path(options.files[0]).is_dir()
    return one and options.backing is None and options.format in ("csv", "json") and bool(options.output)


class Work:
    """The documents that were named, checked one after another; what could not be read is said and passed over."""

    def __init__(self, options: Namespace) -> None:
        self.options = options
        self.failed = 0
        self.findings: list[Finding] = []
        self.let_stand = 0
        self.files = 0
        self.coverages: list[Coverage] = []

    def __iter__(self) -> Iterator[Checked]:
        for name in spread(self.options.files):
            try:
                checked = examined(name, self.options)
            except Exception as error:
                failed(line_of(error), error)
                self.failed += 1
                continue
            self.files += 1
            self.findings += checked.findings
            self.let_stand += len(checked.let_stand)
            self.coverages += [checked.coverage] if checked.coverage else []
            yield checked

    def status(self) -> int:
        return FAILED if self.failed else FOUND if self.findings else 0


def examined(name: str, options: Namespace) -> Checked:
    """Read and check one document. Decisions of its side file that cover nothing any more are said on stderr."""
    from dajuan.checks.run import examine

    reading = reading_of(name, options.year)
    told = examine(reading, select=codes(options.select), ignore=codes(options.ignore), backing=options.backing)
    for one in told.unused:
        print(
            f"dajuan: {name}：例外 {one.rule} “{one.quote}” 已不再对应任何发现，可以删去"
            f" / the exception {one.rule} covers nothing any more and can go",
            file=sys.stderr,
        )
    return Checked(told.reading, told.findings, told.let_stand, told.coverage)


def codes(given: Iterable[str]) -> tuple[str, ...]:
    """``["QU,CT201", "AR"]`` → ``("QU", "CT201", "AR")``. Raises :class:`OutputError` for one that names no rule."""
    told = tuple(code.strip() for one in given for code in one.replace("，", ",").split(",") if code.strip())
    if told:
        from dajuan.checks.rule import matching, rules

        wrong = next((code for code in told if code.upper() != "ALL" and not matching([code], rules())), None)
        if wrong:
            from dajuan.cli.explain import no_rule

            raise no_rule(wrong)
    return told


def _text(options: Namespace, work: Work) -> Iterator[str]:
    from dajuan.outputs.terminal import finding_lines, next_step, statistics_lines, summary

    colour, wide = (False, 100) if options.output else (colour_wanted(), columns())
    for each in work:
        if not options.statistics:
            yield from finding_lines(each.reading, each.findings, language=options.lang, colour=colour, columns=wide)
    if options.statistics:
        yield from statistics_lines(work.findings, _rule_names(options.lang), options.lang)
    if work.files:
        yield summary(
            work.findings, files=work.files, let_stand=work.let_stand, failed=work.failed, language=options.lang
        )
    if work.coverages:
        from dajuan.outputs.covered import coverage_line

        yield coverage_line(work.coverages, options.lang)
    if work.findings and not options.output and sys.stdout.isatty():
        yield next_step(work.findings[0].code, options.lang, colour=colour)


def _rule_names(language: str) -> dict[str, str]:
    from dajuan.checks.rule import rules

    return {code: rule.en if language == "en" else rule.zh for code, rule in rules().items()}


def _as_text(options: Namespace, work: Work) -> str:
    return "".join(f"{line}\n" for line in _text(options, work))


def _as_json(options: Namespace, work: Work) -> str:
    """One document as the contract has it; several as a list of them."""
    from dajuan.outputs.contract import json_text, reading_object

    objects = [reading_object(each.reading, each.findings, options.lang, each.coverage) for each in _some(work)]
    single = len(options.files) == 1 and len(objects) == 1
    return json_text(objects[0] if single else objects)


def _as_csv(options: Namespace, work: Work) -> str:
    from dajuan.outputs.csv_text import csv_text
    from dajuan.outputs.rows import FINDING_COLUMNS, finding_rows

    return csv_text(
        FINDING_COLUMNS, (row for one in _some(work) for row in finding_rows(one.reading, one.findings, options.lang))
    )


def _as_xlsx(options: Namespace, work: Work) -> bytes:
    from dajuan.outputs.rows import FINDING_COLUMNS, finding_rows
    from dajuan.outputs.xlsx import xlsx_bytes

    rows = (row for one in _some(work) for row in finding_rows(one.reading, one.findings, options.lang))
    return xlsx_bytes(FINDING_COLUMNS, rows, language=options.lang)


def _as_sarif(options: Namespace, work: Work) -> str:
    from dajuan import __version__
    from dajuan.checks.rule import rules
    from dajuan.outputs.contract import json_text
    from dajuan.outputs.sarif import sarif_object

    return json_text(sarif_object(_some(work), rules(), version=__version__, language=options.lang))


def _as_github(options: Namespace, work: Work) -> str:
    from dajuan.outputs.github import annotation_lines

    lines = (line for one in work for line in annotation_lines(one.reading, one.findings, options.lang))
    return "".join(f"{line}\n" for line in lines)


def _as_html(options: Namespace, work: Work) -> str:
    from dajuan.checks.rule import rules
    from dajuan.outputs.html import marked_page

    checked = _some(work)
    if len(checked) > 1 or len(options.files) > 1:
        raise OutputError("html 一次只排一份报告", "html marks one document at a time")
    one = checked[0]
    return marked_page(one.reading, one.findings, rules(), language=options.lang, coverage=one.coverage)


def _some(work: Work) -> list[Checked]:
    """All that could be checked. Nothing at all is no output: what was wrong has been said already."""
    checked = list(work)
    if not checked:
        raise SystemExit(FAILED)
    return checked


_WRITERS: dict[str, Callable[[Namespace, Work], str | bytes]] = {
    "text": _as_text,
    "json": _as_json,
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "sarif": _as_sarif,
    "github": _as_github,
    "html": _as_html,
}
