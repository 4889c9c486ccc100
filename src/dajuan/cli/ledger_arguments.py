"""What can be typed after the ledger's commands: ``dajuan record --help`` and the like."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dajuan.cli.arguments import Command

FIGURE_FORMATS = ("table", "json", "csv", "xlsx")
TRACE_FORMATS = ("text", "json", "csv", "xlsx")
TEXT_FORMATS = ("text", "json")
GRAINS = ("day", "month", "quarter", "half", "year")

Fill = Callable[[argparse.ArgumentParser], None]


def _init(command: argparse.ArgumentParser) -> None:
    command.description = (
        "建一个园区文件夹：设置、台账、佐证、密钥都在里面，拷走就是备份。再运行一次，缺什么补什么，已有的不动。"
        " Makes a zone: one folder with settings, ledger, evidence and keys. Run again, it changes nothing that is there."
    )
    command.add_argument("folder", metavar="DIR", help="文件夹 the folder")
    command.add_argument(
        "--name", metavar="NAME", help="园区名称 the zone's name（默认用文件夹名 default: the folder's）"
    )
    command.add_argument("--code", metavar="CODE", help="代码，日志以它为名 names the log: a-z 0-9 . -")
    command.add_argument(
        "--on", metavar="CODES", help="启用的事项，逗号分开 programmes to switch on（默认全部 default: all）"
    )
    command.add_argument(
        "--database", metavar="URL", help="postgresql://…，或 SQLite 文件名 or an SQLite file in the folder"
    )
    language_option(command)
    command.set_defaults(format=None, output=None)


def _programmes(command: argparse.ArgumentParser) -> None:
    command.description = (
        "列出事项；写了代码，列出它的字段、阶段、关联和指标。"
        " Lists the programmes; with a code, its fields, stages, links and indicators."
    )
    command.add_argument("code", nargs="?", metavar="CODE", help="事项代码或名称 a programme's code or name")
    output_options(command, TEXT_FORMATS, "text")
    zone_option(command)


def _pack(command: argparse.ArgumentParser) -> None:
    command.description = "写、查事项包（见文档“事项包”）。 Writes and checks programme packs."
    actions = command.add_subparsers(dest="action", required=True, metavar="COMMAND", parser_class=Command)
    actions.add_parser("new", help="写出一个带注释的样子 a commented first draft", fill=_pack_new)
    actions.add_parser("check", help="查错，指到几行几列 every mistake, by line and column", fill=_pack_check)


def _pack_new(command: argparse.ArgumentParser) -> None:
    command.description = "写出一个能用的样子，照着改。 Writes a valid first draft to change."
    command.add_argument("code", metavar="CODE", help="事项代码 the programme's code: road-works")
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="写到哪里 where to（默认园区的 programmes/ default: the zone's programmes/）",
    )
    command.set_defaults(format=None)
    language_option(command)
    zone_option(command)


def _pack_check(command: argparse.ArgumentParser) -> None:
    command.description = (
        "查一个或几个事项包；在园区里还看已有记录会不会失去着落。"
        " Checks packs; within a zone also whether entries would lose their ground."
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="YAML 文件 YAML files")
    language_option(command)
    zone_option(command)
    command.set_defaults(format=None, output=None)


def _template(command: argparse.ArgumentParser) -> None:
    command.description = (
        "导出一个事项的表格：栏目、提示、下拉都在里面，现有的对象已填好。"
        " A programme's workbook: columns, hints, drop-downs, and its subjects as they are now."
    )
    command.add_argument("programme", metavar="PROGRAMME", help="事项代码或名称 a programme's code or name")
    command.add_argument("-o", "--output", metavar="OUT.xlsx", help="写到文件 write to a file, whole or not at all")
    command.set_defaults(format=None)
    language_option(command)
    zone_option(command)


def _import(command: argparse.ArgumentParser) -> None:
    command.description = (
        "导入填好的表格（xlsx、csv）。每一行先查过，全对才写；错的全部按单元格列出。同一文件导入两次，不会多出记录。"
        " Takes a filled-in sheet in. Every row is checked before any is written; what is wrong is named by its cell."
        " The same file twice adds nothing."
    )
    command.add_argument("file", metavar="FILE", help="xlsx 或 csv")
    command.add_argument("--programme", metavar="CODE", help="表里看不出事项时写明 if the sheet does not tell")
    command.add_argument("--dry-run", action="store_true", help="只看会记什么 show what it would add, write nothing")
    command.add_argument(
        "--partial",
        action="store_true",
        help="记对的行，退回错的行，原因写在旁边 write the right rows, hand back the others with the reasons",
    )
    command.add_argument("--by", metavar="WHO", help="谁记的 who records（默认 default: DAJUAN_ACTOR，或登录名）")
    command.add_argument(
        "--evidence",
        metavar="DIR",
        help="佐证文件所在 the folder of evidence（默认表格旁边 default: beside the sheet）",
    )
    command.add_argument(
        "--on", metavar="DATE", help="没写日期的数是哪天的 day of values that name none（默认 default：今天）"
    )
    command.add_argument("--format", choices=TEXT_FORMATS, help="输出格式 output format（默认 default：text）")
    command.add_argument("-o", "--output", metavar="OUT.xlsx", help="退回的行写到哪里 where the rejected rows go")
    command.set_defaults(command="import_")
    language_option(command)
    zone_option(command)


def _record(command: argparse.ArgumentParser) -> None:
    command.description = (
        "记一条。写了阶段就是到达这个阶段；只有字段就是填数：水平数一直有效到再报，按期的量记在期末那天。"
        " Records one fact: a stage reached, or values stated or measured."
        " 例 example: dajuan record housing-delivery E-007 delivered --on 2024-06-18 --evidence certificate.pdf"
    )
    command.usage = "dajuan record PROGRAMME CODE [STAGE] [FIELD=VALUE ...] [OPTIONS]"
    command.add_argument("programme", metavar="PROGRAMME", help="事项代码或名称 a programme's code or name")
    command.add_argument(
        "words", nargs="*", metavar="CODE|STAGE|FIELD=VALUE", help="对象编号、阶段、字段=值 code, stage, field=value"
    )
    command.add_argument("--on", metavar="DATE", help="哪天的事 when it was so（默认今天 default: today）")
    command.add_argument("--period", metavar="PERIOD", help="按期的量属于哪一期 of which period: 2024-06, 2024Q2")
    command.add_argument(
        "--evidence",
        action="append",
        default=[],
        metavar="FILE[:KIND]",
        help="佐证文件或网址，可多次 evidence: a file or an address; repeatable",
    )
    command.add_argument("--link", action="append", default=[], metavar="REL=CODE", help="关联到谁 link to a subject")
    command.add_argument("--by", metavar="WHO", help="谁记的 who records（默认 default: DAJUAN_ACTOR，或登录名）")
    command.add_argument("--note", default="", metavar="TEXT", help="说明 a note")
    command.add_argument("--key", default="", metavar="KEY", help="幂等键：同键只记一次 idempotency key")
    kind = command.add_mutually_exclusive_group()
    kind.add_argument("--open", action="store_true", help="建档：新对象 open: a new subject")
    kind.add_argument("--stated", action="store_true", help="只收水平数 take levels only")
    kind.add_argument("--measured", action="store_true", help="只收按期的量 take amounts of a period only")
    kind.add_argument(
        "--replaces", type=int, metavar="SEQ", help="更正第几条：只写要改的 correct an entry: give what changes"
    )
    kind.add_argument("--verify", metavar="SEQ|A-B", help="复核第几条 verify entries")
    kind.add_argument("--withdraw", metavar="SEQ|A-B", help="撤回第几条 withdraw entries")
    output_options(command, TEXT_FORMATS, "text")
    zone_option(command)


def _figures(command: argparse.ArgumentParser) -> None:
    command.description = "算指标：默认启用的全部事项的全部指标。 Computes figures; by default all indicators of all programmes that are on."
    command.add_argument("programme", nargs="?", metavar="PROGRAMME", help="只算这个事项 this programme only")
    command.add_argument("indicator", nargs="?", metavar="INDICATOR", help="只算这个指标 this indicator only")
    _question(command)
    command.add_argument("--each", choices=GRAINS, metavar="GRAIN", help="逐期 by month, quarter, half, year or day")
    command.add_argument("--by", default="", metavar="FIELD", help="按字段分组 split by a field, or LINK.FIELD")
    command.add_argument("--definitions", action="store_true", help="写出每个指标怎么算 say how each is computed")
    command.add_argument(
        "--export",
        metavar="DIR",
        help="算导出的文件夹里全部园区 the zones of an export（--by zone 按园区分组 splits by zone）",
    )
    command.add_argument("--zones", default="", metavar="CODES", help="只算其中这些园区 of these zones only: a,b")
    command.add_argument(
        "--engine", metavar="ENGINE", help="duckdb（默认 default）、spark 或 spark://主机 HOST:7077；用于 with --export"
    )
    output_options(command, FIGURE_FORMATS, "table")
    zone_option(command)


def _trace(command: argparse.ArgumentParser) -> None:
    command.description = (
        "一个数是从哪些记录、哪些佐证文件来的。 The entries and the evidence files that a figure came from."
    )
    command.add_argument(
        "indicator", metavar="INDICATOR", help="指标，或 事项/指标 an indicator, or PROGRAMME/INDICATOR"
    )
    _question(command)
    command.add_argument("--by", default="", metavar="FIELD", help="按字段分组时的字段 the field that splits")
    command.add_argument("--part", metavar="VALUE", help="其中哪一部分 which part of the split")
    command.add_argument("--all", action="store_true", help="列出全部对象 all subjects（默认前 50 个 default: 50）")
    output_options(command, TRACE_FORMATS, "text")
    zone_option(command)


def _log(command: argparse.ArgumentParser) -> None:
    command.description = "日志：看、校验、检查点、证明。 The log: show, verify, checkpoint, prove."
    actions = command.add_subparsers(dest="action", required=True, metavar="COMMAND", parser_class=Command)
    actions.add_parser("show", help="最近的记录、一个对象、一条 the latest, one subject's, one entry", fill=_log_show)
    actions.add_parser("verify", help="有没有被改动、丢失 was anything changed or lost", fill=_log_verify)
    actions.add_parser("checkpoint", help="签一个检查点，交给别人保存 sign a checkpoint", fill=_log_checkpoint)
    actions.add_parser("prove", help="给别人看的证明 a proof that others can check", fill=_log_prove)
    actions.add_parser("verifier", help="写出离线核验程序 write out the offline verifier", fill=_log_verifier)


def _log_show(command: argparse.ArgumentParser) -> None:
    command.description = "看记录。 Shows entries."
    command.add_argument("what", nargs="?", metavar="CODE|SEQ", help="对象编号，或第几条 a subject's code or a number")
    command.add_argument("--last", type=int, default=20, metavar="N", help="最近几条 how many（默认 default: 20）")
    output_options(command, TEXT_FORMATS, "text")
    zone_option(command)


def _log_verify(command: argparse.ArgumentParser) -> None:
    command.description = (
        "逐条重算：每条记录、每个散列、每个佐证文件、每个检查点、列式副本。有不符的逐一点名，退出码 1。"
        " Computes everything again: entries, hashes, evidence, checkpoints, the columnar copy."
    )
    output_options(command, TEXT_FORMATS, "text")
    zone_option(command)


def _log_checkpoint(command: argparse.ArgumentParser) -> None:
    command.description = "签一个检查点，存进 checkpoints/ 并打印。请交给园区之外的人保存。 Signs a checkpoint; hand it to somebody outside."
    _plain(command)


def _log_prove(command: argparse.ArgumentParser) -> None:
    command.description = (
        "证明一条记录在检查点之内；或（--since）证明从旧检查点以来，前面的一条没动。"
        " Proves that an entry is under a checkpoint, or that nothing under an older checkpoint was touched."
    )
    command.add_argument("seq", nargs="?", type=int, metavar="SEQ", help="第几条 the entry's number")
    command.add_argument("--since", metavar="NOTE", help="旧检查点的文件 the older checkpoint's file")
    command.add_argument(
        "--checkpoint", metavar="NOTE", help="用哪个检查点 under which（默认最新的 default: the newest）"
    )
    command.add_argument("-o", "--output", metavar="OUT", help="写到文件 write to a file")
    command.set_defaults(format="json")
    language_option(command)
    zone_option(command)


def _log_verifier(command: argparse.ArgumentParser) -> None:
    command.description = (
        "写出离线核验程序：一个文件，只要有 Python。 Writes the offline verifier: one file that needs Python only."
    )
    command.add_argument("-o", "--output", metavar="OUT", help="写到文件 write to a file")
    command.set_defaults(format=None)
    language_option(command)


def _export(command: argparse.ArgumentParser) -> None:
    command.description = (
        "把全部记录导出为 Parquet，按园区、事项、年份分文件夹；再运行一次只补新的。几个园区可导出到同一个文件夹。"
        " The entries as Parquet, by zone, programme and year; run again, it adds what is new."
    )
    command.add_argument("-o", "--output", metavar="DIR", required=True, help="写到哪个文件夹 the folder to write to")
    command.set_defaults(format=None)
    language_option(command)
    zone_option(command)


def _rebuild(command: argparse.ArgumentParser) -> None:
    command.description = (
        "从记录重建派生的副本，并说与原来是否逐字节相同。"
        " Makes every derived copy anew from the entries, and says whether the bytes are the same."
    )
    _plain(command)


# What several of them take ---------------------------------------------------------------------------------------


def _question(command: argparse.ArgumentParser) -> None:
    command.add_argument("--period", metavar="PERIOD", help="期间 2024、2024Q2、2024-06（默认今年 default: this year）")
    command.add_argument("--as-of", metavar="DATE", help="截至哪天的事 leave out what came into effect later")
    command.add_argument("--known-at", metavar="MOMENT", help="当时所知 as known then: 2024-10-05, 2024-10-05T09:30")
    command.add_argument("--verified", action="store_true", help="只算他人复核过的 only what another has verified")


def _plain(command: argparse.ArgumentParser) -> None:
    command.set_defaults(format=None, output=None)
    language_option(command)
    zone_option(command)


def output_options(command: argparse.ArgumentParser, formats: tuple[str, ...], default: str) -> None:
    command.add_argument(
        "--format", choices=formats, help=f"输出格式 output format（默认 default：{default}，或按 -o 的后缀）"
    )
    command.add_argument("-o", "--output", metavar="OUT", help="写到文件 write to a file, whole or not at all")
    language_option(command)


def language_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=("zh", "en"), help="输出语言 language of the output")


def zone_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--zone",
        metavar="DIR",
        help="园区文件夹 the zone's folder（默认 default: DAJUAN_ZONE，或上级中最近的 or the nearest above）",
    )


FILLS: dict[str, Fill] = {
    "init": _init,
    "programmes": _programmes,
    "pack": _pack,
    "template": _template,
    "import": _import,
    "record": _record,
    "figures": _figures,
    "trace": _trace,
    "log": _log,
    "export": _export,
    "rebuild": _rebuild,
}
