"""``dajuan export``: the entries as Parquet, for other programs; run again, it adds what is new."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dajuan.cli.zone import opened
from dajuan.figures.export import export


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger), ledger.store.reading() as reader:
        packs = ledger.programmes.values()
        done = export(reader, Path(options.output), zone.code, packs, simulated=zone.simulated)
    if options.lang == "en":
        print(
            f"{done.size} entries in {options.output}: {done.written} files written, {done.kept} kept, {done.mended} mended"
        )
        print(f"root {done.root}")
    else:
        print(
            f"{options.output} 共 {done.size} 条记录：新写 {done.written} 个文件，保留 {done.kept} 个，修复 {done.mended} 个"
        )
        print(f"日志根 {done.root}")
    return 0
