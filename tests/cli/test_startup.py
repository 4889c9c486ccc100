"""Nothing is imported before it is needed. Told by what a fresh interpreter has loaded; how long it took is for bench/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "yunling-2026.docx"


def loaded(*arguments: str) -> set[str]:
    """The modules that a fresh interpreter has imported when the command is done."""
    program = (
        "import contextlib, io, sys\n"
        "from dajuan.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main({list(arguments)!r})\n"
        "print(*sys.modules, sep='\\n')\n"
    )
    return names_of(program)


def names_of(program: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def under(names: set[str], *roots: str) -> set[str]:
    return {name for name in names if name.startswith(tuple(f"{root}." for root in roots)) or name in roots}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_no_room_and_nothing_heavy(option: str) -> None:
    names = loaded(option)
    assert under(names, "dajuan") == {"dajuan", "dajuan.cli", "dajuan.cli.arguments"}
    assert not under(names, "typing", "dataclasses", "inspect", "pathlib", "shutil", "json", "xml", "decimal")


def test_help_of_a_command_loads_no_room_either() -> None:
    assert under(loaded("check", "--help"), "dajuan") == {"dajuan", "dajuan.cli", "dajuan.cli.arguments"}


def test_the_package_alone_loads_nothing() -> None:
    before = names_of("import sys; print(*sys.modules, sep='\\n')")
    after = names_of("import sys, dajuan; print(*sys.modules, sep='\\n')")
    assert after - before <= {"dajuan", "__future__"}


def test_explain_reads_no_document() -> None:
    names = loaded("explain", "QU101")
    assert not under(
        names, "dajuan.documents.docx", "dajuan.documents.pdf", "pypdfium2", "rich", "xlsxwriter", "zipfile"
    )


def test_check_of_a_word_file_loads_no_other_reader_and_no_other_output() -> None:
    names = loaded("check", str(SAMPLE))
    assert "dajuan.documents.docx" in names
    assert not under(
        names,
        *("dajuan.documents.pdf", "dajuan.documents.html", "dajuan.documents.xlsx", "dajuan.documents.ofd"),
        *(
            "dajuan.documents.ocr",
            "dajuan.comparison",
            "dajuan.batch.run",
            "dajuan.outputs.html",
            "dajuan.outputs.xlsx",
        ),
        *("pypdfium2", "selectolax", "python_calamine", "xlsxwriter", "rich", "pyarrow", "ray", "numpy", "PIL"),
        *("asyncio", "email", "importlib.metadata", "http", "ssl", "multiprocessing", "sqlite3"),
    )
