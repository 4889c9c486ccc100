"""What can be typed after ``dajuan``."""

from __future__ import annotations

import argparse
import os
import sys

from dajuan import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

READ_FORMATS = ("table", "json", "csv", "xlsx", "html", "parquet")
CHECK_FORMATS = ("text", "json", "csv", "xlsx", "html", "sarif", "github")
EXPLAIN_FORMATS = ("text", "json", "markdown")
COMPARE_FORMATS = ("table", "json", "csv", "xlsx", "html")

_LEDGER_COMMANDS = {
    "init": "建一个园区文件夹 make a zone: one folder",
    "programmes": "有哪些事项、怎么定义 the programmes and what they declare",
    "pack": "写、查事项包 write and check a programme pack",
    "template": "导出要填的表格 a workbook to fill in",
    "import": "导入填好的表格 take a filled-in sheet in",
    "record": "记一条：到达阶段、填数、更正 record one fact",
    "figures": "指标数 figures: by period, split, as of a day",
    "trace": "一个数的来历 the entries and files behind a figure",
    "log": "校验、检查点、证明 verify, checkpoint, prove",
    "export": "导出为 Parquet the entries as Parquet",
    "rebuild": "重建派生的副本 make every derived copy anew",
}
_ANSWER_COMMANDS = {
    "plan": "计划变成目标 a plan's promises as targets",
    "board": "看板：亮灯 every target with its light",
    "score": "单位得分 what each owner earned",
    "remind": "催办通知 who is told what today",
    "answer": "答卷：写成文件 the written answer",
}
_WEB_COMMANDS = {
    "serve": "网页 the pages, for everybody",
    "worker": "后台任务 does the jobs of the pages",
    "web": "网页的用户和数据表 people and tables of the pages",
}
_BACKUP_COMMANDS = {
    "backup": "备份整个园区 a whole zone in one file",
    "restore": "从备份恢复 a zone out of a backup",
}
_TELEMETRY_COMMANDS = {
    "telemetry": "工业互联网网关 devices' readings into the ledger",
}
_COMMANDS = {
    "ledger_arguments": _LEDGER_COMMANDS,
    "answer_arguments": _ANSWER_COMMANDS,
    "web_arguments": _WEB_COMMANDS,
    "backup_arguments": _BACKUP_COMMANDS,
    "telemetry_arguments": _TELEMETRY_COMMANDS,
}
"""By the module that has their arguments."""
_HEADINGS = {
    "read": "报告 reports",
    "init": "台账 the ledger",
    "plan": "答卷 the answer",
    "serve": "网页 the pages",
    "backup": "备份 backups",
    "telemetry": "各系统 systems",
}
"""Over the first command of each group."""


class Help(argparse.HelpFormatter):
    """As wide as the terminal. Told here because argparse would import all of ``shutil`` to ask."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Lines that fit in a terminal, where a Chinese character takes two columns."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and len(longer) + sum(c > "\u2e7f" for c in longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法 usage: " if prefix is None else prefix)


class HelpAsWritten(Help, argparse.RawDescriptionHelpFormatter):
    """With the line breaks of the description, and the commands under a heading each group."""

    def _format_action(self, action: argparse.Action) -> str:
        told = super()._format_action(action)
        heading = None if action.option_strings else _HEADINGS.get(action.dest)
        return f"\n  {heading}:\n{told}" if heading else told


class Parser(argparse.ArgumentParser):
    """Wrong arguments are one line on stderr, like everything else that goes wrong."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "参数 arguments", "选项 options"
        self.add_argument("-h", "--help", action="help", help="显示本说明 show this help")

    def error(self, message: str) -> NoReturn:
        if message.endswith("required: COMMAND"):
            self.print_help(sys.stderr)
            self.exit(2)
        from dajuan.cli.complaints import told

        zh, en = told(message, self._option_string_actions)
        self.exit(2, f"{self.prog}: {zh} / {en} ({self.prog} --help)\n")


class Command(Parser):
    """One of the commands. Its own arguments are added when it is the one that was called."""

    def __init__(self, prog: str, fill: Callable[[argparse.ArgumentParser], None]) -> None:
        super().__init__(prog, formatter_class=Help)
        self._fill = fill

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        self._fill(self)
        known, rest = super().parse_known_args(args, namespace)
        if rest and not any(word.startswith("-") for word in rest) and isinstance(getattr(known, "words", None), list):
            # argparse takes words before an option only; those of ``record`` may stand anywhere.
            known.words += rest
            rest = []
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return known, rest


def parser() -> Parser:
    top = Parser(
        prog="dajuan",
        formatter_class=HelpAsWritten,
        description="读懂工作报告，核对每一个数字；记台账，算出每一个数。\n"
        "Reads a work report and checks its numbers; keeps a ledger and computes its figures.",
        epilog=(
            "退出码 exit status：0 没有发现 nothing found · 1 有发现 findings · 2 没能完成 could not do it\n"
            "例 example：dajuan check 报告.docx --format html -o 核对.html\n"
            "每个命令的用法 each command's own help：dajuan check --help"
        ),
    )
    top.add_argument(
        "-V", "--version", action="version", version=f"dajuan {__version__}", help="显示版本 show the version"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Command)
    commands.add_parser("read", help="列出数与承诺 list claims and promises", fill=_read)
    commands.add_parser("check", help="核对 find what does not hold", fill=_check)
    commands.add_parser("compare", help="两年对照 last year's promises, this year's answers", fill=_compare)
    commands.add_parser("explain", help="规则说明 what a rule looks for", fill=_explain)
    for module, some in _COMMANDS.items():
        for name, told in some.items():
            commands.add_parser(name, help=told, fill=_filled_by(module, name))
    return top


def _filled_by(module: str, name: str) -> Callable[[argparse.ArgumentParser], None]:
    """These commands have their arguments in files of their own, read when one of them was called."""

    def fill(command: argparse.ArgumentParser) -> None:
        from importlib import import_module

        import_module(f"dajuan.cli.{module}").FILLS[name](command)

    return fill


def _read(command: argparse.ArgumentParser) -> None:
    command.description = (
        "列出报告里的每个数：是什么、多少、何时、承诺还是已完成、在哪里。"
        " Every number of a report: of what, how much, by when, promised or done, where."
    )
    command.add_argument(
        "file", metavar="FILE|DIR|-", help="文件、文件夹，或 - 读标准输入 a file, a folder, or - for stdin"
    )
    _output(command, READ_FORMATS, "table")
    command.add_argument("--year", type=int, metavar="N", help="报告总结的年份 the year whose results are told")
    _folder(command)


def _check(command: argparse.ArgumentParser) -> None:
    command.description = "核对报告，像代码检查一样列出发现。 Check a report; findings are listed as a linter does."
    command.add_argument("files", nargs="+", metavar="FILE|DIR|-", help="文件、文件夹，或 - a file, a folder, or -")
    _output(command, CHECK_FORMATS, "text")
    command.add_argument(
        "--select", action="append", default=[], metavar="CODES", help="只用这些规则 only these: QU,CT201,ALL"
    )
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help="不用这些规则 without these")
    command.add_argument("--fix", action="store_true", help="改掉只关形式的问题（txt、md） mend what is form only")
    command.add_argument(
        "--unsafe-fixes", action="store_true", help="连同须人确认的一起改 also what a person must confirm"
    )
    command.add_argument("--diff", action="store_true", help="只显示会怎么改 show what would be mended, change nothing")
    command.add_argument("--statistics", action="store_true", help="按规则计数 count by rule")
    command.add_argument(
        "-q", "--quiet", action="store_true", help="什么都不打印，只看退出码 print nothing, only the exit status tells"
    )
    command.add_argument("--ledger", metavar="DIR", help="对照这个园区的台账 hold its numbers to this zone's ledger")
    command.add_argument("--year", type=int, metavar="N", help="报告总结的年份 the year whose results are told")
    _folder(command)


def _compare(command: argparse.ArgumentParser) -> None:
    command.description = (
        "上一份报告的承诺，在下一份里的回答；--ledger 让台账作其中一方。"
        " Each promise of the first, with its answer in the second; with --ledger a ledger is one of them."
    )
    command.add_argument("plan", metavar="PLAN", help="作出承诺的报告 the report that promised")
    command.add_argument("report", nargs="?", metavar="REPORT", help="作出回答的报告 the report that answers")
    command.add_argument(
        "--ledger", metavar="DIR", help="台账回答这份计划；同 --year 时是台账的计划 a ledger answers, or has the plan"
    )
    command.add_argument(
        "--year", type=int, metavar="N", help="对照台账这一年的计划 hold the ledger's plan of this year against it"
    )
    _output(command, COMPARE_FORMATS, "table")


def _explain(command: argparse.ArgumentParser) -> None:
    command.description = "一条规则的说明；不写代码则列出全部规则。 A rule's manual; without a code, all rules."
    command.add_argument("code", nargs="?", metavar="CODE", help="如 such as QU101")
    command.add_argument("--all", action="store_true", help="列出全部规则（同不写代码） list all rules")
    _output(command, EXPLAIN_FORMATS, "text")


def _output(command: argparse.ArgumentParser, formats: tuple[str, ...], default: str) -> None:
    command.add_argument(
        "--format", choices=formats, help=f"输出格式 output format（默认 default：{default}，或按 -o 的后缀）"
    )
    command.add_argument("-o", "--output", metavar="OUT", help="写到文件 write to a file, whole or not at all")
    command.add_argument(
        "--lang",
        choices=("zh", "en"),
        help="输出语言 language of the output（默认按系统语言 default：that of the system）",
    )


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="文件夹用几个进程 processes for a folder（默认 default：全部核 all cores）",
    )
    command.add_argument("--engine", metavar="ray://…", help="在 Ray 集群上读文件夹 read a folder on a Ray cluster")


def _columns() -> int:
    """Of the terminal; 80 where there is none."""
    try:
        return int(os.environ["COLUMNS"]) or 80
    except (KeyError, ValueError):
        pass
    try:
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns or 80) if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80
