"""The documents in a folder, in an order that is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dajuan.documents.kinds import SUFFIXES

TOLD = frozenset([".doc", ".wps", ".wpt", ".rtf", ".odt", ".xls", ".et", ".ods", ".ppt", ".pptx", ".dps"])
"""Not read, but reports all the same: listed, so that the run says which ones to save as docx, xlsx or pdf."""


def files_in(folder: Path, closed: list[OSError] | None = None) -> Iterator[PurePosixPath]:
    """Paths below ``folder``, relative to it, in path order, without hidden, lock and foreign files.

    Folders that cannot be opened are put into ``closed``.
    """
    for here, folders, files in os.walk(folder, onerror=closed.append if closed is not None else None):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and not one.endswith(".parts"))
        inside = Path(here).relative_to(folder)
        for name in sorted(files):
            if not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in SUFFIXES.keys() | TOLD:
                yield PurePosixPath(inside.as_posix(), name)
