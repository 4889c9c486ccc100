"""A zip file (docx, ofd, xlsx) that nobody trusts: limits are held while inflating, not by what its headers claim."""

from __future__ import annotations

import io
import zipfile
import zlib

from dajuan.documents.errors import DocumentError
from dajuan.documents.limits import MAX_INFLATED, MAX_PART, MAX_PARTS, MAX_RATIO, RATIO_FROM

_CHUNK = 256 * 1024


class Archive:
    """The parts of a zip file by name. Every trouble is a ``DocumentError``."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, IndexError) as error:
            raise _damaged(source) from error
        if len(infos) > MAX_PARTS:
            raise _bomb(source)
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The part, inflated. Raises when it is missing, encrypted, damaged, or inflates beyond the limits."""
        info = self._infos.get(name)
        if info is None:
            raise DocumentError(
                self.source,
                f"缺少部件 {name}，文件已损坏；请用原软件打开后另存",
                f"part {name} is missing, the file is damaged; open it in its own program and save it again",
            )
        if info.flag_bits & 1:
            raise encrypted(self.source)
        try:
            return self._inflate(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged(self.source) from error

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        chunks = []
        size = 0
        packed = max(info.compress_size, 1)
        with self._zip.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                self._inflated += len(chunk)
                if (
                    size > MAX_PART
                    or self._inflated > MAX_INFLATED
                    or (size > RATIO_FROM and size > packed * MAX_RATIO)
                ):
                    raise _bomb(self.source)
                chunks.append(chunk)
        return b"".join(chunks)


def encrypted(source: str) -> DocumentError:
    return DocumentError(
        source,
        "文件已加密；请去掉打开密码后再读",
        "the file is encrypted; remove its password first",
    )


def _damaged(source: str) -> DocumentError:
    return DocumentError(
        source,
        "文件已损坏或不完整；请重新获取，或用原软件打开后另存",
        "the file is damaged or cut short; get it again, or open it in its own program and save it anew",
    )


def _bomb(source: str) -> DocumentError:
    return DocumentError(
        source,
        f"解压后异常庞大（单个部件上限 {MAX_PART // 1024 // 1024} MB，压缩比上限 {MAX_RATIO}），疑为压缩炸弹，已停止",
        f"inflates beyond all measure (limits: {MAX_PART // 1024 // 1024} MB a part, ratio {MAX_RATIO}), stopped",
    )
