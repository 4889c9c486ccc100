"""The answer sheet of 300 targets: from the ledger to docx, pdf and html, beside bare writers of the same paragraphs.

``python bench/answer.py [--targets 300]`` makes a zone of a generated year: a third of the targets are bound to an
indicator, a third reported by hand each month, the rest are tasks or have nothing. Times are wall-clock and CPU of one
process, the median of three, each format in turn; the floors write the sheet's own paragraphs and table cells, python-docx
by its plain calls and typst from one text without styles, links, fonts of roles or charts.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from dajuan.answers.board import board
from dajuan.answers.rules import rules_of
from dajuan.answers.sheet.answer import FORMATS, answer_sheet, written
from dajuan.answers.sheet.content import Paragraph, Sheet, Table, text_of
from dajuan.answers.sheet.plain import plain_lines
from dajuan.answers.sheet.sentences import sentences_of
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import Zone, make_zone
from timing import one_core

YEAR, AREAS, ESTATES = 2025, 10, 120
GOALS = {"docx": 3.0, "pdf": 5.0}
"""Seconds, from the ledger to the file."""
TIMES = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--targets", type=int, default=300)
    many = options.parse_args().targets
    one_core()
    with tempfile.TemporaryDirectory() as folder:
        zone = make_zone(Path(folder) / "zone", name="云岭高新区", code="yunling", on=("targets", "housing-delivery"))
        ledger = ledger_of(zone)
        fill(ledger, many)
        report(zone, ledger, many)
        ledger.store.close()


# A generated year --------------------------------------------------------------------------------------------------


def fill(ledger: Ledger, many: int) -> None:
    drafts = [one for number in range(1, ESTATES + 1) for one in estate(number)]
    drafts += [one for number in range(1, many + 1) for one in target(number)]
    append(ledger, drafts, actor="生成")


def estate(number: int) -> list[Draft]:
    opened, done = date(YEAR - 1, 1, 2), date(YEAR, 1, 5) + timedelta(days=number * 2)
    about = {"programme": "housing-delivery", "subject": f"E-{number:03}"}
    proof = tuple(
        Evidence(name=f"{kind}.pdf", sha256=f"{number:064x}", kind=kind) for kind in ("复工确认书", "竣工验收备案表")
    )
    fields = {"name": f"云岭{number}号", "developer": f"云岭置业{number % 7}", "homes": 40 + number}
    return [
        Draft(**about, kind="opened", effective_on=opened, fields=fields),
        Draft(**about, kind="moved", stage="listed", effective_on=opened),
        Draft(**about, kind="moved", stage="building", effective_on=opened + timedelta(days=9), evidence=proof),
        Draft(**about, kind="moved", stage="delivered", effective_on=done, evidence=proof),
    ]


def target(number: int) -> list[Draft]:
    code, set_on = f"{YEAR}-{number:03}", date(YEAR, 1, 20)
    kind = "task" if number % 3 == 2 else "number"
    fields = {
        "name": f"第{number}项工作", "year": str(YEAR), "kind": kind, "area": f"第{number * AREAS // 301 + 1}领域",
        "words": f"完成第{number}项工作{50 + number}套", "owner": f"云岭第{number % 17 + 1}局",
    }  # fmt: skip
    if kind == "number":
        fields |= {"value": f"{50 + number}套", "bound": "at-least"}
    if number % 3 == 0:
        fields["indicator"] = f"housing-delivery/homes-delivered?developer=云岭置业{number % 7}"
    about = {"programme": "targets", "subject": code}
    made = [
        Draft(**about, kind="opened", effective_on=set_on, fields=fields),
        *(Draft(**about, kind="moved", stage=stage, effective_on=set_on) for stage in ("proposed", "set", "assigned")),
    ]
    if number % 3 == 1:
        proof = (Evidence(name="报表.pdf", sha256=f"{number:064x}", kind="佐证"),)
        made += [
            Draft(**about, kind="stated", effective_on=date(YEAR, month, 28), evidence=proof,
                  fields={"reported": f"{(50 + number) * month * (9 + number % 4) // 130}套"})
            for month in range(1, 13)
        ]  # fmt: skip
    return made


# Times ------------------------------------------------------------------------------------------------------------


def report(zone: Zone, ledger: Ledger, many: int) -> None:
    words = sentences_of()
    sheet = made(zone, ledger)
    characters = sum(map(len, plain_lines(sheet)))
    print(f"{many} 个目标 targets, {ledger_size(ledger):,} 条记录 entries, {characters:,} 字 characters")
    whole: dict[str, list[float]] = {form: [] for form in FORMATS}
    spent: dict[str, list[float]] = {}
    bare = {"docx": lambda: bare_docx(sheet), "pdf": lambda: bare_typst(sheet)}
    for _ in range(TIMES):
        clock(spent, "board", lambda: of_year(zone, ledger))
        clock(spent, "sheet", lambda: made(zone, ledger))
        for form in FORMATS:
            begin = time.perf_counter()
            clock(spent, form, lambda form=form: written(made(zone, ledger), words, form))  # type: ignore[misc]
            whole[form].append(time.perf_counter() - begin)
        for form, write in bare.items():
            clock(spent, f"bare {form}", write)
    middle = {name: statistics.median(some) for name, some in spent.items()}
    print(f"看板 board {middle['board']:.2f} s CPU；看板到答卷 to the sheet as a value {middle['sheet']:.2f} s CPU")
    for form in FORMATS:
        goal = f"（目标 goal {GOALS[form]:g} s）" if form in GOALS else ""
        ratio = (
            f"；写文件是下限的 writing is {(middle[form] - middle['sheet']) / middle[f'bare {form}']:.1f} 倍 × the floor（{middle[f'bare {form}']:.2f} s）"
            if f"bare {form}" in middle
            else ""
        )
        print(f"{form}: {statistics.median(whole[form]):.2f} s, CPU {middle[form]:.2f} s{goal}{ratio}")


def clock(spent: dict[str, list[float]], name: str, call: Callable[[], object]) -> None:
    begin = time.process_time()
    call()
    spent.setdefault(name, []).append(time.process_time() - begin)


def of_year(zone: Zone, ledger: Ledger):  # type: ignore[no-untyped-def]
    engine = DuckEngine(ledger.store, zone.derived)
    try:
        return board(ledger, engine, rules_of(zone), year=YEAR, as_of=date(YEAR, 12, 31))
    finally:
        engine.close()


def made(zone: Zone, ledger: Ledger) -> Sheet:
    engine = DuckEngine(ledger.store, zone.derived)
    try:
        on = board(ledger, engine, rules_of(zone), year=YEAR, as_of=date(YEAR, 12, 31))
        return answer_sheet(on, zone, ledger, engine)
    finally:
        engine.close()


def ledger_size(ledger: Ledger) -> int:
    with ledger.store.reading() as reader:
        return reader.head().size


# Floors -----------------------------------------------------------------------------------------------------------


def bare_docx(sheet: Sheet) -> bytes:
    from docx import Document

    document = Document()
    for section in sheet.sections:
        document.add_heading(section.title, section.level)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                document.add_paragraph(block.text)
            elif isinstance(block, Table):
                table = document.add_table(0, len(block.columns))
                for row in block.rows:
                    for cell, runs in zip(table.add_row().cells, row, strict=True):
                        cell.text = text_of(runs)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bare_typst(sheet: Sheet) -> bytes:
    import typst

    source = '#set page(paper: "a4")\n#for line in sys.inputs.text.split("\\n") { par(line) }'
    text = "\n".join(plain_lines(sheet)).replace("\t", " ")
    return bytes(typst.Compiler(source.encode(), sys_inputs={"text": text}).compile(format="pdf"))


if __name__ == "__main__":
    main()
