"""``dajuan rebuild``: every derived copy anew from the entries, held to the bytes that were there."""

from __future__ import annotations

import hashlib
import sys
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

from dajuan.cli import FOUND
from dajuan.cli.printing import put
from dajuan.cli.zone import opened
from dajuan.figures.copy import Copy
from dajuan.subjects.register import Register


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        folder = zone.derived / "columns"
        before = _hashes(folder)
        with ledger.store.reading() as reader:
            Copy(folder).rebuild(reader, _progress if sys.stderr.isatty() else lambda done, of: None)
            size = reader.head().size
        after = _hashes(folder)
        register = Register(ledger, zone.derived)
        subjects = _anew(register)
    differing = sorted(name for name in before if after.get(name) != before[name] and name != "manifest.json")
    new = sorted(after.keys() - before.keys() - {"manifest.json"})
    told = _told(folder, size, before, after, differing, new, options.lang)
    put(told + _told_of_subjects(register.path, subjects, options.lang), None)
    return FOUND if differing or subjects.differs else 0


class _Subjects(NamedTuple):
    """The register of subjects, made anew."""

    many: int
    differs: bool
    """Whether what it had been made from gives something else now."""


def _anew(register: Register) -> _Subjects:
    register.follow()
    held = register.digest()
    register.rebuild()
    return _Subjects(register.count(), register.digest() != held)


def _told_of_subjects(path: Path, subjects: _Subjects, language: str) -> str:
    many = subjects.many
    if language == "zh":
        same = "与原来不同，已换成重建的" if subjects.differs else "内容与原来相同"
        return f"重建了对象簿，{many:,} 个对象，{same}：{path}\n"
    same = "was different, now as rebuilt" if subjects.differs else "its content is the same as before"
    return f"made the register of subjects anew, {many:,} subjects; {same}: {path}\n"


def _hashes(folder: Path) -> dict[str, str]:
    """The files of the copy and their SHA-256."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("[!.]*.*"))}


def _told(
    folder: Path,
    size: int,
    before: dict[str, str],
    after: dict[str, str],
    differing: list[str],
    new: list[str],
    language: str,
) -> str:
    zh = language == "zh"
    blocks = len(after.keys() - {"manifest.json"})
    lines = [
        f"从 {size:,} 条记录重建了 {blocks} 个文件：{folder}"
        if zh
        else f"made {blocks} files anew from {size:,} entries: {folder}"
    ]
    for name in differing:
        gone = name not in after
        lines.append(
            f"{name}：{'不再需要，已删去' if gone else '与原来不同，已换成重建的'}"
            if zh
            else f"{name}: {'not needed any more, deleted' if gone else 'was different, now as rebuilt'}"
        )
    if new and before:
        lines.append(f"新增 {len(new)} 个文件" if zh else f"{len(new)} files are new")
    if before and not differing:
        lines.append(
            "其余与原来逐字节相同" if zh and new else "与原来逐字节相同" if zh else "the bytes are the same as before"
        )
    if not blocks:
        lines.append(
            "记录不到 4,096 条，还不成块：算数时直接读台账"
            if zh
            else "fewer than 4,096 entries make no block yet: figures read them from the ledger"
        )
    return "\n".join(lines) + "\n"


def _progress(done: int, of: int) -> None:
    print(f"\r{done:,} / {of:,}", end="", file=sys.stderr, flush=True)
