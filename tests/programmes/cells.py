"""Fields as tests need them: a type, a unit, and nothing else to say."""

from __future__ import annotations

from typing import Any

from dajuan.programmes.pack import OTHER_SCALE, QUANTITIES, SCALES, Field, FieldType, Name


def field(kind: FieldType, unit: str = "", **more: Any) -> Field:
    scale = more.pop("scale", SCALES.get(kind, OTHER_SCALE) if kind in QUANTITIES else 0)
    return Field("f", kind, Name("栏"), unit, scale, **more)
