"""How a zone's pages are served: ``[web]`` in ``dajuan.toml``.

database  Django's own tables (people, sessions, jobs): ``web.sqlite`` in the zone's folder, or the ledger's PostgreSQL
upload_limit  how large a file may be that is uploaded to be read, 64MB unless told
hosts     names the pages answer to; the machine's own are always among them
https     true where a reverse proxy ends TLS: cookies are then sent over HTTPS only
api_per_minute  requests that one token may make in a minute, in each of the server's processes
demo      true: sign in as any of the demo's people by one click; refused unless the zone is simulated
second_factor  who has to have one: "optional" (nobody), "administrators", "staff" (all but enterprises)
[web.oidc]     sign-in by an OpenID Connect provider: issuer, client_id, client_secret = "${NAME}", name (on the button),
               match = "username" (preferred_username, the default) or "email"
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, Zone, bytes_said

_KINDS: dict[str, type] = {
    "database": str, "hosts": list, "https": bool, "demo": bool, "session_hours": int, "upload_limit": str,
    "licence": str, "oidc": dict, "api_per_minute": int, "second_factor": str,
}  # fmt: skip
SECOND_FACTOR = ("optional", "administrators", "staff")
OWN_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebOptions:
    database: str = ""
    hosts: tuple[str, ...] = OWN_HOSTS
    https: bool = False
    demo: bool = False
    session_hours: int = 12
    upload_limit: str = "64MB"
    licence: str = ""
    """The licence line under open data."""
    api_per_minute: int = 600
    oidc: dict[str, Any] = field(default_factory=dict)
    """Sign-in by OpenID Connect, with the extra ``oidc``."""
    second_factor: str = "optional"


def web_options(zone: Zone) -> WebOptions:
    """Raises :class:`LedgerError` naming the setting that is wrong and what would be right."""
    path = zone.folder / SETTINGS
    table = zone.extra.get("web", {})
    if not isinstance(table, dict):
        raise LedgerError(f"{path}：[web] 应是一张表", f"{path}: [web] should be a table")
    for key, value in table.items():
        kind = _KINDS.get(key)
        if kind is None:
            raise LedgerError(
                f"{path}：[web] 里没有 {key} 这一项；可用：{'、'.join(_KINDS)}",
                f"{path}: [web] has no setting {key}; it may be {', '.join(_KINDS)}",
            )
        if type(value) is not kind:
            raise LedgerError(
                f"{path}：[web] 的 {key} 应是 {_said(kind)[0]}，现为 {value!r}",
                f"{path}: [web] {key} should be {_said(kind)[1]}, not {value!r}",
            )
    limit = str(table.get("upload_limit", "64MB"))
    if bytes_said(limit) is None:
        raise LedgerError(
            f"{path}：[web] 的 upload_limit 写作 64MB 这样的大小，现为“{limit}”",
            f"{path}: [web] upload_limit is a size such as 64MB, not '{limit}'",
        )
    if table.get("demo") and not zone.simulated:
        raise LedgerError(
            f"{path}：[web] demo = true 只能用在模拟数据的园区（[zone] simulated = true）",
            f"{path}: [web] demo = true is for simulated zones only ([zone] simulated = true)",
        )
    if table.get("second_factor", "optional") not in SECOND_FACTOR:
        raise LedgerError(
            f"{path}：[web] 的 second_factor 应是 {'、'.join(SECOND_FACTOR)} 之一",
            f"{path}: [web] second_factor should be one of {', '.join(SECOND_FACTOR)}",
        )
    _refuse_wrong_oidc(table.get("oidc", {}), path)
    hosts = dict.fromkeys([*OWN_HOSTS, *(str(host) for host in table.get("hosts", ()))])
    return WebOptions(**{**table, "hosts": tuple(hosts)})


_OIDC = ("issuer", "client_id", "client_secret")
_OIDC_ALSO = ("name", "match")


def _refuse_wrong_oidc(table: dict[str, Any], path: Path) -> None:
    if not table:
        return
    lacking = [key for key in _OIDC if not table.get(key)]
    unknown = [key for key in table if key not in (*_OIDC, *_OIDC_ALSO)]
    if lacking or unknown:
        raise LedgerError(
            f"{path}：[web.oidc] 要有 {'、'.join(_OIDC)}，可有 {'、'.join(_OIDC_ALSO)}；缺或不认得：{'、'.join([*lacking, *unknown])}",
            f"{path}: [web.oidc] has {', '.join(_OIDC)} and may have {', '.join(_OIDC_ALSO)}; missing or unknown:"
            f" {', '.join([*lacking, *unknown])}",
        )
    if "$" not in str(table["client_secret"]):
        raise LedgerError(
            f"{path}：[web.oidc] client_secret 是密钥，不能明写：放进环境变量，这里写 ${{变量名}}",
            f"{path}: [web.oidc] client_secret is a secret: put it into the environment and write ${{NAME}}",
        )
    if table.get("match", "username") not in {"username", "email"}:
        raise LedgerError(
            f'{path}：[web.oidc] match 写 "username" 或 "email"', f'{path}: [web.oidc] match is "username" or "email"'
        )


def _said(kind: type) -> tuple[str, str]:
    return {
        bool: ("true 或 false", "true or false"),
        list: ("列表", "a list"),
        int: ("整数", "a whole number"),
        dict: ("一张表", "a table"),
    }.get(kind, ("文字", "text"))


def database_of(zone: Zone, options: WebOptions) -> str:
    """Where Django's tables are: as set, else where the ledger is in PostgreSQL, else a file of their own."""
    if options.database:
        return os.path.expandvars(options.database)
    ledger = os.path.expandvars(zone.database)
    return ledger if "://" in ledger else "web.sqlite"


def secret_of(zone: Zone) -> str:
    """The key that signs sessions and forms; made when it is first asked for, readable by its owner only."""
    path = zone.folder / "keys" / "web.key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        return _made_secret(path)


def _made_secret(path: Path) -> str:
    path.parent.mkdir(exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # Another process was quicker.
        return path.read_text("ascii").strip()
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secret}\n")
    return secret
