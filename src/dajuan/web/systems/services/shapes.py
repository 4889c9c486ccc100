"""What the services' API hands out."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said


class WantedReach(Asked):
    minutes: Literal["5", "10", "15"] = "15"
    pace: str = Field("", max_length=30, description="standard、planning、brisk")
    coming: Literal["0", "1"] = Field("0", description="1：连规划和在建的 / with what is planned and under way")

    def reach(self) -> dict[str, str]:
        return {"minutes": self.minutes, "pace": self.pace, "coming": self.coming}


class CoverageOut(Schema):
    service: str
    name: Said
    facilities: int
    reached: int = Field(description="走得到的居民，分子 / people within the walk, the numerator")
    residents: int = Field(description="全部居民，分母 / all residents, the denominator")
    share: float | None
    straight: int = Field(description="直线半径内 / people within a circle of the same radius")
    by_case: dict[str, int] = Field(description="reached、beyond、cut-off、off → 人 / people")


class CoveragesOut(Schema):
    on: Day
    minutes: int
    pace: str
    metres: int
    network: str
    residents_table: str
    items: list[CoverageOut]
    off: list[str] = Field(description="不在路网上的设施 / facilities off the network")
    unplaced: list[str] = Field(description="没有位置的设施 / facilities without a place")


class HomeOut(Schema):
    code: str
    name: str
    longitude: float
    latitude: float
    people: int
    case: str
    walk: float | None = Field(description="米 / metres")
    straight: float | None


class HomesOut(Schema):
    on: Day
    items: list[HomeOut]
    next: str | None


class BestPlace(Schema):
    longitude: float
    latitude: float
    near: str
    gain: int = Field(description="新增走得到的人 / people who reach one and did not before")
    straight_gain: int
    reached: int = Field(description="连前面的 / with it and those before it")


class NextPlacesOut(Schema):
    on: Day
    candidates: int
    spacing: float
    items: list[BestPlace]


class StagePlaces(Schema):
    stage: str
    open: int
    coming: int
    children: int | None = Field(description="null：居民表没有写全 / the table does not say throughout")
    unsplit: int


class ServiceSupply(Schema):
    on: Day
    places: list[StagePlaces]
    sports_area: float = Field(description="平方米 / square metres")
    residents: int
    sports_area_per_head: float | None


class FacilityReach(Schema):
    facility: str
    name: str
    stage: str
    has_place: bool
    is_off: bool
    people: int | None
    straight: int | None


class BaseOut(Schema):
    base: str
    kind: str
    name: str
    source: str
    as_of: str
    stage: str
    sha256: str


class BasesOut(Schema):
    items: list[BaseOut]


class BaseIn(Schema):
    kind: Literal["network", "residents"]
    source: Line
    as_of: Line
    name: Line = ""
    datum: Literal["", "cgcs2000", "gcj02"] = ""


class BaseTaken(Schema):
    base: str


class MeasurementIn(Schema):
    minutes: Literal["5", "10", "15"] = "15"
    pace: str = Field("", max_length=30)


class MeasurementOut(Schema):
    seqs: list[int]
    size: int
