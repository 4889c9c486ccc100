"""Digits altered in a written answer sheet: how many are found, and whether anything is told of one that nobody touched.

``python bench/alterations.py [--times 10000] [--files 60]`` makes a zone with the made-up plan and a year of it, writes
the sheet, and alters one random digit at a time: in the text that a reader has of the docx (``--times``), and in the docx
itself, read again each time (``--files``; raised note marks are left alone, readers leave them out). A digit of the stamp
goes the whole way: the sheet is made again from what the stamp then says. Beside it, a floor: the sets of numbers of both
texts compared, which knows nothing of places.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import process_time
from typing import NamedTuple

from dajuan.answers.backing import LedgerBacking
from dajuan.answers.board import board
from dajuan.answers.plan import import_plan
from dajuan.answers.rules import rules_of
from dajuan.answers.sheet.answer import answer_sheet, sentences_for, written
from dajuan.answers.sheet_again import written_lines
from dajuan.checks.alterations import alterations
from dajuan.checks.run import check
from dajuan.claims.claim import Reading
from dajuan.claims.read import read
from dajuan.documents.read import document_from_text
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.answers.conftest import ON, PLAN  # noqa: E402
from tests.answers.sheet.year import a_year  # noqa: E402

_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_RAISED = re.compile(r'<w:r>(?:(?!</w:r>).)*<w:vertAlign w:val="superscript"/>(?:(?!</w:r>).)*</w:r>', re.DOTALL)


class Written(NamedTuple):
    lines: list[str]
    docx: bytes
    backing: LedgerBacking


@contextmanager
def a_sheet() -> Iterator[Written]:
    """The sheet of the made-up zone's year, and the ledger that it is of."""
    with tempfile.TemporaryDirectory() as folder:
        zone = make_zone(Path(folder) / "zone", name="云岭高新区", code="yunling", on=ON)
        ledger = ledger_of(zone)
        import_plan(ledger, read(PLAN), PLAN, evidence=zone.evidence(), actor="督查室甲", on=date(2025, 1, 17))
        a_year(ledger)
        engine = DuckEngine(ledger.store, zone.derived)
        made = board(ledger, engine, rules_of(zone), year=2025, as_of=date(2025, 12, 31))
        sheet = answer_sheet(made, zone, ledger, engine)
        lines = [one.text for one in written_lines(sheet)]
        try:
            yield Written(lines, written(sheet, sentences_for(zone), "docx"), LedgerBacking(zone, ledger, engine))
        finally:
            engine.close()
            ledger.store.close()


def told(reading: Reading, backing: LedgerBacking) -> list[str]:
    return [one.code for one in check(reading, select=["LG904", "LG905"], ignores=(), backing=backing)]


def altered(text: str, place: int, dice: random.Random) -> str:
    other = dice.choice([one for one in "0123456789" if one != text[place]])
    return text[:place] + other + text[place + 1 :]


def in_text(sheet: Written, reading: Reading, times: int, dice: random.Random) -> None:
    text = reading.document.text
    digits = [place for place, one in enumerate(text) if one.isascii() and one.isdigit()]
    stamp = text.rfind("答卷印记")
    counts: Counter[str] = Counter()
    begin = process_time()
    for _ in range(times):
        place = dice.choice(digits)
        other = altered(text, place, dice)
        if place >= stamp:
            counts["of the stamp"] += 1
            counts["of the stamp, found"] += bool(told(read(document_from_text(other)), sheet.backing))
            continue
        found = alterations(sheet.lines, other)
        counts["found"] += any(one.start <= place < one.end for one in found)
        counts["told beside it"] += sum(not one.start <= place < one.end for one in found)
        counts["by sets of numbers"] += _numbers(other) != _numbers(text)
    took = process_time() - begin
    plain = times - counts["of the stamp"]
    print(
        f"in the text: {plain} altered, {counts['found']} found at their place, {counts['told beside it']} told beside them"
    )
    print(f"  of the stamp: {counts['of the stamp']} altered, {counts['of the stamp, found']} found")
    print(f"  floor, sets of numbers: {counts['by sets of numbers']} of {plain} noticed, none of them placed")
    print(f"  {took:.0f} s of CPU, {1000 * took / times:.1f} ms each; {len(digits)} digits in {len(text)} characters")


def _numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:\.\d+)?", text))


def in_files(sheet: Written, files: int, dice: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.docx"
        found = 0
        for _ in range(files):
            path.write_bytes(_one_digit(sheet.docx, dice))
            found += bool(told(read(path), sheet.backing))
        path.write_bytes(sheet.docx)
        print(
            f"in the docx: {files} altered, {found} found; told of the one nobody touched: {len(told(read(path), sheet.backing))}"
        )


def _one_digit(docx: bytes, dice: random.Random) -> bytes:
    """The file with one digit of its words altered."""
    with zipfile.ZipFile(io.BytesIO(docx)) as source:
        parts = {one: source.read(one) for one in source.namelist()}
    xml = parts["word/document.xml"].decode()
    raised = [found.span() for found in _RAISED.finditer(xml)]
    places = [
        place
        for found in _TEXT.finditer(xml)
        for place in range(*found.span(2))
        if xml[place].isdigit() and not any(start <= place < end for start, end in raised)
    ]
    parts["word/document.xml"] = altered(xml, dice.choice(places), dice).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return made.getvalue()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=10_000)
    options.add_argument("--files", type=int, default=60)
    given = options.parse_args()
    dice = random.Random(20260101)
    with a_sheet() as sheet, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.docx"
        path.write_bytes(sheet.docx)
        reading = read(path)
        print(f"untouched: {len(alterations(sheet.lines, reading.document.text))} told in the text")
        in_text(sheet, reading, given.times, dice)
        in_files(sheet, given.files, dice)


if __name__ == "__main__":
    main()
