"""The front-end files that are shipped are those that were taken: known by hash, under a licence that lies beside them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "tools" / "front-end"
VENDOR = ROOT / "src" / "dajuan" / "web" / "static" / "dajuan" / "vendor"
LIST = VENDOR / "vendor.tsv"
PERMISSIVE = {"MIT", "0BSD", "Apache-2.0", "BSD-3-Clause"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


SHIPPED = rows_of(LIST)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one["file"])
def test_a_file_is_the_one_that_was_taken(one):
    assert hashlib.sha256((VENDOR / one["file"]).read_bytes()).hexdigest() == one["sha256"]


def test_nothing_is_missing_and_nothing_came_along():
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file() and path != LIST}
    assert there == {one["file"] for one in SHIPPED} == {one["vendor"] for one in rows_of(SOURCE / "files.tsv")}


@pytest.mark.parametrize("folder", sorted({one["file"].partition("/")[0] for one in SHIPPED}))
def test_a_licence_lies_beside_it(folder):
    assert {one["licence"] for one in SHIPPED if one["file"].startswith(f"{folder}/")} <= PERMISSIVE
    assert len((VENDOR / folder / "LICENSE").read_text(encoding="utf-8")) > 500


def test_the_versions_are_those_that_the_lock_holds():
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    shipped = {one["package"]: one["version"] for one in SHIPPED}
    assert shipped == asked == {name: lock[f"node_modules/{name}"]["version"] for name in asked}
    assert all(one["integrity"].startswith("sha512-") for path, one in lock.items() if path)


@pytest.mark.parametrize("one", [one for one in SHIPPED if one["file"].endswith(".css")], ids=lambda one: one["file"])
def test_a_style_sheet_asks_nothing_of_anyone(one):
    text = (VENDOR / one["file"]).read_text(encoding="utf-8")
    addresses = re.findall(r"url\(\s*['\"]?([^)]{0,40})", text)
    assert addresses, "the sheets that are shipped draw their small signs from data: addresses"
    assert [address for address in addresses if not address.startswith("data:image/")] == []
    assert "@import" not in text


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one["file"])
def test_no_file_names_a_source_map_that_is_not_there(one):
    assert b"sourceMappingURL=" not in (VENDOR / one["file"]).read_bytes()[-200:]
