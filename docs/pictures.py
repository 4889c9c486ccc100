"""Makes the pictures of the manual in Debian's Chromium: the sample report as ``dajuan check --format html`` marks it, and
the answer of the made-up zone's year with a number's lineage open.

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
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1360, 880
FINDING = "#n2"
NUMBER = "#t-2025-051 a.n"
"""What is clicked open in each picture."""


def marked(folder: Path) -> Path:
    """The marked report, written by the command itself. Exit status 1 only says that there are findings."""
    page = folder / "marked.html"
    dajuan = str(Path(sys.executable).parent / "dajuan")
    arguments = ["check", "samples/yunling-2026.docx", "--format", "html", "-o", str(page)]
    done = subprocess.run([dajuan, *arguments], cwd=ROOT, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(done.returncode)
    return page


def answer(folder: Path) -> Path:
    """The answer of the made-up zone's year, its figures simulated and labelled so."""
    folder.mkdir(exist_ok=True)
    page = folder / "answer.html"
    subprocess.run([sys.executable, "-m", "samples.plan_year", str(folder), "--small"], cwd=ROOT, check=True)
    dajuan = str(Path(sys.executable).parent / "dajuan")
    arguments = ["answer", "--year", "2025", "--as-of", "2025-12-31", "-o", str(page), "--zone", str(folder / "zone")]
    subprocess.run([dajuan, *arguments], cwd=ROOT, check=True)
    return page


def photograph(page: Path, opened: str, picture: Path) -> None:
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
        tab.evaluate("opened => document.querySelector(opened).click()", opened)
        tab.wait_for_timeout(1000)  # the page glides to the finding
        tab.screenshot(path=str(picture))
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        photograph(marked(folder), FINDING, IMAGES / "marked.png")
        photograph(answer(folder / "year"), NUMBER, IMAGES / "answer.png")


if __name__ == "__main__":
    main()
