"""``dajuan import``: a filled-in sheet into the ledger; every row is checked before any is written."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import cast

from dajuan.cli import FAILED, FOUND
from dajuan.cli.inputs import no_such_file
from dajuan.cli.ledger_arguments import TEXT_FORMATS
from dajuan.cli.printing import chosen_format, put
from dajuan.cli.zone import actor_of, day_of, opened, programme_of
from dajuan.ledger.entry import Entry
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import Imported, import_book
from dajuan.ledger.trouble import LedgerError
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.contract import json_text
from dajuan.outputs.entry_words import happened

SHOWN = 20
"""Entries that are listed one by one."""
NOTES_SHOWN = 30
_COUNTS = {
    "opened": ("建档", "opened"),
    "stated": ("填报", "stated"),
    "moved": ("到达阶段", "moved"),
    "measured": ("按期填报", "measured"),
    "corrected": ("更正", "corrected"),
    "linked": ("关联", "linked"),
    "attached": ("附佐证", "attached"),
}


def run(options: Namespace) -> int:
    path = Path(options.file)
    book = read_book(_bytes_of(path), path.name)
    with opened(options) as (zone, ledger):
        done = import_book(
            ledger,
            book,
            evidence=zone.evidence(),
            folder=Path(options.evidence) if options.evidence else path.resolve().parent,
            actor=actor_of(options, zone),
            programme=programme_of(ledger.programmes, options.programme).code if options.programme else "",
            on=day_of(options.on, "--on") if options.on else None,
            dry_run=options.dry_run,
            partial=options.partial,
        )
    rejected = _write_rejected(options, path, done) if done.troubles and options.partial else None
    if chosen_format(options.format, None, "text", TEXT_FORMATS) == "json":
        put(_object(path, done, rejected), None)
    else:
        _tell(options, path, done, rejected)
    if not done.troubles:
        return 0
    return FOUND if options.dry_run or options.partial else FAILED


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise no_such_file(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise LedgerError(
            f"{path}：读不出（{error.strerror}）", f"{path}: cannot be read ({error.strerror})"
        ) from error


def _write_rejected(options: Namespace, path: Path, done: Imported) -> Path | None:
    if options.dry_run or not any(places for _, _, places in done.rejected.sheets):
        return None
    from dajuan.ledger.sheets.rejected import rejected_workbook

    target = Path(options.output) if options.output else path.with_name(f"{path.stem}-rejected.xlsx")
    write_whole(target, rejected_workbook(done.rejected, done.troubles, options.lang))
    return target


def _tell(options: Namespace, path: Path, done: Imported, rejected: Path | None) -> None:
    zh = options.lang == "zh"
    for note in done.notes[:NOTES_SHOWN]:
        print(f"{path.name} {note}", file=sys.stderr)
    if len(done.notes) > NOTES_SHOWN:
        more = len(done.notes) - NOTES_SHOWN
        print(f"dajuan: 另有 {more} 处提示" if zh else f"dajuan: and {more} more notes", file=sys.stderr)
    for trouble in done.troubles:
        print(f"{path.name} {trouble}", file=sys.stderr)
    put("\n".join(_lines(options, done, rejected)) + "\n", None)


def _lines(options: Namespace, done: Imported, rejected: Path | None) -> list[str]:
    zh, language = options.lang == "zh", options.lang
    lines = []
    listed = done.drafts if options.dry_run or done.added else ()
    for draft in listed[:SHOWN]:
        said = happened(cast(Entry, draft), done.programme, language)  # A draft has all that is said of an entry here.
        lines.append(
            f"{draft.subject} {said}（{draft.effective_on}）"
            if zh
            else f"{draft.subject} {said} ({draft.effective_on})"
        )
    if len(listed) > SHOWN:
        more = len(listed) - SHOWN
        lines.append(f"…… 另有 {more:,} 条" if zh else f"… and {more:,} more entries")
    counted = [f"{_COUNTS[kind][not zh]} {count:,}" for kind, count in done.counts.items() if count and kind in _COUNTS]
    unchanged = done.counts["unchanged"]
    counted.append(f"没有变化 {unchanged:,} 行" if zh else f"unchanged {unchanged:,} rows")
    lines.append(
        f"{done.programme.name.said(language)}{'：' if zh else ': '}{'，'.join(counted) if zh else ', '.join(counted)}"
    )
    lines.append(_outcome(options, done))
    if rejected is not None:
        lines.append(
            f"退回的行在 {rejected}，改好后再导入"
            if zh
            else f"the rows not taken are in {rejected}: mend and import them"
        )
    return lines


def _outcome(options: Namespace, done: Imported) -> str:
    zh, wrong = options.lang == "zh", len(done.troubles)
    if options.dry_run:
        told = ("试导，没有写入", "dry run, nothing was written")
        more = (f"；有 {wrong} 处不对" if wrong else "", f"; {wrong} things are wrong" if wrong else "")
        return told[not zh] + more[not zh]
    if done.added:
        rest = (f"；另有 {wrong} 处不对" if wrong else "", f"; {wrong} things are wrong" if wrong else "")
        return (f"写入 {done.added:,} 条，日志 {done.size:,} 条" if zh else f"{done.added:,} entries written, {done.size:,} in the log") + rest[not zh]  # fmt: skip
    if wrong:
        return (
            f"有 {wrong} 处不对，什么也没有记（--partial 只记对的行）"
            if zh
            else f"{wrong} things are wrong, nothing was recorded (--partial records the rows that are right)"
        )
    return "没有要记的" if zh else "nothing to record"


def _object(path: Path, done: Imported, rejected: Path | None) -> str:
    return json_text(
        {
            "file": path.name,
            "programme": done.programme.code,
            "counts": done.counts,
            "added": done.added,
            "size": done.size,
            "troubles": [
                {
                    "place": one.place,
                    "sheet": one.sheet,
                    "row": one.row + 1,
                    "code": one.code,
                    "zh": one.zh,
                    "en": one.en,
                }
                for one in done.troubles
            ],
            "notes": [one._asdict() for one in done.notes],
            "rejected": str(rejected) if rejected else None,
        }
    )
