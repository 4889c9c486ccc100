"""What a file of shapes says, before any of it is believed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dajuan.standards.words import Words
from dajuan.systems.land.shapes.frames import Frame


class Feature(NamedTuple):
    """A shape of a file, ``row`` counted from 1. ``shape`` None: it could not be read, and ``trouble`` says why."""

    row: int
    shape: Any
    values: Mapping[str, str]
    trouble: Words | None = None


class Layer(NamedTuple):
    """``frame``: what the file says it is in; None: it does not say."""

    features: tuple[Feature, ...]
    frame: Frame | None


class FileError(ValueError):
    """A file that is not one of ours, or one that nothing can be read from."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@cache
def _columns() -> Mapping[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))


def known_columns(heads: Iterable[str]) -> dict[str, str]:
    """Our key → the head under which the file has it."""
    there = {head.strip().casefold(): head for head in heads}
    found = {
        key: next((there[name.casefold()] for name in names if name.casefold() in there), "")
        for key, names in _columns().items()
    }
    return {key: head for key, head in found.items() if head}


def values_of(told: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """By our keys; empty cells are not there."""
    found = {key: told.get(head) for key, head in columns.items()}
    return {key: str(value).strip() for key, value in found.items() if value is not None and str(value).strip()}
