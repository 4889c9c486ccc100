"""The zone's own packs as files: read, checked with every error at its line, written whole, switched on and off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import tomlkit

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.uses import lost_by
from dajuan.ledger.zone import SETTINGS, Zone
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.trouble import OutputError
from dajuan.programmes.find import built_in_paths, find_programmes
from dajuan.programmes.load import BUILT_IN, parse_pack, read_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.text import pack_text
from dajuan.programmes.trouble import PackError
from dajuan.programmes.versions import Orphan
from dajuan.programmes.yaml_nodes import LARGEST
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.words import Words

_PROGRAMME = re.compile(r"^programme:.*$", re.MULTILINE)
_VERSION = re.compile(r"^version:[ \t]*\d+", re.MULTILINE)


class At(NamedTuple):
    """One error and its line; 0: of the whole."""

    line: int
    column: int
    words: Words


class PackFile(NamedTuple):
    """A pack that lies in a file. ``programme`` is None where it has errors."""

    code: str
    path: Path
    own: bool
    programme: Programme | None
    troubles: int = 0


@dataclass(slots=True)
class Checked:
    """A text looked at: what is wrong with it, what it would orphan, how it differs from the one saved."""

    text: str
    programme: Programme | None = None
    errors: list[At] = field(default_factory=list)
    lost: list[Orphan] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    bumped: int = 0
    """The version that was written into the text, since entries stand on the one before."""

    @property
    def is_right(self) -> bool:
        return not self.errors and not self.lost


def every(zone: Zone) -> list[PackFile]:
    """Those that come with Dajuan and the zone's own, own ones first; of one code both."""
    own = [_read(path, own=True) for path in _yaml_in(zone.packs_folder)]
    return [*own, *(_read(path, own=False) for path in built_in_paths())]


def _yaml_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in {".yaml", ".yml"} and path.is_file())


def _read(path: Path, *, own: bool) -> PackFile:
    try:
        programme = read_pack(path)
    except PackError as error:
        return PackFile(path.stem, path, own, None, len(error.troubles))
    return PackFile(programme.code, path, own, programme)


def file_called(zone: Zone, code: str) -> PackFile | None:
    """The zone's own of this code, else the one that comes with Dajuan."""
    return next((one for one in every(zone) if one.code == code), None)


def text_of(file: PackFile) -> str:
    return file.path.read_text("utf-8-sig", errors="replace")


def copied(text: str) -> str:
    """A built-in pack's text as the zone's own, that stands for it."""
    return _PROGRAMME.sub(lambda found: f"{found[0]}\nreplaces: {BUILT_IN}", text, count=1)


def checked(zone: Zone, code: str, text: str) -> Checked:
    """Looks at a text that is to be the zone's own pack of this code."""
    text = text.replace("\r\n", "\n")
    saved = file_called(zone, code)
    found = Checked(text)
    found.diff = _diff(text_of(saved) if saved and saved.own else "", text)
    if len(text) > LARGEST:
        found.errors.append(At(0, 0, Words("文件太大", "the file is too large")))
        return found
    try:
        programme = parse_pack(text, f"{code}.yaml")
    except PackError as error:
        found.errors = [At(one.line, one.column, Words(one.zh, one.en)) for one in error.troubles]
        return found
    line = _line_of(text, "programme:")
    if programme.code != code:
        zh, en = (
            f"代码是 {programme.code}，这一页改的是 {code}；代码定了就不改",
            f"the code is {programme.code}, this page is of {code}; a code does not change",
        )
        found.errors.append(At(line, 1, Words(zh, en)))
        return found
    if programme.replaces != BUILT_IN and any(one.code == code and not one.own for one in every(zone)):
        zh, en = (
            f"自带的包里已有 {code}；加一行 replaces: {BUILT_IN} 代替它",
            f"{code} comes with Dajuan; add the line replaces: {BUILT_IN} to stand for it",
        )
        found.errors.append(At(line, 1, Words(zh, en)))
        return found
    found.programme = programme
    _hold_to_entries(found)
    return found


def _hold_to_entries(found: Checked) -> None:
    """The next version where entries stand on this one, then what of them would lose its meaning."""
    programme = found.programme
    assert programme is not None
    with served().ledger.store.reading() as reader:
        kept = reader.packs()
        own = [one for one in kept if one.programme == programme.code]
        newest = max(own, key=lambda one: one.version, default=None)
        if newest is not None and newest.version >= programme.version and newest.text != pack_text(programme):
            found.bumped = newest.version + 1
            found.text = _with_version(found.text, found.bumped)
            found.programme = programme = parse_pack(found.text, programme.source)
        found.lost = lost_by(reader, kept, programme)


def _with_version(text: str, version: int) -> str:
    line = f"version: {version}"
    if _VERSION.search(text):
        return _VERSION.sub(line, text, count=1)
    return _PROGRAMME.sub(lambda found: f"{found[0]}\n{line}", text, count=1)


def _line_of(text: str, begin: str) -> int:
    return next((at for at, line in enumerate(text.split("\n"), 1) if line.startswith(begin)), 1)


def _diff(old: str, new: str) -> list[str]:
    return list(unified_diff(old.splitlines(), new.splitlines(), "saved", "new", lineterm="", n=2))[2:]


def save(zone: Zone, code: str, found: Checked, *, by: Person) -> None:
    """Write it whole, once it is right. Raises :class:`LedgerError`."""
    file = file_called(zone, code)
    path = file.path if file is not None and file.own else zone.packs_folder / f"{code}.yaml"
    try:
        zone.packs_folder.mkdir(exist_ok=True)
        write_whole(path, found.text)
    except (OutputError, OSError) as error:
        raise LedgerError(f"{path.name} 没有写成：{error}", f"{path.name} could not be written: {error}") from error
    note_change("pack-saved", code, by=by, after={"version": found.programme.version if found.programme else 0})


def switch(zone: Zone, code: str, *, on: bool, by: Person) -> None:
    """Into or out of ``[programmes] on``; every comment stays. Raises :class:`LedgerError`."""
    path = zone.folder / SETTINGS
    if on and code not in find_programmes(zone.packs_folder).programmes:
        raise LedgerError(f"没有能用的包 {code}：先改好它的错", f"there is no sound pack {code}: mend it first")
    document = tomlkit.parse(path.read_text("utf-8"))
    table = document.setdefault("programmes", tomlkit.table())
    listed = table.setdefault("on", tomlkit.array())
    if on == (code in listed):
        return
    if on:
        listed.append(code)
    else:
        listed.remove(code)
    try:
        write_whole(path, tomlkit.dumps(document))
    except OutputError as error:
        raise LedgerError(f"{path.name} 没有写成：{error}", f"{path.name} could not be written: {error}") from error
    note_change("pack-on" if on else "pack-off", code, by=by)


def numbered(text: str, errors: Sequence[At]) -> list[tuple[int, str, bool]]:
    """The lines of a text with their numbers, and whether an error is at each."""
    bad = {one.line for one in errors}
    return [(at, line, at in bad) for at, line in enumerate(text.split("\n"), 1)]
