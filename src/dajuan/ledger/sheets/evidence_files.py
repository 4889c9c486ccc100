"""The files that a sheet names as evidence: found beside it, hashed, and taken in once all rows are right."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dajuan.ledger.entry import Evidence
from dajuan.ledger.evidence import EvidenceStore, media_type
from dajuan.programmes.values import ValueTrouble

_ADDRESSES = ("https://", "http://")
_HEAD = 1 << 16


class EvidenceFiles:
    """Files of one folder. Each is read once, however many rows name it."""

    def __init__(self, folder: Path, store: EvidenceStore) -> None:
        self.folder, self.store = folder.resolve(), store
        self._known: dict[tuple[str, str], Evidence] = {}
        self._paths: dict[str, Path] = {}

    def find(self, name: str, kind: str) -> Evidence:
        """What an entry says of it. Raises :class:`ValueTrouble` where there is no such file."""
        found = self._known.get((name, kind))
        if found is None:
            found = self._known[name, kind] = self._read(name, kind)
        return found

    def _read(self, name: str, kind: str) -> Evidence:
        if name.startswith(_ADDRESSES):
            return Evidence(name=name[:200], address=name, kind=kind)
        path = self._path(name)
        size = path.stat().st_size
        if not size or size > self.store.limit:
            raise ValueTrouble(
                f"“{name}”{'是空文件' if not size else f'超过 {self.store.limit:,} 字节'}",
                f"“{name}” {'is empty' if not size else f'is over {self.store.limit:,} bytes'}",
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._paths[sha256] = path
        return Evidence(name=path.name, sha256=sha256, size=size, media_type=media_type(head, path.name), kind=kind)

    def _path(self, name: str) -> Path:
        """A file within the folder: a workbook may come from anybody, and may not name /etc/passwd."""
        try:
            path = (self.folder / name.replace("\\", "/")).resolve()
            inside = path.is_relative_to(self.folder)
            if inside and path.is_file():
                return path
        except (OSError, ValueError):
            inside = True
        if not inside:
            raise ValueTrouble(
                f"“{name}”不在佐证文件夹里；只能写 {self.folder} 之内的文件",
                f"“{name}” is outside the folder of evidence, {self.folder}",
            )
        raise ValueTrouble(
            f"找不到佐证“{name}”（在 {self.folder} 里找）；放进去，或用 --evidence 指明文件夹",
            f"no file “{name}” in {self.folder}; put it there, or name the folder with --evidence",
        )

    def keep(self, wanted: set[str]) -> None:
        """Take copies of these in, by SHA-256."""
        for sha256 in wanted & self._paths.keys():
            path = self._paths[sha256]
            if self.store.keep(path).sha256 != sha256:
                raise ValueTrouble(f"{path} 刚刚被改过；再导入一次", f"{path} has just changed; import again")
