"""``dajuan pack``: a first draft of a programme pack, and all its mistakes by line and column."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from dajuan.cli import FAILED, FOUND
from dajuan.cli.printing import put
from dajuan.cli.zone import zone_if_any
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.uses import refuse_orphans
from dajuan.ledger.zone import Zone
from dajuan.outputs.atomic import write_whole
from dajuan.programmes.load import read_pack
from dajuan.programmes.pack import Programme
from dajuan.programmes.scaffold import draft_pack
from dajuan.programmes.trouble import PackError


def run(options: Namespace) -> int:
    return _new(options) if options.action == "new" else _check(options)


def _new(options: Namespace) -> int:
    try:
        text = draft_pack(options.code)
    except ValueError as error:
        zh, _, en = str(error).partition(" / ")
        raise LedgerError(zh, en) from error
    zone = zone_if_any(options)
    folder = zone.packs_folder if zone else Path()
    path = Path(options.output) if options.output else folder / f"{options.code}.yaml"
    if path.exists():
        raise LedgerError(
            f"{path} 已经有了：换个代码，或用 -o 写到别处",
            f"{path} exists: choose another code, or write elsewhere with -o",
        )
    write_whole(path, text)
    zh = f"写好了 {path}：照着改，用 dajuan pack check {path} 查错；在 dajuan.toml 的 [programmes] on 里加上 {options.code} 启用\n"
    en = (
        f"Wrote {path}: change it, check it with dajuan pack check {path},"
        f" and add {options.code} to [programmes] on in dajuan.toml\n"
    )
    put(zh if options.lang == "zh" else en, None)
    return 0


def _check(options: Namespace) -> int:
    zone, status = zone_if_any(options), 0
    for path in map(Path, options.files):
        try:
            programme = read_pack(path)
        except PackError as error:
            for trouble in error.troubles:
                place = f"{trouble.place}：{trouble.zh}" if options.lang == "zh" else f"{trouble.place}: {trouble.en}"
                put(f"{place}\n", None)
            status = max(status, FAILED if not path.is_file() else FOUND)
            continue
        lost = _orphans(zone, programme) if zone else None
        if lost:
            put(f"{path}：{lost.zh}\n" if options.lang == "zh" else f"{path}: {lost.en}\n", None)
            status = max(status, FOUND)
        else:
            put(_sound(path, programme, options.lang), None)
    sys.stdout.flush()
    return status


def _orphans(zone: Zone, programme: Programme) -> LedgerError | None:
    """What entries written under an earlier version would lose."""
    store = zone.store()
    try:
        with store.reading() as reader:
            refuse_orphans(reader, reader.packs(), programme)
    except LedgerError as error:
        return error
    finally:
        store.close()
    return None


def _sound(path: Path, programme: Programme, language: str) -> str:
    counts = len(programme.fields), len(programme.stages), len(programme.indicators)
    if language == "en":
        return f"{path}: sound: {programme.code} version {programme.version}, {counts[0]} fields, {counts[1]} stages, {counts[2]} indicators\n"
    return f"{path}：没有错：{programme.code} 第 {programme.version} 版，{counts[0]} 个字段、{counts[1]} 个阶段、{counts[2]} 个指标\n"
