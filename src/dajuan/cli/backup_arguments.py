"""What can be typed after ``dajuan backup`` and ``dajuan restore``."""

from __future__ import annotations

import argparse

from dajuan.cli.ledger_arguments import Fill, language_option, zone_option


def _backup(command: argparse.ArgumentParser) -> None:
    command.description = (
        "把整个园区备份成一个文件：设置、事项包、密钥、台账、佐证、账号、通知；不必停下谁的工作，写完先读回核对。"
        " A whole zone in one file: settings, packs, keys, ledger, evidence, accounts, notices; nobody has to stop, and it"
        " is read back first."
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="文件（.tar.zst、.tar.gz），或文件夹，名字由时间而来 a file, or a folder, where the time names it"
        "（默认园区的 default: the zone's backups/）",
    )
    command.add_argument("--keep", type=int, metavar="N", help="文件夹里只留最近几份 keep only so many in that folder")
    command.add_argument(
        "--without-keys", action="store_true", help="不带 keys/ 里的密钥 without what keys/ holds secret"
    )
    command.add_argument(
        "--with-persons",
        action="store_true",
        help="带上 persons/ 里的假名密钥 with the keys of pseudonyms in persons/（默认不带：另外保存 else kept elsewhere）",
    )
    command.set_defaults(format=None)
    language_option(command)
    zone_option(command)


def _restore(command: argparse.ArgumentParser) -> None:
    command.description = (
        "从备份恢复到一个空文件夹：逐个核对散列，日志重算到根，再审计一遍；有一处损坏就什么也不恢复。"
        " A zone out of a backup into an empty folder: every hash is checked, the log grown to its root and audited; with"
        " anything damaged, nothing is restored."
    )
    command.add_argument("file", metavar="FILE", help="备份文件 the backup")
    command.add_argument("folder", metavar="DIR", help="空文件夹，或还没有的 an empty folder, or one not there yet")
    command.add_argument(
        "--database",
        metavar="URL",
        help="恢复到另一个空数据库 into another, empty database: postgresql://…，或 SQLite 文件名 or a file's name",
    )
    command.add_argument(
        "--without-web",
        action="store_true",
        help="不要网页在 PostgreSQL 里的账号和设置 without the web application's tables of PostgreSQL",
    )
    command.set_defaults(format=None, output=None)
    language_option(command)


FILLS: dict[str, Fill] = {"backup": _backup, "restore": _restore}
