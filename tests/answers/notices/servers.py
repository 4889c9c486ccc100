"""Real servers on this machine for notices to be sent to: a group robot and a mail server, each of which can misbehave."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Robot:
    """A webhook that keeps what it was given. ``answers`` are used up one by one; then all is well.

    An answer is a status and a JSON object (or text), or ``"silence"`` (it takes the message and never answers),
    ``"reset"`` (it takes the message and hangs up), ``"drip"`` (a byte now and then).
    """

    def __init__(self, pair: tuple[Path, Path] | None = None) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[Any] = []
        self.usual: Any = (200, {"errcode": 0, "errmsg": "ok", "code": 0, "msg": "success"})
        self.quit = threading.Event()
        robot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                robot.taken.append((self.path, json.loads(body)))
                robot._answer(self, robot.answers.pop(0) if robot.answers else robot.usual)

            def log_message(self, *told: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._scheme = "https" if pair else "http"
        if pair:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*pair)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def webhook(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}/robot?key=k"

    @property
    def texts(self) -> list[str]:
        return [told["text"]["content"] if "text" in told else told["content"]["text"] for _, told in self.taken]

    def _answer(self, handler: BaseHTTPRequestHandler, answer: Any) -> None:
        if answer == "silence":
            self.quit.wait(30)
        elif answer == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            handler.connection.close()
        elif answer == "drip":
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            while not self.quit.wait(0.05):
                handler.wfile.write(b" ")
        else:
            status, told, *headers = answer
            handler.send_response(status)
            for name, value in headers:
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(told.encode() if isinstance(told, str) else json.dumps(told).encode())

    def close(self) -> None:
        self.quit.set()
        self._server.shutdown()
        self._server.server_close()


class Post:
    """An aiosmtpd handler that keeps letters. ``refused`` recipients get 550; ``at_data`` replaces the last answer."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.refused: set[str] = set()
        self.at_data: Callable[[], str] | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.at_data is None:
            return "250 taken"
        answer = self.at_data()
        if answer == "reset":
            server.transport.abort()
        return answer


class FixedClock:
    """Time passes when somebody sleeps, and when a test says so."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.slept = 0.0

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.go(seconds=seconds)

    def go(self, **ahead: float) -> None:
        self._now += timedelta(**ahead)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(form.Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    return paths


@contextmanager
def mail_server(
    post: Post, *, security: str = "none", pair: tuple[Path, Path] | None = None, user: str = ""
) -> Iterator[int]:
    """Its port. ``user``: who may send, with the password "secret"."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    def known(server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> Any:
        return AuthResult(success=told.login.decode() == user and told.password == b"secret")

    options: dict[str, Any] = {}
    if user:
        options |= {"authenticator": known, "auth_required": True, "auth_require_tls": security == "starttls"}
    context = None
    if pair:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*pair)
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    controller = Controller(
        post, hostname="127.0.0.1", port=free_port(), ssl_context=context if security == "tls" else None, **options
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
