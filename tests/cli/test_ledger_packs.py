"""``dajuan programmes`` and ``dajuan pack``: what is declared, in words; a first draft; mistakes by line and column."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.ledger_zone import HOUSING, Typist, typist

from dajuan.cli import main
from dajuan.cli.ledger_arguments import FILLS
from dajuan.outputs.width import width
from dajuan.programmes.definitions import definition_in_words
from dajuan.programmes.find import find_programmes
from dajuan.programmes.units import unit_of

__all__ = ["typist"]


def test_the_list_marks_what_is_on(typist: Typist) -> None:
    settings = typist.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8").replace('  "investment-projects",\n', ""), encoding="utf-8")
    lines = typist.types("programmes").splitlines()
    assert any(line.startswith("✓ housing-delivery") for line in lines)
    assert any(line.startswith("· investment-projects") for line in lines)
    assert {one["programme"]: one["on"] for one in typist.json("programmes")}["investment-projects"] is False
    assert "housing-delivery" in typist.refused("figures", "investment-projects")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", ["housing-delivery", "investment-projects", "enterprise-register"])
def test_one_programme_says_all_that_it_declares(typist: Typist, code: str, language: str) -> None:
    told = typist.types("programmes", code, "--lang", language)
    assert max(map(width, told.splitlines())) <= 100
    programme = find_programmes().programmes[code]
    parts = (*programme.fields.values(), *programme.stages.values(), *programme.indicators.values())
    assert not [one.key for one in parts if one.key not in told]
    squeezed = "".join(told.split())
    assert not [one for one in parts if "".join(one.name.said(language).split()) not in squeezed]
    assert not [
        one.key
        for one in programme.indicators.values()
        if "".join(definition_in_words(programme, one, language).split()) not in squeezed
    ]
    assert ("未经公开文件证实" if language == "zh" else "notconfirmedbyapublishedtext") in squeezed


def test_what_a_stage_needs_is_said(typist: Typist) -> None:
    told = typist.types("programmes", "保交楼")
    closed = next(line for line in told.splitlines() if line.startswith("  closed "))
    assert "要有佐证 销号审批单" in closed
    assert "他人复核后才算" in closed


def test_json_has_the_pack_with_definitions_in_words(typist: Typist) -> None:
    told = typist.json("programmes", HOUSING)
    assert told["stages"]["delivered"]["needs"] == {"evidence": ["竣工验收备案表"], "fields": ["homes"]}
    area = told["indicators"]["area-delivered"]
    assert unit_of(area["unit"]).base == area["base_unit"]
    assert area["definition"]["zh"] == "期内到达“交付”的楼盘，到达时的“建筑面积”相加"


def test_where_conditions_are_part_of_the_definition() -> None:
    programme = find_programmes().programmes["investment-projects"]
    one = programme.indicators["manufacturing-invested"]
    assert definition_in_words(programme, one, "zh").endswith("；只算“项目类别”是制造业")
    assert definition_in_words(programme, one, "en").endswith("; only where “Category” is Manufacturing")


def test_a_first_draft_is_valid_and_can_be_used(typist: Typist) -> None:
    typist.types("pack", "new", "road-works")
    path = typist.folder / "programmes" / "road-works.yaml"
    assert "没有错" in typist.types("pack", "check", str(path))
    assert "已经有了" in typist.refused("pack", "new", "road-works")
    assert "小写字母" in typist.refused("pack", "new", "Road Works")
    settings = typist.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8").replace("on = [", 'on = ["road-works",'), encoding="utf-8")
    typist.types("record", "road-works", "R-1", "listed", "--open", "name=云岭大道", "kind=急办", "budget=300")
    assert typist.json("figures", "road-works", "budget")["figures"][0]["value"] == "300"


def test_mistakes_are_named_by_line_and_column(typist: Typist, tmp_path: Path) -> None:
    bad = tmp_path / "roads.yaml"
    bad.write_text("programme: roads\nname: 道路\nsubject: {kind: road, name: 道路}\nfields:\n  length: {type: lenght, name: 里程}\n", "utf-8")  # fmt: skip
    told = typist.types("pack", "check", str(bad), status=1)
    assert f"{bad}:5:" in told
    assert f"{bad}:5:" in typist.types("pack", "check", str(bad), "--lang", "en", status=1)
    assert "打不开" in typist.types("pack", "check", str(tmp_path / "没有.yaml"), status=2)
    bad.rename(typist.folder / "programmes" / "roads.yaml")
    assert "housing-delivery" in typist.types("programmes", status=1)
    assert "roads.yaml:5:" in typist.err


def test_a_change_that_would_orphan_entries_is_told_before_it_is_used(typist: Typist) -> None:
    typist.types("pack", "new", "road-works")
    path = typist.folder / "programmes" / "road-works.yaml"
    settings = typist.folder / "dajuan.toml"
    settings.write_text(settings.read_text("utf-8").replace("on = [", 'on = ["road-works",'), encoding="utf-8")
    typist.types("record", "road-works", "R-1", "listed", "--open", "name=云岭大道", "owner=云岭交投")
    text = path.read_text("utf-8").replace("version: 1 ", "version: 2 ").replace("  owner:", "  keeper:")
    path.write_text(text, encoding="utf-8")
    told = typist.types("pack", "check", str(path), status=1)
    assert "owner" in told
    assert "keeper" in told
    assert "owner" in typist.refused("record", "road-works", "R-1", "kind=急办")


@pytest.mark.parametrize("command", [*([name] for name in sorted(FILLS)), *(["log", one] for one in ("show", "verify", "prove")), ["pack", "check"]])  # fmt: skip
@pytest.mark.parametrize("columns", [80, 120])
def test_help_fits_the_terminal(command, columns, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    told = capsys.readouterr().out
    assert "显示本说明 show this help" in told
    assert not [line for line in told.splitlines() if line.startswith("  ") and width(line) > columns]


def test_recording_loads_no_engine(typist: Typist) -> None:
    program = (
        "import contextlib, io, sys\nfrom dajuan.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main(['record', {HOUSING!r}, 'E-1', '--open', 'name=云岭', 'developer=云岭置业', '--zone', {str(typist.folder)!r}])\n"
        "print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "msgspec" in loaded
    assert not loaded & {"duckdb", "pyarrow", "numpy", "psycopg", "rich", "xlsxwriter", "pypdfium2"}
