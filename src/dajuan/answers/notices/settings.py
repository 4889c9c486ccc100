"""What a zone says of its notices: ``[notices]`` in dajuan.toml, checked word by word. All of it may be left out.

[notices]
office = "督查室"
language = "zh"
days_before = [30, 7, 1]
accept_within = 3
repeat_every = 5
escalate_at = 3
quiet = ["22:00", "08:00"]
working_days_only = true
tries = 6
retry_unsure = false

[notices.mail]
host = "smtp.yunling.example"
from = "ducha@yunling.example"
security = "tls"
user = "ducha@yunling.example"
password = "${SMTP_PASSWORD}"

[notices.contacts]
"科技局" = "kjj@yunling.example"
"经发局" = {wecom = "${WECOM_JFJ}"}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Any, Literal

from dajuan.answers.notices.channels import Address
from dajuan.answers.notices.channels.mail import MailServer
from dajuan.answers.notices.contacts import MAIL, Contacts, is_here, read_contacts, refuse_open_secret
from dajuan.answers.notices.hours import Hours
from dajuan.answers.notices.timing import Timing, default_timing
from dajuan.answers.notices.trouble import NoticesError
from dajuan.ledger.zone import SETTINGS, Zone

_SECURITY: dict[str, int] = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class Settings:
    timing: Timing = field(default_factory=default_timing)
    hours: Hours = field(default_factory=Hours)
    contacts: Contacts = field(default_factory=lambda: Contacts({}))
    office: str = "督查室"
    """The supervision office: what nobody else can be told is told to it."""
    language: Literal["zh", "en"] = "zh"
    tries: int = 6
    """After so many refusals a notice is given up, and that is told."""
    retry_unsure: bool = False
    """Send again what may have arrived already: then nothing is lost, but something may come twice."""
    mail: MailServer | None = None
    """Its password is still a variable."""

    def addresses(self, name: str) -> tuple[Address, ...]:
        """Where somebody is reached; with no contacts at all everybody's notices go to the outbox."""
        return self.contacts.of(name) if self.contacts.by_name else (Address("outbox"),)


def settings_of(zone: Zone) -> Settings:
    return read_settings(zone.extra.get("notices", {}), zone.folder / SETTINGS)


def read_settings(told: object, path: Path) -> Settings:
    """Settings from the table ``[notices]``. Raises :class:`NoticesError` naming what is wrong and what would be right."""
    where = str(path)
    table = _table(told, "notices", where)
    timing, hours = default_timing(), Hours()
    known: dict[str, Callable[[object], object]] = {
        "office": _words, "language": _language, "days_before": _days, "accept_within": _count,
        "repeat_every": _count, "escalate_at": _count, "quiet": _quiet, "working_days_only": _flag, "tries": _count,
        "retry_unsure": _flag, "mail": lambda one: _mail(_table(one, "notices.mail", where), where),
        "contacts": lambda one: read_contacts(one, where),
    }  # fmt: skip
    read = _read(table, known, "notices", where)
    timing = replace(timing, **{name: read.pop(name) for name in Timing.__slots__ if name in read})
    if "quiet" in read:
        start, end = read.pop("quiet")
        hours = replace(hours, quiet_from=start, quiet_until=end)
    hours = replace(hours, working_days_only=read.pop("working_days_only", hours.working_days_only))
    settings = Settings(timing=timing, hours=hours, **read)
    return _reachable(settings, where)


def _read(
    table: Mapping[str, object], known: Mapping[str, Callable[[object], object]], name: str, where: str
) -> dict[str, Any]:
    """Every value read by its reader, which says in a ValueError (zh, en) what it would take."""
    found: dict[str, Any] = {}
    for key, told in table.items():
        if key not in known:
            raise NoticesError(
                f"{where}：[{name}] 里没有 {key} 这一项；可用：{'、'.join(known)}",
                f"{where}: [{name}] has no setting {key}; it may be {', '.join(known)}",
            )
        try:
            found[key] = known[key](told)
        except ValueError as error:
            zh, en = error.args
            raise NoticesError(
                f"{where}：[{name}] 的 {key} 应是{zh}，现为 {told!r}",
                f"{where}: [{name}] {key} should be {en}, not {told!r}",
            ) from error
    return found


def _table(told: object, name: str, where: str) -> dict[str, object]:
    if not isinstance(told, dict):
        raise NoticesError(f"{where}：{name} 应是表 [{name}]", f"{where}: {name} should be a table [{name}]")
    return told


def _words(told: object) -> str:
    if not isinstance(told, str) or not told.strip():
        raise ValueError("文字", "words")
    return told.strip()


def _language(told: object) -> object:
    if told not in {"zh", "en"}:
        raise ValueError(' "zh" 或 "en"', '"zh" or "en"')
    return told


def _flag(told: object) -> bool:
    if not isinstance(told, bool):
        raise ValueError(" true 或 false", "true or false")
    return told


def _count(told: object) -> int:
    if type(told) is not int or not 1 <= told <= 10_000:
        raise ValueError("不小于 1 的整数", "a whole number, 1 or more")
    return told


def _days(told: object) -> tuple[int, ...]:
    if not isinstance(told, list) or not all(type(one) is int and 0 <= one <= 3650 for one in told):
        raise ValueError("天数的列表，如 [30, 7, 1]", "a list of days such as [30, 7, 1]")
    return tuple(sorted(set(told), reverse=True))


def _quiet(told: object) -> tuple[time, time]:
    try:
        start, end = (time.fromisoformat(one) for one in told)  # type: ignore[attr-defined]
    except (TypeError, ValueError) as error:
        raise ValueError('两个钟点，如 ["22:00", "08:00"]', 'two times such as ["22:00", "08:00"]') from error
    return start, end


def _port(told: object) -> int:
    if type(told) is not int or not 1 <= told <= 65535:
        raise ValueError("1 到 65535 的端口", "a port of 1 to 65535")
    return told


def _security(told: object) -> object:
    if told not in _SECURITY:
        raise ValueError(' "tls"、"starttls" 或 "none"', '"tls", "starttls" or "none"')
    return told


def _mail_address(told: object) -> str:
    if not isinstance(told, str) or not MAIL.match(told):
        raise ValueError("邮箱地址", "a mail address")
    return told


def _mail(table: dict[str, object], where: str) -> MailServer:
    known: dict[str, Callable[[object], object]] = {
        "host": _words, "from": _mail_address, "port": _port, "security": _security, "user": _words,
        "password": _words, "authorities": _words, "per_minute": _count,
    }  # fmt: skip
    read = _read(table, known, "notices.mail", where)
    for needed in ("host", "from"):
        if needed not in read:
            raise NoticesError(f"{where}：[notices.mail] 缺 {needed}", f"{where}: [notices.mail] lacks {needed}")
    read["sender"] = read.pop("from")
    read.setdefault("port", _SECURITY[str(read.get("security", "tls"))])
    server = MailServer(**read)
    refuse_open_secret(server.password, "[notices.mail] password", where)
    if server.security == "none" and server.password and not is_here(server.host):
        raise NoticesError(
            f'{where}：[notices.mail] security = "none" 会把口令明文发出去：用 "tls" 或 "starttls"',
            f'{where}: [notices.mail] security = "none" would send the password in the open: use "tls" or "starttls"',
        )
    return server


def _reachable(settings: Settings, where: str) -> Settings:
    """Somebody is to be reached by mail: then there must be a server."""
    for name, addresses in settings.contacts.by_name.items():
        if settings.mail is None and any(address.channel == "mail" for address in addresses):
            raise NoticesError(
                f"{where}：{name} 用邮件，但没有 [notices.mail]（host、from）",
                f"{where}: {name} is reached by mail, but there is no [notices.mail] (host, from)",
            )
    return settings
