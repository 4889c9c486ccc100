"""What peers read of the files of ``readers.py``, and how long it takes them. Runs in ``bench/.peers`` (``make peers``).

``python readers_peers.py FOLDER`` prints JSON: for each peer its seconds and the text it gives.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from shutil import which
from time import perf_counter

from timing import one_core, seconds


def python_docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    rows = [paragraph.text for paragraph in document.paragraphs]
    rows += ["\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join(rows)


def lxml_docx(data: bytes) -> str:
    """The floor: unpack, parse, join all w:t."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(root.itertext("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))


def pdfium(data: bytes) -> str:
    """The floor: the text that PDFium itself gives, in the order it was drawn."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def pypdf(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def pdfplumber(data: bytes) -> str:
    import pdfplumber as plumber

    with plumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def openpyxl(data: bytes) -> str:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


def calamine(data: bytes) -> str:
    """The floor: the library that ours stands on."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join("\t".join(map(str, row)) for sheet in sheets for row in sheet)


def lxml_html(data: bytes) -> str:
    """The floor: parse, join all text."""
    from lxml import html

    return str(html.fromstring(data).text_content())


def trafilatura(data: bytes) -> str:
    from trafilatura import extract

    return extract(data, include_tables=True) or ""


def lxml_ofd(data: bytes) -> str:
    """The floor: unpack, parse, join all TextCode in the order they were written."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith("Content.xml")]
        roots = [etree.fromstring(archive.read(name)) for name in names]
    return "\n".join(code.text or "" for root in roots for code in root.iter("{*}TextCode"))


PEERS: dict[str, tuple[Callable[[bytes], str], ...]] = {
    "docx": (lxml_docx, python_docx),
    "pdf": (pdfium, pypdf, pdfplumber),
    "ofd": (lxml_ofd,),
    "xlsx": (calamine, openpyxl),
    "html": (lxml_html, trafilatura),
}
FLOORS = frozenset({"lxml_docx", "pdfium", "lxml_ofd", "calamine", "lxml_html"})


def pdftotext(path: Path) -> dict[str, object]:
    """Poppler's command, where the machine has it: its own clock includes starting a process."""
    begin = perf_counter()
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return {"seconds": perf_counter() - begin, "text": done.stdout, "floor": False}


def main() -> None:
    one_core()
    folder = Path(sys.argv[1])
    found: dict[str, dict[str, object]] = {}
    for suffix, readers in PEERS.items():
        data = (folder / f"report.{suffix}").read_bytes()
        for reader in readers:
            try:
                text = reader(data)
            except ImportError:
                continue
            spent = seconds(lambda reader=reader, data=data: reader(data), times=3)
            found[f"{suffix} {reader.__name__}"] = {
                "seconds": spent,
                "text": text,
                "floor": reader.__name__ in FLOORS,
            }
    if which("pdftotext"):
        found["pdf pdftotext"] = pdftotext(folder / "report.pdf")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
