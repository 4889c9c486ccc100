"""版式: page, type sizes, fonts of a style, read from ``layout.toml``; what Word's document grid makes of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dajuan.answers.sheet.stamp import Style

PAGE = (210.0, 297.0)
"""A4, in millimetres."""
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Layout:
    margins: Mapping[str, float]
    """Millimetres."""
    lines: int
    characters: int
    """Lines a page and characters a line; 0 where nobody counts them."""
    pitch: float
    """From line to line, in points."""
    indent: int
    """Of a first line, in characters."""
    sizes: Mapping[str, float]
    """Points."""
    fonts: Mapping[str, tuple[str, ...]]
    page_rules: bool
    """Page numbers as GB/T 9704 has them: — 1 —, odd ones right and even ones left."""

    @property
    def width(self) -> float:
        """Of the type area, in millimetres."""
        return PAGE[0] - self.margins["left"] - self.margins["right"]

    @property
    def height(self) -> float:
        return PAGE[1] - self.margins["top"] - self.margins["bottom"]

    @property
    def tracking(self) -> float:
        """Points added to each character so that just so many fill a line; negative where they are drawn together."""
        if not self.characters:
            return 0.0
        return self.width / 25.4 * 72 / self.characters - self.sizes["body"]

    @property
    def grid_pitch(self) -> int:
        """``w:linePitch``: twips from line to line, so that all of them fit."""
        return int(self.height * _TWIPS_PER_MM / self.lines) if self.lines else round(self.pitch * 20)

    @property
    def grid_space(self) -> int:
        """``w:charSpace``: the tracking in 1/4096 of a point, rounded so that the last character still fits."""
        return int(self.tracking * 4096 // 1)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "layout.toml").read_text(encoding="utf-8"))


@cache
def layout(style: Style) -> Layout:
    told = _file()[style]
    return Layout(
        margins=told["margins"],
        lines=told["lines"],
        characters=told["characters"],
        pitch=told["pitch"],
        indent=told["indent"],
        sizes=told["sizes"],
        fonts={role: tuple(names) for role, names in told["fonts"].items()},
        page_rules=told["page_rules"],
    )


def other_names() -> Mapping[str, str]:
    """Font → the name by which it also goes."""
    return dict(_file()["also"])


def twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
