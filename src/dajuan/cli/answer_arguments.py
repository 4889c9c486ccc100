"""What can be typed after the commands of the answer: plan, board, remind, score, answer."""

from __future__ import annotations

import argparse

from dajuan.cli.arguments import Command
from dajuan.cli.ledger_arguments import TEXT_FORMATS, Fill, language_option, output_options, zone_option

BOARD_FORMATS = ("table", "json", "csv", "xlsx")
ANSWER_FORMATS = ("docx", "pdf", "html")
PLAN_FORMATS = ("table", "json", "csv", "xlsx")


def _plan(command: argparse.ArgumentParser) -> None:
    command.description = (
        "计划 → 目标：列出计划里的每个承诺，立项、分解、并项。签收、报送、审核、销号用 dajuan record targets 编号 阶段。"
        " A plan becomes targets, which are settled here; the steps of their life are recorded with"
        " dajuan record targets CODE STAGE."
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="COMMAND", parser_class=Command)
    actions.add_parser("import", help="读计划，列出待定目标 a plan's promises as proposed targets", fill=_import)
    actions.add_parser("review", help="看目标和绑定建议 the targets, with suggested indicators", fill=_review)
    actions.add_parser("set", help="立项、交办、改目标 set, assign or change targets", fill=_set)
    actions.add_parser("bind", help="绑定指标 accept suggested indicators", fill=_bind)
    actions.add_parser("merge", help="并项 the same promise told twice", fill=_merge)
    actions.add_parser("drop", help="不再跟踪 no target after all", fill=_drop)
    actions.add_parser("split", help="分解到单位 into parts with owners", fill=_split)
    actions.add_parser("milestone", help="加节点 steps with dates", fill=_milestone)
    actions.add_parser("extend", help="批延期 answer who asks for more time", fill=_extend)


def _import(command: argparse.ArgumentParser) -> None:
    command.description = (
        "读一份计划，每个承诺列为一个待定目标，连着原话；同一份再导入一次，什么也不加。"
        " Every promise of a plan becomes a proposed target, tied to its words; the same plan again adds nothing."
    )
    command.add_argument("file", metavar="FILE", help="计划文件 the plan")
    command.add_argument("--year", type=int, metavar="N", help="哪一年的计划 the year that is planned（默认按文件 default: as it says）")  # fmt: skip
    command.add_argument("--more", action="store_true", help="这一年已有计划，再加一份 add a second plan to a year")
    _who_when(command, "计划的日期，或这一年的第一天 the plan's day, or its year's first")
    output_options(command, PLAN_FORMATS, "table")


def _review(command: argparse.ArgumentParser) -> None:
    command.description = (
        "列出目标：多少、何时、谁、办到哪一步，没有绑定指标的附上建议和理由。成批改用 dajuan template targets。"
        " Lists targets; to those bound to no indicator suggestions with their reasons. dajuan template targets for many."
    )
    _codes(command, "*", "只看这些 only these")
    _year(command)
    command.add_argument("--stage", metavar="STAGE", help="只看这个阶段的，如 待定 only those in this stage")
    command.add_argument("--suggest", type=int, default=1, metavar="N", help="每项几条绑定建议，0 不要 suggestions each, 0 for none（默认 default: 1）")  # fmt: skip
    output_options(command, PLAN_FORMATS, "table")
    zone_option(command)


def _set(command: argparse.ArgumentParser) -> None:
    command.description = (
        "立项；写了牵头单位的同时交办。已立项的只改写明的几样，原值留着。不写编号是全部待定的。"
        " Sets proposed targets (all, where no code is given), assigns those with an owner, changes what is said."
    )
    _codes(command, "*", "目标编号 targets: T-07, 2024-007")
    _year(command)
    for option, metavar, told in (
        ("--name", "NAME", "名称 name"),
        ("--area", "AREA", "工作领域 area of work"),
        ("--value", "AMOUNT", "目标值 value: 230亿元"),
        ("--value-to", "AMOUNT", "区间上限 upper end of a range"),
        ("--bound", "BOUND", "不低于 不超过 左右 区间 正好"),
        ("--accrues", "是|否", "逐月累加 adds up over the year"),
        ("--baseline", "AMOUNT", "上年基数 last year's"),
        ("--deadline", "DATE", "完成时限 deadline"),
        ("--owner", "WHO", "牵头单位 owner"),
        ("--co-owners", "WHO、WHO", "配合单位 co-owners"),
        ("--leader", "WHO", "责任领导 leader in charge"),
        ("--weight", "N", "权重，百分之几 weight, of 100"),
        ("--indicator", "PROGRAMME/INDICATOR", "绑定指标 the indicator that measures it"),
        ("--curve", "CURVE", "进度要求 straight, seasonal, DATE=SHARE …"),
    ):
        command.add_argument(option, metavar=metavar, help=told)
    _who_when(command)
    _short_answer(command)


def _bind(command: argparse.ArgumentParser) -> None:
    command.description = (
        "绑定：写明编号的，各按 plan review 里的第一条建议绑定；要换一个，写 编号=事项/指标。阶段不变。"
        " Binds the targets named, each to its first suggestion in plan review; CODE=PROGRAMME/INDICATOR takes another."
    )
    command.add_argument("codes", nargs="+", metavar="CODE[=INDICATOR]", help="2025-052 2025-053=housing-delivery/homes-delivered")  # fmt: skip
    _year(command)
    _who_when(command)
    _short_answer(command)


def _merge(command: argparse.ArgumentParser) -> None:
    command.description = "并项：后几个并入第一个。 Merges the others into the first."
    command.add_argument("into", metavar="CODE", help="留下的 the one that is kept")
    _codes(command, "+", "并入的 those merged into it")
    _year(command)
    _who_when(command)
    _short_answer(command)


def _drop(command: argparse.ArgumentParser) -> None:
    command.description = "不再跟踪，写明理由；答卷里照列。 No target after all: the reason is kept and shown."
    _codes(command, "+", "目标编号 targets")
    command.add_argument("--why", required=True, metavar="TEXT", help="理由 the reason")
    _year(command)
    _who_when(command)
    _short_answer(command)


def _split(command: argparse.ArgumentParser) -> None:
    command.description = (
        "分解：科技局:60 经发局:40 按比例，科技局:60亿元 按数额；加起来不等于整体，会说差多少。"
        " Divides a target: WHO:60 by weight, WHO:60亿元 by amount; parts that do not add up are refused, with the gap."
    )
    command.add_argument("code", metavar="CODE", help="目标编号 the target")
    command.add_argument("--to", action="append", required=True, metavar="WHO:SHARE", help="给谁多少，可多次 to whom, and how much; again for each")  # fmt: skip
    command.add_argument("--uneven", action="store_true", help="不等于整体也分 although they do not add up")
    _year(command)
    _who_when(command)
    _short_answer(command)


def _milestone(command: argparse.ArgumentParser) -> None:
    command.description = "加节点：日期=名称，或 日期=名称:占百分之几。 Steps: DATE=NAME, or DATE=NAME:WEIGHT."
    command.add_argument("code", metavar="CODE", help="目标编号 the target")
    command.add_argument("steps", nargs="+", metavar="DATE=NAME", help="2024-06-30=主体封顶:40")
    _year(command)
    _who_when(command)
    _short_answer(command)


def _extend(command: argparse.ArgumentParser) -> None:
    command.description = (
        "批延期：准了，时限改到申请的那天，签收时的时限留着；不准，写 --refuse。申请的人不能自己批。"
        " Grants the extension asked for, or refuses it; who asked does not answer. The deadline accepted is kept."
    )
    command.add_argument("code", metavar="CODE", help="目标编号 the target")
    command.add_argument("--why", required=True, metavar="TEXT", help="理由 the reason")
    command.add_argument("--refuse", action="store_true", help="不准 not granted")
    _year(command)
    _who_when(command)
    _short_answer(command)


def _board(command: argparse.ArgumentParser) -> None:
    command.description = (
        "看板：每个目标到哪一步，应到哪一步，什么灯，为什么，谁牵头。"
        " Every target: how far it is, how far it ought to be, its light and why, who answers for it."
    )
    as_asked(command)
    command.add_argument("--light", metavar="COLOUR", help="只看这种灯，如 红 only this light")
    command.add_argument("--owner", metavar="WHO", help="只看这个单位的 only this owner's")
    command.add_argument("--area", metavar="AREA", help="只看这个工作领域的 only this area of work")
    output_options(command, BOARD_FORMATS, "table")
    zone_option(command)


def _score(command: argparse.ArgumentParser) -> None:
    command.description = (
        "得分：每个牵头单位得了多少，按什么规则，一行一行怎么来的。"
        " What each owner earned, by which rules, line by line."
    )
    as_asked(command)
    command.add_argument("--lines", action="store_true", help="逐项列出 line by line")
    output_options(command, BOARD_FORMATS, "table")
    zone_option(command)


def _remind(command: argparse.ArgumentParser) -> None:
    command.description = (
        "催办：今天该告诉谁什么、为什么；每个渠道只说一次。怎么通知在 dajuan.toml 的 [notices]，不写就放进园区的 outbox/。"
        " Who is told what today, and why; once on each channel. Without [notices] in dajuan.toml they go to outbox/."
    )
    as_asked(command)
    command.add_argument("--dry-run", action="store_true", help="只看，不通知 show only, tell nobody")
    output_options(command, TEXT_FORMATS, "text")
    zone_option(command)


def _answer(command: argparse.ArgumentParser) -> None:
    command.description = (
        "答卷：按计划的次序，每个承诺完成得怎样，附图、一览表和每个数的来历。同样的问法，写出的文件一字不差。"
        " The written answer: what became of every promise, with charts, a table and each number's lineage."
        " Asked the same way, it is the same file."
    )
    as_asked(command)
    command.add_argument(
        "--style",
        choices=("plain", "official"),
        default="plain",
        help="版式：official 依公文格式 GB/T 9704 layout（默认 default: plain）",
    )
    output_options(command, ANSWER_FORMATS, "docx")
    zone_option(command)


# What several of them take ---------------------------------------------------------------------------------------


def as_asked(command: argparse.ArgumentParser) -> None:
    """Of which year, as of which day, as known when."""
    command.add_argument(
        "--year", type=int, metavar="N", help="哪一年的计划 of which year（默认今年 default: this year）"
    )
    command.add_argument("--as-of", metavar="DATE", help="截至哪天的事 as of a day（默认今天 default: today）")
    command.add_argument("--known-at", metavar="MOMENT", help="当时所知 as known then: 2024-10-05, 2024-10-05T09:30")
    command.add_argument("--verified", action="store_true", help="只算他人复核过的 only what another has verified")


def _codes(command: argparse.ArgumentParser, many: str, told: str) -> None:
    command.add_argument("codes", nargs=many, metavar="CODE", help=told)


def _year(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--year", type=int, metavar="N", help="哪一年的 of which year（默认最近的 default: the latest）"
    )


def _who_when(command: argparse.ArgumentParser, default: str = "今天 today") -> None:
    command.add_argument("--on", metavar="DATE", help=f"哪天的事 effective on（默认 default: {default}）")
    command.add_argument("--by", metavar="WHO", help="谁记的 who records this")
    zone_option(command)


def _short_answer(command: argparse.ArgumentParser) -> None:
    """What says only how many entries it made."""
    command.set_defaults(format=None, output=None)
    language_option(command)


FILLS: dict[str, Fill] = {"plan": _plan, "board": _board, "score": _score, "remind": _remind, "answer": _answer}
