"""Makes the manual's pictures of the pages: the demonstration's zone, served as ``make demo`` does, in Debian's Chromium.

Run by ``make pictures``. The zone is made for today, so the pictures show the day on which they were made.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PATIENCE = 120
"""Seconds that the server may take to answer."""


class Picture(NamedTuple):
    name: str
    who: str
    address: str
    width: int = 1360
    height: int = 860
    language: str = ""


PICTURES = (
    Picture("board", "leader", "/board/"),
    Picture("board-phone", "leader", "/board/", 390, 844),
    Picture("inbox", "reporter", "/targets/inbox/"),
    Picture("programme-board", "supervision", "/programmes/investment-projects/board/"),
    Picture("programme-map", "supervision", "/programmes/investment-projects/map/"),
    Picture("figures", "leader", "/figures/investment-projects/invested/?each=month&by=lead-department"),
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The made-up zone on a free port."""
    subprocess.run([sys.executable, "-m", "samples.demo", str(folder), "--small"], cwd=ROOT, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    dajuan = str(Path(sys.executable).parent / "dajuan")
    command = [dajuan, "serve", "--zone", str(folder / "zone"), "--people", str(folder / "people.toml"), "--bind", bind]
    server = subprocess.Popen(command)
    try:
        _wait(f"http://{bind}/healthz")
        yield f"http://{bind}"
    finally:
        server.terminate()
        server.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=30).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    sys.exit(f"{address} does not answer")


def photograph(base: str) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("缺 chromium：apt-get install chromium fonts-noto-cjk / chromium is missing")
    arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=arguments)
        for one in PICTURES:
            tab = browser.new_page(
                viewport={"width": one.width, "height": one.height}, device_scale_factor=1.5, color_scheme="light"
            )
            tab.goto(f"{base}/sign-in/")
            tab.locator(f"form[action$='/as/{one.who}/'] button").click()
            tab.goto(base + one.address)
            tab.wait_for_load_state("networkidle")
            tab.wait_for_timeout(1200)  # A chart or a map has been drawn by then.
            tab.screenshot(path=IMAGES / f"{one.name}.png")
            tab.close()
            print(IMAGES / f"{one.name}.png")
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "zone") as base:
        photograph(base)


if __name__ == "__main__":
    main()
