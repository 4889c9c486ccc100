"""Brings the front-end files that Dajuan ships out of npm into the source tree: ``make front-end``.

``front-end/package-lock.json`` pins each package by version and sha512, and npm refuses what does not match.
``front-end/files.tsv`` lists the files that are taken. They are committed, so that neither a user nor a wheel needs node;
``vendor/vendor.tsv`` says of each where it is from, under which licence, and its SHA-256.

One thing is changed on the way: the last line that names a source map is dropped, for the maps (14 MB) are not shipped
and a static file storage that hashes names refuses a style sheet naming a file that is not there.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tools" / "front-end"
VENDOR = ROOT / "src" / "dajuan" / "web" / "static" / "dajuan" / "vendor"
COLUMNS = ("file", "package", "version", "licence", "sha256")
SOURCE_MAP = re.compile(rb"\s*(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=\S+ \*/)\s*\Z")


def taken() -> list[dict[str, str]]:
    with (SOURCE / "files.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def copied(package: str, name: str, to: str) -> tuple[str, ...]:
    """One file is copied; what is written of it into the list."""
    folder = SOURCE / "node_modules" / package
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    content = SOURCE_MAP.sub(b"\n", (folder / name).read_bytes())
    place = VENDOR / to
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return (to, package, about["version"], about["license"], hashlib.sha256(content).hexdigest())


def main() -> None:
    if shutil.which("npm") is None:
        sys.exit("缺 npm：apt-get install npm / npm is missing; only who changes these files needs it")
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=SOURCE, check=True)
    shutil.rmtree(VENDOR, ignore_errors=True)
    rows = sorted(copied(one["package"], one["file"], one["vendor"]) for one in taken())
    with (VENDOR / "vendor.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    shutil.rmtree(SOURCE / "node_modules")
    print(f"{len(rows)} 个文件 / files: {VENDOR.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
