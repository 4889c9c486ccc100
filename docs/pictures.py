"""Makes docs/images/marked.png: the sample report as ``dajuan check --format html`` marks it, in Debian's Chromium.

Run ``make pictures`` when the page or the sample has changed. Needs chromium and fonts-noto-cjk (``make test`` installs
both on Debian as root).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "marked.png"
WIDTH, HEIGHT = 1360, 880
OPENED = (2,)
"""The finding that is open in the picture."""


def marked(folder: Path) -> Path:
    """The marked report, written by the command itself. Exit status 1 only says that there are findings."""
    page = folder / "marked.html"
    dajuan = str(Path(sys.executable).parent / "dajuan")
    arguments = ["check", "samples/yunling-2026.docx", "--format", "html", "-o", str(page)]
    done = subprocess.run([dajuan, *arguments], cwd=ROOT, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(done.returncode)
    return page


def photograph(page: Path, picture: Path) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("缺 chromium：apt-get install chromium fonts-noto-cjk / chromium is missing")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1.5, color_scheme="light"
        )
        tab.goto(page.as_uri())
        tab.wait_for_load_state("networkidle")
        tab.evaluate("document.fonts.ready")
        for number in OPENED:
            tab.evaluate("number => document.getElementById('n' + number).click()", number)
        tab.wait_for_timeout(1000)  # the page glides to the finding
        tab.screenshot(path=str(picture))
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        photograph(marked(Path(folder)), PICTURE)
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
