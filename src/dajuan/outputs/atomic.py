"""A file is written whole or not at all: into a neighbour first, then moved over the old one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dajuan.outputs.trouble import OutputError

_REASONS = {
    errno.EACCES: ("没有写入权限；请换一个能写的位置", "no permission; choose another place"),
    errno.EPERM: ("没有写入权限；请换一个能写的位置", "no permission; choose another place"),
    errno.EROFS: ("位置是只读的；请换一个能写的位置", "the place is read-only; choose another"),
    errno.ENOSPC: ("磁盘已满；请腾出空间或换一个位置", "no space left; free some or choose another place"),
    errno.EDQUOT: ("空间配额已满；请腾出空间或换一个位置", "the quota is used up; free some or choose another place"),
    errno.ENOENT: ("没有这个文件夹；请先建好", "no such folder; make it first"),
    errno.ENOTDIR: ("上一级不是文件夹；请改路径", "what should be its folder is a file; mend the path"),
    errno.EISDIR: ("这是文件夹；请写上文件名", "it is a folder; give a file name"),
    errno.ENAMETOOLONG: ("文件名太长；请改短", "the name is too long; shorten it"),
}


def write_whole(path: Path, content: str | bytes) -> None:
    """Put ``content`` at ``path``. Raises :class:`OutputError` and leaves what was there when it cannot."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    with whole_file(path) as neighbour, neighbour.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The name of a neighbour to write to; it takes the place of ``path`` when the block ends without an error.

    A link is followed; a device or a pipe (/dev/stdout) is written to as it is, never replaced.
    """
    real = Path(os.path.realpath(path))
    neighbour = real.with_name(f".{real.name[:40]}.{os.getpid()}.part")
    try:
        if real.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if real.exists() and not real.is_file():
            yield real
            return
        try:
            mode = real.stat().st_mode & 0o777
        except FileNotFoundError:
            mode = None
        yield neighbour
        if mode is not None:
            neighbour.chmod(mode)
        neighbour.replace(real)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> OutputError:
    """What stopped the writing of ``path``, in the words of the reader, not of the system."""
    why = error.strerror or type(error).__name__
    zh, en = _REASONS.get(error.errno or 0, (f"{why}；请换一个能写的位置", f"{why}; choose another place"))
    return OutputError(f"{path}：写不进去：{zh}", f"{path}: cannot be written: {en}")
