"""One HTTP POST of JSON, and whether it is certain that it did not arrive.

Standard library only. A redirection is not followed: a webhook does not move, and its key must not go elsewhere.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from dajuan.answers.notices.channels import Refused, Unsure

TIMEOUT = 10.0
"""Seconds for connecting, and for the whole exchange after it."""
_LONGEST = 1 << 16
_LATER = {429, 503}


class Answer(NamedTuple):
    """What the other side said, as a JSON object."""

    told: dict[str, object]


def post_json(url: str, payload: dict[str, object], *, timeout: float = TIMEOUT) -> Answer | Refused | Unsure:
    """Hand over ``payload``; an :class:`Answer` is for the caller to judge, everything else is judged here."""
    parts = urlsplit(url)
    body = json.dumps(payload, ensure_ascii=False).encode()
    connection = _connection(parts, timeout)
    try:
        connection.connect()
    except (OSError, HTTPException) as error:
        connection.close()
        return Refused(f"连不上 {parts.hostname}（{error}）", f"{parts.hostname} cannot be reached ({error})")
    # A server that sends a byte now and then would outlive any timeout of single reads.
    watch = threading.Timer(timeout, _cut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        return _exchanged(connection, parts, body)
    finally:
        watch.cancel()
        connection.close()


def _connection(parts: SplitResult, timeout: float) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port or 80, timeout=timeout)
    context = ssl.create_default_context()
    proxy = urlsplit(getproxies().get("https", "")) if not proxy_bypass(host) else urlsplit("")
    if not proxy.hostname:
        return HTTPSConnection(host, parts.port or 443, timeout=timeout, context=context)
    connection = HTTPSConnection(proxy.hostname, proxy.port or 80, timeout=timeout, context=context)
    connection.set_tunnel(host, parts.port or 443)
    return connection


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _exchanged(connection: HTTPConnection, parts: SplitResult, body: bytes) -> Answer | Refused | Unsure:
    host = parts.hostname
    address = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", address, body, {"Content-Type": "application/json; charset=utf-8"})
    except (OSError, HTTPException) as error:
        # Its last byte was not taken, so what the server has of it is no JSON.
        return Refused(f"{host} 没有收完（{error}）", f"{host} did not take all of it ({error})")
    try:
        response = connection.getresponse()
        said = response.read(_LONGEST)
    except (OSError, HTTPException) as error:
        return Unsure(
            f"已交给 {host}，没有等到答复（{error or type(error).__name__}）",
            f"handed over to {host}, no answer came ({error or type(error).__name__})",
        )
    if response.status in _LATER:
        after = response.headers.get("Retry-After", "")
        pause = float(after) if after.isdecimal() else 0
        return Refused(f"{host} 说稍后再来（{response.status}）", f"{host} says later ({response.status})", pause=pause)
    if response.status >= 500:
        return Unsure(f"{host} 内部出错（{response.status}）", f"{host} failed inside ({response.status})")
    if response.status >= 300:
        return Refused(f"{host} 拒绝了（{response.status}）", f"{host} refused ({response.status})")
    try:
        told = json.loads(said)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return Unsure(f"{host} 的答复读不懂：{said[:80]!r}", f"the answer of {host} cannot be read: {said[:80]!r}")
    return Answer(told)
