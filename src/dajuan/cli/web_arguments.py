"""What can be typed after the commands of the pages: serve, worker, web."""

from __future__ import annotations

import argparse

from dajuan.cli.arguments import Command
from dajuan.cli.ledger_arguments import Fill, language_option, zone_option


def _serve(command: argparse.ArgumentParser) -> None:
    command.description = (
        "在这台机器上开网页：先备好数据表和静态文件，再开网页和后台任务；Ctrl-C 停。"
        " Serves the pages: prepares tables and static files, then runs pages and jobs until Ctrl-C."
    )
    command.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="听哪里 where to listen（默认 default: 127.0.0.1:8000）")  # fmt: skip
    command.add_argument("--workers", type=int, default=2, metavar="N", help="几个进程答页面 processes for pages（默认 default: 2）")  # fmt: skip
    command.add_argument("--no-jobs", action="store_true", help="不带后台任务（另开 dajuan worker） no jobs here: dajuan worker runs them")  # fmt: skip
    command.add_argument("--people", metavar="FILE", help="先装入单位和人 load people.toml first")
    _of_a_zone(command)


def _worker(command: argparse.ArgumentParser) -> None:
    command.description = (
        "做网页交来的后台任务：读报告、导入、导出、答卷、通知、备份。停了再开，没做完的接着做。"
        " Does the jobs of the pages; started again, it takes up what was left."
    )
    _of_a_zone(command)


def _web(command: argparse.ArgumentParser) -> None:
    command.description = "网页的用户和数据表。 People and tables of the pages."
    actions = command.add_subparsers(dest="action", required=True, metavar="COMMAND", parser_class=Command)
    actions.add_parser("migrate", help="数据表升到这一版 bring the tables up to this version", fill=_of_a_zone)
    actions.add_parser("check", help="能不能上线 whether it is fit to be served", fill=_of_a_zone)
    actions.add_parser("people", help="装入单位和人 load organisations and people", fill=_people)
    actions.add_parser("person", help="加一个人 add somebody", fill=_person)
    actions.add_parser("password", help="重设密码 set a new password", fill=_password)


def _people(command: argparse.ArgumentParser) -> None:
    command.description = (
        "从 people.toml 装入单位、人和角色：有的更新，没有的加上，文件里没写的不动。新人的初始密码只显示这一次。"
        " Loads people.toml: adds and updates; first passwords of new people are shown this once."
    )
    command.add_argument("file", metavar="FILE", help="people.toml")
    _of_a_zone(command)


def _person(command: argparse.ArgumentParser) -> None:
    command.description = (
        "加一个人；单位没有就建在园区下面。初始密码显示一次。"
        " Adds somebody; an organisation that is not there is made under the zone."
    )
    command.add_argument("username", metavar="USERNAME", help="用户名 the name to sign in with")
    command.add_argument("--name", required=True, metavar="NAME", help="姓名 name")
    command.add_argument("--organisation", required=True, metavar="ORG", help="单位 organisation")
    command.add_argument("--title", default="", metavar="TITLE", help="职务 position")
    command.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ROLE[@ORG]",
        help="角色，不写单位就在本单位，@园区 是全区 a role, at the own organisation unless another is named",
    )
    _of_a_zone(command)


def _password(command: argparse.ArgumentParser) -> None:
    command.description = "给一个人新密码，显示一次。 Gives somebody a new password, shown once."
    command.add_argument("username", metavar="USERNAME", help="用户名 whose")
    _of_a_zone(command)


def _of_a_zone(command: argparse.ArgumentParser) -> None:
    zone_option(command)
    language_option(command)
    command.set_defaults(format=None, output=None)


FILLS: dict[str, Fill] = {"serve": _serve, "worker": _worker, "web": _web}
