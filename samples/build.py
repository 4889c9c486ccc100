"""Makes the sample files from their Markdown: a Word file, a newspaper page as PDF, a text with broken lines.

Run ``make samples`` after editing a .md; the results are committed, and the same source gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INSERTED = re.compile(r"\{\+\+(.*?)\+\+\}")
WHEN = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
NARROW = 28
"""Characters to a line in the broken text, as a newspaper column has them."""


def blocks(source: str) -> list[tuple[str, str]]:
    """Markdown → (kind, text): title, heading2, heading3, table, paragraph. Only what the samples use."""
    found = []
    for piece in source.strip().split("\n\n"):
        mark, _, rest = piece.partition(" ")
        kind = {"#": "title", "##": "heading2", "###": "heading3", "|": "table"}.get(mark, "paragraph")
        found.append((kind, piece if kind in {"paragraph", "table"} else rest))
    return found


def table_rows(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.splitlines() if not set(line) <= set("|- ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def plain(text: str) -> str:
    return INSERTED.sub(r"\1", text)


def word(source: str) -> bytes:
    """A .docx with real heading styles, a real table, and each ``{++…++}`` as a tracked insertion."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "云岭高新区管委会办公室", WHEN, WHEN
    for kind, text in blocks(source):
        if kind == "table":
            add_table(document, table_rows(text))
        elif kind == "paragraph":
            add_paragraph(document, text)
        else:
            level = {"title": 0, "heading2": 1, "heading3": 2}[kind]
            document.add_heading(text, level)
            properties.title = text if level == 0 else properties.title
    packed = BytesIO()
    document.save(packed)
    return same_bytes(packed.getvalue())


def add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def add_paragraph(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    for place, piece in enumerate(INSERTED.split(text)):
        run = paragraph.add_run(piece)
        if place % 2:
            paragraph._p.append(inserted(run))


def inserted(run: Any) -> Any:
    """The run inside ``w:ins``, as Word writes a tracked insertion."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:ins")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), "社会事业局")
    mark.set(qn("w:date"), WHEN.isoformat().replace("+00:00", "Z"))
    mark.append(run._r)
    return mark


def same_bytes(packed: bytes) -> bytes:
    """The same archive with the clock taken out of it."""
    fresh = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, WHEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fresh.getvalue()


def newspaper(source: str) -> bytes:
    """A PDF set like a newspaper page: two columns, justified, page number at the foot."""
    import typst

    lines = [
        '#set page(paper: "a4", columns: 2, margin: (x: 18mm, y: 20mm), numbering: "— 1 —")',
        '#set text(font: "Noto Serif CJK SC", size: 9.5pt, lang: "zh")',
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.62em)",
        "#show heading: set block(above: 1em, below: 0.7em)",
    ]
    for kind, text in blocks(plain(source)):
        lines.append(typeset(kind, text))
    return typst.compile("\n\n".join(lines).encode(), timestamp=int(WHEN.timestamp()))


def typeset(kind: str, text: str) -> str:
    if kind == "title":
        heading = f"#align(center)[#text(size: 17pt, weight: 700)[{text}]]"
        return f'#place(top + center, scope: "parent", float: true)[{heading}]'
    if kind == "table":
        rows = table_rows(text)
        cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
        return f"#text(size: 8pt)[#table(columns: {len(rows[0])}, {cells})]"
    mark = {"heading2": "= ", "heading3": "== "}.get(kind, "")
    return mark + re.sub(r"([#$*_@<>\\\[\]`~])", r"\\\1", text)


def broken(source: str) -> str:
    """A text as lifted from a narrow column: every line cut at the same width, in mid-sentence or not."""
    lines = []
    for kind, text in blocks(plain(source)):
        if kind == "table":
            lines.extend(" ".join(row) for row in table_rows(text))
        else:
            lines.extend(text[at : at + NARROW] for at in range(0, len(text), NARROW))
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    for year in ("2025", "2026"):
        source = (HERE / f"yunling-{year}.md").read_text(encoding="utf-8")
        (HERE / f"yunling-{year}.docx").write_bytes(word(source))
        print(f"samples/yunling-{year}.docx")
    (HERE / "yunling-2026.pdf").write_bytes(newspaper(source))
    (HERE / "yunling-2026.txt").write_text(broken(source), encoding="utf-8")
    print("samples/yunling-2026.pdf\nsamples/yunling-2026.txt")


if __name__ == "__main__":
    main()
