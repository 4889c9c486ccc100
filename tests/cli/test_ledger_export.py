"""``dajuan figures --export``: several zones' exports in one folder, asked as one, by zone, or some of them."""

from __future__ import annotations

import sys

import pytest
from tests.cli.ledger_zone import HOUSING, Typist, typist

__all__ = ["typist"]
DUE = (HOUSING, "homes-due", "--period", "2024")


@pytest.fixture
def export(typist: Typist, tmp_path, monkeypatch) -> Typist:
    """Two zones with an estate each of one code, exported; what is typed is asked of the export."""
    monkeypatch.setattr(Typist, "_zone", lambda self, arguments: [])
    for code, homes in (("yunling", 216), ("songxi", 84)):
        folder = str(tmp_path / code)
        typist.types("init", folder, "--name", f"园区{code}", "--code", code)
        monkeypatch.setenv("DAJUAN_ZONE", folder)
        typist.estate(homes=homes)
        typist.types("export", "-o", str(tmp_path / "out"))
    monkeypatch.delenv("DAJUAN_ZONE")
    return typist


def values(told) -> dict[str | None, str]:
    return {figure["part"]: figure["value"] for figure in told["figures"]}


def test_all_zones_as_one_and_each_by_name(export: Typist, tmp_path) -> None:
    out = str(tmp_path / "out")
    told = export.json("figures", *DUE, "--export", out)
    assert values(told) == {None: "300"}
    assert [(one["zone"], one["size"]) for one in told["zones"]] == [("songxi", 4), ("yunling", 4)]
    assert values(export.json("figures", *DUE, "--export", out, "--by", "zone")) == {"songxi": "84", "yunling": "216"}
    assert values(export.json("figures", *DUE, "--export", out, "--by", "开发企业")) == {"云岭置业": "300"}


def test_one_of_them_says_what_its_own_folder_says(export: Typist, tmp_path) -> None:
    there = export.json("figures", *DUE, "--export", str(tmp_path / "out"), "--zones", "yunling")
    own = export.json("figures", *DUE, "--zone", str(tmp_path / "yunling"))
    assert (there["figures"], there["root"], there["size"]) == (own["figures"], own["root"], own["size"])


def test_the_table_is_headed_by_the_zones(export: Typist, tmp_path) -> None:
    told = export.types("figures", *DUE, "--export", str(tmp_path / "out"), "--by", "园区")
    assert told.startswith("2 个园区 songxi yunling · 2024")
    assert "yunling  216  套" in told


def test_what_is_made_up_is_called_so(export: Typist, tmp_path) -> None:
    settings = tmp_path / "songxi" / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8").replace("[zone]\n", "[zone]\nsimulated = true\n"), "utf-8")
    out = str(tmp_path / "out")
    export.types("export", "-o", out, "--zone", str(tmp_path / "songxi"))
    assert export.types("figures", *DUE, "--export", out).startswith("2 个园区 songxi yunling（songxi 模拟数据）")
    assert export.json("figures", *DUE, "--export", out)["zone"]["simulated"] is True
    assert export.json("figures", *DUE, "--export", out, "--zones", "yunling")["zone"]["simulated"] is False


def test_what_does_not_go_together_is_told(export: Typist, tmp_path) -> None:
    out = str(tmp_path / "out")
    assert "add --export DIR" in export.refused("figures", "--zones", "yunling", "--zone", str(tmp_path / "yunling"))
    assert "give one of them" in export.refused("figures", "--export", out, "--zone", str(tmp_path / "yunling"))
    assert "there is no engine trino" in export.refused("figures", "--export", out, "--engine", "trino")
    assert "has no zone linhai" in export.refused("figures", "--export", out, "--zones", "linhai")
    assert "is no export" in export.refused("figures", "--export", str(tmp_path / "yunling"))


def test_spark_is_asked_for_in_words_where_it_is_not(export: Typist, tmp_path, monkeypatch) -> None:
    for name in ("pyspark", "py4j", "py4j.protocol"):
        monkeypatch.setitem(sys.modules, name, None)
    told = export.refused("figures", "--export", str(tmp_path / "out"), "--engine", "spark")
    assert "pip install 'dajuan[spark]'" in told
