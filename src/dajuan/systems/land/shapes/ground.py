"""The parcels that shapes are held against: by every code that they may be called by, with the shapes that they have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from dajuan.standards.land.unit_code import PARCEL_LENGTH
from dajuan.subjects.row import Row
from dajuan.systems.land.parcels import is_gone
from dajuan.systems.land.settings import Settings


class Ground(NamedTuple):
    """``by_code``: parcel number and parcel code (19) → its row. ``shapes``: areas in degrees, by parcel number."""

    by_code: Mapping[str, Row]
    shapes: Mapping[str, Any]
    outline: Any
    """The zone's, in degrees; None where it has none."""
    settings: Settings

    def called(self, parcel: str, unit: str) -> Row | None:
        return self.by_code.get(parcel) or self.by_code.get(unit[:PARCEL_LENGTH])

    def others(self, numbers: frozenset[str]) -> tuple[list[str], NDArray[Any]]:
        """Parcels besides these, with their shapes."""
        found = [(code, shape) for code, shape in self.shapes.items() if code not in numbers]
        return [code for code, _ in found], np.array([shape for _, shape in found], dtype=object)


def ground_of(rows: Iterable[Row], sites: Iterable[tuple[str, str]], settings: Settings, outline: Any = None) -> Ground:
    """``sites``: parcel number and GeoJSON. Parcels that ended are not there, nor outlines that cross themselves, which the ledger
    takes and nothing can be reckoned with."""
    there = [row for row in rows if not is_gone(row)]
    by_code = {row.code: row for row in there}
    by_code |= {unit[:PARCEL_LENGTH]: row for row in there if (unit := str(row.fields.get("unit-code", "")))}
    shown = [(code, geometry) for code, geometry in sites if code in by_code]
    read = shapely.from_geojson([text for _, text in shown])
    right = (shapely.get_dimensions(read) == 2) & shapely.is_valid(read)
    shapes = {code: shape for (code, _), shape, is_right in zip(shown, read, right, strict=True) if is_right}
    return Ground(by_code, shapes, outline, settings)


def outline_in(geojson: str) -> Any:
    """The zone's outline in a collection of features: the one of kind zone, else all areas together; None: there is none."""
    told = json.loads(geojson)
    features = told.get("features", [told]) if isinstance(told, dict) else []
    zone = [one for one in features if (one.get("properties") or {}).get("kind") == "zone"]
    areas = [one["geometry"] for one in zone or features if (one.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")]  # fmt: skip
    return shapely.union_all(shapely.from_geojson([json.dumps(one) for one in areas])) if areas else None
