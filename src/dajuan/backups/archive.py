"""The file that a backup is: a tar of plain files, in zstd (``.tar.zst``) or gzip (``.tar.gz``).

Any tar opens it. What comes out of one is believed only when it has the manifest's SHA-256; until then it may be
anybody's: only plain files under names that stay inside are taken, and none that the disk has no room for.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, NamedTuple

import pyarrow as pa

from dajuan.backups.manifest import MANIFEST, SEAL, Manifest, Member, manifest_of
from dajuan.backups.trouble import BackupError, damaged

CODECS = {".tar.zst": "zstd", ".tar.gz": "gzip"}
_BEGINNINGS = {b"\x28\xb5\x2f\xfd": "zstd", b"\x1f\x8b": "gzip"}
ZONE = "zone/"
"""The members that are files of the zone's folder."""
LARGEST_MANIFEST = 2**28
_PIECE = 2**20


def codec_of(path: Path) -> str:
    """By the name; any other ending is refused."""
    for ending, codec in CODECS.items():
        if path.name.lower().endswith(ending):
            return codec
    raise BackupError(
        f"{path}：备份的文件名以 {' 或 '.join(CODECS)} 结尾", f"{path}: a backup's name ends in {' or '.join(CODECS)}"
    )


# Writing ---------------------------------------------------------------------------------------------------------


class Packer:
    """Takes members one after the other and remembers each one's size and SHA-256."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._tar = tarfile.TarFile(fileobj=sink, mode="w", format=tarfile.PAX_FORMAT)
        self.members: dict[str, Member] = {}

    def add(self, name: str, data: bytes) -> None:
        self._take(name, io.BytesIO(data), len(data), 0.0)

    def add_file(self, name: str, path: Path) -> str:
        """A file as it is now; its SHA-256."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            raise
        except OSError as error:
            raise BackupError(
                f"{path} 读不出（{error.strerror}）", f"{path} cannot be read ({error.strerror})"
            ) from error
        with source:
            status = path.stat()
            return self._take(name, source, status.st_size, status.st_mtime)

    def close(self, manifest: Callable[[dict[str, Member]], Manifest]) -> Manifest:
        """The manifest goes last, for it names all the others."""
        made = manifest(dict(self.members))
        data, seal = made.sealed()
        self.add(MANIFEST, data)
        self.add(SEAL, seal)
        self._tar.close()
        return made

    def _take(self, name: str, source: IO[bytes], size: int, changed: float) -> str:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, changed, 0o600
        read = _Hashed(source, size, name)
        self._tar.addfile(info, read)  # type: ignore[arg-type]
        self._tar.members = []  # type: ignore[attr-defined]  # it would remember each, for reading
        sha256 = read.digest.hexdigest()
        self.members[name] = Member(size, sha256)
        return sha256


class _Hashed:
    """Hashes what is read through it. A source that ends early was changed meanwhile."""

    def __init__(self, source: IO[bytes], size: int, name: str) -> None:
        self._source, self._left, self._name = source, size, name
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        try:
            piece = self._source.read(min(size, self._left))
        except OSError as error:
            raise BackupError(
                f"{self._name} 读不出（{error.strerror}）", f"{self._name} cannot be read ({error.strerror})"
            ) from error
        if not piece:
            raise BackupError(
                f"{self._name} 在备份时被改短了：请再做一次", f"{self._name} grew shorter meanwhile: back up again"
            )
        self._left -= len(piece)
        self.digest.update(piece)
        return piece


class _Sink:
    """What a tar needs of the compressed stream that it is written to."""

    def __init__(self, stream: pa.NativeFile) -> None:
        self._stream, self._at = stream, 0

    def write(self, data: bytes) -> int:
        self._stream.write(data)
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at


@contextmanager
def packing(path: Path, codec: str) -> Iterator[Packer]:
    """A packer onto ``path``, readable for its owner alone: keys and personal data are in it."""
    path.touch(mode=0o600)
    with path.open("wb") as file:
        stream = pa.CompressedOutputStream(pa.PythonFile(file, "w"), codec)
        try:
            yield Packer(_Sink(stream))  # type: ignore[arg-type]
        except BaseException:
            _abandon(stream)
            raise
        stream.close()


def _abandon(stream: pa.NativeFile) -> None:
    """Closing writes what is left, which fails again where the disk is full."""
    try:
        stream.close()
    except (OSError, ValueError):
        return


# Reading ---------------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A member as it comes out of the file."""

    name: str
    size: int
    changed: float
    pieces: Iterator[bytes]


def unpacked(path: Path, into: Path | None, told: Callable[[int], None] = lambda members: None) -> Manifest:
    """Every member of a backup into a folder, or only looked at; held to the manifest. ``told`` each member done.

    Raises :class:`BackupError` that names the first member that is not as it was written.
    """
    seen: dict[str, Member] = {}
    last: dict[str, bytes] = {}
    for found in _members(path):
        if found.name in seen:
            raise damaged(found.name, "出现了两次", "it is there twice")
        digest = hashlib.sha256()
        pieces = _through(found.pieces, digest.update)
        if found.name in {MANIFEST, SEAL}:
            last[found.name] = _short(found, pieces)
            continue
        place = _place(found.name)
        if into is None:
            for _ in pieces:
                pass
        else:
            _write(into / place, found, pieces, into)
        seen[found.name] = Member(found.size, digest.hexdigest())
        told(1)
    if last.keys() != {MANIFEST, SEAL}:
        after = next(reversed(seen), path.name)
        raise damaged(after, "文件到它之后就断了，没有清单", "the file breaks off after it, before the manifest")
    manifest = manifest_of(last[MANIFEST], last[SEAL])
    _compare(manifest.members, seen)
    return manifest


def _members(path: Path) -> Iterator[Found]:
    last = path.name
    with _opened(path) as file, pa.CompressedInputStream(file, _codec_in(file, path)) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|") as tar:
                while info := tar.next():
                    last = info.name
                    yield _found(tar, info)
                    tar.members = []  # type: ignore[attr-defined]
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            said = str(error)[:200]
            raise damaged(last, f"在它或它之后读不下去（{said}）", f"at it or after it: {said}") from error


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupError(
            f"{path} 打不开（{error.strerror}）", f"{path} cannot be opened ({error.strerror})"
        ) from error


def _codec_in(file: IO[bytes], path: Path) -> str:
    """By its first bytes, whatever it is called."""
    head = file.read(4)
    file.seek(0)
    for beginning, codec in _BEGINNINGS.items():
        if head.startswith(beginning):
            return codec
    raise BackupError(f"{path} 不是备份：既不是 zstd 也不是 gzip", f"{path} is no backup: it is neither zstd nor gzip")


def _found(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Found:
    if not info.isreg() or info.issparse():
        raise damaged(info.name, "不是普通文件，备份里没有这样的", "it is no plain file, and a backup has no other")
    file = tar.extractfile(info)
    assert file is not None
    return Found(info.name, info.size, float(info.mtime), _pieces(file, info.name))


def _pieces(file: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        while piece := file.read(_PIECE):
            yield piece
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        said = str(error)[:200]
        raise damaged(name, f"读不下去（{said}）", said) from error


def _through(pieces: Iterator[bytes], look: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        look(piece)
        yield piece


def _short(found: Found, pieces: Iterator[bytes]) -> bytes:
    if found.size > LARGEST_MANIFEST:
        raise damaged(found.name, f"有 {found.size:,} 字节，太大", f"it has {found.size:,} bytes, too many")
    return b"".join(pieces)


def _place(name: str) -> PurePosixPath:
    """Where a member goes: always inside, whatever its name says."""
    windows, parts = PureWindowsPath(name), name.split("/")
    odd = any(part in {"", ".", ".."} for part in parts) or windows.drive or windows.root or "\\" in name
    if odd or not all(part.isprintable() for part in parts):
        raise damaged(name[:200], "这个名字不在文件夹之内", "its name leads out of the folder")
    return PurePosixPath(*parts)


def _write(path: Path, found: Found, pieces: Iterator[bytes], into: Path) -> None:
    room = shutil.disk_usage(into).free
    if found.size > room:
        raise BackupError(
            f"{found.name} 有 {found.size:,} 字节，{into} 所在的磁盘只剩 {room:,}：什么也没有恢复",
            f"{found.name} has {found.size:,} bytes, the disk of {into} has room for {room:,}: nothing was restored",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in pieces:
                file.write(piece)
        os.utime(path, (found.changed, found.changed))
    except OSError as error:
        raise BackupError(
            f"{found.name} 写不出来（{error.strerror}）：什么也没有恢复",
            f"{found.name} cannot be written ({error.strerror}): nothing was restored",
        ) from error


def _compare(stated: dict[str, Member], seen: dict[str, Member]) -> None:
    for name in stated.keys() - seen.keys():
        raise damaged(name, "清单里有，文件里没有", "it is in the manifest and not in the file")
    for name, member in seen.items():
        if name not in stated:
            raise damaged(name, "清单里没有它", "the manifest does not name it")
        if member != stated[name]:
            raise damaged(name, "与清单里的 SHA-256 不符", "it does not have the SHA-256 of the manifest")
