"""A file is written whole or not at all: into a neighbour first, then moved over the old one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dajuan.outputs.trouble import OutputError


def write_whole(path: Path, content: str | bytes) -> None:
    """Put ``content`` at ``path``. Raises :class:`OutputError` and leaves what was there when it cannot."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    with whole_file(path) as neighbour, neighbour.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The name of a neighbour to write to; it takes the place of ``path`` when the block ends without an error."""
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "是文件夹 is a directory")
        try:
            mode = path.stat().st_mode & 0o777
        except FileNotFoundError:
            mode = None
        yield neighbour
        if mode is not None:
            neighbour.chmod(mode)
        neighbour.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise OutputError(
            f"{path}：写不进去：{why}；请换一个能写的位置", f"{path}: cannot be written: {why}; choose another place"
        ) from error
    finally:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
