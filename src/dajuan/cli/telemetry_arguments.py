"""What can be typed after ``dajuan telemetry``."""

from __future__ import annotations

import argparse

from dajuan.cli.arguments import Command
from dajuan.cli.ledger_arguments import Fill, language_option, zone_option


def _telemetry(command: argparse.ArgumentParser) -> None:
    command.description = (
        "工业互联网：收设备读数，汇总进台账。 Industrial internet: takes readings of devices into the ledger."
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="COMMAND", parser_class=Command)
    actions.add_parser("broker", help="写好 mosquitto 的设置 write what mosquitto wants to know", fill=_broker)
    actions.add_parser("key", help="给一家企业发密钥 give a firm its keys", fill=_key)
    actions.add_parser("run", help="网关，一直开着 the gateway, until it is stopped", fill=_run)
    actions.add_parser("roll", help="现在就汇总 roll up now", fill=_roll)
    actions.add_parser("again", help="死信再收一次 take a day's dead letters again", fill=_again)
    actions.add_parser("status", help="收了多少、退了多少 what was kept and refused", fill=_status)


def _broker(command: argparse.ArgumentParser) -> None:
    command.description = (
        "在园区的 telemetry/broker/ 写出 mosquitto 的设置、用户和权限；已有的密钥不变。"
        " Writes settings, users and rights of mosquitto; keys that are there stay."
    )
    _of_a_zone(command)


def _key(command: argparse.ArgumentParser) -> None:
    command.description = (
        "给企业发登录消息服务器的密钥，只显示这一次；再发一次，旧的作废。发完让 mosquitto 重读：kill -HUP。"
        " Keys for a firm, shown this once; made again, the old ones end. Then let mosquitto read them: kill -HUP."
    )
    command.add_argument("firm", metavar="FIRM", help="统一社会信用代码 the firm's credit code")
    command.add_argument("--signed", action="store_true", help="读数也要签名 its readings have to be signed")
    command.add_argument("--revoke", action="store_true", help="收回密钥 take the keys back")
    _of_a_zone(command)


def _run(command: argparse.ArgumentParser) -> None:
    command.description = (
        "网关：收读数，先写盘再确认，按小时或按日汇总进台账；Ctrl-C 停。"
        " The gateway: takes readings, acknowledges what is on the disk, rolls up into the ledger; until Ctrl-C."
    )
    _of_a_zone(command)


def _roll(command: argparse.ArgumentParser) -> None:
    command.description = (
        "汇总到期的日子，不等网关到点；网关开着也可以用。 Rolls up what is due without waiting for the gateway."
    )
    _of_a_zone(command)


def _again(command: argparse.ArgumentParser) -> None:
    command.description = (
        "设备补登记、对过钟、改过密钥之后，把某天退回的读数再收一次。网关要先停。"
        " Takes what was refused on a day once more, when its reason has passed. The gateway has to be stopped."
    )
    command.add_argument("day", metavar="DAY", help="哪一天退的 the day on which it was refused")
    _of_a_zone(command)


def _status(command: argparse.ArgumentParser) -> None:
    command.description = "近七天收的、退的、等着汇总的。 Kept, refused and waiting, of the last seven days."
    _of_a_zone(command)


def _of_a_zone(command: argparse.ArgumentParser) -> None:
    zone_option(command)
    language_option(command)
    command.set_defaults(format=None, output=None)


FILLS: dict[str, Fill] = {"telemetry": _telemetry}
