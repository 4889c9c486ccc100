"""``dajuan serve`` started for real, and visitors to it who speak HTTP: what tests and measures of load and faults use."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

import psutil
from psycopg import connect
from selectolax.lexbor import LexborHTMLParser

from dajuan.ledger.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
"""Seconds after which something that should come about never will."""


def until(holds: Callable[[], object], what: str, *, patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"never came about: {what}"
        time.sleep(0.05)


class Server:
    """A zone's pages, served by gunicorn, in a process of their own."""

    def __init__(
        self,
        zone: Path,
        *options: str,
        inside: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """``inside``: what the command is run by, such as ``unshare --mount``. ``patience``: seconds until it answers."""
        self.zone, self.port = zone, _free_port()
        self.log = zone.parent / f"serve-{self.port}.log"
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*inside, sys.executable, "-m", "dajuan", "serve", "--zone", str(zone), "--bind", f"127.0.0.1:{self.port}", *options],
                stdout=log, stderr=log, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths, **(env or {})},
            )  # fmt: skip
        until(self.is_well, f"the pages answer; {self.log.read_text()}", patience=patience)

    def is_well(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with suppress(OSError, http.client.HTTPException):
            return Visitor(self.port).get("/healthz").status == 200
        return False

    def workers(self) -> list[psutil.Process]:
        """The processes of gunicorn that answer pages."""
        for one in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if "gunicorn" in one.cmdline():
                    return one.children()
        return []

    def cpu_seconds(self) -> float:
        """CPU seconds that its workers have used."""
        return sum(one.cpu_times().user + one.cpu_times().system for one in self.workers())

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(zone: Path, *options: str, **more: object) -> Iterator[Server]:
    made = Server(zone, *options, **more)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.stop()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Answer(NamedTuple):
    status: int
    to: str
    """Where a redirect leads."""
    text: str


class File(NamedTuple):
    name: str
    data: bytes


class Visitor:
    """A browser's half of HTTP: cookies, forms, one connection that is kept where the server keeps it."""

    def __init__(self, port: int, *, timeout: float = 60.0) -> None:
        self.cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], files: Mapping[str, File] | None = None) -> Answer:
        """Send a form. Raises ``OSError`` or ``HTTPException`` where no whole answer came."""
        if files is None:
            return self._ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        boundary = uuid4().hex
        return self._ask("POST", path, _multipart(fields, files, boundary), f"multipart/form-data; boundary={boundary}")

    def sign_in(self, username: str) -> None:
        form = fields_of(self.get("/sign-in/").text)
        answer = self.post(f"/sign-in/as/{username}/", {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})
        assert answer.status == 302, answer
        assert "sessionid" in self.cookies

    def form(self, path: str) -> dict[str, str]:
        """The fields of a page's form, as they stand."""
        answer = self.get(path)
        assert answer.status == 200, (path, answer.status, words_of(answer.text))
        return fields_of(answer.text)

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind}
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except BaseException:
            self._connection.close()
            raise
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), text)


def _multipart(fields: Mapping[str, str], files: Mapping[str, File], boundary: str) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, file in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"'
        parts += [
            f"--{boundary}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n".encode(),
            file.data,
            b"\r\n",
        ]
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])


def fields_of(text: str) -> dict[str, str]:
    """The fields of the form in a page's main part: hidden ones, and what the others hold. Files are left out."""
    page = LexborHTMLParser(text)
    found: dict[str, str] = {}
    for form in page.css("main form[method=post]"):
        for one in form.css("input[name]"):
            kind, name = one.attributes.get("type"), one.attributes["name"] or ""
            if kind in {"file", "submit"} or (kind == "checkbox" and "checked" not in one.attributes):
                continue
            default = "on" if kind == "checkbox" else ""
            found.setdefault(name, unescape(one.attributes.get("value") or default))
        for one in form.css("textarea[name]"):
            found.setdefault(one.attributes["name"] or "", one.text().strip())
        for one in form.css("select[name]"):
            chosen = one.css_first("option[selected]") or one.css_first("option")
            found.setdefault(one.attributes["name"] or "", (chosen.attributes.get("value") or "") if chosen else "")
    return found


def words_of(text: str) -> str:
    """What a page says in its main part, for a reader of a test's failure."""
    main = LexborHTMLParser(text).css_first("main")
    return re.sub(r"\s+", " ", main.text() if main else text)[:600]


def entries_saying(ledger: Ledger, words: str) -> int:
    """How many entries of the log have these words in them."""
    with ledger.store.reading() as reader:
        return sum(words in row.data for row in reader.rows(0, reader.head().size))


@contextmanager
def log_held(address: str) -> Iterator[None]:
    """Hold the row that writers of the log queue for: whoever appends waits until the block ends."""
    with connect(address) as connection:
        connection.execute("select size from log_head for update")
        yield
        connection.rollback()


@contextmanager
def held(address: str, table: str) -> Iterator[None]:
    """Nobody writes to a table until the block ends."""
    with connect(address) as connection:
        connection.execute(f"lock table {table} in exclusive mode".encode())
        yield
        connection.rollback()


def asked(address: str, question: str) -> list[tuple]:
    with connect(address, autocommit=True) as connection:
        return connection.execute(question.encode()).fetchall()


def writers_waiting(address: str) -> int:
    """How many sessions of this database wait for somebody's lock."""
    with connect(address, autocommit=True) as connection:
        question = (
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        )
        return int(connection.execute(question).fetchone()[0])  # type: ignore[index]
