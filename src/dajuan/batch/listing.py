"""The documents in a folder, in an order that is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

READABLE = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf", ".ofd", ".xlsx"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
)
TOLD = frozenset((".doc", ".wps"))
"""Not read, but reports all the same: listed, so that the run says which ones to save as docx."""


def files_in(folder: Path) -> Iterator[PurePosixPath]:
    """Paths below ``folder``, relative to it, in path order, without hidden, lock and foreign files."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and not one.endswith(".parts"))
        inside = Path(here).relative_to(folder)
        for name in sorted(files):
            if not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in READABLE | TOLD:
                yield PurePosixPath(inside.as_posix(), name)
