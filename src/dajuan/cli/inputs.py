"""From what was typed to readings: a file, ``-`` for standard input, a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dajuan.claims.claim import Reading
from dajuan.outputs.trouble import OutputError

if TYPE_CHECKING:
    from dajuan.documents.document import Document

STDIN = "-"


def reading_of(name: str, year: int | None = None) -> Reading:
    """Read one file, or standard input for ``-``. Raises ``DocumentError`` when it cannot be read."""
    from dajuan.claims.read import read, read_document_claims

    if name != STDIN:
        if not Path(name).exists():
            raise no_such_file(Path(name))
        return read(Path(name), year=year)
    return read_document_claims(_standard_input(), year=year)


def spread(names: Sequence[str]) -> Iterator[str]:
    """The files that were named, folders opened. Raises :class:`OutputError` for a folder without any."""
    from dajuan.batch.listing import files_in

    for name in names:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            yield name
            continue
        found = False
        for file in files_in(path):
            found = True
            yield str(path / file)
        if not found:
            raise no_documents(path)


def no_such_file(path: Path) -> OutputError:
    """With the names in the same folder that look like it."""
    from dajuan.cli.nearest import did_you_mean, nearest

    try:
        names = [one.name for one in path.parent.iterdir()]
    except OSError:
        names = []
    zh, en = did_you_mean([str(path.with_name(name)) for name in nearest(path.name, names)])
    return OutputError(f"{path}：找不到这个文件{zh}", f"{path}: no such file{en}")


def no_documents(folder: Path) -> OutputError:
    return OutputError(
        f"{folder}：文件夹里没有可读的文件（txt、md、html、docx、pdf、ofd、xlsx、图片）",
        f"{folder}: no document in this folder (txt, md, html, docx, pdf, ofd, xlsx, images)",
    )


def _standard_input() -> Document:
    """Whatever format comes in: it is put into a file of its own, since readers tell formats by the first bytes."""
    import os
    import tempfile
    from dataclasses import replace

    from dajuan.documents.errors import DocumentError
    from dajuan.documents.read import read_document

    data = sys.stdin.buffer.read()
    handle, name = tempfile.mkstemp(prefix="dajuan-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        document = read_document(Path(name))
    except DocumentError as error:
        raise DocumentError(STDIN, error.zh, error.en) from error
    finally:
        os.unlink(name)
    title = "" if document.title == Path(name).stem else document.title
    return replace(document, source=STDIN, title=title)
