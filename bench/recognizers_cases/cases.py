"""What the runners beside this file share: the cases, the exceptions argued with, and the count that is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
CASES = HERE.parents[1].parent / "shared" / "data" / "recognizers"
EXCEPTIONS = HERE / "exceptions.tsv"

Case = dict[str, Any]


class Argued(NamedTuple):
    instead: str
    """The value asked for instead, or nothing where the case is left out."""
    reason: str


class Count(NamedTuple):
    passed: int
    fitting: int
    argued: int
    """Failing, with the reason in ``exceptions.tsv``."""

    def __str__(self) -> str:
        left = self.fitting - self.argued
        return (
            f"pass {self.passed} of {self.fitting} fitting = {100 * self.passed / self.fitting:.1f} % (goal 97); "
            f"without the {self.argued} that are argued with: {100 * self.passed / left:.1f} %"
        )


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def argued() -> dict[tuple[str, int], Argued]:
    return {(file, int(index)): Argued(instead, reason) for file, index, instead, reason in rows(EXCEPTIONS)}


def fitting(folder: Path, file: str) -> dict[int, Case]:
    cases = json.loads((folder / f"{file}.json").read_text(encoding="utf-8"))
    return {index: case for index, case in enumerate(cases) if case["fits"]}


def run(folder: Path, files: Iterable[str], failure: Callable[[str, Case, str], str]) -> Count:
    """Print every fitting case that fails, with why; ``failure(file, case, instead)`` says it, or nothing."""
    exceptions = argued()
    passed = total = left_out = 0
    for file in files:
        cases = fitting(folder, file)
        instead = {index: exceptions[file, index].instead for index in cases if (file, index) in exceptions}
        bad = {index: why for index, case in cases.items() if (why := failure(file, case, instead.get(index, "")))}
        passed, total = passed + len(cases) - len(bad), total + len(cases)
        print(f"{file:13} {len(cases) - len(bad):4} / {len(cases):4}")
        for index, why in bad.items():
            reason = exceptions[file, index].reason if (file, index) in exceptions else ""
            left_out += bool(reason)
            shown = re.sub(r"\s+", " ", why)[:110]
            print(f"    {file} {index:3}  {shown}" + (f"  | {reason}" if reason else ""))
    return Count(passed, total, left_out)
