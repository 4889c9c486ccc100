"""Who is reached where: names as in the ledger → addresses. A webhook or a secret is named by its variable only."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dajuan.answers.notices.channels import Address
from dajuan.answers.notices.trouble import NoticesError

ROBOTS = ("wecom", "dingtalk", "feishu")
CHANNELS = ("outbox", "mail", *ROBOTS)
VARIABLE = re.compile(r"\$\{(\w+)\}")
MAIL = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\Z")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def is_here(host: str) -> bool:
    return host in _LOOPBACK


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses by name. Secrets in them are still variables: see :func:`resolved`."""

    by_name: Mapping[str, tuple[Address, ...]]

    def of(self, name: str) -> tuple[Address, ...]:
        """None if the name is not known; width and spaces make no difference."""
        return self.by_name.get(folded(name), ())


def folded(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))


def read_contacts(told: object, where: str) -> Contacts:
    """``[notices.contacts]``; ``where`` names the file in errors."""
    if not isinstance(told, dict):
        raise NoticesError(
            f"{where}：[notices.contacts] 应是表：名称 = 地址",
            f"{where}: [notices.contacts] is a table of name = address",
        )
    return Contacts({folded(name): _addresses(name, one, where) for name, one in told.items()})


def _addresses(name: str, told: object, where: str) -> tuple[Address, ...]:
    if told == "outbox":
        return (Address("outbox"),)
    if isinstance(told, str):
        return (_mail(name, told, where),)
    if not isinstance(told, dict) or not told:
        raise NoticesError(
            f'{where}：[notices.contacts] 的 {name} 应是邮箱、"outbox"，或 {{渠道 = 地址}}；渠道：{"、".join(CHANNELS)}',
            f'{where}: [notices.contacts] {name} is a mail address, "outbox", or {{channel = address}} with'
            f" {', '.join(CHANNELS)}",
        )
    return tuple(_address(name, channel, one, where) for channel, one in told.items())


def _address(name: str, channel: str, told: object, where: str) -> Address:
    if channel == "outbox":
        return Address("outbox")
    if channel == "mail":
        return _mail(name, told, where)
    if channel not in ROBOTS:
        raise NoticesError(
            f"{where}：{name} 的渠道 {channel} 不认得；可用：{'、'.join(CHANNELS)}",
            f"{where}: {name} has no channel {channel}; it may be {', '.join(CHANNELS)}",
        )
    parts: dict[str, Any] = told if isinstance(told, dict) else {"webhook": told}
    if (
        not parts.get("webhook")
        or set(parts) - {"webhook", "secret"}
        or not all(isinstance(p, str) for p in parts.values())
    ):
        raise NoticesError(
            f'{where}：{name} 的 {channel} 写作 "${{变量名}}" 或 {{webhook = "${{…}}", secret = "${{…}}"}}',
            f'{where}: {channel} of {name} is "${{NAME}}" or {{webhook = "${{…}}", secret = "${{…}}"}}',
        )
    for part, one in parts.items():
        refuse_open_secret(one, f"{name} {channel} {part}", where)
    return Address(channel, parts["webhook"], parts.get("secret", ""))


def _mail(name: str, told: object, where: str) -> Address:
    if not isinstance(told, str) or not MAIL.match(told):
        raise NoticesError(
            f"{where}：{name} 的邮箱“{told}”不是邮箱地址", f"{where}: '{told}' of {name} is no mail address"
        )
    return Address("mail", told)


def refuse_open_secret(told: str, what: str, where: str) -> None:
    """Settings are copied, backed up and shown around; a key that anybody may send with does not belong in them."""
    if told and not VARIABLE.search(told):
        raise NoticesError(
            f"{where}：{what} 是密钥，不能明写在设置里：放进环境变量，这里写 ${{变量名}}",
            f"{where}: {what} is a secret and not written in settings: put it into the environment and write ${{NAME}}",
        )


def resolved(address: Address, environment: Mapping[str, str] = os.environ) -> Address:
    """The address with its variables filled in. Raises :class:`NoticesError` naming one that is not set."""
    where, secret = (filled(one, environment) for one in (address.where, address.secret))
    if address.channel in ROBOTS and not _is_webhook(where):
        raise NoticesError(
            f"{address.where} 应是 https:// 开头的地址",
            f"{address.where} should be an address that begins https://",
        )
    return Address(address.channel, where, secret)


def _is_webhook(where: str) -> bool:
    """Encrypted, unless it does not leave this machine."""
    try:
        parts = urlsplit(where)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"[!-~]+", where) is not None
    return plain and bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_here(host)))


def filled(text: str, environment: Mapping[str, str] = os.environ) -> str:
    for name in VARIABLE.findall(text):
        if not environment.get(name):
            raise NoticesError(
                f"没有设环境变量 {name}（dajuan.toml 的 [notices] 用到它）",
                f"the environment variable {name} is not set ([notices] in dajuan.toml uses it)",
            )
    return VARIABLE.sub(lambda found: environment[found[1]], text)
