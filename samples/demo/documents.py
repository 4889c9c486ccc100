"""Documents of the made-up zone for any year: last year's, this year's as issued, this year's as it was in draft."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from samples.build import word
from samples.demo.years import moved, replaced

HERE = Path(__file__).parent
SAMPLES = HERE.parent
LAST, THIS = 2025, 2026
"""The plan years of the two sample texts."""


class Documents(NamedTuple):
    last: Path
    """上一年的文件: what the year before it came to, and last year's plan."""
    plan: Path
    """What last year came to, and this year's plan."""
    draft: Path
    """The same before it was looked through: a report with defects (送审稿)."""


def written(folder: Path, year: int) -> Documents:
    """For this plan year; as Word files."""
    last, this = _text(LAST), _text(THIS)
    by = year - THIS
    found = Documents(
        *(folder / f"{name}.docx" for name in (_name(year - 1), _name(year), f"{_name(year)}（送审稿，有错待核）"))
    )
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in zip(found, (last, replaced(this, HERE / "mended.tsv"), this), strict=True):
        path.write_bytes(word(moved(text, by)))
    return found


def tables(folder: Path, year: int) -> dict[str, Path]:
    """What was decided of the plans of this year and the one before, moved to them: name → table."""
    sources = {
        "last-bindings": SAMPLES / "yunling-2025-bindings.tsv",
        "last-decisions": SAMPLES / "yunling-2025-decisions.tsv",
        "bindings": HERE / "bindings.tsv",
        "decisions": HERE / "decisions.tsv",
    }
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, source in sources.items():
        found[name] = folder / f"{name}.tsv"
        found[name].write_text(moved(source.read_text(encoding="utf-8"), year - THIS), encoding="utf-8")
    return found


def _text(year: int) -> str:
    return replaced((SAMPLES / f"yunling-{year}.md").read_text(encoding="utf-8"), HERE / f"timeless-{year}.tsv")


def _name(year: int) -> str:
    return f"云岭高新区{year - 1}年工作总结和{year}年工作安排"
