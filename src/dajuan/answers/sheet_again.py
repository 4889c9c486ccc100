"""答卷再现: from the stamp in a document to the sheet as it was written, every number with whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dajuan.answers.board import board
from dajuan.answers.rules import Rules, rules_of
from dajuan.answers.sheet.answer import answer_sheet, sentences_for
from dajuan.answers.sheet.content import Block, Key, NoteMark, Number, Paragraph, Run, Sheet, Table, Words
from dajuan.answers.sheet.stamp import Stamp, stamp_in
from dajuan.checks.backing import Written, WrittenLine, WrittenNumber
from dajuan.figures.ask import RootedEngine
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.standards.supervision.lights import light_rules
from dajuan.standards.supervision.schedules import published_schedule
from dajuan.standards.trouble import RuleError

_MARK = re.compile(r"答\s*卷\s*印\s*记[^\n]*")

_NUMBERS = {
    "value": ("完成值", "value"),
    "asked": ("目标值", "value asked"),
    "asked-to": ("目标值上限", "upper end asked"),
    "asked-before": ("原目标值", "value asked before"),
    "completion": ("完成率", "completion"),
    "due": ("序时进度", "share due"),
    "gap": ("与序时之差", "gap to what was due"),
    "short": ("与目标之差", "gap to what was asked"),
    "change": ("同比", "change on last year"),
    "last-year": ("上年同期数", "last year's value"),
    "deadline": ("期限", "deadline"),
    "deadline-before": ("原期限", "deadline before"),
    "day": ("日期", "day"),
    "progress": ("进度", "progress"),
    "evidence": ("佐证数", "pieces of evidence"),
    "entry": ("记录号", "entry"),
}
"""Which number of a target, by the second half of its key."""


def written_again(text: str, zone: Zone, ledger: Ledger, engine: RootedEngine) -> Written | None:
    """The sheet that a document says it is; None for one that says no such thing."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    words = marks[-1].group()
    stamp = stamp_in(text)
    if stamp is None:
        return Written(
            words,
            zh="答卷印记残缺，不能据以重新生成：用原件，或重新运行 dajuan answer",
            en="the stamp is damaged, the sheet cannot be made again from it: take the original, or run dajuan answer",
        )
    try:
        sheet = sheet_of(stamp, zone, ledger, engine)
    except LedgerError as error:
        return Written(words, zh=error.zh, en=error.en)
    return Written(words, tuple(written_lines(sheet)))


def sheet_of(stamp: Stamp, zone: Zone, ledger: Ledger, engine: RootedEngine) -> Sheet:
    """The sheet with this stamp. Raises :class:`LedgerError` where this ledger never wrote it."""
    _refuse_other_log(stamp, zone, engine)
    _refuse_other_words(stamp, zone)
    made = board(
        ledger,
        engine,
        _rules(stamp, zone),
        year=stamp.year,
        as_of=stamp.as_of,
        size=stamp.size,
        verified=stamp.verified,
    )
    return answer_sheet(made, zone, ledger, engine, style=stamp.style, verified=stamp.verified)


def _refuse_other_log(stamp: Stamp, zone: Zone, engine: RootedEngine) -> None:
    if stamp.origin != zone.origin:
        raise LedgerError(
            f"答卷印记里的日志是 {stamp.origin}，这本台账是 {zone.origin}：用 --ledger 指明写它的那本",
            f"the stamp is of the log {stamp.origin}, this ledger is {zone.origin}: name the one it is of with --ledger",
        )
    if stamp.size > engine.size:
        raise LedgerError(
            f"答卷印记说有 {stamp.size} 条记录，这本台账只有 {engine.size} 条：印记被改过，或台账不全",
            f"the stamp knows {stamp.size} entries, this ledger has {engine.size}: one of them is not what it was",
        )
    if engine.root(stamp.size).hex() != stamp.root:
        raise LedgerError(
            f"答卷印记里的根和这本台账前 {stamp.size} 条记录的根不一致：印记被改过，或不是这本台账写的",
            f"the stamp's root is not that of this ledger's first {stamp.size} entries: it was altered, or is of another",
        )


def _refuse_other_words(stamp: Stamp, zone: Zone) -> None:
    """A sheet of other sentences differs in every line, and none of that is an alteration."""
    now = sentences_for(zone).digest
    if stamp.words != now:
        raise LedgerError(
            f"这份答卷是用另一套文辞写的（{stamp.words}，现在是 {now}）：换回当时的 sentences 文件和答卷版本再查",
            f"this sheet was written in other words ({stamp.words}, now {now}): take the sentences and the release of then",
        )


def _rules(stamp: Stamp, zone: Zone) -> Rules:
    """Those it was judged by, whatever the zone has chosen since."""
    try:
        return Rules(light_rules(stamp.lights), published_schedule(stamp.schedule), rules_of(zone).scores)
    except RuleError as error:
        raise LedgerError(f"答卷印记：{error.zh}", f"the stamp: {error.en}") from error


# Lines ------------------------------------------------------------------------------------------------------------


def written_lines(sheet: Sheet) -> Iterator[WrittenLine]:
    """The lines of ``sheet.plain.plain_lines`` with the places of their numbers, without the raised marks of notes: most
    readers leave them out, and in none are they read as numbers."""
    yield WrittenLine(sheet.title)
    for paragraph in sheet.opening:
        yield _line(paragraph.runs)
    for section in sheet.sections:
        yield WrittenLine(section.title)
        for block in section.blocks:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[WrittenLine]:
    if isinstance(block, Paragraph):
        yield _line(block.runs)
    elif isinstance(block, Table):
        yield WrittenLine("\t".join(column.title for column in block.columns))
        for row in block.rows:
            runs: list[Run] = []
            for cell in row:
                runs += [Words("\t"), *cell] if runs else cell
            yield _line(runs)
    else:
        yield WrittenLine(block.title)


def _line(runs: tuple[Run, ...] | list[Run]) -> WrittenLine:
    place, numbers = 0, []
    shown = [run for run in runs if not isinstance(run, NoteMark)]
    for run in shown:
        if isinstance(run, Number):
            numbers.append(WrittenNumber(place, place + len(run.text), *_whose(run.key)))
        place += len(run.text)
    return WrittenLine("".join(run.text for run in shown), tuple(numbers))


def _whose(key: Key) -> tuple[str, str]:
    zh, en = _NUMBERS.get(key.what, ("", ""))
    if zh:
        return f"目标 {key.of} 的{zh}", f"{en} of target {key.of}"
    return (
        (f"{key.of}的计数", f"a count of {key.of}") if key.of else ("全表的计数、日期", "a count or day of the whole")
    )
