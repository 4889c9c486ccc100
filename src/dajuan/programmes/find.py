"""Where packs come from: those that come with Dajuan, those of Python packages, those in a zone's own folder.

A bad pack is reported and left out; it takes no other down. Of two of one code the second is refused, unless it is the
zone's own and says ``replaces: built-in``: then it stands for the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from dajuan.programmes.load import BUILT_IN, read_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.trouble import PackError, PackTrouble

ENTRY_POINTS = "dajuan.programmes"
"""The group under which a Python package names a package of its own that holds ``*.yaml``."""


class Found(NamedTuple):
    """The programmes by code, in code order, and what is wrong with packs that are left out."""

    programmes: Mapping[str, Programme]
    troubles: tuple[PackTrouble, ...]


def find_programmes(zone_folder: Path | None = None) -> Found:
    """All packs there are. ``zone_folder`` is the folder of a zone's own (``zone/programmes``); it need not exist."""
    troubles: list[PackTrouble] = []
    built_in = _read_all(built_in_paths(), troubles)
    brought = _read_all(_brought_paths(troubles), troubles)
    own = _read_all(_yaml_in(zone_folder) if zone_folder else [], troubles)
    chosen = _one_a_code([*built_in, *brought], own, troubles)
    return Found({code: chosen[code] for code in sorted(chosen)}, tuple(troubles))


def built_in_paths() -> list[Path]:
    """The packs that come with Dajuan."""
    return _yaml_in(Path(__file__).parent / "packs")


def _yaml_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml") and path.is_file())


def _brought_paths(troubles: list[PackTrouble]) -> list[Path]:
    """The YAML files of the packages that other distributions name under ``ENTRY_POINTS``."""
    paths: list[Path] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: one.name):
        try:
            with as_file(files(point.value)) as folder:
                inside = _yaml_in(Path(folder))
        except (ImportError, TypeError, OSError, ValueError) as error:
            zh = f"Python 包的入口点 {point.name} = {point.value} 打不开：{error}；应是一个放着 *.yaml 的包"
            en = f"the entry point {point.name} = {point.value} cannot be opened: {error}; name a package that holds *.yaml"
            troubles.append(PackTrouble(ENTRY_POINTS, 0, 0, zh, en))
            continue
        paths += inside
    return paths


def _read_all(paths: Iterable[Path], troubles: list[PackTrouble]) -> list[Programme]:
    packs: list[Programme] = []
    for path in paths:
        try:
            packs.append(read_pack(path))
        except PackError as error:
            troubles += error.troubles
    return packs


def _one_a_code(given: list[Programme], own: list[Programme], troubles: list[PackTrouble]) -> dict[str, Programme]:
    chosen: dict[str, Programme] = {}
    for pack in given:
        _add(pack, chosen, troubles)
    codes_given = set(chosen)
    codes_own: set[str] = set()
    for pack in own:
        if pack.replaces == BUILT_IN and pack.code in codes_given and pack.code not in codes_own:
            chosen[pack.code] = pack
        else:
            _add(pack, chosen, troubles)
        codes_own.add(pack.code)
    return chosen


def _add(pack: Programme, chosen: dict[str, Programme], troubles: list[PackTrouble]) -> None:
    """The first of a code stays; the second is told where the first is, and how it could stand for it."""
    first = chosen.setdefault(pack.code, pack)
    if first is pack:
        return
    troubles.append(
        PackTrouble(
            pack.source,
            0,
            0,
            f"代码 {pack.code} 已有：{first.source}；换一个代码，或在园区自己的包里写 replaces: {BUILT_IN} 代替自带的",
            f"the code {pack.code} is taken by {first.source}; choose another, or write replaces: {BUILT_IN} in the zone's own "
            "pack to stand for the built-in one",
        )
    )
