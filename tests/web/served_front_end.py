"""The front-end's demo page on a server of its own, under the policy that the application has."""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent.parent / "src" / "dajuan" / "web" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
mimetypes.add_type("text/javascript", ".mjs")


def ring(east: float, north: float, size: float) -> list[list[list[float]]]:
    corners = [(0.0, 0.0), (size, 0.0), (size * 1.2, size), (size * 0.2, size * 1.1), (0.0, 0.0)]
    return [[[east + x, north + y] for x, y in corners]]


def feature(kind: str, where: object, **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": where}}


def collection(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


PLACES = {
    "/map.geojson": collection(
        feature("Polygon", ring(0.02, 0.02, 0.03), name="云岭新城二期", light="red", href="/things/1"),
        feature("Polygon", ring(0.07, 0.05, 0.02), name="松涛里", light="green", href="/things/2"),
        feature("Point", [0.06, 0.03], name="翠湖苑", light="white", href="/things/3"),
    ),
    "/boundary.geojson": collection(feature("Polygon", ring(0.0, 0.0, 0.1), name="云岭高新区")),
}
FRAGMENTS = {
    "/lineage": "<header><h2>来历</h2><button class='close'>×</button></header><p>第 12 条</p>",
    "/move/": "<h1>移到下一阶段</h1>",
    "/report": "<h1>已记入</h1>",
}


class Handler(BaseHTTPRequestHandler):
    def answer(self, kind: str, content: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            return self.answer("text/html; charset=utf-8", (HERE / "front_end.html").read_bytes())
        if path == "/screen":
            page = (HERE / "front_end.html").read_text(encoding="utf-8")
            page = page.replace("<body>", '<body class="screen" data-refresh-seconds="1">')
            return self.answer("text/html; charset=utf-8", page.encode())
        if path == "/favicon.ico":
            return self.answer("image/svg+xml", (STATIC / "dajuan" / "icon.svg").read_bytes())
        if path in PLACES:
            return self.answer("application/geo+json", PLACES[path])
        if path in FRAGMENTS:
            return self.answer("text/html; charset=utf-8", FRAGMENTS[path].encode())
        file = STATIC / path.removeprefix("/static/")
        if path.startswith("/static/") and ".." not in path and file.is_file():
            return self.answer(mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes())
        return self.answer("text/plain", b"not found", 404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/posted":
            return self.answer("text/html", self.headers.get("X-CSRFToken", "none").encode())
        return self.do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
