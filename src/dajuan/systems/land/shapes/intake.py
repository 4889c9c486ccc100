"""A layer held to the parcels that are there: what is wrong, row by row; what has to be asked; what would be recorded.

Nothing is half done: with anything wrong, or a question not answered, nothing is recorded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from dajuan.ledger.entry import Draft, Evidence
from dajuan.programmes.pack import Field, Programme, Value
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.standards.gcj02 import unshifted
from dajuan.standards.land.unit_code import UnitCodeError, read_parcel_code, read_unit_code
from dajuan.standards.words import Words
from dajuan.subjects.row import Row
from dajuan.systems.land.parcels import PARCELS
from dajuan.systems.land.shapes.frames import (
    GEOGRAPHIC,
    Frame,
    Misfit,
    frame_of,
    frames_around,
    misfit,
    to_degrees,
    to_metres,
    zone_frame,
)
from dajuan.systems.land.shapes.ground import Ground
from dajuan.systems.land.shapes.layers import Feature, Layer
from dajuan.systems.land.shapes.overlaps import Kind, areas, pieces
from dajuan.systems.land.shapes.shifting import suspicion

EVIDENCE = "界址图形"
_DIGITS = 9
"""Of a degree: a tenth of a millimetre."""
_REASON = re.compile(r"(.*)\[(\S+) (\S+)\]")
_INVALID = {
    "Self-intersection": Words("界址线自相交", "its outline crosses itself"),
    "Ring Self-intersection": Words("界址线自相交", "its outline crosses itself"),
    "Hole lies outside shell": Words("内环在外环之外", "a hole lies outside"),
    "Nested holes": Words("内环套内环", "holes lie in each other"),
    "Nested shells": Words("几块互相套着", "parts lie in each other"),
    "Too few points in geometry component": Words("界址点太少", "it has too few points"),
}
_KINDS: Mapping[Kind, str] = {"overlap": "重叠", "sliver": "碎片", "gap": "缝隙"}


class RowTrouble(NamedTuple):
    """``field``: geometry, or the column that is meant."""

    row: int
    field: str
    zh: str
    en: str


class Option(NamedTuple):
    value: str
    words: Words


class Question(NamedTuple):
    """What the numbers cannot say. ``likely``: the answer that they point to, "" none."""

    key: str
    words: Words
    options: tuple[Option, ...]
    likely: str = ""


class Accepted(NamedTuple):
    """A row that is right. ``shape`` in degrees; areas in 平方米, ``stated`` None where nobody said."""

    row: int
    parcel: Row
    shape: Any
    measured: float
    stated: float | None


@dataclass
class Report:
    frame: Frame | None = None
    troubles: list[RowTrouble] = field(default_factory=list)
    notes: list[RowTrouble] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return bool(self.accepted) and not self.troubles and not self.questions


def look(layer: Layer, answers: Mapping[str, str], ground: Ground, pack: Programme) -> Report:
    """``answers``: to the questions of the look before, by their keys."""
    report = Report()
    report.troubles += [RowTrouble(one.row, "geometry", *one.trouble) for one in layer.features if one.trouble]
    if not layer.features:
        report.troubles.append(RowTrouble(0, "geometry", "里面没有图形", "there are no shapes in it"))
    features = [one for one in layer.features if one.shape is not None]
    if features:
        _Look(features, answers, ground, pack, report).all(layer.frame)
    report.troubles.sort(key=lambda one: one.row)
    return report


def drafts_of(report: Report, pack: Programme, evidence: Evidence, on: date) -> list[Draft]:
    """What a report that is right records: each shape, its frame, its area."""
    assert report.frame is not None
    name = report.frame.words.zh
    scale = 10 ** pack.fields["area-measured"].scale
    return [
        Draft(
            programme=PARCELS, subject=one.parcel.code, kind="stated", effective_on=on, evidence=(evidence,),
            fields={
                "site": read_value(pack.fields["site"], shapely.to_geojson(one.shape)), "site-frame": name,
                "area-measured": round(one.measured * scale),
            },
        )
        for one in report.accepted
    ]  # fmt: skip


class _Look:
    """One look at a layer, step by step; a step that something has to be asked after ends it."""

    def __init__(
        self, features: Sequence[Feature], answers: Mapping[str, str], ground: Ground, pack: Programme, report: Report
    ) -> None:
        self.features, self.answers, self.ground, self.pack, self.report = features, answers, ground, pack, report
        self.shapes: NDArray[Any] = np.array([one.shape for one in features], dtype=object)
        self.parcels: dict[int, Row] = {}

    def all(self, said: Frame | None) -> None:
        self._find_parcels()
        self._swap()
        if not self._frame(said):
            return
        self.shapes = to_degrees(self.shapes, self.report.frame or GEOGRAPHIC)
        self._valid()
        if not len(self.shapes) or not self._shift():
            return
        self._near()
        self._accept()
        self._overlapping()

    def _find_parcels(self) -> None:
        for one in self.features:
            row = self._parcel(one)
            if row is not None:
                self.parcels[one.row] = row
        times = Counter(row.code for row in self.parcels.values())
        for place, row in self.parcels.items():
            if times[row.code] > 1:
                self._wrong(place, "parcel", f"{row.code} 在文件里有 {times[row.code]} 个图形", f"{row.code} has {times[row.code]} shapes in the file")  # fmt: skip

    def _parcel(self, one: Feature) -> Row | None:
        """Of several codes that a row gives, all have to mean the same parcel."""
        named = {key: one.values[key] for key in ("parcel", "unit-code", "parcel-code") if key in one.values}
        if not named:
            self._wrong(one.row, "parcel", "没有地块编号，也没有不动产单元代码或宗地代码", "it has neither a parcel's number nor a unit or parcel code")  # fmt: skip
            return None
        found = {key: self._called(one.row, key, value) for key, value in named.items()}
        if None in found.values():
            return None
        rows = {row.code: row for row in found.values() if row is not None}
        if len(rows) > 1:
            said = "、".join(f"{named[key]} → {row.code}" for key, row in found.items() if row)
            self._wrong(one.row, "parcel", f"几个代码不是一宗地：{said}", f"its codes are of different parcels: {said}")
            return None
        return next(iter(rows.values()))

    def _called(self, place: int, key: str, value: str) -> Row | None:
        unit = ""
        if key != "parcel":
            try:
                code = read_unit_code(value) if key == "unit-code" else read_parcel_code(value)
            except UnitCodeError as error:
                self._wrong(place, key, f"{value}：{error.zh}", f"{value}: {error.en}")
                return None
            known = self.ground.settings.divisions
            if known and code.division not in known:
                self._wrong(place, key, f"{value} 是外区的代码：前六位 {code.division}，本区是 {'、'.join(known)}", f"{value} is another county's: it begins {code.division}, this zone's begin {', '.join(known)}")  # fmt: skip
                return None
            unit = code.text
        row = self.ground.called(value, unit)
        if row is None:
            self._wrong(
                place, key, f"台账里没有 {value} 这宗地：先建档", f"the ledger has no parcel {value}: open it first"
            )
        return row

    def _swap(self) -> None:
        if self.answers.get("axes") == "swap":
            self.shapes = shapely.transform(self.shapes, lambda at: at[:, ::-1])

    def _frame(self, said: Frame | None) -> bool:
        """Whether the frame is known and every row fits it."""
        chosen = frame_of(int(self.answers["frame"])) if self.answers.get("frame", "").isdigit() else said
        misfits = {one.row: misfit(shapely.get_coordinates(shape), chosen or GEOGRAPHIC) for one, shape in zip(self.features, self.shapes, strict=True)}  # fmt: skip
        wrong = {row: found for row, found in misfits.items() if found is not None}
        if len(wrong) == len(misfits) and all(one.kind == "axes" for one in wrong.values()):
            first = next(iter(wrong.values()))
            self.report.questions.append(Question("axes", Words(first.zh, first.en), (Option("swap", Words("对调纵横再看", "Swap the axes")),), "swap"))  # fmt: skip
            return False
        likely = {one.frame for one in wrong.values()}
        if chosen is None or (len(wrong) == len(misfits) and all(one.kind == "frame" for one in wrong.values())):
            self._ask_frame(chosen, wrong[min(wrong)].frame if wrong and len(likely) == 1 else None, wrong)
            return False
        self.report.frame = chosen
        for row, one in wrong.items():
            self._wrong(row, "geometry", one.zh, one.en)
        self._keep([one.row not in wrong for one in self.features])
        return True

    def _ask_frame(self, chosen: Frame | None, likely: Frame | None, wrong: Mapping[int, Misfit]) -> None:
        if chosen is None:
            words = Words("文件没有写坐标系（Shapefile 缺 .prj，或是 DXF、坐标不是经纬度），请选：", "the file does not say its coordinate system (a Shapefile without .prj, a DXF, or coordinates that are no degrees); choose it:")  # fmt: skip
        else:
            first = wrong[min(wrong)]
            words = Words(first.zh, first.en)
        longitude = self._longitude()
        likely = likely or (zone_frame(longitude) if wrong else GEOGRAPHIC)
        frames = dict.fromkeys([likely, *frames_around(longitude)])
        options = tuple(Option(str(one.epsg), one.words) for one in frames)
        self.report.questions.append(Question("frame", words, options, str(likely.epsg)))

    def _longitude(self) -> float:
        """Of the zone, as its outline or its parcels have it; else of the middle of China."""
        known = (
            self.ground.outline if self.ground.outline is not None else next(iter(self.ground.shapes.values()), None)
        )
        return float(known.centroid.x) if known is not None else 108.0

    def _keep(self, kept: Sequence[bool]) -> None:
        self.features = [one for one, right in zip(self.features, kept, strict=True) if right]
        self.shapes = self.shapes[np.array(kept, dtype=bool)] if len(kept) else self.shapes

    def _valid(self) -> None:
        right = shapely.is_valid(self.shapes)
        for one, shape, is_right in zip(self.features, self.shapes, right, strict=True):
            if not is_right:
                self._wrong(one.row, "geometry", *_invalid(shape))
        self._keep(list(right))

    def _shift(self) -> bool:
        """Whether it is known that the layer lies where it says, or was shifted back."""
        answer = self.answers.get("shift", "")
        if answer == "gcj02":
            self.shapes = shapely.transform(self.shapes, unshifted)
            return True
        numbers = [self.parcels[one.row].code if one.row in self.parcels else "" for one in self.features]
        same: NDArray[Any] = np.empty(len(numbers), dtype=object)
        same[:] = [self.ground.shapes.get(number) for number in numbers]
        found = suspicion(self.shapes, same, self.ground.outline, self.ground.others(frozenset(numbers))[1])
        if found.why is not None and not answer:
            words = Words(f"像是网络地图的偏移坐标（GCJ-02）：{found.why.zh}", f"it looks shifted for a web map (GCJ-02): {found.why.en}")  # fmt: skip
            options = (
                Option("gcj02", Words("是 GCJ-02，退回 CGCS2000", "It is GCJ-02: shift it back")),
                Option("none", Words("不是，照原样", "It is not: leave it")),
            )
            self.report.questions.append(Question("shift", words, options, "gcj02"))
            return False
        if not found.compared:
            self.report.notes.append(RowTrouble(0, "geometry", "附近没有可比的图形，看不出是不是 GCJ-02 偏移坐标", "nothing near to compare it with: a GCJ-02 shift would go unseen"))  # fmt: skip
        return True

    def _near(self) -> None:
        outline, far = self.ground.outline, self.ground.settings.far_away
        if outline is None:
            return
        frame = zone_frame(float(outline.centroid.x))
        away = shapely.distance(to_metres(self.shapes, frame), to_metres(outline, frame)) / 1000
        for one, kilometres in zip(self.features, away, strict=True):
            if kilometres > far:
                self._wrong(one.row, "geometry", f"离园区 {kilometres:,.0f} 公里：坐标系选错了？", f"it lies {kilometres:,.0f} km from the zone: is its coordinate system right?")  # fmt: skip
        self._keep([kilometres <= far for kilometres in away])

    def _accept(self) -> None:
        measured = areas(self.shapes) if len(self.shapes) else ()
        for one, shape, square in zip(self.features, self.shapes, measured, strict=True):
            parcel = self.parcels.get(one.row)
            if parcel is None:
                continue
            stated = self._stated(one, parcel)
            rounded = shapely.transform(shape, lambda at: np.round(at, _DIGITS))
            self.report.accepted.append(Accepted(one.row, parcel, rounded, float(square), stated))
            if stated and abs(square / stated - 1) > self.ground.settings.area_off:
                off = square / stated - 1
                self.report.notes.append(
                    RowTrouble(
                        one.row,
                        "area",
                        f"{parcel.code} 图上 {square:,.2f} 平方米，宗地面积 {stated:,.2f}，差 {off:+.1%}",
                        f"{parcel.code}: the shape has {square:,.2f} m², stated are {stated:,.2f}: {off:+.1%}",
                    )
                )

    def _stated(self, one: Feature, parcel: Row) -> float | None:
        """平方米: as the file says, else as the ledger does."""
        kind = self.pack.fields["area"]
        if "area" in one.values:
            try:
                return _square_metres(read_value(replace(kind, unit="平方米"), one.values["area"]), kind)
            except ValueTrouble as error:
                self._wrong(one.row, "area", error.zh, error.en)
                return None
        return _square_metres(parcel.fields["area"], kind) if "area" in parcel.fields else None

    def _overlapping(self) -> None:
        """With each other, and with parcels that are not in the file."""
        numbers = [one.parcel.code for one in self.report.accepted]
        others, around = self.ground.others(frozenset(numbers))
        if not numbers:
            return
        own: NDArray[Any] = np.array([one.shape for one in self.report.accepted], dtype=object)
        every = np.concatenate([own, around]) if len(around) else own
        names = [*numbers, *others]
        found = [one for one in pieces(every, self.ground.settings.sliver_width) if one.first < len(own)]
        told = [
            RowTrouble(
                self.report.accepted[one.first].row,
                "geometry",
                f"{names[one.first]} 和 {names[one.second]} {_KINDS[one.kind]} {one.area:,.2f} 平方米",
                f"{names[one.first]} and {names[one.second]}: {one.kind} of {one.area:,.2f} m²",
            )
            for one in found
        ]
        self.report.notes += told
        if any(one.kind == "overlap" for one in found) and self.answers.get("overlaps") != "keep":
            many = sum(one.kind == "overlap" for one in found)
            words = Words(f"有 {many} 处重叠，列在下面", f"{many} overlaps, listed below")
            self.report.questions.append(Question("overlaps", words, (Option("keep", Words("已核对，照原样记", "Checked: record it as it is")),)))  # fmt: skip

    def _wrong(self, row: int, key: str, zh: str, en: str) -> None:
        self.report.troubles.append(RowTrouble(row, key, zh, en))


def _square_metres(value: Value, kind: Field) -> float:
    return float(int(value) / 10**kind.scale)


def _invalid(shape: Any) -> Words:
    """What makes it no polygon, and where."""
    said = _REASON.fullmatch(shapely.is_valid_reason(shape))
    reason, place = (said[1].strip(), f"（{float(said[2]):.6f}, {float(said[3]):.6f}）") if said else ("", "")
    words = _INVALID.get(reason, Words("不是合法的面", "it is no valid area"))
    return Words(words.zh + place, f"{words.en} {place}".strip())
